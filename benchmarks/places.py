"""How fast does a place that nobody has opened come, and how much memory do many places take?

python benchmarks/places.py --packs FOLDER [--memory MB] [--rounds N]

FOLDER holds ``boundaries/`` and ``data/`` of many places (``python -m het_geo --root FOLDER build
--all --sources SOURCES``). Places are opened in a browser, by link, each from the folder and from
a loopback address that they are published to, beside a page that is empty; then all of them in
turn, two pages of each. It needs Debian's chromium.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from statistics import median

from browser import CHROMIUM, ROOT, served
from playwright.sync_api import Browser, Page, sync_playwright

sys.path.insert(0, str(ROOT))

from het_geo.pack.layout import places
from het_geo.stores.publish import publish

COLD = 10  # places that are opened cold, each once
SAID = (1, 10, 25, 50, 75, 100, 125, 150, 200, 296)  # after so many places memory is said
HEAD = ".hg-headline"


class Quiet(SimpleHTTPRequestHandler):
    """Files of a folder, without a line for each."""

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@contextmanager
def given(folder: Path) -> Iterator[str]:
    """Serve a folder on a free port of this machine."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(folder)))
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def seconds(page: Page, url: str, wait: str, shown: str = "") -> float:
    """Return how long a link takes until its words stand, and of a place its name."""
    start = time.perf_counter()
    page.goto(url)
    page.locator(wait).first.wait_for(timeout=60_000)
    found = time.perf_counter() - start
    if shown and shown not in page.url:
        raise SystemExit(f"{url}: opened {page.url}")
    return found


def opened(browser: Browser, url: str, slugs: list[str]) -> tuple[list[float], list[float]]:
    """Return seconds of places opened for the first time, and for the second."""
    page = browser.new_page()
    seconds(page, f"{url}/?place={slugs[0]}", HEAD)  # the first ever brings the libraries
    links = [(f"{url}/?place={slug}", f"place={slug}") for slug in slugs[1 : COLD + 1]]
    rounds = [[seconds(page, link, HEAD, shown) for link, shown in links] for _ in range(2)]
    page.close()
    return rounds[0], rounds[1]


def memory(pid: int) -> float:
    """Return the megabytes that a process takes of the machine's memory (RSS)."""
    lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmRSS")) / 1024


def visit(browser: Browser, url: str, slugs: list[str], pid: int) -> None:
    """Visit two pages of each place in turn and print the memory that the server takes."""
    page, most = browser.new_page(), 0.0
    for number, slug in enumerate(slugs, 1):
        seconds(page, f"{url}/?place={slug}", HEAD, f"place={slug}")
        seconds(page, f"{url}/principles?place={slug}", HEAD, f"place={slug}")
        most = max(most, memory(pid))
        if number in SAID or number == len(slugs):
            print(f"  {number:3} places visited: {memory(pid):5.0f} MB (most {most:.0f})")
    page.close()


def said(name: str, found: list[float]) -> None:
    """Print the median and the longest of some seconds."""
    print(f"{name:46} median {median(found):.2f} s, most {max(found):.2f} s")


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--packs", type=Path, required=True)
    parser.add_argument("--memory", default="1500", help="MB for open places (1500)")
    parser.add_argument("--rounds", type=int, default=1, help="how often all are visited (1)")
    options = parser.parse_args()
    root, slugs = options.packs.resolve(), places(options.packs)
    os.environ["HET_GEO_MEMORY"] = options.memory
    with sync_playwright() as playwright, tempfile.TemporaryDirectory() as folder:
        browser = playwright.chromium.launch(
            executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"]
        )
        with served("benchmarks/apps/empty.py") as (url, _):
            page = browser.new_page()
            said("an empty page", [seconds(page, url, ".probe") for _ in range(COLD + 1)][1:])
            page.close()
        published = Path(folder, "published")
        publish(root, str(published), said=str)
        os.environ["HET_GEO_CACHE"] = str(Path(folder, "cache"))
        with given(published) as address:
            for name, where, most in (("folder", str(root), 1.5), ("address", address, 2.5)):
                os.environ["HET_GEO_PACKS"] = where
                with served("app.py") as (url, process):
                    first, again = opened(browser, url, slugs)
                    said(f"a cold place, {name} (to reach: {most} s)", first)
                    said("the same place once more", again)
                    if name == "folder":
                        print(f"{len(slugs)} places in turn, bound of {options.memory} MB:")
                        visit(browser, url, slugs * options.rounds, process.pid)
        browser.close()


if __name__ == "__main__":
    main()
