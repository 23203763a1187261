"""Does every page go on while the database of the register is away, and say so where it matters?"""

import pytest

from het_geo.ui.frame import PAGES
from het_geo.ui.register import the_register
from tests.app.pages import open_app, page_text, said

# What pages that read the register say of an area; the others have no need of it.
TOLD = "The register cannot be used: the database does not answer: see that it runs, then try again"
READ = {"explore", "profile", "briefing", "journey"}
AWAY = "postgresql+psycopg://nobody@127.0.0.1:1/none"  # a port at which nothing listens


@pytest.fixture
def away(monkeypatch):
    monkeypatch.setenv("HET_GEO_REGISTER", AWAY)
    the_register.clear()
    yield
    the_register.clear()


@pytest.mark.parametrize("page", PAGES.values())
def test_is_a_page_whole_while_the_register_is_away(away, page):
    for area in ({}, {"area": "E05014741"}):
        app = open_app(page, **area)
        assert [error.message for error in app.exception] == []
        assert "<h1" in page_text(app)
    assert (TOLD in said(app)) == (page in READ)
