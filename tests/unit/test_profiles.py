"""Does a profile say all that is known of an area, once, and nothing that is not?"""

import re
from dataclasses import fields, is_dataclass, replace
from datetime import date

import numpy as np
import pytest

from het_geo.atlas.atlas import Atlas
from het_geo.geography import BEST_FIT_SHARE, Level
from het_geo.profiles.headlines import MOST, SIDES, headlines_of
from het_geo.profiles.layout import made_line
from het_geo.profiles.notes import WORDS
from het_geo.profiles.profile import profile_of
from het_geo.sentences import notes
from tests.conftest import ROOT

TODAY = date(2026, 3, 21)
DALLOW = "E05014741"


@pytest.fixture(scope="module")
def dallow(atlas):
    return profile_of(atlas, [DALLOW], TODAY)


def kinds_of_area(pack):
    small = pack.codes(Level.LSOA)
    return {
        "ward": [DALLOW],
        "neighbourhood": small[3:4],
        "msoa": pack.codes(Level.MSOA)[:1],
        "set in three wards": [small[0], small[30], small[90]],
        "district": [pack.district],
        "all": small,
    }


KINDS = ["ward", "neighbourhood", "msoa", "set in three wards", "district", "all"]


@pytest.fixture(scope="module", params=KINDS)
def profile(request, atlas):
    return profile_of(atlas, kinds_of_area(atlas.pack)[request.param], TODAY)


def texts(part, path=""):
    """Yield every text of a profile with where it stands."""
    if is_dataclass(part):
        for field in fields(part):
            yield from texts(getattr(part, field.name), f"{path}.{field.name}")
    elif isinstance(part, tuple):
        for item in part:
            yield from texts(item, path)
    elif isinstance(part, str):
        yield path, part


def test_does_every_indicator_of_the_catalogue_stand_in_one_place(profile, catalogue):
    shown = [row.id for row in profile.rows]
    unknown = [line.id for line in profile.not_known if line.kind == "indicator"]
    assert sorted([*shown, *unknown]) == sorted(catalogue.indicators)
    blanks = [line.id for line in profile.not_known if line.kind == "blank"]
    assert blanks == list(catalogue.blanks)
    assert all(line.reason for line in profile.not_known)


SENTENCES = re.compile(
    r"\.(sentence|reason|summary|certainty|text|why|ask|percentile_words|spine_note|notes|\w+_rule)$"
)


def test_do_sentences_end_with_a_full_stop_and_hold_no_blank_number(profile):
    seen = set()
    for path, text in texts(profile):
        plain = text.replace("None is better.", "")  # which is a sentence, and no blank number
        assert not re.search(r"\b(nan|None|NaN|inf)\b", plain), (path, text)
        if SENTENCES.search(path) and text:
            seen.add(path)
            assert text.endswith("."), (path, text)
    assert {".summary", ".blocks.rows.sentence", ".not_known.reason", ".best_fit.notes"} <= seen


def test_are_numbers_never_nan(profile):
    def numbers(part):
        if is_dataclass(part):
            for field in fields(part):
                yield from numbers(getattr(part, field.name))
        elif isinstance(part, tuple):
            for item in part:
                yield from numbers(item)
        elif isinstance(part, float):
            yield part

    found = list(numbers(profile))
    assert len(found) > 500
    assert np.isfinite(found).all()


def test_are_indicators_of_larger_areas_named_and_not_spread(dallow):
    reasons = {line.id: line.reason for line in dallow.not_known}
    assert "never spread over" in reasons["household_income"]
    assert "district and larger areas only" in reasons["healthy_life_expectancy_male"]
    assert "must not be added" in reasons["imd_rank"]


def test_are_headlines_chosen_by_their_rule(atlas, luton):
    for ward in luton.codes(Level.WARD):
        profile = profile_of(atlas, [ward], TODAY)
        rows = {row.id: row for row in profile.rows}
        found = profile.headlines
        assert 1 <= len(found) <= 8
        order = [h.verdict for h in found]
        assert order == sorted(order, reverse=True)  # worse, then better
        assert len({(h.indicator, h.verdict) for h in found}) == len(found)
        for line in found:
            row = rows[line.indicator]
            england = row.beside(Level.COUNTRY)
            if line.went:  # no figure stands on that side
                assert row.trend.step == line.verdict
                assert line.sentence == row.trend.change
                assert england.verdict != line.verdict
                continue
            assert line.change == row.trend.change
            assert line.verdict == england.verdict
            assert line.sentence == row.sentence
            assert (england.value > row.upper) or (england.value < row.lower)
            assert "not_age_standardised" not in row.caveats
        for side in ("worse", "better"):
            blocks = [h.block for h in found if h.verdict == side]
            assert len(blocks) <= 4
            assert all(blocks.count(block) <= 2 for block in blocks)
            assert len(blocks) <= 3 or len(set(blocks)) == len(blocks)  # a second makes three
            stands = {row.block for row in profile.rows if stands_on(row, side)}
            assert len({*blocks}) == min(4, len(stands)) or found[-1].went


def stands_on(row, side):
    england = row.beside(Level.COUNTRY)
    known = england is not None and row.spine is not None and row.block != "context"
    return known and england.verdict == side


def test_are_people_counted_only_where_fewer_of_them_is_an_aim(profile, catalogue):
    for gap in profile.gaps:
        indicator = catalogue.indicators[gap.indicator]
        assert indicator.closable
        assert indicator.polarity
        assert gap.people > 0
        assert gap.lenses in gap.sentence


def test_do_caveats_and_sources_stand_once_with_their_indicators(profile, catalogue):
    for said, own in ((profile.caveats, "caveats"), (profile.sources, "sources")):
        ids = [note.id for note in said]
        assert len(ids) == len(set(ids))
        found = {(note.id, name) for note in said for name in note.indicators}
        assert found == {(part, row.id) for row in profile.rows for part in getattr(row, own)}
    assert all(note.text == catalogue.caveats[note.id].text for note in profile.caveats)
    assert all(s.publisher and s.licence and s.attribution for s in profile.sources)
    assert any("boundaries" in s.id for s in profile.sources)


def test_are_neighbourhoods_that_cross_the_wards_edge_listed(luton, atlas):
    areas = luton.areas
    for ward in luton.codes(Level.WARD):
        profile = profile_of(atlas, [ward], TODAY)
        inside = areas[areas["ward"] == ward]
        across = inside.index[inside["ward_share"] < BEST_FIT_SHARE]
        assert [fit.area.code for fit in profile.best_fit.across] == list(across)
        assert profile.best_fit.notes == (notes.best_fit_note(areas, ward, BEST_FIT_SHARE),)


def test_does_a_neighbourhood_name_its_ward(atlas):
    one = profile_of(atlas, ["E01015729"], TODAY)  # Luton 019C: 85 % of its area lies in Dallow
    assert one.best_fit.notes == (
        "Luton 019C (Dallow Road) is counted in Dallow ward (best fit); "
        "85% of its area lies in the ward.",
    )
    assert [ward.code for ward in one.subject.wards] == [DALLOW]
    assert one.inside == ()


def test_are_the_ends_of_the_spread_inside_the_wards_neighbourhoods(luton, dallow):
    inside = dallow.inside[0]
    codes = [area.code for area in dallow.subject.neighbourhoods]
    assert (inside.level, inside.count, len(inside.rows)) == (Level.LSOA, 4, 4)
    values = luton.rows("overcrowding", "2021").loc[codes, "value"]
    spread = next(s for s in inside.spreads if s.indicator == "overcrowding")
    assert (spread.highest.value, spread.lowest.value) == (values.max(), values.min())
    assert spread.highest.areas[0].code == values.idxmax()
    assert len(inside.columns) == len(inside.rows[0].cells) == 7


def test_are_words_explained_as_the_glossary_does(profile):
    text = (ROOT / "docs" / "glossary.md").read_text(encoding="utf-8")
    table = dict(re.findall(r"^\| (.+?) \| (.+?) \|$", text, re.MULTILINE))
    assert {word: table.get(word) for word in WORDS} == WORDS
    used = {line.word: line.meaning for line in profile.glossary}
    assert {"neighbourhood", "spine", "better, similar, worse"} <= used.keys()


def test_are_ages_and_both_divisions_into_groups_beside_district_and_england(dallow):
    who = dallow.who_lives_here
    assert [(group.id, len(group.rows)) for group in who.groups] == [
        ("people", 3), ("ethnic_5", 5), ("ethnic_19", 19),
    ]  # fmt: skip
    assert [(fact.label, fact.value) for fact in who.facts] == [("Households", 2725.0)]
    five = who.groups[1].rows
    assert sum(row.value for row in five) == pytest.approx(100, abs=1e-6)
    assert all(row.beside(level).value for row in five for level in (Level.DISTRICT, Level.COUNTRY))


def test_does_the_files_name_say_area_district_date_and_pack(luton, dallow, atlas):
    version = luton.manifest.version
    assert dallow.file_stem == f"dallow-ward-luton-2026-03-21-{version}"
    assert profile_of(atlas, [luton.district], TODAY).file_stem == f"luton-2026-03-21-{version}"
    assert "made on 21 March 2026" in made_line(dallow)


@pytest.mark.in_turn
def test_is_a_profile_the_same_when_made_again(luton, dallow):
    assert replace(profile_of(Atlas(luton), [DALLOW], TODAY)) == dallow


@pytest.mark.parametrize("spread", [True, False])
def test_is_what_is_counted_worse_or_better_also_named(profile, spread):
    """Also where no spread of areas can say how far a figure is: one area alone (made up of these).

    Where 3 are counted worse, up to 4 of them are named; of a side that counts none, none is.
    """
    rows = profile.rows if spread else [replace(row, spine=None) for row in profile.rows]
    found = [one for one in headlines_of(rows) if not one.went]
    for side in SIDES:
        there = [r.beside(Level.COUNTRY) for r in rows]
        counted = sum(one is not None and one.verdict == side for one in there)
        named = sum(one.verdict == str(side) for one in found)
        assert (named > 0) == (counted > 0)
        assert named <= min(counted, MOST)
