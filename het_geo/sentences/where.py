"""How sure worst and best are, where inequality lives, what lies together, and whose exposure."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

import pandas as pd

from het_geo import phrases, words
from het_geo.atlas.gaps.view import GapView
from het_geo.atlas.views import IndicatorView
from het_geo.exposure import SAYING
from het_geo.geography import Level, area_label
from het_geo.ranks import could_be
from het_geo.sentences.beside import told_apart, why_no_verdict
from het_geo.sentences.notes import WORST_OF, among
from het_geo.sentences.parts import figure
from het_geo.spatial import Cluster, Moran

DRIVEN = 0.25  # drivers are named until they make up this much of the variance
NAMED = 5  # names a sentence can hold
NO_RATIO, NOT_KNOWN = "no ratio", "not known"
EXPOSURES = (
    "Each number is the average of the places where a group lives, as a ratio to the average for "
    "everyone: 1.25 is a quarter higher. Where “no ratio” stands, the figure is a score, of which "
    "“so many times” means nothing. "
    f"Areas without a figure are left out. {SAYING}"
)


def ratio_said(value: float, other: float, *, ratioed: bool) -> str:
    """Return a ratio as a cell of a table says it, or which of the two it is that there is none.

    "no ratio" where one would mean nothing: of a score, or to what is not above 0. "not known"
    where a number is missing, as of a group that lives in no area with a figure.

    >>> ratio_said(15.0, 12.0, ratioed=True), ratio_said(15.0, 12.0, ratioed=False)
    ('1.25', 'no ratio')
    >>> ratio_said(15.0, 0.0, ratioed=True), ratio_said(float("nan"), 12.0, ratioed=True)
    ('no ratio', 'not known')
    """
    if not ratioed:
        return NO_RATIO
    if math.isnan(value) or math.isnan(other):
        return NOT_KNOWN
    return words.number(value / other, 2) if other > 0 else NO_RATIO


def extremes(view: IndicatorView) -> str:
    """Return which areas could be the worst and which the best, 95 % sure."""
    worst, best = WORST_OF[view.indicator.judged_polarity]
    known = int(view.table["value"].notna().sum())
    if known < 2:
        return f"{'One' if known else 'No'} area has a figure, so none is {worst} or {best}."
    if not view.ranked:
        return (
            "There is no margin of error, so we cannot say how sure it is which area is "
            f"{worst}: areas are not ranked."
        )
    table = view.ranks
    ends = [(could_be(table["p_worst"]), worst), (could_be(table["p_best"]), best)]
    said = " ".join(_could(view, codes, end) for codes, end in ends)
    return f"{said}{why_no_verdict(view)}"


def _could(view: IndicatorView, codes: Sequence[object], end: str) -> str:
    count = len(codes)
    if count == 1:
        return f"{view.label(str(codes[0]))} is the {end}, 95% sure."
    said = f"{count} of {among(view)} could be the {end}: they cannot be told apart"
    if count > NAMED:
        return f"{said}."
    return f"{said} ({words.listed([view.label(str(code)) for code in codes])})."


def where(gap: GapView) -> str:
    """Return how much of the inequality lies between wards and how much within them."""
    found = gap.where
    if found is None:
        return "Where the inequality lives is not known: there are no figures for small areas."
    if found.between is None:
        reason = found.reason or "all areas have the same figure"
        return f"Between wards or within them is not known: {reason}."
    noun = noun_of(view := gap.view)
    share = words.number(found.between * 100, 0)
    rest = words.number(100 - float(share), 0)
    name = "Theil index" if found.measure == "theil" else "variance"
    return (
        f"{share}% of the {noun} between {view.place}’s neighbourhoods lies between wards, "
        f"and {rest}% between the neighbourhoods inside them ({name})."
    )


def noun_of(view: IndicatorView) -> str:
    """Return what a gap is called: who lives where is a difference, not an inequality."""
    return "inequality" if view.indicator.judged else "difference"


def drivers(gap: GapView, areas: pd.DataFrame) -> str:
    """Return the neighbourhoods that drive the gap: the fewest that hold a quarter of it."""
    codes = driving(gap)
    if not codes or gap.where is None or len(gap.where.drivers) < 2:
        return ""
    shares = gap.where.drivers
    part = phrases.part(float(shares[codes].sum()))
    noun = words.count_of(len(shares), gap.where.level.one, gap.where.level.many)
    verb = "makes" if len(codes) == 1 else "make"
    said = f"{len(codes)} of {noun} {verb} up {part} of the {noun_of(gap.view)} (variance)."
    for is_above in (
        gap.view.indicator.judged_polarity <= 0,
        gap.view.indicator.judged_polarity > 0,
    ):
        side = [code for code in codes if bool(gap.where.above[code]) == is_above]
        said += _side(gap, areas, side, is_above)
    return said


def _side(gap: GapView, areas: pd.DataFrame, codes: list[str], above: bool) -> str:
    """Return the drivers on one side of the average, as a sentence of their own."""
    if not codes:
        return ""
    better = {(True, 1), (False, -1)}
    polarity = gap.view.indicator.judged_polarity
    word = "Better" if (above, polarity) in better else "Worse"
    word = word if polarity else ("Higher" if above else "Lower")
    names = [_with_ward(areas, code) for code in codes[:NAMED]]
    more = len(codes) - len(names)
    listed = [*names, words.count_of(more, "other", "others")] if more else names
    return f" {word} than the average: {words.listed(listed)}."


def driving(gap: GapView) -> list[str]:
    """Return the codes of the areas that drive the gap, largest share first."""
    if gap.where is None or gap.where.drivers.isna().all() or gap.where.drivers.empty:
        return []
    shares = gap.where.drivers.cumsum()
    return list(shares.index[: int((shares < DRIVEN).sum()) + 1])


def _with_ward(areas: pd.DataFrame, code: str) -> str:
    """Return an area's name and its ward."""
    ward = str(areas.loc[code, "ward"])
    inside = f" in {areas.loc[ward, 'name']}" if ward and ward in areas.index else ""
    return f"{area_label(areas, code)}{inside}"


def clusters(view: IndicatorView, level: Level, moran: Moran, kinds: pd.Series) -> str:
    """Return whether neighbours are alike, and how many areas form clusters."""
    if moran.i is None:
        return f"Whether neighbours are alike is not known: {moran.reason}."
    counts = kinds.value_counts()
    high, low = (int(counts.get(str(kind), 0)) for kind in (Cluster.HIGH, Cluster.LOW))
    odd = sum(int(counts.get(str(k), 0)) for k in (Cluster.HIGH_OUTLIER, Cluster.LOW_OUTLIER))
    sure = moran.p is not None and moran.p <= 0.05
    index = f"Moran’s I {words.number(moran.i, 2)}"
    alike = (
        f"Neighbours are {'more' if moran.i > 0 else 'less'} alike than chance would make them "
        f"({index})."
        if sure
        else f"Neighbours are no more alike than chance would make them ({index})."
    )
    if not high + low + odd:
        return f"{alike} No cluster stands out."
    parts = [
        words.count_of(high, f"{level.one} is", f"{level.many} are") + " high among high neighbours"
        if high
        else "",
        f"{low} low among low" if low else "",
        f"{odd} unlike {'its' if odd == 1 else 'their'} neighbours" if odd else "",
    ]
    said = words.listed([part for part in parts if part])
    return f"{alike} {words.capital(said)} (false alarms held to 1 in 20)."


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
    top, bottom = figure(view, float(known[high])), figure(view, float(known[low]))
    if top == bottom:
        same_all = f"{view.indicator.label}: the places where each group lives average {top}."
        return f"{same_all}{left_out(table)} {SAYING}"
    said = (
        f"{view.indicator.label}: the places where people of the group “{labels[str(high)]}” live "
        f"average {top}, and those where people of the group “{labels[str(low)]}” live "
        f"{bottom}: {told_apart(view, float(known[high]), float(known[low]))}. "
        f"The places where everyone lives average {figure(view, overall)}."
    )
    covered = float(table["share_covered"].min())
    if covered < COVERED:
        least = words.number(covered * 100, 0)
        said += f" There are figures for the places of {least}% of the least covered group."
    return f"{said}{left_out(table)} {SAYING}"


def no_exposure(view: IndicatorView) -> str:
    """Return that nobody's exposure is known, as neighbourhoods have no figures."""
    return f"{view.indicator.label} has no figures for neighbourhoods. {SAYING}"


def left_out(table: pd.DataFrame) -> str:
    """Return how many areas have no figure, and how many people live there; "" for none.

    ``table``: see :func:`het_geo.atlas.gaps.exposures.exposure_view`.
    """
    areas, people = table.attrs["left_out"], table.attrs["people_left_out"]
    if not areas:
        return ""
    level = table.attrs["level"]
    count = words.count_of(areas, level.one, level.many)
    who = "" if pd.isna(people) else f", where {words.number(people, 0)} people live"
    return f" Left out, as they have no figure: {count}{who}."
