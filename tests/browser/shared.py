"""What the pages of one address share: a process of the browser that has read the scripts."""

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page


@pytest.fixture(scope="session")
def shared(browser: Browser) -> Iterator[Callable[[str], Page]]:
    """Return a function that opens a page of an address, which finds nothing of one before it.

    A page of each stays open, and with it the process that has read the scripts: to read them is
    half of what opening a page takes.
    """
    held: dict[str, BrowserContext] = {}

    def opened(address: str) -> Page:
        if address not in held:
            while held:  # their server may have ended
                held.popitem()[1].close()
            held[address] = browser.new_context(base_url=address)
            held[address].new_page().goto("/")
        context = held[address]
        context.pages[0].evaluate("localStorage.clear()")
        context.clear_cookies()
        return context.new_page()

    yield opened
    while held:
        held.popitem()[1].close()
