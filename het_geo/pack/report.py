"""``check``: a pack held against its manifest and the catalogue, every finding in one list."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pandas as pd

from het_geo.catalogue.records import Catalogue
from het_geo.errors import PackError
from het_geo.figures import NO_VALUE
from het_geo.geography import Level
from het_geo.pack.layout import rebuild
from het_geo.pack.load import load
from het_geo.pack.manifest import Manifest
from het_geo.pack.model import Pack
from het_geo.pack.similar_table import at_odds

OWN = "own"  # the status of a table that was added to the catalogue itself: it may have no page


def findings(root: Path, slug: str, catalogue: Catalogue) -> list[str]:
    """Return what is wrong with a pack; an empty list means that it is sound.

    Files, hashes, codes, duplicates, ranges and limits are checked as a page checks them on
    loading; then attribution, coverage and periods against the catalogue.
    """
    try:
        pack = load(root, slug, catalogue)
    except PackError as error:
        return [str(error)]
    apart = at_odds(pack.similar, pack.areas, slug)
    return [*attribution(pack.manifest), *_coverage(pack), *_periods(pack), *apart]


def refuse(wrong: list[str], slug: str) -> None:
    """Refuse a pack that is about to be put in place, and with which something is wrong.

    A build refuses what ``check`` would: nothing else stands between a raw file and a page.

    Raises:
        PackError: there is a finding; the first is said, and how many more there are.
    """
    if not wrong:
        return
    what = wrong[0].replace(rebuild(slug), "").strip()
    more = f" ({len(wrong) - 1:,} more findings)" if len(wrong) > 1 else ""
    raise PackError(
        f"{slug}: the pack just made is refused, and what was there before stays: {what}{more} "
        "Correct the indicator's record or the raw file, and build again."
    )


def attribution(manifest: Manifest) -> Iterator[str]:
    """Yield a line for each source of a file that lacks its licence, attribution or link."""
    described = {entry.id: entry for entry in manifest.source}
    for file in manifest.file:
        for source in file.sources:
            entry = described.get(source)
            if entry is None:
                yield f"{file.path}: its source '{source}' is not described in the manifest."
            elif not (entry.licence and entry.attribution and (entry.url or entry.status == OWN)):
                yield f"manifest: source '{source}' lacks a licence, attribution or link."


def _coverage(pack: Pack) -> Iterator[str]:
    """Every small area has a row of each indicator and period that its level is stored for."""
    count = pack.areas["level"].value_counts()
    figures = pack.figures.assign(level=pack.figures["area_code"].map(pack.areas["level"]))
    rows = figures.groupby(["indicator", "period", "level"]).size()
    for name in pack.periods_held:
        indicator = pack.catalogue.indicators[name]
        for period in indicator.periods:
            for level in period.levels or indicator.levels:
                found = int(rows.get((name, period.id, level), 0))
                if found != count[level]:
                    yield (
                        f"{name}, {period.id}: {found} rows for {count[level]} "
                        f"{Level(level).many}. Build the pack again."
                    )


def _periods(pack: Pack) -> Iterator[str]:
    for name, held in pack.periods_held.items():
        declared = [period.id for period in pack.catalogue.indicators[name].periods]
        missing = [period for period in declared if period not in held]
        if missing:
            yield f"{name}: the catalogue's period {missing[0]} is not in the pack. Build again."


def without_figures(pack: Pack) -> pd.Series:
    """Return, for each indicator, the share of the place's own rows that have no value, if any."""
    own = pack.areas.index[~pack.areas["level"].isin([Level.REGION, Level.COUNTRY, Level.UK])]
    rows = pack.figures[pack.figures["area_code"].isin(own)]
    share = rows["status"].isin(NO_VALUE).groupby(rows["indicator"]).mean()
    return share[share > 0].sort_values(ascending=False)


def beside_published(pack: Pack) -> pd.DataFrame:
    """Return how far figures are from the publisher's own, where a record names those.

    One row an indicator and level: ``areas``, how many; ``largest`` difference and ``median`` of
    the differences' sizes, in the indicator's unit; ``where``, the area of the largest.
    """
    held = pack.figures[pack.figures["published"].notna() & pack.figures["value"].notna()]
    rows = []
    for key, found in held.groupby(
        ["indicator", held["area_code"].map(pack.areas["level"])], sort=False
    ):
        apart = (found["value"] - found["published"]).set_axis(found["area_code"])
        where = str(apart.abs().idxmax())
        name = str(pack.areas.loc[where, "name"])
        rows.append((*key, len(found), float(apart[where]), float(apart.abs().median()), name))
    return pd.DataFrame(rows, columns=["indicator", "level", "areas", "largest", "median", "where"])
