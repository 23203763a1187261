"""Do withheld counts push larger areas up? Worked out again by hand from the raw files."""

import pandas as pd
import pytest

from het_geo.atlas.views import value_of
from het_geo.build.assemble import Assembler
from het_geo.build.england import read_geography
from het_geo.build.store import RawStore
from het_geo.figures import with_limits
from het_geo.words import figure

pytestmark = pytest.mark.sources

KENSINGTON, ENGLAND, LUTON = "E09000020", "E92000001", "E06000032"
IDACI = "income_deprivation_affecting_children_index_idaci_numerator"
AGES = {"Aged 4 years and under": 1, "Aged 5 to 9 years": 1, "Aged 10 to 14 years": 1,
        "Aged 15 to 19 years": 0.2}  # fmt: skip


@pytest.fixture(scope="module")
def assembler(sources, catalogue):
    store = RawStore(sources, catalogue)
    return Assembler(store, read_geography(store), dict)


def rows_of(assembler, name, period, *levels):
    """Return the figures of an indicator at some levels, by level and area."""
    indicator = assembler.catalogue.indicators[name]
    found = assembler.all_levels(indicator, [indicator.period(period)])
    return {
        level: with_limits(found[level].frame, indicator, assembler.catalogue) for level in levels
    }


def written(assembler, name, rows, code):
    indicator = assembler.catalogue.indicators[name]
    return figure(value_of(rows, code), indicator, assembler.catalogue.unit_of(indicator))


@pytest.fixture(scope="module")
def children(assembler):
    return rows_of(
        assembler, "children_income_deprivation", "2025", "lsoa", "ward", "district", "country"
    )


def test_are_kensington_s_children_between_both_sums_of_the_raw_counts(
    assembler, children, sources, catalogue
):
    """19 of its 101 neighbourhoods have no count: each is taken as 0 and as 9, and all children."""
    raw = pd.read_csv(sources / catalogue.sources["iod2025-indicators"].file).set_index(
        "lsoa21_code"
    )
    district = assembler.geography.lsoas["district"]
    own = district.index[district == KENSINGTON]
    counts = raw[IDACI].reindex(own)
    people = children["lsoa"].loc[own, "denominator"]  # of mid-2022: see decision 22
    withheld = int(counts.isna().sum())
    assert (len(own), withheld) == (101, 19)
    least = 100 * (counts.sum() + 0 * withheld) / people.sum()
    most = 100 * (counts.sum() + 9 * withheld) / people.sum()
    row = children["district"].loc[KENSINGTON]
    assert row["least"] == pytest.approx(least, rel=1e-8)
    assert row["most"] == pytest.approx(most, rel=1e-8)
    assert row["value"] == pytest.approx((least + most) / 2, rel=1e-8)
    assert row["denominator"] == pytest.approx(people.sum())
    assert row["numerator"] == pytest.approx(counts.sum() + 4.5 * withheld)
    assert row["lower"] < least < most < row["upper"]
    known = counts.notna()
    left_out = 100 * counts.sum() / people[known].sum()
    assert round(left_out, 2) == 30.65  # what leaving their children out would say
    said = written(assembler, "children_income_deprivation", children["district"], KENSINGTON)
    assert said == "between 25.1 and 25.9 in every 100"


def test_is_england_a_range_and_luton_one_number(assembler, children):
    name = "children_income_deprivation"
    said = written(assembler, name, children["country"], ENGLAND)
    assert said == "between 36.5 and 36.6 in every 100"
    luton = children["district"].loc[LUTON]
    assert luton[["least", "most"]].isna().all()  # no count of Luton is withheld
    assert luton["status"] == "ok"


def test_do_the_true_sums_lie_between_whatever_the_withheld_counts_are(children):
    """Every larger area with a range holds a withheld count, and no other has one."""
    held = children["lsoa"]["least"].notna()
    assert held.sum() == 815
    assert (children["lsoa"].loc[held, "status"] == "suppressed").all()
    for level in ("ward", "district", "country"):
        rows = children[level]
        marked = rows["status"].eq("bounded")
        assert (rows["least"].notna() == marked).all()
        assert (rows.loc[marked, "least"] < rows.loc[marked, "most"]).all()


def test_are_few_households_on_universal_credit_counted_with_their_people(
    assembler, sources, catalogue
):
    """April 2016: 632 MSOAs show '..', 0 to 4 households; England's figure counts all of them."""
    rows = rows_of(assembler, "universal_credit", "2016-04", "msoa", "country", "district")
    england = rows["country"].loc[ENGLAND]
    assert england["denominator"] == pytest.approx(rows["msoa"]["denominator"].sum())
    path = sources / catalogue.sources["dwp-universal-credit"].file
    raw = pd.read_csv(path, dtype=str).set_index("msoa11_code")["April 2016"]
    raw = raw[raw.index.str.startswith("E")]
    withheld = int(raw.eq("..").sum())
    shown = pd.to_numeric(raw, errors="coerce").sum()
    # Each is 0 to 4: 2 in the middle, too few in so many to be seen in one decimal.
    count = pytest.approx(shown + 2 * withheld, rel=1e-3)
    assert england["numerator"] == count
    assert england[["least", "most"]].isna().all()
    known = rows["msoa"]["value"].notna()
    left_out = (
        rows["msoa"].loc[known, "numerator"].sum() / rows["msoa"].loc[known, "denominator"].sum()
    )
    assert round(england["value"], 2) == 0.87
    assert round(100 * left_out, 2) == 0.95  # what leaving their households out would say


def test_is_a_ward_of_luton_with_one_withheld_count_of_old_homes_a_range(assembler):
    """Round Green: 670 homes shown, one of two counts of one neighbourhood is 1 to 4."""
    rows = rows_of(assembler, "pre1919_homes", "2015", "ward", "lsoa")
    ward = rows["ward"].loc["E05014748"]
    homes = ward["denominator"]
    assert homes == 4110
    assert ward["least"] == pytest.approx(100 * (670 + 1) / homes)
    assert ward["most"] == pytest.approx(100 * (670 + 4) / homes)
    assert written(assembler, "pre1919_homes", rows["ward"], "E05014748") == (
        "between 16.3% and 16.4%"
    )
