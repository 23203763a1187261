"""What changed, in words: from, to, how far apart in both lenses, how it ran, and how sure."""

from __future__ import annotations

from itertools import pairwise
from math import isnan

from het_geo import words
from het_geo.apart import is_near_one
from het_geo.apart import same as written_alike
from het_geo.atlas.changed import Changed
from het_geo.atlas.views import IndicatorView
from het_geo.bounds import about, is_sure, less
from het_geo.catalogue.periods import BreakAt
from het_geo.catalogue.records import PLAIN_KINDS, Indicator
from het_geo.catalogue.vocabulary import Unit
from het_geo.phrases import roughly
from het_geo.sentences.beside import away, lenses, ratio_of
from het_geo.sentences.breaks import with_breaks
from het_geo.sentences.parts import OF_VERY_FEW, bare, during, figure, limits, named, when_of
from het_geo.trends.change import Change, Reading, Sureness

ONE_IN_TWENTY = (
    "Even if nothing had changed, about one figure in twenty would look as if it had (at 95%)."
)

NOT_KNOWN = "We cannot say whether that is chance"  # and then why


def what_changed(view: IndicatorView, found: Changed | None) -> str:
    """Return what changed, with the breaks that are to be told; "" where nothing may be told.

    Where a break cuts older figures off, that is told too: the same figure of other areas may be
    told from an earlier year.
    """
    return with_breaks(ran(view, found), breaks_of(found), found.periods[0]) if found else ""


def breaks_of(found: Changed) -> tuple[BreakAt, ...]:
    """Return the breaks to be told with a change: those inside it, and the one it begins after."""
    return (*found.breaks, *([found.cut] if found.cut else []))


def ran(view: IndicatorView, found: Changed | None) -> str:
    """Return what changed from the first comparable period to the newest, as it would be said.

    A line that turned is told as it ran; one that has been level, since when. Where the newest is
    also compared with the period before it, that follows.
    """
    if found is None:
        return ""
    said = _direct(view, found) if _is_direct(view, found) else _turned(view, found)
    return f"{f'{said}. {_sure(view, found)}'.strip()}{_recent(view, found)}"


def _recent(view: IndicatorView, found: Changed) -> str:
    """Return what changed since the period before the newest, or since when it has been level."""
    if view.indicator.kind in PLAIN_KINDS:
        return ""
    if found.line.level_since is not None:
        since = named(found.periods[found.line.level_since])
        return "" if _is_estimate(view, found) else f" It has been about level since {since}."
    if found.recent is None or found.since is None:
        return ""
    step = lenses(view, found.recent.later.value, found.recent.earlier.value, few=found.few)
    if is_alike(view, found.whole) and is_alike(view, found.recent) and not found.turns:
        return ""
    alike = step == written_alike()
    sure = "" if alike else _SHORT.get(found.recent.sure, "")
    return f" Since {named(found.since)} it is {step}{sure}."


_SHORT = {Sureness.SURE: ", more than chance", Sureness.CHANCE: ", which may be chance"}


def _is_direct(view: IndicatorView, found: Changed) -> bool:
    """Tell whether a line did not turn as far as print shows: its ends tell all of it."""
    ends = found.whole.earlier.value, found.whole.later.value
    stops = (ends[0], *(point.value for _, point in found.turns), ends[1])
    written = [figure(view, value) for value in stops]
    return not found.turns or any(one == other for one, other in pairwise(written))


def _turned(view: IndicatorView, found: Changed) -> str:
    """Return how a line ran that turned, and how its last point differs from its first."""
    first, last = found.periods[0], found.periods[-1]
    before, end = found.whole.earlier.value, found.whole.later.value
    parts = [f"It was {figure(view, before)} {when_of(first)}"]
    for period, point in found.turns:
        parts.append(f"{_went(before, point.value)} to {bare(view, point.value)} {when_of(period)}")
        before = point.value
    parts.append(f"then {_went(before, end)} to {bare(view, end)} {when_of(last)}")
    if view.indicator.kind in PLAIN_KINDS:
        return ", ".join(parts)
    step = lenses(view, end, found.whole.earlier.value, f" than {during(first)}", few=found.few)
    return f"{', '.join(parts)}: {step}"


def _went(before: float, now: float) -> str:
    return "rose" if now > before else "fell"


def _direct(view: IndicatorView, found: Changed) -> str:
    """Return from what to what a figure went, or that it is as it was."""
    (start, end), whole = (when_of(found.periods[i]) for i in (0, -1)), found.whole
    was, now = figure(view, whole.earlier.value), bare(view, whole.later.value)
    if was == figure(view, whole.later.value):
        return f"It was {was} both {start} and {end}"
    if view.indicator.kind in PLAIN_KINDS:
        return f"It went from {was} {start} to {figure(view, whole.later.value)} {end}"
    step = lenses(view, whole.later.value, whole.earlier.value, few=found.few)
    if is_alike(view, whole):
        return f"It went from {was} {start} to {now} {end}: {step}"
    went = _went(0, whole.difference.value)
    if whole.sure == Sureness.CHANCE:  # which is not known to have risen
        went = "went"
        was, now = (f"{said}{limits(view, part)}" for said, part in _ends(was, now, whole))
    if _is_estimate(view, found):
        step = away(view, whole.later.value, whole.earlier.value)
    return f"It {went} from {was} {start} to {now} {end}: {step}"


def _ends(was: str, now: str, whole: Change) -> tuple[tuple[str, Reading], tuple[str, Reading]]:
    return (was, whole.earlier), (now, whole.later)


def is_alike(view: IndicatorView, found: Change) -> bool:
    """Return whether two figures are written alike, or are ranges of which neither is higher."""
    return are_alike(view.indicator, found)


def are_alike(indicator: Indicator, found: Change) -> bool:
    """Return the same of an indicator's figures."""
    one, other = found.earlier.value, found.later.value
    if about(one, other) and not is_sure(less(other, one)):
        return True
    return words.difference(other, one, indicator) == 0


def _sure(view: IndicatorView, found: Changed) -> str:
    """Return whether it is more than chance, or why that is not known."""
    whole = found.whole
    if view.indicator.kind in PLAIN_KINDS or is_alike(view, whole):
        return ""
    beside = _around(view, found)
    if whole.sure == Sureness.SURE:
        return f"That is more than chance{_for(view, found)}{beside}.{_prices(view)}"
    if whole.sure == Sureness.CHANCE:
        return f"That may be chance{beside}."
    return _estimate(view, found) if _is_estimate(view, found) else _unsure(view, found)


def _around(view: IndicatorView, found: Changed) -> str:
    """Return how the whole place went, where an area's own change tells little or another way."""
    around, own = found.around, found.whole
    if around is None or found.turns or around.sure != Sureness.SURE or is_alike(view, around):
        return ""
    went = _went(0, around.difference.value)
    if own.sure != Sureness.CHANCE and went == _went(0, own.difference.value):
        return ""
    was, now = figure(view, around.earlier.value), bare(view, around.later.value)
    return f", while in {view.place} as a whole it {went} from {was} to {now}, more than chance"


def _is_estimate(view: IndicatorView, found: Changed) -> bool:
    """Tell whether nothing is known of how sure a change is but that a model made both figures."""
    return found.modelled and not any(_limited(found)) and not is_alike(view, found.whole)


def _estimate(view: IndicatorView, found: Changed) -> str:
    """Return that a change is a model's estimate, and how large it is roughly."""
    whole, unit, parts = found.whole, view.unit, []
    ratio = None if found.few else ratio_of(view, whole.later.value, whole.earlier.value)
    if ratio is not None and not is_near_one(ratio):
        size = roughly(ratio, unit.more, unit.less, unit.much)
        parts.append(f"about {size} {'as' if ratio >= 2 else 'than'} {during(found.periods[0])}")
    if found.line.level_since is not None:
        parts.append(f"level since {named(found.periods[found.line.level_since])}")
    return f"That is a model’s estimate{': ' if parts else ''}{', '.join(parts)}."


def _limited(found: Changed) -> list[bool]:
    whole = found.whole
    return [not isnan(part.lower + part.upper) for part in (whole.earlier, whole.later)]


def _unsure(view: IndicatorView, found: Changed) -> str:
    """Return why it is not known how sure a change is."""
    limited = _limited(found)
    if all(limited):
        return f"{NOT_KNOWN}: the two share years."
    if any(limited):
        return f"{NOT_KNOWN}: one of the two has no margin of error."
    few = f" {OF_VERY_FEW}" if _has_an_end(view, found) else ""
    return f"{NOT_KNOWN}: the source gives no margin of error.{few}"


def _has_an_end(view: IndicatorView, found: Changed) -> bool:
    """Tell whether a share was of nobody or of everybody: so few were counted."""
    points = (found.whole.earlier, found.whole.later, *(point for _, point in found.turns))
    return view.indicator.kind == "proportion" and any(
        words.rounded(point.value, view.indicator.decimals) in (0, view.unit.times)
        for point in points
    )


def _for(view: IndicatorView, found: Changed) -> str:
    """Return whether a sure change is better or worse; "" where it is read with care, or money."""
    if found.breaks or view.unit.money:
        return ""
    side = found.whole.difference.value * view.indicator.judged_polarity
    return ", and better" if side > 0 else ", and worse" if side < 0 else ""


def _prices(view: IndicatorView) -> str:
    return " Prices changed too, which is not taken out." if view.unit.money else ""


def change_word(indicator: Indicator, unit: Unit, found: Changed | None) -> str:
    """Return what a figure was, as a table has it: "22.3% on 27 March 2011; may be chance".

    One that changed by more than chance rose or fell since.
    """
    if found is None:
        return "no earlier figure"
    care = ", compare with care" if found.breaks else ""
    went = _went(0, found.whole.difference.value)
    sure = {Sureness.SURE: f"; {went} by more than chance", Sureness.CHANCE: "; may be chance"}
    said = "" if are_alike(indicator, found.whole) else sure.get(found.whole.sure, "")
    return f"{was_then(indicator, unit, found)}{said}{care if said else care.replace(',', ';')}"


def was_then(indicator: Indicator, unit: Unit, found: Changed) -> str:
    """Return what a figure was, and when."""
    was = words.figure(found.whole.earlier.value, indicator, unit)
    return f"{was} {when_of(found.periods[0])}"
