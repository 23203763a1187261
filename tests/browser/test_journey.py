"""From sign-in at a provider to the line of the history; what one saves, another sees."""

import re
import time

import httpx
import pytest
from playwright.sync_api import TimeoutError as PlaywrightTimeout
from playwright.sync_api import expect

from het_geo.register import open_register
from tests.browser.conftest import rest, serve
from tests.browser.provider import OVER, heard, replay, say, sign_in, window
from tests.conftest import ROOT

pytestmark = pytest.mark.browser

VIEW = "/journey?place=luton&measure=bedrooms"
SERVER = "het_geo/ui/server.py"
SAVED = "Saved: this action can be seen by everyone."
# ms, on a machine with other work. The promise of five seconds is held where no other work can
# blur it: how often the page looks, and what it does then (tests/unit/test_watch.py).
SOON = 60_000


@pytest.fixture(scope="module")
def kept(tmp_path_factory):
    """Return the register of the server, to look into it past the page."""
    register = open_register(f"sqlite:///{tmp_path_factory.mktemp('register')}/register.sqlite")
    yield register
    register.close()


@pytest.fixture(scope="module")
def served(told, kept):
    """Serve the app as it is deployed, with a register of its own and a provider of sign-in."""
    with serve(ROOT, SERVER, **told, HET_GEO_REGISTER=kept.engine.url.database) as url:
        yield url


TRIES = 5


def choose(page, label, option):
    """Choose by typing: a long list holds only what is in sight of it.

    A field that was left has itself kept, which may draw the form anew and close the list.
    """
    box = page.get_by_role("combobox", name=re.compile(label))
    for _ in range(TRIES):
        rest(page)
        box.focus()
        page.keyboard.type(option)
        try:
            page.get_by_role("option", name=option).first.click(timeout=5_000)
            expect(box).to_have_value(re.compile(re.escape(option)), timeout=5_000)
        except (PlaywrightTimeout, AssertionError):
            page.keyboard.press("Escape")
        else:
            break
    expect(page.get_by_role("option")).to_have_count(0)
    expect(box).to_have_value(re.compile(re.escape(option)))


def fill(page, label, text):
    page.get_by_role("textbox", name=re.compile(label)).fill(text)


def enter(page):
    """Open the Journey page and its form, as who is signed in."""
    page.goto(VIEW)
    rest(page)
    page.get_by_text("Write into the register").click()
    rest(page)


def fill_action(page, title):
    fill(page, "What it is", title)
    choose(page, "Bears on the measure", "Too few bedrooms")
    choose(page, "Marmot principle", "5. Create and develop")
    choose(page, "Sub-group", "Housing and Health")
    choose(page, "Status", "Planned")
    fill(page, "Owner .a role", "Head of Housing")


def save(page, said):
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text(said).first).to_be_visible()
    rest(page)


def write_action(page, title):
    page.get_by_text("Write into the register").click()
    rest(page)
    fill_action(page, title)
    save(page, SAVED)


def actions(page):
    return page.locator(".hg-lines li", has_text="Head of Housing")


def test_does_an_editor_write_from_sign_in_to_the_history_and_another_see_it(browser, served, who):
    with window(browser, served) as page, window(browser, served) as other:
        other.goto(VIEW)
        expect(other.get_by_text("No action that bears on this measure")).to_be_visible()
        page.goto(VIEW)
        rest(page)
        expect(page.get_by_text("Write into the register")).to_have_count(0)
        sign_in(page, who)
        rest(page)
        expect(page).to_have_url(re.compile("measure=bedrooms"))
        write_action(page, "Visit homes")
        rest(page)
        expect(actions(page).first).to_contain_text("Planned. Visit homes")
        line = re.compile("editor of housing: added an action, “Visit homes”")
        for sheet, offered in ((page, 1), (other, 0)):  # read by all, taken back by an editor
            sheet.reload()
            rest(sheet)
            sheet.get_by_text("The last changes").click()
            expect(sheet.get_by_text(line)).to_be_visible()
            expect(sheet.get_by_role("button", name="Take back")).to_have_count(offered)
        expect(actions(other).first).to_contain_text("Visit homes")


def test_does_an_editors_open_page_show_what_another_saves(browser, served, provider, who):
    say(provider, "second", groups=["homes team"])
    with window(browser, served) as page, window(browser, served) as other:
        for sheet, name in ((page, who), (other, "second")):
            sheet.goto(VIEW)
            rest(sheet)
            sign_in(sheet, name)
            rest(sheet)
        write_action(other, "Measure damp")
        begun = time.monotonic()
        expect(actions(page).filter(has_text="Measure damp").first).to_be_visible(timeout=SOON)
        print(f"another's edit was seen {time.monotonic() - begun:.1f} s after it was saved")


def written(register):
    return register.rows("action", "luton"), register.history("luton")


def test_does_what_an_editors_page_sends_write_nothing_once_the_role_is_gone(
    browser, served, kept, provider, who
):
    with window(browser, served) as page:
        page.goto(VIEW)
        rest(page)
        sign_in(page, who)
        frames = heard(page)
        enter(page)
        fill_action(page, "Sent again")
        save(page, SAVED)
        page.get_by_text("The last changes").click()
        page.get_by_role("button", name="Take back").first.click()
        expect(page.get_by_text("Taken back.")).to_be_visible()
        rest(page)
        frames, cookies, stood = list(frames), page.context.cookies(), written(kept)
        replay(served, frames, cookies)  # an editor does write so
        rows, history = written(kept)
        assert [len(rows), len(history)] == [len(stood[0]) + 1, len(stood[1]) + 1]
        expect(actions(page).filter(has_text="Sent again").first).to_be_visible(timeout=SOON)
        rest(page)  # which has run anew for it
        fill_action(page, "Typed without a role")
        say(provider, who, groups=[])
        replay(served, frames, [])
        replay(served, frames, cookies)  # signed in, and no editor any longer
        save(page, "You may not add this action: it takes the editor or chair of its sub-group")
        expect(page.get_by_role("textbox", name="What it is")).to_have_value("Typed without a role")
        assert written(kept) == (rows, history)


def test_does_a_sign_in_that_ends_while_one_types_keep_it_and_lead_back(
    browser, served, kept, provider, who
):
    with window(browser, served) as page:
        page.goto(VIEW)
        rest(page)
        sign_in(page, who)
        enter(page)
        httpx.post(f"{provider}/users/{who}/revoke-tokens").raise_for_status()
        stood = written(kept)
        fill_action(page, "Typed before the end")
        save(page, OVER)
        assert written(kept) == stood
        expect(page.get_by_role("textbox", name="What it is")).to_have_value("Typed before the end")
        fill(page, "Link to the evidence", "https://example.org/typed-and-not-saved")
        page.keyboard.press("Tab")  # a field is kept once it is left
        rest(page)
        sign_in(page, who, "Sign in again")
        rest(page)
        expect(page).to_have_url(re.compile("measure=bedrooms"))
        for label, text in (
            ("What it is", "Typed before the end"),
            ("Link to the evidence", "https://example.org/typed-and-not-saved"),
        ):
            expect(page.get_by_role("textbox", name=re.compile(label))).to_have_value(text)
        save(page, SAVED)
        new = written(kept)[0][-1]
        assert (new.title, new.status) == ("Typed before the end", "planned")
        assert new.evidence == "https://example.org/typed-and-not-saved"


def test_does_a_measure_of_the_year_at_a_glance_come_into_sight_when_it_is_chosen(page):
    page.goto("/journey")
    rest(page)
    page.get_by_role("link", name=re.compile("Too few bedrooms")).click()
    told = page.locator(".hg-measure-told")
    expect(told).to_contain_text("Too few bedrooms: cannot be judged yet")
    expect(told).to_be_in_viewport()
    expect(told).to_be_focused()
    rest(page)
    page.go_back()
    expect(told).to_contain_text("Ready for school")
