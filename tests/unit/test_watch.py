"""Does an editor's open page show what another saves within the five seconds promised?

A clock of our own stands for the browser's, so that no other work on the machine blurs it.
"""

import time
from types import SimpleNamespace

import pytest

from het_geo.errors import RegisterError
from het_geo.ui import register as ui

PACK = SimpleNamespace(manifest=SimpleNamespace(place="luton"))
RUN_S = 1.0  # to run the page again: twenty times what its server's part takes


class Page:
    """A page that stands open: how often it looks, and when it was run again."""

    def __init__(self, monkeypatch, stamps):
        self.every = self.look = None
        self.seen, self.runs = {"register stamp": 1}, 0
        self.stamps = stamps
        register = SimpleNamespace(stamp=self.stamp)
        monkeypatch.setattr(ui, "the_register", lambda: register)
        monkeypatch.setattr(ui.st, "fragment", self.fragment)
        monkeypatch.setattr(ui.st, "rerun", self.rerun)
        monkeypatch.setattr(ui.st, "session_state", self.seen)

    def stamp(self, place):
        assert place == "luton"
        found = self.stamps()
        if isinstance(found, Exception):
            raise found
        return found

    def fragment(self, run_every):
        self.every = run_every

        def kept(look):
            self.look = look
            return look

        return kept

    def rerun(self):
        self.runs += 1
        self.seen["register stamp"] = self.stamps()


@pytest.mark.parametrize("saved", [0.0, 0.1, 2.9, 3.0, 3.1, 7.4])  # seconds after it was opened
def test_is_what_another_saves_shown_within_the_seconds_promised(saved, monkeypatch):
    now = 0.0
    page = Page(monkeypatch, lambda: 2 if now > saved else 1)
    ui.watch_register(PACK)  # which looks at once, and then every so often
    while page.runs == 0:
        now += page.every
        page.look()
    # What is saved just after a look is met by the next one: 3 s, and 1 s to run the page.
    assert now - saved + RUN_S <= ui.PROMISED_S == 5


def test_is_the_page_run_again_only_where_something_was_saved(monkeypatch):
    page = Page(monkeypatch, lambda: 1)
    ui.watch_register(PACK)
    for _ in range(3):
        page.look()
    assert page.runs == 0
    page.stamps = lambda: RegisterError("the database does not answer")
    page.look()  # said by the next run of the page, not by this look
    assert page.runs == 0
    page.stamps = lambda: 2
    page.look()
    page.look()
    assert page.runs == 1


def test_is_looking_a_hundredth_of_the_time_between_two_looks(tmp_path, monkeypatch):
    held = ui.open_register(f"sqlite:///{tmp_path / 'register.sqlite'}")
    held.load_sample("luton")
    begun = time.process_time()
    for _ in range(10):
        held.stamp("luton")
    assert (time.process_time() - begun) / 10 <= ui.LOOKS_EVERY_S / 100
    held.close()
