"""Every page that a law of all pages is held to, by what shows it: at least one of each kind."""

from collections.abc import Iterator

from playwright.sync_api import Page, expect

from tests.browser.conftest import PATIENCE, resize, rest

WIDTHS = (360, 390, 768, 1280, 1366, 1920)
SCHEMES = ("light", "dark")
# Two areas of one's own in Luton, as a link has them.
OWN = "Bury Park.AAAAARwAAAAAAAAAAAAAA086l~The Estate.AAAAAAAAAAADf4AAAAAAAZKCm"
EVERY = {
    "home": "/",
    "home of a ward": "/home?area=E05014741",
    "explore": "/?indicator=overcrowding&level=ward&area=E05014736",
    "change": "/explore?indicator=overcrowding&level=ward&of=change",
    "neighbourhoods": "/?indicator=claimant_rate&level=lsoa",
    "suppressed": "/?indicator=pre1919_homes&level=lsoa",
    "over time without limits": "/?indicator=affordability_ratio&level=district",
    "notice": "/?indicator=gold&area=E05999999",
    "principle": "/principles?principle=5&indicator=overcrowding&level=ward",
    "without limits": "/principles?principle=8&indicator=no2&level=lsoa",
    "msoa": "/principles?principle=4&indicator=household_income",
    "racism": "/principles?principle=7&indicator=no_qualifications&level=lsoa",
    "district": "/principles?principle=6&indicator=adult_obesity",
    "your areas": "/areas",
    "own areas": f"/areas?own={OWN}",
    "own area on the map": f"/explore?indicator=overcrowding&level=own&area=OWN-1&own={OWN}",
    "own area in one minute": f"/home?area=OWN-1&own={OWN}",
    "profile of an own area": f"/profile?area=OWN-1&own={OWN}",
    "choice to compare": "/compare",
    "compare with whom": "/compare?area=E05014741",
    "compare": "/compare?area=E05014741&with=E05014735,E01015700",
    "two figures": "/compare?area=E05014741&indicator=overcrowding&against=unemployment",
    "choice of a profile": "/profile",
    "profile": "/profile?area=E05014741",
    "profile of several": "/profile?area=E01015693,E01015700",
    "briefing": "/briefing",
    "journey": "/journey",
    "measure": "/journey?measure=bedrooms",
    "data": "/data",
}


def open_page(page: Page, name: str) -> None:
    """Open one of ``EVERY`` and wait until all of it is there."""
    page.goto(EVERY[name], timeout=PATIENCE)
    expect(page.locator("h1").first).to_be_attached()
    rest(page)


def looks(page: Page, widths: tuple[int, ...]) -> Iterator[tuple[str, int]]:
    """Show a page that is open at each width, light and dark in turn; give which it is."""
    for width in widths:
        resize(page, width, 900)
        for scheme in SCHEMES:
            page.emulate_media(color_scheme=scheme)
            rest(page)
            yield scheme, width
