"""Postcodes: how one is written, and how many of them are kept in little room.

A *packed* text holds postcodes by their sectors, each once, its units behind it two letters each,
all in order: ``LU1 1 AAABAD;LU1 2 BC``.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

_AREA = r"[A-Z]{1,2}"
_OUTWARD = rf"{_AREA}[0-9][A-Z0-9]?"
_POSTCODE = re.compile(rf"{_OUTWARD}[0-9][A-Z]{{2}}")
_START = re.compile(rf"{_OUTWARD}(?: ?[0-9][A-Z]?)?")
_SECTOR = rf"{_OUTWARD} [0-9] (?:[A-Z]{{2}})+"
PACKED = re.compile(rf"{_SECTOR}(?:;{_SECTOR})*")
LONGEST = 40  # characters: with blanks wherever a person may put them


def postcode_of(text: str) -> str:
    """Return the postcode that a text is, as its list writes it; "" where it is none.

    Blanks of any kind, capitals and what cannot be seen do not count.

    >>> postcode_of(" lu1  2aa"), postcode_of("LU12AA"), postcode_of("LU1"), postcode_of("Dallow")
    ('LU1 2AA', 'LU1 2AA', '', '')
    """
    plain = _plain(text)
    return f"{plain[:-3]} {plain[-3:]}" if _POSTCODE.fullmatch(plain) else ""


def starts_postcode(text: str) -> bool:
    """Tell whether a text is how a postcode begins, and no whole one.

    >>> starts_postcode("lu1"), starts_postcode("LU1 2"), starts_postcode("LU1 2AA")
    (True, True, False)
    """
    return _START.fullmatch(_plain(text)) is not None


def names_postcode(text: str) -> bool:
    """Tell whether a part of a text, by commas, is a postcode.

    >>> names_postcode("E05014741,lu12aa"), names_postcode("E05014741")
    (True, False)
    """
    return any(postcode_of(part) for part in text.split(","))


def area_of(postcode: str) -> str:
    """Return the letters that a postcode begins with: its postal area."""
    return re.split(r"[0-9]", postcode, maxsplit=1)[0]


def packed(postcodes: Iterable[str]) -> str:
    """Return postcodes as one packed text.

    >>> packed(["LU1 2BC", "LU1 1AB", "LU1 1AA"])
    'LU1 1 AAAB;LU1 2 BC'
    """
    sectors: dict[str, str] = {}
    for postcode in sorted(postcodes):
        sector = postcode[:-2]
        sectors[sector] = sectors.get(sector, "") + postcode[-2:]
    return ";".join(f"{sector} {units}" for sector, units in sectors.items())


def unpacked(text: str) -> list[str]:
    """Return the postcodes of a packed text, in its order.

    >>> unpacked("LU1 1 AAAB;LU1 2 BC")
    ['LU1 1AA', 'LU1 1AB', 'LU1 2BC']
    """
    parts = (part.rpartition(" ") for part in text.split(";") if part)
    return [
        sector + units[i : i + 2] for sector, _, units in parts for i in range(0, len(units), 2)
    ]


def holds(text: str, postcode: str) -> bool:
    """Tell whether a packed text has a postcode, without unpacking it.

    >>> holds("LU1 1 AAAB;LU1 2 BC", "LU1 1AB"), holds("LU1 1 AAAB", "LU1 1BA")
    (True, False)
    """
    sector, unit = f"{postcode[:-2]} ", postcode[-2:]
    start = 0 if text.startswith(sector) else text.find(f";{sector}") + 1
    if not text.startswith(sector, start):
        return False
    units = text[start + len(sector) :].partition(";")[0]
    return any(units.startswith(unit, at) for at in range(0, len(units), 2))


def _plain(text: str) -> str:
    if len(text) > LONGEST:
        return ""
    seen = (c for c in unicodedata.normalize("NFKC", text) if unicodedata.category(c) != "Cf")
    return "".join("".join(seen).split()).upper()
