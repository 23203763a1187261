"""Has an upgrade of Streamlit changed what the screen knows of its insides?

One check a fact, of those in het_geo/ui/streamlit_insides.py and het_geo/ui/assets/streamlit.js. A
check that fails says "an upgrade of Streamlit broke this" and what; mend it in those two files.
"""

import re
import tomllib

import pytest
from playwright.sync_api import TimeoutError as PlaywrightTimeout
from playwright.sync_api import expect
from streamlit import config, user_info
from streamlit.runtime import Runtime
from streamlit.web.server.starlette import starlette_auth_routes as auth
from streamlit.web.server.starlette import starlette_server_config as cookies

from het_geo.ui import streamlit_insides as insides
from het_geo.ui.streamlit_insides import of_key, of_keys
from tests.browser.conftest import FIND, MODULES, PATIENCE, choose, ready, rest
from tests.conftest import ROOT

pytestmark = pytest.mark.whole
BROKE = "an upgrade of Streamlit broke this: "
LINK = "/?indicator=overcrowding&level=lsoa&table=true&area=E01000001"
AREAS = f"({FIND})((e) => e.matches('svg .areas path'))"
LIST = "[role=listbox][aria-label=Indicator]"


def there(selector):
    return f"document.querySelector(`{selector}`) !== null"


def styled(selector, name, value):
    return f"getComputedStyle(document.querySelector(`{selector}`)).{name} === '{value}'"


# What is known, and how a page shows that it still holds.
PAGE = {
    "the app is an element of this name": there(insides.APP),
    "it says when its script has ended": there(insides.ENDED),
    "it says that the server hears it": there(
        f"{insides.APP}[data-test-connection-state=CONNECTED]"
    ),
    "its scrolling part is an element of this name": there(insides.MAIN),
    "the page within it takes our margins": styled(
        ", ".join(f"{insides.APP} {part}" for part in insides.BLOCK.split(", ")),
        "paddingTop", "12px",
    ),
    "its header lets what lies below be clicked": styled(insides.HEADER, "pointerEvents", "none"),
    "a container has a class by its key": there(of_key("hg-nav")),
    "a class begins with what its key begins with": there(of_keys("hg-n")),
    "the row of pages stays in sight": styled(of_key("hg-nav"), "position", "sticky"),
    "the row of pages is made of links, of which one can be marked": there(
        f"{of_key('hg-nav')} a[aria-current=page]"
    ),
    "what only carries scripts and shapes is out of sight": f"""[...document.querySelectorAll(
        `{of_key("hg-kit")}, [class*='-shapes']`)].filter((e) =>
        !e.checkVisibility()).length >= 5""",
    "a table is an element of this name": there(f"{insides.TABLE} canvas"),
    "a component stands apart, below a root of its own": f"""{AREAS}[0].getRootNode().host
        !== undefined""",
    "the theme's font reaches into components": f"""getComputedStyle({AREAS}[0].getRootNode().host)
        .getPropertyValue('--st-font') !== ''""",
}  # fmt: skip


@pytest.fixture(scope="module")
def sheet(browser, address):
    page = browser.new_page(viewport={"width": 1280, "height": 900}, base_url=address)
    page.goto(LINK)
    expect(page.locator("svg .areas path")).to_have_count(125)
    expect(page.locator(".hg-source")).to_be_attached()
    yield page
    page.close()


def holds(page, test, fact):
    """Wait until something is true of a page; fail with the fact that it shows."""
    try:
        page.wait_for_function(f"() => {test}", timeout=PATIENCE / 4)
    except PlaywrightTimeout:
        pytest.fail(BROKE + fact)


@pytest.mark.browser
@pytest.mark.parametrize("fact", PAGE)
def test_does_the_page_still_have(sheet, fact):
    holds(sheet, PAGE[fact], fact)


@pytest.mark.browser
def test_do_lists_still_say_what_they_are_and_what_is_chosen(page):
    page.goto(LINK)
    ready(page, 125)
    box = page.get_by_role("combobox", name="Indicator", exact=True)
    box.click()
    holds(page, there(f"{LIST} [role=option][aria-selected=true]"), "a list marks what is chosen")
    holds(page, there(f"{LIST} [role=option][aria-selected=false]"), "and what is not")
    page.keyboard.press("ArrowDown")
    active = "document.getElementById(document.activeElement.getAttribute('aria-activedescendant'))"
    holds(page, f"{active}?.matches('[role=option]')", "a list names the option Enter would take")
    named = "document.activeElement.getAttribute('aria-label') === 'Indicator'"
    holds(page, named, "the field that opens a list has the list's name")


@pytest.mark.browser
def test_does_a_run_still_begin_and_end_where_it_can_be_seen(page):
    page.goto(LINK)
    ready(page, 125)
    page.evaluate(
        f"""() => {{ const app = document.querySelector('{insides.APP}'); window.states = [];
        new MutationObserver(() => window.states.push(app.dataset.testScriptState))
            .observe(app, {{ attributes: true }}); }}"""
    )
    page.locator("svg .areas path").nth(3).press("Enter")
    seen = "/running.*notRunning/.test(window.states.join())"
    holds(page, seen, "a run that is seen to begin, and to end")


@pytest.mark.browser
def test_does_a_component_still_keep_what_it_has_drawn_and_get_new_values(page):
    page.goto(LINK)
    ready(page, 125)
    page.evaluate(f"{AREAS}[0].dataset.mine = 'yes'")
    choose(page, "Indicator", "Private renting")
    expect(page.locator(".hg-headline")).to_contain_text("rented privately")
    ready(page, 125)
    kept = f"{AREAS}[0].dataset.mine === 'yes'"
    holds(page, kept, "a component that is called again with the same element")


@pytest.mark.browser
def test_does_the_browser_still_talk_to_the_server_at_the_address_known(browser, address):
    page = browser.new_page(base_url=address)
    sockets = []
    page.on("websocket", lambda socket: sockets.append(socket.url))
    page.goto("/data")
    expect(page.locator("h1")).to_be_visible()
    page.close()
    assert sockets, BROKE + "page and server talk through a web socket"
    assert insides.STREAM in sockets[0], BROKE + "its address"


def test_does_streamlit_still_know_every_setting():
    known = config.get_config_options()
    text = (ROOT / ".streamlit" / "config.toml").read_text(encoding="utf-8")
    for name in settings(tomllib.loads(text)):
        assert name in known, f"{BROKE}the setting {name}"


def settings(table, before=""):
    for name, value in table.items():
        if isinstance(value, dict):
            yield from settings(value, f"{before}{name}.")
        else:
            yield f"{before}{name}"


# The colour that each of these has in the end, as the browser gives it.
COLOURS = """(at) => at.map(([element, property]) => {
    const node = document.querySelector(element);
    return getComputedStyle(node.shadowRoot?.querySelector('*') ?? node)[property]; })"""


@pytest.mark.browser
@pytest.mark.parametrize(
    ("scheme", "ink", "paper"),
    [("light", "rgb(29, 42, 58)", "rgb(255, 255, 255)"),
     ("dark", "rgb(228, 235, 240)", "rgb(19, 27, 35)")],
)  # fmt: skip
def test_does_streamlit_still_follow_light_and_dark_and_say_which(
    browser, address, scheme, ink, paper
):
    page = browser.new_page(base_url=address, color_scheme=scheme)
    page.goto("/principles?principle=5&indicator=overcrowding&level=ward")
    expect(page.locator(".hg-headline")).to_be_visible()
    rest(page)
    at = [[insides.APP, "backgroundColor"], [insides.APP, "colorScheme"], ["html", "colorScheme"],
          [".hg-headline", "color"]]  # fmt: skip
    said = f"{BROKE}themes for light and dark, and color-scheme of the app"
    assert page.evaluate(COLOURS, at) == [paper, scheme, scheme, ink], said
    chart = page.locator(f"{insides.CHART} svg.marks text").first
    expect(chart).to_be_visible()
    inks = {"light": "rgb(74, 88, 102)", "dark": "rgb(170, 184, 195)"}
    assert chart.evaluate("node => getComputedStyle(node).fill") == inks[scheme], (
        f"{BROKE}a chart's usermeta.embedOptions, by which it is drawn in SVG"
    )
    page.emulate_media(color_scheme="dark" if scheme == "light" else "light")
    expect(page.locator(".hg-headline")).not_to_have_css("color", ink)
    page.close()


def test_do_pages_still_stop_being_streamlit_s_own_once_they_are_named():
    said = f"{BROKE}whether pages/ are Streamlit's own stands in uses_pages_directory"
    assert hasattr(insides.pages_manager(), "uses_pages_directory"), said


def test_does_sign_in_still_use_the_routes_and_cookies_known():
    routes = [route.path for route in auth.create_auth_routes("")]
    assert routes == [insides.LOGIN, insides.LOGOUT, insides.CALLBACK], f"{BROKE}routes of sign-in"
    names = [value for name, value in vars(cookies).items() if name.endswith("_COOKIE_NAME")]
    assert all(name.startswith(insides.OWN_COOKIES) for name in names), f"{BROKE}names of cookies"
    assert cookies.XSRF_COOKIE_NAME in insides.SCRIPTS_READ, f"{BROKE}the cookie that scripts read"
    assert hasattr(user_info, "generate_login_redirect_url"), f"{BROKE}how st.login leads away"
    assert hasattr(Runtime, "clear_user_info_for_session"), f"{BROKE}how st.logout ends a sign-in"


def test_is_every_name_of_an_element_known_in_one_place():
    inside = re.compile(r"data-test|_stcore|\bst-key-|\bst(?:App|Main|Header|Skeleton|DataFrame)\b")
    known = {"streamlit_insides.py", "streamlit.js", "test_streamlit_insides.py"}
    files = [
        file
        for folder in ("het_geo", "pages", "tests")
        for file in (ROOT / folder).rglob("*.*")
        if file.suffix in {".py", ".js", ".css"} and file.name not in known
    ]
    assert len(files) > 300
    found = [str(f.relative_to(ROOT)) for f in files if inside.search(f.read_text("utf-8"))]
    assert found == []


# How far a run has come, as the app says it, one after another; and whether the page gives up.
WAITED = f"""async (states) => {{
    const {{ whenUnanswered }} = await import('{MODULES}/streamlit.js');
    document.body.innerHTML = '<div data-testid="stApp"></div>';
    const app = document.body.firstElementChild;
    const put = ([script, connection]) => {{
        app.setAttribute('data-test-script-state', script);
        app.setAttribute('data-test-connection-state', connection); }};
    put(states[0]);
    let gaveUp = false;
    const stop = whenUnanswered(() => (gaveUp = true));
    const frame = () => new Promise((go) => requestAnimationFrame(go));
    for (const state of states.slice(1)) {{
        if (state === 'answered') stop(); else put(state);
        await null; }}
    for (let i = 0; i < 4; i++) await frame();
    return gaveUp; }}"""
HERE, GONE = "CONNECTED", "PINGING_SERVER"
IDLE, RUNS = ("notRunning", HERE), ("running", HERE)


@pytest.mark.browser
@pytest.mark.parametrize(
    ("states", "gives_up"),
    [
        ([IDLE], False),  # the server has not begun
        ([IDLE, RUNS], False),  # nor ended
        ([IDLE, RUNS, IDLE], True),  # a run without an answer
        ([IDLE, RUNS, "answered", IDLE], False),
        ([IDLE, RUNS, IDLE, "answered"], False),  # drawn after the run's end, before the frame is
        ([RUNS, IDLE], False),  # the run of an earlier choice says nothing of this one
        ([RUNS, IDLE, RUNS], False),
        ([RUNS, IDLE, RUNS, IDLE], True),
        ([IDLE, ("notRunning", GONE)], True),  # the connection is lost
        ([IDLE, RUNS, ("running", GONE)], True),
    ],
)
def test_does_a_page_give_up_when_no_answer_can_come(modules, states, gives_up):
    assert modules.evaluate(WAITED, states) is gives_up
