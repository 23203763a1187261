"""Does a search find what contains the words, the best first, and nothing else?"""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from het_geo.atlas.find import LEVELS, Match, close, find, fold
from het_geo.geography import area_label
from tests.unit.documents import pack

LUTON = pack()
CODES = [code for level in LEVELS for code in LUTON.codes(level)]
LABELS = {code: area_label(LUTON.areas, code) for code in CODES}


def found(text):
    return [(LABELS[hit.code], hit.match.name.lower()) for hit in find(LUTON, text)]


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("dall", [("Dallow ward", "prefix"), ("Dallow Road (Luton 019)", "prefix"),
                  ("Luton 019A (Dallow Road)", "word")]),
        ("BARNFIELD", [("Barnfield ward", "exact"), ("Barnfield (Luton 007)", "exact"),
                       ("Luton 007A (Barnfield)", "word")]),
        ("luton", [("Luton", "exact"), ("Luton 007A (Barnfield)", "prefix")]),
        ("019b", [("Luton 019B (Dallow Road)", "word")]),
        ("E05014741", [("Dallow ward", "exact")]),
        ("stopsley south and round green", [("Stopsley South & Round Green (Luton 012)", "exact")]),
        ("St. Ann’s", [("St Anns Hill (Luton 016)", "prefix")]),
        ("igmor", [("Wigmore ward", "contains"), ("Luton 014A (Wigmore & Airport)", "contains")]),
        ("LU1 1", []),
        ("dalow", []),
        ("  ", []),
        ("<script>", []),
    ],
)  # fmt: skip
def test_is_the_exact_before_the_prefix_before_the_word_before_the_rest(text, first):
    hits = find(LUTON, text)
    assert found(text)[: max(len(first), 0 if first else 1)] == first
    assert [hit.match for hit in hits] == sorted(hit.match for hit in hits)


def test_do_four_neighbourhoods_contain_dall():
    small = [code for code in LUTON.codes("lsoa") if "dall" in LABELS[code].casefold()]
    assert [hit.code for hit in find(LUTON, "dall") if hit.code.startswith("E01")] == small
    assert len(small) == 4


marks = st.sampled_from(["", " ", "  ", "-", ".", ", "])


@settings(deadline=None)
@given(st.sampled_from(CODES), st.booleans(), st.booleans(), marks, marks)
def test_is_every_area_found_by_its_code_and_its_label_however_written(
    code, by_code, capitals, before, after
):
    text = code if by_code else LABELS[code]
    hits = find(LUTON, f"{before}{text.upper() if capitals else text.lower()}{after}")
    assert code in {hit.code for hit in hits if hit.match == Match.EXACT}


@settings(deadline=None)
@given(st.text(max_size=12) | st.sampled_from([label[2:9] for label in LABELS.values()]))
def test_does_all_that_is_found_contain_the_words(text):
    asked = fold(text)
    for hit in find(LUTON, text):
        row = LUTON.areas.loc[hit.code]
        ward = f"{LUTON.areas.loc[row['ward'], 'name']} ward" if row["ward"] else ""
        names = (hit.code, row["name"], LABELS[hit.code], row["msoa_name"], ward)
        assert any(asked in fold(name) for name in names)


@given(st.text(max_size=20))
def test_is_a_text_that_was_folded_folded_already(text):
    assert fold(fold(text)) == fold(text)


def test_are_accents_marks_and_ands_the_same_to_a_search():
    areas = LUTON.areas.copy()
    areas.loc["E05014741", "name"] = "Château-d’Œuf & St. John’s"  # made up
    made_up = replace(LUTON, areas=areas)
    for text in ("chateau d'œuf and st johns", "CHÂTEAU DŒUF & ST JOHN`S", "st johns ward"):
        assert find(made_up, text)[0].code == "E05014741"


@pytest.mark.parametrize(
    ("text", "likest"),
    [("Dalow", "E05014741"), ("wigmoor", "E05014754"), ("stopsly", "E05014751")],
)  # fmt: skip
def test_is_a_slip_answered_with_what_is_like_it(text, likest):
    assert close(LUTON, text)[0] == likest


def test_is_nothing_like_what_is_like_nothing():
    assert close(LUTON, "E99999999") == close(LUTON, "xyzzy") == close(LUTON, "") == []
