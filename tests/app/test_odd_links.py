"""Does every page stand every link, whoever has written it? Drawn anew from a seed at each run."""

import os
import re
from random import Random

import pytest

from het_geo.ui.frame import PAGES
from tests.app.pages import open_app, page_text

SEED = int(os.environ.get("SEED", "18"))  # another one draws other links
LINKS = int(os.environ.get("LINKS", "6"))  # of each page
KEYS = ["place", "indicator", "level", "period", "compare", "area", "name", "of", "with", "against",
        "principle", "group", "show", "pin", "drop", "for", "measure", "order", "map", "far",
        "table", "embed", "go"]  # fmt: skip
# What a link may truly say, then what nobody means: markup, other scripts, none, much, what is no
# number, a path, what ends a line or turns the reading round.
SAID = ["luton", "overcrowding", "no2", "life_expectancy_male", "ward", "lsoa", "district", "2021",
        "england", "E05014741", "E05014741,E05014735", "E01015693", "E05014741,E05014741", "Dallow",
        "change", "5", "g2", "p3", "housing", "bedrooms"]  # fmt: skip
ODD = ["", " ", "<b>bold</b>", "<script>alert(1)</script>", "'\"><img src=x onerror=alert(1)>",
       "javascript:alert(1)", "0", "-1", "9" * 400, "1e999", "nan", "inf", "²", "½", "E05999999",
       "E0501474", "e05014741", ",", ",,,", "." * 300, "a" * 20_000, "ä" * 500, "E05014741," * 300,
       "../../etc/passwd", "%00", "\x00", "a\nb", "a\r\nset-cookie: b", "\u202eabc", "\ud83c\udfe0",
       "LU1 1AA", "{{ 7 * 7 }}", "{0.__class__}", "' OR 1=1 --", "null", "[]", "true", "None",
       "🏠", "لوتون"]  # fmt: skip
MADE_UP = re.compile(r"<b>bold|<script>alert|<img src=x|onerror=alert\(1\)>")


def links(page):
    """Return what some links to a page say."""
    random = Random(f"{SEED} {page}")
    for _ in range(LINKS):
        keys = random.sample(KEYS, random.randint(1, 6))
        yield {key: random.choice(SAID if random.random() < 0.5 else ODD) for key in keys}


@pytest.mark.parametrize("page", PAGES.values())
def test_does_a_page_stand_every_link_and_show_none_of_its_markup(page):
    for said in links(page):
        # What a browser cannot write into an address, no server is told.
        link = {key: value.encode("utf-8", "replace").decode() for key, value in said.items()}
        app = open_app(page, **link)
        assert [str(error.message) for error in app.exception] == [], link
        assert "<h1" in page_text(app), link
        assert not MADE_UP.search(page_text(app)), link
