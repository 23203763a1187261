"""Text that corrupts no file, and that no spreadsheet and no browser runs."""

from __future__ import annotations

import re
import unicodedata
from urllib.parse import urlsplit

# What XML 1.0 cannot hold, and so no DOCX or XLSX: controls, halves of pairs, two non-characters;
# and the carriage return, which a CSV takes for the end of a row.
_FORBIDDEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")


# A spreadsheet runs a cell that begins with one of these as a formula.
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def plain(text: str) -> str:
    r"""Return text without the characters that corrupt a file.

    >>> plain("Dallow\x00 ward\x0b")
    'Dallow ward'
    """
    if text.isprintable():  # none of these is: most texts are not looked through by letter
        return text
    return _FORBIDDEN.sub("", text)


def seen(text: str) -> str:
    r"""Return text without letters that nobody sees, some of which turn the order of others round.

    >>> seen("Dallow\u202e ward\u200b")
    'Dallow ward'
    """
    if text.isprintable():
        return text
    return "".join(letter for letter in text if letter.isprintable() or letter.isspace())


def inert(text: str) -> str:
    """Return a text that no spreadsheet runs as a formula.

    >>> inert("=1+1"), inert("Dallow ward")
    ("'=1+1", 'Dallow ward')
    """
    return f"'{text}" if text.startswith(_FORMULA_STARTS) else text


def marked(text: str) -> bytes:
    """Return a CSV's bytes: Excel reads one as UTF-8 only where it begins with the mark."""
    return text.encode("utf-8-sig")


def called(text: str, most: int) -> str:
    r"""Return a name as it may stand anywhere: letters that are seen, single blanks, cut.

    >>> called("  Dallow\u202e  Road\tarea ", 60), called("\u200b", 60), len(called("x" * 99, 60))
    ('Dallow Road area', '', 60)
    """
    known = unicodedata.normalize("NFC", text[: 10 * most])
    blanks = "".join(" " if letter.isspace() else letter for letter in known)
    seen = "".join(c for c in blanks if not unicodedata.category(c).startswith("C"))
    return " ".join(seen.split())[:most].rstrip()


_NO_ADDRESS = re.compile(r"[\s\"'<>\\^`{|}]")


def is_web_address(text: str) -> bool:
    r"""Tell whether a text is the address of a page on the web, and nothing that a browser runs.

    >>> [is_web_address(at) for at in ("https://www.ons.gov.uk/a?b=c#d", "http://a.org")]
    [True, True]
    >>> [is_web_address(at) for at in ("javascript:alert(1)", "data:text/html,x", "//a.org", "",
    ...                                "https://", "https://user:word@a.org", "java\nscript:x",
    ...                                "https://a.org/\u202eb")]
    [False, False, False, False, False, False, False, False]
    """
    try:
        parts = urlsplit(text)
        _ = parts.port  # no number where it should be one
    except ValueError:
        return False
    named = bool(parts.hostname) and not {"@", "%"} & set(parts.netloc)
    seen = text.isprintable() and not _NO_ADDRESS.search(text)  # no letter turns others round
    return parts.scheme in ("http", "https") and named and seen
