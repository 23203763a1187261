"""Does the page take every colour from the theme, and can it be read in light and in dark?"""

import json
import re
import tomllib
from itertools import product

import pytest

from het_geo import classes
from het_geo.pictures.themed import ON_PAGE, on_page
from het_geo.ui.theme import chart_on_page, theme_style
from tests.conftest import ROOT

THEME = tomllib.loads((ROOT / ".streamlit/config.toml").read_text("utf-8"))["theme"]
TOKENS = ROOT / "het_geo/ui/assets/theme.css"
WRITTEN = re.compile(
    r"#[0-9a-f]{3,8}\b|\b(?:rgb|hsl|hwb|lab|lch)a?\([^)v]|\b0xff[0-9a-f]{6}\b"
    r"|(?:color|background|fill|stroke)[\"']?\s*[:=]\s*[\"']?(?:white|black|gr[ae]y|red|blue)\b",
    re.I,
)
DRAWN = ("het_geo/pictures", "het_geo/profiles", "het_geo/briefing")
# The list itself; classes of the map of change, which are figures; an image, which knows no theme
# and has tones for both papers.
FOR_ITSELF = ("themed.py", "change_values.py", "place_map.py")


def written(text: str) -> list[str]:
    return WRITTEN.findall(text)


def test_is_no_colour_written_out_on_the_screen_but_in_the_tokens():
    files = [p for p in (ROOT / "het_geo/ui").rglob("*") if p.suffix in (".py", ".css", ".js")]
    files = [*files, *(ROOT / "pages").glob("*.py"), ROOT / "app.py"]
    assert len(files) > 40
    found = {f"{p.name}: {c}" for p in files if p != TOKENS for c in written(p.read_text())}
    assert found == set()


@pytest.mark.parametrize(
    ("text", "count"),
    [("a { color: #fff; }", 1), ("fill='#1d2a3a'", 1), ("rgba(29, 42, 58, 0.35)", 1),
     ("const BORDER = 0xff96867d;", 1), ("color: var(--hg-ink)", 0), ("url(#hg-none)", 0),
     ("rgb(var(--x))", 0), ("background: white", 1)],
)  # fmt: skip
def test_is_a_written_colour_found(text, count):
    assert len(written(text)) == count


def test_has_every_colour_of_a_picture_its_own_on_the_page():
    files = [p for folder in DRAWN for p in (ROOT / folder).glob("*.py")]
    texts = [p.read_text() for p in files if p.name not in FOR_ITSELF]
    literals = {c.lower() for text in texts for c in written(text)}
    named = {v for k, v in vars(classes).items() if k.isupper() and str(v).startswith("#")}
    assert literals | named <= set(ON_PAGE)
    tokens = set(re.findall(r"--hg-([a-z-]+):", TOKENS.read_text()))
    assert set(ON_PAGE.values()) <= tokens


def test_is_every_name_that_is_used_given_a_value():
    files = [p for p in (ROOT / "het_geo/ui").rglob("*") if p.suffix in (".py", ".css", ".js")]
    texts = [p.read_text("utf-8") for p in files]
    given = {name for text in texts for name in re.findall(r"(--hg-[a-z-]+):", text)}
    used = {name for text in texts for name in re.findall(r"var\((--hg-[a-z-]+)", text)}
    assert {"--hg-ink", "--hg-focus"} <= used <= given


def test_are_classes_of_a_map_the_same_by_day_and_by_night():
    drawn = '<path stroke="#1d2a3a" fill="#ffffcc"/><text>"a"</text>'
    assert on_page(drawn) == '<path stroke="var(--hg-ink)" fill="#ffffcc"/><text>"a"</text>'


def test_is_a_chart_drawn_where_it_can_follow_the_theme():
    spec = {"mark": {"color": classes.SELECTED}, "config": {"axis": {"labelColor": classes.QUIET}}}
    shown = chart_on_page(spec)
    assert shown["usermeta"] == {"embedOptions": {"renderer": "svg"}}
    assert shown["mark"] == {"color": "var(--hg-chosen)"}
    assert "#" not in json.dumps(shown)
    assert spec["mark"] == {"color": classes.SELECTED}  # its file stays light


def test_does_the_style_sheet_give_both_values_of_every_colour():
    style = theme_style()
    assert "--st-text-color: light-dark(#1d2a3a, #e4ebf0);" in style
    assert "None" not in style
    used = set(re.findall(r"var\((--st-[a-z-]+)\)", style))
    assert used == set(re.findall(r"(--st-[a-z-]+):", style))


def luminance(colour: str) -> float:
    """WCAG 2.2, relative luminance."""
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


TOKEN = re.compile(r"--hg-([a-z-]+): ([^;]+);")
DECK = (ROOT / "het_geo/render/deck.css").read_text("utf-8")


def meant(name: str, scheme: str) -> str:
    """Return the colour that a name of theme.css stands for, by day or by night."""
    tokens = dict(TOKEN.findall(TOKENS.read_text().split("@media")[0]))
    return worked_out(tokens[name], tokens, scheme)


def worked_out(said: str, tokens: dict[str, str], scheme: str) -> str:
    if found := re.fullmatch(r"var\(--st-([a-z-]+)\)", said):
        return THEME[scheme][re.sub("-([a-z])", lambda letter: letter[1].upper(), found[1])]
    if found := re.fullmatch(r"var\(--hg-([a-z-]+)\)", said):
        return worked_out(tokens[found[1]], tokens, scheme)
    if found := re.fullmatch(r"light-dark\((\S+), (\S+)\)", said):
        return found[1 if scheme == "light" else 2]
    if found := re.fullmatch(r"color-mix\(in srgb, (\S+) (\d+)%, (\S+)\)", said):
        one, other = (worked_out(found[i], tokens, scheme) for i in (1, 3))
        share = int(found[2]) / 100
        parts = ((int(one[i : i + 2], 16), int(other[i : i + 2], 16)) for i in (1, 3, 5))
        return "#" + "".join(f"{round(share * a + (1 - share) * b):02x}" for a, b in parts)
    return said


def test_is_a_mixed_colour_worked_out():
    tokens = {"one": "#ff0000", "two": "var(--hg-one)"}
    half = "color-mix(in srgb, var(--hg-two) 50%, #00ff00)"
    assert worked_out(half, tokens, "light") == "#808000"  # (255 + 0) / 2, (0 + 255) / 2


@pytest.mark.parametrize(("scheme", "rule"), [("light", ":root {"), ("dark", ".dark {")])
def test_has_a_briefing_the_colours_of_the_page(scheme, rule):
    found = dict(TOKEN.findall(DECK.split(rule)[1].split("}")[0]))
    found.pop("black", None)  # the blank screen of a speaker, by day and by night
    assert set(ON_PAGE.values()) <= found.keys()
    assert {n: c for n, c in found.items() if c != meant(n, scheme)} == {}


def test_is_no_colour_written_out_in_a_briefing_but_in_its_tokens():
    assert written(re.sub(TOKEN, "", DECK)) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_can_words_over_a_part_of_a_bar_be_read(scheme):
    pairs = [("over", "part"), ("over", "rest"), ("ink", "line"), ("ink", "paper")]
    assert {p for p in pairs if contrast(*(meant(name, scheme) for name in p)) < 4.5} == set()


INKS = ("textColor", "grayTextColor", "linkColor", "blueTextColor", "redTextColor")
MARKS = ("grayColor", "redColor", "blueColor", "violetColor", "yellowColor", "primaryColor")
PAPERS = ("backgroundColor", "secondaryBackgroundColor")


def test_is_contrast_worked_out_as_the_guidelines_do():
    assert contrast("#ffffff", "#000000") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.005)  # their own example


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_can_every_ink_be_read_on_every_paper(scheme):
    theme = THEME[scheme]
    pairs = [*product(INKS, PAPERS), ("textColor", "yellowBackgroundColor"),
             ("linkColor", "yellowBackgroundColor")]  # fmt: skip
    assert {p: contrast(theme[p[0]], theme[p[1]]) for p in pairs if
            contrast(theme[p[0]], theme[p[1]]) < 4.5} == {}  # fmt: skip
    assert {p: contrast(theme[p[0]], theme[p[1]]) for p in product(MARKS, PAPERS) if
            contrast(theme[p[0]], theme[p[1]]) < 3} == {}  # fmt: skip


def test_do_light_and_dark_name_the_same_colours():
    assert THEME["light"].keys() == THEME["dark"].keys()
