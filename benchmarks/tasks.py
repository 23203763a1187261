"""What a new user would ask, done in a browser: clicks, keys and seconds until the answer stands.

python benchmarks/tasks.py

It needs Debian's chromium. Each task begins on Home of a new session, as a person would who was
given the address, and ends when its answer is on the page or its file has come. Clicks are presses
of a pointer, keys those typed into a box; seconds are the machine's: a person reads besides.
"""

from __future__ import annotations

import re
import time
from collections.abc import Callable
from dataclasses import dataclass

from browser import CHROMIUM, served
from playwright.sync_api import Locator, Page, expect, sync_playwright

PATIENCE = 60_000
POSTCODE = "LU1 1EX"


@dataclass
class Hand:
    """Somebody at a page: what he presses is counted."""

    page: Page
    clicks: int = 0
    keys: int = 0

    def click(self, what: Locator) -> None:
        """Press on something."""
        what.first.click()
        self.clicks += 1

    def search(self, text: str) -> None:
        """Type into the search, and Enter."""
        box = self.page.get_by_label("Find a ward, neighbourhood, postcode or topic")
        self.click(box)
        box.fill(text)
        box.press("Enter")
        self.keys += len(text) + 1

    def choose(self, label: str, option: str | re.Pattern[str]) -> None:
        """Open a list and take an option."""
        self.click(self.page.get_by_label(label, exact=True))
        self.click(self.page.get_by_role("option", name=option))

    def go(self, page: str) -> None:
        """Follow the row of pages."""
        row = self.page.get_by_role("navigation", name="Pages")
        self.click(row.get_by_role("link", name=page, exact=True))

    def reads(self, text: str | re.Pattern[str]) -> None:
        """Wait until the answer stands."""
        expect(self.page.locator(".stMain")).to_contain_text(text, timeout=PATIENCE)

    def takes(self, name: str) -> None:
        """Press what gives a file, and wait for it."""
        with self.page.expect_download(timeout=PATIENCE) as taken:
            self.click(self.page.get_by_role("button", name=name, exact=True))
        taken.value.path()


def _ward(hand: Hand, ward: str) -> None:
    hand.search(ward)
    hand.reads(f"{ward} ward, Luton: one-minute summary")


def homes(hand: Hand) -> None:
    """Are there too few bedrooms in Dallow, and is it getting better?"""
    _ward(hand, "Dallow")
    hand.reads("Was 22.3% on 27 March 2011; may be chance")


def four_blocks(hand: Hand) -> None:
    """Homes, air, jobs and money of one ward (eight choices before)."""
    _ward(hand, "Central")
    for block in ("Homes", "Clean air and surroundings", "Work", "Money"):
        hand.reads(block)


def postcode(hand: Hand) -> None:
    """A resident’s postcode: how does my ward stand?"""
    hand.search(POSTCODE)
    hand.reads("To say in one minute")


def page_to_take(hand: Hand) -> None:
    """Walk into the meeting with a page on Wigmore."""
    _ward(hand, "Wigmore")
    hand.takes("One-minute summary (PDF)")


def air(hand: Hand) -> None:
    """Where is the air worst?"""
    hand.click(hand.page.get_by_role("link", name=re.compile("^Clean air")))
    hand.reads(re.compile("Nitrogen dioxide|nitrogen dioxide"))
    hand.page.locator("svg .areas path").nth(19).wait_for()


def change(hand: Hand) -> None:
    """Where have overcrowded homes become more?"""
    hand.click(hand.page.get_by_role("link", name=re.compile("^Homes")))
    hand.click(hand.page.get_by_text("Change", exact=True))
    hand.reads("may be chance")


def region(hand: Hand) -> None:
    """Dallow against the East of England, not England."""
    _ward(hand, "Dallow")
    hand.click(hand.page.get_by_role("link", name=re.compile("^Homes")))
    hand.reads("East of England")


def gap(hand: Hand) -> None:
    """How wide is the widest gap of principle 4?"""
    hand.go("Principles")
    hand.choose("Marmot principle", re.compile("^4"))
    hand.reads("the gap, three ways")


def profile(hand: Hand) -> None:
    """The whole profile of Farley as a Word file."""
    _ward(hand, "Farley")
    hand.click(hand.page.get_by_role("link", name="Its whole profile"))
    hand.click(hand.page.get_by_role("button", name="Take it along"))
    hand.takes("Whole profile (Word)")


def briefing(hand: Hand) -> None:
    """Brief councillors on Leagrave: open it and go to the second screen."""
    _ward(hand, "Leagrave")
    hand.click(hand.page.get_by_role("link", name="A briefing on it"))
    deck = hand.page.frame_locator("iframe")
    expect(deck.locator("section.screen, .screen").first).to_be_attached(timeout=PATIENCE)
    hand.page.keyboard.press("ArrowRight")
    hand.keys += 1


def definition(hand: Hand) -> None:
    """What exactly is “low income”, and who says so?"""
    hand.click(hand.page.get_by_text("Why these figures, and where are they from?"))
    hand.reads("Ministry of Housing, Communities")


def everything(hand: Hand) -> None:
    """All figures of the town as a file for a spreadsheet."""
    hand.go("Data")
    hand.takes("Figures (CSV)")


TASKS: tuple[Callable[[Hand], None], ...] = (
    homes, four_blocks, postcode, page_to_take, air, change, region, gap, profile, briefing,
    definition, everything,
)  # fmt: skip


def main() -> None:
    """Do each task in a session of its own and say what it took."""
    with served("het_geo/ui/server.py", 8795) as (url, _), sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        for task in TASKS:
            page = browser.new_page(viewport={"width": 1280, "height": 800})
            page.goto(url)
            page.locator(".hg-tile").nth(6).wait_for(timeout=PATIENCE)
            hand, start = Hand(page), time.perf_counter()
            asked = (task.__doc__ or "").strip()
            try:
                task(hand)
            except Exception as error:  # a task that cannot be done is a finding
                print(f"NOT DONE: {asked} {str(error).splitlines()[0]}")
            else:
                took = time.perf_counter() - start
                print(f"{hand.clicks} clicks, {hand.keys} keys, {took:.1f} s: {asked}")
            page.close()
        browser.close()


if __name__ == "__main__":
    main()
