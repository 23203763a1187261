"""An atlas of what a visitor adds. What he does not touch is asked of the place's own atlas."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from het_geo.atlas.atlas import Atlas
from het_geo.atlas.reading import is_shown, newest_view
from het_geo.geography import Level
from het_geo.own.areas import link
from het_geo.own.pack import WidenedPack, with_areas, with_data

if TYPE_CHECKING:
    import pandas as pd

    from het_geo.atlas.choice import Choice
    from het_geo.atlas.gaps.lenses import Lenses
    from het_geo.atlas.gaps.view import GapView
    from het_geo.atlas.views import IndicatorView
    from het_geo.own.data.indicator import OwnIndicator
    from het_geo.spatial import Moran

ROOM = 8 * 2**20  # bytes: all pages of ten own areas take a third


class OwnAtlas(Atlas):
    """A place's atlas with a visitor's own areas and figures beside its own.

    Args:
        base: the place's atlas: it works out, and keeps, what is the same for everybody.
        pack: its pack with what the visitor adds.
        data: the figures that the visitor adds.
        room: bytes that may be kept of what is worked out for the visitor.
    """

    def __init__(
        self,
        base: Atlas,
        pack: WidenedPack,
        data: Sequence[OwnIndicator] = (),
        room: int = ROOM,
    ) -> None:
        """Keep both."""
        super().__init__(pack, room)
        self.base, self.widened, self.data = base, pack, tuple(data)

    @property
    def bytes_kept(self) -> int:
        """How many bytes it may take: what keeps it reserves so many."""
        return self.store.room

    def _is_own(self, level: Level, indicator: str = "") -> bool:
        new = bool(indicator) and indicator not in self.base.pack.periods_held
        return level == Level.OWN or new

    def view(self, choice: Choice) -> IndicatorView:
        """Return the view of a choice; the chosen area does not change it."""
        own = self._is_own(choice.level, choice.indicator)
        return super().view(choice) if own else self.base.view(choice)

    def newest_views(self, level: Level) -> dict[str, IndicatorView]:
        """Return every indicator that has figures at a level, each in its newest period."""
        if level == Level.OWN:
            self.widened.prime()
            return super().newest_views(level)
        held = self.base.newest_views(level)
        return (
            self.keep(("with own", level), lambda: held | self._brought(level))
            if self.data
            else held
        )

    def _brought(self, level: Level) -> dict[str, IndicatorView]:
        """Return the views of what the visitor has brought, by indicator."""
        shown = (one.id for one in self.data if is_shown(self.pack, one.record, level))
        return {name: self._own(newest_view(self.pack, name, level)) for name in shown}

    def newest(self, name: str, level: Level) -> IndicatorView:
        """Return an indicator at a level in its newest period, beside England."""
        own = self._is_own(level, name)
        return super().newest(name, level) if own else self.base.newest(name, level)

    def ranks(self, view: IndicatorView, known: pd.DataFrame | None = None) -> pd.DataFrame:
        """Return the ranks of a view's areas, whatever they are compared with."""
        own = self._is_own(view.level, view.indicator.id)
        return super().ranks(view, known) if own else self.base.ranks(view, known)

    def could_be(self, view: IndicatorView) -> tuple[list[str], list[str]]:
        """Return the areas that could be the worst, and those that could be the best, 95 % sure."""
        own = self._is_own(view.level, view.indicator.id)
        return super().could_be(view) if own else self.base.could_be(view)

    def gap(self, choice: Choice) -> GapView:
        """Return the gap between the areas of a choice."""
        own = self._is_own(choice.level, choice.indicator)
        return super().gap(choice) if own else self.base.gap(choice)

    def lenses(self, name: str, level: Level) -> Lenses:
        """Return the three lenses between the areas of a level, in the newest period."""
        own = self._is_own(level, name)
        return super().lenses(name, level) if own else self.base.lenses(name, level)

    def clusters(self, choice: Choice) -> tuple[Moran, pd.Series]:
        """Return Moran's I and each area's cluster for the areas of a choice."""
        own = self._is_own(choice.level, choice.indicator)
        return super().clusters(choice) if own else self.base.clusters(choice)

    def newest_gaps(self, level: Level) -> pd.DataFrame:
        """Return the measures of all gaps at a level, by indicator."""
        own = self._is_own(level) or bool(self.data)
        return super().newest_gaps(level) if own else self.base.newest_gaps(level)


def own_atlas(base: Atlas, text: str, data: Sequence[OwnIndicator] = ()) -> Atlas:
    """Return a place's atlas with the own areas that a link has, and no other ones.

    Args:
        base: the place's, or one with what a visitor had added before.
        text: the own areas, as a link has them; "" for none.
        data: the figures that the visitor has brought.

    Raises:
        OwnError: the text cannot be read; see :func:`het_geo.own.areas.link.read`.
    """
    place = base.base if isinstance(base, OwnAtlas) else base
    areas = link.read(place.pack, text)
    pack = with_data(place.pack, data) if data else place.pack
    if areas:
        pack = with_areas(pack, areas, text, data)
    return OwnAtlas(place, pack, data) if isinstance(pack, WidenedPack) else place
