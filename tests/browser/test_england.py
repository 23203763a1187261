"""Is all of England on the map, read and chosen from by pointer and by keyboard?"""

import json
import re
import shutil
from dataclasses import replace
from math import isnan

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from het_geo.atlas.choice import Choice
from het_geo.build.national import NationalBuilder
from het_geo.figures import Status
from het_geo.geography import Level
from het_geo.national.load import load_national
from het_geo.pictures.england import labels, national_values, national_view, written
from het_geo.sentences import headlines
from tests.browser.conftest import AREAS, FIND, MODULES, PATIENCE, choose, ready, rest, serve
from tests.conftest import ROOT

pytestmark = [pytest.mark.browser, pytest.mark.sources]
CANVAS = "canvas[role=application]"
FEW = ("overcrowding", "private_renting", "ethnic_asian_chinese")
LINK = "/?indicator=overcrowding&level=lsoa&map=england"
PAINTED = f"""() => {{ const map = ({FIND})((e) => e.matches('{CANVAS}'))[0];
    if (!map || map.width <= 300) return '';
    const ink = map.getContext('2d').getImageData(0, map.height / 2, map.width, 2).data;
    return ink.some((v) => v) ? ink.join() : ''; }}"""


@pytest.fixture(scope="module")
def england(tmp_path_factory, sources, catalogue):
    """Build England with three indicators, beside Luton, in a folder of its own."""
    root = tmp_path_factory.mktemp("england")
    kept = ("england", ".*")
    for kind in ("boundaries", "data"):
        shutil.copytree(ROOT / kind, root / kind, ignore=shutil.ignore_patterns(*kept))
    few = {name: catalogue.indicators[name] for name in FEW}
    NationalBuilder(replace(catalogue, indicators=few), sources, root).build(lambda step: None)
    with serve(root) as url:
        yield url, root


@pytest.fixture
def sheet(browser, england):
    page = browser.new_page(viewport={"width": 1280, "height": 1200}, base_url=england[0])
    errors = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    yield page
    page.close()
    assert errors == []


def painted(page):
    page.wait_for_function(f"({PAINTED})() !== ''", timeout=PATIENCE)
    rest(page)


def test_is_england_painted_and_painted_again(sheet):
    sheet.goto(LINK)
    painted(sheet)
    expect(sheet.get_by_text("England: 4.4%").first).to_be_visible()  # Census 2021 TS052
    before = sheet.evaluate(PAINTED)
    choose(sheet, "Indicator", "Private renting")
    expect(sheet.locator(".hg-headline")).to_contain_text("rented privately")
    sheet.wait_for_function("([probe, was]) => eval(probe)() !== was", arg=[PAINTED, before])


def test_is_england_painted_when_it_is_chosen_on_the_page(sheet):
    sheet.goto("/?indicator=overcrowding&level=lsoa")
    ready(sheet, 125)
    sheet.get_by_text("Map of all England", exact=True).click()
    painted(sheet)
    expect(sheet.get_by_text("What stands around the map is about Luton")).to_be_visible()
    sheet.get_by_text("Map of Luton", exact=True).click()
    expect(sheet.locator(AREAS)).to_have_count(125)


def test_is_a_figure_too_small_to_write_said_as_on_every_page(sheet, england, catalogue):
    national = load_national(england[1], catalogue)
    values = national.values("ethnic_asian_chinese", "2021")
    code = values[(values > 0) & (values < 0.05)].index[0]  # written with one decimal
    sheet.goto(f"/?indicator=ethnic_asian_chinese&level=lsoa&map=england&far={code}")
    painted(sheet)
    sheet.locator(CANVAS).focus()
    sheet.keyboard.press("ArrowUp")
    expect(sheet.locator(".live")).to_contain_text("under 0.1%")


SAY = f"""async ([values, names]) => {{
    const {{ sayEngland }} = await import('{MODULES}/england.js');
    const {{ numbersOf }} = await import('{MODULES}/england_data.js');
    const map = {{ data: numbersOf(JSON.parse(values)), names }};
    return names.map((name, i) => sayEngland(map, i)); }}"""


def with_figure(view, value):
    """Return what an indicator says of a value, with its figure even where it is nearly none."""
    return view.indicator.says.format(value=headlines.figure(view, written(view, value)))


@pytest.mark.parametrize("indicator", FEW)
def test_does_the_browser_say_of_every_neighbourhood_what_python_says(
    modules, england, catalogue, indicator
):
    national = load_national(england[1], catalogue)
    names = list(zip(national.areas.index, labels(national), national.areas["district_name"]))
    period = list(national.periods_held[indicator])[-1]
    view = national_view(national, Choice(indicator, Level.LSOA, period, "england"))
    table = view.table[["label", "value", "status"]].assign(
        district=national.areas["district_name"]
    )
    said = [
        f"{label}, {district}: "
        + (Status(status).words if isnan(value) else with_figure(view, value))
        for label, value, status, district in table.itertuples(index=False)
    ]
    assert modules.evaluate(SAY, [json.dumps(national_values(view)), names]) == said


def test_is_every_neighbourhood_within_reach_of_the_keyboard(sheet):
    sheet.goto(f"{LINK}&far=E01021988")
    painted(sheet)
    expect(sheet.get_by_text("In Tendring 018A (Jaywick & St Osyth) on ")).to_be_visible()
    sheet.locator(CANVAS).focus()
    sheet.keyboard.press("ArrowUp")
    live = sheet.locator(".live")
    expect(live).to_have_text(re.compile(r"^Tendring 018A \(Jaywick & St Osyth\), Tendring: "))
    first = live.inner_text()
    sheet.keyboard.press("ArrowUp")
    expect(live).not_to_have_text(first)
    second = live.inner_text()
    assert "of households had too few bedrooms" in second
    sheet.keyboard.press("Enter")
    name = second.split(", ")[0]
    expect(sheet.get_by_label("Neighbourhood elsewhere")).to_contain_text(f"In {name} on ")


def test_does_a_click_on_the_place_s_own_ground_choose_its_area(sheet):
    sheet.goto(LINK)
    painted(sheet)
    at = sheet.evaluate(
        f"""() => {{ const canvas = ({FIND})((e) => e.matches('{CANVAS}'))[0];
        const map = canvas.closest('.map').parentNode.hetGeoMap;
        const box = canvas.getBoundingClientRect();
        const own = new Set(map.names.flatMap((n, i) => n[2] === 'Luton' ? [i + 1] : []));
        const pixel = map.grid.findIndex((area) => own.has(area));
        return [box.left + ((pixel % map.size[0]) + 0.5) / map.size[0] * box.width,
                box.top + (Math.floor(pixel / map.size[0]) + 0.5) / map.size[1] * box.height]; }}"""
    )
    sheet.mouse.click(*at)
    expect(sheet.locator(".hg-headline")).to_contain_text("In Luton 0")


def test_does_axe_find_nothing_on_england(sheet):
    sheet.goto(f"{LINK}&far=E01021988")
    painted(sheet)
    found = Axe().run(sheet).response["violations"]
    assert [(v["id"], [n["html"][:120] for n in v["nodes"]]) for v in found] == []


def test_is_an_indicator_without_figures_for_england_told(sheet):
    sheet.goto("/?indicator=no2&level=lsoa&map=england")
    expect(sheet.get_by_text("not held for all of England")).to_be_visible()
    expect(sheet.locator(AREAS)).to_have_count(125)
