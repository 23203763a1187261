"""A stranger's text, whichever of the usual encodings it was saved in, and which one it was."""

from __future__ import annotations

import codecs
import re
from typing import NamedTuple

from het_geo.strangers.limits import StrangerError

_MARKS = {
    codecs.BOM_UTF8: "utf-8-sig",
    codecs.BOM_UTF16_LE: "utf-16",
    codecs.BOM_UTF16_BE: "utf-16",
}
_CALLED = {"utf-16": "UTF-16", "utf-16-le": "UTF-16", "utf-16-be": "UTF-16"}
_LATIN = "Latin-1 (Windows-1252)"
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
        look = ": look whether its names are right" if self.encoding == _LATIN else ""
        return (f"It is written in {self.encoding} and was read so{look}.",)


def decoded(data: bytes, what: str = "a text") -> Decoded:
    """Return a text: UTF-8, UTF-16 (with its mark or without), else Latin-1 as Windows writes it.

    Raises:
        StrangerError: it is no text.
    """
    codec = next((name for mark, name in _MARKS.items() if data.startswith(mark)), "")
    codec = codec or _unmarked(data[:2_000])
    try:
        found = Decoded(data.decode(codec or "utf-8"), _CALLED.get(codec, ""))
    except UnicodeDecodeError:
        if codec:
            raise StrangerError(f"It begins as {codec.upper()[:6]}, and is not.") from None
        found = Decoded(_latin(data), _LATIN)
    if "\0" in found.text:
        raise StrangerError(f"It holds a NUL character, so it is no text: {what} was expected.")
    if found.encoding == _LATIN and _CONTROLS.search(found.text):
        raise StrangerError(f"It is no text: {what} was expected.")
    return found


def _latin(data: bytes) -> str:
    try:
        return data.decode("cp1252")
    except UnicodeDecodeError:  # five bytes have no letter on Windows
        return data.decode("latin-1")


def _unmarked(start: bytes) -> str:
    """Return UTF-16 where every other byte of a text's beginning is 0, which no other text has."""
    even, odd = start[::2].count(0), start[1::2].count(0)
    if len(start) >= 4 and max(even, odd) > 0.4 * len(start) / 2 and min(even, odd) == 0:
        return "utf-16-le" if odd else "utf-16-be"
    return ""
