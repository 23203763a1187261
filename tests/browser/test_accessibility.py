"""Does axe-core find anything on any page, with no rule switched off, light and dark?"""

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.browser.every_page import EVERY, looks, open_page

pytestmark = pytest.mark.browser

WIDTHS = (1280, 768, 360)
# A browser's own colours of links, light and dark, followed or not.
OWN = ["rgb(0, 0, 238)", "rgb(158, 158, 255)", "rgb(85, 26, 139)", "rgb(208, 173, 240)"]
UNNAMED = f"""() => [...document.querySelectorAll('a')]
    .filter((a) => {OWN}.includes(getComputedStyle(a).color)).map((a) => a.outerHTML)"""


@pytest.mark.parametrize("name", EVERY)
def test_does_axe_find_nothing(page, name):
    open_page(page, name)
    found = {}
    for look in looks(page, WIDTHS):
        wrong = Axe().run(page).response["violations"]
        found |= {(*look, v["id"]): [n["html"][:120] for n in v["nodes"]] for v in wrong}
        if blue := page.evaluate(UNNAMED):
            found[*look, "colour of a link"] = blue
    assert found == {}
