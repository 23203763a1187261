"""Does axe-core find anything on any page, with no rule switched off, light and dark?"""

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.browser.every_page import EVERY, looks, open_page

pytestmark = pytest.mark.browser

WIDTHS = (1280, 768, 360)


@pytest.mark.parametrize("name", EVERY)
def test_does_axe_find_nothing(page, name):
    open_page(page, name)
    found = {}
    for look in looks(page, WIDTHS):
        wrong = Axe().run(page).response["violations"]
        found |= {(*look, v["id"]): [n["html"][:120] for n in v["nodes"]] for v in wrong}
    assert found == {}
