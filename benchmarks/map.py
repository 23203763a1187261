"""How fast does the map switch? Ours, the usual way and an empty page, in one run.

python benchmarks/map.py --assets FOLDER

It needs Debian's chromium. The usual way loads its scripts from content delivery networks: FOLDER
holds the unpacked npm packages leaflet@1.9.3, jquery@3.7.1, bootstrap@5.2.2, d3@3.5.5 and d3@4
(``npm pack NAME``, each in a folder of its own, those of d3 named d3v3 and d3v4), which are served
in their place; without it, the usual way is left out. All of England is measured where its pack
has been built (``python -m het_geo build england``).
"""

from __future__ import annotations

import argparse
import re
import statistics
import subprocess
import time
from base64 import b64decode
from pathlib import Path

from browser import CHROMIUM, ROOT, cpu, seen, served, stand_in, watch
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright
from relay import Relay

ROUNDS = 28
INDICATORS = ["Private renting", "Social renting", "Home ownership", "Too few bedrooms"]
FIND = """(test) => { const found = [];
    const walk = (root) => { for (const e of root.querySelectorAll('*')) {
        if (e.shadowRoot) walk(e.shadowRoot); if (test(e)) found.push(e); } };
    walk(document); return found; }"""
FILLS = f"""() => ({FIND})((e) => e.matches('.areas path')).map((p) => p.style.fill).join()"""
RING = f"""() => ({FIND})((e) => e.matches('.chosen path'))
    .map((p) => 'ring ' + p.getAttribute('d')).join()"""
HEAD = "() => document.querySelector('.hg-headline')?.textContent ?? ''"
CANVAS = f"""() => {{ const map = ({FIND})((e) => e.matches('canvas[role=application]'))[0];
    if (!map || map.width <= 300) return '';
    const ink = map.getContext('2d').getImageData(0, map.height / 2, map.width, 2).data;
    let sum = 0; for (let i = 0; i < ink.length; i += 1) sum = (sum * 31 + ink[i]) % 1000003;
    return ink.some((v) => v) ? String(sum) : ''; }}"""
FRAMES = """() => {
    for (const frame of document.querySelectorAll('iframe')) {
        const paths = frame.contentDocument?.querySelectorAll('path.leaflet-interactive') ?? [];
        if (paths.length) return [...paths].map((p) => p.getAttribute('fill')).join(); }
    return ''; }"""
MAP = b"het_geo_map"  # the name of the map's component in its message
LSOA = "/?indicator=overcrowding&level=lsoa"
# Each: script, link, what is watched (the first is the paint of the map), options of the list.
WAYS = {
    "empty": ("benchmarks/apps/empty.py", "/",
              {"paint": "() => document.querySelector('.probe')?.textContent ?? ''"},
              ["two", "three", "four", "one"]),
    "ours": ("app.py", LSOA, {"paint": FILLS, "words": HEAD}, INDICATORS),
    "usual": ("benchmarks/apps/usual.py", "/", {"paint": FRAMES}, INDICATORS),
    "England": ("app.py", f"{LSOA}&map=england", {"paint": CANVAS}, INDICATORS),
}  # fmt: skip


def main() -> None:
    """Print medians and their ratios."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--assets", type=Path, help="unpacked leaflet, jquery, bootstrap and d3")
    options = parser.parse_args()
    left_out = [] if options.assets else ["usual"]
    left_out += [] if (ROOT / "data/england/national.toml").is_file() else ["England"]
    found = {}
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"]
        )
        for name in WAYS.keys() - set(left_out):
            found[name] = _measure(browser, name, options.assets)
        browser.close()
    _report(found)


def _measure(browser: Browser, name: str, assets: Path | None) -> dict[str, float]:
    script, path, probes, options = WAYS[name]
    with served(script) as (url, process):
        context = browser.new_context(viewport={"width": 1280, "height": 1100})
        if assets:
            context.route(re.compile("^https://"), stand_in(assets))
        paints = []
        for _ in range(2):  # cold, then warm
            page = context.new_page()
            start = time.perf_counter()
            page.goto(url + path)
            page.wait_for_function(f"({probes['paint']})() !== ''", timeout=60_000)
            paints.append((time.perf_counter() - start) * 1000)
            if len(paints) == 1:
                page.close()
        page.wait_for_timeout(3000)
        figures = {"first paint cold": paints[0], "first paint warm": paints[1]}
        figures |= _switches(page, process, probes, options)
        if name == "ours":
            figures |= _selections(page)
        if name != "England":
            figures |= _sent(context, url, path, options)
        context.close()
    return figures


def _switches(
    page: Page, process: subprocess.Popen[bytes], probes: dict[str, str], options: list[str]
) -> dict[str, float]:
    got: list[bytes] = []
    client = page.context.new_cdp_session(page)
    client.send("Network.enable")
    client.on(
        "Network.webSocketFrameReceived",
        lambda event: got.append(b64decode(event["response"]["payloadData"])),
    )
    rows = []
    for i in range(ROUNDS):
        page.get_by_label("Indicator", exact=True).click()
        choice = page.get_by_role("option", name=options[i % len(options)], exact=True)
        choice.wait_for()
        got.clear()
        watch(page, probes)
        before = cpu(process)
        choice.click()
        row = seen(page, probes)
        page.wait_for_timeout(1200)
        if i >= len(options):  # the first round fills the caches
            # What comes after the paint of the map, such as tables, is counted too.
            sent = {"bytes": sum(map(len, got)), "map bytes": sum(len(g) for g in got if MAP in g)}
            rows.append({**row, **sent, "CPU": cpu(process) - before})
    # The system counts processor time in steps of 10 ms: their mean says more than their median.
    middle = {key: statistics.median(row[key] for row in rows) for key in rows[0]}
    return {**middle, "CPU": statistics.mean(row["CPU"] for row in rows)}


def _sent(context: BrowserContext, url: str, path: str, options: list[str]) -> dict[str, float]:
    """Switch once more through a relay: bytes as they go over the wire, compressed or not."""
    relay = Relay(int(url.rpartition(":")[2]))
    page = context.new_page()
    page.goto(relay.url + path)
    page.wait_for_timeout(6000)
    rows = []
    for option in options * 2:
        page.get_by_label("Indicator", exact=True).click()
        choice = page.get_by_role("option", name=option, exact=True)
        choice.wait_for()
        page.wait_for_timeout(300)
        before = relay.sent
        choice.click()
        page.wait_for_timeout(1500)
        rows.append(relay.sent - before)
    return {"bytes on the wire": statistics.median(rows[len(options) :])}


def _selections(page: Page) -> dict[str, float]:
    """Click areas of the map: time to the ring, and to the sentence."""
    probes = {"ring": RING, "sentence": HEAD}
    rows = []
    areas = page.locator("svg .areas path")
    for i in range(3, 3 + ROUNDS):
        watch(page, probes)
        areas.nth(i * 5 % 125).focus()
        page.keyboard.press("Enter")
        rows.append(seen(page, probes))
        page.wait_for_timeout(800)
    return {f"select {key}": statistics.median(row[key] for row in rows[4:]) for key in probes}


def _report(found: dict[str, dict[str, float]]) -> None:
    for name, figures in sorted(found.items()):
        print(f"{name}: " + ", ".join(f"{key} {value:,.0f}" for key, value in figures.items()))
    ours, empty = found["ours"], found["empty"]["paint"]
    _ratio("our switch, map painted / empty round trip", ours["paint"], empty, 1.3)
    _ratio("our switch, sentence changed / empty round trip", ours["words"], empty)
    print(f"our switch, bytes: {ours['map bytes']:,.0f} for the map (to reach: 6,000), "
          f"{ours['bytes']:,.0f} for the page, {ours['bytes on the wire']:,.0f} on the wire; "
          f"processor time {ours['CPU']:.0f} ms (to reach: 30)")  # fmt: skip
    _ratio("selecting, ring drawn / empty round trip", ours["select ring"], empty, 1.5)
    _ratio("selecting, sentence changed / empty round trip", ours["select sentence"], empty)
    if "usual" in found:
        usual = found["usual"]
        _ratio("our switch, map painted / the usual way's", ours["paint"], usual["paint"], 0.25)
        _ratio("our switch, sentence changed / the usual way's", ours["words"], usual["paint"])
        _ratio("our first paint, cold / the usual way's", ours["first paint cold"],
               usual["first paint cold"], 1)  # fmt: skip
        _ratio("our processor time a switch / the usual way's", ours["CPU"], usual["CPU"])
    if "England" in found:
        figures = found["England"]
        print(f"England: switch {figures['paint']:.0f} ms (to reach: 300), first paint "
              f"{figures['first paint cold']:,.0f} ms cold, {figures['first paint warm']:,.0f} ms "
              "warm (to reach: 4,000)")  # fmt: skip


def _ratio(what: str, one: float, other: float, reach: float | None = None) -> None:
    print(f"{what}: {one / other:.2f}" + (f" (to reach: {reach})" if reach else ""))


if __name__ == "__main__":
    main()
