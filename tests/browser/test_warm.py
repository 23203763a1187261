"""Does ``make run`` serve the app, with the pack read before anybody comes?"""

import os
import re
import subprocess
import sys

import pytest
from playwright.sync_api import expect

from het_geo.ui.warm import warm
from tests.conftest import ROOT

pytestmark = [pytest.mark.browser, pytest.mark.every_day]


def test_is_what_the_first_visitor_waits_for_read_before():
    assert warm() == "luton"
    assert {f"het_geo.ui.{name}" for name in ("home", "explore", "profile")} <= sys.modules.keys()


def test_does_the_command_of_make_run_serve_home(browser):
    run = re.search(r"^run:.*\n\t\$\(BIN\)/python (.*)$", (ROOT / "Makefile").read_text(), re.M)[1]
    command = [sys.executable, *run.split(), "--server.headless", "true", "--server.port", "0"]
    clean = {key: value for key, value in os.environ.items() if key != "PYTHONPATH"}
    with subprocess.Popen(
        command, cwd=ROOT, env=clean, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    ) as process:
        try:
            lines = iter(process.stdout.readline, "")
            url = next(found[0] for line in lines if (found := re.search(r"http://\S+", line)))
            page = browser.new_page()
            page.goto(url)
            expect(page.locator(".hg-tile")).to_have_count(7)
            page.close()
        finally:
            process.terminate()
