"""What changed, in words: from, to, how far apart in both lenses, how it ran, and how sure."""

from __future__ import annotations

from itertools import pairwise
from math import isnan

from het_geo import words
from het_geo.apart import same
from het_geo.atlas.changed import Changed
from het_geo.atlas.views import IndicatorView
from het_geo.bounds import about, is_sure, less
from het_geo.catalogue.records import PLAIN_KINDS, Indicator
from het_geo.catalogue.vocabulary import Unit
from het_geo.sentences.breaks import with_breaks
from het_geo.sentences.headlines import figure, lenses, when_of
from het_geo.trends.change import Change, Sureness

ONE_IN_TWENTY = "Of twenty figures that have not changed, one looks as if it had, by chance."


def what_changed(view: IndicatorView, found: Changed | None) -> str:
    """Return what changed, with the breaks that are to be told; "" where nothing may be told."""
    return with_breaks(ran(view, found), found.breaks) if found else ""


def ran(view: IndicatorView, found: Changed | None) -> str:
    """Return what changed from the first comparable period to the newest, as it would be said.

    A line that turned is told as it ran; one that has been level, since when. Where the newest is
    also compared with the period before it, that follows.
    """
    if found is None:
        return ""
    said = f"{_ran(view, found)}{_apart(view, found.whole)}. {_sure(view, found, found.whole)}"
    return f"{said.strip()}{_recent(view, found)}"


def _recent(view: IndicatorView, found: Changed) -> str:
    """Return what changed since the period before the newest, or since when it has been level."""
    if view.indicator.kind in PLAIN_KINDS:
        return ""
    if found.line.level_since is not None:
        return f" It has been about level since {found.periods[found.line.level_since].label}."
    if found.recent is None or found.since is None:
        return ""
    step = lenses(view, found.recent.later.value, found.recent.earlier.value)
    sure = "" if step == same(view.indicator.decimals) else _SHORT.get(found.recent.sure, "")
    return f" Since {found.since.label} it is {step}{sure}."


_SHORT = {Sureness.SURE: ", more than chance", Sureness.CHANCE: ", which may be chance"}


def _ran(view: IndicatorView, found: Changed) -> str:
    first, last = found.periods[0], found.periods[-1]
    start, end = found.whole.earlier.value, found.whole.later.value
    said = f"It was {figure(view, start)} {when_of(first)}"
    stops = [(period, point.value) for period, point in found.turns]
    written = [figure(view, value) for value in (start, *(v for _, v in stops), end)]
    if not stops or any(one == other for one, other in pairwise(written)):
        return _direct(view, found)
    parts, before = [said], start
    for period, value in stops:
        parts.append(f"{_went(before, value)} {figure(view, value)} {when_of(period)}")
        before = value
    return f"{', '.join(parts)}, then {_went(before, end)} {figure(view, end)} {when_of(last)}"


def _direct(view: IndicatorView, found: Changed) -> str:
    """Return from what to what a figure went, or that it is as it was."""
    first, last = when_of(found.periods[0]), when_of(found.periods[-1])
    start, end = (figure(view, part.value) for part in (found.whole.earlier, found.whole.later))
    if is_alike(view, found.whole) or view.indicator.kind in PLAIN_KINDS:
        return f"It was {start} {first} and {end} {last}"
    went = "rose" if found.whole.difference.value > 0 else "fell"
    return f"It {went} from {start} {first} to {end} {last}"


def is_alike(view: IndicatorView, found: Change) -> bool:
    """Return whether two figures are written alike, or are ranges of which neither is higher."""
    one, other = found.earlier.value, found.later.value
    if about(one, other) and not is_sure(less(other, one)):
        return True
    return words.difference(other, one, view.indicator) == 0


def _went(one: float, other: float) -> str:
    return "rose to" if other > one else "fell to"


def _apart(view: IndicatorView, found: Change) -> str:
    """Return the difference and the ratio, after a colon; nothing of what has no difference."""
    if view.indicator.kind in PLAIN_KINDS:
        return ""
    return f": {lenses(view, found.later.value, found.earlier.value)}"


def _sure(view: IndicatorView, found: Changed, whole: Change) -> str:
    """Return whether it is more than chance, or why that is not known."""
    if view.indicator.kind in PLAIN_KINDS:
        return ""
    if is_alike(view, whole):
        return ""
    if whole.sure == Sureness.SURE:
        return f"That is more than chance{_for(view, found)}.{_prices(view)}"
    if whole.sure == Sureness.CHANCE:
        return "That may be chance."
    return _unsure(found)


def _unsure(found: Changed) -> str:
    """Return why it is not known how sure a change is."""
    limited = [
        not isnan(part.lower + part.upper) for part in (found.whole.earlier, found.whole.later)
    ]
    if all(limited):
        return "The two share years, so how sure that is, is not known."
    if any(limited):
        return "How sure that is, is not known: one of the two has no margin of error."
    if found.modelled:
        return "These are a model’s estimates, so how sure that is, is not known."
    return "How sure that is, is not known: the source gives no margin of error."


def _for(view: IndicatorView, found: Changed) -> str:
    """Return whether a sure change is better or worse; "" where it is read with care, or money."""
    if found.breaks or view.unit.money:
        return ""
    side = found.whole.difference.value * view.indicator.judged_polarity
    return ", and better" if side > 0 else ", and worse" if side < 0 else ""


def _prices(view: IndicatorView) -> str:
    return " Prices changed too, which is not taken out." if view.unit.money else ""


def change_word(indicator: Indicator, unit: Unit, found: Changed | None) -> str:
    """Return what a figure was, as a table has it: "22.3% on 27 March 2011; may be chance"."""
    if found is None:
        return "no earlier figure"
    was = f"{words.figure(found.whole.earlier.value, indicator, unit)} {when_of(found.periods[0])}"
    sure = {Sureness.SURE: "; changed by more than chance", Sureness.CHANCE: "; may be chance"}
    return f"{was}{sure.get(found.whole.sure, '')}"
