"""What a build knows of England's areas: names, parents, people, and the change of vintages."""

from __future__ import annotations

import difflib
from collections.abc import Collection
from dataclasses import dataclass, replace
from functools import cached_property

import pandas as pd

from het_geo.build.store import RawStore
from het_geo.build.walks import lsoa_walk, msoa_walk
from het_geo.errors import PlaceError, SourceError
from het_geo.geography import ENGLAND, UNITED_KINGDOM, Level, Vintage, slug_of
from het_geo.pack.manifest import POPULATION, Place
from het_geo.sources import ons
from het_geo.vintages import Crosswalk

NAMES = "ons-lsoa21-ward24-lookup"
LOOKUP = "lsoa21-ward25-lookup-derived"
VINTAGES = "ons-lsoa11-lsoa21-lookup"
MSOA_NAMES = "hocl-msoa-names"
CENTROIDS = "ons-lsoa21-centroids-england"
LSOA_SHAPES = "ons-lsoa21-boundaries"
MSOA_SHAPES = "ons-msoa21-boundaries"
WARD_SHAPES = "ons-ward25-boundaries"
DISTRICT_SHAPES = "ons-lad24-boundaries"
_PARENTS = ("ward", "msoa", "district", "region", "country")


@dataclass(frozen=True)
class Geography:
    """England's neighbourhoods with the areas each belongs to.

    ``lsoas`` is indexed by LSOA 2021 code, with ``name``, ``ward``, ``ward_name``, ``district``,
    ``district_name``, ``region``, ``region_name``, ``country``, ``msoa``, ``msoa_name``; ``msoas``
    by MSOA 2021 code, with the same from ``district`` up. ``wards`` holds every ward of 2025, those
    too that no LSOA fits best: ``name`` and ``district``. ``population`` is people mid-2022 by LSOA
    (``msoa_population`` by MSOA). ``crosswalks`` bring older small areas to these.
    ``newer_districts`` gives our code of a district (2024) by one it got since.
    """

    lsoas: pd.DataFrame
    msoas: pd.DataFrame
    wards: pd.DataFrame
    population: pd.Series
    msoa_population: pd.Series
    crosswalks: dict[Vintage, Crosswalk]
    newer_districts: dict[str, str]
    only: frozenset[str] = frozenset()

    @cached_property
    def published(self) -> pd.Index:
        """The codes that figures published for larger areas can have: districts and above."""
        levels = (self.lsoas[level] for level in ("district", "region", "country"))
        codes = [code for level in levels for code in level.cat.categories]
        return pd.Index([*codes, UNITED_KINGDOM], dtype=object, name="area_code")

    @cached_property
    def redrawn(self) -> frozenset[str]:
        """The small areas of both levels that an irregular change made of several older ones."""
        return frozenset(code for walk in self.crosswalks.values() for code in walk.redrawn)

    @cached_property
    def codes_by_name(self) -> dict[str, str]:
        """The codes of districts and regions by name, for publishers that give no codes."""
        first = self.lsoas.drop_duplicates("district")
        names = zip(first["district_name"], first["district"].astype(object), strict=True)
        regions = zip(first["region_name"], first["region"].astype(object), strict=True)
        return dict([*regions, *names])

    @cached_property
    def _wards_within(self) -> pd.DataFrame:
        """Wards with the larger areas that each lies in."""
        first = self.lsoas.drop_duplicates("district").set_index("district")
        found = self.wards[["name", "district"]].copy()
        for level in ("region", "country"):
            of = found["district"].map(first[level].astype(object).to_dict())
            found[level] = pd.Categorical(of, self.lsoas[level].cat.categories)
        found["district"] = pd.Categorical(found["district"], self.lsoas["district"].cat.categories)
        return found

    def within(self, districts: Collection[str]) -> Geography:
        """Return the same, with the small areas of some districts alone.

        For a source that covers some districts: figures are made for them and nothing larger.
        """
        small = self.lsoas[self.lsoas["district"].isin(districts)].copy()
        large = self.msoas[self.msoas["district"].isin(districts)].copy()
        wards = self.wards[self.wards["district"].isin(districts)]
        for frame in (small, large):
            for level in set(_PARENTS) & set(frame):
                frame[level] = frame[level].cat.remove_unused_categories()
        small["ward"] = small["ward"].cat.set_categories(wards.index)
        return replace(
            self,
            lsoas=small,
            msoas=large,
            wards=wards,
            population=self.population[small.index],
            msoa_population=self.msoa_population[large.index],
            only=frozenset(districts),
        )

    def base(self, level: str) -> pd.DataFrame:
        """Return the areas that figures are made for: LSOAs, MSOAs or wards."""
        if level == Level.WARD:
            return self._wards_within
        return self.lsoas if level == Level.LSOA else self.msoas

    def people(self, level: str) -> pd.Series:
        """Return people by area of this level."""
        if level == Level.WARD:
            added = self.population.groupby(self.lsoas["ward"], observed=False).sum()
            return added.reindex(self.wards.index)
        return self.population if level == Level.LSOA else self.msoa_population


def read_geography(store: RawStore) -> Geography:
    """Read lookups, names, regions and people of every English neighbourhood."""
    lsoas = ons.best_fit_lookup(store.path(LOOKUP), store.catalogue.sources[LOOKUP])
    known = ons.names_lookup(store.path(NAMES))
    lsoas["name"] = known["name"]
    lsoas["district_name"] = lsoas["district"].map(_by(known, "district", "district_name"))
    source = store.catalogue.sources[POPULATION]
    column = source.options["count"]
    people = ons.population(store.path(POPULATION), [column], source).values[column]
    _plain_index(lsoas)
    people = people.reindex(lsoas.index)
    names = ons.msoa_names(store.path(MSOA_NAMES))
    new = names[names["msoa"] != ""].drop_duplicates("msoa").set_index("msoa_name")
    parent = lsoas["name"].str[:-1]
    lsoas["msoa"] = parent.map(new["msoa"]).fillna("")
    lsoas["msoa_name"] = parent.map(new["plain_name"]).fillna("")
    lsoas["region"] = _regions(store, lsoas)
    lsoas["region_name"] = lsoas["region"].map(_by(names, "region", "region_name"))
    lsoas["country"] = ENGLAND
    msoas = _msoas(lsoas)
    _plain_index(msoas)
    msoa_people = people.groupby(lsoas["msoa"]).sum().reindex(msoas.index)
    lookup = ons.vintage_lookup(store.path(VINTAGES))
    old = names[names["msoa11"] != ""].drop_duplicates("msoa11").set_index("msoa11_name")["msoa11"]
    walk = lsoa_walk(lookup, lsoas["district"], people)
    walks = {
        Vintage.LSOA11: walk,
        Vintage.MSOA11: msoa_walk(walk, lookup["old_name"], lsoas["msoa"], old, people),
    }
    wards, newer = _wards(store, lsoas)
    for frame in (lsoas, msoas):
        for level in set(_PARENTS) & set(frame):
            frame[level] = frame[level].astype("category")
    lsoas["ward"] = lsoas["ward"].cat.set_categories(wards.index)
    return Geography(lsoas, msoas, wards, people, msoa_people, walks, newer)


def _by(frame: pd.DataFrame, key: str, column: str) -> pd.Series:
    """Return a column by another that it hangs on, each key once."""
    return frame.drop_duplicates(key).set_index(key)[column]


def _wards(store: RawStore, lsoas: pd.DataFrame) -> tuple[pd.DataFrame, dict[str, str]]:
    """Return every ward with its name and district, and our codes by newer ones of districts.

    Wards are of 2025 and districts of 2024: those that got another code in between are found by
    the neighbourhoods of their wards.
    """
    edition = ons.attributes(store.path(WARD_SHAPES), "WD25CD", ["WD25NM", "LAD25CD"])
    edition = edition[~edition.index.duplicated()].sort_index()
    absent = lsoas.index[~lsoas["ward"].isin(edition.index)]
    if len(absent):
        raise SourceError(
            f"source '{LOOKUP}': {absent[0]} lies in {lsoas.loc[absent[0], 'ward']}, which is no "
            f"ward of '{WARD_SHAPES}': the two are of different years."
        )
    ours = lsoas.groupby(lsoas["ward"].map(edition["LAD25CD"]))["district"].first()
    wards = pd.DataFrame({"name": edition["WD25NM"], "district": edition["LAD25CD"].map(ours)})
    _plain_index(wards)
    return wards, ours[ours.index != ours].to_dict()


def _plain_index(frame: pd.DataFrame | pd.Series) -> None:
    """Give a frame plain Python strings as its index: faster to look up than Arrow's."""
    frame.index = frame.index.astype(object)


def _msoas(lsoas: pd.DataFrame) -> pd.DataFrame:
    """Return MSOAs with the district most of their neighbourhoods lie in."""
    first = lsoas.drop_duplicates("msoa").set_index("msoa").sort_index()
    columns = ["district", "district_name", "region", "region_name", "country"]
    return first[columns].assign(name=first["name"].str[:-1], plain_name=first["msoa_name"])


def _regions(store: RawStore, lsoas: pd.DataFrame) -> pd.Series:
    """Return each neighbourhood's region: the one most neighbourhoods of its district lie in."""
    codes = ons.attributes(store.path(LSOA_SHAPES), "LSOA21CD", ["RGNCD"])["RGNCD"]
    region = codes.reindex(lsoas.index)
    most = region.groupby(lsoas["district"]).agg(lambda found: found.value_counts().index[0])
    return lsoas["district"].map(most)


def all_places(geography: Geography) -> list[Place]:
    """Return every English district, in order of code."""
    districts = (
        geography.lsoas[["district", "district_name"]]
        .drop_duplicates()
        .set_index("district")["district_name"]
        .sort_index()
    )
    return [Place(slug_of(name), str(code), name) for code, name in districts.items()]


def find_place(text: str, geography: Geography) -> Place:
    """Find a district by name, slug or code.

    Raises:
        PlaceError: the lookup knows no such district; names that are close are suggested.
    """
    places = all_places(geography)
    by_slug = {place.slug: place for place in places}
    by_code = {place.code.lower(): place for place in places}
    by_code |= {
        new.lower(): by_code[ours.lower()] for new, ours in geography.newer_districts.items()
    }
    found = by_slug.get(slug_of(text)) or by_code.get(text.strip().lower())
    if found is None:
        close = difflib.get_close_matches(slug_of(text), by_slug, n=3)
        hint = f" Did you mean {', '.join(close)}?" if close else ""
        raise PlaceError(f"'{text}' is no English district that the lookup knows.{hint}")
    return found
