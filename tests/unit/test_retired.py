"""Is every retired code followed to where its people live, and what is not known left alone?

The areas here are made up: two districts, of 300 and 100 people; the last test takes the raw files.
"""

from types import SimpleNamespace

import pandas as pd
import pytest

from het_geo.build import england as geo
from het_geo.build.england import Geography
from het_geo.build.retired import NOTABLE, WARD_CODES, WARDS_2017, WARDS_2024, RetiredCodes
from het_geo.build.store import RawStore
from het_geo.geography import Vintage
from het_geo.pack.manifest import Place
from het_geo.pack.retired_table import wards_since
from het_geo.vintages import crosswalk

TOWN, SHIRE = Place("town", "E06000001", "Town"), Place("shire", "E07000001", "Shire")
# Neighbourhoods of 2021 with their ward of today, MSOA, district and people.
SMALL = """
E01000001 E05000011 E02000001 E06000001 100
E01000002 E05000011 E02000001 E06000001  60
E01000003 E05000012 E02000002 E06000001 134
E01000004 E05000012 E02000002 E06000001   6
E01000005 E05000013 E02000003 E07000001 100
"""
WARDS = pd.DataFrame(
    [("North", "E06000001"), ("South", "E06000001"), ("Vale", "E07000001"), ("Empty", "E07000001")],
    ["E05000011", "E05000012", "E05000013", "E05000014"], ["name", "district"],
)  # fmt: skip
# E01000091 was split into 2 and 3; E01000092 and 93 were merged into 5.
LOOKUP = [("E01000001", "E01000001", "U"), ("E01000091", "E01000002", "S"),
          ("E01000091", "E01000003", "S"), ("E01000004", "E01000004", "U"),
          ("E01000092", "E01000005", "M"), ("E01000093", "E01000005", "M")]  # fmt: skip
WARDS17 = {"E01000001": "E05000001", "E01000091": "E05000002", "E01000004": "E05000002",
           "E01000092": "E05000013", "E01000093": "E05000013"}  # fmt: skip
WARDS24 = {"E01000001": "E05000011", "E01000002": "E05000011", "E01000003": "E05000021",
           "E01000004": "E05000021", "E01000005": "E05000013"}  # fmt: skip
CODES = [
    ("E05000001", "North", 2016, TOWN), ("E05000002", "Middle", 2016, TOWN),
    ("E05000011", "North", 2023, TOWN), ("E05000012", "South", 2025, TOWN),
    ("E05000013", "Vale", 2016, SHIRE), ("E05000014", "Empty", 2025, SHIRE),
    ("E05000021", "Old South", 2023, TOWN), ("E05000031", "Hill", 2019, SHIRE),
]  # fmt: skip


def geography():
    rows = [line.split() for line in SMALL.strip().splitlines()]
    lsoas = pd.DataFrame(rows, columns=["lsoa", "ward", "msoa", "district", "people"])
    lsoas = lsoas.set_index("lsoa")
    lsoas["name"] = [f"Town {code[-1]}" for code in lsoas.index]
    lsoas["district_name"] = lsoas["district"].map({p.code: p.name for p in (TOWN, SHIRE)})
    lsoas["region"], lsoas["region_name"] = "E12000006", "East"
    people = lsoas.pop("people").astype(float)
    msoas = lsoas.drop_duplicates("msoa").set_index("msoa")[["district"]]
    msoas["name"] = [f"Town 0{code[-1]}" for code in msoas.index]
    msoa_people = people.groupby(lsoas["msoa"]).sum()
    pairs = [("E02000091", "E02000001", "S"), ("E02000091", "E02000002", "S"),
             ("E02000003", "E02000003", "U")]  # fmt: skip
    walks = {
        Vintage.LSOA11: crosswalk(pd.DataFrame(LOOKUP, columns=["old", "new", "change"]), people),
        Vintage.MSOA11: crosswalk(
            pd.DataFrame(pairs, columns=["old", "new", "change"]), msoa_people,
            old_vintage=Vintage.MSOA11, new_vintage=Vintage.MSOA21,
        ),
    }  # fmt: skip
    return Geography(lsoas, msoas, WARDS, people, msoa_people, walks, {})


@pytest.fixture(scope="module")
def codes(tmp_path_factory):
    """Write the publishers' tables as far as they are read, and follow their codes."""
    folder = tmp_path_factory.mktemp("raw")
    names = [(old, f"Town {old[-2:]}", new, mark) for old, new, mark in LOOKUP]
    today = {line.split()[0]: line.split()[3] for line in SMALL.strip().splitlines()}
    tables = {
        geo.VINTAGES: pd.DataFrame(names, columns=["LSOA11CD", "LSOA11NM", "LSOA21CD", "CHGIND"]),
        geo.MSOA_NAMES: pd.DataFrame(
            [("E02000001", "Town 01", "One", "E02000091", "Town 91", "E12000006", "East")],
            columns=["MSOA21CD", "MSOANM", "MSOAHCLNM", "MSOA11CD", "MSOA11NM", "RGNCD", "RGNNM"],
        ),
        WARDS_2017: pd.DataFrame(WARDS17.items(), columns=["lsoa11_code", "ward17_code"]),
        WARDS_2024: pd.DataFrame(
            [(code, "x", ward, "x", today[code], "x") for code, ward in WARDS24.items()],
            columns=["lsoa21_code", "lsoa21_name", "ward24_code", "ward24_name", "ltla24_code",
                     "ltla24_name"],
        ),
        WARD_CODES: pd.DataFrame(
            [(code, name, year, place.code, place.name) for code, name, year, place in CODES],
            columns=["WDCD", "WDNM", "SOURCEFILE", "LADCD_ACTIVE", "LADNM_ACTIVE"],
        ),
    }  # fmt: skip
    for name, table in tables.items():
        table.to_csv(folder / name, index=False)
    store = SimpleNamespace(path=lambda name: folder / name)
    return RetiredCodes(store, geography())


def rows(codes, place):
    table = codes.of(place).fillna({"share": -1.0})
    return [tuple(row) for row in table.itertuples(index=False)]


def test_is_each_code_of_a_place_followed_to_its_people(codes):
    assert rows(codes, TOWN) == [
        ("E05000001", "North", "ward", "2017", "E05000011", 1.0),
        # Middle had 60 + 134 + 6 people: 60 live in North today, 140 in South.
        ("E05000002", "Middle", "ward", "2017", "E05000012", pytest.approx(140 / 200)),
        ("E05000002", "Middle", "ward", "2017", "E05000011", pytest.approx(60 / 200)),
        ("E05000021", "Old South", "ward", "2024", "E05000012", 1.0),
        ("E01000091", "Town 91", "lsoa", "2011", "E01000003", pytest.approx(134 / 194)),
        ("E01000091", "Town 91", "lsoa", "2011", "E01000002", pytest.approx(60 / 194)),
        ("E02000091", "Town 91", "msoa", "2011", "E02000001", pytest.approx(160 / 300)),
        ("E02000091", "Town 91", "msoa", "2011", "E02000002", pytest.approx(140 / 300)),
    ]


def test_is_a_merged_area_one_and_a_ward_that_no_lookup_follows_named_alone(codes):
    assert rows(codes, SHIRE) == [
        ("E01000092", "Town 92", "lsoa", "2011", "E01000005", 1.0),
        ("E01000093", "Town 93", "lsoa", "2011", "E01000005", 1.0),
        ("E05000031", "Hill", "ward", "2019", "", -1.0),  # Empty is in force: nobody lives there
    ]


def test_does_a_ward_of_any_edition_say_where_its_people_are_today(luton):
    def since(code):
        return wards_since(luton.areas, luton.retired, code).round(3).to_dict()

    assert since("E05014735") == {"E05014735": 1}  # Barnfield today, and until 2023:
    assert since("E05002193") == {"E05014735": 1}
    # 9,306 of 18,065 people of the old Dallow's neighbourhoods (mid-2022) are in today's
    assert since("E05002198") == {"E05014741": 0.515, "E05014736": 0.485}
    for code in ("E01015693", "E05099999", "Dallow"):
        with pytest.raises(KeyError, match=code):
            since(code)


def test_are_three_of_lutons_nineteen_ward_names_gone(luton):
    rows = luton.retired[luton.retired["level"] == "ward"]
    assert rows["old_code"].nunique() == 19
    gone = set(rows["old_name"]) - set(luton.areas_at("ward")["name"])
    assert gone == {"Crawley", "Icknield", "Limbury"}


@pytest.mark.sources
@pytest.mark.in_turn
def test_does_every_retired_code_of_england_stand_in_a_place(catalogue, sources, luton):
    store = RawStore(sources, catalogue)
    areas = geo.read_geography(store)
    found = RetiredCodes(store, areas)
    pairs = found._pairs
    shares = pairs.groupby("old_code")["share"].sum()
    assert shares.between(1 - 3 * NOTABLE, 1 + 1e-9).all()
    assert not set(pairs["old_code"]) & {*areas.lsoas.index, *areas.msoas.index}
    assert set(pairs["new_code"]) <= set(found._names.index)
    assert pairs[["old_name", "level", "edition"]].notna().all(axis=None)
    walk = areas.crosswalks[Vintage.LSOA11]
    assert set(walk.old) - set(walk.new) <= set(pairs["old_code"])
    made = found.of(Place("luton", luton.district, "Luton"))
    held = luton.retired
    assert made.drop(columns="share").reset_index(drop=True).equals(held.drop(columns="share"))
    assert (made["share"].to_numpy() - held["share"].to_numpy()).max() < 1e-8
