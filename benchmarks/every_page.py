"""Open every page of every place that is built, as a server does, and say which fail.

    python benchmarks/every_page.py [--root FOLDER] [--workers 2] [--page NAME ...] [PLACE ...]

Each page is opened twice: as its place's link alone has it, and with a ward in the link. A page
fails where it raises, shows an error, or shows another place than was asked for. Said beside it:
seconds a page (median, slowest) and the memory of the process that held the most.
"""

from __future__ import annotations

import argparse
import csv
import logging
import os
import resource
import sys
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from statistics import median

from tqdm import tqdm

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))
PAGES = tuple(sorted(file.stem for file in (ROOT / "pages").glob("*.py")))
PATIENCE = 300
Outcome = tuple[str, str, float, str]  # place, page, seconds, what is wrong or ""


def ward_of(root: Path, slug: str) -> str:
    """Return the code of a place's first ward."""
    with (root / "data" / slug / "areas.csv").open(encoding="utf-8") as file:
        return next(row["area_code"] for row in csv.DictReader(file) if row["level"] == "ward")


def stay_inside_the_frame() -> None:
    """Let no page be run without ``app.py``, as a server does; AppTest begins like a new one.

    A server looks for the components of installed packages once; so does a process here.
    """
    from streamlit.components.v2 import manifest_scanner  # noqa: PLC0415 - as below

    from het_geo.ui.streamlit_insides import pages_manager  # noqa: PLC0415

    logging.disable(logging.WARNING)  # Streamlit's, where no server runs
    components = manifest_scanner.scan_component_manifests()
    manifest_scanner.scan_component_manifests = lambda: components

    manager = pages_manager()
    begin = manager.__init__

    def begun(self: object, *arguments: object, **options: object) -> None:
        begin(self, *arguments, **options)
        manager.uses_pages_directory = False

    manager.__init__ = begun


def visit(root: str, slug: str, pages: Sequence[str]) -> tuple[list[Outcome], int]:
    """Open every page of a place; return what came of each, and the process's memory in kB."""
    os.environ["HET_GEO_ROOT"] = root
    found, main = [], sys.modules["__main__"]
    for page in pages:
        for area in ("", ward_of(Path(root), slug)):
            start = time.perf_counter()
            wrong = opened(slug, page, area)
            name = f"{page}{' with a ward' if area else ''}"
            found.append((slug, name, time.perf_counter() - start, wrong))
    sys.modules["__main__"] = main  # AppTest puts the app there; the pool looks for visit() in it
    return found, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss


def opened(slug: str, page: str, area: str) -> str:
    """Open a page and return what is wrong with it, or ""."""
    from streamlit.testing.v1 import AppTest  # noqa: PLC0415 - only in the processes that open

    app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=PATIENCE)
    app.query_params["place"] = slug
    app.switch_page(f"pages/{page}.py")
    if area:
        app.query_params["area"] = area
    app.run()
    if app.exception:
        return app.exception[0].message
    if app.error:
        return app.error[0].value
    shown = app.query_params.get("place", [""])
    other = shown[0] if isinstance(shown, list) else shown
    return "" if other == slug else f"shows {other or 'no place'}"


def outcomes(
    root: Path, slugs: list[str], workers: int, pages: Sequence[str]
) -> Iterator[tuple[list[Outcome], int]]:
    """Yield what came of each place."""
    with ProcessPoolExecutor(workers, get_context("spawn"), stay_inside_the_frame) as pool:
        waiting = [pool.submit(visit, str(root), slug, pages) for slug in slugs]
        for one in tqdm(waiting, unit="place", disable=None):
            yield one.result()


def main() -> int:
    """Visit, report, and return how many pages fail, at most 1."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("place", nargs="*")
    parser.add_argument("--root", type=Path, default=ROOT)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--page", nargs="+", choices=PAGES, default=PAGES)
    options = parser.parse_args()
    built = sorted(path.parent.name for path in (options.root / "data").glob("*/manifest.toml"))
    found, most = [], 0
    for some, memory in outcomes(
        options.root, options.place or built, options.workers, options.page
    ):
        found += some
        most = max(most, memory)
        for slug, page, _, wrong in some:
            if wrong:
                tqdm.write(f"{slug}, {page}: {wrong}")
    seconds = [took for _, _, took, _ in found]
    failed = sum(bool(wrong) for *_, wrong in found)
    print(
        f"{len(found)} pages of {len(options.place or built)} places: {failed} fail; "
        f"median {median(seconds):.2f} s, slowest {max(seconds):.2f} s; {most / 1e6:.1f} GB"
    )
    return int(failed > 0)


if __name__ == "__main__":
    sys.exit(main())
