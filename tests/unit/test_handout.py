"""Does the handout say all of a briefing, each caveat once, on pages that are none half empty?"""

import re
from datetime import date
from io import BytesIO

import pypdf
import pytest

from het_geo.briefing.cover import cover_of
from het_geo.briefing.credits import caveats_of, sources_of
from het_geo.briefing.model import NOT_TO_SAY, Audience
from het_geo.briefing.propose import propose
from het_geo.geography import Level
from het_geo.render.handout import to_handout
from tests.unit.documents import squeezed

TODAY = date(2026, 3, 21)
DALLOW = "E05014741"


@pytest.fixture(scope="module", params=[Audience(), Audience((DALLOW,))], ids=["town", "ward"])
def briefing(request, atlas):
    return propose(atlas, request.param, TODAY)


@pytest.fixture(scope="module")
def paper(briefing):
    return pypdf.PdfReader(BytesIO(to_handout(briefing, TODAY, ["Contains drawn shapes"])))


def unstopped(text):
    """Return a text without the stops that a list sets otherwise: "Name: rest", "Name. rest"."""
    return re.sub(r"[.:]", "", squeezed(text))


@pytest.mark.in_turn
def test_does_the_handout_say_all_of_the_briefing(paper, briefing):
    text = squeezed(" ".join(page.extract_text() for page in paper.pages))
    cover = cover_of(briefing, TODAY)
    for said in (cover.heading, cover.about, *cover.lines):
        assert squeezed(said) in squeezed(paper.pages[0].extract_text()), said
    for screen in briefing.screens:
        for said in (screen.headline, screen.source, *screen.left_behind):
            assert unstopped(said) in unstopped(text), said
    assert any(note.startswith(NOT_TO_SAY) for s in briefing.screens for note in s.notes)
    assert squeezed(NOT_TO_SAY) not in text  # the speaker's own, in the notes and in rehearsal
    for said in (*sources_of(briefing), *caveats_of(briefing), "Contains drawn shapes."):
        assert squeezed(said) in text, said
    assert squeezed("21 March 2026") in text
    assert briefing.pack_version in text


def test_does_each_caveat_stand_once_under_a_number_that_its_screens_name(paper, briefing):
    text = squeezed(" ".join(page.extract_text() for page in paper.pages))
    cares = caveats_of(briefing)
    assert len(cares) > 5
    for number, care in enumerate(cares, 1):
        assert text.count(squeezed(care)) == 1, care
        assert f"{number}.{squeezed(care)}" in text
    named = re.findall(r"Readwithnotes?([\d,]+)of", text)
    meant = [[i for i, care in enumerate(cares, 1) if care in s.notes] for s in briefing.screens]
    assert named == [",".join(map(str, numbers)) for numbers in meant if numbers]


def emptiness(page):
    """Return how much of a page is empty above its foot, as a share of what it can hold."""
    lows = []

    def seen(text, cm, tm, *_):
        if text.strip():
            lows.append(tm[4] * cm[1] + tm[5] * cm[3] + cm[5])

    page.extract_text(visitor_text=seen)
    foot, high = 15 / 297 * 842, 842 * (297 - 27) / 297
    return (min(y for y in lows if y > foot) - foot) / high


HANDED = [
    Audience(),
    Audience((DALLOW,)),
    Audience(("E01015702",)),  # a neighbourhood
    Audience(principle=2),
    Audience((DALLOW,), principle=8),
    Audience(subgroup="children"),
]


@pytest.mark.sampled(2)
@pytest.mark.parametrize("audience", HANDED, ids=str)
@pytest.mark.in_turn
def test_is_no_page_of_the_handout_half_empty(atlas, audience):
    made = to_handout(propose(atlas, audience, TODAY), TODAY, ["Contains drawn shapes"])
    found = [emptiness(page) for page in pypdf.PdfReader(BytesIO(made)).pages]
    assert max(found) < 0.5, found


@pytest.mark.in_turn
def test_does_a_long_table_run_on_with_nothing_on_top_of_anything(luton, atlas):
    many = propose(atlas, Audience(tuple(luton.codes(Level.LSOA)[:60])), TODAY)
    pages = pypdf.PdfReader(BytesIO(to_handout(many, TODAY))).pages
    first = many.screens[0]
    texts = [squeezed(page.extract_text()) for page in pages]
    assert squeezed(first.headline) in texts[0]
    for name, *_ in first.table.rows:
        assert any(squeezed(name) in text for text in texts[:2])
    assert squeezed(first.left_behind[-1]) in texts[1]


def test_is_the_handout_tagged_with_title_language_and_words_for_pictures(paper, briefing):
    root = paper.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"] == "en-GB"
    assert paper.metadata.title == briefing.title
    assert "pdfuaid" in root["/Metadata"].get_data().decode()
    width, high = paper.pages[0].mediabox[2:]
    assert (round(float(width)), round(float(high))) == (595, 842)
    said = alternatives(root["/StructTreeRoot"])
    for screen in briefing.screens:
        if screen.kind in ("gap", "where", "trend"):
            assert screen.picture.says in said


def alternatives(element):
    element = element.get_object() if hasattr(element, "get_object") else element
    if isinstance(element, list):
        return {text for child in element for text in alternatives(child)}
    if not isinstance(element, dict):
        return set()
    own = {str(element["/Alt"]).replace("\u200b", "")} if "/Alt" in element else set()
    return own | (alternatives(element["/K"]) if "/K" in element else set())
