"""The parts of a sentence about one figure: its value, where and when, and what must be known."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd

from het_geo import words
from het_geo.apart import is_everybody
from het_geo.atlas.views import IndicatorView
from het_geo.bounds import Bounded, about, ends
from het_geo.catalogue.periods import Period
from het_geo.figures import Status
from het_geo.geography import Level
from het_geo.trends.change import Reading

OF_VERY_FEW = "A figure of 0% or 100% is of very few."
NOBODY = " A figure of 0% is of very few, or of no one at all."
EVERYBODY = " A figure of 100% is of very few."
ALL, HARDLY_ANY = "all or nearly all", "hardly any"
VALUE = "{value} "
FIT = " (best fit)"  # said once of a page: by its headline


def figure(view: IndicatorView, value: float) -> str:
    """Return a value with its unit."""
    return words.figure(value, view.indicator, view.unit)


def bare(view: IndicatorView, value: float) -> str:
    """Return a value beside another whose unit was just said: without a unit that is words."""
    unit = view.unit
    if unit.write.startswith("{value} "):
        unit = replace(unit, write="{value}")
    return words.figure(value, view.indicator, unit)


def limits(view: IndicatorView, found: Reading) -> str:
    """Return the limits of a figure in brackets, without their unit; "" where it has none."""
    if pd.isna(found.lower) or pd.isna(found.upper) or about(found.value):
        return ""
    ends = (words.bare(end, view.indicator, view.unit) for end in (found.lower, found.upper))
    return f" ({' to '.join(ends)})"


def others(view: IndicatorView, code: str) -> str:
    """Return how many other areas have an area's value, such as " and 73 others"; "" for none."""
    same = int((view.table["value"] == view.table.loc[code, "value"]).sum()) - 1
    return f" and {words.count_of(same, 'other', 'others')}" if same > 0 else ""


def clause(view: IndicatorView, value: float) -> str:
    """Return what the indicator says of a value, such as "12.2% of households had …".

    A share of all, or of next to none, is said in words: "all or nearly all households had …".
    """
    says, some = view.indicator.says, _all_or_none(view, value)
    if some and says.startswith(VALUE):
        return f"{some} {says.removeprefix(VALUE).removeprefix('of ')}"
    none = view.indicator.kind == "count" and words.rounded(value, view.indicator.decimals) == 0
    return says.format(value=view.unit.write.format(value="no") if none else figure(view, value))


def _all_or_none(view: IndicatorView, value: float) -> str:
    """Return how a share is called that is written as of all, or of none; "" for any other."""
    if is_everybody(view.indicator, view.unit, value):
        return ALL
    part = view.indicator.kind in ("proportion", "rate") and view.unit.times == words.WHOLE
    none = all(words.rounded(end, view.indicator.decimals) == 0 for end in ends(value))
    return HARDLY_ANY if part and none else ""


def when(view: IndicatorView) -> str:
    """Return a view's period as it stands at the end of a clause."""
    return when_of(view.period)


def is_day(period: Period) -> bool:
    """Tell whether a period is one day, by its date."""
    return period.kind == "instant" and period.label[0].isdigit()


def when_of(period: Period) -> str:
    """Return a period as it stands at the end of a clause."""
    if period.kind == "range" or " to " in period.said.removeprefix("year to "):
        return f"({period.said})"
    return during(period)


def during(period: Period) -> str:
    """Return a period as it stands after "than": "in 2013", "in the year to March 2012"."""
    if is_day(period):
        return f"on {period.label}"
    return f"in {named(period)}"


def named(period: Period) -> str:
    """Return a period with its article, where it has one: "the school year 2024/25"."""
    return period.named


def stated(view: IndicatorView, where: str, value: float) -> str:
    """Return the figure of an area as a sentence; ``where`` begins it, such as "In Dallow ward"."""
    return framed(view, where, clause(view, value))


def framed(view: IndicatorView, where: str, said: str) -> str:
    """Return a clause as a sentence, with where and when.

    A day stands with the area: at the end it would be read with whatever verb stands last.
    """
    if is_day(view.period):
        return f"{where} on {view.period.label}, {said}."
    return f"{where}, {said} {when(view)}."


def place(view: IndicatorView, code: str) -> str:
    """Return an area's name as sentences say it."""
    return view.label(code)


def fitted(view: IndicatorView, code: str) -> str:
    """Return an area's name, with "best fit" where a ward's value is shown."""
    return f"{view.label(code)}{FIT if view.level == Level.WARD else ''}"


def no_figure(view: IndicatorView, code: str) -> str:
    """Return why an area has no figure, and between what the figure lies that was withheld."""
    row = view.table.loc[code]
    reason = Status(row["status"]).words
    if pd.isna(row["least"]):
        return reason
    held = Bounded((row["least"] + row["most"]) / 2, row["least"], row["most"])
    return f"{reason}: it would be {words.exact(held, view.indicator.decimals, view.unit)}"


def why_a_range(*values: float) -> str:
    """Return why a figure is written as a range, where one of these is."""
    said = " A range is given because the publisher withholds small counts."
    return said if about(*values) else ""


def very_few(view: IndicatorView, value: float) -> str:
    """Return, after a district's figure of nobody or of all of no known number, of how few it is.

    A share of few pupils may be 0% in one year and 100% in the next. Some editions of the
    publisher's list have 0 for a group that nobody was in (the Isles of Scilly, 2017/18: five such
    groups at once), which it does not tell from a group in which nobody did.
    """
    if view.level != Level.DISTRICT or view.indicator.kind != "proportion":
        return ""
    known = view.table[["lower", "denominator"]].notna().any(axis=None)
    known = known or any(one.told and one.id.startswith("few_") for one in view.caveats)
    told = {0: NOBODY, view.unit.times: EVERYBODY}
    return "" if known else told.get(words.rounded(value, view.indicator.decimals), "")


def told(view: IndicatorView) -> str:
    """Return the caveats without which the figure is misread, as they stand beside it; "" else."""
    return "".join(f" {caveat.told}" for caveat in view.caveats if caveat.told)


def without_value(view: IndicatorView) -> str:
    """Return how many areas have no value, which no measure counts in."""
    count = int(view.table["value"].isna().sum())
    if not count:
        return ""
    have = "has" if count == 1 else "have"
    return f" {count} of {len(view.table)} {view.level.many} {have} no figure."
