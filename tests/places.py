"""A second place beside Luton, made up from its pack: other codes, another name, the same figures.

What must hold with two places standing is tested without any raw file.
"""

import re
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from het_geo.pack import manifest
from tests.conftest import ROOT

SLUG, NAME, CODE = "otherton", "Otherton", "E06900032"
CODES = re.compile(r"\bE0[1256]\d{6}\b")


def other_code(code: str) -> str:
    """Return what a code of Luton is in Otherton: no code that any English area has."""
    return re.sub(r"^(E0[1256])0", r"\g<1>9", code)


def two_places(root: Path) -> Path:
    """Put Luton's pack, the catalogue and Otherton's pack below ``root``."""
    unsent = shutil.ignore_patterns(".*", "england", "postcodes")  # as in a fresh clone
    for kind in ("boundaries", "data"):
        shutil.copytree(ROOT / kind, root / kind, ignore=unsent)
    made_up(root, SLUG, NAME, other_code)
    return root


def made_up(
    root: Path, slug: str, name: str, other: Callable[[str], str], listed: str = ""
) -> None:
    """Put a place beside Luton: its figures, under another name and with ``other`` codes.

    ``listed`` is its official name, where lists have it turned round.
    """
    found = manifest.read(root, "luton")
    for kind in ("boundaries", "data"):
        (root / kind / slug).mkdir()
    files = tuple(_copied(root, file, slug, (name, listed), other) for file in found.file)
    version = f"{slug}{found.version}"[:12]
    made = replace(
        found, place=slug, code=other(found.code), name=listed or name, version=version, file=files
    )
    manifest.write(made, root / "data" / slug / "manifest.toml")


def _copied(
    root: Path,
    file: manifest.FileEntry,
    slug: str,
    names: tuple[str, str],
    other: Callable[[str], str],
) -> manifest.FileEntry:
    name, listed = names
    path = root / file.path.replace("/luton/", f"/{slug}/")
    text = (root / file.path).read_text("utf-8")
    text = CODES.sub(lambda found: other(found[0]), text).replace("Luton", name)
    if listed and path.name == "areas.csv":
        text = text.replace(f",{name},", f',"{listed}",')
    if path.name == "postcodes.csv":
        text = re.sub(r"\bLU(?=\d)", "OT", text)  # a postal area of its own: there is none such
    path.write_text(text, "utf-8", newline="\n")
    return manifest.entry(root, path, file.rows, file.sources)
