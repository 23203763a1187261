"""A stranger's text, whichever of the usual encodings it was saved in, and which one it was."""

from __future__ import annotations

import re
from typing import NamedTuple

from het_geo.strangers.limits import StrangerError
from het_geo.strangers.text import encoding_of

_CALLED = {"utf-8": "", "utf-8-sig": "", "cp1252": "Latin-1", "latin-1": "Latin-1"}
_CONTROLS = re.compile("[\x01-\x08\x0e-\x1f]")  # no text has them, and nearly every other file


class Decoded(NamedTuple):
    """A text, and what it was written in where that is not UTF-8 ("" where it is)."""

    text: str
    encoding: str

    @property
    def said(self) -> tuple[str, ...]:
        """What a person should know of it: nothing for UTF-8."""
        if not self.encoding:
            return ()
        look = ": look whether its names are right" if self.encoding == "Latin-1" else ""
        return (f"It is written in {self.encoding} and was read so{look}.",)


def decoded(data: bytes, what: str = "a text") -> Decoded:
    """Return a text: UTF-8, UTF-16 (with its mark or without), else Latin-1 as Windows writes it.

    Raises:
        StrangerError: it is no text.
    """
    encoding = encoding_of(data)
    called = _CALLED.get(encoding, "UTF-16")
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError:
        raise StrangerError(f"It begins as {called or 'UTF-8'}, and is not.") from None
    if "\0" in text:
        raise StrangerError(f"It holds a NUL character, so it is no text: {what} was expected.")
    if called and _CONTROLS.search(text):
        raise StrangerError(f"It is no text: {what} was expected.")
    return Decoded(text, called)
