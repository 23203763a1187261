"""Own areas as a link has them: a bit for each neighbourhood of the place, with a check.

An area is ``NAME.BITSCHECK``, several stand one after the other with ``~`` between. The bits are
those of the place's neighbourhoods in the order of their codes, six to a letter; the check is of
the codes that they stand for and of the bits, so that a link that was cut, or was made for
other neighbourhoods, is refused and never read as another area.
"""

from __future__ import annotations

import base64
import zlib
from collections.abc import Sequence
from math import ceil

from het_geo.geography import Level, Vintage, the
from het_geo.own.areas.area import MOST_AREAS, OwnArea, OwnError, named
from het_geo.pack.model import Pack

BETWEEN, BEFORE = "~", "."
VINTAGE = Vintage.LSOA21
CHECK = 4  # letters: one chance in sixteen million that a damaged link is read
MOST = 8_000  # letters of a link's areas; 20 of a city of 700 neighbourhoods take half of that


def written(pack: Pack, areas: Sequence[OwnArea]) -> str:
    """Return areas as a link has them; "" for none.

    Raises:
        OwnError: they are more than a link can hold.
    """
    codes = sorted(pack.codes(Level.LSOA))
    text = BETWEEN.join(f"{area.name}{BEFORE}{_token(codes, area)}" for area in areas)
    if len(text) > MOST:
        raise OwnError(
            f"These areas take {len(text):,} letters, and a link holds {MOST:,}: keep fewer of "
            "them, or shorten their names. A file holds them all."
        )
    return text


def read(pack: Pack, text: str) -> tuple[OwnArea, ...]:
    """Return the areas that a link has.

    Raises:
        OwnError: it was not made for this place as it is, was cut, or holds too much.
    """
    if not text:
        return ()
    if len(text) > MOST:
        raise OwnError(
            f"The areas of your own in the link take {len(text):,} letters, and {MOST:,} are read."
        )
    parts = text.split(BETWEEN)
    if len(parts) > MOST_AREAS:
        raise OwnError(f"The link has {len(parts)} areas of your own, and {MOST_AREAS} are read.")
    order = pack.codes(Level.LSOA)
    return named(_area(pack, sorted(order), order, part) for part in parts)


def _token(codes: Sequence[str], area: OwnArea) -> str:
    members = set(area.members)
    bits = "".join("1" if code in members else "0" for code in codes)
    return _letters(bits) + _check(codes, bits)


def _letters(bits: str) -> str:
    """Return bits as letters, six to one, the last filled with zeros."""
    count = ceil(len(bits) / 6)
    whole = bits.ljust(ceil(count * 6 / 24) * 24, "0")
    packed = int(whole, 2).to_bytes(len(whole) // 8, "big")
    return base64.urlsafe_b64encode(packed).decode()[:count]


def _check(codes: Sequence[str], bits: str) -> str:
    said = f"{VINTAGE} {' '.join(codes)} {bits}".encode()
    return base64.urlsafe_b64encode(zlib.crc32(said).to_bytes(4, "big"))[:CHECK].decode()


def _area(pack: Pack, codes: Sequence[str], order: Sequence[str], part: str) -> OwnArea:
    name, _, token = part.rpartition(BEFORE)
    count = ceil(len(codes) / 6)
    bits = _bits(token[:count], len(codes)) if len(token) == count + CHECK else ""
    if not bits or token != _letters(bits) + _check(codes, bits):
        raise OwnError(
            "The link names an area of your own that cannot be read: the link was cut, or it was "
            f"made when {the(pack.manifest.name)} had other neighbourhoods. Draw the area again, "
            "or open the file that it was kept in."
        )
    chosen = {code for code, bit in zip(codes, bits, strict=True) if bit == "1"}
    if not chosen:
        raise OwnError("The link names an area of your own that has no neighbourhood.")
    return OwnArea(name, tuple(code for code in order if code in chosen))


def _bits(letters: str, count: int) -> str:
    """Return the bits of letters; "" where these are none."""
    filled = letters.ljust(ceil(len(letters) / 4) * 4, "A")
    try:
        packed = base64.b64decode(filled.encode("ascii"), altchars=b"-_", validate=True)
    except ValueError:
        return ""
    return "".join(f"{byte:08b}" for byte in packed)[:count]
