"""How long a briefing's HTML file takes to make, and a key press to the next painted screen.

python benchmarks/deck.py [PLACE]    (needs Debian's chromium, or one named in CHROMIUM)
"""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
import time
from datetime import date
from pathlib import Path
from statistics import median

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from playwright.sync_api import sync_playwright

from het_geo.atlas.atlas import Atlas
from het_geo.briefing.model import Audience
from het_geo.briefing.propose import propose
from het_geo.catalogue.read import read_catalogue
from het_geo.pack.load import load
from het_geo.render.briefings import deck_of

TODAY = date(2026, 3, 21)
ROUNDS = 5
# From the key press to the end of the frame that shows the next screen: a task queued in the
# frame's callback runs when that frame has been handed to the compositor.
WATCH = """() => { window.times = [];
    window.addEventListener('keydown', (event) => { const start = event.timeStamp;
        requestAnimationFrame(() => { const { port1, port2 } = new MessageChannel();
            port1.onmessage = () => window.times.push(performance.now() - start);
            port2.postMessage(0); }); }, true); }"""


def made(place: str) -> str:
    """Make the file of the whole place, three times after the ranks are known."""
    atlas = Atlas(load(ROOT, place, read_catalogue(ROOT / "data" / "catalogue")))
    runs = []
    for _ in range(3):
        briefing = propose(atlas, Audience(), TODAY)
        start = time.perf_counter()
        text = deck_of(atlas, briefing, TODAY)
        runs.append(time.perf_counter() - start)
    print(f"the file: first {runs[0]:.2f} s, again {median(runs[1:]):.2f} s (to reach: 2 s)")
    print(f"its size: {len(text.encode()) / 1e6:.2f} MB (to reach: 3 MB)")
    return text


def pressed(path: Path) -> None:
    """Print the time from a key press to the next painted screen."""
    chromium = os.environ.get("CHROMIUM") or shutil.which("chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": 1920, "height": 1080})
        start = time.perf_counter()
        page.goto(path.as_uri())
        print(f"opened: {(time.perf_counter() - start) * 1000:.0f} ms")
        page.evaluate(WATCH)
        for _ in range(ROUNDS):
            for key in ("Home", *["ArrowRight"] * 8):
                page.keyboard.press(key)
                page.wait_for_timeout(60)
        times = page.evaluate("window.times")
        browser.close()
    print(f"key to painted screen: median {median(times):.1f} ms, longest {max(times):.1f} ms "
          f"of {len(times)} (to reach: 50 ms)")  # fmt: skip


def main(place: str = "luton") -> None:
    """Measure the file of a place."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "deck.html"
        path.write_text(made(place), encoding="utf-8")
        pressed(path)


if __name__ == "__main__":
    main(*sys.argv[1:])
