"""The form that says what a visitor's table is: guessed from it, shown, and corrected by him."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import streamlit as st

from het_geo import words
from het_geo.own.data.described import (
    COUNTED,
    DIRECTIONS,
    FILE,
    KINDS,
    LICENCES,
    MOST_TEXT,
    RESIDENTS,
    UNITS,
    Columns,
    Description,
)
from het_geo.own.data.places import Edition, editions
from het_geo.pack.model import Pack
from het_geo.ui.show import show_text

_KEY, _KEPT = "own-field-", "own data typed"
_NONE = ""
_BY = {
    FILE: "A column of the table",
    RESIDENTS: "The people who live there (mid-2022)",
    _NONE: "Nothing",
}
_COLUMNS = {
    "numerator": "How many (the count)",
    "denominator": "Of how many (what it is divided by)",
    "value": "The value itself",
    "lower": "Lower limit",
    "upper": "Upper limit",
    "period": "The time of each row",
}


@dataclass(frozen=True)
class OwnDraft:
    """A table that was brought and is being described: its bytes stay until it is made or left."""

    place: str
    data: bytes = field(repr=False)
    header: tuple[str, ...]
    count: int
    guessed: Description


def begin(guessed: Description) -> None:
    """Fill the form with what a table seems to be."""
    forget()
    texts = ("name", "question", "kind", "unit", "polarity", "divided_by", "period", "publisher",
             "licence", "url", "block", "principle", "counted", "withhold", "edition")  # fmt: skip
    for name in texts:
        st.session_state[_KEY + name] = getattr(guessed, name)
    for name in ("area", *_COLUMNS):
        st.session_state[f"{_KEY}column-{name}"] = getattr(guessed.columns, name)
    _keep()


def _keep() -> None:
    """Keep what stands in the form: Streamlit forgets fields while another page is shown."""
    fields = {k: v for k, v in st.session_state.items() if str(k).startswith(_KEY)}
    st.session_state[_KEPT] = {**st.session_state.get(_KEPT, {}), **fields}


def _fill() -> None:
    """Fill fields that were forgotten with what was kept of them."""
    for key, value in st.session_state.get(_KEPT, {}).items():
        st.session_state.setdefault(key, value)


def forget() -> None:
    """Forget what stands in the form."""
    st.session_state.pop(_KEPT, None)
    for key in [key for key in st.session_state if str(key).startswith(_KEY)]:
        del st.session_state[key]


def described(draft: OwnDraft) -> Description:
    """Return what the form says of a table."""
    of = {name: _held(f"column-{name}") or "" for name in ("area", *_COLUMNS)}
    kind = str(_held("kind"))
    people = draft.guessed.columns.people
    columns = Columns(people=people, **_used(of, kind, people=people, by=str(_held("divided_by"))))
    return Description(
        columns=columns,
        edition=_held("edition") or draft.guessed.edition,
        name=str(_held("name") or ""),
        question=str(_held("question") or ""),
        kind=kind,
        unit=str(_held("unit") or ""),
        polarity=int(_held("polarity") or 0),
        divided_by=str(_held("divided_by") or "") if kind != "count" else "",
        period=str(_held("period") or ""),
        publisher=str(_held("publisher") or ""),
        licence=str(_held("licence") or ""),
        url=str(_held("url") or ""),
        block=str(_held("block")),
        principle=int(_held("principle") or 0),
        counted=str(_held("counted") or "people"),
        withhold=bool(_held("withhold")),
    )


def _used(of: Mapping[str, str], kind: str, *, people: bool, by: str) -> dict[str, str]:
    """Return the columns that a kind of figure is made of; the others are not asked of the file."""
    counted = kind in COUNTED
    left = {"value", "lower", "upper"} if counted else {"numerator"}
    if people:
        left = {"numerator", "denominator", "value", "lower", "upper"}
    if by != FILE or kind == "count":
        left |= {"denominator"}
    return {name: "" if name in left else column for name, column in of.items()}


def show_form(pack: Pack, draft: OwnDraft) -> None:
    """Show what a table was taken for: each field can be changed."""
    _fill()
    rows = words.count_of(draft.count, "row", "rows")
    what = "one person or event a row" if draft.guessed.columns.people else "areas and figures"
    show_text(f"A table of {rows}: {what}. This is what it seems to be. Correct what is not so.")
    first, second, third = st.columns(3)
    with first:
        _show_words(pack)
    with second:
        _show_columns(pack, draft)
    with third:
        _show_source(pack)
    _keep()


def _show_words(pack: Pack) -> None:
    _text("Name", "name")
    _text("Question that it answers", "question")
    kind = _choice("Kind of figure", "kind", list(KINDS), KINDS.get)
    units = UNITS[str(kind)]
    if _held("unit") not in units:
        st.session_state[_KEY + "unit"] = units[0]
    _choice("Unit", "unit", units, str)
    _choice("Direction", "polarity", list(DIRECTIONS), DIRECTIONS.get)
    blocks = pack.catalogue.blocks
    _choice("Building block of health", "block", list(blocks), lambda name: blocks[name].label)
    principles = {0: "None"} | {n: f"{n}. {p.label}" for n, p in pack.catalogue.principles.items()}
    _choice("Marmot principle", "principle", list(principles), principles.get)


def _show_columns(pack: Pack, draft: OwnDraft) -> None:
    people, kind = draft.guessed.columns.people, str(_held("kind"))
    label = "Column of the postcode" if people else "Column of the area"
    _choice(label, "column-area", draft.header, str)
    if not people:
        _choice("Its areas are", "edition", editions(pack), _edition_said)
    if kind in ("proportion", "rate") or (kind not in COUNTED and not people):
        options = [RESIDENTS] if people else list(_BY)
        if _held("divided_by") not in options:
            st.session_state[_KEY + "divided_by"] = options[0]
        said = "Divided by" if kind in COUNTED else "Weighed by, in larger areas"
        _choice(said, "divided_by", options, _BY.get)
    every = dict.fromkeys(_COLUMNS, "x")
    used = _used(every, kind, people=people, by=str(_held("divided_by")))
    for name in (name for name in _COLUMNS if used[name]):
        _choice(_COLUMNS[name], f"column-{name}", ("", *draft.header), _column_said)
    if not _held("column-period"):
        _text("Time of all rows (2023, 2022/23, March 2023 or 21 March 2021)", "period")
    if used["denominator"]:
        _text("What is counted in it (people, households)", "counted")
    _show_withheld(kind, people=people)


def _show_withheld(kind: str, *, people: bool) -> None:
    """Say that small counts are withheld; of a table of areas that can be switched off."""
    if people:
        show_text("Counts of 1 to 4 are withheld, and what would give one away.")
    elif kind in COUNTED:
        st.checkbox(
            "Withhold counts of 1 to 4, and what would give one away", key=_KEY + "withhold"
        )


def _show_source(pack: Pack) -> None:
    _text("Who made the table", "publisher")
    known = [*LICENCES, *dict.fromkeys(s.licence for s in pack.catalogue.sources.values())]
    _choice("Licence, or for whom it is", "licence", list(dict.fromkeys(known)), str)
    _text("Its page on the internet, if it has one", "url")


def _edition_said(edition: Edition) -> str:
    return words.capital(edition.said)


def _column_said(name: str) -> str:
    return name[:60] or "No column"


def _held(name: str) -> Any:
    return st.session_state.get(_KEY + name)


def _text(label: str, name: str) -> None:
    st.text_input(label, key=_KEY + name, max_chars=MOST_TEXT, autocomplete="off")


def _choice(label: str, name: str, options: Sequence[Any], said: Callable[[Any], Any]) -> Any:
    if _held(name) not in options:
        st.session_state[_KEY + name] = options[0]
    return st.selectbox(label, options, format_func=said, key=_KEY + name)
