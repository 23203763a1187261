"""Your own figures on the Data page: brought, described, shown, saved and removed.

They are held in this session's memory alone, and go with it.
"""

from __future__ import annotations

import streamlit as st

from het_geo import clock
from het_geo.errors import HetGeoError
from het_geo.files import csv_of
from het_geo.own.data.guess import guess
from het_geo.own.data.indicator import MOST_INDICATORS, OwnIndicator, id_of
from het_geo.own.data.make import look_at, make
from het_geo.own.data.saved import name_of, saved
from het_geo.pack.model import Pack
from het_geo.render.plain import marked
from het_geo.sentences.own_data import own_said, reasons_said, refused_table, unknown_said
from het_geo.strangers.sheet import SHEET
from het_geo.ui.frame import pages
from het_geo.ui.kit import choose_file
from het_geo.ui.link import sentences
from het_geo.ui.own_data_form import OwnDraft, begin, described, forget, show_form
from het_geo.ui.shelf import OWN_DATA, own_data
from het_geo.ui.show import show_text, show_title
from het_geo.ui.tables import show_rows

_BEGUN, _SAID = "own data begun", "own data said"
_ABOUT = (
    "Bring a table (CSV or XLSX) of wards, neighbourhoods (LSOA) or neighbourhood groups (MSOA) "
    "and their figures, or one row for each person or event with a postcode. It is checked row by "
    "row and shown to you alone until you leave: nothing of it is kept here. Rows of people are "
    "counted, and small counts withheld."
)


def show_own_data(pack: Pack) -> None:
    """Let a visitor bring figures of his own; show those that he has brought."""
    show_title("Your own figures", small=True)
    show_text(_ABOUT)
    for own in own_data(pack):
        _show(pack, own)
    if said := st.session_state.get(_SAID):
        st.warning(said)
    draft: OwnDraft | None = st.session_state.get(_BEGUN)
    if draft is not None and draft.place == pack.manifest.place:
        _show_begun(pack, draft)
    elif len(st.session_state.get(OWN_DATA, ())) >= MOST_INDICATORS:
        show_text(
            f"{MOST_INDICATORS} own figures at once are the most: remove one to bring another."
        )
    else:
        choose_file(
            "A table (CSV or XLSX)", ".csv,.xlsx,.txt,.tsv", SHEET.size, "own-file",
            lambda data: _chosen(pack, data),
        )  # fmt: skip


def _chosen(pack: Pack, data: bytes) -> None:
    """Look at a table that was chosen: what it seems to be fills the form."""
    st.session_state.pop(_SAID, None)
    try:
        look = look_at(data)
        draft = OwnDraft(pack.manifest.place, data, look.header, look.count, guess(pack, look))
    except HetGeoError as error:
        st.session_state[_SAID] = f"The table is not taken in. {error}"
        return
    st.session_state[_BEGUN] = draft
    begin(draft.guessed)


def _show_begun(pack: Pack, draft: OwnDraft) -> None:
    """Show what a table was taken for, to be corrected, and what to do with it."""
    show_form(pack, draft)
    show, leave = st.columns(2)
    if show.button("Show it on the map", type="primary", key="own-show", width="stretch"):
        _take(pack, draft)
    if leave.button("Leave it", key="own-leave", width="stretch"):
        _end()
        st.rerun()


def _take(pack: Pack, draft: OwnDraft) -> None:
    """Make the figure and go to its map; say what is lacking where it cannot be made."""
    held: tuple[OwnIndicator, ...] = st.session_state.get(OWN_DATA, ())
    taken = {one.id for one in held}
    name = next(name for name in map(id_of, range(len(held) + 1)) if name not in taken)
    try:
        with st.spinner("Checking each row…"):
            own = make(pack, draft.data, described(draft), name, clock.today())
    except HetGeoError as error:
        st.session_state[_SAID] = str(error)
        st.rerun()
    st.session_state[OWN_DATA] = (*held, own)
    _end()
    _go(pack, own)


def _end() -> None:
    """Keep nothing of the table that was brought, nor of what was typed into its form."""
    for key in (_BEGUN, _SAID):
        st.session_state.pop(key, None)
    forget()


def _go(pack: Pack, own: OwnIndicator) -> None:
    level = own.record.levels[0] if "ward" not in own.record.levels else "ward"
    view = {**pack.link, "indicator": own.id, "level": level, "compare": "district"}
    st.switch_page(pages()["Explore"], query_params=view)


def _show(pack: Pack, own: OwnIndicator) -> None:
    """Show a figure that was brought: what was taken, what not, and what can be done with it."""
    with st.container(border=True, key=f"own-{own.id}"):
        show_text(f"{own.record.label} ({own.source.publisher})", "hg-headline")
        st.markdown(sentences(own_said(own)))
        _show_refused(own)
        go, save, remove = st.columns(3)
        if go.button("Show on the map", key=f"{own.id}-show", width="stretch"):
            _go(pack, own)
        save.download_button(
            "Save as a file",
            data=lambda: saved(own),
            file_name=f"{name_of(own)}.zip",
            mime="application/zip",
            on_click="ignore",
            key=f"{own.id}-save",
            width="stretch",
        )
        remove.button(
            "Remove", key=f"{own.id}-remove", on_click=_remove, args=(own.id,), width="stretch"
        )


def _remove(name: str) -> None:
    held: tuple[OwnIndicator, ...] = st.session_state.get(OWN_DATA, ())
    st.session_state[OWN_DATA] = tuple(one for one in held if one.id != name)


def _show_refused(own: OwnIndicator) -> None:
    if not own.tally.lost:
        return
    st.markdown(sentences([*reasons_said(own.tally), *unknown_said(own.tally)]))
    table = refused_table(own.tally)
    with st.expander("The rows that were not taken"):
        show_rows(table.head(200), most=320, key=f"{own.id}-refused")
        st.download_button(
            "All of them (CSV)",
            data=lambda: marked(csv_of(table)),
            file_name=f"{name_of(own)}-rows-not-taken.csv",
            mime="text/csv",
            on_click="ignore",
            key=f"{own.id}-refused-file",
        )
