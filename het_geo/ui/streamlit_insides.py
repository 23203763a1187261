"""All that the screen knows of Streamlit's insides: what no page of its documentation promises.

What the scripts know stands in ``assets/streamlit.js``. Each fact is held by a test of
``tests/browser/test_streamlit_insides.py``, which names it where an upgrade has changed it.
"""

from __future__ import annotations

import gc
import time
from collections.abc import Mapping
from itertools import count
from typing import Any
from urllib.parse import urlsplit

import streamlit as st

# Elements of the page, as selectors.
APP = "[data-testid=stApp]"
MAIN = ".stMain"
SHOWN = f"{MAIN} .stElementContainer"  # what a script has shown
HEADER = "[data-testid=stHeader]"
BLOCK = f"{MAIN} .block-container, [data-testid=stMainBlockContainer]"
CHART, TABLE = "[data-testid=stVegaLiteChart]", "[data-testid=stDataFrame]"
FRAMED_MAP = "iframe[title*=streamlit_folium]"
ENDED = f"{APP}[data-test-script-state=notRunning]"  # the script has run to its end
OPENS, BOX = "[data-testid=stPopoverButton]", "[data-testid=stPopoverBody]"  # what opens a box
LEFT = "[data-testid=stSkeleton], [data-stale=true]"  # what is to come, or is of an earlier run

# What the server answers to, below its address.
CORE = "/_stcore/"  # below it stands what pages need, and much besides
HEALTH, STREAM, HOST_CONFIG = f"{CORE}health", f"{CORE}stream", f"{CORE}host-config"
COMPONENTS = f"{CORE}bidi-components/"
LOGIN, LOGOUT, CALLBACK = "/auth/login", "/auth/logout", "/oauth2callback"

# What its cookies' names begin with, and the one that its own script reads in the browser.
OWN_COOKIES, SCRIPTS_READ = "_streamlit", ("_streamlit_xsrf",)

# The font that the theme gives to components, which stand apart from the page's own style.
FONT = "var(--st-font, sans-serif)"

# A run that begins drops what the run before it has put together and not yet sent. Nothing tells a
# script that a message has left, and an answer of the browser would be another run of the page. A
# message leaves within some 10 ms of being put together; one this old has left.
SURELY_SENT_S = 0.25
# The browser draws what arrives together in one go. A script that waits for some frames has what
# it has put together until then drawn before the rest. That it has been drawn no script can hear
# of before it ends: an answer of the browser begins a run and ends this one.
PAINT_S = 0.05
LISTS_S = 0.3  # the same before the first lists of a session: their scripts are not loaded yet
WHOLE_AFTER = 25  # packs read, and all of the memory is walked: 20 ms for each that is open
_KEPT = count(1)
_SAME_PAGE = "go"  # marks a link from a page to itself, until it has been followed


def of_key(key: str) -> str:
    """Return the selector of a container or component by its key.

    >>> of_key("hg-nav")
    '.st-key-hg-nav'
    """
    return f".st-key-{key}"


def of_keys(part: str) -> str:
    """Return the selector of all whose key begins with a text."""
    return f"[class*='st-key-{part}']"


_NAV, _OFFERS = of_key("hg-nav"), of_keys("hg-offers")
_WAYS = ".stPageLink"  # links to pages
_CHOSEN = "[data-tag]"  # what is chosen in a list of several
_TAGS = "[data-testid=stMultiSelectTagsContainer]"  # the box that they stand in
# The page's style where it is about Streamlit's own elements.
STYLE = f"""
{BLOCK} {{ padding-top: 0.75rem; padding-bottom: 3rem; max-width: 84rem; }}
:has(> {of_key("hg-kit")}), {of_key("hg-kit")}, [class*='-shapes'] {{ display: none; }}
/* The row of pages stays in sight; Streamlit's own header above it is empty but for its status. */
{HEADER} {{ background: none; pointer-events: none; }}
{HEADER} * {{ pointer-events: auto; }}
{_WAYS} a p {{ color: var(--hg-accent); text-decoration: underline; }}
{of_key("hg-top")} {_WAYS} a {{ background: none; padding-inline: 0; }}
{_NAV} {{ position: sticky; top: 0; z-index: 90; padding: 0.25rem 0; background: var(--hg-paper); border-bottom: 1px solid var(--hg-line); }}
{_NAV} a {{ padding: 0.25rem 0.625rem; border-radius: var(--hg-corner); background: none; }}
{_NAV} a p {{ color: var(--hg-muted); text-decoration: none; }}
{_NAV} a:hover p {{ color: var(--hg-ink); }}
/* The page one is on is told by a line and its weight, not by colour alone. */
{_NAV} a[aria-current] {{ box-shadow: inset 0 -3px var(--hg-accent); border-radius: var(--hg-corner) var(--hg-corner) 0 0; }}
{_NAV} a[aria-current] p {{ color: var(--hg-ink); font-weight: 700; }}
@media (max-width: 640px) {{ {of_key("find")} label {{ position: absolute; clip-path: inset(50%); }} {of_key("hg-top")} {{ row-gap: 0.5rem; }} {of_key("hg-top")} {of_key("find")} {{ flex: 1 1 0; min-width: 0; }} {of_key("hg-top")} > :has({_WAYS}) {{ flex: 1 0 100%; order: -1; }} {of_key("home-page")} button {{ padding-inline: 0.5rem; }} {of_key("home-page")} p {{ font-size: 0.875rem; }} }}
{_OFFERS} a p {{ font-weight: 600; }}
{_NAV} a:focus-visible, {_OFFERS} a:focus-visible {{ outline: var(--hg-focus); outline-offset: -1px; }}
/* What is scrolled to stands below the row of pages, or below both rows where it may have two. */
{MAIN} {{ scroll-padding-top: 3.5rem; }}
@media (max-width: 720px) {{ {MAIN} {{ scroll-padding-top: 5.5rem; }} }}
@media (max-width: 640px) {{ {_NAV} {{ gap: 0.75rem 0.125rem; }} {_NAV} a {{ padding: 0.25rem 0.375rem; }} }}
/* One row takes of the page's margins what keeps its names apart. */
@media (max-width: 430px) {{ {_NAV} {{ width: calc(100% + 1.25rem); max-width: none; margin-inline: -0.625rem; justify-content: space-between; gap: 0; flex-wrap: nowrap; }} {_NAV} a {{ padding: 0.25rem 0; min-width: 1.5rem; }} {_NAV} a p {{ font-size: 0.75rem; }} {MAIN} {{ scroll-padding-top: 3.5rem; }} }}
/* On the narrowest telephones nine pages stand in two rows, large enough to read and to tap. */
@media (max-width: 389px) {{ {_NAV} {{ width: 100%; margin-inline: 0; display: grid; grid-template-columns: repeat(5, auto); row-gap: 0.75rem; }} {_NAV} a p {{ font-size: 0.875rem; }} {MAIN} {{ scroll-padding-top: 5.5rem; }} }}
/* Where nothing can point, a table's tools are always seen: they have room of their own. */
@media (hover: none) {{ .stElementContainer:has({TABLE}) {{ margin-top: 1.5rem; }} }}
{_OFFERS} {{ padding: 0 1rem 0.5rem; border-left: 4px solid var(--hg-note-edge); background: var(--hg-note); }}
{_OFFERS} a {{ padding: 0; background: none; }}
{_OFFERS} a span, {_OFFERS} a p {{ color: var(--hg-accent); font-weight: 400; font-size: var(--hg-text); text-decoration: underline; white-space: normal; }}
{MAIN} [role=combobox] {{ text-overflow: ellipsis; }}
/* A document on a page has the sizes of the page. */
{MAIN} .hg-doc h1 {{ font-size: var(--hg-head); line-height: 1.3; }}
{MAIN} .hg-doc h2 {{ font-size: var(--hg-headline); }}
/* Each of several that are chosen is read whole, light and dark. */
{_CHOSEN} {{ height: auto; max-width: 100%; background: var(--hg-paper); color: var(--hg-ink); border: 1px solid var(--hg-edge); }}
{_TAGS} {{ flex-wrap: wrap; overflow: visible; height: auto; }}
[data-testid=stMultiSelect] div:has({_TAGS}) {{ height: auto; max-height: none; }}
/* What a finger taps is 24 pixels wide and high at least. */
{_CHOSEN} button, [data-testid=stMultiSelect] button, [data-testid=stTooltipIcon] button {{ min-width: 1.5rem; min-height: 1.5rem; }}
{_CHOSEN} [title] {{ white-space: normal; overflow: visible; max-width: none; }}
{_OFFERS} a strong {{ font-weight: 400; }}
/* What a file is and in which format is read whole, in as many lines as it takes. */
{BOX} button p {{ white-space: normal; overflow: visible; }}
/* A briefing's screens with all that moves them, and the choices above, in one sight. */
{of_key("hg-deck")} iframe {{ display: block; height: max(24rem, calc(100vh - 14.5rem)); border: 1px solid var(--hg-line); color-scheme: inherit; }}
{of_key("hg-deck")} .stElementContainer {{ height: auto; }}
"""  # noqa: E501 - a rule a line
# Within a page of another site: what leads to other pages is left out.
EMBEDDED = f"{_NAV}, {of_key('explore-ways')}, {of_key('hg-top')} {{ display: none !important; }}"

# Explore in one sight. A fragment and a container stand in boxes of their own: they are taken out
# of the layout, so that choices share a row with those that are not run again with them.
_ROW, _CHOICES, _BODY = of_key("explore-page"), of_key("explore-choices"), of_key("explore-body")
_VIEW, _SHOW, _ROW_WAYS = of_key("explore-view"), of_key("explore-show"), of_key("explore-ways")
# How much each choice grows, and how wide it is at least (rem).
_LISTS = {"find": (1, 7), "place": (1, 7), "explore-block": (3, 8), "explore-indicator": (6, 12),
          "explore-area": (4, 10), "explore-view": (4, 12)}  # fmt: skip
_WIDTHS = [
    f"{_ROW} {of_key(name)} {{ flex: {grows} 1 {least}rem; min-width: 0; }}"
    for name, (grows, least) in _LISTS.items()
]
EXPLORE = f"""
{_ROW} > div:has({_BODY}), {_ROW} > div > div:has(> div > {_BODY}) {{ display: contents; }}
{_ROW} div:has(> {_CHOICES}), {_ROW} div:has(> {_ROW_WAYS}), {_CHOICES}, {_ROW_WAYS} {{
display: contents; }}
/* Until the choices come, their room is kept: what stands below does not move. */
{_ROW}:not(:has({of_key("find")}))::before {{ content: ""; flex: 1 0 100%; height: 2.5rem; }}
{_ROW} div:has(> {_BODY}) {{ flex: 1 0 100%; }}
{_ROW} {{ margin-top: -0.5rem; }}
{_BODY} {{ gap: 0.5rem; }}
{" ".join(_WIDTHS)}
{_VIEW} button {{ padding-block: 0; }}
{_VIEW} button, {_VIEW} button p {{ line-height: 1.2; }}
@media (max-width: 40rem) {{
{_ROW}:not(:has({of_key("find")}))::before {{ height: 8.5rem; }}
{_ROW} {_ROW_WAYS} > div, {_ROW} {_CHOICES} > div {{ flex: 1 1 9rem; }}
{_ROW} {_CHOICES} > div:has({_VIEW}), {_ROW} {_CHOICES} > {_VIEW} {{ flex: 1 1 12rem; }}
}}
{_ROW} {_CHOICES} > {_SHOW} {{ flex: 0 0 auto; }}
{_BODY} .hg-card {{ padding: 0.625rem 1rem; font-size: var(--hg-small); line-height: 1.4; }}
{_BODY} .hg-card .hg-value {{ font-size: 1.625rem; }}
{_BODY} .hg-card :is(p, h2) {{ margin: 0.125rem 0; }}
{_BODY} .hg-card .hg-table {{ margin-top: 0.375rem; line-height: 1.3; }}
{_BODY} .hg-card .hg-table :is(th, td) {{ padding: 0.25rem 0.5rem 0.25rem 0; }}
"""


def let_paint(seconds: float = PAINT_S) -> None:
    """Let the browser paint what it has been sent before the rest of the page is."""
    time.sleep(seconds)


def surely_sent(when: float) -> bool:
    """Tell whether what a script put together at a time (monotonic, s) has surely left."""
    return time.monotonic() - when >= SURELY_SENT_S


def marked(params: Mapping[str, str]) -> dict[str, str]:
    """Return what a link from a page to itself says.

    The browser keeps its address where the page stays the same, unless the link is changed here.
    """
    return {**params, _SAME_PAGE: "1"}


def unmark() -> None:
    """Take the mark of a followed link out of the address."""
    st.query_params.pop(_SAME_PAGE, None)


def row_key(*shown: object) -> str:
    """Return the key of a table in which a row can be chosen: all that it shows.

    Streamlit remembers a row's place under a key, not whose row it is.
    """
    return "-".join(map(str, shown))


def has_routes() -> bool:
    """Tell whether the server has routes of our own, which the plain script has not."""
    from streamlit import config  # noqa: PLC0415

    return config._server_mode in {"starlette-app", "asgi-server", "asgi-mounted"}


def has_page() -> bool:
    """Tell whether this thread runs a page, which can show what is being done."""
    from streamlit.runtime.scriptrunner import get_script_run_ctx  # noqa: PLC0415

    return get_script_run_ctx(suppress_warning=True) is not None


def keep_for_good() -> None:
    """Take what lives as long as the app out of the collection of garbage.

    Streamlit collects after every run, and a full collection would walk all of it. What a session
    held in circles when it was taken out, and has let go since, is collected every so often.
    """
    if next(_KEPT) % WHOLE_AFTER == 0:
        gc.unfreeze()
    gc.collect()
    gc.freeze()


def show_document(html: str, height: int) -> None:
    """Show a whole document in a frame of its own; ``height`` in pixels.

    Streamlit looks whether it is an address, and Python keeps the last 128 texts that were looked
    at so: of briefings 3 MB each.
    """
    st.iframe(html, height=height)
    urlsplit.cache_clear()


def pages_manager() -> Any:
    """Return what decides whether ``pages/`` are Streamlit's own pages (``uses_pages_directory``).

    Until a server has once run ``app.py`` they are, and one that a link names is run without the
    frame. Naming the pages ends that, for all its sessions.
    """
    from streamlit.runtime.pages_manager import PagesManager  # noqa: PLC0415 - for tests alone

    return PagesManager


def narrows_by_what_it_contains(message: Any) -> bool:
    """Tell whether the message of a list has it narrowed to what contains what is typed."""
    from streamlit.proto.SelectWidgetFilterMode_pb2 import SelectWidgetFilterMode  # noqa: PLC0415

    return bool(message.filter_mode == SelectWidgetFilterMode.FILTER_MODE_CONTAINS)
