"""Do the series break where their publishers say, and is a wrong break refused?"""

import re
import shutil

import pytest

from het_geo.atlas.over_time import breaks_in, segments
from het_geo.catalogue.periods import WITH_CARE
from het_geo.catalogue.read import read_catalogue
from het_geo.errors import CatalogueError
from het_geo.geography import Level
from tests.conftest import ROOT


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ('at = "2011", id = "census_deprivation_2021"', "'2011' is the first period"),
        ('at = "2015", id = "census_deprivation_2021"', "has no period '2015'. Known: 2011, 2021"),
        ('at = "2021", id = "made_up"', "unknown break 'made_up'. Known: "),
        ('at = "2021", id = "census_deprivation_2021", levels = ["street"]', "level 'street'"),
        ('at = "2021"', "the key 'id' is missing"),
        ('at = "2021", id = "census_deprivation_2021", word = "x"', "unknown key 'word'"),
        ('at = "2021", id = "census_deprivation_2021" }, { at = "2021", id = '
         '"census_deprivation_2021"', "stands twice"),
    ],
)  # fmt: skip
@pytest.mark.in_turn
def test_is_a_wrong_break_refused_by_name_and_key(tmp_path, change, message):
    folder = tmp_path / "catalogue"
    shutil.copytree(ROOT / "data" / "catalogue", folder)
    path = folder / "indicators" / "money.toml"
    text = path.read_text(encoding="utf-8")
    old = 'breaks = [{ at = "2021", id = "census_deprivation_2021" }]'
    assert old in text
    path.write_text(text.replace(old, f"breaks = [{{ {change} }}]"), encoding="utf-8")
    with pytest.raises(CatalogueError, match=r"'households_deprived'.*breaks") as error:
        read_catalogue(folder)
    assert message in str(error.value)


def test_is_a_break_of_a_third_word_refused(tmp_path):
    folder = tmp_path / "catalogue"
    shutil.copytree(ROOT / "data" / "catalogue", folder)
    path = folder / "vocabulary.toml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace('word = "with_care"', 'word = "maybe"', 1), encoding="utf-8")
    with pytest.raises(CatalogueError, match="key 'word': unknown 'maybe'"):
        read_catalogue(folder)


def test_is_every_break_used_and_its_text_a_sentence(catalogue):
    used = {b.kind.id for i in catalogue.indicators.values() for b in i.breaks}
    assert used == set(catalogue.breaks)
    assert all(re.fullmatch(r"[A-Z].*[^.]\.", b.text) for b in catalogue.breaks.values())


@pytest.mark.parametrize(
    ("name", "level", "parts"),
    [
        ("good_level_of_development", "district", "2016–2019 2020–2021 | 2022–2025"),
        ("good_level_of_development_white", "district", "2016–2021 | 2022–2025"),
        ("attainment_ks2", "district", "2016–2017 | 2018–2021 | 2022–2025"),
        ("attainment_ks2_other", "district", "2019–2021 | 2022–2025"),
        ("attainment_ks4", "district", "2016–2019 | 2020 | 2021 | 2022 | 2023–2025"),
        ("attainment_ks4_fsm", "district", "2016–2019 | 2020 | 2021 | 2022 | 2023–2025"),
        ("households_deprived", "ward", "2011 | 2021"),
        ("overcrowding", "ward", "2011–2021"),
        ("claimant_rate", "ward", "2013–2022"),
        ("recorded_crime", "lsoa", "2022 | 2023–2025"),
        ("recorded_crime", "ward", "2022–2025"),
        ("recorded_crime", "district", "2022–2025"),
    ],
)
def test_do_the_series_break_where_their_publishers_say(catalogue, name, level, parts):
    indicator = catalogue.indicators[name]
    yearly = [p for p in indicator.periods if p.kind != "month"]
    ends = [(part[0].end.year, part[-1].end.year) for part in segments(indicator, yearly, level)]
    drawn = [part.split()[0].split("–")[0] + "–" + re.split("[– ]", part.strip())[-1]
             for part in parts.split("|")]  # fmt: skip
    assert [f"{first}–{last}" for first, last in ends] == drawn


@pytest.mark.parametrize(
    ("name", "one", "other", "expected"),
    [
        ("attainment_ks4", "2015-16", "2016-17", ["attainment_8_scale"]),
        ("attainment_ks4", "2016-17", "2017-18", ["attainment_8_scale"]),
        ("attainment_ks4", "2017-18", "2018-19", []),
        ("attainment_ks4", "2022-23", "2023-24", ["attainment_8_protection"]),
        ("attainment_ks4", "2023-24", "2024-25", []),
        ("fsm_primary", "2016-17", "2017-18", []),  # the January census before April 2018
        ("fsm_primary", "2017-18", "2018-19", ["free_meals_protection"]),
        ("fsm_secondary", "2022-23", "2024-25", ["free_meals_protection"]),
        ("persistent_absence", "2018-19", "2020-21", ["absence_pandemic"]),
        ("persistent_absence", "2022-23", "2024-25", []),
        ("gcse_english_maths", "2020-21", "2021-22", []),
        ("gcse_english_maths", "2021-22", "2022-23", ["level_2_pandemic"]),
        ("neet", "2022-23", "2023-24", ["neet_not_known"]),
        ("claimant_count", "2001", "2012", []),
        ("claimant_count", "2012", "2013", ["claimants_counted"]),
        ("claimant_rate", "2019", "2020", ["claimants_counted"]),
        ("no2", "2021", "2023", ["air_method"]),
        ("children_low_income", "FYE2019", "FYE2020", []),
        ("children_low_income", "FYE2020", "FYE2021", ["low_income_pandemic"]),
        ("excess_weight_year6", "2018-19", "2019-20", ["excess_weight_pandemic"]),
        ("excess_weight_year6", "2021-22", "2024-25", []),
        ("employment_rate", "2022", "2023", ["survey_small"]),
        ("universal_credit", "2019-01", "2023-11", ["universal_credit_moves"]),
        ("overcrowding", "2011", "2021", []),
    ],
)
def test_is_care_asked_for_where_publishers_ask_for_it(catalogue, name, one, other, expected):
    indicator = catalogue.indicators[name]
    pair = [indicator.period(one), indicator.period(other)]
    found = breaks_in(indicator, pair, Level(indicator.levels[-1]), WITH_CARE)
    assert list(dict.fromkeys(b.kind.id for b in found)) == expected


def test_is_the_highest_score_that_could_be_reached_said_for_each_year(catalogue):
    for name, indicator in catalogue.indicators.items():
        if name.startswith("attainment_ks4"):
            assert "highest possible is 90 (80 in 2016, 87 in 2017)" in indicator.subtitle
