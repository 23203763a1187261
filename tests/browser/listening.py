"""A page that is listened to: what its browser refuses, what errs, what is asked for outside."""

import re
from contextlib import contextmanager

from het_geo.ui.streamlit_insides import HEALTH, HOST_CONFIG

# What the browser refuses is told in every frame, also where no error is written of it.
LISTEN = """document.addEventListener('securitypolicyviolation', (event) => console.error(
    `refused: ${event.effectiveDirective} ${event.blockedURI} ${event.sourceFile}`));"""
# Streamlit asks where the server stands: below the page first, where nothing is.
PROBES = re.compile(rf"/\w+({HEALTH}|{HOST_CONFIG})$")


def _is_wrong(said):
    return said.type == "error" and not PROBES.search(said.location["url"])


@contextmanager
def listened(browser, address, also=(), **how):
    """Give a page of its own, at whose end nothing was refused, erred or asked for outside.

    ``also`` are the other addresses that it may ask.
    """
    context = browser.new_context(base_url=address, **how)
    context.add_init_script(LISTEN)
    wrong, asked = [], []
    context.on("request", lambda request: asked.append(request.url))
    context.on("console", lambda said: wrong.append(said.text) if _is_wrong(said) else None)
    context.on("weberror", lambda error: wrong.append(str(error.error)))
    sheet = context.new_page()
    yield sheet
    context.close()
    assert wrong == []
    known = (address, *also, "data:", "blob:", "about:")
    assert [url for url in asked if not url.startswith(known)] == []
