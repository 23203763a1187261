"""The app as it is served, and a real Chromium that can reach nothing else."""

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

from tests.conftest import ROOT

collect_ignore = ["apps"]  # pages of their own, served by tests
CHROMIUM = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
expect.set_options(timeout=20_000)  # a page just served, on a machine with other work
# Every name but the app's own fails to resolve: a page that needs the internet stays blank.
ALONE = "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE localhost"
QUIET = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-sync",
         "--disable-component-update", "--no-first-run", ALONE]  # fmt: skip


@contextmanager
def serve(root: Path, script: str = "app.py") -> Iterator[str]:
    """Serve a script on a free port, with the packs below ``root``; stop it at the end."""
    with socket.socket() as free:
        free.bind(("localhost", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "streamlit", "run", script, "--server.headless", "true",
               "--server.port", str(port)]  # fmt: skip
    with subprocess.Popen(
        command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        env=os.environ | {"HET_GEO_ROOT": str(root), "PYTHONPATH": str(ROOT)},
    ) as server:  # fmt: skip
        url = f"http://localhost:{port}"
        try:
            _wait(url)
            yield url
        finally:
            server.terminate()


@pytest.fixture(scope="session")
def address() -> Iterator[str]:
    with serve(ROOT) as url:
        yield url


@pytest.fixture
def fresh_address() -> Iterator[str]:
    """Serve the app anew: nobody has opened its first page."""
    with serve(ROOT) as url:
        yield url


def _wait(url: str) -> None:
    for _ in range(120):
        try:
            with urllib.request.urlopen(f"{url}/_stcore/health", timeout=1):
                return
        except OSError:
            time.sleep(0.25)
    raise AssertionError("the app did not start within 30 seconds")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    if not CHROMIUM:
        pytest.skip("no Chromium here: apt-get install chromium, or name one in CHROMIUM")
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        yield chromium
        chromium.close()


@pytest.fixture
def page(browser: Browser, address: str) -> Iterator[Page]:
    """Give a page that fails the test if it errs, or asks any host but the app's own."""
    context = browser.new_context(viewport={"width": 1280, "height": 900}, base_url=address)
    sheet = context.new_page()
    asked: list[str] = []
    errors: list[str] = []
    sheet.on("request", lambda request: asked.append(request.url))
    sheet.on("pageerror", lambda error: errors.append(str(error)))
    yield sheet
    context.close()
    strangers = [u for u in asked if not u.startswith((address, "data:", "blob:"))]
    assert strangers == []
    assert errors == []


# Every element below a root that passes a test, inside components too.
FIND = """(test) => { const found = [];
    const walk = (root) => { for (const e of root.querySelectorAll('*')) {
        if (e.shadowRoot) walk(e.shadowRoot); if (test(e)) found.push(e); } };
    walk(document); return found; }"""
