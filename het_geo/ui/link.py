"""The link of a page, and the session's memory of it; texts of links as Markdown shows them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import streamlit as st

from het_geo.own.pack import OWN
from het_geo.postcodes import names_postcode

PLACE, AREA, NAME = "place", "area", "name"
VIEW = ("indicator", "level", "period", "compare", AREA, NAME, "of")  # of one place
_LAST = "last link"


def last_place() -> str:
    """Return the place that this session has seen last; "" for none."""
    return str(st.session_state.get(_LAST, {}).get(PLACE, ""))


def asked() -> dict[str, str]:
    """Return what the link asks for in its place, or what the session has last seen there."""
    link = st.query_params.to_dict()
    found = {key: link[key] for key in VIEW if key in link}
    same = link.get(PLACE, "") in ("", last_place())
    return found or (last() if same else {})


def own_asked() -> str:
    """Return the own areas that the link has, or those that the session has last seen here."""
    found = st.query_params.get(OWN, "")
    same = st.query_params.get(PLACE, "") in ("", last_place())
    return found or (str(st.session_state.get(_LAST, {}).get(OWN, "")) if same else "")


def put_own(text: str) -> None:
    """Put own areas into link and memory; "" forgets them."""
    held = {key: value for key, value in st.session_state.get(_LAST, {}).items() if key != OWN}
    st.session_state[_LAST] = held | ({OWN: text} if text else {})
    put_one(OWN, text)


def last() -> dict[str, str]:
    """Return what this session has last seen in its place.

    A person may choose twice before a page has run again, and the link of the second choice may
    still be the one from before the first: this is not.
    """
    return {k: v for k, v in st.session_state.get(_LAST, {}).items() if k in VIEW}


def follow_link() -> None:
    """Let the session remember what the link says, and no more: a way back may say less."""
    link = st.query_params.to_dict()
    said = {key: link[key] for key in VIEW if key in link}
    st.session_state[_LAST] = _staying() | said


def _staying() -> dict[str, str]:
    """Return what the session remembers of its place, whatever is shown of it."""
    return {PLACE: last_place()} | ({OWN: own} if (own := own_asked()) else {})


def area_asked() -> str:
    """Return what a page that shows no indicator is asked for: areas, or "" for the place.

    What the session has last seen goes into a link that says nothing.
    """
    put(asked())
    return asked().get(AREA, "")


def travelling() -> dict[str, str]:
    """Return what every link to another page carries; no postcode is among it."""
    here = _staying() | {PLACE: st.query_params.get(PLACE) or last_place()}
    found = {**here, **asked()}
    if "," not in found.get(AREA, ""):
        found.pop(NAME, None)  # only several areas are called something together
    return {key: value for key, value in found.items() if value and not names_postcode(value)}


def put_place(slug: str) -> None:
    """Put the place into link and memory; what was seen of another one is forgotten."""
    if last_place() != slug:
        st.session_state[_LAST] = {PLACE: slug}
    put_one(PLACE, slug)


def put(view: Mapping[str, str]) -> None:
    """Put a view of the place into link and memory: the keys of :data:`VIEW`, those alone."""
    kept = {key: view[key] for key in VIEW if view.get(key)}
    st.session_state[_LAST] = _staying() | kept
    for key in VIEW:
        if key not in kept and key in st.query_params:
            del st.query_params[key]
    new = {key: value for key, value in kept.items() if st.query_params.get(key) != value}
    if new:
        st.query_params.update(new)  # as one change: each is sent to the browser


def put_area(text: str, name: str = "") -> None:
    """Put what is asked for instead, codes by commas, into link and memory; "" is the place.

    ``name`` is what these areas are called together.
    """
    put({**asked(), AREA: text, NAME: name})


def name_asked() -> str:
    """Return what the areas that are asked for are called together; "" where nothing says it."""
    return asked().get(NAME, "")


def put_one(key: str, value: str) -> None:
    """Put one choice into the link alone, "" takes it out.

    The link changes where it says something else: a change is sent to the browser.
    """
    if not value:
        st.query_params.pop(key, None)
    elif st.query_params.get(key) != value:
        st.query_params[key] = value


def plain(text: str) -> str:
    """Return text that Markdown shows as it is."""
    return "".join(f"\\{c}" if c in "\\`*_{}[]()#+-.!|~>$:<" else c for c in text)


def sentences(texts: Sequence[str]) -> str:
    """Return sentences as a list in Markdown that shows them as they are."""
    return "\n".join(f"* {plain(text)}" for text in texts)
