"""Does the PDF of a profile say all that its model says, to eyes and to a screen reader?"""

import io
import re
from datetime import UTC, datetime

import page
import pytest
import typst
from pypdf import PdfReader

from het_geo import fonts
from het_geo.errors import ExportError
from het_geo.profiles.layout import document_of
from het_geo.render import pdf, typesetter
from het_geo.render.profile_pdf import to_pdf
from tests.sampled import some
from tests.unit.documents import KINDS, LONGEST, MARKUP, TODAY, named, profile_and_pack, squeezed

MOST_PAGES = {"ward": 9, "msoa": 10, "district": 14}  # the first stands alone


@pytest.fixture(scope="module", params=some(KINDS, 3, "a profile as PDF"))
def made(request):
    profile, pack = profile_and_pack(request.param)
    data = to_pdf(profile, pack)
    return request.param, profile, data, PdfReader(io.BytesIO(data))


def text_of(reader, foot=""):
    """Return all pages' text, without what stands at the foot of each: it parts sentences."""
    said = "".join(squeezed(sheet.extract_text()) for sheet in reader.pages)
    return re.sub(rf"{re.escape(squeezed(foot))}Page\d+of\d+", "", said) if foot else said


def elements(node, found=None):
    """Return every element of the structure tree in order."""
    found = [] if found is None else found
    node = node.get_object()
    if isinstance(node, list):
        for child in node:
            elements(child, found)
    elif isinstance(node, dict):
        if "/S" in node:
            found.append(node)
        if "/K" in node:
            elements(node["/K"], found)
    return found


def tags(reader):
    return elements(reader.trailer["/Root"]["/StructTreeRoot"]["/K"])


@pytest.mark.in_turn
def test_does_it_hold_every_headline_value_caveat_source_and_note(made):
    kind, profile, _, reader = made
    foot = document_of(*profile_and_pack(kind)).foot
    assert squeezed(foot) in squeezed(reader.pages[-1].extract_text())
    said = text_of(reader, foot)
    wanted = [profile.title, profile.summary, profile.headline_rule, profile.gap_rule]
    wanted += [headline.sentence for headline in profile.headlines]
    rows = [row for block in profile.blocks for row in block.rows]
    wanted += [row.written for row in profile.rows] + [row.interval for row in rows]
    wanted += [beside.written for row in rows for beside in row.benchmarks]
    wanted += [row.label.removeprefix("Ethnic group: ") for row in profile.rows]
    wanted += [caveat.text for caveat in profile.caveats]
    for source in profile.sources:
        wanted += [source.title, source.publisher, source.licence, source.period]
        wanted.append(source.attribution.removesuffix("."))
    wanted += [*profile.best_fit.notes, *(line.label for line in profile.not_known)]
    wanted += [line.meaning for line in profile.glossary]
    wanted += [gap.people_written for gap in profile.gaps]
    wanted += [row.area.label for inside in profile.inside for row in inside.rows]
    missing = [text for text in wanted if squeezed(text) not in said]
    assert missing == []
    assert f"Pack{profile.pack_version},madeon21March2026" in said
    if profile.subject.kind == "ward":
        assert "(bestfit)" in said


def test_does_a_validator_of_pdf_ua_find_nothing(made):
    report = page.validate_pdf_bytes(made[2], profile="ua1")
    assert [(f.rule_id, f.message) for f in report.failures] == []
    assert report.is_compliant


def test_would_the_validator_have_found_something():
    plain = typst.compile(b"Plain, without title, language or tags", format="pdf", pdf_tags=False)
    assert not page.validate_pdf_bytes(plain, profile="ua1").is_compliant


def test_is_it_tagged_titled_and_in_british_english(made):
    _, profile, _, reader = made
    root = reader.trailer["/Root"]
    assert root["/Lang"] == "en-GB"
    assert root["/MarkInfo"]["/Marked"]
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert reader.metadata.title == profile.title
    assert reader.metadata.creation_date.date() == TODAY
    described = reader.xmp_metadata.stream.get_data().decode()
    assert "<pdfuaid:part>1</pdfuaid:part>" in described
    assert len(reader.pages) <= MOST_PAGES.get(made[0], 8)
    assert all(
        sheet.mediabox[2:] == pytest.approx((595.3, 841.9), abs=0.1) for sheet in reader.pages
    )


def test_are_headings_tables_and_figures_told_to_a_screen_reader(made):
    kind, profile, _, reader = made
    found = tags(reader)
    names = [element["/S"] for element in found]
    assert names.count("/H1") == 1
    assert names.count("/H2") >= 8
    known = any(block.rows for block in profile.blocks)  # else one sentence says that none is
    sides = ["What has changed", "What is not known", "What is worse", "What is better"]
    assert names.count("/H3") == (len(profile.blocks) if known else 0) + len(sides)
    assert names.index("/H1") < names.index("/H2")
    assert not known or names.index("/H2") < names.index("/H3")
    figures = [element for element in found if element["/S"] == "/Figure"]
    assert figures
    assert all(len(element["/Alt"]) > 40 for element in figures)
    heads = [element for element in found if element["/S"] == "/TH"]
    assert all(element["/A"] for element in heads)
    assert (names.count("/Table") > 0) == bool(heads)
    if kind != "nothing known":
        assert names.count("/Table") >= 4


def test_do_bookmarks_name_every_section(made):
    _, profile, _, reader = made

    def titles(outline):
        for entry in outline:
            yield from titles(entry) if isinstance(entry, list) else [entry.title]

    found = list(titles(reader.outline))
    assert found[0] == profile.title
    assert {"What stands out", "Every figure", "Sources and licences"} <= set(found)
    if any(block.rows for block in profile.blocks):
        assert {block.label for block in profile.blocks} <= set(found)


def test_is_every_font_inside_the_file(made):
    fonts = [
        font.get_object()
        for sheet in made[3].pages
        for font in sheet["/Resources"].get("/Font", {}).values()
    ]
    assert fonts
    for font in fonts:
        below = font["/DescendantFonts"][0].get_object() if "/DescendantFonts" in font else font
        held = below["/FontDescriptor"].get_object() if "/FontDescriptor" in below else {}
        assert {"/FontFile", "/FontFile2", "/FontFile3"} & set(held), font
        assert "SourceSansPro" in str(font["/BaseFont"]) or "DejaVu" in str(font["/BaseFont"])


def test_does_dallow_read_as_it_was_read_by_hand():
    """Read Dallow's PDF by hand: Census 2021 TS052, TS066 and IoD 2025 for the ward.

    574 of 2,725 households have too few bedrooms: 574 / 2725 = 21.06 %; England 4.37 %, so it would
    take 574 − 2725 × 4.372 % = 454.9 fewer.
    """
    profile, pack = profile_and_pack("ward")
    said = text_of(PdfReader(io.BytesIO(to_pdf(profile, pack))))
    for line in (
        "Profile of Dallow ward (best fit)",
        "Dallow ward: 10,174 people (30 June 2024). Across all its figures, allowing for "
        "chance, all 13 figures that can be judged against England’s are worse.",
        "▲ Too few bedrooms. In Dallow ward on 21 March 2021, 21.1% of households had too few "
        "bedrooms. That is worse than England (4.4%): 16.7 percentage points higher, 4.8 times as "
        "high.",
        "Made of 4 neighbourhoods. Luton 019C (85% of its area inside) lies partly outside the "
        "ward.",
        "Households 2,725 (21 March 2021)",
        "Asian: Pakistani 34.5% 18.3% 2.8%",
        "Too few bedrooms, 21 March 2021 1, 2 21.1% 19.6% to 22.6% 12.2% 3.4% 4.4% ▲ worse 2–4",
        "Unemployment, 21 March 2021 1, 19, 20 15.4% 14.3% to 16.5% 8.5% 4.8% 5.7% ▲ worse 1–2",
        "Fewer households with too few bedrooms 455 (414 to 498) 428 (388 to 471), at 5.3% "
        "16.7 percentage points higher, 4.8 times as high",
        "4 neighbourhoods (LSOA) inside",
        "Page 1 of 9",
    ):
        assert squeezed(line) in said, line


@pytest.mark.parametrize("name", [MARKUP, LONGEST.strip(), "x" * 300])
@pytest.mark.in_turn
def test_is_any_name_plain_text_that_stays_on_the_page(name):
    profile, pack = named(name)
    reader = PdfReader(io.BytesIO(to_pdf(profile, pack)))
    assert squeezed(f"Profile of {name} ward (best fit)") in text_of(reader)
    ends = []

    def measure(text, _, matrix, font, size):
        if font and text.strip():
            ends.append(matrix[4])

    for sheet in reader.pages:
        sheet.extract_text(visitor_text=measure)
    assert max(ends) < 595


def test_is_a_control_character_left_out():
    reader = PdfReader(io.BytesIO(to_pdf(*named("Dal\x07low"))))
    assert reader.metadata.title == "Profile of Dallow ward (best fit)"


def test_does_the_same_profile_give_the_same_bytes():
    profile, pack = profile_and_pack("neighbourhood")
    assert to_pdf(profile, pack) == to_pdf(profile, pack)


def test_is_a_typesetters_refusal_told_in_words(monkeypatch):
    profile, pack = profile_and_pack("ward")
    document = document_of(profile, pack)
    monkeypatch.setattr(pdf, "_template", lambda name: b"#panic()")
    with pytest.raises(ExportError, match="The PDF could not be made: "):
        pdf.typeset(document, datetime(2026, 3, 21, tzinfo=UTC))


def test_is_a_missing_font_told_with_what_to_do(monkeypatch):
    monkeypatch.setattr(fonts, "PACKAGE", "font_that_is_not_installed")
    with pytest.raises(ExportError, match="Run: pip install"):
        typesetter._compiler.__wrapped__()
