"""Does the HTML file of a profile stand alone, and hold the same numbers as its model?"""

import re
from itertools import pairwise

import pytest
from bs4 import BeautifulSoup

from het_geo.geography import Level
from het_geo.profiles.profile import profile_of
from het_geo.render.page import to_html
from tests.unit.documents import (
    KINDS,
    LONGEST,
    MARKUP,
    atlas,
    named,
    pack,
    profile_and_pack,
    squeezed,
)

LARGEST = 500_000  # bytes


@pytest.fixture(scope="module", params=KINDS)
def made(request):
    profile, luton = profile_and_pack(request.param)
    text = to_html(profile, luton)
    return profile, text, BeautifulSoup(text, "html.parser")


def tables(soup):
    """Return the rows of each table by its caption: the row's name and its cells."""
    return {
        table.caption.get_text(): [
            (row.th.get_text(), dict(zip(heads(table), [c.get_text() for c in row.find_all("td")])))
            for row in table.find_all("tr")
            if row.find("td")
        ]
        for table in soup.find_all("table")
    }


def heads(table):
    return [cell.get_text() for cell in table.thead.find_all("th")][1:]


def test_does_it_ask_nothing_of_the_internet_and_run_nothing(made):
    _, text, soup = made
    assert soup.find_all(["script", "link", "img", "iframe", "object", "use", "image"]) == []
    assert soup.find_all(lambda tag: any(name.startswith("on") for name in tag.attrs)) == []
    assert "url(http" not in text
    assert "@import" not in text
    assert len(text.encode()) <= LARGEST


def test_is_the_largest_within_its_size():
    luton = pack()
    profile = profile_of(atlas(), luton.codes(Level.LSOA), profile_and_pack("ward")[0].made)
    assert len(to_html(profile, luton).encode()) <= LARGEST


def test_can_it_be_followed_without_seeing_it(made):
    profile, _, soup = made
    assert soup.html["lang"] == "en-GB"
    assert soup.title.get_text() == profile.title
    assert soup.find("a", class_="skip")["href"] == f"#{soup.main['id']}"
    levels = [int(tag.name[1]) for tag in soup.find_all(re.compile(r"^h\d$"))]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(b <= a + 1 for a, b in pairwise(levels))
    for drawing in soup.find_all("figure"):
        assert drawing.svg["role"] == "img"
        assert len(drawing.svg["aria-label"]) > 40
    assert all(head.get("scope") for head in soup.find_all("th"))
    assert all(table.caption.get_text() for table in soup.find_all("table"))
    ids = [tag["id"] for tag in soup.find_all(id=True)]
    assert len(ids) == len(set(ids))
    links = [a["href"][1:] for a in soup.find_all("a") if a["href"].startswith("#")]
    assert set(links) <= set(ids)


def test_are_its_numbers_the_models(made):
    profile, _, soup = made
    shown = tables(soup).get("Every figure, by building block", [])
    rows = [row for block in profile.blocks for row in block.rows]
    assert len(shown) == len(rows)
    for (name, cells), row in zip(shown, rows, strict=True):
        assert name.startswith(row.label)
        assert row.period in name
        assert cells["This area"] == row.written + (" *" if row.apportioned else "")
        assert cells["95% interval"] == (row.interval or row.record.lower)
        for beside in row.benchmarks:
            written = beside.written or beside.blanks.value
            kingdom = row.beside(Level.UK)
            if kingdom and beside.level == Level.COUNTRY:  # where England has none
                written = f"UK: {kingdom.written}"
            assert cells.get(beside.name, written) == written  # a column of blanks is left out
        percentile = cells.get("National percentile", "none")
        assert percentile.isdigit() == (row.percentile is not None)


def test_are_rows_of_other_tables_the_models(made):
    profile, _, soup = made
    found = tables(soup)
    for inside in profile.inside:
        table = found[inside.sentence]
        assert [name for name, _ in table] == [row.area.label for row in inside.rows]
        for (_, cells), row in zip(table, inside.rows, strict=True):
            shown = list(cells.values())[1:]
            for text, cell in zip(shown, row.cells, strict=True):
                assert cell.written.startswith(text) or text == cell.note
    people = {gap.people_written for gap in profile.gaps}
    shown = {
        text.split(" ")[0].rstrip(",")
        for _, cells in found.get("What it would take", [])
        for head, text in cells.items()
        if head.startswith("to be at") and text[0].isdigit()
    }
    assert shown == people


def test_does_it_hold_the_notes(made):
    profile, _, soup = made
    said = squeezed(soup.main.get_text())
    wanted = [profile.summary, *(h.sentence for h in profile.headlines)]
    wanted += [caveat.text for caveat in profile.caveats] + list(profile.best_fit.notes)
    wanted += [source.title for source in profile.sources]
    wanted += [line.label for line in profile.not_known]
    assert [text for text in wanted if squeezed(text) not in said] == []
    if profile.subject.kind == "ward":
        assert "best fit" in soup.h1.get_text()
    addresses = {a["href"] for a in soup.find_all("a")}
    assert {source.url for source in profile.sources} <= addresses


@pytest.mark.parametrize("name", [MARKUP, LONGEST.strip(), "x" * 300])
def test_is_any_name_plain_text(name):
    text = to_html(*named(name))
    soup = BeautifulSoup(text, "html.parser")
    assert soup.h1.get_text() == f"Profile of {name} ward (best fit)"
    assert soup.find_all("script") == []
    assert f"Map: {name} ward in Luton" in soup.select_one("figure.wide svg")["aria-label"]


def test_is_a_control_character_left_out():
    soup = BeautifulSoup(to_html(*named("Dal\x07low")), "html.parser")
    assert soup.h1.get_text() == "Profile of Dallow ward (best fit)"


def test_does_an_area_of_which_nothing_is_known_say_so():
    profile, luton = profile_and_pack("nothing known")
    said = BeautifulSoup(to_html(profile, luton), "html.parser").get_text()
    assert "No figure is known here." in said
    assert "No figure here can be called better or worse" in said
    assert "No gap of this area can be counted" in said
