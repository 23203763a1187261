"""Does a one-minute summary fill one A4 page, alone and as the first of its profile?"""

import io
from dataclasses import replace
from datetime import date

import page
import pytest
from docx.oxml.ns import qn
from pypdf import PdfReader

from het_geo.__main__ import main
from het_geo.atlas.atlas import Atlas
from het_geo.atlas.tiles import tiles_of
from het_geo.cli import minutes
from het_geo.council import Council
from het_geo.errors import AreaError
from het_geo.geography import Level
from het_geo.pictures.tile_strip import strip_of
from het_geo.profiles.minute import first_page, minute_document
from het_geo.profiles.profile import profile_of
from het_geo.render.minute import minute_name, minute_pdf, page_docx, page_pdf
from het_geo.render.profile_pdf import to_pdf
from het_geo.sentences.changed import what_changed
from het_geo.sentences.minute import minute_of
from het_geo.sentences.tiles import tile_words
from tests.sampled import some
from tests.unit.documents import (
    DALLOW,
    MARKUP,
    TODAY,
    atlas,
    named,
    pack,
    profile_and_pack,
    squeezed,
)
from tests.unit.office import read_word

NOBODY = Council()
LUTON = Council(name="Luton Council", address="https://het.example.org")
SIXTY = "Llanfair with Bottwnnog and Abersoch upon the Sea by Pwllheli"[:60]


def read(data):
    return PdfReader(io.BytesIO(data))


def text_of(sheet):
    return squeezed(sheet.extract_text())


@pytest.fixture(scope="module")
def wards():
    """Return the page of every ward of Luton that is drawn, by code."""
    drawn = some(pack().codes(Level.WARD), 5, "one-minute summaries of wards")
    return {code: read(minute_pdf(atlas(), code, TODAY, NOBODY)) for code in drawn}


def test_is_every_ward_one_page_of_a4(wards):
    assert wards
    for reader in wards.values():
        assert len(reader.pages) == 1
        assert reader.pages[0].mediabox[2:] == pytest.approx((595.3, 841.9), abs=0.1)


def test_says_the_page_of_every_ward_its_tiles_and_its_minute(wards):
    for code, reader in wards.items():
        said = text_of(reader.pages[0])
        tiles = tiles_of(atlas(), code)
        for tile in tiles:
            words = tile_words(tile, TODAY)
            parts = (words.block, words.written, words.about, words.standing, words.lenses)
            for part in (*parts, words.change, words.strip):
                assert squeezed(part) in said, (code, part)
        minute = minute_of(tiles, atlas().know.labels[code], TODAY)
        for line in (*minute.say, *minute.changed, *minute.unknown):
            assert squeezed(line) in said, (code, line)


@pytest.mark.sampled(1)
@pytest.mark.parametrize(
    "name",
    [SIXTY, "W" * 60, MARKUP[:60], "High Town with Round Green and Bury Park and Dallow Downs Ash"],
)
def test_is_it_one_page_with_a_name_of_sixty_letters(name):
    areas = pack().areas.copy()
    areas.loc[DALLOW, "name"] = name
    made_up = Atlas(replace(pack(), areas=areas))
    reader = read(minute_pdf(made_up, DALLOW, TODAY, LUTON))
    assert len(reader.pages) == 1
    assert squeezed(name) in text_of(reader.pages[0])


@pytest.mark.parametrize("level", [Level.LSOA, Level.MSOA, Level.DISTRICT])
def test_is_it_one_page_for_areas_of_every_other_level(level):
    for code in some(pack().codes(level)[::9], 3, f"one page of {level}"):
        assert len(read(minute_pdf(atlas(), code, TODAY, LUTON)).pages) == 1, code


def test_is_an_area_of_which_nothing_is_known_told_so_and_whom_to_ask():
    profile, luton = profile_and_pack("nothing known")
    reader = read(page_pdf(profile, luton))
    said = text_of(reader.pages[0])
    assert len(reader.pages) == 1
    assert squeezed("No building block of Dallow ward has a figure here") in said
    assert said.count("Whomtoask:OfficeforNationalStatistics") >= 3
    assert "Ineachstripadot" not in said  # there is none


def test_does_a_validator_of_pdf_ua_find_nothing_in_it():
    report = page.validate_pdf_bytes(minute_pdf(atlas(), DALLOW, TODAY, LUTON), profile="ua1")
    assert [(f.rule_id, f.message) for f in report.failures] == []


def test_is_it_the_same_bytes_each_time():
    one, other = (minute_pdf(of, DALLOW, TODAY, LUTON) for of in (atlas(), Atlas(pack())))
    assert one == other


@pytest.mark.sampled(2)
@pytest.mark.parametrize(
    "kind", ["ward", "neighbourhood", "msoa", "set in three wards", "district"]
)
@pytest.mark.in_turn
def test_does_the_first_page_of_a_profile_hold_what_stands_alone_and_nothing_else(kind):
    profile, luton = profile_and_pack(kind)
    first, second, *_ = read(to_pdf(profile, luton)).pages
    alone = read(page_pdf(profile, luton))
    assert len(alone.pages) == 1
    lines = [*profile.opening.minute.say, *profile.opening.minute.changed]
    lines += [*profile.opening.minute.unknown, profile.opening.credit]
    for text in (text_of(first), text_of(alone.pages[0])):
        plain = text.replace("(bestfit)", "")  # said once a page: in the title
        missing = [one for one in lines if squeezed(one.replace(" (best fit)", "")) not in plain]
        assert missing == []
    assert "Whatstandsout" not in text_of(first)
    assert text_of(second).startswith("Whatstandsout")


@pytest.mark.parametrize("kind", ["ward", "set in three wards", "district"])
def test_does_the_word_file_of_a_page_hold_all_that_the_page_says_and_no_strip(kind):
    profile, luton = profile_and_pack(kind)
    opening = profile.opening
    made = page_docx(profile, luton)
    assert made == page_docx(profile, luton)
    said = squeezed("".join(p.text for p in read_word(made).element.body.iter(qn("w:t"))))
    lines = [*opening.minute.say, *opening.minute.changed, *opening.minute.unknown, opening.credit]
    lines += [part for card in opening.cards for part in (card.words.block, card.words.standing)]
    assert [line for line in lines if squeezed(line.rstrip(".")) not in said] == []
    assert "Ineachstripadotisanarea" not in said  # its tiles are a table, in which none is drawn
    assert "Ineachstripadotisanarea" in text_of(read(page_pdf(profile, luton)).pages[0])


def test_is_the_minute_of_a_set_that_of_its_sums():
    small = pack().codes(Level.LSOA)
    ward = [code for code in small if pack().areas.at[code, "ward"] == DALLOW]
    own = profile_of(atlas(), [DALLOW], TODAY).opening
    summed = profile_of(atlas(), ward, TODAY, "Dallow Road area").opening
    for one, other in zip(own.cards, summed.cards, strict=True):
        if one.words.title == other.words.title:  # neighbourhoods may have another that speaks
            assert (one.words.written, one.words.standing) == (
                other.words.written,
                other.words.standing,
            )
    assert all(line.startswith("In the Dallow Road area") for line in summed.minute.say)
    assert not any(value == summed.cards[0].own for value in summed.cards[0].values)


@pytest.mark.in_turn
def test_say_home_the_first_page_and_the_chapters_of_every_msoa_the_same():
    for code in some(pack().codes(Level.MSOA), 5, "the same everywhere"):
        home = tiles_of(atlas(), code)
        profile = profile_of(atlas(), [code], TODAY)
        rows = {row.id: row for row in profile.rows}
        for tile, card in zip(home, profile.opening.cards, strict=True):
            at = (code, tile.block.id)
            assert tile_words(tile, TODAY) == card.words, at
            assert tile.view is not None, at
            row = rows.get(tile.view.indicator.id)
            assert (row.written if row else "") == card.words.written, at
            if row:
                assert row.period in card.words.about, at
                england = row.beside(Level.COUNTRY)
                if tile.view.chosen.level == Level.COUNTRY:
                    assert england.verdict == tile.verdict, at
                    assert what_changed(tile.view, tile.changed) == row.trend.change, at
        said = minute_of(home, atlas().know.labels[code], TODAY)
        assert said == profile.opening.minute, code


@pytest.mark.in_turn
def test_stands_an_msoa_by_itself_in_a_strip_of_neighbourhoods_that_are_not_its_own():
    for code in pack().codes(Level.MSOA):
        own = atlas().know.inside(code)
        for tile in tiles_of(atlas(), code):
            strip, known = strip_of(tile), tile.areas.table["value"].dropna().index
            assert len(strip.others) == len(set(known) - set(own)) < len(known)
            assert bool(strip.own) == (tile.figure is not None)


@pytest.mark.parametrize(
    ("council", "address"),
    [
        (NOBODY, ""),
        (LUTON, f"https://het.example.org/home?place=luton&area={DALLOW}"),
    ],
)
def test_does_it_bear_a_code_where_a_public_address_is_known(council, address):
    assert minute_document(atlas(), DALLOW, TODAY, council).address == address
    said = text_of(read(minute_pdf(atlas(), DALLOW, TODAY, council)).pages[0])
    assert ("Openitonyourphone" in said) == bool(address)


def test_does_the_code_of_a_named_set_carry_its_name():
    small = pack().codes(Level.LSOA)[:2]
    profile = profile_of(atlas(), small, TODAY, "Dallow Road area")
    document = first_page(pack(), profile.subject, profile.opening, TODAY, LUTON)
    assert document.address == (
        f"https://het.example.org/profile?place=luton&area={','.join(small)}"
        "&name=Dallow%20Road%20area"
    )


def test_is_a_code_that_is_of_no_area_refused():
    with pytest.raises(AreaError, match="E05999999"):
        minute_pdf(atlas(), "E05999999", TODAY, NOBODY)


@pytest.mark.in_turn
def test_does_one_command_make_the_page_of_every_ward(tmp_path, capsys, monkeypatch, luton):
    monkeypatch.setattr(minutes, "Atlas", lambda pack: atlas())
    assert main(["minute", "luton", "--out", str(tmp_path)]) == 0
    assert "20 made" in capsys.readouterr().out
    found = sorted(path.name for path in tmp_path.iterdir())
    assert found == sorted(minute_name(luton, c, date.today()) for c in luton.codes(Level.WARD))
    assert all(len(PdfReader(path).pages) == 1 for path in tmp_path.iterdir())


def test_does_the_command_make_the_areas_that_are_named(tmp_path, monkeypatch):
    monkeypatch.setattr(minutes, "Atlas", lambda pack: atlas())
    words = ["minute", "luton", "--area", "Dallow", "--area", "Luton", "--out", str(tmp_path)]
    assert main(words) == 0
    names = sorted(path.name for path in tmp_path.iterdir())
    assert [name.split("-one-minute-summary-")[0] for name in names] == [
        "dallow-ward-luton",
        "luton",
    ]


def test_is_any_name_plain_text_in_it():
    profile, made_up = named(MARKUP)
    said = text_of(read(page_pdf(profile, made_up)).pages[0])
    assert squeezed(MARKUP) in said
