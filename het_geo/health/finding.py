"""What was found of one thing that a server needs, in a sentence."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class State(StrEnum):
    """How a thing stands, from the best."""

    WELL = "well"
    LOOK = "look at this"
    WRONG = "wrong"


@dataclass(frozen=True)
class Finding:
    """What was found: about what, how it stands, and a sentence that says what to do."""

    about: str
    state: State
    said: str


def well(about: str, said: str) -> Finding:
    """Return a finding that asks for nothing."""
    return Finding(about, State.WELL, said)


def look(about: str, said: str) -> Finding:
    """Return a finding that somebody should look at; the explorer works."""
    return Finding(about, State.LOOK, said)


def wrong(about: str, said: str) -> Finding:
    """Return a finding that keeps the explorer, or a part of it, from working."""
    return Finding(about, State.WRONG, said)
