"""Does a sentence say what the result says, in words a councillor would use?"""

import re
from dataclasses import replace

import pandas as pd
import pytest

from het_geo import words
from het_geo.atlas.reading import indicator_view
from het_geo.atlas.resolve import resolve
from het_geo.geography import Level
from het_geo.sentences import headlines, notes
from het_geo.sentences.parts import clause, figure

# Beech Hill: 1,043 of 3,619 households; England 1,024,591 of 23,435,752 (Census 2021 TS052).
BEECH_HILL = "E05014737"


def view(pack, **params):
    return indicator_view(pack, resolve(pack, params)[0])


def ward_named(pack, name):
    return next(c for c in pack.codes("ward") if pack.areas.loc[c, "name"] == name)


def test_what_is_said_of_a_ward_that_is_worse_than_england(luton):
    found = headlines.headline(
        view(luton, indicator="overcrowding"), ward_named(luton, "Beech Hill")
    )
    # 1043/3619 = 28.82 %; 1024591/23435752 = 4.372 %; as written 28.8 − 4.4 and 28.8 ÷ 4.4 = 6.545
    assert found == (
        "In Beech Hill ward (best fit) on 21 March 2021, 28.8% of households had too few bedrooms. "
        "That is worse than England (4.4%): 24.4 percentage points higher, 6.5 times as high."
    )


def test_what_is_said_where_the_source_gives_no_margin_of_error(luton):
    found = headlines.headline(view(luton, indicator="fuel_poverty"), ward_named(luton, "Dallow"))
    assert "an estimated" in found
    assert "so it is not called better or worse" in found
    assert "That is 10.2 percentage points higher than England (13.1%), 1.8 times as high." in found
    assert "worse than" not in found


def test_what_is_said_where_there_is_no_benchmark(luton):
    found = headlines.headline(view(luton, indicator="no2"), ward_named(luton, "Dallow"))
    assert found.endswith(
        "There is no figure for England made in this way. In “Nitrogen dioxide (NO₂), mean of "
        "three years” England has one: 11.6 µg/m³ (2021 to 2023)."
    )
    found = headlines.headline(view(luton, indicator="recorded_crime"), ward_named(luton, "Dallow"))
    assert "There is no figure for England to compare with." in found


def test_is_the_united_kingdom_s_figure_said_where_england_has_none(luton):
    found = view(luton, indicator="children_low_income_under16")
    # DWP, year to March 2025: Luton 31.66 %, East of England 16.09 %, United Kingdom 19.29 %
    assert headlines.headline(found, luton.district) == (
        "In Luton, 31.7% of children under 16 lived in low-income families in the year to March "
        "2025. "
        "There is no figure for England to compare with. For the United Kingdom it is 19.3%."
    )
    assert [b.name for b in found.benchmarks] == [
        "Luton", "East of England", "the United Kingdom", "England",
    ]  # fmt: skip


def test_stands_the_united_kingdom_beside_nothing_that_england_has_a_figure_of(luton, catalogue):
    code = luton.codes(Level.UK)[0]
    held = luton.figures[luton.figures["area_code"] == code]
    assert set(held["indicator"]) == {"children_low_income_under16", "child_poverty_ahc"}
    rows = luton.figures[luton.figures["indicator"].isin(held["indicator"])]
    assert rows.loc[rows["area_code"] == luton.codes(Level.COUNTRY)[0], "value"].isna().all()


def test_is_a_rate_of_deaths_not_a_number_of_babies(luton):
    found = headlines.headline(view(luton, indicator="infant_mortality"), luton.district)
    assert found.startswith(  # LAIT 2023: 5.2 for each 1,000 live births
        "In Luton, deaths of babies before their first birthday numbered 5.2 per 1,000 live births "
        "in 2023."
    )


@pytest.mark.parametrize("level", ["ward", "lsoa", "msoa", "district"])
@pytest.mark.in_turn
def test_does_every_indicator_and_period_make_whole_sentences(luton, catalogue, level):
    for indicator in catalogue.indicators.values():
        if level not in indicator.levels:
            continue
        for period in indicator.periods_at(level)[-3:]:
            found = view(luton, indicator=indicator.id, level=level, period=period.id)
            for code in ["", *found.table.index[:3]]:
                text = headlines.headline(found, code)
                assert re.fullmatch(r"[A-Z].*[.]", text), text
                assert not re.search(r"\bnan\b|None|\{|  |\.\.", text), text
                assert ("best fit" in text or "best-fit" in text) == (level == "ward"), text


def test_is_nothing_ranked_without_a_margin_of_error(luton):
    found = view(luton, indicator="imd_score", level="lsoa")
    highest = found.table["value"].idxmax()
    other = found.table["value"].idxmin()
    assert notes.rank(found, highest) == "The highest value of 125 neighbourhoods (LSOA)."
    assert notes.rank(found, other).startswith("Not ranked: there is no margin of error")


def test_is_a_rank_said_with_its_certainty(luton):
    found = view(luton, indicator="overcrowding", level="ward")
    assert notes.rank(found, ward_named(luton, "Beech Hill")) == (
        "The highest of 20 wards, 95% sure."
    )
    assert notes.rank(found, ward_named(luton, "Biscot")) == (
        "Between 2nd and 4th highest of 20 wards, 95% sure."
    )


def test_are_areas_counted_by_verdict(luton):
    assert notes.spread(view(luton, indicator="overcrowding")) == (
        "19 of 20 wards are worse than England and 1 is similar."
    )
    assert notes.spread(view(luton, indicator="fuel_poverty")) == ""


def test_is_a_figure_that_is_missing_said_to_be_missing(luton):
    found = view(luton, indicator="overcrowding")
    code = found.table.index[0]
    found.table.loc[code, ["value", "lower", "upper"]] = float("nan")
    found.table.loc[code, "status"] = "suppressed"
    assert "withheld by the publisher because the count is small" in headlines.headline(found, code)


@pytest.mark.parametrize(
    ("value", "decimals", "text"),
    [
        (0.05, 1, "0.1"),
        (2.675, 2, "2.68"),
        (-0.04, 1, "0.0"),
        (1234.5, 0, "1,235"),
        (12.25, 1, "12.3"),
    ],
)
def test_are_halves_rounded_away_from_zero(value, decimals, text):
    assert words.number(value, decimals) == text


def test_is_the_ward_s_note_true_to_its_neighbourhoods(luton):
    areas = luton.areas
    for ward in luton.codes("ward"):
        note = notes.best_fit_note(areas, ward, 0.9)
        across = areas[(areas["ward"] == ward) & (pd.to_numeric(areas["ward_share"]) < 0.9)]
        assert all(name in note for name in across["name"])
        assert ("partly outside the ward" in note) == (len(across) > 0)


@pytest.mark.parametrize(("cut", "expected"), [
    (slice(0, 1), "In {area}, "),  # one area alone has a figure: its own
    (slice(0, 3), "{label}, {period}: all of Luton’s 3 {many} that have a figure have the same, "),
])  # fmt: skip
@pytest.mark.parametrize("name", ["household_income", "heat_risk"])
def test_does_a_place_without_a_figure_of_its_own_say_what_its_areas_have(
    luton, name, cut, expected
):
    """Made up: fewer areas of Luton than there are, all with the figure of the first."""
    found = view(luton, indicator=name, level="msoa")
    codes = found.table.index[found.table["value"].notna()]
    table = found.table.copy()
    table["value"] = table["value"].where(table.index.isin(codes[cut]), float("nan"))
    table.loc[codes[cut], "value"] = table["value"].get(codes[0])
    made = replace(found, table=table)
    said = headlines.headline(made)
    told = {"area": made.label(codes[0]), "label": made.indicator.label, "many": made.level.many}
    assert said.startswith(expected.format(period=made.period.said, **told))
    assert figure(made, made.value(codes[0])) in said


def test_is_a_count_of_none_said_in_a_word(luton):
    made = view(luton, indicator="flood_risk", level="ward")
    assert clause(made, 0.0).startswith("no homes were at risk of flooding")
    assert clause(made, 12.0).startswith("12 homes were at risk of flooding")
