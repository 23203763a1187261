"""Whose explorer this is: a council's name, logo and address, and the sites that may show a page.

All are settings of the environment, and optional. What cannot be used is left out and said
(``faults``): no page fails for it.
"""

from __future__ import annotations

import os
import re
from base64 import b64encode
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from io import BytesIO
from math import isfinite
from pathlib import Path
from typing import TypeVar
from urllib.parse import quote, urlencode, urlsplit
from xml.etree import ElementTree

from het_geo.errors import ServerError

NAME, LOGO, ADDRESS = "HET_GEO_COUNCIL", "HET_GEO_LOGO", "HET_GEO_ADDRESS"
FRAMES = "HET_GEO_FRAME_ANCESTORS"
LONGEST_NAME, LONGEST_ADDRESS, MOST_FRAMES = 80, 200, 20  # characters, sites
LARGEST = 200_000  # bytes: a logo stands in every file that is made
MOST_PIXELS = 16_000_000
PNG, SVG = "image/png", "image/svg+xml"
_PNG_BEGINS = b"\x89PNG\r\n\x1a\n"
_SVG = "{http://www.w3.org/2000/svg}"
_ACTIVE = {"script", "foreignObject", "iframe", "handler", "listener"}
_SIDES = ("width", "height")
_WHAT_TO_DO = f"Give a PNG or SVG picture of at most {LARGEST // 1000} kB."


@dataclass(frozen=True)
class Logo:
    """A picture that has been looked at: its bytes, its type, and how wide it is for its height."""

    data: bytes
    mime: str
    ratio: float

    @property
    def uri(self) -> str:
        """The picture as an address for ``<img src>``, in which nothing runs and nothing loads."""
        return f"data:{self.mime};base64,{b64encode(self.data).decode()}"


@dataclass(frozen=True)
class Council:
    """Who runs this explorer; ``""`` and ``None`` for what is not said or cannot be used.

    ``frames`` are the sites that may show a page within theirs, besides this one. ``faults`` are
    sentences: what is wrong with a setting, and what to give instead.
    """

    name: str = ""
    logo: Logo | None = None
    address: str = ""
    faults: tuple[str, ...] = ()
    frames: tuple[str, ...] = ()

    def link(self, page: str, params: Mapping[str, str]) -> str:
        """Return the public address of a page with its query; ``""`` where no address is known.

        >>> Council(address="https://het.example.org").link("profile", {"area": "E1,E2"})
        'https://het.example.org/profile?area=E1,E2'
        """
        if not self.address:
            return ""
        query = urlencode(params, safe=",", quote_via=quote)
        return f"{self.address}/{page}{'?' if query else ''}{query}"


NOBODY = Council()
Read = TypeVar("Read")


def council_here(environ: Mapping[str, str] = os.environ) -> Council:
    """Return the council that the environment names, without what cannot be used."""
    faults: list[str] = []
    name = _tried(name_of, environ.get(NAME, ""), faults)
    logo = _tried(logo_of, environ.get(LOGO, ""), faults)
    address = _tried(address_of, environ.get(ADDRESS, ""), faults)
    frames = _tried(frames_of, environ.get(FRAMES, ""), faults)
    return Council(name or "", logo, address or "", tuple(faults), frames or ())


def _tried(read: Callable[[str], Read], text: str, faults: list[str]) -> Read | None:
    """Return what is read of a setting; what is wrong with it goes to ``faults``."""
    if not text.strip():
        return None
    try:
        return read(text.strip())
    except ServerError as error:
        faults.append(str(error))
        return None


def name_of(text: str) -> str:
    """Return a council's name on one line.

    Raises:
        ServerError: it is longer than a title has room for, or holds what no name holds.
    """
    name = " ".join(text.split())
    if len(name) > LONGEST_NAME or not name.isprintable():
        raise ServerError(
            f"{NAME} is no name that a title has room for: give at most {LONGEST_NAME} letters."
        )
    return name


def address_of(text: str) -> str:
    """Return the address that people reach this explorer at, without a stroke at its end.

    Raises:
        ServerError: it is no public ``https://`` address, or says more than an address.
    """
    try:
        parts = urlsplit(text)
        host = parts.hostname or "" if parts.scheme == "https" and parts.port != 0 else ""
    except ValueError:  # of brackets and ports that are none
        host = ""
    plain = text.isascii() and text.isprintable() and not set(text) & set(" \"'<>\\`@?#")
    if not plain or "." not in host or len(text) > LONGEST_ADDRESS:
        raise ServerError(
            f"{ADDRESS} is no public address: give the https address that people open this "
            "explorer at, such as https://het.example.org, with nothing after a “?” or “#”."
        )
    return text.rstrip("/")


def frames_of(text: str) -> tuple[str, ...]:
    """Return the sites that may show a page within theirs: addresses without a path, by blanks.

    Raises:
        ServerError: one is no site, or there are too many.
    """
    sites = tuple(dict.fromkeys(part.rstrip("/") for part in text.split()))
    if len(sites) > MOST_FRAMES or not all(map(_is_site, sites)):
        raise ServerError(
            f"{FRAMES} names what is no site: give at most {MOST_FRAMES} addresses with a blank "
            "between, such as https://www.example.org, without a path. No other site may show "
            "these pages until then."
        )
    return sites


def _is_site(text: str) -> bool:
    name = r"(\*\.)?([a-z0-9]([a-z0-9-]*[a-z0-9])?\.)+[a-z][a-z0-9-]*"
    local = r"http://(localhost|127\.0\.0\.1)"
    return re.fullmatch(rf"(https://{name}|{local})(:\d{{1,5}})?", text.lower()) is not None


def logo_of(text: str) -> Logo:
    """Return the logo in the file of a path.

    Raises:
        ServerError: the file cannot be read, is too large, or is no picture that can be shown.
    """
    path = Path(text)
    try:
        found = path.stat()
        if found.st_size > LARGEST:
            raise _no_logo(path, f"has {found.st_size // 1000:,} kB")
        return _looked_at(path, found.st_mtime_ns, found.st_size)
    except (OSError, ValueError) as error:
        raise _no_logo(path, "cannot be read") from error


@lru_cache(maxsize=4)  # a page asks at each run; a file that was changed is read again
def _looked_at(path: Path, _changed: int, _size: int) -> Logo:
    data = path.read_bytes()
    try:
        if data.startswith(_PNG_BEGINS):
            return Logo(data, PNG, _ratio_of_png(data))
        return Logo(data, SVG, _ratio_of_svg(data.decode("utf-8-sig")))
    except (OSError, ValueError, SyntaxError) as error:  # Pillow and ElementTree raise these
        raise _no_logo(path, "is no picture that can be shown") from error


def _no_logo(path: Path, why: str) -> ServerError:
    name = path.name[:60] if path.name.isprintable() else ""
    return ServerError(f"{LOGO}: the file “{name}” {why}; there is no logo. {_WHAT_TO_DO}")


def _ratio_of_png(data: bytes) -> float:
    from PIL import Image  # noqa: PLC0415 - a page without a logo does without it

    with Image.open(BytesIO(data), formats=["PNG"]) as picture:
        wide, high = picture.size
        if wide * high > MOST_PIXELS:
            raise ValueError("too many pixels")
        picture.load()
    return wide / high


def _ratio_of_svg(text: str) -> float:
    """Return width for height; a drawing that acts, or asks for anything outside it, is refused."""
    if "<!ENTITY" in text:
        raise ValueError("entities")
    root = ElementTree.fromstring(text)
    if root.tag != f"{_SVG}svg":
        raise ValueError("no SVG")
    for element in root.iter():
        if re.search(r"@import|url\((?!\s*['\"]?#)", f"{element.text or ''} {element.attrib}"):
            raise ValueError("it names what lies outside")
        if str(element.tag).rpartition("}")[2] in _ACTIVE or any(map(_acts, element.items())):
            raise ValueError("it acts")
    box = (root.get("viewBox") or "").replace(",", " ").split()
    sides = box[2:4] if len(box) == 4 else [root.get(k, "").rstrip("px") for k in _SIDES]
    wide, high = map(float, sides)
    if not (wide > 0 and high > 0 and isfinite(wide / high)):
        raise ValueError("no size")
    return wide / high


def _acts(attribute: tuple[str, str]) -> bool:
    """Return whether an attribute runs something, or names what lies outside the drawing."""
    name, value = attribute[0].rpartition("}")[2].lower(), attribute[1].strip().lower()
    inside = value.startswith(("#", "data:image/png", "data:image/jpeg"))
    return name.startswith("on") or (name in {"href", "src"} and not inside)
