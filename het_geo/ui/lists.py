"""The lists of a page: each is narrowed, as a person types, to what contains what is typed."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import streamlit as st

from het_geo import words as words_of
from het_geo.geography import area_label, the
from het_geo.pack.model import Pack

AREA_HELP = (
    "Type part of the name of a ward, neighbourhood or MSOA, or a code such as E05014741. "
    "A postcode is found by the search above."
)


def find_label(pack: Pack, code: str) -> str:
    """Return the words by which an area can be found: names of its own, its MSOA and ward, code."""
    if not code:
        return f"All of {the(pack.manifest.name)}"
    label = area_label(pack.areas, code)
    ward = str(pack.areas.loc[code, "ward"])
    inside = f" in {pack.areas.loc[ward, 'name']} ward" if ward else ""
    return f"{words_of.capital(label)}{inside} · {code}"


def select(  # noqa: PLR0917 - a widget is its label, options, value, words, key, effect
    label: str,
    options: list[str],
    current: str,
    words: Callable[[str], str],
    key: str,
    chosen: Callable[[str], None],
    *,
    help: str | None = None,
    bare: bool = False,
) -> None:
    """Draw a select box that shows ``current`` and calls ``chosen`` before the next run.

    Typing narrows it to the options that contain what is typed. The label of a ``bare`` one is
    heard, not seen.
    """
    st.session_state[key] = current
    st.selectbox(
        label,
        options,
        format_func=words,
        key=key,
        on_change=lambda: chosen(st.session_state[key]),
        help=help,
        filter_mode="contains",
        label_visibility="collapsed" if bare else "visible",
    )


def select_several(  # noqa: PLR0917 - as above
    label: str,
    options: list[str],
    current: Sequence[str],
    words: Callable[[str], str],
    key: str,
    chosen: Callable[[tuple[str, ...]], None],
) -> None:
    """Draw a list to choose several from, one at a time: never all that what is typed meets."""
    st.session_state[key] = list(current)
    st.multiselect(
        label,
        options,
        format_func=words,
        key=key,
        on_change=lambda: chosen(tuple(st.session_state[key])),
        filter_mode="contains",
        select_all=False,
    )
