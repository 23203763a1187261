"""Is a visitor's own figure measured as a built-in one is? All tables here are made up."""

import time
from collections import Counter
from dataclasses import replace
from datetime import date

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from het_geo import intervals
from het_geo.atlas.atlas import Atlas
from het_geo.atlas.choice import Choice
from het_geo.figures import COLUMNS, FEW_PEOPLE
from het_geo.geography import Level
from het_geo.own.areas.area import OwnError
from het_geo.own.data.described import RESIDENTS, Columns, Description
from het_geo.own.data.guess import guess
from het_geo.own.data.make import look_at, make
from het_geo.own.data.places import Edition
from het_geo.own.data.safe import is_small
from het_geo.pack.check import check_figures
from het_geo.pack.postcodes_table import no_postcodes
from het_geo.pack.retired_table import wards_since
from het_geo.postcodes import unpacked
from het_geo.sentences.headlines import area_headline, place_headline
from tests.conftest import ROOT

TODAY = date(2026, 11, 29)
NAME = "own_data_1"


def csv_of(table):
    return table.to_csv(index=False).encode()


def made(pack, data, **said):
    told = {"period": "2023", "publisher": "Made up", **said}
    return make(pack, data, replace(guess(pack, look_at(data)), **told), NAME, TODAY)


def with_own(pack, own):
    """Return a pack with an own figure beside its others."""
    known = pack.catalogue
    catalogue = replace(
        known,
        indicators={**known.indicators, own.id: own.record},
        sources={**known.sources, own.id: own.source},
        subjects={**known.subjects, own.id: own.id},
    )
    return replace(pack, catalogue=catalogue, figures=pd.concat([pack.figures, own.figures]))


def at(own, pack, level, period=None):
    rows = own.figures.set_index("area_code")
    if period:
        rows = rows[rows["period"] == period]
    return rows.reindex(pack.codes(level))


def homes(pack, make_row):
    """Return a made-up table of neighbourhoods, a row each."""
    codes = pack.codes(Level.LSOA)
    return pd.DataFrame([make_row(code, place) for place, code in enumerate(codes)])


@pytest.fixture(scope="module")
def share(luton):
    """Return a share of 10 and more of 400 in each neighbourhood, made up."""
    table = homes(luton, lambda code, i: {"LSOA": code, "Members": 10 + i % 90, "Adults": 400})
    return made(luton, csv_of(table)), table.set_index("LSOA")


def test_is_a_share_measured_in_neighbourhoods_as_it_was_brought(luton, share):
    """The first neighbourhood: 10 of 400 are 2.5%, with Wilson's limits."""
    own, table = share
    found = at(own, luton, Level.LSOA)
    assert found["value"].tolist() == (table["Members"] / 400 * 100).tolist()
    low, high = intervals.wilson(10, 400)
    assert found.iloc[0][["value", "lower", "upper"]].tolist() == [2.5, low * 100, high * 100]


@pytest.mark.parametrize("level", [Level.WARD, Level.MSOA, Level.DISTRICT])
def test_is_a_larger_area_the_sum_of_its_neighbourhoods(luton, share, level):
    own, table = share
    found = at(own, luton, level)
    areas = luton.areas_at(Level.LSOA)
    of = areas[str(level)] if level != Level.DISTRICT else luton.district
    sums = table.groupby(pd.Series(of, table.index)).sum().reindex(found.index)
    assert found["numerator"].tolist() == sums["Members"].tolist()
    assert found["value"].tolist() == pytest.approx(
        (sums["Members"] / sums["Adults"] * 100).tolist()
    )


def test_is_it_measured_as_the_built_in_figure_of_the_same_counts(luton):
    """Overcrowding of 2021 brought as a table gives the pack's own figures at every level."""
    rows = luton.rows("overcrowding", "2021")
    table = rows.reindex(luton.codes(Level.LSOA))[["numerator", "denominator"]].reset_index()
    of = Columns("area_code", numerator="numerator", denominator="denominator")
    own = made(luton, csv_of(table), columns=of, period="21 March 2021", withhold=False)
    for level in (Level.LSOA, Level.WARD, Level.DISTRICT):
        found, built_in = at(own, luton, level), rows.reindex(luton.codes(level))
        for column in ("value", "numerator", "denominator", "lower", "upper"):
            assert found[column].tolist() == pytest.approx(built_in[column].tolist(), rel=1e-6)


def test_does_the_pack_take_its_figures_and_every_page_say_them(luton, share):
    own, _ = share
    pack = with_own(luton, own)
    assert list(own.figures.columns) == COLUMNS
    check_figures(pack.figures.assign(file="made up").reset_index(drop=True), pack.areas,
                  pack.catalogue, "luton")  # fmt: skip
    atlas = Atlas(pack)
    for level in (Level.WARD, Level.LSOA, Level.MSOA):
        view = atlas.newest(NAME, level)
        assert view.chosen.code == luton.district, "England has no figure: the district is beside"
        said = [place_headline(view), area_headline(view, view.table.index[0])]
        assert all("the figure for “Members” was" in text for text in said), said
    assert len(atlas.ranks(atlas.newest(NAME, Level.WARD))) == 20
    choice = Choice(NAME, Level.WARD, "2023", "district")
    assert atlas.gap(choice).view.indicator.id == NAME


def people(pack, count, step=7):
    """Return made-up rows with postcodes of Luton, as many in each as the others."""
    rows = zip(pack.postcodes["neighbourhood"], pack.postcodes["postcodes"], strict=True)
    every = [(one, code) for code, text in rows if code for one in unpacked(text)]
    chosen = [every[i * step % len(every)] for i in range(count)]
    table = pd.DataFrame({"id": range(count), "Postcode": [one for one, _ in chosen]})
    return csv_of(table), Counter(code for _, code in chosen)


def test_are_rows_of_people_refused_where_the_place_has_no_postcodes(luton):
    bare = replace(luton, postcodes=no_postcodes())
    with pytest.raises(OwnError, match="no postcodes: count the rows by area first"):
        made(bare, people(luton, 20)[0])


def test_are_rows_of_people_who_all_live_elsewhere_refused(luton):
    away = pd.DataFrame({"id": range(3), "Postcode": ["SW1A 1AA", "SW1A 2AA", "MK40 1AJ"]})
    with pytest.raises(OwnError, match="None of the 3 rows has a postcode of this place"):
        made(luton, csv_of(away))


def test_is_a_table_of_which_no_row_can_be_taken_refused_with_its_first_row_s_reason(luton):
    """Both wards are Luton's; what is counted in them is no number, in the row of the file."""
    table = pd.DataFrame({"Ward": ["Dallow", "Biscot"], "Members": [5, 6], "Adults": [50, 60]})
    data = csv_of(table)
    said = replace(guess(luton, look_at(data)), period="2023", publisher="Made up")
    wrong = csv_of(table.assign(Members=["many", "few"]))
    with pytest.raises(
        OwnError, match="None of the 2 rows can be taken: row 2, “Members”: no number"
    ):
        make(luton, wrong, said, NAME, TODAY)


def test_are_5_000_rows_of_people_a_rate_by_ward_with_limits(luton):
    data, where = people(luton, 5_000)
    own = made(luton, data)
    wards = luton.areas_at(Level.LSOA)["ward"]
    counts = Counter()
    for code, count in where.items():
        counts[wards[code]] += count
    found = at(own, luton, Level.WARD)
    dallow = found.loc["E05014741"]
    population = luton.areas.loc["E05014741", "population"]
    assert (own.people, own.tally.read, own.tally.taken) == (True, 5_000, 5_000)
    assert found["numerator"].tolist() == [counts[code] for code in found.index]
    assert dallow["value"] == pytest.approx(counts["E05014741"] / population * 1000)
    assert dallow["lower"] < dallow["value"] < dallow["upper"]
    assert found["lower"].notna().all()


@pytest.mark.parametrize("count", [1, 4, 60, 300, 900])
@pytest.mark.in_turn
def test_is_no_small_count_of_people_shown_saved_or_to_be_worked_out(luton, count):
    data, where = people(luton, count, step=41)
    own = made(luton, data)
    levels = luton.areas_at(Level.LSOA)
    shown = own.figures[own.figures["value"].notna()]
    assert not any(is_small(n) for n in shown["numerator"])
    told = {code: n for code, n in zip(shown["area_code"], shown["numerator"], strict=True)}
    for name in ("ward", "msoa"):
        for area, members in levels.groupby(name).groups.items():
            if area in told:
                left = told[area] - sum(told.get(code, 0) for code in members)
                assert not is_small(left), (area, "less its neighbourhoods that are shown")
    saved = own.table[own.table["numerator"] != "c"]
    assert not any(is_small(float(n)) for n in saved["numerator"])
    assert sum(where.values()) == own.tally.taken


@given(st.lists(st.integers(0, 9), min_size=125, max_size=125))
@settings(max_examples=8)
@pytest.mark.in_turn
def test_are_withheld_counts_between_their_two_ends(luton, counts):
    table = homes(luton, lambda code, i: {"LSOA": code, "Members": counts[i], "Adults": 300})
    own = made(luton, csv_of(table), kind="rate", unit="per 1,000")
    found = at(own, luton, Level.LSOA)
    hidden = found["status"].eq("hidden").to_numpy()
    true = table["Members"].to_numpy() / 300 * 1000
    assert (found["least"].to_numpy()[hidden] <= true[hidden]).all()
    assert (found["most"].to_numpy()[hidden] >= true[hidden] - 1e-9).all()
    assert found["value"].to_numpy()[~hidden] == pytest.approx(true[~hidden])
    assert hidden[(table["Members"] > 0) & (table["Members"] < FEW_PEOPLE)].all()


def old_wards(pack):
    rows = pack.retired[pack.retired["level"] == Level.WARD].drop_duplicates("old_code")
    return rows[["old_code", "old_name"]].reset_index(drop=True)


def test_is_a_table_of_the_wards_of_before_2023_brought_to_those_of_today(luton):
    """Each count is shared out by where its people live: parts add up to the town's count."""
    old = old_wards(luton)
    table = pd.DataFrame({"Ward": old["old_name"], "Members": [f"{1_000 + i}" for i in old.index],
                          "Adults": 9_000})  # fmt: skip
    own = made(luton, csv_of(table))
    found = at(own, luton, Level.WARD)
    expected = Counter()
    for i, code in enumerate(old["old_code"]):
        for new, part in wards_since(luton.areas, luton.retired, code).items():
            expected[new] += part * (1_000 + i)
    assert found["numerator"].tolist() == pytest.approx([expected[code] for code in found.index])
    assert set(found["status"]) <= {"apportioned", "ok"}
    assert any("rows are of wards of 2017 (171,000 counted in them)" in n for n in own.notices)
    whole = at(own, luton, Level.DISTRICT).iloc[0]
    assert whole["numerator"] == pytest.approx(sum(1_000 + i for i in old.index), rel=1e-3)


def test_has_a_ward_of_today_no_figure_where_a_part_of_it_is_unknown(luton):
    """Biscot of 2017 is left out: what of it lies in a ward of today is not 0."""
    old = old_wards(luton)
    table = pd.DataFrame({"Ward": old["old_code"], "Members": 1_000, "Adults": 9_000})
    own = made(luton, csv_of(table[table["Ward"] != "E05002194"]))
    parts = wards_since(luton.areas, luton.retired, "E05002194").index
    found = at(own, luton, Level.WARD)
    assert found.index[found["value"].isna()].tolist() == sorted(parts)
    assert set(found.loc[parts, "status"]) == {"missing"}


def test_is_a_neighbourhood_of_2011_shared_out_and_marked(luton):
    """E01015741 became E01033801 (52.4% of its people) and E01033802: 100 are 52.4 and 47.6."""
    table = pd.DataFrame({"LSOA": ["E01015741", "E01015693"], "Members": [100, 50], "Adults": 400})
    own = made(luton, csv_of(table))
    found = at(own, luton, Level.LSOA)
    shares = luton.retired[luton.retired["old_code"] == "E01015741"].set_index("new_code")["share"]
    assert found.loc["E01033801", "numerator"] == pytest.approx(100 * shares["E01033801"])
    assert found.loc["E01033801", "value"] == pytest.approx(25)
    assert (found.loc["E01033802", "status"], found.loc["E01015693", "status"]) == (
        "apportioned",
        "ok",
    )


def test_keep_the_parts_of_a_neighbourhood_its_mean(luton):
    table = pd.DataFrame({"LSOA": ["E01015741"], "Mean score": [7.5]})
    found = at(made(luton, csv_of(table)), luton, Level.LSOA)
    assert found.loc[["E01033801", "E01033802"], "value"].tolist() == [7.5, 7.5]


def test_is_a_value_with_no_weight_not_averaged(luton):
    table = homes(luton, lambda code, i: {"LSOA": code, "Mean score": i / 10})
    own = made(luton, csv_of(table))
    assert own.record.levels == ("lsoa",)
    assert at(own, luton, Level.DISTRICT)["status"].tolist() == ["not_combined"]
    weighed = made(luton, csv_of(table), divided_by=RESIDENTS)
    people = luton.areas.loc[table["LSOA"], "population"].to_numpy()
    mean = (table["Mean score"] * people).sum() / people.sum()
    assert at(weighed, luton, Level.DISTRICT)["value"].tolist() == pytest.approx([mean])


def test_are_withheld_and_missing_cells_what_they_are(luton):
    table = homes(luton, lambda code, i: {"LSOA": code, "Members": "100", "Adults": "400"})
    table.loc[0, "Members"], table.loc[1, "Members"] = "<5", ""
    found = at(made(luton, csv_of(table)), luton, Level.LSOA)
    assert found["status"].iloc[:3].tolist() == ["suppressed", "missing", "ok"]
    assert found["value"].iloc[:2].isna().all()


def test_has_a_table_of_several_years_a_figure_of_each(luton):
    wards = luton.codes(Level.WARD)
    rows = [(ward, year, 100 + year - 2020, 1_000) for year in (2021, 2022, 2023) for ward in wards]
    own = made(luton, csv_of(pd.DataFrame(rows, columns=["Ward", "Year", "Members", "Adults"])))
    assert [period.id for period in own.record.periods] == ["2021", "2022", "2023"]
    assert at(own, luton, Level.WARD, "2022")["value"].tolist() == pytest.approx([10.2] * 20)
    assert Atlas(with_own(luton, own)).newest(NAME, Level.WARD).period.id == "2023"


def test_is_a_workbook_what_a_text_is(luton, tmp_path):
    table = homes(luton, lambda code, i: {"LSOA": code, "Members": 10 + i, "Adults": 400})
    table.to_excel(tmp_path / "made-up.xlsx", index=False)
    own = made(luton, (tmp_path / "made-up.xlsx").read_bytes())
    assert own.figures.equals(made(luton, csv_of(table)).figures)


def test_does_html_in_a_name_stay_text(luton):
    wards = luton.codes(Level.WARD)
    table = pd.DataFrame({"Ward": wards, "Members": 100, "Adults": 400})
    own = made(luton, csv_of(table), name="<script>{x}</script>", question="<b>?</b>\nx")
    assert own.record.label == "<script>(x)</script>"
    assert own.record.question == "<b>?</b> x"


def test_is_nothing_of_a_row_of_a_person_in_the_figure(luton):
    data, _ = people(luton, 40)
    lines = data.decode().splitlines()
    secret = "Zebedee Quux"
    text = "\n".join([f"{lines[0]},Name", *(f"{line},{secret}" for line in lines[1:]),
                      f"41,{secret},{secret}", f"42,LU99 9ZZ,{secret}"])  # fmt: skip
    own = made(luton, text.encode())
    every = repr((own, own.figures.to_csv(), own.table.to_csv(), own.tally, own.clumps))
    assert secret not in every
    assert "LU99 9ZZ" not in every
    assert [(one.row, one.reason) for one in own.tally.refused] == [
        (42, "no postcode is written so"), (43, "a postcode outside the place"),
    ]  # fmt: skip


def test_are_10_000_rows_on_the_map_in_little_time(luton):
    """To reach: 2 s on a machine at rest; here five times that, for one at work."""
    wards = luton.codes(Level.WARD)
    months = [f"{year}-{month:02}" for year in range(2019, 2024) for month in range(1, 13)]
    rows = [(ward, month, 30, 1_000) for month in months for ward in wards]
    table = pd.DataFrame(rows, columns=["Ward", "Month", "Members", "Adults"])
    more = pd.DataFrame(
        [("Nowhere", "2023-01", 1, 2)] * (10_000 - len(table)), columns=table.columns
    )
    data = csv_of(pd.concat([table, more]))
    begun = time.perf_counter()
    own = made(luton, data)
    took = time.perf_counter() - begun
    assert (own.tally.read, own.tally.taken) == (10_000, 1_200)
    assert took < 10, took


def test_stands_the_description_of_an_own_figure_in_the_methods():
    assert "## Own data" in (ROOT / "docs" / "methods.md").read_text("utf-8")


def test_is_a_description_equal_to_itself_alone():
    one = Description(Columns("Ward"), Edition(Level.WARD), "a", "b", "count", "people")
    assert one == replace(one)
    assert one != replace(one, name="c")
