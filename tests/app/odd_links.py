"""Links that anybody may have written, drawn by a seed, and what a page owes to each of them."""

import re
from random import Random

from streamlit.testing.v1 import AppTest

from het_geo.own.pack import OWN
from het_geo.ui import beside, briefing, two, two_far
from het_geo.ui.frame import PAGES
from het_geo.ui.link import PLACE, VIEW
from tests.app.pages import PATIENCE, body_of, notices, page_text, text
from tests.browser.every_page import OWN as TWO_OWN
from tests.conftest import ROOT

# Every key that a link may have, with what it may truly say.
CODES = (
    "E05014741",
    "E05014741,E05014735",
    "E01015693",
    "E02003258",
    "E06000032",
    "Dallow",
    "OWN-1",
)
INDICATORS = ("overcrowding", "no2", "life_expectancy_male", "household_income", "unemployment")
TRUE = {
    "place": ("luton", "Luton", "E06000032"),
    "indicator": INDICATORS,
    "level": ("ward", "lsoa", "msoa", "district", "own"),
    "period": ("2021", "2025", "2019-21", "2016"),
    "compare": ("england", "region", "district"),
    "area": CODES,
    "name": ("Dallow Road area",),
    "of": ("figure", "change"),
    "own": (TWO_OWN, TWO_OWN.partition("~")[0]),
    "with": CODES,
    "against": INDICATORS,
    "over": ("england",),
    "principle": ("1", "5", "8", "p3"),
    "order": ("uneven", "people"),
    "group": ("g2", "housing"),
    "show": ("bedrooms",),
    "pin": ("overcrowding",),
    "drop": ("no2",),
    "for": ("E05014741.E05014735",),
    "measure": ("bedrooms",),
    "map": ("england",),
    "far": ("E06000055",),
    "table": ("1", "true"),
    "plans": ("1", "true"),
    "plan": ("Homes",),
    "embed": ("true",),
    "go": ("1",),
}
# Codes that ended, of other levels and of other places; then what nobody means: markup, other
# scripts, none, much, what is no number, a path, what is encoded twice, what ends a line, what
# turns the reading round, own areas that are cut off or damaged.
ODD = ["E05002193", "E05002198", "E12000006", "E92000001", "E00079000", "E05009309", "E07000243",
       "", " ", "<b>bold</b>", "<script>alert(1)</script>", "'\"><img src=x onerror=alert(1)>",
       "javascript:alert(1)", "0", "-1", "9" * 400, "1e999", "nan", "inf", "²", "½", "E05999999",
       "E0501474", "e05014741", ",", ",,,", "." * 300, "a" * 20_000, "ä" * 500, "E05014741," * 300,
       "../../etc/passwd", "%00", "%45%30", "%2520", "\x00", "\x1b[31m", "a\nb",
       "a\r\nset-cookie: b", "\u202eabc", "e\u0301" * 40, "\ufeffluton", "\ud83c\udfe0", "LU1 1AA",
       "{{ 7 * 7 }}", "{0.__class__}", "' OR 1=1 --", "null", "[]", "true", "None", "🏠", "لوتون",
       TWO_OWN[:-3], TWO_OWN[::-1], f"{TWO_OWN}~" * 40, "x.AAAA", "~", "."]  # fmt: skip
MADE_UP = re.compile(r"<b>bold|<script>alert|<img src=x|onerror=alert\(1\)>")
# What no key means, and which pages read a key and so say that they did not understand it.
NOBODY = ("<b>bold</b>", "E05999999", "9" * 400, "a" * 20_000, "' OR 1=1 --", "../../etc/passwd")
VIEWS = ("explore", "principles")
READ = {
    "place": tuple(PAGES.values()),
    "area": tuple(PAGES.values()),
    **dict.fromkeys(("indicator", "level", "period", "compare", "of"), VIEWS),
    "principle": ("principles", "briefing"),
    "order": ("principles",),
    "with": ("compare",),
    "against": ("compare",),
    "measure": ("journey",),
    "own": tuple(PAGES.values()),
}
INSTEAD = {"own": 'class="hg-notice"'}  # what is told without the letters that no person has read


def keys_read():
    """Return the keys that pages name as theirs."""
    own = {two.AGAINST, two_far.OVER, beside.WITH, briefing.FOR, *briefing.PARAMS}
    return {PLACE, *VIEW, OWN} | own


def drawn(random: Random) -> dict[str, list[str]]:
    """Return what a link says: of some keys what is true of it, of another or of none; or twice."""
    return {
        key: [_value(random, key) for _ in range(random.choice((1, 1, 1, 1, 2)))]
        for key in random.sample(list(TRUE), random.randint(1, 7))
    }


def _value(random: Random, key: str) -> str:
    other = TRUE[random.choice(list(TRUE))]
    said = random.choice(random.choice((TRUE[key], TRUE[key], other, ODD)))
    # What a browser cannot write into an address, no server is told.
    return said.encode("utf-8", "replace").decode()


def followed(page: str, link: dict[str, list[str]]) -> AppTest:
    """Open a page by a link, as somebody does who has seen none before."""
    app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=PATIENCE)
    for key, values in link.items():
        app.query_params[key] = list(values)
    return app.switch_page(f"pages/{page}.py").run()


def link_after(app: AppTest) -> dict[str, list[str]]:
    """Return the link that stands above a page once it has run."""
    said = app.query_params.items()
    return {key: [value] if isinstance(value, str) else list(value) for key, value in said}


def _shown(app: AppTest) -> list[str]:
    """Return what a page shows, but what it says of its link."""
    bodies = [body_of(element) for element in app.get("html")]
    return [body for body in bodies if "hg-notice" not in body and "hg-found" not in body]


def faults(page: str, link: dict[str, list[str]]) -> list[str]:
    """Return what a page owes to a link and does not give, in words.

    It never errs; it has a title, and none of the link's markup; it says what it did not
    understand; and the link after it gives the same page, and stays.
    """
    app = followed(page, link)
    if app.exception or app.error:
        return [str(one.message) for one in app.exception] + [one.value for one in app.error]
    found = [] if "<h1" in page_text(app) else ["has no title"]
    found += ["shows the link’s markup"] if MADE_UP.search(page_text(app)) else []
    found += not_said(page, link, app)
    after = link_after(app)
    again = followed(page, after)
    if again.exception or again.error:
        return [*found, "errs by the link after it"]
    if (then := link_after(again)) != after:
        keys = sorted(key for key in {*after, *then} if after.get(key) != then.get(key))
        found.append(f"has another link after its own: {', '.join(keys)}")
    if _shown(again) != _shown(app):
        found.append("is another page by the link after it")
    return found


def not_said(page: str, link: dict[str, list[str]], app: AppTest) -> list[str]:
    """Return what no one could understand of a link that this page reads, and it does not say."""
    if link.get("place", ["luton"])[-1].lower() not in ("luton", "e06000032"):
        return [] if notices(app) or not link["place"][-1].strip() else ["does not say: no place"]
    said = text(app)
    asked = [key for key, values in link.items() if page in READ.get(key, ())]
    return [
        f"does not say that it knows no {key} “{link[key][-1][:20]}”"
        for key in asked
        if link[key][-1] in NOBODY and INSTEAD.get(key, link[key][-1][:20]) not in said
    ]
