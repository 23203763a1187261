"""Whose exposure, in words: the places where groups live, never the people themselves."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from het_geo import words
from het_geo.apart import same
from het_geo.exposure import SAYING
from het_geo.sentences.headlines import apart, many_times, standing
from het_geo.views import IndicatorView

COVERED = 0.95  # groups of whom fewer live where there are figures are said to be covered in part
GROUP = "Ethnic group: "  # how the labels of the groups' indicators begin


def group_name(label: str) -> str:
    """Return a group's name from its indicator's label."""
    return label.removeprefix(GROUP)


def exposure(view: IndicatorView, table: pd.DataFrame, labels: Mapping[str, str]) -> str:
    """Return in which groups' places the figure is highest and lowest, in both lenses."""
    known = table["exposure"].dropna()
    if len(known) < 2:
        return f"{view.indicator.label}: there are no figures for the places where groups live."
    high, low = known.idxmax(), known.idxmin()
    overall = table.attrs["overall"]
    top, bottom = standing(view, float(known[high])), standing(view, float(known[low]))
    if top == bottom:
        same_all = f"{view.indicator.label}: the places where each group lives average {top}."
        return f"{same_all}{left_out(table)} {SAYING}"
    said = (
        f"{view.indicator.label}: the places where people of the group “{labels[str(high)]}” live "
        f"average {top}, and those where people of the group “{labels[str(low)]}” live "
        f"{bottom}{_apart(view, float(known[high]), float(known[low]))}. "
        f"The places where everyone lives average {standing(view, overall)}."
    )
    covered = float(table["share_covered"].min())
    if covered < COVERED:
        least = words.number(covered * 100, 0)
        said += f" There are figures for the places of {least}% of the least covered group."
    return f"{said}{left_out(table)} {SAYING}"


def left_out(table: pd.DataFrame) -> str:
    """Return how many areas have no figure, and how many people live there; "" for none.

    ``table``: see :func:`het_geo.gaps.exposures.exposure_view`.
    """
    areas, people = table.attrs["left_out"], table.attrs["people_left_out"]
    if not areas:
        return ""
    level = table.attrs["level"]
    count = words.count_of(areas, level.one, level.many)
    who = "" if pd.isna(people) else f", where {words.number(people, 0)} people live"
    return f" Left out, as they have no figure: {count}{who}."


def _apart(view: IndicatorView, high: float, low: float) -> str:
    said = apart(view, high, low)
    if said == same(view.indicator.decimals):
        return f": {said}"
    return f": {said} apart{many_times(view, high, low)}"
