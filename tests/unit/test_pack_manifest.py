"""Is a manifest refused that leads out of its pack, and found that leaves out who made what?"""

import json
import re
from dataclasses import replace

import pytest

from het_geo.errors import PackError
from het_geo.pack import manifest
from het_geo.pack.load import load
from het_geo.pack.report import findings
from tests.conftest import ROOT
from tests.luton import copied
from tests.unit.test_pack import TABLE, rewrite

MANIFEST = "data/luton/manifest.toml"
WARDS = "boundaries/luton/ward25.geojson"


@pytest.fixture
def here(tmp_path):
    return copied(tmp_path)


def say(here, **parts):
    """Write the manifest anew with other parts, its own hash among them, as a stranger could."""
    found = manifest.read_below(ROOT, "luton")
    manifest.write(replace(found, **parts), here / MANIFEST)


def files(change):
    """Return the manifest's files, one of them changed."""
    first, *rest = manifest.read_below(ROOT, "luton").file
    return (replace(first, **change), *rest)


def sources(change, chosen=0):
    found = list(manifest.read_below(ROOT, "luton").source)
    found[chosen] = replace(found[chosen], **change)
    return tuple(found)


@pytest.mark.parametrize("path", ["data/bedford/areas.csv", "data/luton/../x.csv", "/etc/hosts"])
def test_is_a_manifest_that_leads_out_of_its_pack_refused(here, catalogue, path):
    say(here, file=files({"path": path}))
    with pytest.raises(PackError, match=f"{re.escape(path)}: no file of this pack"):
        load(here, "luton", catalogue)


def test_is_an_area_whose_shape_has_no_point_named(here, catalogue):
    content = json.loads((here / WARDS).read_text("utf-8"))
    content["features"][2]["geometry"]["coordinates"] = []
    (here / WARDS).write_text(json.dumps(content), "utf-8")
    entry = manifest.entry(here, here / WARDS, 0, ())
    found = manifest.read_below(ROOT, "luton").file
    say(here, file=tuple(entry if file.path == WARDS else file for file in found))
    code = content["features"][2]["id"]
    with pytest.raises(PackError, match=f"{WARDS}: the file is damaged .*{code} has no shape"):
        load(here, "luton", catalogue)


@pytest.mark.parametrize("part", ["licence", "attribution"])
def test_is_a_source_without_its_licence_or_attribution_found(here, catalogue, part):
    used = {name for file in manifest.read_below(ROOT, "luton").file for name in file.sources}
    at = next(i for i, s in enumerate(sources({})) if s.id in used)
    say(here, source=sources({part: ""}, at))
    found = findings(here, "luton", catalogue)
    name = sources({})[at].id
    assert set(found) == {f"manifest: source '{name}' lacks a licence, attribution or link."}


def test_is_a_source_that_is_not_described_found(here, catalogue):
    say(here, file=files({"sources": ("rumour",)}))
    path = files({})[0].path
    assert findings(here, "luton", catalogue) == [
        f"{path}: its source 'rumour' is not described in the manifest."
    ]


def test_are_rows_and_periods_that_are_missing_found(here, catalogue):
    """One neighbourhood of 125 has no row in 2011; then no area has one in 2011."""

    def without(table):
        row = table[(table["area_code"] == "E01015696") & (table["period"] == "2011")]
        return table.drop(row.index)

    rewrite(here, TABLE, without)
    (found,) = findings(here, "luton", catalogue)
    assert found.startswith("overcrowding, 2011: 124 rows for 125 neighbourhoods")
    rewrite(here, TABLE, lambda table: table[table["period"] != "2011"])
    assert "overcrowding: the catalogue's period 2011 is not in the pack. Build again." in findings(
        here, "luton", catalogue
    )
