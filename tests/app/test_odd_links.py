"""Does every page stand every link, whoever has written it? Drawn anew from a seed at each run.

``python -m benchmarks.fuzz_links`` follows as many as time allows.
"""

import os
from random import Random

import pytest

from het_geo.ui.frame import PAGES
from tests.app.odd_links import NOBODY, READ, TRUE, drawn, faults, keys_read

SEED = os.environ.get("SEED", "18")  # another one draws other links
LINKS = int(os.environ.get("LINKS", "3"))  # of each page, and the links after them


@pytest.mark.parametrize("page", PAGES.values())
def test_does_a_page_stand_every_link_and_the_link_after_it(page):
    random = Random(f"{SEED} {page}")
    for link in [drawn(random) for _ in range(LINKS)]:
        assert faults(page, link) == [], link


@pytest.mark.parametrize("page", PAGES.values())
def test_does_a_page_say_what_it_does_not_understand_of_a_link(page):
    read = [key for key, pages in READ.items() if page in pages and key != "place"]
    for said, key in zip(NOBODY, read * len(NOBODY)):
        assert faults(page, {"place": ["luton"], key: [said]}) == [], key
    assert faults(page, {"place": [NOBODY[0]]}) == []


def test_is_every_key_of_a_link_among_those_drawn():
    assert keys_read() <= set(TRUE)
    assert set(READ) <= set(TRUE)
