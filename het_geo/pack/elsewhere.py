"""Places other than the one shown: which of them a code or a name means. No pack is read whole."""

from __future__ import annotations

import csv
import io
import tomllib
from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import NamedTuple

from het_geo.geography import Level, label_of
from het_geo.pack.layout import looked_at, manifest_of
from het_geo.pack.postcodes_table import FILE as POSTCODES
from het_geo.pack.postcodes_table import SCHEMA, located
from het_geo.pack.retired_table import FILE as RETIRED
from het_geo.postcodes import postcode_of

_SMALL = (Level.WARD, Level.LSOA, Level.MSOA)
HEAD = 2_000  # characters of a manifest in which its place is named


class Holder(NamedTuple):
    """A place that has an area: the place's slug and name, the area's code and label."""

    slug: str
    place: str
    code: str
    label: str


def holders(root: Path, slugs: Sequence[str], code: str) -> list[Holder]:
    """Return the places among ``slugs`` whose pack has an area (or had one) of this code.

    Of a postcode, the ward that it lies in.
    """
    found = []
    for slug in slugs:
        held = looked_at(root, slug, partial(_held, slug=slug, code=code))
        if held:
            found.append(Holder(slug, name_of(root, slug), *held))
    return found


def _held(base: Path, slug: str, code: str) -> tuple[str, str] | None:
    """Return code and label of an area, or of a postcode's ward, that a place has or had."""
    folder = base / "data" / slug
    if postcode := postcode_of(code):
        code = _area_of_postcode(folder, postcode)
    rows = list(_rows(folder / "areas.csv", code)) or list(_rows(folder / RETIRED, code))
    return (code, _label(rows[0])) if rows else None


def name_of(root: Path, slug: str) -> str:
    """Return what a place calls itself in its pack; its slug as it stands where it says nothing.

    A name made of a slug is wrong ("City Of London", "St Helens"). Only the head of the manifest
    is read: a list of all of England's districts asks for three hundred of them.
    """

    def named(base: Path) -> str:
        with (base / manifest_of(slug)).open(encoding="utf-8") as file:
            head = file.read(HEAD).split("\n[", 1)[0]
        return str(tomllib.loads(head)["name"])

    try:
        return looked_at(root, slug, named)
    except (OSError, ValueError, KeyError):
        return slug


def labels(folder: Path) -> Iterator[tuple[str, str]]:
    """Yield code and label of each small area and ward that a place has, then of those it had.

    Args:
        folder: the place's own, which holds its tables.
    """
    for name in ("areas.csv", RETIRED):
        with (folder / name).open(encoding="utf-8", newline="") as file:
            rows = [row for row in csv.DictReader(file) if row["level"] in _SMALL]
        yield from {row.get("area_code") or row["old_code"]: _label(row) for row in rows}.items()


def _rows(path: Path, code: str) -> Iterator[dict[str, str]]:
    """Yield the rows of a pack's table that begin with a code; none of one that cannot be read."""
    try:
        text = path.read_bytes().decode("utf-8")
    except (OSError, UnicodeDecodeError):
        return
    if code and f"\n{code}," in text:
        reader = csv.DictReader(io.StringIO(text, newline=""))
        yield from (row for row in reader if code in (row.get("area_code"), row.get("old_code")))


def _area_of_postcode(folder: Path, postcode: str) -> str:
    """Return the ward that a postcode of a pack lies in (roughly: its neighbourhood), or ""."""
    try:
        if f"{postcode[:-2]} " not in (folder / POSTCODES).read_text(encoding="utf-8"):
            return ""
        found = located(SCHEMA.read(folder / POSTCODES), postcode)
    except (OSError, ValueError, KeyError):
        return ""
    return (found.ward or found.neighbourhood) if found else ""


def _label(row: dict[str, str]) -> str:
    level = Level(row["level"]) if row["level"] in list(Level) else Level.DISTRICT
    return label_of(level, row.get("name") or row.get("old_name", ""), row.get("msoa_name", ""))
