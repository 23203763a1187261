"""How long a profile's files take: each format of one area, then the command for all wards.

python benchmarks/profile_files.py [PLACE] [FORMAT,FORMAT for all wards]
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from het_geo.atlas.atlas import Atlas
from het_geo.catalogue.read import read_catalogue
from het_geo.errors import ExportError
from het_geo.geography import Level
from het_geo.pack.load import load
from het_geo.profiles.profile import profile_of
from het_geo.render.files import FORMATS

TODAY = date(2026, 3, 21)


def timed(work: Callable[[], object], times: int = 1) -> tuple[float, float]:
    """Return the first and the least of the seconds that ``work`` takes."""
    found = []
    for _ in range(times):
        start = time.perf_counter()
        work()
        found.append(time.perf_counter() - start)
    return found[0], min(found)


def main(place: str = "luton", formats: str = "pdf,docx") -> None:
    """Print the time of every format of a ward, and of the formats of all wards."""
    pack = load(ROOT, place, read_catalogue(ROOT / "data" / "catalogue"))
    profile = profile_of(Atlas(pack), pack.codes(Level.WARD)[:1], TODAY)
    total = 0.0
    for found in FORMATS.values():
        try:
            first, least = timed(lambda made=found: made.make(profile, pack), 5)
        except ExportError as error:
            print(f"{found.id:8} {error}")
            continue
        total += least
        print(f"{found.id:8} first {first * 1000:5.0f} ms   then {least * 1000:5.0f} ms")
    print(f"all together {total:.2f} s")
    with tempfile.TemporaryDirectory() as folder:
        words = [sys.executable, "-m", "het_geo", "profile", "--all", "wards", "--place", place]
        words += ["--format", formats, "--out", folder]
        seconds, _ = timed(lambda: subprocess.run(words, cwd=ROOT, check=True, capture_output=True))
        print(f"all wards in {formats}, from the command's start: {seconds:.1f} s")


if __name__ == "__main__":
    main(*sys.argv[1:])
