"""How long profiles take: the first of a level, which works out what all share, and the rest.

Then the same profiles as PDF and HTML: wall-clock and processor time of one process.

python benchmarks/profiles.py [PLACE]
"""

from __future__ import annotations

import statistics
import sys
import time
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from het_geo.atlas.atlas import Atlas
from het_geo.catalogue.read import read_catalogue
from het_geo.geography import Level
from het_geo.pack.load import load
from het_geo.profiles.profile import profile_of
from het_geo.render.page import to_html
from het_geo.render.profile_pdf import to_pdf

TODAY = date(2026, 3, 21)


def timed(work: Callable[[], object]) -> float:
    """Return the milliseconds that ``work`` takes."""
    start = time.perf_counter()
    work()
    return (time.perf_counter() - start) * 1000


def report(atlas: Atlas, name: str, sets: Sequence[Sequence[str]]) -> None:
    """Print the time of the first profile and the mean of the others."""
    first, *others = [timed(lambda codes=codes: profile_of(atlas, codes, TODAY)) for codes in sets]
    again = timed(lambda: profile_of(atlas, sets[0], TODAY))
    mean = f"{sum(others) / len(others):6.1f} ms" if others else "     none"
    print(f"{name:28} first {first:5.0f} ms   others {mean}   the first again {again:6.1f} ms")


def rendered(atlas: Atlas, name: str, sets: Sequence[Sequence[str]]) -> None:
    """Print the first and the median time of the files of several areas, and of all together."""
    profiles = [profile_of(atlas, codes, TODAY) for codes in sets]
    for kind, make in (("PDF", to_pdf), ("HTML", to_html)):
        before = time.process_time()
        took = [timed(lambda p=p, make=make: make(p, atlas.pack)) for p in profiles]
        busy = time.process_time() - before
        print(
            f"{kind:5} {name:22} first {took[0]:5.0f} ms   median {statistics.median(took):5.0f} ms"
            f"   all {len(took):3} in {sum(took) / 1000:5.1f} s ({busy:5.1f} s of processor)"
        )


def main(place: str = "luton") -> None:
    """Measure profiles of every kind of area of a pack."""
    pack = load(ROOT, place, read_catalogue(ROOT / "data" / "catalogue"))
    atlas = Atlas(pack)
    small = pack.codes(Level.LSOA)
    report(atlas, "wards", [[code] for code in pack.codes(Level.WARD)])
    report(atlas, "sets of nine neighbourhoods", [small[i : i + 9] for i in range(0, 90, 9)])
    report(atlas, "neighbourhoods", [[code] for code in small])
    report(atlas, "MSOAs", [[code] for code in pack.codes(Level.MSOA)])
    report(atlas, "district", [[pack.district]])
    rendered(atlas, "wards", [[code] for code in pack.codes(Level.WARD)])
    rendered(atlas, "neighbourhoods", [[code] for code in small])
    rendered(atlas, "district", [[pack.district]])


if __name__ == "__main__":
    main(*sys.argv[1:])
