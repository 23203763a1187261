"""Opening pages by their links, and reading what they show."""

import html
import re

from streamlit.testing.v1 import AppTest

from het_geo.render.unbroken import STYLE
from tests.conftest import ROOT

PATIENCE = 300  # seconds: a script that hangs is found, one on a machine with other work is not cut


def open_app(page="explore", **params):
    """Open a page by a link: the address itself is Home, which goes on to Explore with a view."""
    app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=PATIENCE)
    app.query_params["place"] = "luton"
    app.run()
    app.query_params.clear()
    for key, value in params.items():
        app.query_params[key] = value
    return app.switch_page(f"pages/{page}.py").run()


def field(app, key):
    """Return a list or box by its key: one that was changed elsewhere has a number behind it."""
    every = (*app.selectbox, *app.multiselect, *app.text_input, *app.text_area, *app.radio)
    (found,) = [one for one in every if (one.key or "").partition("~")[0] == key]
    return found


def body_of(element):
    """Return the HTML of an element, without what keeps a date or a number on one line."""
    return re.sub(rf'<span class="{STYLE}">(.*?)</span>', r"\1", element.proto.body)


def page_text(app):
    return " ".join(map(body_of, app.get("html")))


def notices(app):
    bodies = [body_of(element) for element in app.get("html")]
    said = ('class="hg-notice"', 'class="hg-found"')
    return " ".join(body for body in bodies if any(name in body for name in said))


def text(app):
    """Return what a page shows as a reader has it, without the signs that HTML needs."""
    return html.unescape(page_text(app))


def said(app):
    """Return the words that a page shows, one after the other, without their markup."""
    return html.unescape(re.sub(r"\s+", " ", re.sub(r"<[^>]*>", " ", page_text(app))))
