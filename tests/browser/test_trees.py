"""Is a screen reader given on each page what it was given before, in its order?

What it is given stands in ``trees/``, a file a page, as it is on one day: what is due on another
would be another list. Ages and the pack's own mark are left out. Where a change is meant,
``make trees`` writes them anew; the change is then read in the commit.
"""

import os
import re
from datetime import date
from difflib import unified_diff
from urllib.parse import urlsplit

import pytest

from het_geo.ui.frame import PAGES as NAVIGATION
from het_geo.ui.streamlit_insides import MAIN
from tests.browser.conftest import DAY, STILL, serve_on
from tests.browser.every_page import EVERY, open_page
from tests.conftest import ROOT

pytestmark = pytest.mark.browser
TREES = ROOT / "tests/browser/trees"
REMAKE = "REMAKE_TREES" in os.environ
PAGES = (
    "home",
    "home of a ward",
    "explore",
    "change",
    "notice",
    "principle",
    "own areas",
    "compare",
    "two figures",
    "choice of a profile",
    "profile",
    "briefing",
    "journey",
    "data",
)
PATIENCE = 20_000  # ms that names of what is drawn may come after the page is at rest

# How old figures are, and the pack's own mark; links are not read out.
MOVING = (
    (r"(?:\b[Nn]early |\b[Oo]ver |\b[Aa]bout )?\b\d+ (?:year|month|day)s? old", "‹age›"),
    (r"\b[0-9a-f]{12}\b", "‹pack›"),
    (r"(?m)^ *- /url: .*\n", ""),
)


@pytest.fixture(scope="module")
def address():
    with serve_on(DAY) as url:
        yield url


def steady(text: str, today: date) -> str:
    """Return a tree without what moves with the day."""
    for said in (f"{today.day} {today:%B %Y}", today.isoformat()):
        text = text.replace(said, "‹today›")
    for pattern, instead in MOVING:
        text = re.sub(pattern, instead, text)
    return text.rstrip() + "\n"


def tree_of(page, expected):
    """Return what is given, as soon as it is as expected; else what it stays at."""
    before, since = "", 0
    while since < PATIENCE:
        parts = [page.locator(MAIN), *(frame.locator("body") for frame in page.frames[1:])]
        now = steady("\n".join(part.aria_snapshot() for part in parts), DAY)
        if now == expected or (not expected and now == before):
            break
        before, since = now, since + STILL
        page.wait_for_timeout(STILL)
    return now


@pytest.mark.parametrize("name", PAGES)
def test_is_a_screen_reader_given_the_same_in_its_order(page, name):
    path = TREES / f"{name.replace(' ', '-')}.yml"
    open_page(page, name)
    if REMAKE:
        path.write_text(tree_of(page, ""), encoding="utf-8")
    expected = path.read_text(encoding="utf-8")
    found = tree_of(page, expected)
    changed = unified_diff(expected.splitlines(), found.splitlines(), path.name, "now", "", "", 2)
    assert "\n".join(changed) == "", "Meant? Then: make trees"


def test_does_each_tree_belong_to_a_page():
    assert {path.stem for path in TREES.iterdir()} == {name.replace(" ", "-") for name in PAGES}
    assert set(PAGES) <= set(EVERY)


def test_does_each_page_of_the_navigation_have_a_tree():
    first, *_ = NAVIGATION.values()  # a bare link opens it, or Explore where it asks for a figure
    shown = {urlsplit(EVERY[name]).path.strip("/") or first for name in PAGES}
    assert shown == set(NAVIGATION.values())


@pytest.mark.whole
@pytest.mark.parametrize(
    ("told", "kept"),
    [
        ("- text: 21 March 2021, 5 years old", "- text: 21 March 2021, ‹age›\n"),
        ("- paragraph: Nearly 3 years old", "- paragraph: ‹age›\n"),
        ("- text: Made on 29 November 2026 from", "- text: Made on ‹today› from\n"),
        ('- link "Map":\n  - /url: explore?area=E1\n- text: a', '- link "Map":\n- text: a\n'),
        ("- text: Pack 060b90bcdfac.", "- text: Pack ‹pack›.\n"),
        ("- text: profile-2026-11-29.pdf", "- text: profile-‹today›.pdf\n"),
        ("- text: people aged 16 to 64 on 21 March 2021", None),
    ],
)
def test_is_what_moves_with_the_day_left_out_and_no_more(told, kept):
    assert steady(told, date(2026, 11, 29)) == (f"{told}\n" if kept is None else kept)
