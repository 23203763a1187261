"""The lists of a page: each is narrowed, as a person types, to what contains what is typed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence

import streamlit as st

from het_geo import words as words_of
from het_geo.geography import Level, area_label, the
from het_geo.pack.model import Pack
from het_geo.ui.following import following
from het_geo.ui.shelf import atlas_of

AREA_HELP = (
    "Type part of the name of a ward, neighbourhood (LSOA) or neighbourhood group (MSOA). A "
    "postcode, or a code such as E05014741, is found by the search above."
)


def find_labels(pack: Pack, codes: Iterable[str]) -> dict[str, str]:
    """Return the words by which each area can be found: its names, and its MSOA's and ward's.

    A code says nothing to a person: it stands only where two would be called the same. What has
    been worked out for one visitor is there for all.
    """
    wanted = tuple(codes)
    key = ("words of a list", wanted)
    return atlas_of(pack).keep(key, lambda: _find_labels(pack, wanted))


def find_labels_at(pack: Pack, levels: Iterable[Level]) -> dict[str, str]:
    """Return the words by which each area of some levels can be found, level after level."""
    return find_labels(pack, [code for level in levels for code in pack.codes(level)])


def _find_labels(pack: Pack, codes: Iterable[str]) -> dict[str, str]:
    labels = {code: _label(pack, code) for code in codes}
    many = Counter(labels.values())
    return {
        code: f"{words} · {code}" if many[words] > 1 else words for code, words in labels.items()
    }


def _label(pack: Pack, code: str) -> str:
    if not code:
        return f"All of {the(pack.manifest.name)}"
    label = area_label(pack.areas, code)
    ward = str(pack.areas.loc[code, "ward"])
    inside = f" in {pack.areas.loc[ward, 'name']} ward" if ward else ""
    return f"{words_of.capital(label)}{inside}"


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
    name, changed = following(key, current, chosen, words(current))
    st.selectbox(
        label,
        options,
        format_func=words,
        key=name,
        on_change=changed,
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
    name, changed = following(key, list(current), lambda codes: chosen(tuple(codes)))
    st.multiselect(
        label,
        options,
        format_func=words,
        key=name,
        on_change=changed,
        filter_mode="contains",
        select_all=False,
    )
