"""Fields that show what other ways in may have changed: a map, a link, a list, another field.

With each thing that a person does a browser says what all fields of the page hold. Where the server
has given one another value which the browser has not shown yet, the browser still says the earlier
one, and that reads like a choice of it: a click that came quickly after another took an
area back or began one that nobody wanted. So a field that is given another value becomes another
field, with a key of its own, and what is said of the earlier one is not listened to. A list says
its choice by its words: so it does where the same value is called otherwise, too.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import streamlit as st

_SHOWN = "shown by "  # and the field's key: what it shows, and how often that was changed elsewhere


def following(
    key: str, current: Any, chosen: Callable[[Any], None], called: str = ""
) -> tuple[str, Callable[[], None]]:
    """Let a field show ``current``.

    Args:
        key: the field's, the same in every run.
        current: what it shows; a list is the same in any order.
        chosen: is given what a person chooses instead, before the run that this causes.
        called: the words by which a list shows it.

    Returns:
        Its key in this run and what its ``on_change`` is to be.
    """
    memory = _SHOWN + key
    before, number, words = st.session_state.get(memory, (current, 0, called))
    if not _same(before, current) or words not in (called, None):
        number += 1
    st.session_state[memory] = (current, number, called)
    name = f"{key}~{number}" if number else key
    st.session_state[name] = current

    def changed() -> None:
        said, (held, last, _) = st.session_state[name], st.session_state[memory]
        if number == last and not _same(said, held):
            st.session_state[memory] = (said, number, None)  # called as the list has it
            chosen(said)

    return name, changed


def shown(key: str) -> Any:
    """Return what a field of this page shows, or what has been chosen in it since."""
    return st.session_state[_SHOWN + key][0]


def _same(one: Any, other: Any) -> bool:
    if isinstance(one, list) and isinstance(other, list):
        return sorted(one) == sorted(other)
    return bool(one == other)
