"""Build the index of all postcodes: the only writer of ``data/postcodes``."""

from __future__ import annotations

from pathlib import Path

from het_geo.build import england as geo
from het_geo.build.place import inputs_of
from het_geo.build.postcodes import EVER, Postcodes, grouped
from het_geo.build.shapes import write_csv
from het_geo.errors import PackError
from het_geo.geography import ENGLAND
from het_geo.pack import layout, manifest
from het_geo.pack.layout import POSTCODES
from het_geo.pack.manifest import Manifest, Place
from het_geo.pack.postcode_index import COLUMNS, FILE, findings
from het_geo.pack.postcodes_table import SOURCE
from het_geo.pack.report import refuse


def build_index(lists: Postcodes, root: Path, *, resume: bool = False) -> Manifest:
    """Build the index and put it in place in one moment; return its manifest.

    With ``resume``, one that was built from the same input is left as it is.
    """
    store = lists.store
    inputs = inputs_of(store.catalogue)
    try:
        made = manifest.read(root, POSTCODES)
        if resume and made.inputs == inputs:
            return made
    except PackError:
        pass  # there is none, or none that can be read
    names = {code: name for name, code in lists.areas.codes_by_name.items()}
    with layout.writing(root, POSTCODES) as folder:
        rows = lists.districts.assign(name=lambda found: found["district"].map(names).fillna(""))
        table = grouped(rows, COLUMNS[:-1])
        path = folder / FILE
        path.parent.mkdir(parents=True)
        write_csv(table, path)
        used = [SOURCE, EVER, geo.LSOA_SHAPES, geo.WARD_SHAPES]
        files = [manifest.entry(folder, path, len(table), used)]
        made = manifest.make(
            Place(POSTCODES, ENGLAND, "Postcodes of England"), files, store.sources, inputs
        )
        manifest.write(made, folder / layout.manifest_of(POSTCODES))
        refuse(findings(folder), POSTCODES)
    return made
