"""Codes that were retired: what an area of an earlier edition has become in a place.

People keep old codes in their files and links. Small areas follow the publisher's lookups. A ward
follows its people, whole neighbourhoods at a time, as both editions' best-fit lookups place them.
"""

from __future__ import annotations

from functools import cached_property
from pathlib import Path

import pandas as pd

from het_geo.build import england as geo
from het_geo.build.england import Geography
from het_geo.build.shapes import write_csv
from het_geo.build.store import RawStore
from het_geo.geography import Level, Vintage
from het_geo.pack import manifest
from het_geo.pack.manifest import POPULATION, Place
from het_geo.pack.retired_table import COLUMNS, FILE
from het_geo.sources import ons

WARDS_2017 = "ons-lsoa11-ward17-lookup"
WARDS_2024 = "ons-lsoa21-ward24-lookup"
WARD_CODES = "ward-codes-all"
SOURCES = (
    geo.VINTAGES, geo.MSOA_NAMES, POPULATION, geo.WARD_SHAPES, WARDS_2017, WARDS_2024,
    WARD_CODES,
)  # fmt: skip
NOTABLE = 0.05  # of an old ward's people: what is less is an edge drawn by whole neighbourhoods


class RetiredCodes:
    """England's retired codes of wards, neighbourhoods and MSOAs, worked out once."""

    def __init__(self, store: RawStore, areas: Geography) -> None:
        self._store, self._areas = store, areas
        self._today = areas.lsoas["ward"].astype(str)

    def of(self, place: Place) -> pd.DataFrame:
        """Return what was retired in a place (:data:`~het_geo.pack.retired_table.COLUMNS`).

        One row an old code and each area of the place that it has become, with the share of its
        people there; the area of the same name first, then by share. ``edition`` is the year of
        the publisher's list that the code is from. A ward whose people no lookup follows has a
        blank ``new_code`` and no share.
        """
        found, lost = self._by_district.get(place.code), self._lost.get(place.code)
        parts = [part for part in (found, lost) if part is not None]
        if not parts:
            return pd.DataFrame(columns=COLUMNS)
        return pd.concat(parts)[COLUMNS] if len(parts) > 1 else parts[0][COLUMNS]

    @cached_property
    def _by_district(self) -> dict[str, pd.DataFrame]:
        """The pairs of each district, in order."""
        rank = {str(level): i for i, level in enumerate((Level.WARD, Level.LSOA, Level.MSOA))}
        pairs = self._pairs
        pairs = pairs.assign(
            rank=pairs["level"].map(rank),
            other=pairs["new_code"].map(self._names) != pairs["old_name"],
            district=pairs["new_code"].map(self._districts),
        ).sort_values(["rank", "old_code", "other", "share", "new_code"],
                      ascending=[True, True, True, False, True])  # fmt: skip
        return {str(code): rows for code, rows in pairs.groupby("district", sort=False)}

    @cached_property
    def _lost(self) -> dict[str, pd.DataFrame]:
        """The codes of each district's wards that no lookup follows, without successors."""
        known = {*self._pairs["old_code"], *self._codes_today}
        codes = self._codes[~self._codes.index.isin(known)].reset_index(names="old_code")
        # Two districts have had a second code since: those are known by their names.
        by_name = self._areas.codes_by_name
        own = codes["district_name"].map(by_name).fillna(codes["district"])
        rows = codes.rename(columns={"name": "old_name"}).sort_values("old_code")
        rows = rows.assign(level=str(Level.WARD), new_code="", share=float("nan"))
        return {str(code): group for code, group in rows.groupby(own, sort=False)}

    @cached_property
    def _names(self) -> pd.Series:
        """The names of today's areas by code."""
        areas = self._areas
        names = pd.concat([areas.lsoas["name"], areas.msoas["name"], areas.wards["name"]])
        return names.set_axis(names.index.astype(object))

    @cached_property
    def _districts(self) -> pd.Series:
        """The districts of today's areas by code."""
        parts = (self._areas.lsoas, self._areas.msoas, self._areas.wards)
        districts = pd.concat([part["district"].astype(object) for part in parts])
        return districts.set_axis(districts.index.astype(object))

    @cached_property
    def _pairs(self) -> pd.DataFrame:
        """Old codes beside what they became: (:data:`~het_geo.pack.retired_table.COLUMNS`)."""
        return pd.concat([self._small(), self._msoas(), self._wards()])

    def _small(self) -> pd.DataFrame:
        lookup = ons.vintage_lookup(self._store.path(geo.VINTAGES))
        names = lookup.drop_duplicates("old").set_index("old")["old_name"]
        return self._walked(Vintage.LSOA11, names, Level.LSOA)

    def _msoas(self) -> pd.DataFrame:
        names = ons.msoa_names(self._store.path(geo.MSOA_NAMES))
        old = names.drop_duplicates("msoa11").set_index("msoa11")["msoa11_name"]
        return self._walked(Vintage.MSOA11, old, Level.MSOA)

    def _walked(self, vintage: Vintage, names: pd.Series, level: Level) -> pd.DataFrame:
        walk = self._areas.crosswalks[vintage]
        gone = ~walk.pairs["old"].isin(walk.new)
        pairs = walk.pairs[gone & (walk.pairs["share"] != 0)]  # nobody moved over a moved edge
        return pd.DataFrame(
            {
                "old_code": pairs["old"],
                "old_name": pairs["old"].map(names),
                "level": str(level),
                "edition": "2011",
                "new_code": pairs["new"],
                "share": pairs["share"],
            }
        )

    def _wards(self) -> pd.DataFrame:
        """Follow the people of earlier wards; of a code in two editions the later one counts."""
        small = self._areas.crosswalks[Vintage.LSOA11].pairs[["old", "new"]]
        parts = small.groupby("new")["old"].transform("size")  # people of a merger: evenly
        people = small["new"].map(self._areas.population) / parts
        earlier = ons.ward_lookup(
            self._store.path(WARDS_2017), "lsoa11_code", "ward17_code", Vintage.LSOA11
        )
        first = self._moved(small["old"].map(earlier), small["new"], people, "2017")
        wards = ons.ward_lookup(
            self._store.path(WARDS_2024), "lsoa21_code", "ward24_code", Vintage.LSOA21
        )
        every = pd.Series(self._today.index, self._today.index)
        later = self._moved(every.map(wards), every, self._areas.population, "2024")
        return pd.concat([first[~first["old_code"].isin(later["old_code"])], later])

    def _moved(
        self, old: pd.Series, small: pd.Series, people: pd.Series, edition: str
    ) -> pd.DataFrame:
        """Return wards that are no more, with today's wards that hold a notable share of each."""
        new = small.map(self._today)
        moved = people.groupby([old.rename("old_code"), new.rename("new_code")]).sum()
        table = moved.rename("share").reset_index()
        table["share"] /= table.groupby("old_code")["share"].transform("sum")
        gone = ~table["old_code"].isin(self._codes_today) & (table["share"] >= NOTABLE)
        table = table[gone].assign(level=str(Level.WARD), edition=edition)
        return table.assign(old_name=table["old_code"].map(self._codes["name"]))

    @cached_property
    def _codes(self) -> pd.DataFrame:
        """Every code that a ward has had: ``name edition district district_name`` by code."""
        return ons.ward_codes(self._store.path(WARD_CODES))

    @cached_property
    def _codes_today(self) -> set[str]:
        """Ward codes in force, those that no neighbourhood fits best among them."""
        return {*map(str, self._areas.wards.index)}


def write_retired(folder: Path, place: Place, codes: RetiredCodes) -> manifest.FileEntry:
    """Write ``retired.csv`` of a place."""
    table = codes.of(place)
    path = folder / "data" / place.slug / FILE
    write_csv(table, path)
    return manifest.entry(folder, path, len(table), SOURCES)
