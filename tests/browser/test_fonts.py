"""Does every text have its room, in the font that a file holds and in what a reader has?"""

from contextlib import contextmanager
from functools import cache

import pytest

from het_geo.atlas.over_time import over_time
from het_geo.atlas.reading import indicator_view
from het_geo.atlas.resolve import resolve
from het_geo.fonts import carried
from het_geo.pictures.choropleth import choropleth
from het_geo.pictures.ranked import ranked_picture
from het_geo.pictures.strip import strip_picture
from het_geo.pictures.time import time_picture
from het_geo.render.framed import framed
from het_geo.render.page import map_svg, to_html
from tests.browser.conftest import draw, resize
from tests.browser.test_deck import TODAY, text, town  # noqa: F401 - fixtures here too
from tests.browser.test_profile_file import UNFOLD
from tests.fonts import machine_with, without_own
from tests.unit.documents import named, pack, profile_and_pack

pytestmark = pytest.mark.browser

OWN = "the file's own font"
LONG = "Bournemouth, Christchurch and Poole"
PAPER = 695  # points: A4 across, less its margins


@pytest.fixture(scope="module", params=[OWN, "DejaVu Sans", "Liberation Sans"])
def reader(request, started, tmp_path_factory):
    """Return a reader's font, and a function that opens a file as that reader has it."""
    font = request.param
    folder = tmp_path_factory.mktemp("reader")
    env = None if font == OWN else machine_with(font, folder)

    with started(env=env) as chromium:

        @contextmanager
        def opened(text, width, height=900, name="file.html"):
            path = folder / name
            path.write_text(text if font == OWN else without_own(text), encoding="utf-8")
            with chromium.new_context(offline=True) as context:
                sheet = context.new_page()
                resize(sheet, width, height)
                sheet.goto(path.as_uri())
                sheet.evaluate("document.fonts.ready.then(() => null)")
                draw(sheet)
                yield sheet

        yield font, opened


def fonts_of(sheet, what):
    """Return the names of the fonts that elements are shown in; that of the file has none."""
    session = sheet.context.new_cdp_session(sheet)
    for domain in ("DOM", "CSS"):
        session.send(f"{domain}.enable")
    root = session.send("DOM.getDocument")["root"]["nodeId"]
    nodes = session.send("DOM.querySelectorAll", {"nodeId": root, "selector": what})["nodeIds"]
    used = [session.send("CSS.getPlatformFontsForNode", {"nodeId": node}) for node in nodes]
    return {
        OWN if font["isCustomFont"] else font["familyName"] for one in used for font in one["fonts"]
    }


@pytest.mark.parametrize("kind", ["profile", "deck", "picture"])
def test_is_a_file_shown_in_the_font_that_the_test_says(reader, text, kind):  # noqa: F811
    font, opened = reader
    file, name, parts = {
        "profile": (lambda: to_html(*named("Dallow")), "file.html", "h1, .lead, svg text"),
        "deck": (lambda: text, "file.html", "h2, .kicker, svg text"),
        "picture": (lambda: carried(map_svg(*named("Dallow"))), "file.svg", "text"),
    }[kind]
    with opened(file(), 1280, name=name) as sheet:
        assert fonts_of(sheet, parts) == {font}


# Texts of one picture that lie on one another, and those that reach beyond their picture's edges.
# A letter's box has air above and below it: three tenths of its height may be shared.
CROWDED = """() => [...document.querySelectorAll("svg")].filter((svg) => !svg.ownerSVGElement
        && getComputedStyle(svg).visibility !== "hidden").flatMap((svg) => {
    const frame = svg.getBoundingClientRect();
    const boxes = [...svg.querySelectorAll("text")].map((text) =>
        [text.textContent, text.getBoundingClientRect()]).filter(([, box]) => box.width > 0);
    const over = boxes.flatMap(([one, a], i) => boxes.slice(i + 1).filter(([, b]) =>
        Math.min(a.right, b.right) - Math.max(a.left, b.left) > 1 &&
        Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > 0.3 * Math.min(a.height, b.height)
        ).map(([other]) => [one, other]));
    const cut = boxes.filter(([, a]) => a.left < frame.left - 1 || a.right > frame.right + 1 ||
        Math.max(frame.top - a.top, a.bottom - frame.bottom) > 0.3 * a.height);
    return [...over, ...cut.map(([one]) => [one, "cut"])];
})"""


@pytest.mark.parametrize("kind", ["ward", "neighbourhood", "district"])
def test_does_every_text_of_a_profiles_pictures_have_its_room(reader, kind):
    with reader[1](to_html(*profile_and_pack(kind)), 1280) as sheet:
        sheet.evaluate(UNFOLD)
        for width in (1280, 1003, 1001, 930, 800, 390, 320):
            resize(sheet, width, 900)
            assert sheet.evaluate(CROWDED) == [], width
        sheet.emulate_media(media="print")
        resize(sheet, PAPER, 900)
        assert sheet.evaluate(CROWDED) == [], "print"


@pytest.mark.parametrize("name", ["Dallow", LONG, "x" * 300])
def test_does_no_page_scroll_sideways(reader, name):
    with reader[1](to_html(*named(name)), 1280) as sheet:
        sheet.evaluate(UNFOLD)
        for width in (1280, 390, 320):
            resize(sheet, width, 900)
            assert sheet.evaluate("document.documentElement.scrollWidth") <= width
            assert sheet.evaluate(CROWDED) == [], width


FITS = """() => { const on = document.querySelector('.screen.on');
    return [on.scrollHeight - on.clientHeight, on.scrollWidth - on.clientWidth]; }"""


@pytest.mark.parametrize("size", [(1280, 720), (1920, 1080), (1024, 768)])
def test_has_every_text_of_a_deck_room_on_its_screen(reader, text, size):  # noqa: F811
    with reader[1](text, *size) as sheet:
        screens = sheet.evaluate("[...document.querySelectorAll('.screen')].map((s) => s.id)")
        seen = []
        for screen in screens:
            draw(sheet)
            assert sheet.locator(".screen.on").get_attribute("id") == screen
            assert sheet.evaluate(FITS) == [0, 0], screen
            assert sheet.evaluate(CROWDED) == [], screen
            pictures = sheet.locator(".on svg.picture")
            heights = [picture.bounding_box()["height"] for picture in pictures.all()]
            assert all(height > size[1] / 3 for height in heights), screen
            seen += heights
            sheet.keyboard.press("ArrowRight")
        assert len(seen) >= len(screens) / 2  # a title and lists have none
        assert screens[-1] == "made.up"


@cache
def view_of(indicator, level="ward"):
    choice, _ = resolve(pack(), {"indicator": indicator, "level": level})
    return indicator_view(pack(), choice)


def drawn(name, view):
    if name == "time":
        return time_picture(view, over_time(pack(), view, view.table.index[0]))
    if name == "map":
        return choropleth(pack(), view, view.table.index[0])
    return {"strip": strip_picture, "ranked": ranked_picture}[name](view)


@pytest.mark.parametrize("name", ["strip", "ranked", "time", "map"])
@pytest.mark.parametrize("what", ["no2 lsoa", "claimant_rate ward"])
def test_does_every_text_of_a_picture_have_its_room(reader, name, what):
    view = view_of(*what.split())
    title = f"{LONG}: {view.indicator.label}, {view.period.label}, " * 2
    svg = carried(framed(drawn(name, view), pack(), view, title, TODAY))
    with reader[1](svg, 1280, 1100, "file.svg") as sheet:
        assert sheet.evaluate(CROWDED) == []
