"""Does nothing that is shown span a break, over all that a pack holds?

docs/methods.md#comparable-periods
"""

from datetime import date
from itertools import combinations, pairwise
from xml.etree import ElementTree

import pytest

from het_geo.atlas.changed import changed_of
from het_geo.atlas.choice import Choice, levels_of, periods_of
from het_geo.atlas.gaps.fifths import base_level
from het_geo.atlas.gaps.setting import SMALL, Setting
from het_geo.atlas.gaps.view import GapView, gap_view, trend_view
from het_geo.atlas.over_time import (
    break_before,
    breaks_in,
    level_of,
    over_time,
    periods_like,
    periods_until,
    trend_of,
)
from het_geo.atlas.reading import indicator_view
from het_geo.briefing.cards import answers
from het_geo.briefing.model import Audience
from het_geo.briefing.propose import screen_of
from het_geo.catalogue.periods import NOT_COMPARABLE, WITH_CARE
from het_geo.geography import Level
from het_geo.pictures.time import BROKEN, time_picture
from het_geo.profiles.profile import profile_of
from het_geo.sentences.breaks import notes_on, notes_on_line, why_no_change
from het_geo.sentences.change import bare_trend
from het_geo.sentences.gap_change import gap_change
from het_geo.trends import CHANGED, Direction
from het_geo.trends.change import Sureness
from tests.conftest import view_of
from tests.sampled import WHOLE, some

TODAY = date(2026, 3, 21)
SVG = "{http://www.w3.org/2000/svg}"


def apart(indicator, one, other, level) -> bool:
    """Tell by hand whether a break that is not comparable lies between two periods."""
    first, last = sorted((one, other), key=lambda p: p.start)
    found = False
    for b in indicator.breaks:
        if b.kind.word != NOT_COMPARABLE or (b.levels and str(level) not in b.levels):
            continue
        day = b.at.start
        inside = any(p.start < day <= p.end and p.kind != b.at.kind for p in (first, last))
        found |= first != last and (first.start < day <= last.start or inside)
    return found


def none_apart(indicator, periods, level) -> bool:
    return not any(apart(indicator, a, b, level) for a, b in combinations(periods, 2))


def sampled(pack):
    """Yield indicator, level, period shown and area: ends and both sides of every break.

    The area is one of the level, or "" for the place, in turn; of the types of recorded crime, all
    types together stand for the rest, which share their declaration.
    """
    for indicator in pack.catalogue.indicators.values():
        if indicator.id not in pack.periods_held or indicator.id.startswith("recorded_crime_"):
            continue
        for level in levels_of(pack, indicator.id):
            held, codes = periods_of(pack, indicator.id, level), pack.codes(level)
            for kind in dict.fromkeys(p.kind for p in held):
                alike = [p for p in held if p.kind == kind]
                pairs = enumerate(pairwise(alike), start=1)
                cut = [i for i, pair in pairs if apart(indicator, *pair, level)]
                places = {0, len(alike) - 1, *cut, *(i - 1 for i in cut)}
                for turn, i in enumerate(sorted(places)):
                    area = codes[(7 * i + len(indicator.id)) % len(codes)]
                    yield indicator, level, alike[i], area if turn % 2 else ""


def lines_of(picture):
    """Return the points across of every part of every line, and where marks stand, in points."""
    body = ElementTree.fromstring(f'<svg xmlns="http://www.w3.org/2000/svg">{picture.body}</svg>')
    paths = [p.get("d") for p in body.iter(f"{SVG}path") if "L" in p.get("d", "")]
    parts = [part for d in paths for part in d.split("M")[1:]]
    lines = [[float(point.split()[0]) for point in part.split("L")] for part in parts]
    marks = [e for e in body.iter(f"{SVG}line") if e.get("stroke-dasharray") == "2 4"]
    at = [(float(e.get("x1").rstrip("%")) - 9) * 9 for e in marks]  # from 9 % on, of 900 points
    return lines, at


def lacking(indicator, table):
    """Return the neighbouring points of one segment between which a year or month has no figure."""
    step = {"month": 1, "instant": 0, "range": 0}
    found = []
    for _, rows in table.groupby(["area", "segment"]):
        periods = [indicator.period(name) for name in rows["id"]]
        for one, other in pairwise(periods):
            months = 12 * (other.start.year - one.start.year) + other.start.month - one.start.month
            usual = step.get(one.kind, 12)
            if usual and months > usual:
                found.append((one.id, other.id))
    return found


BROKEN_LINES = {
    "good_level_of_development", "attainment_ks2", "attainment_ks4", "recorded_crime",
    "universal_credit",
}  # fmt: skip


@pytest.mark.in_turn
def test_does_no_line_and_no_trend_of_any_figure_cross_a_break(luton):
    seen, broken, every = 0, set(), list(sampled(luton))
    others = [row for row in every if row[0].id not in BROKEN_LINES]
    drawn = [row for row in every if row[0].id in BROKEN_LINES]
    for indicator, level, period, code in [*drawn, *some(others, 60, "lines and breaks")]:
        view = view_of(luton, indicator.id, level, period=period.id)
        own = level_of(luton, code or luton.district)
        table = over_time(luton, view, code)
        for _, part in table.groupby("segment") if len(table) else ():
            together = [indicator.period(name) for name in dict.fromkeys(part["id"])]
            assert none_apart(indicator, together, own), (indicator.id, together)
        if len(table):
            lines, marks = lines_of(time_picture(view, table))
            assert not [x for line in lines for x in marks if line[0] < x < line[-1]], indicator.id
            shown = [p for p in indicator.periods if p.id in set(table["id"])]
            crossed = [apart(indicator, a, b, own) for a, b in pairwise(shown)]
            assert len(marks) == sum(crossed)
            broken |= {indicator.id} if marks else set()
            told = " ".join(notes_on_line(view, table, own))
            assert ("A line is broken where it has no figure" in told) == bool(
                lacking(indicator, table)
            )
            for _, part in table.groupby("run"):
                assert not lacking(indicator, part), indicator.id
            seen += 1
        found = trend_of(luton, indicator, period, code or luton.district, own)
        alike = {p.named: p for p in periods_like(indicator, period, own)}
        assert none_apart(indicator, [alike[label] for label in found.periods], own)
        text = bare_trend(found, indicator)
        assert none_apart(indicator, [alike[x] for x in alike if f" {x}" in text], own), text
    assert seen > 100 or not WHOLE  # of those drawn, the broken ones below are always seen
    assert broken >= BROKEN_LINES


@pytest.mark.in_turn
def test_does_no_gap_of_any_figure_change_across_a_break(luton):
    setting, seen = Setting(luton), 0
    for indicator, level, period, _ in sampled(luton):
        if level not in SMALL or not indicator.breaks:
            continue
        view = view_of(luton, indicator.id, level, period=period.id)
        base = base_level(setting, view)
        gap = GapView(view, None, None, None, trend_view(setting, view, base))
        text = gap_change(gap)
        alike = {p.label: p for p in periods_like(indicator, period, base)}
        own = text.split(" Figures before ")[0].split(" Compare with care")[0]
        shown = gap.trend.table["sii"].dropna() if gap.trend else []
        if len(shown) > 1:  # nothing shown stands before the break that it begins with
            assert "Figures before and since" not in text
        assert none_apart(indicator, [alike[x] for x in alike if f"({x})" in own], base), text
        if gap.trend is not None:
            held = gap.trend.table.index[gap.trend.table["sii"].notna()]
            assert none_apart(indicator, [indicator.period(name) for name in held], base)
            cut = break_before(indicator, periods_until(indicator, period, base), base)
            assert (cut is not None) == ("not comparable" in text)
            care = breaks_in(indicator, [indicator.period(n) for n in held], base, WITH_CARE)
            assert bool(care) == ("Compare with care." in text)
        seen += 1
    assert seen > 15


def test_does_no_answer_screen_or_profile_tell_of_two_sides_of_a_break(luton, atlas):
    rows = {level: {r.id: r for r in profile_of(atlas, codes, TODAY).rows} for level, codes in (
        (Level.WARD, ["E05014741"]), (Level.DISTRICT, [luton.district]))}  # fmt: skip
    for indicator in luton.catalogue.indicators.values():
        words = {b.kind.word for b in indicator.breaks}
        if indicator.id.startswith("recorded_crime_"):  # all types stand for them
            continue
        for level, area in ((Level.WARD, "E05014741"), (Level.DISTRICT, luton.district)):
            if NOT_COMPARABLE not in words or str(level) not in indicator.levels:
                continue
            view = atlas.newest(indicator.id, level)
            alike = {p.label: p for p in periods_like(indicator, view.period, level)}
            better = next(a for a in answers(atlas, view, area, TODAY) if a.id == "better")
            labels = [name for name, _ in better.receipt.numbers if name in alike]
            assert none_apart(indicator, [alike[name] for name in labels], level)
            codes = (area,) if level == Level.WARD else ()
            screen = screen_of(atlas, Audience(codes), f"trend.{indicator.id}.{level}", TODAY)
            said = [alike[x] for x in alike if f"({x})" in screen.headline]
            assert none_apart(indicator, said, level)
            crossed = [row for row in screen.table.rows if BROKEN in row[1]]
            assert bool(crossed) == (BROKEN in screen.picture.body)
            row = rows[level].get(indicator.id)
            assert row is None or not row.trend.word.startswith("getting")


def test_does_a_figure_of_two_years_across_a_break_say_why_nothing_is_told(luton):
    indicator = luton.catalogue.indicators["households_deprived"]
    setting = Setting(luton)
    why = "Figures before and since 2021 are not comparable. The 2021 census asked about"
    for level in (Level.WARD, Level.LSOA):
        view = view_of(luton, indicator.id, level, period="2021")
        assert over_time(luton, view, "").empty
        told = why_no_change(indicator, indicator.periods, level)
        assert told.startswith("There are figures for ")
        assert f"but they cannot be compared, so no change is told. {why}" in told
        gap = gap_view(setting, indicator_view(luton, Choice(indicator.id, level, "2021")))
        assert gap_change(gap).startswith(
            f"No change of the gap along deprivation is told: {CHANGED}. {why}"
        )
        assert gap.trend.table.index.tolist() == ["2021"]
        earlier = gap_view(setting, indicator_view(luton, Choice(indicator.id, level, "2011")))
        assert earlier.trend is None
    # The census's bedrooms were asked for alike: ONS calls them highly comparable.
    bedrooms = luton.catalogue.indicators["overcrowding"]
    assert why_no_change(bedrooms, bedrooms.periods, Level.WARD) == ""


def test_is_a_change_between_windows_that_share_years_not_called_chance(luton):
    smokers = luton.catalogue.indicators["smokers"]
    assert why_no_change(smokers, smokers.periods, Level.DISTRICT) == ""
    found = changed_of(luton, smokers, smokers.periods[-1], luton.district)
    assert found.overlapping
    assert found.whole.sure == Sureness.UNKNOWN
    found = trend_of(luton, smokers, smokers.periods[-1], luton.district, Level.DISTRICT)
    assert found.direction == Direction.UNJUDGED
    life = luton.catalogue.indicators["healthy_life_expectancy_female"]
    assert "share years" in " ".join(notes_on(life, life.periods, Level.DISTRICT))


@pytest.mark.parametrize(
    ("cuts", "words"),
    [
        ([], 0),
        ([4], 1),  # 0–3 | 4–7
        ([1, 6], 2),  # far apart: two texts in one row
        ([4, 5, 6], 1),  # 4 and 5 stand alone: their marks share the words
    ],
)
def test_are_lines_broken_with_a_mark_and_words_at_each_break(luton, cuts, words):
    view = view_of(luton, "employment_rate", Level.DISTRICT, period="2023")
    table = over_time(luton, view, luton.district)
    table = table[table["id"].isin([str(y) for y in range(2016, 2024)])].reset_index(drop=True)
    steps = table["id"].map({str(2016 + i): sum(i >= c for c in cuts) for i in range(8)})
    picture = time_picture(view, table.assign(segment=steps, run=steps), "Said.")
    lines, marks = lines_of(picture)
    sizes = [list(steps[table["area"] == table["area"].iloc[0]]).count(s) for s in set(steps)]
    drawn = [size for size in sizes if size > 1]
    assert sorted(len(line) for line in lines) == sorted(drawn * 2)  # Luton and England
    assert len(marks) == len(cuts)
    assert picture.body.count(BROKEN) == words
    assert ("broken where figures are not comparable" in picture.says) == bool(cuts)
    assert picture.says.endswith("Said.")
