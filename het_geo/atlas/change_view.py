"""Every area's change between two comparable periods, as a map, a table and files show it.

The definition: docs/methods.md#what-changed. One area's line is in :mod:`het_geo.atlas.changed`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd

from het_geo import words
from het_geo.atlas.changed import is_estimated, share_years
from het_geo.atlas.over_time import ADVISED_AGAINST, breaks_in, periods_until
from het_geo.atlas.reading import figures_at
from het_geo.atlas.views import IndicatorView, value_of
from het_geo.blank import reason_of
from het_geo.catalogue.periods import WITH_CARE, BreakAt, Period
from het_geo.catalogue.records import PLAIN_KINDS
from het_geo.classes import Classes, classify
from het_geo.figures import Status
from het_geo.pack.model import Pack
from het_geo.trends.change import Change, Reading, Sureness, change

SIDE = 3  # classes of a change at most, on each side of none


@dataclass(frozen=True, eq=False)
class ChangeView:
    """The change of a view's areas, from an ``earlier`` period to the view's own.

    ``changes`` holds each area that has a figure in both, ``why`` the reason of each that has not.
    ``steps`` are the differences of the figures as they are written, later less earlier.
    ``classes`` are those of how large a step is, either way; a step of nothing is in none.
    ``overlapping`` and ``breaks`` are as in :class:`~het_geo.atlas.changed.Changed`.
    """

    view: IndicatorView
    earlier: Period
    changes: dict[str, Change]
    why: dict[str, str]
    steps: pd.Series
    classes: Classes
    overlapping: bool
    modelled: bool
    breaks: tuple[BreakAt, ...]

    def side(self, code: str) -> int:
        """Return an area's class: 1 … upwards for a rise, −1 … downwards for a fall, 0 for none."""
        step = self.steps[code]
        return 0 if step == 0 else (int(self.classes.of[code]) + 1) * (1 if step > 0 else -1)

    def of(self, sure: Sureness) -> list[str]:
        """Return the areas whose change is so sure, in the table's order.

        One that is written as no change is neither more than chance nor said to be chance.
        """
        return [c for c, found in self.changes.items() if found.sure == sure and self.steps[c] != 0]


def change_view(pack: Pack, view: IndicatorView) -> ChangeView | None:
    """Return the change of a view's areas since the first period that most of them have.

    ``None`` where no change may be told: no two comparable periods have figures of the level, the
    figures are no quantity, or their publisher advises against reading changes in them.
    """
    earlier = earlier_period(pack, view)
    if earlier is None:
        return None
    before = figures_at(pack, pack.rows(view.indicator.id, earlier.id), view.level)
    share = share_years(earlier, view.period)
    changes, why = {}, {}
    for code in view.table.index:
        one, other = _reading(before, code), _reading(view.table, code)
        if pd.isna(other.value):
            why[code] = _reason(view.table, code, view.period)
        elif pd.isna(one.value):
            why[code] = _reason(before, code, earlier)
        else:
            changes[code] = change(one, other, overlapping=share)
    steps = pd.Series(
        {c: words.difference(f.later.value, f.earlier.value, view.indicator)
         for c, f in changes.items()}, dtype=float,
    )  # fmt: skip
    return ChangeView(
        view,
        earlier,
        changes,
        why,
        steps,
        classify(steps[steps != 0].abs(), SIDE),
        share,
        is_estimated(view.indicator, view.caveats),
        breaks_in(view.indicator, [earlier, view.period], view.level, WITH_CARE),
    )


def earlier_period(pack: Pack, view: IndicatorView) -> Period | None:
    """Return the first comparable period before a view's own that as many areas have as any."""
    own = view.indicator
    if own.kind in PLAIN_KINDS or ADVISED_AGAINST in own.caveats or not view.known:
        return None
    known = {period: _known(pack, view, period) for period in earlier_periods(pack, view)}
    most = max(known.values(), default=0)
    return next((period for period, count in known.items() if count == most and count), None)


def earlier_periods(pack: Pack, view: IndicatorView) -> Sequence[Period]:
    """Return the periods held before a view's own that can be compared with it, oldest first."""
    held = pack.periods_held[view.indicator.id]
    found = periods_until(view.indicator, view.period, view.level)
    return [p for p in found if p.id in held and p.id != view.period.id]


def _known(pack: Pack, view: IndicatorView, period: Period) -> int:
    values = pack.rows(view.indicator.id, period.id)["value"]
    return int(values.reindex(view.table.index).notna().sum())


def _reading(table: pd.DataFrame, code: str) -> Reading:
    return Reading(value_of(table, code), *(float(table.at[code, c]) for c in ("lower", "upper")))


def _reason(table: pd.DataFrame, code: str, period: Period) -> str:
    """Return why an area has no change: in which period it has no figure, and why not."""
    why = reason_of(Status(table.at[code, "status"]).words)
    return f"no change: for {period.label}, {why or 'no figure'}"
