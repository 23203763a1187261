"""The smaller areas of a view that a ward or an MSOA holds, where it has no place there itself."""

from __future__ import annotations

import pandas as pd

from het_geo.geography import Level


def areas_inside(areas: pd.DataFrame, code: str, level: Level) -> tuple[str, ...]:
    """Return the areas of a level that hold an area's neighbourhoods, by code.

    Of a ward: its best-fit neighbourhoods, or the MSOAs that these lie in, which may hold others
    too. Of an MSOA: its neighbourhoods. None for any other area or level: nothing is spread from
    larger areas over smaller ones.

    Args:
        areas: the pack's areas, by code: ``level``, ``ward``, ``msoa``.
        code: the area.
        level: of the areas to find.
    """
    own = Level(areas.at[code, "level"]) if code in areas.index else None
    if own not in (Level.WARD, Level.MSOA) or level not in (Level.LSOA, Level.MSOA) or own == level:
        return ()
    small = areas[areas["level"].eq(Level.LSOA) & areas[str(own)].eq(code)]
    found = small.index if level == Level.LSOA else small["msoa"].unique()
    return tuple(sorted(map(str, found)))
