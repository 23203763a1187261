"""What browser tests share: a process that has read the scripts, a server of two places."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from tests.places import two_places


@contextmanager
def sharing(browser: Browser) -> Iterator[Callable[..., Page]]:
    """Give a function that opens a page of an address, which finds nothing of one before it.

    ``touched`` says that it is by fingers. A page of each stays open, and with it the process that
    has read the scripts: to read them is half of what opening a page takes.
    """
    held: dict[tuple[str, bool], BrowserContext] = {}

    def opened(address: str, *, touched: bool = False) -> Page:
        for key in [key for key in held if key[0] != address]:  # its server may have ended
            held.pop(key).close()
        if (address, touched) not in held:
            context = browser.new_context(base_url=address, has_touch=touched)
            context.new_page().goto("/")
            held[address, touched] = context
        context = held[address, touched]
        context.pages[0].evaluate("localStorage.clear()")
        context.clear_cookies()
        return context.new_page()

    yield opened
    for context in held.values():
        context.close()


@pytest.fixture(scope="session")
def shared(browser: Browser) -> Iterator[Callable[..., Page]]:
    """Give what opens a page in the browser of all tests."""
    with sharing(browser) as opened:
        yield opened


@contextmanager
def watched(opened: Callable[..., Page], address: str) -> Iterator[Page]:
    """Give a page that fails the test if it errs, or asks any host but the app's own."""
    sheet = opened(address)
    sheet.set_viewport_size({"width": 1280, "height": 900})
    asked: list[str] = []
    errors: list[str] = []
    sheet.on("request", lambda request: asked.append(request.url))
    sheet.on("pageerror", lambda error: errors.append(str(error)))
    yield sheet
    sheet.close()
    strangers = [u for u in asked if not u.startswith((address, "data:", "blob:"))]
    assert strangers == []
    assert errors == []


@pytest.fixture(scope="session")
def two(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Serve Luton and a made-up place beside it."""
    from tests.browser.conftest import serve  # noqa: PLC0415 - which itself imports from here

    with serve(two_places(tmp_path_factory.mktemp("two-places"))) as url:
        yield url
