"""Are the areas that are most alike those that the publishers' own tables make so?

Worked out anew here, by numpy alone, from the raw files: see test_sources.py.
"""

import gzip

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest

from het_geo.build.england import read_geography
from het_geo.build.likeness import WhoLives
from het_geo.build.store import RawStore
from het_geo.geography import Level
from het_geo.likeness.distance import nearest as similar_of
from het_geo.likeness.distance import standard_of, standardised
from het_geo.likeness.variables import NAMES

pytestmark = pytest.mark.sources

ETHNIC, TENURE = "Ethnic group: ", "Tenure of household: "
NSSEC = "National Statistics Socio-economic Classification (NS-SEC): "
GROUPS = [
    "Asian, Asian British or Asian Welsh",
    "Black, Black British, Black Welsh, Caribbean or African",
    "Mixed or Multiple ethnic groups", "White", "Other ethnic group",
]  # fmt: skip
WEIGHTS = np.array([1 / 3] * 3 + [1 / 5] * 5 + [1 / 3] * 3 + [1 / 5] * 5 + [1])
LUTON = "E06000032"


def table(sources, name, code="geography code"):
    with gzip.open(sources / "census2021" / f"{name}.csv.gz", "rt", encoding="utf-8") as file:
        frame = pd.read_csv(file)
    frame = frame.set_index(code)
    return frame[frame.index.str.startswith("E")].sort_index()


@pytest.fixture(scope="module")
def counts(sources):
    """Return what is counted in every neighbourhood: seventeen counts and what each is out of."""
    lookup = pd.read_csv(
        sources / "geography" / "lookup_lsoa21_ward25_derived_england.csv.gz"
    ).set_index("lsoa21_code")
    names = pd.read_csv(sources / "geography" / "lookup_lsoa21_ward24_ltla24_ew.csv.gz")
    names = names.set_index("lsoa21_code")["lsoa21_name"].reindex(lookup.index).str[:-1]
    ages, years = table(sources, "ts007a_lsoa21", "mnemonic"), table(
        sources, "ts007_msoa21", "msoa21cd"
    )  # fmt: skip
    index = ages.index
    msoas = pd.read_csv(sources / "geography" / "msoa_names_hocl_england.csv.gz")
    msoa = names.map(dict(zip(msoas["MSOANM"], msoas["MSOA21CD"], strict=True))).reindex(index)
    teens = [years[f"Aged {age} years"] for age in range(15, 20)]
    fifteen = (teens[0] / sum(teens)).reindex(msoa).to_numpy()
    bands = [c for c in ages.columns if c.startswith("Aged ")]
    children = ages[bands[:3]].sum(axis=1) + ages[bands[3]] * fifteen
    older = ages[bands[13:]].sum(axis=1)
    ethnic, tenure = table(sources, "ts021_lsoa21"), table(sources, "ts054_lsoa21")
    work = table(sources, "ts062_lsoa21")
    jobs = [work[[c for c in work.columns if c.startswith(f"{NSSEC}{label}")]].sum(axis=1)
            for label in ("L1, ", "L4, ", "L7 ", "L8 ", "L10 ", "L12 ", "L13 ")]  # fmt: skip
    shapes = gpd.read_parquet(sources / "geography" / "lsoa21_bgc_england.parquet")
    metres = shapes.set_index("LSOA21CD").geometry.to_crs(27700).area.reindex(index)
    counted = [
        children, ages["Total"] - children - older, older,
        *(ethnic[ETHNIC + group] for group in GROUPS),
        tenure[f"{TENURE}Owned"] + tenure[f"{TENURE}Shared ownership"],
        tenure[f"{TENURE}Social rented"], tenure[f"{TENURE}Private rented"],
        jobs[0] + jobs[1], jobs[2], jobs[3], jobs[4], jobs[5] + jobs[6], ages["Total"],
    ]  # fmt: skip
    people = ethnic[f"{ETHNIC}Total: All usual residents"]
    homes = tenure[f"{TENURE}Total: All households"]
    out_of = [ages["Total"]] * 3 + [people] * 5 + [homes] * 3 + [sum(jobs)] * 5 + [metres / 10_000]
    # The lookup gives this neighbourhood to a district that it does not lie in; the record mends it
    lookup.loc["E01027305", "ward25_code"] = "E05015999"
    groups = {"lsoa": index, "ward": lookup["ward25_code"].reindex(index).to_numpy()}
    districts = lookup["ltla24_code"].copy()
    districts["E01027305"] = districts[lookup["ward25_code"] == "E05015999"].mode()[0]
    groups["district"] = districts.reindex(index).to_numpy()
    parts = [pd.concat(p, axis=1, keys=NAMES).astype(float) for p in (counted, out_of)]
    return {level: [part.groupby(by).sum() for part in parts] for level, by in groups.items()}


def nearest(counts, level, code):
    """Return the ten nearest areas of a level, with their distances."""
    above, below = counts[level]
    values = (above / below).assign(density=np.log(above["density"] / below["density"]))
    z = ((values - values.mean()) / values.std(ddof=0)).to_numpy()
    here = values.index.get_loc(code)
    far = pd.Series(np.sqrt(((z - z[here]) ** 2 * WEIGHTS).sum(axis=1)), values.index)
    return far.drop(code).nsmallest(10)


@pytest.mark.parametrize(
    ("level", "code"),
    [("lsoa", "E01015693"), ("lsoa", "E01033807"), ("ward", "E05014741"), ("ward", "E05014735"),
     ("district", LUTON)],
)  # fmt: skip
def test_are_the_most_similar_those_that_the_raw_files_make_so(luton, counts, level, code):
    pairs = luton.similar.pairs
    told = pairs[pairs["area_code"] == code].set_index("similar")["distance"]
    expected = nearest(counts, level, code)
    assert list(told.index) == list(expected.index)
    assert told.to_numpy() == pytest.approx(expected.to_numpy(), rel=1e-6)


@pytest.fixture(scope="module")
def who(sources, catalogue):
    """Return what a build knows of who lives where, in all of England."""
    store = RawStore(sources, catalogue)
    return WhoLives(store, read_geography(store))


@pytest.mark.parametrize(
    ("level", "code"),
    [("lsoa", "E01000001"), ("lsoa", "E01019077"), ("ward", "E05010929"), ("ward", "E05015999"),
     ("district", "E09000001"), ("district", "E06000053")],
)  # fmt: skip
@pytest.mark.in_turn
def test_are_those_of_odd_places_too(who, counts, level, code):
    """The City, Scilly, and two wards of which a neighbourhood was given to the wrong one."""
    every = who.at(Level(level))
    assert len(every) == {"lsoa": 33_755, "ward": 6_793, "district": 296}[level]
    assert every.notna().all(axis=None)
    found = similar_of(standardised(every, standard_of(every)), pd.Index([code]), 10)
    expected = nearest(counts, level, code)
    assert list(found["similar"]) == list(expected.index)
    assert found["distance"].to_numpy() == pytest.approx(expected.to_numpy(), rel=1e-6)


def test_is_who_lives_there_what_the_census_counted(luton, counts):
    """Dallow ward, and every variable of it, from its neighbourhoods' counts."""
    above, below = counts["ward"]
    people = luton.similar.people.loc["E05014741"]
    assert people.to_numpy() == pytest.approx((above / below).loc["E05014741"].to_numpy(), rel=1e-8)
