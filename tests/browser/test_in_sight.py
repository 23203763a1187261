"""Does Explore answer in one sight: choices in a row, sentence, map with legend, and card?"""

import pytest

from het_geo.ui.streamlit_insides import of_key
from tests.browser.conftest import FIND, ready, resize

pytestmark = pytest.mark.browser

CHOICES = (
    "find", "explore-block", "explore-indicator", "explore-area", "explore-view", "explore-show"
)  # fmt: skip
SEEN = {
    "navigation": of_key("hg-nav"),
    "sentence": ".hg-headline",
    "map": ".stage svg",
    "legend": ".legend",
    "card": ".hg-card",
    **{name: of_key(name) for name in CHOICES},
}
BOX = f"""(part) => {{ const found = ({FIND})((e) => e.matches(part))[0];
    const {{ left, top, right, bottom }} = found.getBoundingClientRect();
    return {{ left, top, right, bottom }}; }}"""
DALLOW = "area=E05014741"
VIEWS = {
    f"/explore?{DALLOW}": 20,
    "/explore?indicator=no_qualifications": 20,
    f"/explore?indicator=no2&level=ward&{DALLOW}": 20,
    "/explore?indicator=claimant_rate&level=lsoa&area=E01015693": 125,
    f"/explore?indicator=universal_credit&{DALLOW}": 22,
}


def boxes(page):
    return {name: page.evaluate(BOX, part) for name, part in SEEN.items()}


@pytest.mark.parametrize(("width", "height"), [(1280, 800), (1366, 657)])
@pytest.mark.parametrize("link", VIEWS)
def test_is_all_that_answers_in_sight_and_are_the_choices_in_a_row(page, link, width, height):
    resize(page, width, height)
    page.goto(link)
    ready(page, VIEWS[link])
    found = boxes(page)
    cut = [n for n, b in found.items() if b["top"] < 0 or b["bottom"] > height]
    cut += [n for n, b in found.items() if b["left"] < 0 or b["right"] > width]
    assert cut == []
    middles = [(found[name]["top"] + found[name]["bottom"]) / 2 for name in CHOICES]
    assert max(middles) - min(middles) <= 4
    assert found["map"]["right"] <= found["legend"]["left"] < found["card"]["left"]
    assert found["map"]["bottom"] - found["map"]["top"] > 280  # of a size to be read


@pytest.mark.parametrize("link", ["/explore", f"/explore?{DALLOW}"])
def test_does_the_map_follow_the_sentence_on_a_phone(page, link):
    resize(page, 390, 844)
    page.goto(link)
    ready(page, 20)
    found = boxes(page)
    foot = page.evaluate(BOX, ".hg-foot")
    assert foot["bottom"] <= found["map"]["top"] <= foot["bottom"] + 48
    assert found["sentence"]["bottom"] <= foot["top"]
    assert found["map"]["bottom"] <= 844  # without scrolling
    assert found["map"]["bottom"] <= found["legend"]["top"]
    assert found["legend"]["bottom"] <= found["card"]["top"]


@pytest.mark.parametrize("link", ["/explore?of=change", f"/explore?of=change&{DALLOW}"])
def test_does_the_first_sentence_lead_on_a_phone_and_is_the_rest_lighter(page, link):
    page.goto(link)
    ready(page, 20, bank=False)
    said, rest = page.locator(".hg-headline"), page.locator(".hg-headline .hg-rest")
    whole = said.text_content()
    looks = "(e) => [getComputedStyle(e).display, Number(getComputedStyle(e).fontWeight)]"
    assert rest.evaluate(looks) == ["inline", 600]  # a wide page has room for one sentence more
    resize(page, 390, 844)
    assert rest.evaluate(looks) == ["block", 400]
    assert said.text_content() == whole
    assert whole.endswith(f" {rest.text_content()}")


@pytest.mark.parametrize(("width", "height"), [(1280, 800), (1366, 657)])
def test_does_the_list_of_places_stand_in_the_same_row(browser, two, width, height):
    page = browser.new_page(viewport={"width": width, "height": height}, base_url=two)
    page.goto(f"/explore?place=luton&{DALLOW}")
    ready(page, 20)
    found = [page.evaluate(BOX, of_key(name)) for name in ("place", *CHOICES)]
    middles = [(box["top"] + box["bottom"]) / 2 for box in found]
    assert max(middles) - min(middles) <= 4
    assert boxes(page)["card"]["bottom"] <= height
    page.close()
