"""A page that signed-in editors may write on, as pages of the explorer do: made up for a test."""

import streamlit as st

from het_geo.errors import SignInError
from het_geo.people.roles import Role, may
from het_geo.ui.sign_in import draft, drop_draft, person_now, show_sign_in, typed_text


@st.cache_resource
def written() -> list[str]:
    """Return what has been written, by whom: all sessions share it."""
    return []


def save():
    try:
        person = person_now()
        if not may(person, Role.EDITOR, "luton", "housing"):
            raise SignInError("You have no role that may write here.")
    except SignInError as error:
        st.session_state["refused"] = str(error)
        return
    written().append(f"{person.subject[:8]}: {draft('note')}")
    drop_draft("note")


def notes():
    st.html("<h1>Notes</h1>")
    st.text(f"Shown: {st.query_params.get('view', 'nothing')}")
    seen = show_sign_in("luton", "Luton")
    if said := st.session_state.pop("refused", ""):
        st.text(said)
    if may(seen, Role.EDITOR, "luton", "housing") or draft("note"):
        typed_text("Note", "note")
        st.button("Save", key="hg-save", on_click=save)
    for line in written():
        st.text(line)


pages = [
    st.Page(notes, title="Notes", url_path="door", default=True),
    st.Page(notes, title="Notes", url_path="notes"),
]
st.navigation(pages, position="hidden").run()
