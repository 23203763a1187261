"""The index of all postcodes: which district each is of. It stands beside the packs, once built."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import IO, NamedTuple

import pandas as pd

from het_geo.errors import PackError
from het_geo.pack import manifest as manifests
from het_geo.pack.held import HeldFiles
from het_geo.pack.layout import POSTCODES, live_root, manifest_of, rebuild, steadily
from het_geo.pack.manifest import Manifest
from het_geo.pack.postcodes_table import SOURCE, PostcodeStanding, row_holding
from het_geo.postcodes import PACKED

FILE = f"data/{POSTCODES}/districts.csv"
COLUMNS = ["district", "name", "standing", "postcodes"]


class Listed(NamedTuple):
    """What the list says of a postcode: its district's code and name ("" where it has no place)."""

    district: str
    name: str
    standing: PostcodeStanding


@dataclass(frozen=True)
class PostcodeIndex:
    """All postcodes of England: rows of ``table`` by district and standing, and the list's date."""

    edition: str
    table: pd.DataFrame
    manifest: Manifest

    def find(self, postcode: str) -> Listed | None:
        """Return what the list says of a postcode; None where it is not in it."""
        row = row_holding(self.table[COLUMNS], postcode)
        if row is None:
            return None
        district, name, standing = row
        return Listed(district, name, PostcodeStanding(standing))

    def begins(self, area: str) -> bool:
        """Tell whether any postcode of England begins with these letters and then a figure."""
        return bool(self.table["postcodes"].str.contains(rf"(?:^|;){area}[0-9]").any())


def open_index(root: Path) -> PostcodeIndex | None:
    """Read and verify the index; None where none has been built.

    It is read when a postcode is looked for that the place has not, and not kept in memory.

    Raises:
        PackError: a file of it is wrong; it is named, with what to do.
    """
    return steadily(root, POSTCODES, lambda: _open(live_root(root, POSTCODES)))


def _open(base: Path) -> PostcodeIndex | None:
    if not (base / manifest_of(POSTCODES)).exists():
        return None
    manifest = manifests.read_below(base, POSTCODES)
    table = HeldFiles(base, manifest.file, POSTCODES).read(FILE, _table)
    return PostcodeIndex(manifest.edition_of(SOURCE), table, manifest)


def _table(file: IO[bytes]) -> pd.DataFrame:
    return pd.read_csv(file, dtype=str, keep_default_na=False)[COLUMNS]


def findings(root: Path) -> list[str]:
    """Return what is wrong with the index; an empty list means that it is sound."""
    try:
        index = open_index(root)
    except PackError as error:
        return [str(error)]
    if index is None:
        return [f"{FILE}: there is no index of postcodes. {rebuild(POSTCODES)}"]
    odd = [n + 2 for n, text in enumerate(index.table["postcodes"]) if not PACKED.fullmatch(text)]
    if odd:
        return [f"{FILE}: row {odd[0]} holds no postcodes. {rebuild(POSTCODES)}"]
    return []
