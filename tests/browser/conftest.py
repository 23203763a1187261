"""The app as it is served, and a real Chromium that can reach nothing else."""

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from functools import partial
from itertools import count
from pathlib import Path
from re import Pattern
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, Route, expect, sync_playwright

from het_geo.ui.streamlit_insides import CHART, ENDED, HEALTH, LEFT, SHOWN, TABLE
from tests.browser.provider import provider, told, who  # noqa: F401 - fixtures of all
from tests.browser.shared import shared, two, watched  # noqa: F401 - fixtures of all
from tests.conftest import ROOT

collect_ignore = ["apps"]  # pages of their own, served by tests
CHROMIUM = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
SERVER = "het_geo/ui/server.py"
PATIENCE = 120_000  # ms for a page just served, on a machine with other work
expect.set_options(timeout=PATIENCE)
# Every name but the app's own fails to resolve: a page that needs the internet stays blank.
ALONE = "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE localhost"
QUIET = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-sync",
         "--disable-component-update", "--no-first-run", "--process-per-site", ALONE]  # fmt: skip


@contextmanager
def serve(root: Path, script: str = "app.py", **settings: str) -> Iterator[str]:
    """Serve a script on a free port, with the packs below ``root``; stop it at the end.

    ``settings`` are what its environment says besides.
    """
    for _ in range(3):  # a port that was free may be taken before the server has it
        server, url = _start(root, script, settings)
        if _answers(server, url):
            break
        _stop(server)
    else:
        raise AssertionError("the app did not start")
    try:
        yield url
    finally:
        _stop(server)


def _start(
    root: Path, script: str, settings: dict[str, str]
) -> tuple[subprocess.Popen[bytes], str]:
    with socket.socket() as free:
        free.bind(("localhost", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "streamlit", "run", script, "--server.headless", "true",
               "--server.port", str(port)]  # fmt: skip
    server = subprocess.Popen(
        command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        env=os.environ | {"HET_GEO_ROOT": str(root), "PYTHONPATH": str(ROOT)} | settings,
    )  # fmt: skip
    base = settings.get("STREAMLIT_SERVER_BASE_URL_PATH", "")
    return server, f"http://localhost:{port}/{base}".rstrip("/")


def _answers(server: subprocess.Popen[bytes], url: str) -> bool:
    """Wait until the server answers; say no where it has ended, or does not begin."""
    for _ in range(240):
        try:
            with urllib.request.urlopen(f"{url}{HEALTH}", timeout=1):
                return server.poll() is None
        except OSError:
            if server.poll() is not None:
                return False
            time.sleep(0.25)
    return False


def _stop(server: subprocess.Popen[bytes]) -> None:
    server.terminate()
    server.wait()


@pytest.fixture(scope="session")
def guarded() -> Iterator[str]:
    """Serve the app as ``make run`` does: behind all that guards it."""
    with serve(ROOT, SERVER) as url:
        yield url


@pytest.fixture(scope="session")
def address(browser: Browser, guarded: str) -> str:
    """Serve the app, opened once: no test depends on being the first to open it, or a later one."""
    first = browser.new_page()
    first.goto(f"{guarded}/explore")
    expect(first.locator(".hg-source")).to_be_attached()
    first.close()
    return guarded


DAY = date(2026, 11, 29)  # of what is kept: trees and pictures are the same whenever they are made


@contextmanager
def serve_on(day: date, root: Path = ROOT) -> Iterator[str]:
    """Serve the app as it is on a day: what is due, how old figures are, what files are called."""
    with serve(root, "tests/browser/apps/on_a_day.py", DAY=day.isoformat()) as url:
        yield url


@pytest.fixture
def fresh_address() -> Iterator[str]:
    """Serve the app anew: nobody has opened its first page."""
    with serve(ROOT) as url:
        yield url


@pytest.fixture(scope="session")
def started() -> Iterator[Callable[..., Browser]]:
    """Return a function that starts a browser; ``env`` is the machine it finds."""
    if not CHROMIUM:
        pytest.skip("no Chromium here: apt-get install chromium, or name one in CHROMIUM")
    with sync_playwright() as playwright:
        launch = partial(playwright.chromium.launch, executable_path=CHROMIUM, args=QUIET)
        yield lambda **options: _patient(launch(**options))


def _patient(browser: Browser) -> Browser:
    """Have all pages of a browser wait as long as ``expect`` does: by itself it waits 30 s."""

    def waiting(make: Callable[..., Any]) -> Callable[..., Any]:
        def made(**options: Any) -> Any:
            page_or_context = make(**options)
            page_or_context.set_default_timeout(PATIENCE)
            return page_or_context

        return made

    browser.new_context = waiting(browser.new_context)  # type: ignore[method-assign]
    browser.new_page = waiting(browser.new_page)  # type: ignore[method-assign]
    return browser


@pytest.fixture(scope="session")
def browser(started: Callable[..., Browser]) -> Iterator[Browser]:
    with started() as chromium:
        yield chromium


@pytest.fixture
def page(shared: Callable[..., Page], address: str) -> Iterator[Page]:  # noqa: F811
    """Give a page that fails the test if it errs, or asks any host but the app's own."""
    with watched(shared, address) as sheet:
        yield sheet


MODULES = "http://modules.localhost"  # where a test's page finds the scripts, as they are written


@pytest.fixture(scope="session")
def modules(browser: Browser) -> Iterator[Page]:
    """Give an empty page that finds the page's scripts beside it, each file a module."""
    sheet = browser.new_page()
    errors: list[str] = []
    sheet.on("pageerror", lambda error: errors.append(str(error)))

    def answer(route: Route) -> None:
        name = route.request.url.removeprefix(f"{MODULES}/")
        if name:
            route.fulfill(path=ROOT / "het_geo/ui/assets" / name, content_type="text/javascript")
        else:
            route.fulfill(body="<!DOCTYPE html><title>Modules</title>", content_type="text/html")

    sheet.route(f"{MODULES}/**", answer)
    sheet.goto(f"{MODULES}/")
    yield sheet
    sheet.close()
    assert errors == []


# Every element below a root that passes a test, inside components too.
FIND = """(test) => { const found = [];
    const walk = (root) => { for (const e of root.querySelectorAll('*')) {
        if (e.shadowRoot) walk(e.shadowRoot); if (test(e)) found.push(e); } };
    walk(document); return found; }"""
AREAS = "svg .areas path"

# Every area has its colour and its sentence (one that was painted early has but its name), and on
# the Explore page the values of all indicators have come.
PAINTED = f"""([areas, bank]) => {{
    const paths = ({FIND})((e) => e.matches('{AREAS}'));
    const come = [...(window.hetGeoShapes?.keys() ?? [])].some((k) => k.includes('bank'));
    return paths.length === areas && (come || !bank) && paths.every(
        (p) => p.style.fill && p.getAttribute('aria-label')?.includes(': ')); }}"""

STILL = 300  # ms without a change: no event says that nothing more will come
# The script has run to its end and shown something (before its first run the app says that nothing
# runs, too), nothing of an earlier run is left, what is drawn late is drawn, and the page has kept
# its size and its elements for a while.
RESTING = f"""(call) => {{
    const every = (whole, parts) => [...document.querySelectorAll(whole)]
        .every((e) => e.closest('[inert]') || e.querySelector(parts));
    const ended = document.querySelector('{ENDED}')
        && document.querySelector('{SHOWN}');
    const left = document.querySelector('{LEFT}');
    const drawn = every('{CHART}', '.marks') && every('{TABLE}', 'canvas');
    const {{ scrollWidth, scrollHeight }} = document.scrollingElement;
    const size = [({FIND})(() => true).length, scrollWidth, scrollHeight];
    const seen = [call, Boolean(ended), Boolean(left), drawn, size].join();
    if (window.hetGeoSeen?.seen !== seen) window.hetGeoSeen = {{ seen, since: performance.now() }};
    return ended && !left && drawn && performance.now() - window.hetGeoSeen.since > {STILL}; }}"""
_calls = count()


def rest(page: Page) -> None:
    """Wait until the page is at rest. After an act, wait for what it brings first."""
    page.wait_for_function(RESTING, arg=next(_calls), timeout=PATIENCE, polling=50)


def ready(page: Page, areas: int, *, bank: bool = True) -> None:
    """Wait until the map has all its areas painted and named, and the page is at rest.

    ``bank`` is whether the page is sent what the map is painted with for every indicator.
    """
    page.wait_for_function(PAINTED, arg=[areas, bank], timeout=PATIENCE, polling=50)
    rest(page)


def draw(page: Page) -> None:
    """Let the page draw: what it does when it scrolls or is resized has been done then."""
    page.evaluate(
        "() => new Promise((go) => requestAnimationFrame(() => requestAnimationFrame(go)))"
    )


def resize(page: Page, width: int, height: int) -> None:
    """Give the page another size, and wait until it has it."""
    page.set_viewport_size({"width": width, "height": height})
    page.wait_for_function("([w, h]) => innerWidth === w && innerHeight === h", arg=[width, height])
    draw(page)


def choose(page: Page, label: str, option: str | Pattern[str]) -> None:
    """Choose from a list of a page at rest: a list closes when the page scrolls below it."""
    rest(page)
    field = page.get_by_label(label, exact=True)
    field.scroll_into_view_if_needed()
    draw(page)
    field.click()
    page.get_by_role("option", name=option, exact=True).click()


def until(page: Page, true: Callable[[], bool]) -> None:
    """Wait until something is true that only the test knows, such as what was asked for."""
    end = time.monotonic() + PATIENCE / 1000
    while not true():
        assert time.monotonic() < end
        page.wait_for_timeout(50)
