"""What was last changed in the register, and what a write came to, said on the page."""

from __future__ import annotations

import time

import streamlit as st

from het_geo import dates, words
from het_geo.errors import RegisterError, SignInError
from het_geo.pack.model import Pack
from het_geo.people.roles import Person
from het_geo.register import PastChange, may_take_back
from het_geo.register.rows import CALLED
from het_geo.ui.notices import notice
from het_geo.ui.register import STAMP, the_register
from het_geo.ui.show import show_text
from het_geo.ui.sign_in import person_now

DEEDS = {"add": "added", "change": "changed", "remove": "removed"}
LAST = 20  # changes that are shown
SAID_S = 30.0  # how long it is said what a write came to
_SAID = "register said"


def show_history(pack: Pack, person: Person | None) -> None:
    """Show everybody the last changes: when, in which role, and what; never whose account.

    Who may write what was changed may take it back. Nothing is read before it is opened.
    """
    if not st.session_state.get(STAMP):
        return  # nothing has been written here
    with st.expander("The last changes", key="register-history", on_change="rerun") as box:
        if not box.open:
            return
        try:
            changes = the_register().history(pack.manifest.place, most=LAST + 1)
        except RegisterError as error:
            notice(str(error))
            return
        for past in changes[:LAST]:
            _show_change(past, person)
        if len(changes) > LAST:
            show_text(f"These are the last {LAST}: the earlier ones are kept in the register.")


def _show_change(past: PastChange, person: Person | None) -> None:
    if not may_take_back(person, past):
        show_text(_told(past))
        return
    said, undo = st.columns([5, 1], vertical_alignment="center")
    with said:
        show_text(_told(past))
    undo.button("Take back", key=f"register-undo-{past.id}", on_click=_undo, args=(past.id,))


def _told(past: PastChange) -> str:
    """Return a change as it is read: when, in which role, and what."""
    row = past.after or past.before or {}
    named = ("title", "aim", "words", "text", "measure", "year")
    what = next((str(row[name])[:80] for name in named if row.get(name)), "")
    when = f"{dates.long_date(past.at.date())}, {past.at:%H:%M}"
    deed = f"{DEEDS[past.deed]} {words.a(CALLED[past.kind])}"
    return f"{when}, {past.role}: {deed}, “{what}”."


def _undo(change: str) -> None:
    try:
        the_register().undo(person_now(), change)
    except (RegisterError, SignInError) as error:
        tell(str(error))
    else:
        tell("Taken back.", good=True)


def tell(said: str, *, good: bool = False) -> None:
    """Keep what a write came to, to be said on the page."""
    st.session_state[_SAID] = (said, good, time.monotonic())


def say() -> None:
    """Say what the last write came to; what another saves meanwhile may run the page again."""
    said, good, since = st.session_state.get(_SAID, ("", True, 0.0))
    if time.monotonic() - since > SAID_S:
        return
    if said and good:
        show_text(said, "hg-draft")
    elif said:
        notice(said)
