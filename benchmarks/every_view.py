"""Open every page for every indicator at every level, of every kind of place; say what fails.

    python -m benchmarks.every_view [--root FOLDER] [--workers 2] [--share 0.1] [--seed 1]
                                    [--way WAY ...] [PLACE ...]

What must be true of each stands in tests/app/every_view.py: it neither errs nor shows what a
computer writes for nothing or what the code calls a thing, and it names the figure, its period and
its publishers. The kinds of place are a unitary authority, a two-tier district, a London borough,
one whose wards changed and the two smallest; their packs stand in FOLDER (``python -m het_geo
--root FOLDER build …``). Each page is opened by its link, as somebody opens it who has seen none
before; which area a link names is drawn by the seed. One line a fault.
"""

from __future__ import annotations

import argparse
import logging
import os
import sys
import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor, as_completed
from multiprocessing import get_context
from pathlib import Path
from random import Random

from tqdm import tqdm

from benchmarks.every_page import ROOT, stay_inside_the_frame
from tests.app.every_view import WAYS, Visit, faults, opened, visits

AT_ONCE = 40  # pages that a process is given: those of neighbours share what was worked out
Outcome = tuple[str, float, list[str]]  # the link, seconds of processor, what is wrong


def drawn(slug: str, ways: tuple[str, ...], share: float, seed: str) -> list[Visit]:
    """Return a place's visits, or a share of them that a seed draws, in their order."""
    from het_geo.ui.shelf import opened as atlas_of  # noqa: PLC0415 - packs are found by then

    every = list(visits(atlas_of(slug), seed, ways))
    if share >= 1:
        return every
    chosen = set(Random(f"{seed} {slug}").sample(range(len(every)), round(share * len(every))))
    return [visit for number, visit in enumerate(every) if number in chosen]


def visited(slug: str, some: list[Visit]) -> list[Outcome]:
    """Open some pages of a place; return what came of each."""
    from het_geo.ui.shelf import opened as atlas_of  # noqa: PLC0415

    atlas, found, main = atlas_of(slug), [], sys.modules["__main__"]
    for visit in some:
        start = time.process_time()
        wrong = faults(opened(visit), visit, atlas)
        found.append((str(visit), time.process_time() - start, wrong))
    sys.modules["__main__"] = main  # AppTest puts the app there; the pool looks for visited() in it
    return found


def outcomes(places: dict[str, list[Visit]], workers: int) -> Iterator[tuple[str, Outcome]]:
    """Yield what came of each page, with its place, as it comes."""
    with ProcessPoolExecutor(workers, get_context("spawn"), stay_inside_the_frame) as pool:
        waiting = {
            pool.submit(visited, slug, every[at : at + AT_ONCE]): slug
            for slug, every in places.items()
            for at in range(0, len(every), AT_ONCE)
        }
        with tqdm(total=sum(map(len, places.values())), unit="page", disable=None) as shown:
            for done in as_completed(waiting):
                for outcome in done.result():
                    shown.update()
                    yield waiting[done], outcome


def main() -> int:
    """Visit, report, and return 1 where a page fails."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("place", nargs="*")
    parser.add_argument("--root", type=Path, default=ROOT)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--share", type=float, default=1.0)
    parser.add_argument("--seed", default="1")
    parser.add_argument("--way", nargs="+", choices=WAYS, default=WAYS)
    asked = parser.parse_args()
    logging.disable(logging.WARNING)  # Streamlit's, where no server runs
    os.environ["HET_GEO_ROOT"] = str(asked.root.resolve())
    built = sorted(path.parent.name for path in (asked.root / "data").glob("*/manifest.toml"))
    slugs = asked.place or built
    places = {slug: drawn(slug, tuple(asked.way), asked.share, asked.seed) for slug in slugs}
    start, seconds, failed = time.perf_counter(), Counter[str](), Counter[str]()
    for slug, (link, took, wrong) in outcomes(places, asked.workers):
        seconds[slug] += took
        failed[slug] += bool(wrong)
        for one in wrong:
            tqdm.write(f"{link}\n    {one}")
            sys.stdout.flush()
    for slug, every in places.items():
        print(f"{slug}: {len(every)} pages, {failed[slug]} fail; {seconds[slug]:.0f} s processor")
    print(f"{sum(map(len, places.values()))} pages in {(time.perf_counter() - start) / 60:.1f} min")
    return int(any(failed.values()))


if __name__ == "__main__":
    sys.exit(main())
