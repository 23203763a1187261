"""The change of many areas at once in words: of each on a map, of all together, and why none."""

from __future__ import annotations

from collections.abc import Sequence
from math import isnan

from het_geo import words
from het_geo.atlas.change_view import ChangeView, earlier_periods
from het_geo.atlas.changed import changed_of
from het_geo.atlas.over_time import ADVISED_AGAINST, periods_like
from het_geo.atlas.views import IndicatorView
from het_geo.catalogue.records import MANY, PLAIN_KINDS, UNAVERAGED_KINDS, Catalogue
from het_geo.pack.model import Pack
from het_geo.phrases import small
from het_geo.sentences.breaks import told, why_no_change
from het_geo.sentences.changed import ONE_IN_TWENTY, ran, what_changed
from het_geo.sentences.headlines import figure, lenses, place
from het_geo.sentences.notes import caveats
from het_geo.sentences.receipts import Number, Statement, exact, ranged, receipt
from het_geo.trends.change import Change, Reading, Sureness

MOST_NAMES = 3  # areas of one step: more are counted


def step_said(found: ChangeView, code: str) -> str:
    """Return an area's change: "from 22.3% to 21.1%: 1.2 percentage points lower; may be chance".

    Of an area that has none, why.
    """
    if code in found.why:
        return found.why[code]
    view, own = found.view, found.changes[code]
    one, other = own.earlier.value, own.later.value
    said = f"from {figure(view, one)} to {figure(view, other)}: {lenses(view, other, one)}"
    sure = sure_said(found, code)
    return f"{said}; {sure}" if sure else said


def sure_said(found: ChangeView, code: str) -> str:
    """Return how sure an area's change is, and whether that is better; "" of no change."""
    if code in found.why or found.steps[code] == 0:
        return ""
    own: Change = found.changes[code]
    if own.sure != Sureness.SURE:
        return str(own.sure)
    side = found.steps[code] * found.view.indicator.judged_polarity
    if not side or found.breaks or found.view.unit.money:
        return str(own.sure)
    return f"{own.sure}, and {'better' if side > 0 else 'worse'}"


def change_title(found: ChangeView) -> str:
    """Return what a map of change is of, with both its periods."""
    periods = f"{found.earlier.said} to {found.view.period.said}"
    return f"{found.view.indicator.label}: change, {periods}"


def change_headline(pack: Pack, found: ChangeView, area: str = "") -> str:
    """Return what changed in an area, or in the whole place and in how many of its areas."""
    view = found.view
    if area:
        return f"{view.indicator.label} in {place(view, area)}: {_area(pack, found, area)}"
    whole = changed_of(pack, view.indicator, view.period, pack.district)
    own = small(ran(view, whole))
    lead = f"{view.indicator.label} across {view.place}: {own} " if own else ""
    breaks = whole.breaks if whole else found.breaks
    return " ".join([f"{lead}{tally(found)}".strip(), *told(breaks)])


def _area(pack: Pack, found: ChangeView, area: str) -> str:
    line = changed_of(pack, found.view.indicator, found.view.period, area)
    if line is None or line.periods[0] != found.earlier or area in found.why:
        return " ".join([f"{step_said(found, area)}.", *told(found.breaks)])
    own = what_changed(found.view, line)
    return small(own)


def tally(found: ChangeView) -> str:
    """Return in how many areas a figure rose and fell, in how many by more than chance.

    Nothing of a place that is its one area.
    """
    if len(found.view.table) < 2:
        return ""
    view, told_of = found.view, found.of(Sureness.SURE)
    limited = bool(told_of or found.of(Sureness.CHANCE))
    many = words.count_of(len(found.steps), view.level.one, view.level.many)
    groups = {
        "it rose": found.steps.index[found.steps > 0],
        "it fell": found.steps.index[found.steps < 0],
        "it is as it was": found.steps.index[found.steps == 0],
    }
    parts = []
    for said, codes in groups.items():
        sure = len(set(codes) & set(told_of))
        by = f" ({sure or 'none'} by more than chance)" if limited and "was" not in said else ""
        whole = len(codes) == len(found.steps)
        parts += [f"{said} in {'all' if whole else len(codes)}{by}"] if len(codes) else []
    has = "has" if len(found.why) == 1 else "have"
    none = f"{len(found.why)} {has} no change to tell." if found.why else ""
    if len(found.steps) == 1:
        parts = [_of_one(found, parts[0].partition(" in all")[0])]
    elif parts:
        parts = [f"Of {many}, {words.listed(parts)}."]
    return " ".join(filter(None, [*parts, none]))


def _of_one(found: ChangeView, said: str) -> str:
    """Return how the one figure went of which a change is told."""
    code = str(found.steps.index[0])
    sure = code in found.of(Sureness.SURE)
    limited = sure or code in found.of(Sureness.CHANCE)
    how = f", {'more than chance' if sure else 'which may be chance'}" if limited else ""
    one = found.view.level.one
    return (
        f"{words.capital(said)} in {found.view.label(code)}, the one {one} with both figures{how}."
    )


def most_moved(found: ChangeView) -> str:
    """Return where a figure rose and fell the most, of the changes that are more than chance.

    Where no margin is known, of all changes; nothing where none is more than chance.
    """
    sure = found.of(Sureness.SURE)
    limited = bool(sure or found.of(Sureness.CHANCE))
    told_of = sure if limited else found.of(Sureness.UNKNOWN)
    if len(found.view.table) < 2 or not told_of:
        return ""
    steps = found.steps[told_of]
    parts = []
    for said, most in (("rose", steps.max()), ("fell", steps.min())):
        if (most > 0) == (said == "rose"):
            parts.append(f"{said} most in {_where(found, steps.index[steps == most])}")
    lead = "Of the changes by more than chance, it" if limited else "It"
    if len(told_of) == 1:
        if len(found.steps) == 1:  # the tally has said so
            return ""
        lead = "The one change by more than chance: it" if limited else lead
        parts = [part.replace(" most in ", " in ", 1) for part in parts] if limited else parts
    return f"{lead} {words.listed(parts)}."


def _where(found: ChangeView, codes: Sequence[str]) -> str:
    """Return areas of one step, with it: "Wigmore ward (18.2 per 1,000 higher)"."""
    own, view = found.changes[codes[0]], found.view
    names = f"{len(codes)} {view.level.many}"
    if len(codes) <= MOST_NAMES:
        names = words.listed([str(view.table.loc[code, "label"]) for code in codes])
    return f"{names} ({lenses(view, own.later.value, own.earlier.value)})"


def change_notes(found: ChangeView) -> list[str]:
    """Return what is to be known of all changes of a map, a sentence each."""
    unknown, sure = unknown_said(found), found.of(Sureness.SURE)
    notes = [unknown] if unknown else []
    notes += [ONE_IN_TWENTY] if sure or found.of(Sureness.CHANCE) else []
    notes += ["Prices changed too, which is not taken out."] if found.view.unit.money else []
    return [*notes, *told(found.breaks)]


def unknown_said(found: ChangeView) -> str:
    """Return of how many areas it is not known how sure a change is, and why; "" of none."""
    count = len(found.of(Sureness.UNKNOWN))
    if not count:
        return ""
    some = count < int((found.steps != 0).sum())
    whose = f" of {words.count_of(count, 'area', 'areas')}" if some else ""
    if found.overlapping:
        why = "the two periods share years"
    elif found.modelled:
        why = "they are a model’s estimates"
    else:
        why = "the source gives no margin of error"
    return f"We cannot say whether the changes{whose} are chance: {why}."


def why_no_map(pack: Pack, view: IndicatorView) -> str:
    """Return why no change of a view's areas is shown."""
    own = view.indicator
    if own.kind in UNAVERAGED_KINDS:
        return f"No change is shown: {MANY[own.kind]} cannot be taken from one another."
    if own.kind in PLAIN_KINDS:
        return "No change is shown of counts: they follow how many people or homes there are."
    if ADVISED_AGAINST in own.caveats:
        return "No change is shown: the publisher advises against it for areas so small."
    return _no_period(pack, view)


def _no_period(pack: Pack, view: IndicatorView) -> str:
    """Return why no earlier period can be compared with a view's own."""
    held = pack.periods_held[view.indicator.id]
    like = [p for p in periods_like(view.indicator, view.period, view.level) if p.id in held]
    before = [p for p in like if p.end <= view.period.end]
    if why_no_change(view.indicator, before, view.level):  # which is told with the line over time
        return "No change is shown: earlier figures are not comparable; the reason stands below."
    if len(like) < 2:
        return f"No change is shown: {view.period.said} is the only period held."
    if not earlier_periods(pack, view):
        return f"No change is shown: {view.period.said} is the first period held."
    return f"No change is shown: no earlier period has figures for {view.level.many}."


def change_statement(pack: Pack, found: ChangeView, area: str, catalogue: Catalogue) -> Statement:
    """Return the headline of a change with the numbers it rests on."""
    view = found.view
    numbers = _numbers(found, area) if area else _counts(found)
    record = receipt(view, catalogue, numbers, [], caveats(view))
    return Statement(change_headline(pack, found, area), record)


def _numbers(found: ChangeView, area: str) -> list[Number]:
    view, own = found.view, found.changes.get(area)
    if own is None:
        return []
    ends = ((found.earlier, own.earlier), (view.period, own.later))
    return [(f"{view.label(area)}, {period.label}", _limited(view, one)) for period, one in ends]


def _limited(view: IndicatorView, one: Reading) -> str:
    """Return a figure with its 95 % limits, where it has any."""
    known = not isnan(one.lower + one.upper)
    low, high = (exact(view, end) if known else "" for end in (one.lower, one.upper))
    return ranged(exact(view, one.value), low, high)


def _counts(found: ChangeView) -> list[Number]:
    many = found.view.level.many
    held = f"{len(found.changes)} of {len(found.view.table)}"
    counts = [(f"{many}: {sure}", str(len(found.of(sure)))) for sure in Sureness]
    return [(f"{many} with both figures", held), *counts]
