"""A form that somebody has begun to fill in: each field is kept once it is left, until a save."""

from __future__ import annotations

from dataclasses import dataclass

import streamlit as st

from het_geo.register.rows import fields_of
from het_geo.ui.sign_in import forget_drafts, keep_draft


def begun_in(place: str) -> str:
    """Return under what name it is kept which form was begun: its kind and its row, by a space."""
    return f"{place} form begun"


@dataclass(frozen=True)
class BegunForm:
    """Which form it is: of a place, a kind and a row ("" for a new one)."""

    place: str
    kind: str
    row: str = ""

    def key(self, name: str) -> str:
        """Return where a field's value stands, in the session and among what is kept."""
        return f"{self.place}-{self.kind}-{self.row or 'new'}-{name}"

    @property
    def keys(self) -> dict[str, str]:
        """Return where each field's value stands."""
        return {name: self.key(name) for name in fields_of(self.kind)}

    @property
    def seen(self) -> str:
        """Return where the version stands that the person has before them, whatever others save."""
        return self.key("seen")

    def keep(self, *names: str) -> None:
        """Keep what was typed, and which form it is in: a sign-in that has ended loses nothing."""
        for name in names:
            keep_draft(self.key(name), str(st.session_state.get(self.key(name)) or ""))
        keep_draft(self.seen, str(st.session_state.get(self.seen, 0)))
        keep_draft(begun_in(self.place), f"{self.kind} {self.row}")

    def forget(self) -> None:
        """Keep no longer what was typed into this form: it shows what stands."""
        forget_drafts(*self.keys.values(), self.seen, begun_in(self.place))
        for key in (*self.keys.values(), self.seen):
            st.session_state.pop(key, None)
