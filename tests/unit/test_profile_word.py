"""Is a profile in Word the document that all renderings walk, whole, inert and well built?"""

import io
import re
from dataclasses import replace
from itertools import count, pairwise
from zipfile import ZIP_STORED, ZipFile

import pytest
from docx.oxml.ns import qn

from het_geo.document import Drawing, Item, Items, Section, Text, Tiles
from het_geo.document.table import Table
from het_geo.profiles.area_map import area_map
from het_geo.profiles.layout import document_of
from het_geo.render import files
from het_geo.render.plain import plain
from het_geo.render.word.marks import TWIPS
from het_geo.render.word.styles import HEAD, SIDE, TEXT
from het_geo.render.word.walk import to_docx, written
from het_geo.render.word.widths import ARIAL, POINT, ROOM, widths_of
from tests.unit.documents import KINDS, TODAY, profile_and_pack
from tests.unit.office import NASTY, read_word, renamed


@pytest.fixture(scope="module")
def dallow():
    return profile_and_pack("ward")[0]


@pytest.fixture(scope="module")
def nasty(dallow):
    turns = iter(range(10**6))
    return renamed(dallow, lambda text: NASTY[next(turns) % len(NASTY)] + text)


@pytest.fixture(params=[*KINDS, "nasty"])
def any_profile(request, nasty):
    return nasty if request.param == "nasty" else profile_and_pack(request.param)[0]


def test_are_control_characters_and_markup_of_names_only_text_in_word(nasty, luton):
    document = read_word(to_docx(nasty, luton))
    text = "\n".join(p.text for p in document.element.body.iter(qn("w:t")))
    assert "<w:p>&amp;</w:p>" in text
    assert not re.search("[\x00\x0b\x1f]", text)
    instructions = [e.get(qn("w:instr")) for e in document.element.iter(qn("w:fldSimple"))]
    assert instructions == []


def test_has_the_document_real_headings_and_properties(dallow, luton):
    document = read_word(to_docx(dallow, luton))
    heads = [(p.style.name, p.text) for p in document.paragraphs if p.style.name != "Normal"]
    assert heads[0] == ("Title", dallow.title)
    second = [text for name, text in heads if name == "Heading 2"]
    assert [block.label for block in dallow.blocks if block.label in second] == [
        block.label for block in dallow.blocks
    ]
    levels = [int(name[-1]) for name, _ in heads if name.startswith("Heading")]
    assert levels[0] == 1
    assert all(later <= earlier + 1 for earlier, later in pairwise(levels))
    about = document.core_properties
    assert (about.title, about.language) == (dallow.title, "en-GB")
    assert 'w:val="en-GB"' in document.styles.element.xml
    footer = document.sections[0].footer._element.xml
    assert 'w:instr="PAGE"' in footer
    assert dallow.pack_version in footer


@pytest.mark.in_turn
def test_has_every_table_a_heading_row_that_repeats(any_profile, luton):
    document = read_word(to_docx(any_profile, luton))
    assert document.tables
    for table in document.tables:
        marked = [row._tr.find(f".//{qn('w:tblHeader')}") is not None for row in table.rows]
        assert marked == [True] + [False] * (len(marked) - 1)
        assert len(marked) > 1
        assert table._tbl.tblPr.find(qn("w:tblCaption")).get(qn("w:val"))
        for row in table._tbl.tr_lst:  # a group's heading spans the table
            cells = [cell.grid_span for cell in row.tc_lst]
            assert cells in ([1] * len(table.columns), [len(table.columns)])
            assert sum(cell.width for cell in row.tc_lst) <= ROOM * 36_000 + 635 * len(cells)


def words_of(document):
    """Return what stands in a document, in its order: paragraphs, and the rows of tables."""
    yield from (document.title, document.lead, document.made)
    figures = count(1)
    for section in document.sections:
        yield section.title
        for part in section.parts:
            if isinstance(part, Tiles):
                yield from rows_of(part.table)
            if isinstance(part, Drawing | Tiles):
                drawn = part.place if isinstance(part, Tiles) else part
                yield f"Figure {next(figures)}. {drawn.title}."
            elif isinstance(part, Table):
                yield from rows_of(part)
            elif isinstance(part, Text):
                yield part.text
            else:
                yield from [part.title] if part.title else []
                yield from map(line_of, part.items)


def rows_of(table):
    yield [column.head for column in table.columns]
    for group in table.groups:
        yield from [[group.label]] if group.label else []
        yield from ([named(row), *row.cells] for row in group.rows)


def named(row):
    return f"{row.name}, {row.quiet}" if row.quiet else row.name


def line_of(item):
    links = "; ".join(text for text, _ in item.links)
    said = f"{item.text}{links}{item.tail}"
    return f"{item.lead} {said}" if item.lead else said


def words_in(body):
    for element in body:
        if element.tag == qn("w:p") and (text := text_in(element)):
            yield text
        if element.tag == qn("w:tbl"):
            yield from ([text_in(cell) for cell in row.tc_lst] for row in element.tr_lst)


def text_in(element):
    return "".join(part.text or "" for part in element.iter(qn("w:t")))


@pytest.mark.in_turn
def test_holds_word_all_that_the_document_says_in_its_order(any_profile, luton):
    said = words_of(document_of(any_profile, luton, paper=True))
    expected = [list(map(plain, one)) if isinstance(one, list) else plain(one) for one in said]
    assert list(words_in(read_word(to_docx(any_profile, luton)).element.body)) == expected


@pytest.mark.parametrize("kind", KINDS)
def test_has_every_word_of_a_table_room_in_its_column(kind, luton):
    document = document_of(profile_and_pack(kind)[0], luton, paper=True)
    for part in (part for section in document.sections for part in section.parts):
        if isinstance(part, Table):
            widths = widths_of(part, ROOM)
            assert sum(widths) == pytest.approx(ROOM)
            for column, width in zip(part.columns, widths, strict=True):
                longest = max(ARIAL.room(word, HEAD, bold=True) for word in column.head.split())
                assert longest * POINT < width


def test_are_the_letters_that_widths_are_measured_by_those_of_the_styles(dallow, luton):
    styles = read_word(to_docx(dallow, luton)).styles
    sizes = [styles[name].font.size.pt for name in ("Table Head", "Table Group", "Table Text")]
    assert sizes == [HEAD, TEXT, TEXT]
    (side,) = styles["Document Table"].element.xpath(".//w:tblCellMar/w:left/@w:w")
    assert int(side) == round(SIDE * TWIPS)


def test_counts_each_numbered_list_from_1(luton, dallow):
    lists = Items((Item("", "one"), Item("", "two")), numbered=True)
    document = replace(
        document_of(dallow, luton, paper=True), sections=(Section("Lists", (lists, lists)),)
    )
    found = read_word(written(document, TODAY))
    numbers = [e.get(qn("w:val")) for e in found.element.body.iter(qn("w:numId"))]
    assert len(set(numbers)) == 2
    starts = found.part.numbering_part.element.xpath(".//w:startOverride/@w:val")
    assert starts == ["1", "1"]


def test_does_the_document_show_the_models_figures_of_a_ward(dallow, luton):
    document = read_word(to_docx(dallow, luton))
    table = next(t for t in document.tables if t.cell(0, 0).text == "Figure and period")
    heads, *rows = ([cell.text for cell in row.cells] for row in table.rows)
    held = {row[0].removesuffix(f", {one.period}"): row for one in dallow.rows for row in rows}
    at = {head: i for i, head in enumerate(heads)}
    shown = [row for block in dallow.blocks for row in block.rows]
    for row in shown:
        cells = held[row.label]
        assert cells[at["This area"]] == f"{row.written}{row.mark}"
        assert cells[at["95% interval"]] == (row.interval or row.record.lower)
        for there in row.benchmarks:
            assert cells[at[there.name]] == (there.written or there.blanks.value)
    assert len(shown) > 50


def test_are_pictures_put_in_with_their_words_and_captions(dallow, luton):
    document = read_word(to_docx(dallow, luton))
    said = [e.get("descr") for e in document.element.iter(qn("wp:docPr"))]
    sections = document_of(dallow, luton, paper=True).sections
    parts = [p.place if isinstance(p, Tiles) else p for one in sections for p in one.parts]
    drawn = [part for part in parts if isinstance(part, Drawing)]
    assert said[0].startswith("Map: Too few bedrooms, 21 March 2021: wards of Luton")
    assert said[1] == area_map(luton, dallow).says
    assert said == [part.wide.says for part in drawn]
    captions = [p.text for p in document.paragraphs if p.style.name == "Caption"]
    assert captions == [f"Figure {i}. {part.title}." for i, part in enumerate(drawn, 1)]
    assert to_docx(dallow, luton) == to_docx(dallow, luton)
    assert b"Where Dallow ward lies in Luton" in files.FORMATS["svg"].make(dallow, luton)
    assert files.FORMATS["png"].make(dallow, luton).startswith(b"\x89PNG")


def test_stands_a_picture_once_in_the_file_and_compressed_once(dallow, luton):
    document = document_of(dallow, luton, paper=True)
    (drawn, *_) = (p for one in document.sections for p in one.parts if isinstance(p, Drawing))
    twice = Section("Twice", (drawn, drawn))
    with ZipFile(io.BytesIO(written(replace(document, sections=(twice,)), TODAY))) as package:
        (one,) = (part for part in package.infolist() if part.filename.startswith("word/media/"))
        text = package.read("word/document.xml").decode()
    assert one.compress_type == ZIP_STORED
    assert len(re.findall(r'r:embed="(\w+)"', text)) == 2
    assert len(set(re.findall(r'r:embed="(\w+)"', text))) == 1
