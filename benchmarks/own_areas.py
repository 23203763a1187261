"""How long is it from a drawn line to an area's card, in one process?

python benchmarks/own_areas.py [--place luton] [--rounds 7]

Each round draws another line. Told are seconds of processor time (one thread works, so a quiet
machine takes as long), the median and the worst, of: the fit, the area with its card's figure, all
its figures, and ten areas at once.
"""

from __future__ import annotations

import argparse
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path

import shapely

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

import het_geo
from het_geo.atlas.atlas import Atlas
from het_geo.atlas.resolve import resolve
from het_geo.geography import Level
from het_geo.own.areas import link
from het_geo.own.areas.area import OwnArea, named
from het_geo.own.areas.fit import fitted
from het_geo.own.atlas import own_atlas
from het_geo.sentences.headlines import headline


def _timed(make: Callable[[], object]) -> float:
    begun = time.process_time()
    make()
    return time.process_time() - begun


def _line(atlas: Atlas, place: int) -> tuple[OwnArea, ...]:
    """Return the area of a circle around a neighbourhood's people."""
    small = atlas.pack.areas_at(Level.LSOA)
    middle = small.iloc[place % len(small)]
    line = shapely.Point(middle["lon"], middle["lat"]).buffer(0.012)
    shapes = atlas.pack.shapes[Level.LSOA]
    (fit,) = fitted([line], small[["lon", "lat"]], shapes, small["population"])
    return named([OwnArea(f"Area {place}", fit.members)])


def _card(atlas: Atlas, areas: tuple[OwnArea, ...]) -> str:
    own = own_atlas(atlas, link.written(atlas.pack, areas))
    choice, _ = resolve(own.pack, {"indicator": "overcrowding", "level": "own", "area": "OWN-1"})
    return headline(own.view(choice), "OWN-1")


def _all(atlas: Atlas, areas: tuple[OwnArea, ...]) -> object:
    return own_atlas(atlas, link.written(atlas.pack, areas)).newest_views(Level.OWN)


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--place", default="luton")
    parser.add_argument("--rounds", type=int, default=7)
    options = parser.parse_args()
    atlas = het_geo.open(options.place)
    _card(atlas, _line(atlas, 0))  # what a server has worked out before its first visitor
    rounds = range(1, options.rounds + 1)
    many = [named(area for n in range(10) for area in _line(atlas, 10 * r + n)) for r in rounds]
    kinds: dict[str, Callable[[int], object]] = {
        "a line to its neighbourhoods": lambda r: _line(atlas, r),
        "a line to its card": lambda r: _card(atlas, _line(atlas, r)),
        "all figures of one area": lambda r: _all(atlas, _line(atlas, r)),
        "all figures of ten areas": lambda r: _all(atlas, many[r - 1]),
    }
    for name, make in kinds.items():
        found = [_timed(lambda m=make, r=r: m(r)) for r in rounds]
        print(f"{name}: {statistics.median(found):.3f} s (worst {max(found):.3f})")


if __name__ == "__main__":
    main()
