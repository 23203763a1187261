"""Is a postcode known however it is written, and what it means said in full or not at all?

Luton's own postcodes are those of its pack; the index of all postcodes is made up here.
"""

from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from het_geo.atlas.asked import areas_asked
from het_geo.atlas.notice import Offer
from het_geo.errors import AreaError, PackError
from het_geo.pack import manifest
from het_geo.pack.elsewhere import holders
from het_geo.pack.layout import manifest_of, places
from het_geo.pack.postcode_index import COLUMNS as INDEXED
from het_geo.pack.postcode_index import FILE, findings, open_index
from het_geo.pack.postcodes_table import COLUMNS, check_postcodes, located, no_postcodes
from het_geo.postcodes import PACKED, holds, packed, postcode_of, unpacked
from het_geo.profiles.find import found
from het_geo.stores.packs import Packs
from tests.places import SLUG, other_code, two_places
from tests.unit.documents import pack

LUTON = pack()
BEECH_HILL, BISCOT, SMALL = "E05014736", "E05014737", "E01015698"
unit = st.from_regex(r"[A-Z]{1,2}[0-9][A-Z0-9]? [0-9][A-Z]{2}", fullmatch=True)
blanks = st.sampled_from(["", " ", "  ", "\t", "\u00a0", "\u2009", "\u200b", "\ufeff", "\n"])


@given(unit, blanks, blanks, blanks, st.booleans())
def test_is_a_postcode_read_with_any_blanks_and_letters(postcode, before, inside, after, small):
    outward, inward = postcode.split()
    text = f"{before}{outward}{inside}{inward[0]}{inside}{inward[1:]}{after}"
    assert postcode_of(text.lower() if small else text) == postcode


@pytest.mark.parametrize(
    "text",
    ["", "LU", "LU1", "LU1 1", "LU1 1A", "E05014741", "Dallow", "LU1 1AA, LU1 1AB", "90210",
     "K1A 0B1", "D02 X285", "LU1 1A😀", "١١ 1AA", "12 Low Road LU1 1AA", "LU1 1AA " * 2000],
)  # fmt: skip
def test_is_what_is_no_postcode_none(text):
    assert postcode_of(text) == ""


@given(st.sets(unit, min_size=1, max_size=30))
def test_does_a_packed_text_hold_its_postcodes_and_no_other(postcodes):
    text = packed(postcodes)
    assert PACKED.fullmatch(text)
    assert unpacked(text) == sorted(postcodes)
    assert all(holds(text, one) for one in postcodes)
    # every second pair of letters: between AB and CD there is no BC
    others = {f"{one[:-2]}{one[-1]}{one[-2]}" for one in postcodes} - postcodes
    assert not any(holds(text, one) for one in others)


TABLE = pd.DataFrame(
    [(SMALL, BISCOT, "", "LU1 1 AAAB"), (SMALL, BEECH_HILL, "", "LU1 1 EW"),
     ("", BISCOT, "", "LU1 9 WA"), ("E01000001", BISCOT, "", "LU1 9 FA"),
     (SMALL, "", "rough", "LU1 9 RO"), (SMALL, BISCOT, "ended", "LU1 9 EN")],
    columns=COLUMNS,
)  # fmt: skip
MADE_UP = replace(LUTON, postcodes=TABLE)
LISTED = "the list of November 2025"


def said(text, place=MADE_UP, **how):
    return " ".join(notice.written for notice in areas_asked(place, text, **how).notices)


@pytest.mark.parametrize(
    ("text", "code", "words"),
    [
        ("LU1 1AA", BISCOT,
         "LU1 1AA lies in Biscot ward, which is opened. Its neighbourhood is Luton 017A (Bury "
         "Park). Or open: Luton 017A (Bury Park) (E01015698)."),
        ("lu11ew", BEECH_HILL,
         "LU1 1EW lies in Beech Hill ward, which is opened. Its neighbourhood is Luton 017A (Bury "
         "Park), whose figures are counted with Biscot ward, not with Beech Hill ward. Or open: "
         "Luton 017A (Bury Park) (E01015698), or Biscot ward (E05014737)."),
        ("LU1 9WA", BISCOT, "LU1 9WA lies in Biscot ward, which is opened. It lies outside the "
         "outline of every neighbourhood."),
        ("LU1 9FA", BISCOT, "LU1 9FA lies in Biscot ward, which is opened. Its neighbourhood, "
         "E01000001, is counted with another district."),
        ("LU1 9RO", BISCOT, "The list of November 2025 knows only roughly where LU1 9RO is, and "
         "names no ward: Biscot ward is opened. Its neighbourhood is Luton 017A (Bury Park)."),
        ("LU1 9EN", BISCOT, "LU1 9EN is no longer in the list of November 2025: it lay in Biscot "
         "ward, which is opened. Its neighbourhood is Luton 017A (Bury Park)."),
    ],
)  # fmt: skip
def test_does_a_postcode_open_the_ward_it_lies_in_and_say_the_rest(text, code, words):
    asked = areas_asked(MADE_UP, text)
    assert (asked.codes, asked.whole, asked.link) == ((code,), True, code)
    assert said(text).startswith(words)


def test_does_a_link_bear_the_area_in_the_place_of_a_postcode():
    assert areas_asked(MADE_UP, "Dallow,lu1 1aa,LU1 1ZZ,xyz").link == f"Dallow,{BISCOT},xyz"


@pytest.fixture
def root(tmp_path):
    """Put an index of three districts below a folder: 2 and 1 postcodes, 1 ended, 1 nowhere."""
    rows = [("", "", "", "LU1 5 NO"), ("E06000032", "Luton", "", "LU1 1 AAXX"),
            ("E06000056", "Central Bedfordshire", "", "LU7 1 AA"),
            ("E06000056", "Central Bedfordshire", "ended", "LU7 1 ZZ"),
            ("E09000001", "City of London", "", "EC1A 1 BB")]  # fmt: skip
    return index_of(tmp_path, pd.DataFrame(rows, columns=INDEXED))


def index_of(root: Path, table: pd.DataFrame) -> Path:
    path = root / FILE
    path.parent.mkdir(parents=True)
    table.to_csv(path, index=False)
    file = manifest.entry(root, path, len(table), ["os-codepoint-open"])
    made = replace(LUTON.manifest, place="postcodes", file=(file,))
    manifest.write(made, root / manifest_of("postcodes"))
    return root


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("lu71aa", "LU7 1AA is no postcode of Luton: it lies in Central Bedfordshire, of which "
         "there are no figures here."),
        ("LU7 1ZZ", f"LU7 1ZZ is no postcode of Luton: it is no longer in {LISTED} and lay in "
         "Central Bedfordshire, of which there are no figures here."),
        ("EC1A 1BB", "EC1A 1BB is no postcode of Luton: it lies in the City of London"),
        ("LU1 5NO", "The list of November 2025 does not say where LU1 5NO is."),
        ("LU1 9ZZ", f"LU1 9ZZ is not in {LISTED}: ended or mistyped."),
        ("LU1 1XX", "LU1 1XX is a postcode of Luton, but its pack was built without it."),
        ("CF10 1AA", "No postcode of England begins with “CF”, and only England is held here."),
        ("E1 1AA", "No postcode of England begins with “E”"),  # EC1A is of another area
    ],
)  # fmt: skip
def test_is_a_postcode_of_no_place_here_named_with_its_district(root, text, words):
    asked = areas_asked(MADE_UP, text, packs=Packs(root))
    assert (asked.codes, asked.whole, asked.link) == ((), False, "")
    assert said(text, packs=Packs(root)).startswith(words)


def test_is_it_said_what_is_not_known_without_the_index(tmp_path):
    words = f"LU7 1AA is not among the postcodes of Luton in {LISTED}. It may lie elsewhere, have "
    words += "ended or be mistyped."
    assert said("LU7 1AA", packs=Packs(tmp_path)) == said("LU7 1AA") == words
    bare = replace(LUTON, postcodes=no_postcodes())
    assert said("LU1 1AA", bare) == (
        "The pack of Luton was built without postcodes: LU1 1AA cannot be found."
    )


def test_is_another_place_that_is_built_offered():
    there = Offer("Castle ward in Bedford", "E05014493", "bedford")
    asked = areas_asked(MADE_UP, "MK40 1AA", lambda text: [there] if text == "MK40 1AA" else [])
    assert (asked.codes, asked.notices[0].offers) == ((), (there,))
    assert asked.notices[0].written == (
        "MK40 1AA is no postcode of Luton: it lies in Castle ward in Bedford. Open: Castle ward in "
        "Bedford (E05014493)."
    )


def test_is_the_index_no_place_and_sound(root):
    assert findings(root) == []
    assert places(root) == []
    assert open_index(root).edition == "November 2025"


@pytest.mark.parametrize(
    ("spoil", "words"),
    [
        (lambda path: path.unlink(), "the file is missing"),
        (lambda path: path.write_bytes(path.read_bytes()[:40]), "cut short"),
        (lambda path: path.write_bytes(path.read_bytes().replace(b"LU7", b"LU8")), "altered"),
    ],
)
def test_is_a_damaged_index_said_to_be_so_where_it_is_needed(root, spoil, words):
    spoil(root / FILE)
    assert words in findings(root)[0]
    assert "build postcodes" in findings(root)[0]
    assert words in said("LU7 1AA", packs=Packs(root))
    assert said("LU1 1AA", packs=Packs(root)).startswith("LU1 1AA lies in Biscot ward")


def test_is_an_index_of_something_else_refused(tmp_path):
    table = pd.DataFrame([("E06000032", "Luton", "", "LU1 1AA")], columns=INDEXED)
    assert "row 2 holds no postcodes" in findings(index_of(tmp_path, table))[0]


@pytest.mark.parametrize(
    ("row", "words"),
    [
        (("E0101569", BISCOT, "", "LU1 8 AA"), "column 'neighbourhood': 'E0101569' is no code"),
        ((SMALL, SMALL, "", "LU1 8 AA"), "column 'ward': 'E01015698' is no ward of this pack"),
        ((SMALL, "", "", "LU1 8 AA"), "column 'ward': '' is no ward of this pack"),
        ((SMALL, BISCOT, "rough", "LU1 8 AA"), "is a ward, though the list names none"),
        (("", "", "rough", "LU1 8 AA"), "column 'neighbourhood': '' is none of this pack"),
        ((SMALL, BISCOT, "moved", "LU1 8 AA"), "'moved' is no standing of a postcode"),
        ((SMALL, BISCOT, "", "LU1 8 A"), "'LU1 8 A' is not postcodes by sector and unit"),
        ((SMALL, BISCOT, "", "LU1 1 AB"), "a postcode stands in two rows"),
    ],
)
def test_is_a_row_that_cannot_be_refused(row, words):
    check_postcodes(TABLE, LUTON.areas, "luton")
    wrong = pd.concat([TABLE, pd.DataFrame([row], columns=COLUMNS)])
    with pytest.raises(PackError, match="postcodes") as refused:
        check_postcodes(wrong, LUTON.areas, "luton")
    assert words in str(refused.value)


def test_does_every_postcode_of_luton_open_a_ward_of_luton():
    table = LUTON.postcodes
    live = table[table["standing"] == ""]
    assert sum(len(unpacked(text)) for text in live["postcodes"]) == 3233
    assert set(live["ward"]) == set(LUTON.codes("ward"))
    for postcode in unpacked(";".join(table["postcodes"]))[::97]:
        where = located(table, postcode)
        assert areas_asked(LUTON, postcode).codes == (where.ward,)


def test_does_a_command_take_a_postcode_and_name_the_right_district(root):
    assert found(MADE_UP, "lu1 1ew").codes == (BEECH_HILL,)
    with pytest.raises(AreaError, match="it lies in Central Bedfordshire"):
        found(MADE_UP, "LU7 1AA", Packs(root))


def test_does_a_command_name_the_place_that_is_built(tmp_path):
    other = two_places(tmp_path)
    with pytest.raises(AreaError, match="it lies in Beech Hill ward in Otherton") as refused:
        found(LUTON, "OT1 1EW", Packs(other))
    assert "Say --place otherton." in str(refused.value)
    assert [h.code for h in holders(other, ["luton", SLUG], "OT1 1EW")] == [other_code(BEECH_HILL)]
