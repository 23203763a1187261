"""How long do builds take, and how fast does a pack load? It needs the raw files.

python benchmarks/build.py --sources FOLDER            # Luton, and loading its pack
python benchmarks/build.py --sources FOLDER --all      # every district too, and check them all
"""

from __future__ import annotations

import argparse
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from het_geo.catalogue.read import read_catalogue
from het_geo.pack.layout import places
from het_geo.pack.load import load
from het_geo.pack.report import findings


def main() -> None:
    """Time whole processes, as a person at a terminal would."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sources", type=Path, required=True)
    parser.add_argument("--all", action="store_true", help="build every district too")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        runs = [_build(folder, options.sources, ["luton"]) for _ in range(3)]
        print(f"Luton from raw files: {sorted(runs)[1]:.1f} s (median of 3; to reach: 10 s)")
        if options.all:
            seconds = _build(folder, options.sources, ["--all"])
            peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1e6
            print(f"all 296 districts: {seconds / 60:.1f} min, {peak:.1f} GB (15 min, 4 GB)")
            _check(Path(folder))
    size = sum(
        path.stat().st_size
        for kind in ("boundaries", "data")
        for path in (ROOT / kind / "luton").iterdir()
    )
    print(f"the Luton pack: {size / 1e6:.1f} MB (8 MB)")
    catalogue = read_catalogue(ROOT / "data" / "catalogue")
    loads = sorted(_load(catalogue) for _ in range(5))
    print(f"loading and verifying it: {loads[2]:.2f} s (median of 5; 0.5 s)")


def _build(folder: str, sources: Path, what: list[str]) -> float:
    command = [sys.executable, "-m", "het_geo", "--root", folder, "build", *what]
    start = time.perf_counter()
    subprocess.run(
        [*command, "--sources", str(sources.resolve())],
        cwd=ROOT,
        check=True,
        stdout=subprocess.DEVNULL,
    )
    return time.perf_counter() - start


def _check(root: Path) -> None:
    """Check every pack that was built, print how many are sound, and name what is not."""
    catalogue = read_catalogue(ROOT / "data" / "catalogue")
    start = time.perf_counter()
    found = {slug: findings(root, slug, catalogue) for slug in places(root)}
    sound = [slug for slug, lines in found.items() if not lines]
    minutes = (time.perf_counter() - start) / 60
    print(f"of them sound by check: {len(sound)} of {len(found)} ({minutes:.1f} min)")
    for slug, lines in found.items():
        for line in lines:
            print(f"  {slug}: {line}")


def _load(catalogue: object) -> float:
    start = time.perf_counter()
    load(ROOT, "luton", catalogue)  # type: ignore[arg-type]
    return time.perf_counter() - start


if __name__ == "__main__":
    main()
