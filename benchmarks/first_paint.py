"""How soon is the answer painted? Home, a ward's Home, Explore and Journey beside an empty page.

python benchmarks/first_paint.py [--rounds 12]

It needs Debian's chromium. Both servers stand at once and are visited in turns, so that what else
the machine does falls on all alike. Each visit is a new session in a browser that has been here
before; the time is from the start of the navigation to the frame after the answer stands. Cold is
the first visit to a server that has just begun to answer.
"""

from __future__ import annotations

import argparse
import statistics
from contextlib import ExitStack
from pathlib import Path
from tempfile import TemporaryDirectory

from browser import CHROMIUM, served
from journey_of_100 import large_journey
from playwright.sync_api import BrowserContext, sync_playwright

EMPTY, APP = "benchmarks/apps/empty.py", "het_geo/ui/server.py"
WARD = "place=luton&area=E05014741"
MAP = """() => { const walk = (root) => [...root.querySelectorAll('*')].some((e) =>
    e.matches('.areas path') || (e.shadowRoot && walk(e.shadowRoot)));
    return walk(document); }"""
TILES = "() => document.querySelectorAll('.hg-tile').length >= 7"
YEAR = "() => document.querySelectorAll('a.hg-measure').length >= 90"
LARGE = "Journey of 100 measures"
# Each: script, link, when the answer stands, and how many times the empty page it may take.
VISITS = {
    "empty": (EMPTY, "/", "() => !!document.querySelector('.probe')", None),
    "Home": (APP, "/", TILES, 1.2),
    "Home of a ward": (APP, f"/home?{WARD}", TILES, 1.3),
    LARGE: (APP, "/journey?place=luton", YEAR, 1.35),
    "Explore": (APP, f"/explore?{WARD}&indicator=overcrowding&level=ward", MAP, 1.35),
}
COLD = 2.0
WATCH = """(() => { const stands = %s; const look = () => {
    const done = () => (window.painted = performance.now());
    requestAnimationFrame(document.body && stands() ? done : look); };
    requestAnimationFrame(look); })()"""


def main() -> None:
    """Print medians and their ratios to the empty page."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=12, help="visits to each page")
    rounds = parser.parse_args().rounds
    with sync_playwright() as playwright, ExitStack() as stack:
        large = large_journey(Path(stack.enter_context(TemporaryDirectory())))
        urls = {
            EMPTY: stack.enter_context(served(EMPTY, 8790))[0],
            APP: stack.enter_context(served(APP, 8791, **large))[0],
        }
        browser = playwright.chromium.launch(
            executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"]
        )
        context = browser.new_context(viewport={"width": 1280, "height": 800})
        cold = {name: _visit(context, urls, name) for name in ("empty", "Home")}
        for name in VISITS:
            _visit(context, urls, name)
        found: dict[str, list[float]] = {name: [] for name in VISITS}
        for _ in range(rounds):
            for name in VISITS:
                found[name].append(_visit(context, urls, name))
        browser.close()
    _report(cold, {name: statistics.median(times) for name, times in found.items()})


def _visit(context: BrowserContext, urls: dict[str, str], name: str) -> float:
    """Return the milliseconds until a page's answer is painted."""
    script, link, stands, _ = VISITS[name]
    page = context.new_page()
    page.add_init_script(WATCH % stands)
    page.goto(urls[script] + link)
    page.wait_for_function("window.painted > 0", timeout=120_000)
    time = float(page.evaluate("window.painted"))
    page.wait_for_selector("[data-testid=stApp][data-test-script-state=notRunning]")
    page.close()
    return time


def _report(cold: dict[str, float], warm: dict[str, float]) -> None:
    for name, (*_, reach) in VISITS.items():
        ratio = warm[name] / warm["empty"]
        asked = f", {ratio:.2f} of the empty page (to reach: {reach})" if reach else ""
        print(f"{name}, warm: {warm[name]:,.0f} ms{asked}")
    beside = warm[LARGE] / warm["Explore"]
    print(f"{LARGE}: {beside:.2f} of Explore (to reach: 1)")
    ratio = cold["Home"] / cold["empty"]
    print(f"Home, cold: {cold['Home']:,.0f} ms, {ratio:.2f} of the empty page (to reach: {COLD})")


if __name__ == "__main__":
    main()
