"""How long briefings take: the first, which works out ranks, the next, and the answers.

python benchmarks/briefing.py [PLACE]
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
from het_geo.briefing.model import Audience
from het_geo.briefing.propose import cards_for, propose
from het_geo.briefing.since import changes
from het_geo.catalogue.read import read_catalogue
from het_geo.geography import Level
from het_geo.pack.load import load

TODAY = date(2026, 3, 21)


def timed(work: Callable[[], object]) -> float:
    """Return the milliseconds that ``work`` takes."""
    start = time.perf_counter()
    work()
    return (time.perf_counter() - start) * 1000


def main(place: str = "luton") -> None:
    """Measure briefings of every kind of audience of a pack."""
    pack = load(ROOT, place, read_catalogue(ROOT / "data" / "catalogue"))
    atlas = Atlas(pack)
    wards, small = pack.codes(Level.WARD), pack.codes(Level.LSOA)
    audiences = {
        "the whole place": Audience(),
        "a ward": Audience(tuple(wards[:1])),
        "four wards": Audience(tuple(wards[:4])),
        "a neighbourhood": Audience(tuple(small[:1])),
        "a principle": Audience(principle=5),
    }
    for name, audience in audiences.items():
        first, *again = (timed(lambda a=audience: propose(atlas, a, TODAY)) for _ in range(8))
        print(f"propose, {name:18} first {first:6.0f} ms   again {median(again):6.1f} ms")
    found = propose(atlas, Audience(), TODAY)
    screen = next(s for s in found.screens if s.kind == "gap")
    cards_for(atlas, screen, TODAY)
    every = [timed(lambda: cards_for(atlas, screen, TODAY)) for _ in range(8)]
    print(f"answers, all {len(wards)} wards of a screen {median(every):6.1f} ms")
    print(f"changes since the same pack       {timed(lambda: changes(pack, pack)):6.0f} ms")


if __name__ == "__main__":
    main(*sys.argv[1:])
