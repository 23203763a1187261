"""How long the files of a briefing take: slides and handout of the whole place and of a ward.

python benchmarks/briefing_files.py [PLACE]
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path
from statistics import median

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from het_geo.atlas.atlas import Atlas
from het_geo.briefing.model import Audience, Briefing
from het_geo.briefing.propose import propose
from het_geo.catalogue.read import read_catalogue
from het_geo.geography import Level
from het_geo.pack.load import load
from het_geo.render.handout import to_handout
from het_geo.render.slides import to_pptx

TODAY = date(2026, 3, 21)
ROUNDS = 5


def report(name: str, make: Callable[[int], bytes], limit: str) -> None:
    """Print the first time, the median of the next and the size."""
    seconds, size = [], 0
    for i in range(ROUNDS + 1):
        start = time.perf_counter()
        size = len(make(i))
        seconds.append(time.perf_counter() - start)
    first, *again = seconds
    print(
        f"{name:24} first {first:5.2f} s   again {median(again):5.2f} s   "
        f"{size / 1e6:.2f} MB   (to reach: {limit})"
    )


def main(place: str = "luton") -> None:
    """Measure the files of two briefings; a new day each time, so that nothing is kept ready."""
    atlas = Atlas(load(ROOT, place, read_catalogue(ROOT / "data" / "catalogue")))
    ward = atlas.pack.codes(Level.WARD)[0]
    for name, audience in {"whole place": Audience(), "a ward": Audience((ward,))}.items():
        found: Briefing = propose(atlas, audience, TODAY)
        report(f"slides, {name}", lambda i, b=found: to_pptx(b, TODAY.replace(day=i + 1)), "3 s")
        report(
            f"handout, {name}", lambda i, b=found: to_handout(b, TODAY.replace(day=i + 1)), "1 s"
        )


if __name__ == "__main__":
    main(*sys.argv[1:])
