"""A second place beside Luton, made up from its pack: other codes, another name, the same figures.

What must hold with two places standing is tested without any raw file.
"""

import re
import shutil
from dataclasses import replace
from pathlib import Path

from het_geo.pack import manifest
from tests.conftest import ROOT

SLUG, NAME, CODE = "otherton", "Otherton", "E06900032"


def other_code(code: str) -> str:
    """Return what a code of Luton is in Otherton: no code that any English area has."""
    return re.sub(r"^(E0[1256])0", r"\g<1>9", code)


def two_places(root: Path) -> Path:
    """Put Luton's pack, the catalogue and Otherton's pack below ``root``."""
    unsent = shutil.ignore_patterns(".*", "england", "postcodes")  # as in a fresh clone
    for kind in ("boundaries", "data"):
        shutil.copytree(ROOT / kind, root / kind, ignore=unsent)
        (root / kind / SLUG).mkdir()
    found = manifest.read(root, "luton")
    files = tuple(_copied(root, file) for file in found.file)
    made = replace(
        found, place=SLUG, code=CODE, name=NAME, version=f"other{found.version}"[:12], file=files
    )
    manifest.write(made, root / "data" / SLUG / "manifest.toml")
    return root


def _copied(root: Path, file: manifest.FileEntry) -> manifest.FileEntry:
    path = root / file.path.replace("/luton/", f"/{SLUG}/")
    text = (root / file.path).read_text("utf-8")
    text = re.sub(r"\b(E0[1256])0(\d{5})\b", r"\g<1>9\2", text).replace("Luton", NAME)
    if path.name == "postcodes.csv":
        text = re.sub(r"\bLU(?=\d)", "OT", text)  # a postal area of its own: there is none such
    path.write_text(text, "utf-8", newline="\n")
    return manifest.entry(root, path, file.rows, file.sources)
