"""From a file of ten made-up localities to own areas: seconds, and the memory of the child.

python benchmarks/own_areas_files.py [--times 5]
"""

from __future__ import annotations

import argparse
import os
import resource
import sys
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from het_geo.catalogue.read import read_catalogue
from het_geo.own.areas.brought import areas_brought
from het_geo.pack.load import load
from het_geo.pack.model import Pack
from tests.unit.own_files import localities, written


def files_of(pack: Pack) -> dict[str, bytes]:
    """Return what is brought, by what it is."""
    table, _ = localities(pack)
    found = {kind: written(table, kind) for kind in ("shp", "gpkg")}
    found |= {kind: written(table.to_crs(4326), kind) for kind in ("geojson", "kml", "kmz")}
    codes = [f"{code},Locality {n % 10}" for n, code in enumerate(pack.areas_at("lsoa").index)]
    return found | {"list of codes": "\n".join(codes).encode()}


def took(read: Callable[[], object], times: int) -> tuple[float, float]:
    """Return the median of seconds by the clock, and of processor time, children's among it."""
    clock, worked = [], []
    for _ in range(times):
        began, before = time.perf_counter(), sum(os.times()[:4])
        read()
        clock.append(time.perf_counter() - began)
        worked.append(sum(os.times()[:4]) - before)
    return median(clock), median(worked)


def main() -> None:
    """Print what was measured."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--times", type=int, default=5)
    times = parser.parse_args().times
    pack = load(ROOT, "luton", read_catalogue(ROOT / "data" / "catalogue"))
    for name, data in files_of(pack).items():
        areas_brought(pack, "", data)  # what is loaded once is not counted
        clock, worked = took(lambda data=data: areas_brought(pack, "", data), times)
        print(f"{name}: {len(data):,} bytes, {clock:.2f} s, {worked:.2f} s of processor time")
    most = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1_000
    print(f"a child takes {most:.0f} MB at most")


if __name__ == "__main__":
    main()
