"""Does a sentence say what the result says, in words a councillor would use?"""

import re

import pandas as pd
import pytest

from het_geo import sentences, words
from het_geo.choice import resolve
from het_geo.views import indicator_view

# Beech Hill: 1,043 of 3,619 households; England 1,024,591 of 23,435,752 (Census 2021 TS052).
BEECH_HILL = "E05014737"


def view(pack, **params):
    return indicator_view(pack, resolve(pack, params)[0])


def ward_named(pack, name):
    return next(c for c in pack.codes("ward") if pack.areas.loc[c, "name"] == name)


def test_what_is_said_of_a_ward_that_is_worse_than_england(luton):
    found = sentences.headline(
        view(luton, indicator="overcrowding"), ward_named(luton, "Beech Hill")
    )
    # 1043/3619 = 28.82 %; 1024591/23435752 = 4.372 %; as written 28.8 − 4.4 and 28.8 ÷ 4.4 = 6.545
    assert found == (
        "In Beech Hill ward (best fit), 28.8% of households had too few bedrooms on 21 March 2021. "
        "That is worse than England (4.4%): 24.4 percentage points higher, 6.5 times as high."
    )


def test_what_is_said_where_the_source_gives_no_margin_of_error(luton):
    found = sentences.headline(view(luton, indicator="fuel_poverty"), ward_named(luton, "Dallow"))
    assert "an estimated" in found
    assert "so it is not called better or worse" in found
    assert "Against England (13.1%) that is" in found
    assert "worse than" not in found


def test_what_is_said_where_there_is_no_benchmark(luton):
    found = sentences.headline(view(luton, indicator="no2"), ward_named(luton, "Dallow"))
    assert found.endswith("There is no figure for England to compare with.")


@pytest.mark.parametrize("level", ["ward", "lsoa", "msoa", "district"])
def test_does_every_indicator_and_period_make_whole_sentences(luton, catalogue, level):
    for indicator in catalogue.indicators.values():
        if level not in indicator.levels:
            continue
        for period in indicator.periods_at(level)[-3:]:
            found = view(luton, indicator=indicator.id, level=level, period=period.id)
            for code in ["", *found.table.index[:3]]:
                text = sentences.headline(found, code)
                assert re.fullmatch(r"[A-Z].*[.]", text), text
                assert not re.search(r"\bnan\b|None|\{|  |\.\.", text), text
                assert ("best fit" in text or "best-fit" in text) == (level == "ward"), text


def test_is_nothing_ranked_without_a_margin_of_error(luton):
    found = view(luton, indicator="imd_score", level="lsoa")
    highest = found.table["value"].idxmax()
    other = found.table["value"].idxmin()
    assert sentences.rank(found, highest) == "The highest value of 125 neighbourhoods (LSOA)."
    assert sentences.rank(found, other).startswith("Not ranked: there is no margin of error")


def test_is_a_rank_said_with_its_certainty(luton):
    found = view(luton, indicator="overcrowding", level="ward")
    assert sentences.rank(found, ward_named(luton, "Beech Hill")) == (
        "The highest of 20 wards, 95% sure."
    )
    assert sentences.rank(found, ward_named(luton, "Biscot")) == (
        "Between 2nd and 4th highest of 20 wards, 95% sure."
    )


def test_are_areas_counted_by_verdict(luton):
    assert sentences.spread(view(luton, indicator="overcrowding")) == (
        "19 of 20 wards are worse than England and 1 is similar."
    )
    assert sentences.spread(view(luton, indicator="fuel_poverty")) == ""


def test_is_a_figure_that_is_missing_said_to_be_missing(luton):
    found = view(luton, indicator="overcrowding")
    code = found.table.index[0]
    found.table.loc[code, ["value", "lower", "upper"]] = float("nan")
    found.table.loc[code, "status"] = "suppressed"
    assert "withheld by the publisher because the count is small" in sentences.headline(found, code)


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
        note = sentences.best_fit_note(areas, ward, 0.9)
        across = areas[(areas["ward"] == ward) & (pd.to_numeric(areas["ward_share"]) < 0.9)]
        assert all(name in note for name in across["name"])
        assert ("partly outside the ward" in note) == (len(across) > 0)
