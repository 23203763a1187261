"""Are neighbourhoods taken together summed as wards are, and are areas found by name?"""

from dataclasses import replace
from datetime import date

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from het_geo.atlas.atlas import Atlas
from het_geo.bounds import ends
from het_geo.figures import Status
from het_geo.geography import Level
from het_geo.profiles.find import find_area
from het_geo.profiles.headlines import SIDES
from het_geo.profiles.profile import profile_of
from tests.sampled import some

TODAY = date(2026, 3, 21)
DALLOW = "E05014741"
NUMBERS = ("value", "numerator", "denominator", "lower", "upper")


def inside(pack, ward):
    return list(pack.areas.index[(pack.areas["ward"] == ward) & (pack.areas["level"] == "lsoa")])


def same(one, other):
    """Return whether two numbers are the same to the nine digits that a pack keeps."""
    if one is None or other is None:
        return one is other
    return one == pytest.approx(other, rel=2e-8, abs=1e-9)


@pytest.mark.in_turn
def test_is_a_set_of_a_wards_neighbourhoods_the_ward(luton, atlas):
    for ward in some(luton.codes(Level.WARD), 4, "a set and its ward"):
        own = {row.id: row for row in profile_of(atlas, [ward], TODAY).rows}
        codes = inside(luton, ward)
        summed = {row.id: row for row in profile_of(atlas, codes, TODAY).rows}
        summable = [i for i in own if "lsoa" in luton.catalogue.indicators[i].levels]
        assert list(summed) == summable
        for name in summable:
            row = own[name]
            for part in NUMBERS:
                assert same(getattr(summed[name], part), getattr(row, part)), (ward, name, part)
            written = (summed[name].written, summed[name].interval)
            assert written == (row.written, row.interval), (ward, name)
            england = [r.beside(Level.COUNTRY).verdict for r in (summed[name], row)]
            assert england[0] == england[1]


def test_is_the_set_of_all_neighbourhoods_the_district(luton, atlas):
    own = {row.id: row for row in profile_of(atlas, [luton.district], TODAY).rows}
    profile = profile_of(atlas, luton.codes(Level.LSOA), TODAY)
    assert len(profile.rows) > 90
    for row in profile.rows:
        for part in NUMBERS:
            assert same(getattr(row, part), getattr(own[row.id], part)), (row.id, part)
        assert all(b.code != luton.district for b in row.benchmarks)  # never against itself
    assert profile.subject.label == "All 125 neighbourhoods of Luton"


@pytest.fixture(scope="module")
def summed(luton):
    """Return an atlas of the figures that are summed below, and no others."""
    return Atlas(few(luton))


@given(data=st.data())
@settings(max_examples=15, deadline=None)
@pytest.mark.in_turn
def test_is_a_set_the_sum_of_its_parts(data, luton, summed):
    small = luton.codes(Level.LSOA)
    codes = data.draw(st.lists(st.sampled_from(small), min_size=2, max_size=9, unique=True))
    rows = {row.id: row for row in profile_of(summed, codes, TODAY).rows}
    for name in ("overcrowding", "population", "imd_score", "flats", "claimant_rate"):
        row, table = rows[name], summed.newest_views(Level.LSOA)[name].table.loc[codes]
        n, y = table["denominator"], table["value"]
        if name == "population":
            assert row.value == y.sum()
        else:
            assert row.value == pytest.approx((n * y).sum() / n.sum(), rel=1e-7)
            assert y.min() - 1e-6 <= row.value <= y.max() + 1e-6
            assert row.denominator == pytest.approx(n.sum())
        if table["numerator"].notna().all() and row.numerator is not None:
            assert row.numerator == pytest.approx(table["numerator"].sum())


def test_are_duplicates_and_order_of_a_set_nothing(luton):
    atlas = Atlas(few(luton))
    small = luton.codes(Level.LSOA)[:4]
    one = profile_of(atlas, small, TODAY)
    other = profile_of(atlas, [*reversed(small), small[0], small[0].lower()], TODAY)
    assert one == other
    assert one.subject.id == other.subject.id
    assert profile_of(atlas, [small[0], small[0]], TODAY).subject.kind == "lsoa"


@pytest.mark.in_turn
def test_does_a_set_name_its_wards(luton, atlas):
    three = [inside(luton, ward)[0] for ward in luton.codes(Level.WARD)[:3]]
    subject = profile_of(atlas, three, TODAY).subject
    assert subject.label == "3 neighbourhoods in Barnfield, Beech Hill and Biscot wards"
    assert [ward.label for ward in subject.wards] == [
        "Barnfield ward", "Beech Hill ward", "Biscot ward",
    ]  # fmt: skip
    assert subject.shape_codes == tuple(sorted(three, key=luton.codes(Level.LSOA).index))
    whole = profile_of(atlas, inside(luton, DALLOW), TODAY)
    assert whole.subject.label == "All 4 neighbourhoods of Dallow ward (best fit)"
    assert "its figures are theirs" in whole.best_fit.notes[0]
    assert all(row.rank is None and row.percentile is None for row in whole.rows)


FEW = ["overcrowding", "population", "imd_score", "claimant_rate", "private_renting", "flats"]


def few(pack):
    """Return a made-up pack that holds few of the indicators, made into profiles in no time."""
    return replace(pack, figures=pack.figures[pack.figures["indicator"].isin(FEW)])


def blank_out(pack, codes, indicator, status):
    """Return a made-up pack in which the publisher gives no figure for some areas."""
    figures = pack.figures.copy()
    rows = figures["area_code"].isin(codes) & (figures["indicator"] == indicator)
    figures.loc[rows, ["value", "numerator", "denominator", "lower", "upper"]] = np.nan
    figures.loc[rows, "status"] = str(status)
    return replace(pack, figures=figures)


def test_has_a_set_with_under_80_percent_covered_no_figure(luton):
    codes = inside(luton, DALLOW)  # four neighbourhoods of about a quarter of its people each
    pack = blank_out(few(luton), codes[:1], "overcrowding", Status.SUPPRESSED)
    profile = profile_of(Atlas(pack), codes, TODAY)
    line = next(line for line in profile.not_known if line.id == "overcrowding")
    assert line.reason == "Less than 80% of the area is covered by the source."
    alone = profile_of(Atlas(pack), codes[:1], TODAY)
    line = next(line for line in alone.not_known if line.id == "overcrowding")
    assert line.reason == "Withheld by the publisher because the count is small."
    assert any(word.word == "suppressed" for word in alone.glossary)


def test_is_a_set_with_one_withheld_count_a_range(luton):
    """Made up: ten neighbourhoods of 100 households, nine with 20 crowded, one with 0 to 9."""
    codes = luton.codes(Level.LSOA)[:10]
    figures = few(luton).figures.copy()
    rows = figures["area_code"].isin(codes) & (figures["indicator"] == "overcrowding")
    figures.loc[rows, ["value", "numerator", "denominator"]] = 20.0, 20.0, 100.0
    hidden = rows & (figures["area_code"] == codes[0])
    figures.loc[hidden, ["value", "numerator", "least", "most"]] = np.nan, np.nan, 0.0, 9.0
    figures.loc[hidden, "status"] = str(Status.SUPPRESSED)
    profile = profile_of(Atlas(replace(luton, figures=figures)), codes, TODAY)
    row = next(row for row in profile.rows if row.id == "overcrowding")
    assert ends(row.value) == pytest.approx((100 * 9 * 20 / 1000, 100 * (9 * 20 + 9) / 1000))
    assert ends(row.numerator) == pytest.approx((9 * 20, 9 * 20 + 9))
    assert (row.written, row.denominator) == ("between 18.0% and 18.9%", 1000)
    assert "between 180 and 189 " in row.people
    assert row.status_words.startswith("a range: the publisher withholds small counts")


def test_are_small_counts_of_a_set_not_shown(luton):
    codes = luton.codes(Level.LSOA)[:2]
    figures = few(luton).figures.copy()
    rows = figures["area_code"].isin(codes) & (figures["indicator"] == "claimant_rate")
    # made up: 2 of 1,000 in each, a count that the pack hides and whose share it shows
    figures.loc[rows, ["value", "numerator", "denominator"]] = [0.2, np.nan, 1000.0]
    pack = replace(luton, figures=figures)
    row = next(r for r in profile_of(Atlas(pack), codes, TODAY).rows if r.id == "claimant_rate")
    assert row.value == pytest.approx(100 * (2 + 2) / (1000 + 1000))
    assert row.numerator is None  # 4 people
    assert row.denominator == 2000
    figures.loc[rows, "value"] = 0.3
    pack = replace(luton, figures=figures)
    row = next(r for r in profile_of(Atlas(pack), codes, TODAY).rows if r.id == "claimant_rate")
    assert row.numerator == pytest.approx(3 + 3)


def only(pack, codes):
    """Return a made-up pack of these areas, their region and England alone."""
    areas = pack.areas[pack.areas["level"].isin(["region", "country", "district"])]
    areas = pd.concat([areas, pack.areas.loc[codes]])
    held = pack.figures["area_code"].isin(areas.index)
    return replace(pack, areas=areas, figures=pack.figures[held])


def test_has_a_district_of_one_ward_and_one_neighbourhood_profiles(luton):
    lsoa = inside(luton, DALLOW)[0]
    atlas = Atlas(only(few(luton), [DALLOW, lsoa]))
    for code in (DALLOW, lsoa, luton.district):
        profile = profile_of(atlas, [code], TODAY)
        assert profile.rows
        assert all(row.spine is None and row.spine_note for row in profile.rows)
        assert all(row.rank is None for row in profile.rows)
        beside = {one.verdict for row in profile.rows if (one := row.beside(Level.COUNTRY))}
        named = {line.verdict for line in profile.headlines if not line.went}
        assert named == {str(side) for side in SIDES if side in beside} != set()
        assert all(gap.towards == "England" for gap in profile.gaps)


def test_is_an_area_with_nothing_known_said_to_be_so(luton, catalogue):
    held = few(luton).figures
    nothing = held[~held["area_code"].isin([DALLOW, *inside(luton, DALLOW)])]
    atlas = Atlas(replace(luton, figures=nothing))
    for codes in ([DALLOW], inside(luton, DALLOW), inside(luton, DALLOW)[:1]):
        profile = profile_of(atlas, codes, TODAY)
        assert profile.rows == ()
        assert profile.headlines == profile.gaps == profile.caveats == ()
        assert len(profile.not_known) == len(catalogue.indicators) + len(catalogue.blanks)
        assert "No figure here can be called better or worse" in profile.summary
        assert profile.subject.population == luton.areas.loc[codes, "population"].sum()


@pytest.mark.parametrize("name", ['O’Hara\'s "End" <script>alert(1)</script>', "x" * 150, "=1+1"])
def test_is_any_name_plain_text(luton, name):
    areas = luton.areas.copy()
    areas.loc[DALLOW, "name"] = name
    pack = replace(few(luton), areas=areas)
    profile = profile_of(Atlas(pack), [DALLOW], TODAY)
    assert profile.subject.label == f"{name} ward"
    assert profile.headlines[0].sentence.startswith(f"In {name} ward on 21 March 2021, ")
    assert set(profile.file_stem) <= set("abcdefghijklmnopqrstuvwxyz0123456789-")
    assert len(profile.file_stem) < 120
    assert find_area(pack, f"{name} WARD") == DALLOW
