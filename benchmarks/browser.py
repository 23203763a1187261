"""What the benchmarks of pages share: an app served, a browser, and a watch on what it paints."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Page, Route

ROOT = Path(__file__).resolve().parent.parent
CHROMIUM = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
# Waits, frame by frame, until what a probe sees has changed since the first press of a pointer.
# A probe returns what the page shows as one text; "" is a blank page.
WATCH = """([probes]) => {
    const looks = Object.fromEntries(Object.entries(probes).map(([k, p]) => [k, eval(p)]));
    const watched = (window.watched = { start: 0, changed: {}, blank: 0 });
    const first = Object.fromEntries(Object.entries(looks).map(([k, look]) => [k, look()]));
    let last = performance.now();
    const press = () => (watched.start ||= performance.now());
    for (const type of ['pointerdown', 'keydown'])
        document.addEventListener(type, press, { capture: true, once: true });
    const step = () => {
        const now = performance.now();
        for (const [k, look] of Object.entries(looks)) {
            const seen = look();
            if (!watched.start || watched.changed[k]) continue;
            if (seen === '') watched.blank += now - last;
            else if (seen !== first[k]) watched.changed[k] = now - watched.start;
        }
        last = now;
        const waiting = Object.keys(looks).some((k) => !watched.changed[k]);
        if (waiting) requestAnimationFrame(step);
    };
    requestAnimationFrame(step);
}"""


def watch(page: Page, probes: dict[str, str]) -> None:
    """Begin to watch a page with these probes (name to JavaScript function)."""
    page.evaluate(WATCH, [probes])


def seen(page: Page, probes: dict[str, str]) -> dict[str, float]:
    """Wait until every probe has changed; return milliseconds to each, and of blank page."""
    page.wait_for_function(
        f"Object.keys(window.watched.changed).length >= {len(probes)}", timeout=30_000
    )
    watched = page.evaluate("window.watched")
    return {**watched["changed"], "blank": watched["blank"]}


def cpu(process: subprocess.Popen[bytes]) -> float:
    """Return the milliseconds of processor time that a process has used."""
    fields = Path(f"/proc/{process.pid}/stat").read_text().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) * 1000 / os.sysconf("SC_CLK_TCK")


def stand_in(assets: Path):
    """Return a route that serves npm packages in place of content delivery networks."""

    def answer(route: Route) -> None:
        name = route.request.url.rsplit("/", 1)[-1].split("?")[0].replace("d3.v4.", "d3.")
        files = sorted(assets.rglob(name), key=lambda path: len(path.parts))
        files = files or sorted(assets.rglob(re.sub(r"-\d[\d.]*\d", "", name)))  # jquery-3.7.1
        if "d3.v4" in route.request.url:  # folium asks for two versions of d3
            files = [path for path in files if "v4" in str(path)] or files
        if files:
            route.fulfill(path=files[0])
        else:
            route.fulfill(body="", content_type="text/css" if "css" in name else "text/javascript")

    return answer


@contextmanager
def served(
    script: str, port: int = 8790, **settings: str
) -> Iterator[tuple[str, subprocess.Popen[bytes]]]:
    """Serve a Streamlit script; give its address and its process.

    ``settings`` are what its environment says besides. Its pages are not opened beforehand, unless
    they say so: what is measured is then measured alone.
    """
    command = [sys.executable, "-m", "streamlit", "run", script, "--server.headless", "true",
               "--server.port", str(port), "--server.address", "localhost"]  # fmt: skip
    with subprocess.Popen(
        command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        env=os.environ | {"PYTHONPATH": str(ROOT), "HET_GEO_REHEARSE": "off"} | settings,
    ) as process:  # fmt: skip
        url = f"http://localhost:{port}"
        for _ in range(120):
            try:
                with urllib.request.urlopen(f"{url}/_stcore/health", timeout=1):
                    break
            except OSError:
                time.sleep(0.25)
        try:
            yield url, process
        finally:
            process.terminate()
