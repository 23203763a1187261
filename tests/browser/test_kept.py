"""Does each page look as it did: is its map there, and every panel full?

Pictures of each page as it is on one day are kept in ``kept/``, an eighth of its size and in grey,
so that neither another way to smooth letters nor another browser of the same kind is a difference.
No letter is fitted to pixels, so that lines of text break alike on every machine. Where a change is
meant, ``make kept`` takes them anew; the change is then looked at in the commit.
"""

import io
import os
from time import monotonic

import numpy as np
import pytest
from PIL import Image

from het_geo.ui.frame import PAGES
from tests.browser.conftest import DAY, FIND, QUIET, STILL, draw, resize, rest, serve_on
from tests.browser.every_page import EVERY, open_page
from tests.browser.shared import sharing, watched
from tests.conftest import ROOT
from tests.fonts import machine_with, unfitted

pytestmark = pytest.mark.browser
KEPT = ROOT / "tests/browser/kept"
REMAKE = "REMAKE_KEPT" in os.environ
NAMES = (
    "home",
    "home of a ward",
    "explore",
    "principle",
    "own areas",
    "compare",
    "profile",
    "briefing",
    "journey",
    "data",
)
SMALLER, BLOCK = 8, 12  # a picture is an eighth; a block of it is 96 pixels of the page, each way
HEIGHT = 15 * BLOCK * SMALLER  # whole blocks: what half a block shows of a line cut there is much
LOOKS = (("light", 1280, HEIGHT), ("light", 390, HEIGHT), ("dark", 1280, HEIGHT))
MOST, MOST_OF_BLOCK = 3.0, 10.0  # of 255 shades: on average, and in the block that differs most
PATIENCE = 20  # seconds that what is drawn may come after the page is at rest


@pytest.fixture(scope="module")
def address():
    with serve_on(DAY) as url:
        yield url


@pytest.fixture(scope="module")
def opened(started, tmp_path_factory):
    """Return a function that opens a page whose lines break as on every other machine."""
    env = unfitted(tmp_path_factory.mktemp("fonts"))
    with started(env=env) as browser, sharing(browser) as opened:
        yield opened


@pytest.fixture
def page(opened, address):
    with watched(opened, address) as sheet:
        yield sheet


def picture_of(page):
    """Return what a page shows, small and grey."""
    shot = Image.open(io.BytesIO(page.screenshot(animations="disabled", caret="hide")))
    size = (shot.width // SMALLER, shot.height // SMALLER)
    return shot.convert("L").resize(size, Image.Resampling.BOX)


def blocks_of(picture):
    """Return how light each block of a picture is, the last ones of row and column less wide."""
    shades = np.asarray(picture, float)
    for axis in (0, 1):
        starts = np.arange(0, shades.shape[axis], BLOCK)
        widths = np.diff([*starts, shades.shape[axis]])
        shades = np.add.reduceat(shades, starts, axis) / widths.reshape(
            (-1, 1) if axis == 0 else -1
        )
    return shades


def apart(one, other):
    """Return by how many shades the blocks of two pictures differ: on average, and at most."""
    if one.size != other.size:
        return 255.0, 255.0
    gaps = np.abs(blocks_of(one) - blocks_of(other))
    return float(gaps.mean()), float(gaps.max())


def alike(one, other):
    return all(gap <= most for gap, most in zip(apart(one, other), (MOST, MOST_OF_BLOCK)))


def path_of(name, scheme, width):
    return KEPT / f"{name.replace(' ', '-')}-{width}-{scheme}.webp"


def show(page, scheme, width, height):
    resize(page, width, height)
    page.emulate_media(color_scheme=scheme)
    rest(page)


def seen(page, kept):
    """Return what a page shows as soon as it is as kept; else what it stays at.

    Where nothing is kept yet: as soon as it is as it was a moment before.
    """
    end, awaited = monotonic() + PATIENCE, kept or Image.new("L", (1, 1))
    while not alike(now := picture_of(page), awaited) and monotonic() < end:
        awaited = kept or now
        page.wait_for_timeout(STILL)
    return now


@pytest.mark.parametrize("name", NAMES)
def test_does_a_page_look_as_it_did(page, name):
    open_page(page, name)
    found = {}
    for scheme, width, height in LOOKS:
        show(page, scheme, width, height)
        path = path_of(name, scheme, width)
        if REMAKE:
            seen(page, None).save(path, "WEBP", quality=80, method=6)
        kept = Image.open(path).convert("L")
        if not alike(now := seen(page, kept), kept):
            found[path.name] = apart(now, kept)
    assert found == {}, "Meant? Then: make kept"


# What a page may lose, of all that is a panel of its own: it is there, and nothing is seen of it.
LOST = [
    ("explore", "svg .areas"),
    ("explore", ".hg-card"),
    ("explore", ".hg-headline"),
    ("home", ".hg-tile"),
    ("principle", ".hg-card"),
    ("profile", "svg"),
]
HIDE = f"""(lost) => {{ const found = ({FIND})((e) => e.matches(lost));
    found.forEach((e) => e.style.setProperty('visibility', 'hidden', 'important'));
    return found.length; }}"""


@pytest.mark.parametrize(("name", "lost"), LOST)
def test_is_a_map_or_panel_that_is_not_there_found(page, name, lost):
    scheme, width, height = LOOKS[0]
    kept = Image.open(path_of(name, scheme, width)).convert("L")
    open_page(page, name)
    show(page, scheme, width, height)
    assert alike(seen(page, kept), kept)
    assert page.evaluate(HIDE, lost) > 0
    draw(page)
    assert not alike(picture_of(page), kept)


@pytest.mark.parametrize(("name", "look"), [("explore", LOOKS[0]), ("own areas", LOOKS[1])])
def test_are_letters_smoothed_and_fitted_otherwise_no_difference(
    started, address, tmp_path, name, look
):
    scheme, width, height = look
    kept = Image.open(path_of(name, scheme, width)).convert("L")
    fitted = machine_with("DejaVu Sans", tmp_path)
    with started(args=[*QUIET, "--disable-lcd-text"], env=fitted) as browser:
        page = browser.new_context(base_url=address).new_page()
        open_page(page, name)
        show(page, scheme, width, height)
        assert alike(seen(page, kept), kept)


@pytest.mark.parametrize(
    ("one", "other", "gaps"),
    [
        (Image.new("L", (24, 24), 255), Image.new("L", (24, 24), 255), (0, 0)),
        (Image.new("L", (24, 24), 255), Image.new("L", (24, 25), 255), (255, 255)),
        # One of four blocks is black: 255 / 4 on average.
        (Image.new("L", (24, 24), 255), "corner", (63.75, 255)),
    ],
)
def test_is_the_difference_of_pictures_that_of_their_blocks(one, other, gaps):
    if other == "corner":
        other = one.copy()
        other.paste(0, (0, 0, BLOCK, BLOCK))
    assert apart(one, other) == gaps


def test_is_each_kept_picture_of_a_page_small_and_each_page_kept():
    paths = {path_of(name, *look[:2]) for name in NAMES for look in LOOKS}
    assert set(KEPT.iterdir()) == paths
    assert max(path.stat().st_size for path in paths) < 6_000
    paths = {EVERY[name].lstrip("/").partition("?")[0] for name in NAMES}
    shown = {path or "explore" for path in paths} | {"home" for name in NAMES if EVERY[name] == "/"}
    assert shown == set(PAGES.values())
