"""A page that signed-in editors may write on, as pages of the explorer do: made up for a test."""

from pathlib import Path

import streamlit as st

from het_geo.catalogue.read import read_catalogue
from het_geo.errors import SignInError
from het_geo.people.roles import Role, may
from het_geo.ui.sign_in import draft, drop_draft, person_now, show_sign_in, typed_text

ROOT = Path(__file__).resolve().parents[3]


@st.cache_resource
def written() -> list[str]:
    """Return what has been written, by whom: all sessions share it."""
    return []


@st.cache_resource
def subgroups():
    return read_catalogue(ROOT / "data" / "catalogue").subgroups


def save():
    try:
        person = person_now(subgroups())
        if not may(person, Role.EDITOR, "housing"):
            raise SignInError("You have no role that may write here.")
    except SignInError as error:
        st.session_state["refused"] = str(error)
        return
    written().append(f"{person.subject[:8]}: {draft('note')}")
    drop_draft("note")


def notes():
    st.html("<h1>Notes</h1>")
    st.text(f"Shown: {st.query_params.get('view', 'nothing')}")
    seen = show_sign_in(subgroups())
    if said := st.session_state.pop("refused", ""):
        st.text(said)
    if may(seen, Role.EDITOR, "housing") or draft("note"):
        typed_text("Note", "note")
        st.button("Save", key="hg-save", on_click=save)
    for line in written():
        st.text(line)


pages = [
    st.Page(notes, title="Notes", url_path="door", default=True),
    st.Page(notes, title="Notes", url_path="notes"),
]
st.navigation(pages, position="hidden").run()
