"""Districts built from the publishers' raw files: once in a run, whichever process asks first.

To read England takes most of a build, so all tests that need a district share one builder.
"""

import json
import shutil
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from filelock import FileLock

from het_geo.build.place import Builder
from het_geo.catalogue.records import Catalogue
from tests.luton import ROOT
from tests.sampled import some

# What is odd about a district, and what its areas.csv must then hold: wards, and those without a
# neighbourhood.
ODD = {
    "city-of-london": ("20 of 25 wards have no neighbourhood", 25, 20),
    "isles-of-scilly": ("one neighbourhood, five wards, no figures of many sources", 5, 4),
    "blackpool": ("a ward of IDACI near 100", 21, 0),
    "hackney": ("a ward of IDACI above 100; joint figures with the City", 21, 0),
    "tendring": ("a ward of IDACI above 100", 32, 0),
    "liverpool": ("a ward of IDACI near 100; a ward without a neighbourhood", 64, 1),
    "barnsley": ("two codes", 21, 0),
    "west-northamptonshire": ("wards of 2025; a neighbourhood the lookup gives to Cherwell", 35, 0),
    "northumberland": ("wards of 2025; an irregular change at its edge", 69, 0),
    "haringey": ("a service that its register holds twice", 21, 0),
    "gateshead": ("an irregular change at its edge", 22, 0),
    "rutland": ("the fewest people on the mainland but the City", 15, 0),
    "stevenage": ("an irregular change at its edge", 13, 0),
}
# Of those that one law is about one is drawn; one more stands for the rest.
CAPPED = some(["hackney", "tendring"], 1, "wards above 100")
NEARLY = some(["blackpool", "liverpool"], 1, "wards near 100")
EDGES = some(["gateshead", "northumberland"], 1, "areas on an edge")
LOOKED_AT = some(["isles-of-scilly", "city-of-london", "hackney", "stevenage"], 1, "pages")
NAMED = [*CAPPED, *NEARLY, *EDGES, *LOOKED_AT]
REST = some([name for name in ODD if name not in NAMED], 1, "odd districts")
ALWAYS = ["luton", "cambridge", "north-northamptonshire", "nottingham", "city-of-london", "rutland"]
PLACES = [*dict.fromkeys([*ALWAYS, *NAMED, *REST])]


@dataclass(frozen=True)
class Districts:
    """Where the packs stand, and what the build said.

    ``missing`` are the indicators that a place has none of. ``refused`` is said of Rutland, built
    again by a catalogue that holds one of its figures to be impossible; ``resumed`` is whether its
    pack was then left as it was. ``told`` is how often progress was told, at so many ``steps``.
    """

    root: Path
    missing: dict[str, list[str]]
    versions: dict[str, str]
    refused: list[str]
    resumed: bool
    told: int
    steps: int


def districts_in(folder: Path, sources: Path, catalogue: Catalogue) -> Districts:
    """Return the districts below a folder that all processes share; build them if none has."""
    root, said = folder / "districts", folder / "districts.json"
    with FileLock(folder / "districts.lock"):
        if not said.exists():
            new = said.with_suffix(".new")  # one that is cut while it is written is not read
            new.write_text(json.dumps(_built(root, sources, catalogue, PLACES)), "utf-8")
            new.replace(said)
    return Districts(root, **json.loads(said.read_text("utf-8")))


def _built(root: Path, sources: Path, catalogue: Catalogue, names: Sequence[str]) -> dict[str, Any]:
    seen: list[str] = []
    builder = Builder(catalogue, sources, root)
    places = builder.places(names)
    steps = builder.build([*places, *builder.places(["rutland"])], seen.append)
    built = {b.manifest.place: b for b in (next(steps) for _ in places)}
    told = len(seen)
    older = replace(catalogue.indicators["older_people"], valid=(0.0, 0.5))
    builder.catalogue = replace(catalogue, indicators={**catalogue.indicators, older.id: older})
    assert list(steps) == []  # of several, one that is refused stops no other
    refused = list(builder.refused)
    builder.catalogue = catalogue
    (again,) = builder.build(builder.places(["rutland"]), resume=True)
    shutil.copytree(ROOT / "data/catalogue", root / "data/catalogue")
    return {
        "missing": {name: list(one.missing) for name, one in built.items()},
        "versions": {name: one.manifest.version for name, one in built.items()},
        "refused": refused,
        "resumed": not again.fresh,
        "told": told,
        "steps": builder.steps,
    }
