"""Is every page, as it is served, whole for everybody: at each width, light and dark?

axe-core finds nothing, with no rule switched off; the browser refuses nothing of the page's policy,
nothing errs, and nothing is asked for outside.
"""

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.browser.every_page import EVERY, looks, open_page
from tests.browser.listening import listened

pytestmark = pytest.mark.browser

WIDTHS = (1280, 768, 360)
# A browser's own colours of links, light and dark, followed or not.
OWN = ["rgb(0, 0, 238)", "rgb(158, 158, 255)", "rgb(85, 26, 139)", "rgb(208, 173, 240)"]
UNNAMED = f"""() => [...document.querySelectorAll('a')]
    .filter((a) => {OWN}.includes(getComputedStyle(a).color)).map((a) => a.outerHTML)"""


@pytest.mark.every_day
@pytest.mark.sampled(2)
@pytest.mark.parametrize("name", EVERY)
def test_is_nothing_wrong_with_a_page(browser, guarded, name):
    found = {}
    with listened(browser, guarded) as page:
        open_page(page, name)
        for look in looks(page, WIDTHS):
            wrong = Axe().run(page).response["violations"]
            found |= {(*look, v["id"]): [n["html"][:120] for n in v["nodes"]] for v in wrong}
            if blue := page.evaluate(UNNAMED):
                found[*look, "colour of a link"] = blue
    assert found == {}
