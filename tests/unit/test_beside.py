"""Are areas side by side told as they are: how far apart, how surely, and in which direction?"""

import csv
import io
import re
from dataclasses import replace
from datetime import date
from itertools import combinations, pairwise
from math import hypot, isnan, nan
from types import SimpleNamespace

import pandas as pd
import pytest

from het_geo.beside import layout
from het_geo.beside.chosen import MOST, as_deprived, chosen_of, touching
from het_geo.beside.drawn import block_picture
from het_geo.beside.layout import NOTHING, side_by_side
from het_geo.beside.lines import ORDER, counted, lines_of, pairs_of
from het_geo.beside.said import (
    chance_said,
    difference_said,
    names_of,
    outstanding,
    shared_said,
    tally,
    unknown_said,
    way_of,
)
from het_geo.beside.tables import change_table, figures_table
from het_geo.blank import Blank
from het_geo.catalogue.vocabulary import CONTEXT
from het_geo.document import Drawing
from het_geo.document.table import Table
from het_geo.figures import Status
from het_geo.geography import Level
from het_geo.pictures.dots import MARKS
from het_geo.pictures.svg import PAPER, TELEPHONE
from het_geo.pictures.themed import ON_PAGE
from het_geo.profiles.profile import profile_of
from het_geo.render.beside import BESIDE_FORMATS, beside_rows
from het_geo.trends.change import Sureness

DALLOW, BARNFIELD, BISCOT, STOPSLEY = "E05014741", "E05014735", "E05014737", "E05014751"
DAY = date(2026, 3, 21)
NAMES = ["Dallow ward", "Barnfield ward"]


def line(lines, name):
    return next(one for one in lines if one.id == name)


@pytest.fixture(scope="module")
def two(atlas):
    return lines_of(atlas, (DALLOW, BARNFIELD))


@pytest.fixture(scope="module")
def shown(atlas):
    return side_by_side(atlas, (DALLOW, BARNFIELD, BISCOT), DAY)


def test_is_a_difference_that_of_two_independent_figures(two):
    found = line(two, "overcrowding")
    a, b = found.figures  # Dallow's, then Barnfield's
    (pair,) = found.pairs
    d = a.value - b.value
    assert pair.found.difference.value == pytest.approx(d)
    low = d - hypot(a.value - a.lower, b.upper - b.value)  # MOVER
    high = d + hypot(a.upper - a.value, b.value - b.lower)
    assert pair.found.difference[1:] == pytest.approx((low, high))
    assert pair.found.sure == Sureness.SURE
    assert pair.gap == pytest.approx(abs(d) / found.view.table["value"].std(ddof=0))


def test_is_who_is_told_against_whom_as_said():
    assert pairs_of(2) == [(0, 1)]
    assert pairs_of(3) == [(1, 0), (2, 0)]


def test_do_two_areas_in_any_order_say_the_same_of_one_another(atlas):
    opposite = {"worse": "better", "better": "worse", "higher": "lower", "lower": "higher"}
    there = {one.id: one for one in lines_of(atlas, (DALLOW, BISCOT))}
    back = {one.id: one for one in lines_of(atlas, (BISCOT, DALLOW))}
    assert set(there) == set(back)
    for name, one in there.items():
        other = back[name]
        assert one.sure == other.sure
        if one.sure == Sureness.SURE:
            assert way_of(one, one.pairs[0]) == opposite[way_of(other, other.pairs[0])]


@pytest.mark.in_turn
def test_does_every_pair_of_wards_add_up_and_read_as_a_sentence(atlas):
    for codes in combinations(atlas.pack.codes(Level.WARD), 2):
        lines, names = lines_of(atlas, codes), names_of(atlas, codes)
        said = tally(names, lines, 0)
        bare = said.replace(names[0], "").replace(names[1], "")
        told, _, plain = re.sub(r"(In \d+) others?,", r"\1,", bare).partition(". In ")
        judged, sure, *ways = map(int, re.findall(r"\d+", told))
        others = [int(number) for number in re.findall(r"\d+", plain)]
        ways += others[1:] if len(others) > 1 else others
        assert not others[1:] or others[0] == sum(others[1:])
        held = [one.pairs[0] for one in counted(lines) if one.pairs[0].limited]
        assert judged == len(held)
        assert sure == sum(ways) == sum(pair.found.sure == Sureness.SURE for pair in held)
        for text in (said, *outstanding(atlas, names, lines), unknown_said(lines)):
            assert text.endswith("."), text
            assert not re.search(r"nan|None|not available|\.\.|  ", text), text


def test_does_what_is_surest_and_farthest_stand_first_in_each_block(two):
    ranks = [*ORDER, None]
    for block in {one.block for one in two}:
        own = [one for one in two if one.block == block]
        places = [(ranks.index(one.sure), -one.gap) for one in own]
        assert places == sorted(places)
    blocks = [one.block for one in two]
    assert len(set(blocks)) == 1 + sum(a != b for a, b in pairwise(blocks))


def test_is_who_lives_there_counted_nowhere(atlas, two):
    assert any(one.block == CONTEXT for one in two)
    assert all(one.block != CONTEXT for one in counted(two))
    judged = [one for one in counted(two) if one.pairs[0].limited]
    assert chance_said(two).endswith(f"here about {round(len(judged) / 20)} of {len(judged)}.")
    assert chance_said([]) == ""


def test_is_of_what_has_no_margin_said_that_it_is_not_known(two):
    for one in two:
        limited = not any(isnan(f.lower) for f in one.figures)
        (pair,) = one.pairs
        assert limited or pair.why or pair.found.sure == Sureness.UNKNOWN, one.id
    assert "because a score has no margin of error" in unknown_said(two)


@pytest.mark.parametrize("levels", [("ward", "ward"), ("lsoa", "lsoa"), ("ward", "lsoa")])
def test_is_every_figure_that_is_counted_told_of_once(atlas, levels):
    """Those held against a margin, those without one, and those of which no difference is told."""
    first, last = levels
    codes = atlas.pack.codes(Level(first))[::6], atlas.pack.codes(Level(last))[-1:]
    for pair in [(one, other) for one in codes[0][:4] for other in codes[1]]:
        lines = lines_of(atlas, pair)
        said = f"{tally(['A', 'B'], lines, 0)} {unknown_said(lines)}"
        some = re.findall(r"(?:of|For|: )\s?(\d+) (?:more )?figures?", said)
        assert sum(map(int, some)) == len(counted(lines)), (pair, said)


def test_has_only_what_can_have_one_a_ratio(two):
    score = line(two, "education_deprivation")
    told = difference_said(NAMES, score, score.pairs[0])
    far = score.figures[0].value - score.figures[1].value
    assert told == f"it is more deprived of learning than Barnfield ward, by {far:.1f} points"
    for one in two:
        told = difference_said(NAMES, one, one.pairs[0])
        if one.indicator.kind == "score" or one.pairs[0].few:
            assert "times" not in told and "% as" not in told, told  # noqa: PT018


def test_is_a_distance_nearer_or_farther_and_what_follows_age_no_better(two):
    park, old = line(two, "park_distance"), line(two, "disability")
    assert re.search("nearer|farther", difference_said(NAMES, park, park.pairs[0]))
    assert way_of(old, old.pairs[0]) in ("higher", "lower")


def test_is_nothing_told_of_a_figure_that_is_cut_off_or_a_place_in_an_order(atlas):
    pack = atlas.pack
    rows = pack.figures[pack.figures["status"] == Status.CAPPED]
    code = rows[rows["indicator"] == "children_income_deprivation"]["area_code"].iloc[0]
    other = next(c for c in pack.codes(Level.LSOA) if c != code)
    lines = lines_of(atlas, (code, other))
    cut = line(lines, "children_income_deprivation")
    assert cut.figures[0].value == 100
    assert (cut.sure, isinstance(cut.pairs[0].why, Blank)) == (None, True)
    place = line(lines, "imd_decile")
    assert (place.sure, place.pairs[0].why.why) == (
        None, "nothing is gained by comparing a decile",
    )  # fmt: skip


def test_are_areas_that_share_ground_never_said_to_differ_by_chance(atlas):
    inside = atlas.know.inside(DALLOW)[0]
    lines = lines_of(atlas, (inside, DALLOW))
    assert {one.sure for one in lines} == {Sureness.SURE, Sureness.UNKNOWN, None}
    limited = [one for one in counted(lines) if one.pairs[0].limited]
    sure = [one for one in limited if one.sure == Sureness.SURE]
    said = tally(["A", "B"], lines, 0)
    assert f"of {len(limited)} figures with a margin of error, {len(sure)} differ" in said
    assert len(sure) < len(limited)
    names = names_of(atlas, (inside, DALLOW))
    assert shared_said(names, lines).startswith(f"{names[0]} and {names[1]} share ground")
    assert shared_said(names, lines_of(atlas, (DALLOW, BISCOT))) == ""


def test_is_of_areas_that_no_margin_tells_apart_said_why(two):
    names = ["A ward", "B ward"]

    def unsure(lower, shared):
        found = []
        for one in two:
            (pair,) = one.pairs
            gap = pair.found.difference._replace(lower=lower, upper=lower)
            told = replace(pair.found, difference=gap, sure=Sureness.UNKNOWN)
            found.append(replace(one, pairs=(replace(pair, shared=shared, found=told),)))
        return found

    alike, bare = unsure(0.0, shared=True), unsure(nan, shared=False)
    assert tally(names, alike, 0).startswith("A ward and B ward share ground: of no")
    assert "has a margin of error to tell them apart by" in tally(names, bare, 0)
    assert re.match(r"For \d+ figures we cannot say", unknown_said(bare))
    assert unknown_said(alike).startswith("For 1 more figure no difference is told, because")
    assert chance_said(bare) == ""


def test_are_at_most_four_areas_each_once_and_none_of_them_the_district(luton):
    wards = luton.codes(Level.WARD)[: MOST + 1]
    found = chosen_of(luton, wards[:1], wards[1:])
    assert found.codes == tuple(wards[:MOST])
    assert "is left out" in found.notices[0].text
    twice = chosen_of(luton, [DALLOW], [DALLOW, BISCOT])
    assert twice.codes == (DALLOW, BISCOT)
    assert twice.notices[0].text == "Dallow ward stands here already: an area is shown once."
    whole = chosen_of(luton, [luton.district], [BISCOT])
    assert whole.codes == (BISCOT,)
    assert whole.notices[0].text.startswith("Luton as a whole stands beside every figure")


def test_is_company_offered_by_its_rule(atlas):
    near, alike = touching(atlas, DALLOW), as_deprived(atlas, DALLOW)
    assert DALLOW not in (*near.codes, *alike.codes)
    assert all(DALLOW in touching(atlas, code).codes for code in near.codes)
    score = atlas.deprivation(Level.WARD)
    ranks = score.rank(ascending=False)[[DALLOW, *alike.codes]]
    assert sorted(ranks) == [3, 4]  # 20 wards in 10 tenths: the second holds the 3rd and the 4th


def test_is_nobody_offered_as_deprived_where_there_are_no_ten_areas():
    know = SimpleNamespace(levels={"a": "ward"}, labels={"a": "A ward"})
    few = SimpleNamespace(know=know, deprivation=lambda level: pd.Series({"a": 20.0, "b": 30.0}))
    assert as_deprived(few, "a").none == (
        "Who is as deprived is not told: there are fewer areas (2) than groups (10)."
    )


def test_has_an_msoa_here_the_figures_and_the_change_of_its_profile(atlas):
    codes = tuple(atlas.pack.codes(Level.MSOA)[:2])
    lines = lines_of(atlas, codes)
    rows = {row.id: row for row in profile_of(atlas, codes[:1], DAY).rows}
    same = [one for one in lines if rows[one.id].period == one.view.period.label]
    assert len(same) > 80  # most of them of neighbourhoods together
    assert {one.view.level for one in same} == {Level.MSOA, Level.LSOA}
    for one in same:
        assert float(one.figures[0].value) == pytest.approx(float(rows[one.id].value)), one.id
        told = rows[one.id].trend.change
        assert bool(told) == (one.changes[0] is not None), one.id
    rows = beside_rows(atlas, side_by_side(atlas, codes, DAY))
    summed = next(row for row in rows if row["indicator"] == "no_qualifications")
    assert summed["area_code"] == codes[0]


def test_can_an_msoa_stand_beside_a_ward(atlas):
    lines = lines_of(atlas, (atlas.pack.codes(Level.MSOA)[0], DALLOW))
    assert line(lines, "overcrowding").view.level == Level.LSOA
    assert all("ward" in one.indicator.levels for one in lines)


def test_is_said_of_areas_without_a_figure_in_common_that_there_is_none(atlas, monkeypatch):
    monkeypatch.setattr(layout, "lines_of", lambda atlas, codes: ())
    made = side_by_side(atlas, (DALLOW, BISCOT), DAY).document
    (section,) = made.sections
    assert [part.text for part in section.parts] == [NOTHING]
    bare = replace(atlas.know, overlapped_by={DALLOW: "E01015693", BISCOT: ""})
    monkeypatch.setattr(type(atlas), "know", bare)
    found = side_by_side(atlas, (DALLOW, BISCOT), DAY)
    assert "Dallow ward: no neighbourhood has most of its people here" in str(found.document)
    assert BESIDE_FORMATS["csv"].make(atlas, found).count(b"\n") == 1


def test_does_the_table_hold_what_the_pictures_hold(shown):
    tables = [p for s in shown.document.sections for p in s.parts if isinstance(p, Table)]
    rows = {row[0]: row for table in tables for row in table.rows if len(row) == 9}
    drawn = [p for s in shown.document.sections for p in s.parts if isinstance(p, Drawing)]
    said = " ".join(drawing.wide.says for drawing in drawn)
    for one in shown.lines:
        written = [(view.note(f) and "") or f for view, f in zip(one.views, one.figures)]
        assert len(written) == 3
        assert rows[one.indicator.label]
        assert (one.indicator.label in said) == (one.sure is not None)


def test_is_every_figure_of_a_picture_in_its_words_as_in_the_table(atlas, two):
    own = [one for one in two if one.block == "homes"]
    names = names_of(atlas, (DALLOW, BARNFIELD))
    table = figures_table("Homes", atlas.pack.catalogue, names, own)
    for form in (PAPER, TELEPHONE):
        said = block_picture(names, own, "Homes", form).says
        for row in table.rows:
            for cell in row[1:3]:
                assert cell.split(" (")[0] in said


def test_has_each_area_a_shape_and_a_colour_of_its_own_by_day_and_by_night():
    assert len(MARKS) == len({s for s, _ in MARKS}) == len({c for _, c in MARKS}) == MOST
    assert len({ON_PAGE[colour] for _, colour in MARKS}) == MOST


def test_is_how_each_has_changed_told_where_it_may_be(atlas, two):
    names = names_of(atlas, (DALLOW, BARNFIELD))
    table = change_table("Before", atlas.pack.catalogue, names, two)
    row = next(row for row in table.rows if row[0] == "Too few bedrooms")
    assert re.match(r"21\.1%, from \d+\.\d% on 27 March 2011; ", row[1])
    assert change_table("Before", atlas.pack.catalogue, names, []) is None


def test_has_the_file_of_data_a_row_for_each_figure_of_each_area(atlas, shown):
    text = BESIDE_FORMATS["csv"].make(atlas, shown).decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text)))
    assert len(rows) == 3 * len(shown.lines) == len(beside_rows(atlas, shown))
    first, second = rows[:2]
    assert (first["against"], second["against"]) == ("", DALLOW)
    assert {row["district"] for row in rows} == {"Luton"}
    gap = float(second["value"]) - float(first["value"])
    assert float(second["difference"]) == pytest.approx(gap, rel=1e-6)
    assert all(row["why_blank"] for row in rows if "" in row.values())


@pytest.mark.parametrize(("kind", "begins"), [("pdf", b"%PDF"), ("docx", b"PK"), ("svg", b"<svg")])
def test_can_it_be_taken_along(atlas, shown, kind, begins):
    made = BESIDE_FORMATS[kind].make(atlas, shown)
    assert made.startswith(begins)
    assert made == BESIDE_FORMATS[kind].make(atlas, shown)
