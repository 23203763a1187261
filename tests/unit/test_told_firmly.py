"""Is no more told than is known: of few, of all, of chance, of odd years, of ordinary jobs?"""

import re
from dataclasses import replace
from datetime import date
from functools import cache
from itertools import combinations

import pytest

from het_geo.apart import FIRM, counts_few, is_everybody
from het_geo.atlas.changed import changed_of
from het_geo.atlas.comparison import compare_area
from het_geo.atlas.gaps.principle import gaps_of
from het_geo.atlas.gaps.setting import Setting
from het_geo.atlas.over_time import level_of, periods_until, series
from het_geo.atlas.tiles import tiles_of
from het_geo.briefing.screens.setting import _unmeasured
from het_geo.catalogue.periods import Period, Span
from het_geo.compare import Standing, Verdict
from het_geo.figures import Status
from het_geo.geography import Level
from het_geo.profiles.profile import profile_of
from het_geo.sentences.ages import how_old
from het_geo.sentences.beside import both_lenses, sides_said
from het_geo.sentences.changed import ran
from het_geo.sentences.headlines import area_headline, headline
from het_geo.sentences.minute import standing
from het_geo.sentences.tiles import tile_words
from het_geo.trends.change import Reading, Sureness, line_of
from het_geo.words import listed
from tests.sampled import some
from tests.unit.documents import TODAY

RATIO = re.compile(r"\b[\d.]+ times\b|, or \d+% |half as \w+|about (a|half|two|three|four|nine) ")
LEVELS = (Level.WARD, Level.LSOA)


@cache
def told_changes(atlas, level):
    """Return view, area and change of every indicator of a level, for some of its areas."""
    pack, found = atlas.pack, []
    drawn = some(pack.codes(level)[:: 9 if level == Level.WARD else 4], 5, f"changes of {level}")
    for name, view in atlas.newest_views(level).items():
        for code in [*drawn, pack.district]:
            change = changed_of(pack, view.indicator, view.period, code)
            if change is not None:
                found.append((atlas.newest(name, level), code, change))
    return found


def test_does_a_comma_part_names_that_have_an_and_of_their_own(catalogue):
    blocks = [block.label.lower() for block in catalogue.blocks.values()]
    for many in (2, 3, 4):
        for names in combinations(blocks, many):
            said = listed(names)
            own = any(" and " in name for name in names)
            parts = re.split(r", and |, ", said) if own else re.split(r", | and ", said)
            assert parts == list(names)


def test_does_a_comma_part_the_blocks_of_every_ward(atlas, luton):
    for code in luton.codes(Level.WARD):
        said = standing(tiles_of(atlas, code), "here")
        assert not re.search(r"\band [a-z ]+ and\b(?<!, and)", said.replace(", and ", "; ")), said


@pytest.mark.parametrize("counts", [
    (1, 0, 0), (0, 1, 0), (0, 0, 1), (1, 1, 0), (2, 1, 0), (0, 1, 2), (15, 0, 0), (1, 1, 1),
])  # fmt: skip
def test_are_counts_of_one_said_as_one(counts):
    said = sides_said(Standing(*counts))
    assert not re.search(
        r"\b1 (are|figures)|\b([2-9]|\d\d) is|of 1 |none are|one figure.*none|none.*none", said
    )
    alone = sum(map(bool, counts)) == 1
    assert said[0].isdigit() != alone  # "7 figures: 7 …" is said as all of them
    for count, word in zip(counts, ("worse", "similar", "better"), strict=True):
        if alone:
            assert said.endswith(f"{'is' if sum(counts) == 1 else 'are'} {word}") == bool(count)
        else:
            assert f"{count or 'none'} {'are' if count > 1 else 'is'} {word}" in said


@pytest.mark.parametrize(("many", "such"), [(1, False), (2, False), (3, True), (5, True)])
def test_is_such_as_said_only_where_there_are_more(many, such):
    labels = ["Dentists", "Damp homes", "Waits for care", "Youth clubs", "Nursery places"][:many]
    said = _unmeasured(labels, Level.WARD)
    assert ("such as" in said) == such
    assert sum(label.lower() in said for label in labels) == 2 if many > 1 else "dentists" in said
    assert said.startswith("1 thing that matters is" if many == 1 else f"{many} things that")


@pytest.mark.parametrize("rest", range(12))
def test_is_an_age_of_years_just_over_or_nearly_as_it_is(rest):
    month = (2 + rest) % 12 + 1
    today = date(2026 + (2 + rest) // 12, month, 21)
    day = Period("day", "instant", date(2021, 3, 21), date(2021, 3, 21), "21 March 2021")
    way = "5" if rest == 0 else "over 5" if rest < 10 else "nearly 6"
    assert how_old(day, today) == f"{way} years old"


@pytest.mark.in_turn
def test_is_no_line_told_to_turn_at_a_time_that_a_break_disowns(atlas):
    disowned = 0
    for level in (*LEVELS, Level.DISTRICT):
        for view, code, change in told_changes(atlas, level):
            own = view.indicator
            spans = [span for b in own.breaks for span in b.kind.out_of_line]
            at = level_of(atlas.pack, code)
            table = series(atlas.pack, own, periods_until(own, view.period, at), code).dropna(
                subset=["value"]
            )
            line = line_of([Reading(*row) for row in table[["value", "lower", "upper"]].values])
            turned = [own.period(str(table.index[i])) for i in line.turns]
            odd = [p for p in turned if any(s.start <= p.end and p.start <= s.end for s in spans)]
            disowned += len(odd)
            assert [period for period, _ in change.turns] == [p for p in turned if p not in odd]
            said = ran(view, change)
            assert not any(f"to {p.label}" in said or f"in {p.label}, then" in said for p in odd)
    assert disowned  # else nothing here is tried


@pytest.mark.parametrize(("start", "end", "touches"), [
    (date(2020, 1, 1), date(2020, 12, 31), True), (date(2021, 1, 1), date(2021, 1, 1), True),
    (date(2019, 1, 1), date(2019, 12, 31), False), (date(2021, 1, 2), date(2021, 5, 1), False),
])  # fmt: skip
def test_does_a_span_touch_a_period_that_has_a_day_of_it(start, end, touches):
    span = Span(date(2020, 6, 1), date(2021, 1, 1))
    assert span.touches(Period("p", "year", start, end, "p")) == touches


def test_is_what_may_be_chance_not_said_to_have_risen_or_fallen(atlas):
    tried = 0
    for level in LEVELS:
        for view, _, change in told_changes(atlas, level):
            if change.whole.sure == Sureness.CHANCE and not change.turns:
                own = ran(view, change).partition(", while ")[0]
                assert not re.search(r"\b(rose|fell)\b", own), own
                tried += "may be chance" in own
    assert tried > 20


def test_is_no_ratio_told_of_a_figure_that_counts_few(atlas):
    few = firm = 0
    for level in LEVELS:
        for name in atlas.newest_views(level):
            view = atlas.newest(name, level)
            known = view.table.index[view.table["value"].notna()][::5]
            for code in some(known, 4, f"few of {name}"):
                count = float(view.table.at[code, "numerator"])
                counted = counts_few(view.indicator, view.value(code), count)
                for found in compare_area(view, code):
                    assert found.few == counted
                    said = both_lenses(view, found)
                    few += counted
                    firm += bool(RATIO.search(said))
                    assert not (counted and RATIO.search(said)), (name, code, said)
    assert few > 50
    assert firm > 50


@pytest.mark.parametrize(("kind", "count", "hides", "few"), [
    ("rate", FIRM - 1, False, True), ("rate", FIRM, False, False), ("mean", 3, False, False),
    ("proportion", float("nan"), True, True), ("proportion", float("nan"), False, False),
])  # fmt: skip
def test_is_a_count_below_twenty_or_hidden_few(kind, count, hides, few, catalogue):
    made = replace(catalogue.indicators["overcrowding"], kind=kind, hides_small_counts=hides)
    assert counts_few(made, 3.0, count) == few


def test_is_a_change_of_few_told_without_a_ratio(atlas):
    tried = 0
    for view, _, change in told_changes(atlas, Level.LSOA):
        if change.few:
            tried += 1
            assert not RATIO.search(ran(view, change).partition(", while ")[0])
    assert tried > 20


def test_is_a_share_of_all_said_in_words_and_of_no_gap(atlas, luton):
    """What was cut off at 100 in every 100 is of all, and no distance is told from there."""
    tried = 0
    for name in atlas.newest_views(Level.LSOA):
        view = atlas.newest(name, Level.LSOA)
        for code, value in view.table["value"].dropna().items():
            if is_everybody(view.indicator, view.unit, value):
                tried += 1
                assert "all or nearly all" in area_headline(view, code)
                assert not re.search(r"\b100(\.0)?(%| in every)", area_headline(view, code))
                assert "all or nearly all in" in headline(view)
                assert "a gap of" not in headline(view)
    assert tried


def test_does_a_figure_that_was_cut_off_at_all_lead_nothing(atlas, luton):
    capped = {}
    for name, view in atlas.newest_views(Level.LSOA).items():
        for code in view.table.index[view.table["status"] == str(Status.CAPPED)]:
            capped.setdefault(code, set()).add(name)
    assert capped
    for code, names in capped.items():
        lines = profile_of(atlas, [code], TODAY).headlines
        worse = [line.indicator for line in lines if line.verdict == Verdict.WORSE]
        firm = [name for name in worse if name not in names]
        assert worse[: len(firm)] == firm
    every = set().union(*capped.values())
    for principle in luton.catalogue.principles:
        found = gaps_of(Setting(luton), principle, Level.LSOA, "uneven")
        held = found.index[found["level"] == str(Level.LSOA)]
        assert not len(held) or held[0] not in every or set(held) <= every


def test_points_the_arrow_of_every_tile_where_its_words_say(atlas, luton):
    seen = set()
    for level in (Level.WARD, Level.LSOA, Level.MSOA, Level.DISTRICT):
        for code in luton.codes(level)[::3]:
            for tile in tiles_of(atlas, code):
                said, own = tile_words(tile, TODAY).standing, tile.figure
                if said[:1] in "▲▼△▽" and own is not None:
                    line = tile.view.indicator.references
                    there = line[0].value if "guideline" in said else tile.view.chosen.value
                    up = own.value > there
                    assert said[0] in ("▲△" if up else "▼▽"), said
                    unit = tile.view.unit
                    ways = (unit.more, "above") if up else (unit.less, "below")
                    assert said[2:].lower().removeprefix("just ").startswith(ways), said
                if tile.verdict in (Verdict.WORSE, Verdict.BETTER):
                    seen.add((said[0], str(tile.verdict)))
                    assert said.endswith(f": {tile.verdict}"), said
    assert {verdict for _, verdict in seen} == {"worse", "better"}


def test_points_the_arrow_down_where_less_is_worse(atlas):
    view = atlas.newest("level4_qualifications", Level.WARD)
    homes = tiles_of(atlas, view.table.index[0])[0]
    low, high = ("▼ Lower than England", "worse"), ("▲ Higher than England", "better")
    for code, value in view.table["value"].items():
        found = view.figures[code]
        tile = replace(homes, view=view, figure=found, code=code, areas=view)
        said = tile_words(tile, TODAY).standing
        if tile.verdict != Verdict.SIMILAR:
            start, end = low if value < view.chosen.value else high
            assert said.startswith(start)
            assert said.endswith(f": {end}")


def test_are_ordinary_jobs_called_higher_or_lower_with_the_reason(atlas, catalogue):
    found = [i for i in catalogue.indicators.values() if "ordinary_jobs" in i.caveats]
    assert {i.id for i in found} == {"routine_jobs", "elementary_occupations"}
    reason = "It is not called better or worse: these are ordinary jobs that every place needs."
    for indicator in found:
        assert not indicator.judged
        view = atlas.newest(indicator.id, Level.WARD)
        for code in view.table.index:
            said = area_headline(view, code)
            assert reason in said
            assert not re.search(r"\b(better|worse)\b", said.replace(reason, ""))


def test_is_said_on_a_tile_that_visitors_are_not_counted(atlas, luton):
    for code in luton.codes(Level.WARD):
        crime = tiles_of(atlas, code)[4]
        assert "visitors and workers not counted" in tile_words(crime, TODAY).about
