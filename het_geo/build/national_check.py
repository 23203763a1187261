"""``check england``: the national pack held against its manifest and the catalogue."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from het_geo.build.national_figures import england_wide
from het_geo.catalogue.records import Catalogue
from het_geo.errors import PackError
from het_geo.figures import NO_VALUE, Status
from het_geo.geography import Level
from het_geo.national import load
from het_geo.national.load import NationalPack, load_national
from het_geo.national.rings import decode
from het_geo.pack.layout import NATIONAL, rebuild
from het_geo.pack.report import attribution


def findings(root: Path, catalogue: Catalogue) -> list[str]:
    """Return what is wrong with the national pack; an empty list means that it is sound."""
    try:
        pack = load_national(root, catalogue)
    except PackError as error:
        return [str(error)]
    return [*attribution(pack.manifest), *_periods(pack), *_figures(pack), *_rings(pack)]


def _periods(pack: NationalPack) -> Iterator[str]:
    for indicator in england_wide(pack.catalogue).indicators.values():
        held = pack.periods_held.get(indicator.id, frozenset())
        for period in indicator.periods_at(Level.LSOA):
            if period.id not in held:
                yield (
                    f"{indicator.id}: the catalogue's period {period.id} is not in the pack. "
                    f"{rebuild(NATIONAL)}"
                )


def _figures(pack: NationalPack) -> Iterator[str]:
    """Every value lies in its range, and every status is known and agrees with its value."""
    for name, periods in pack.periods_held.items():
        low, high = pack.catalogue.indicators[name].valid
        for period in sorted(periods):
            values, status = pack.values(name, period), pack.status(name, period)
            checks = {
                "lies outside the valid range": values.notna() & ~values.between(low, high),
                "has an unknown status": ~status.isin(list(Status)),
                "has a status at odds with its value": status.isin(NO_VALUE) != values.isna(),
            }
            for what, wrong in checks.items():
                if wrong.any():
                    yield f"{load.FIGURES}: {name}, {period}: {wrong.idxmax()} {what}."


def _rings(pack: NationalPack) -> Iterator[str]:
    for name, content in ((load.SHAPES, pack.shapes), (load.OUTLINES, pack.outlines)):
        try:
            rings = decode(content)
        except ValueError as error:
            yield f"{name}: {error}. {rebuild(NATIONAL)}"
            continue
        if rings.rings.min() < 1 or rings.points.min() < 3:
            yield f"{name}: an area has no shape. {rebuild(NATIONAL)}"
