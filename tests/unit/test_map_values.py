"""Is a map sent the figures of its view, whole and short?"""

import json
from dataclasses import replace

import numpy as np
import pytest

from het_geo.geography import Level
from het_geo.pictures import paths
from het_geo.pictures.map_values import (
    bank,
    headlines_of_area,
    headlines_of_view,
    map_values,
    newest_views,
)
from het_geo.sentences import headlines
from tests.conftest import view_of

MOST_BYTES = 6_000  # what a switch of indicator may send (issue 5)


def said(values, i, name):
    """Put the sentence of an area together as the browser does (assets/base.js, sentence)."""
    mark = values["classes"][i]
    if mark in values["why"]:
        return f"{name}: {values['why'][mark]}"
    figures, limits = values["figures"].split("\t"), values["limits"].split("\t")
    text = f"{name}: {values['says'].replace('{value}', figures[i] + values['unit'])}"
    text += f" ({limits[i]}{values['unit']})" if values["limits"] and limits[i] else ""
    verdict = values["phrases"].get(values["verdicts"][i])
    return f"{text}. {verdict}" if verdict else text


@pytest.mark.parametrize("level", ["ward", "lsoa", "msoa"])
@pytest.mark.in_turn
def test_is_every_area_of_every_indicator_said_as_the_sentences_say_it(luton, level):
    for indicator in luton.catalogue.indicators.values():
        if level in indicator.levels and indicator.id in luton.periods_held:
            view = view_of(luton, indicator=indicator.id, level=level)
            values = map_values(view)
            for i, code in enumerate(view.table.index):
                name = headlines.place(view, code)
                assert said(values, i, name) == headlines.short(view, code), indicator.id


def test_is_what_a_switch_sends_small(luton):
    for indicator in ("overcrowding", "no2", "pre1919_homes", "claimant_rate"):
        sent = json.dumps(map_values(view_of(luton, indicator=indicator, level="lsoa")))
        assert len(sent) < MOST_BYTES, indicator


def test_does_the_bank_paint_as_the_map_s_own_message_does(luton):
    views = newest_views(luton, Level.LSOA, "region")
    held = bank(luton, views, {"homes": "overcrowding", "air": "no2"})
    for indicator in ("overcrowding", "no2", "universal_credit", "pre1919_homes"):
        record = luton.catalogue.indicators[indicator]
        if "lsoa" not in record.levels:
            assert record.label not in held["indicators"]
            continue
        values = map_values(view_of(luton, indicator=indicator, level="lsoa", compare="region"))
        own = held["indicators"][record.label]
        assert own.pop("question") == record.question
        for key, value in own.items():
            assert values[key] == value, (indicator, key)
    labels = [i.label for i in luton.catalogue.indicators.values()]
    assert len(labels) == len(set(labels))  # a list's label names one indicator
    assert set(held["blocks"].values()) <= set(labels)


@pytest.mark.parametrize("area", ["", "E05014741"])
@pytest.mark.in_turn
def test_are_the_headlines_held_beforehand_those_of_the_views(luton, area):
    held = headlines_of_area(luton.areas, newest_views(luton, Level.WARD, "district"), area)
    for indicator in luton.catalogue.indicators.values():
        if "ward" in indicator.levels and indicator.id in luton.periods_held:
            view = view_of(luton, indicator=indicator.id, level="ward", compare="district")
            assert held.pop(indicator.label) == headlines.headline(view, area)
            if indicator.id == "overcrowding":
                mine = headlines_of_view(view)
                assert mine[
                    view.table.index.get_loc(area) + 1 if area else 0
                ] == headlines.headline(view, area)
    assert held == {}


@pytest.mark.parametrize(
    ("values", "letters", "rows"),
    [
        ([1.0, 2.0, 3.0, 4.0, 5.0], "01234", 5),
        ([2.0, 2.0, 2.0, 2.0, 2.0], "00000", 1),
        ([1.0, 1.0, 1.0, 1.0, 9.0], "00001", 2),
        ([float("nan")] * 5, "mmmmm", 0),
        ([1.0, float("nan"), 3.0, float("nan"), 5.0], "0m1m2", 3),
    ],
)
def test_are_empty_and_equal_values_classed_and_told(luton, values, letters, rows):
    view = view_of(luton, indicator="imd_score", level="lsoa")
    table = view.table.iloc[:5].assign(value=values)
    table["status"] = np.where(table["value"].isna(), "missing", "ok")
    made = map_values(replace(view, table=table))
    assert made["classes"] == letters
    assert len(made["legend"]["rows"]) == len(made["colours"]) == rows
    missing = int(np.isnan(values).sum())
    assert made["legend"]["none"] == (f"No figure: {missing} areas" if missing else "")


def test_do_withheld_and_missing_have_marks_of_their_own(luton):
    view = view_of(luton, indicator="imd_score", level="lsoa")
    table = view.table.iloc[:3].assign(value=[1.0, np.nan, np.nan])
    table["status"] = ["ok", "suppressed", "missing"]
    made = map_values(replace(view, table=table))
    assert made["classes"] == "0sm"
    assert made["legend"]["withheld"] == "Withheld, small numbers: 1 area"
    assert made["legend"]["none"] == "No figure: 1 area"


def test_does_the_drawing_lie_where_street_tiles_lie(luton):
    fit = paths.projection(luton.shapes[Level.DISTRICT].values())
    # Tile 13/4086/2709 by the scheme of street maps: x = (lon + 180) / 360 · 2^13,
    # y = (1 − asinh(tan lat) / π) / 2 · 2^13; its corner in degrees, and in the drawing.
    longitude = 4086 / 2**13 * 360 - 180
    latitude = np.degrees(np.arctan(np.sinh(np.pi * (1 - 2 * 2709 / 2**13))))
    x, y = fit.point(longitude, latitude)
    size = 360 / 2**13 * fit.scale
    assert x == pytest.approx(4086 * size - (180 + fit.west) * fit.scale, abs=1)
    assert y == pytest.approx(2709 * size - (180 - fit.north) * fit.scale, abs=1)
