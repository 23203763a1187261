"""How long does the national pack take, how fast is it read, and does its map fit together?

python benchmarks/national.py --sources FOLDER
"""

from __future__ import annotations

import argparse
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import numpy as np
import shapely

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from het_geo.build import england as geo
from het_geo.catalogue.read import read_catalogue
from het_geo.grids import BRITISH_NATIONAL_GRID
from het_geo.national.load import NationalPack, load_national
from het_geo.national.rings import decode
from het_geo.sources import ons


def main() -> None:
    """Build the pack as a person at a terminal would, then read and measure it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sources", type=Path, required=True)
    sources = parser.parse_args().sources.resolve()
    catalogue = read_catalogue(ROOT / "data" / "catalogue")
    with tempfile.TemporaryDirectory() as folder:
        command = [sys.executable, "-m", "het_geo", "--root", folder, "build", "england"]
        start = time.perf_counter()
        subprocess.run([*command, "--sources", str(sources)], cwd=ROOT, check=True)
        seconds = time.perf_counter() - start
        peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1e6
        print(f"England from raw files: {seconds:.0f} s, {peak:.1f} GB (to reach: 180 s, 4 GB)")
        start = time.perf_counter()
        pack = load_national(Path(folder), catalogue)
        print(f"loading and verifying it: {time.perf_counter() - start:.2f} s")
    _read(pack)
    _fit(pack, sources / catalogue.sources[geo.LSOA_SHAPES].file)


def _read(pack: NationalPack) -> None:
    for file in pack.manifest.file:
        print(f"  {file.path}: {file.bytes / 1e6:.2f} MB, {file.rows:,} rows")
    pairs = [(name, period) for name, held in pack.periods_held.items() for period in held]
    for method in (pack.values, pack.status, pack.benchmarks):
        times = []
        for pair in pairs:
            start = time.perf_counter()
            method(*pair)
            times.append((time.perf_counter() - start) * 1e3)
        name, middle, most = method.__name__, float(np.median(times)), max(times)
        print(f"{name} of {len(pairs)}: median {middle:.1f} ms, most {most:.1f} ms (15 ms)")


def _fit(pack: NationalPack, raw: Path) -> None:
    """Print how far neighbours overlap, what lies between them, and how far they moved."""
    for content in (pack.shapes, pack.outlines):
        rings = decode(content)
        print(
            f"{len(rings.rings):,} areas, {len(rings.points):,} rings, {len(rings.steps):,} points"
        )
    drawn = decode(pack.shapes).polygons()
    whole = shapely.union_all(drawn)
    overlap = shapely.area(drawn).sum() - whole.area
    outer = shapely.union_all(decode(pack.outlines).polygons())
    apart = shapely.symmetric_difference(whole, outer).area
    frame = ons.shapes(raw, "LSOA21CD", "LSOA21NM").set_index("area_code").loc[pack.areas.index]
    published = frame.geometry.to_crs(BRITISH_NATIONAL_GRID).make_valid().to_numpy()
    holes = sum(
        shapely.area(shapely.polygons(r)) for p in shapely.get_parts(whole) for r in p.interiors
    )
    moved = shapely.area(shapely.symmetric_difference(drawn, published))
    share = moved / shapely.area(published)
    print(f"overlaps {overlap / whole.area:.1e}, gaps {holes / whole.area:.1e} of England")
    print(f"neighbourhoods and districts apart: {apart / whole.area:.1e} of England")
    print(
        f"drawn elsewhere than published: {moved.sum() / whole.area:.2%} of England, "
        f"median neighbourhood {np.median(share):.1%}, 95th in 100 {np.quantile(share, 0.95):.1%}"
    )


if __name__ == "__main__":
    main()
