"""Is a range written as a range, whatever page or file it stands on?"""

import json
from dataclasses import fields, is_dataclass, replace
from datetime import date

import pandas as pd
import pytest

from het_geo import words
from het_geo.atlas.atlas import Atlas
from het_geo.atlas.gaps.setting import Setting
from het_geo.atlas.gaps.view import gap_view
from het_geo.atlas.reading import indicator_view
from het_geo.atlas.resolve import resolve
from het_geo.bounds import Bounded
from het_geo.briefing.model import Audience
from het_geo.briefing.propose import propose, screen_of
from het_geo.pictures.map_values import map_values
from het_geo.profiles.profile import profile_of
from het_geo.render.profile_data import to_csv as profile_csv
from het_geo.render.profile_data import to_geojson as profile_geojson
from het_geo.render.table import to_csv, to_geojson
from het_geo.sentences import headlines, notes
from het_geo.sentences.gap_statements import statements
from het_geo.sentences.view_statements import headline_statement

TODAY = date(2026, 1, 1)
NAME, DALLOW, ENGLAND = "children_income_deprivation", "E05014741", "E92000001"
# Made-up ranges; their middles, and the middle counts, are written nowhere but in files.
MADE_UP = {DALLOW: (61.37, 60.12, 62.62), ENGLAND: (33.37, 32.11, 34.63)}
MIDDLES = ("61.37", "61.4 in every 100", "33.37", "33.4 in every 100")


@pytest.fixture(scope="module")
def town(luton):
    figures = luton.figures.copy()
    for code, (value, least, most) in MADE_UP.items():
        row = figures["area_code"].eq(code) & figures["indicator"].eq(NAME)
        people = figures.loc[row, "denominator"]
        figures.loc[row, ["value", "least", "most"]] = value, least, most
        figures.loc[row, "numerator"] = value * people / 100
        figures.loc[row, ["lower", "upper"]] = least - 1, most + 1
        figures.loc[row, "status"] = "bounded"
    return replace(luton, figures=figures)


@pytest.fixture(scope="module")
def view(town):
    choice, _ = resolve(town, {"indicator": NAME, "level": "ward"})
    return indicator_view(town, choice)


@pytest.mark.parametrize(
    ("write", "decimals", "expected"),
    [
        ("{value} in every 100", 1, "between 25.4 and 26.3 in every 100"),
        ("{value}%", 1, "between 25.4% and 26.3%"),
        ("£{value}", 0, "between £25 and £26"),
        ("{value} years", 0, "between 25 and 26 years"),
        ("{value}%", 0, "between 25% and 26%"),
    ],
)
def test_has_a_range_the_words_of_its_unit_right(catalogue, write, decimals, expected):
    unit = replace(catalogue.units["%"], write=write)
    indicator = replace(catalogue.indicators[NAME], decimals=decimals)
    assert words.figure(Bounded(25.85, 25.4, 26.3), indicator, unit) == expected


def test_is_a_range_whose_ends_are_written_alike_one_number(catalogue):
    indicator, unit = catalogue.indicators[NAME], catalogue.units["%"]
    assert words.figure(Bounded(25.02, 25.01, 25.04), indicator, unit) == "25.0%"
    assert words.figure(Bounded(0.02, 0.0, 0.04), indicator, unit) == "under 0.1%"
    assert words.figure(Bounded(0.2, 0.0, 0.4), indicator, unit) == "between 0.0% and 0.4%"


def test_does_a_headline_say_the_range_the_verdict_and_why_once(view):
    assert headlines.headline(view, DALLOW) == (
        "In Dallow ward (best fit), between 60.1 and 62.6 in every 100 children aged 0 to 15 lived "
        "in income-deprived families in March 2024. That is worse than England (between 32.1 and "
        "34.6 in every 100): about 28.0 per 100 higher, 1.8 times as high. A range is given "
        "because the publisher withholds small counts."
    )


def test_is_it_not_said_which_is_higher_where_that_is_not_known(view):
    table = view.table.copy()
    table.loc[DALLOW, ["value", "lower", "upper", "least", "most"]] = 34.0, 32.0, 36.0, 33.0, 35.0
    said = headlines.headline(replace(view, table=table), DALLOW)
    assert "similar to England (between 32.1 and 34.6 in every 100): neither surely" in said


def test_says_an_area_whose_own_count_is_withheld_between_what_it_lies(luton):
    choice, _ = resolve(luton, {"indicator": "pre1919_homes", "level": "lsoa"})
    view = indicator_view(luton, choice)
    code = "E01015693"  # 2 to 8 of its 530 homes: both counts are withheld, 1 to 4 each
    assert view.table.loc[code, ["least", "most"]].tolist() == pytest.approx(
        [100 * 2 / 530, 100 * 8 / 530]
    )
    assert headlines.headline(view, code).endswith(
        "withheld by the publisher because the count is small: it would be between 0.4% and 1.5%."
    )


def texts(part):
    """Return every text in what a page or file is made of, but the numbers of tables."""
    if isinstance(part, str):
        return [part]
    if is_dataclass(part):
        return [t for f in fields(part) for t in texts(getattr(part, f.name))]
    if isinstance(part, dict):
        return [t for item in part.items() for t in texts(item)]
    return [t for item in part for t in texts(item)] if isinstance(part, list | tuple) else []


def pages(town, view):
    yield "headlines", [headlines.headline(view, code) for code in ("", *view.table.index)]
    yield "map", [json.dumps(map_values(view)), headlines.short(view, DALLOW)]
    yield "card", [notes.people(view, DALLOW), notes.certainty(view, DALLOW)]
    shown = [headline_statement(view, code, town.catalogue) for code in ("", DALLOW)]
    yield "receipts", texts(shown)
    gap = gap_view(Setting(town), view)
    yield "gap", texts(statements(gap, town.catalogue))
    yield "profile", texts(profile_of(Atlas(town), [DALLOW], TODAY))
    atlas, ward = Atlas(town), Audience((DALLOW,))
    yield "briefing", texts(propose(atlas, ward, TODAY))
    for name in (f"gap.{NAME}.ward", f"where.{NAME}.ward", f"area.{NAME}.{DALLOW}"):
        yield name, texts(screen_of(atlas, ward, name, TODAY))


@pytest.mark.in_turn
def test_is_the_middle_of_a_range_written_nowhere(town, view):
    said_range = 0
    for where, written in pages(town, view):
        assert written, where
        for text in written:
            assert not [m for m in MIDDLES if m in text], (where, text)
            said_range += "between 60.1 and 62.6 in every 100" in text
    assert said_range > 10


def test_do_files_hold_both_ends_and_why(town, view):
    table = pd.read_csv(pd.io.common.StringIO(to_csv(town, view))).set_index("area_code")
    row = table.loc[DALLOW]
    assert row[["value_per_100", "least_per_100", "most_per_100"]].tolist() == list(MADE_UP[DALLOW])
    assert "publisher withholds small counts" in row["note"]
    assert row[["england_per_100_least", "england_per_100_most"]].tolist() == [32.11, 34.63]
    feature = json.loads(to_geojson(town, view))["features"]
    own = next(f["properties"] for f in feature if f["properties"]["area_code"] == DALLOW)
    assert (own["least_per_100"], own["most_per_100"]) == (60.12, 62.62)
    profile = profile_of(Atlas(town), [DALLOW], TODAY)
    text = profile_csv(profile).removeprefix("\ufeff")
    rows = pd.read_csv(pd.io.common.StringIO(text)).set_index("indicator")
    held = ["value", "least", "most", "england_least", "england_most"]
    assert rows.loc[NAME, held].astype(float).tolist() == [61.37, 60.12, 62.62, 32.11, 34.63]
    subject = json.loads(profile_geojson(profile, town))["features"][0]["properties"]
    name = f"{NAME}_per_100"
    assert (subject[f"{name}_least"], subject[f"{name}_england_most"]) == (60.12, 34.63)
