"""Do slides and handout say what the briefing says, all of it, and open as what they are?"""

from dataclasses import replace
from datetime import date
from io import BytesIO

import pypdf
import pytest
from pptx import Presentation
from pptx.util import Pt

from het_geo.briefing.cover import cover_of
from het_geo.briefing.credits import caveats_of, sources_of
from het_geo.briefing.model import LONGEST_HEADLINE, Audience
from het_geo.briefing.propose import propose
from het_geo.document import Items
from het_geo.document.table import text_table
from het_geo.render import slide_parts as parts
from het_geo.render.handout import to_handout
from het_geo.render.slides import to_pptx
from tests.unit.documents import squeezed

TODAY = date(2026, 3, 21)
DALLOW = "E05014741"
EVIL = '=HYPERLINK("x") <b>& #strong[a] $x$ *b* @c {1} \\'  # made up


@pytest.fixture(scope="module", params=[Audience(), Audience((DALLOW,))], ids=["town", "ward"])
def briefing(request, atlas):
    return propose(atlas, request.param, TODAY)


@pytest.fixture(scope="module")
def deck(briefing):
    return Presentation(BytesIO(to_pptx(briefing, TODAY, ["Contains drawn shapes"])))


@pytest.fixture(scope="module")
def paper(briefing):
    return pypdf.PdfReader(BytesIO(to_handout(briefing, TODAY, ["Contains drawn shapes"])))


def screens(deck, briefing):
    return list(zip(list(deck.slides)[1:], briefing.screens))


def shape(slide, name):
    return next((s for s in slide.shapes if s.name == name), None)


def described(drawn):
    return next(drawn._element.iter("{*}cNvPr")).get("descr")


def test_is_every_headline_a_title_and_every_title_unique(deck, briefing):
    found = [slide.shapes.title.text_frame.text for slide in deck.slides]
    assert found[0] == cover_of(briefing, TODAY).heading
    assert found[1 : len(briefing.screens) + 1] == [s.headline for s in briefing.screens]
    assert len(set(found)) == len(found)


def test_are_titles_unique_where_two_headlines_are_the_same(briefing):
    first = briefing.screens[0]
    twice = replace(briefing, screens=(first, replace(first, id="again")))
    found = Presentation(BytesIO(to_pptx(twice, TODAY))).slides
    titles = [slide.shapes.title.text_frame.text for slide in found]
    assert titles[1:3] == [first.headline, f"{first.headline} (2)"]


def test_are_notes_and_answers_the_speaker_notes(deck, briefing):
    for slide, screen in screens(deck, briefing):
        notes = slide.notes_slide.notes_text_frame.text.split("\n")
        assert notes == list(screen.spoken)
        assert notes[: len(screen.notes)] == list(screen.notes)
        for card in screen.cards:
            for answer in card.answers:
                at = notes.index(answer.question, len(screen.notes))
                assert f"{answer.answer} {answer.sure}" in notes[at + 1 :]


def test_does_every_slide_show_picture_table_or_list_as_the_model_has_it(deck, briefing):
    kinds = {}
    for slide, screen in screens(deck, briefing):
        picture, table = shape(slide, "Picture"), shape(slide, "Table")
        for drawn in filter(None, (picture, table)):
            assert described(drawn) == screen.picture.says
        if table:
            rows = [[cell.text_frame.text for cell in row.cells] for row in table.table.rows]
            assert rows == [list(screen.table.header), *map(list, screen.table.rows)]
            assert table.table.first_row
        if isinstance(screen.shown, Items):
            listed = slide.placeholders[1].text_frame.text.split("\n")
            assert listed == [row[0] for row in screen.table.rows]
        assert picture or table or isinstance(screen.shown, Items)
        assert shape(slide, "Source").text_frame.text == screen.source
        kinds[screen.kind] = (bool(picture), bool(table))
    assert kinds["setting"] == kinds.get("better", (False, True)) == (False, True)
    assert kinds["gap"] == kinds["where"] == (True, False)
    assert kinds["closing"] == (False, False)  # a list of what was told


def test_does_every_shape_stand_on_its_slide_and_none_on_another(deck, briefing):
    for slide, _ in screens(deck, briefing):
        boxes = [(s.left, s.top, s.left + s.width, s.top + s.height) for s in slide.shapes]
        for i, (left, top, right, bottom) in enumerate(boxes):
            assert left >= 0
            assert top >= 0
            assert right <= deck.slide_width
            assert bottom <= deck.slide_height
            for other in boxes[i + 1 :]:
                apart = left >= other[2] or other[0] >= right or top >= other[3] - 1
                assert apart or other[1] >= bottom - 1, slide.shapes.title.text_frame.text


def test_is_the_reading_order_headline_body_source_number(deck, briefing):
    for slide, _ in screens(deck, briefing):
        names = [s.name for s in slide.shapes]
        assert names[0].startswith("Title")
        assert names[-2] == "Source"
        assert names[-1].startswith("Slide Number")
        assert len({s.shape_id for s in slide.shapes}) == len(names)


@pytest.mark.in_turn
def test_does_the_longest_headline_fit_at_28_points_or_more(deck, briefing):
    for slide, _ in screens(deck, briefing):
        check_headline(slide.shapes.title)
    for word in ("a longer word ", "income-deprived households ", "mmmm "):
        longest = (word * LONGEST_HEADLINE)[:LONGEST_HEADLINE].strip()
        every = tuple(replace(s, headline=longest) for s in briefing.screens)
        found = Presentation(BytesIO(to_pptx(replace(briefing, screens=every), TODAY)))
        for slide in list(found.slides)[1 : len(every) + 1]:
            check_headline(slide.shapes.title)


def check_headline(title):
    size = title.text_frame.paragraphs[0].font.size.pt
    assert size >= 28
    high = parts.height(title.text_frame.text, size, title.width.pt)
    assert high <= title.height.pt + 0.5


def test_are_language_properties_and_size_said(deck, briefing):
    about = deck.core_properties
    assert (about.title, about.language, about.author) == (briefing.title, "en-GB", "het_geo")
    assert about.created.date() == TODAY
    assert briefing.pack_version in about.comments
    assert deck.slide_width / deck.slide_height == pytest.approx(16 / 9)
    assert deck.slide_width == Pt(960)
    for slide in deck.slides:
        for run in slide._element.iter("{*}rPr", "{*}endParaRPr"):
            assert run.get("lang") == "en-GB"
    cover = deck.slides[0].placeholders[1].text_frame.text.split("\n")
    assert cover == [cover_of(briefing, TODAY).about, *cover_of(briefing, TODAY).lines]
    assert any("21 March 2026" in line for line in cover)


def test_do_the_last_slides_name_every_source_and_caveat(deck, briefing):
    last = list(deck.slides)[len(briefing.screens) + 1 :]
    found = [p.text for slide in last for p in slide.placeholders[1].text_frame.paragraphs]
    assert found[1:] == [
        *sources_of(briefing, ["Contains drawn shapes"]),
        *caveats_of(briefing),
    ]
    assert "Contains drawn shapes." in found
    for screen in briefing.screens:
        for card in screen.cards:
            for source in card.answers[0].receipt.sources:
                assert any(source.title in line and source.licence in line for line in found)


@pytest.mark.in_turn
def test_are_the_same_bytes_made_of_the_same_briefing(briefing):
    assert to_pptx(briefing, TODAY) == to_pptx(briefing, TODAY)
    assert to_handout(briefing, TODAY) == to_handout(briefing, TODAY)


def test_is_markup_in_names_shown_as_text(briefing):
    # Made up: a place and a table whose names are a formula and markup of three kinds
    first = replace(
        briefing.screens[0],
        headline=EVIL,
        source=EVIL,
        notes=(EVIL,),
        table=text_table(EVIL, (EVIL, "Worse"), ((EVIL, "1"),)),
    )
    evil = replace(briefing, title=EVIL, screens=(first,))
    deck = Presentation(BytesIO(to_pptx(evil, TODAY)))
    slide = deck.slides[1]
    assert slide.shapes.title.text_frame.text == EVIL
    assert shape(slide, "Table").table.cell(1, 0).text_frame.text == EVIL
    assert slide.notes_slide.notes_text_frame.text.split("\n")[0] == EVIL
    page = pypdf.PdfReader(BytesIO(to_handout(evil, TODAY)))
    assert squeezed(page.pages[0].extract_text()).count(squeezed(EVIL)) >= 4


def test_is_no_word_of_a_headline_broken():
    box = parts.Box(0, 0, 276, 450)
    # 14 letters of 0.56 em: at 36 points 282 wide, at 32 points 251
    assert parts.size_for("neighbourhoods", box) == 32
    assert parts.size_for("well-known neighbours", box) == 36
