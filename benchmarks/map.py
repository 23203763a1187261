"""How fast does the map switch? Ours, the usual way and an empty page, in one run.

python benchmarks/map.py --assets FOLDER

It needs Debian's chromium. The usual way loads its scripts from content delivery networks: FOLDER
holds the unpacked npm packages leaflet, jquery, bootstrap and d3 4 (``npm pack NAME``, each in its
own folder, d3's named d3v4), which are served in their place; without it, the usual way is left
out.
"""

from __future__ import annotations

import argparse
import os
import re
import shutil
import statistics
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import BrowserContext, Page, Route, sync_playwright

ROOT = Path(__file__).resolve().parent.parent
CHROMIUM = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
ROUNDS = 12
INDICATORS = ["Private renting", "Social renting", "Home ownership", "Too few bedrooms"]
# What a page shows, as one text: it changes when the switch is painted; "" is a blank page.
PROBES = {
    "ours": """() => {
        const all = [];
        const walk = (root) => { for (const e of root.querySelectorAll('*')) {
            if (e.shadowRoot) walk(e.shadowRoot);
            if (e.matches('.areas path')) all.push(e.style.fill); } };
        walk(document); return all.join(); }""",
    "usual": """() => {
        for (const frame of document.querySelectorAll('iframe')) {
            const paths = frame.contentDocument?.querySelectorAll('path.leaflet-interactive') ?? [];
            if (paths.length) return [...paths].map((p) => p.getAttribute('fill')).join(); }
        return ''; }""",
    "empty": "() => document.querySelector('.probe')?.textContent ?? ''",
}
WATCH = """(probe) => {
    const look = eval(probe);
    window.watched = { first: look(), changed: 0, blank: 0, start: 0 };
    let last = performance.now();
    document.addEventListener('pointerdown', () => (window.watched.start = performance.now()),
        { capture: true, once: true });
    const step = () => {
        const now = performance.now(), seen = look(), w = window.watched;
        if (w.start && !w.changed) {
            if (seen === '') w.blank += now - last;
            else if (seen !== w.first) w.changed = now;
        }
        last = now;
        if (!w.changed) requestAnimationFrame(step);
    };
    requestAnimationFrame(step);
}"""


def main() -> None:
    """Print medians and their ratios."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--assets", type=Path, help="unpacked leaflet, jquery and bootstrap")
    options = parser.parse_args()
    apps = {"empty": "benchmarks/apps/empty.py", "ours": "app.py"}
    if options.assets:
        apps["usual"] = "benchmarks/apps/usual.py"
    found = {}
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"]
        )
        for name, script in apps.items():
            with _served(script) as (url, process):
                context = browser.new_context(viewport={"width": 1280, "height": 900})
                if options.assets:
                    context.route(re.compile("^https://"), _stand_in(options.assets))
                found[name] = _measure(context, name, url, process)
                context.close()
        browser.close()
    _report(found)


def _report(found: dict[str, dict[str, float]]) -> None:
    for name, figures in found.items():
        print(name + ": " + ", ".join(f"{key} {value:,.0f}" for key, value in figures.items()))
    switch = {name: figures["switch ms"] for name, figures in found.items()}
    print(f"our switch / empty round trip: {switch['ours'] / switch['empty']:.2f} (to reach: 1.3)")
    if "usual" in switch:
        ratio = switch["ours"] / switch["usual"]
        first = found["ours"]["first paint cold ms"] / found["usual"]["first paint cold ms"]
        print(f"our switch / the usual way's: {ratio:.2f} (to reach: 0.25)")
        print(f"our first paint cold / the usual way's: {first:.2f} (to reach: 1)")


def _measure(
    context: BrowserContext, name: str, url: str, process: subprocess.Popen[bytes]
) -> dict[str, float]:
    path = "/?indicator=overcrowding&level=lsoa" if name == "ours" else "/"
    paints = []
    for _ in range(2):  # cold, then warm
        page = context.new_page()
        start = time.perf_counter()
        page.goto(url + path)
        page.wait_for_function(f"({PROBES[name]})() !== ''", timeout=60_000)
        paints.append((time.perf_counter() - start) * 1000)
        if len(paints) == 1:
            page.close()
    page.wait_for_timeout(2000)
    got: list[int] = []
    page.on("websocket", lambda socket: None)
    client = context.new_cdp_session(page)
    client.send("Network.enable")
    client.on(
        "Network.webSocketFrameReceived",
        lambda event: got.append(len(event["response"]["payloadData"]) * 3 // 4),
    )
    options = ["two", "three", "four", "one"] if name == "empty" else INDICATORS
    switches, blanks, sent, cpu = [], [], [], []
    for i in range(ROUNDS):
        got.clear()
        before = _cpu(process)
        changed, blank = _switch(page, PROBES[name], options[i % len(options)])
        page.wait_for_timeout(1200)
        if i >= len(options):  # the first round fills the caches
            switches.append(changed)
            blanks.append(blank)
            sent.append(sum(got))
            cpu.append(_cpu(process) - before)
    return {
        "switch ms": statistics.median(switches),
        "blank ms": statistics.median(blanks),
        "bytes": statistics.median(sent),
        "server CPU ms": statistics.median(cpu),
        "first paint cold ms": paints[0],
        "warm ms": paints[1],
    }


def _switch(page: Page, probe: str, option: str) -> tuple[float, float]:
    """Choose an option; return milliseconds to the painted change, and of blank page."""
    page.get_by_label("Indicator", exact=True).click()
    choice = page.get_by_role("option", name=option, exact=True)
    choice.wait_for()
    page.evaluate(WATCH, probe)
    choice.click()
    page.wait_for_function("window.watched.changed > 0", timeout=30_000)
    watched = page.evaluate("window.watched")
    return watched["changed"] - watched["start"], watched["blank"]


def _cpu(process: subprocess.Popen[bytes]) -> float:
    """Return the milliseconds of processor time that a process has used."""
    fields = Path(f"/proc/{process.pid}/stat").read_text().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) * 1000 / os.sysconf("SC_CLK_TCK")


def _stand_in(assets: Path):
    """Return a route that serves npm packages in place of content delivery networks."""

    def answer(route: Route) -> None:
        name = route.request.url.rsplit("/", 1)[-1].split("?")[0].replace("d3.v4.", "d3.")
        files = sorted(assets.rglob(name), key=lambda path: len(path.parts))
        if "d3.v4" in route.request.url:  # folium asks for two versions of d3
            files = [path for path in files if "v4" in str(path)] or files
        if files:
            route.fulfill(path=files[0])
        else:
            route.fulfill(body="", content_type="text/css" if "css" in name else "text/javascript")

    return answer


@contextmanager
def _served(script: str) -> Iterator[tuple[str, subprocess.Popen[bytes]]]:
    port = 8790
    command = [sys.executable, "-m", "streamlit", "run", script, "--server.headless", "true",
               "--server.port", str(port), "--server.address", "localhost"]  # fmt: skip
    with subprocess.Popen(
        command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
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


if __name__ == "__main__":
    main()
