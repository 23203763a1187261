"""The frame around every page: one style sheet, and the row of links, each with what is shown."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from html import escape
from pathlib import Path
from urllib.parse import unquote, urlsplit

import streamlit as st

from het_geo.announcement import announcement
from het_geo.errors import ServerError
from het_geo.ui.frames import show_embedded
from het_geo.ui.kit import send_kit
from het_geo.ui.link import PLACE, VIEW, last_place, plain, travelling
from het_geo.ui.shelf import looked
from het_geo.ui.streamlit_files import keep_files
from het_geo.ui.streamlit_insides import STYLE, marked, unmark
from het_geo.ui.theme import theme_style

ROOT = Path(__file__).resolve().parents[2]
PAGES = {
    "Home": "home",
    "Explore": "explore",
    "Principles": "principles",
    "Areas": "areas",
    "Compare": "compare",
    "Profile": "profile",
    "Briefing": "briefing",
    "Journey": "journey",
    "Data": "data",
}
PAINTED_WITHOUT_KIT = (PAGES["Home"], PAGES["Journey"])  # no map of theirs has to wait for it
_SLOTS, _DRAWN, _PAGE = "navigation-slots", "navigation-drawn", "navigation-page"
_PAGES = "navigation-pages"
_OF_EXPLORE = (*VIEW, "map", "far", "table")  # what a link to the address itself asked for there
_TYPED, _DOOR, _AT_DOOR = "typed at the door", "door", "at the door"


def pages() -> Mapping[str, st.Page]:
    """Return the pages by name, in the order of the navigation.

    They are made once a session: of two sessions one would take from the other what it may run.
    """
    if _PAGES not in st.session_state:
        st.session_state[_PAGES] = {
            title: st.Page(ROOT / f"pages/{name}.py", title=title, url_path=name)
            for title, name in PAGES.items()
        }
    return st.session_state[_PAGES]


def current_page() -> st.Page:
    """Return the page that a link names, and tell Streamlit which there are.

    A link to the address itself opens Home; one that asks for a view there goes on to Explore,
    which once stood at that address. The row is our own: Streamlit's drops what a link says.
    """
    known = pages()
    door = st.Page(ROOT / "pages/home.py", title="Home", url_path=_DOOR, default=True)
    found = st.navigation([door, *known.values()], position="hidden")
    if _TYPED in st.session_state:
        if found is door:  # what a switch is given is written into the address it leaves as well
            st.switch_page(known["Home"], query_params={PLACE: last_place()})
        st.query_params.update(st.session_state.pop(_TYPED))
    if found is door and _asks_for_view():
        st.switch_page(known["Explore"], query_params=st.query_params.to_dict())
    st.session_state[_PAGE] = known["Home"] if found is door else found
    st.session_state[_AT_DOOR] = found is door
    return found


def _asks_for_view() -> bool:
    """Tell whether a link to the address itself asks for what Explore shows."""
    return any(key in st.query_params for key in _OF_EXPLORE)


def go_to_home(view: Mapping[str, str]) -> bool:
    """Have an area that was typed at the address itself opened on Home; tell whether that is so.

    It is not written into that address first: the way back would lead to Explore.
    """
    if st.session_state[_AT_DOOR]:
        st.session_state[_TYPED] = dict(view)
    return bool(st.session_state[_AT_DOOR])


def page_shown() -> str:
    """Return the page that is shown, as addresses name it."""
    return str(st.session_state[_PAGE].url_path)


def begin_navigation() -> None:
    """Give the row of links its place on the page, and draw it."""
    unmark()
    with st.container(key="hg-nav", horizontal=True, gap="xsmall"):
        st.session_state[_SLOTS] = [st.empty() for _ in PAGES]
    st.session_state[_DRAWN] = None
    draw_navigation()


def draw_navigation(*, anew: bool = False) -> None:
    """Draw the row of links, where they no longer carry what is shown.

    A part of a page that runs by itself calls it too: a choice made there travels as well. It
    draws ``anew`` each time: what it drew before and does not draw again is taken off the page.
    """
    carried = travelling()
    if st.session_state[_DRAWN] == carried and not anew:
        return
    st.session_state[_DRAWN] = carried
    for slot, page in zip(st.session_state[_SLOTS], pages().values()):
        slot.page_link(page, query_params=carried)


def link_here(label: str, params: dict[str, str]) -> None:
    """Show a link to another view on the same page; ``label`` is plain text."""
    st.page_link(st.session_state[_PAGE], label=plain(label), query_params=marked(params))


def link_to(page: str, label: str, params: dict[str, str]) -> None:
    """Show a link to a view on a page by its name; ``label`` is plain text."""
    found = pages()[page]
    same = found.url_path == page_shown()
    st.page_link(found, label=plain(label), query_params=marked(params) if same else params)


_ASSETS = Path(__file__).parent / "assets"
_SHEETS = "".join(
    (_ASSETS / name).read_text("utf-8") for name in ("page.css", "home.css", "journey.css")
)
_STYLE = theme_style() + _SHEETS + STYLE
_FRAMED = "framed"


def frame() -> None:
    """Draw the frame and run the page that the link names."""
    st.session_state[_FRAMED] = True
    keep_files()
    st.html(f"<style>{_STYLE}</style>")
    page = current_page()
    late = page_shown() in PAINTED_WITHOUT_KIT
    if not late:
        send_kit()
    begin_navigation()
    _announce()
    if said := lost(st.context.url or ""):
        st.html(f'<p class="hg-notice" role="status">{escape(said)}</p>')
    show_embedded(page_shown())
    page.run()
    draw_navigation()  # a page that a bare link opened has chosen what it shows
    if late:
        send_kit()  # the pages that they lead to find it here


def _announce() -> None:
    """Show what whoever runs the server has to say; what is wrong with its file the doctor says."""
    with suppress(ServerError):
        if said := looked("announcement", announcement):
            st.html(f'<p class="hg-notice" role="status">{escape(said)}</p>')


def lost(url: str) -> str:
    """Return what is said of an address that names no page; "" where it names one, or none.

    Streamlit opens its first page then, without a word. The address is not said: Streamlit gives
    "my" for "mydata", as it takes the name of a page off the end.
    """
    name = unquote(urlsplit(url).path).rpartition("/")[2]  # a folder ends in "/": no page
    if name in ("", *PAGES.values()):
        return ""
    return f"There is no such page here: {next(iter(PAGES))} is shown instead."


def ensure_frame() -> None:
    """Start again inside the frame, where a page was run without it.

    Streamlit does so until the pages have been named once
    (:func:`~het_geo.ui.streamlit_insides.pages_manager`).
    """
    if not st.session_state.get(_FRAMED):
        current_page()
        st.rerun()
