"""Can a view be copied as link, as words with their source, and as code for a site?"""

from html.parser import HTMLParser
from urllib.parse import parse_qs, urlsplit

import pytest

from tests.app.pages import open_app, said

DALLOW = "E05014741"


def copied(**params):
    app = open_app(**params)
    assert not app.get("code")  # nothing is sent before it is asked for
    app.session_state["copy-view"] = True
    app.run()
    assert not app.exception
    return app, [code.value for code in app.code]


def letters(text):
    """Return a text without its blanks: parts of a sentence stand in elements of their own."""
    return "".join(text.split())


class Tags(HTMLParser):
    """Keeps the attributes of every tag."""

    def __init__(self, text):
        super().__init__()
        self.found = []
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        self.found.append((tag, dict(attrs)))


@pytest.mark.parametrize("of", ["", "change"])
def test_do_link_words_and_code_say_the_view_that_is_on_screen(monkeypatch, of):
    monkeypatch.setenv("HET_GEO_ADDRESS", "https://het.example.org")
    view = {"indicator": "overcrowding", "level": "ward", "area": DALLOW}
    app, (link, words, code) = copied(**view, **({"of": of} if of else {}))
    asked = {key: found[0] for key, found in parse_qs(urlsplit(link).query).items()}
    assert link.startswith("https://het.example.org/explore?")
    assert asked.items() >= {**view, "place": "luton", "period": "2021"}.items()
    assert asked.get("of", "") == of
    sentence = words.partition(" (Too few bedrooms, 21 March 2021. Source: ")[0]
    assert letters(sentence) in letters(said(app))
    ((tag, given),) = Tags(code).found
    assert (tag, given["title"]) == ("iframe", "Luton: Too few bedrooms, 21 March 2021")
    assert given["src"] == f"{link}&embed=true"


def test_is_it_said_that_no_other_site_may_show_it_until_one_is_named(monkeypatch):
    none_yet = "No site but this one may show these pages yet"
    app, _ = copied(indicator="no2")
    assert none_yet in said(app)
    monkeypatch.setenv("HET_GEO_FRAME_ANCESTORS", "https://www.example.org")
    app, _ = copied(indicator="no2")
    assert none_yet not in said(app)
