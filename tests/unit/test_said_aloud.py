"""Is what is read out said as people say it: ratios, edges of a share, years, turns, two ways?"""

import re
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from het_geo import words
from het_geo.atlas.change_at import change_at
from het_geo.atlas.choice import Choice
from het_geo.atlas.over_time import break_before
from het_geo.atlas.tiles import tiles_of
from het_geo.bounds import Bounded
from het_geo.briefing.model import Audience
from het_geo.briefing.propose import propose, screen_of
from het_geo.briefing.screens.newest import newest_told
from het_geo.briefing.screens.tally import trends_of
from het_geo.briefing.screens.trends import has_turned, telling
from het_geo.geography import Level
from het_geo.profiles.minute import opening_section
from het_geo.profiles.profile import opening_alone
from het_geo.sentences.change import NONE, bare_trend, trend_word
from het_geo.sentences.changed import ran, what_changed
from het_geo.sentences.gaps import relative_slope
from het_geo.sentences.headlines import headline
from het_geo.sentences.minute import standing
from het_geo.sentences.over_time import told_over_time
from het_geo.sentences.parts import very_few, when_of
from het_geo.sentences.two_ways import average_beside
from het_geo.trends.change import Sureness
from het_geo.trends.recent import SIDES, Direction, Trend
from tests.unit.documents import TODAY, pack

NOW = date(2026, 11, 29)
TWELVE = re.compile(r"\w+ \d{4} to \w+ \d{4}")


@given(st.floats(0.001, 0.86))
def test_is_a_smaller_figure_said_by_how_much_lower_it_is(ratio):
    said = words.times_as_high(ratio, "far", "nearer")
    less = round((1 - ratio) * 100)
    assert "% as" not in said
    if said == "half as far":
        assert abs(ratio - 0.5) <= 0.0051
    elif said == "over 99% nearer":
        assert ratio <= 0.0051
    else:
        assert abs(int(re.fullmatch(r"(\d+)% nearer", said)[1]) - less) <= 1


@pytest.mark.parametrize(
    ("value", "said"),
    [
        (0.0, "0%"), (0.04, "under 0.1%"), (0.05, "0.1%"), (12.25, "12.3%"), (99.94, "99.9%"),
        (99.96, "over 99.9%"), (100.0, "100%"), (0.1 * 3 / 0.3 * 100, "100%"),
        (Bounded(99.98, 99.96, 100.0), "over 99.9%"), (Bounded(0.02, 0.0, 0.04), "under 0.1%"),
        (Bounded(0.2, 0.0, 0.4), "between 0.0% and 0.4%"),
    ],
)  # fmt: skip
def test_is_none_or_all_of_a_share_told_from_nearly_so(value, said, catalogue):
    indicator = catalogue.indicators["overcrowding"]
    assert words.figure(value, indicator, catalogue.unit_of(indicator)) == said


@given(st.floats(0, 100), st.integers(0, 3))
def test_is_no_share_ever_written_as_100_0_or_0_0(value, decimals):
    catalogue = pack().catalogue
    indicator = replace(catalogue.indicators["overcrowding"], decimals=decimals)
    said = words.figure(value, indicator, catalogue.unit_of(indicator))
    assert not re.search(r"\b(100|0)\.0+%", said)
    assert (said == "0%") == (value == 0 or (decimals == 0 and said == "0%"))
    if decimals and said == "100%":
        assert value == pytest.approx(100, abs=1e-9)


def test_is_no_rate_of_nothing_given_a_decimal_and_a_score_left_its_own(catalogue):
    crime, score = (catalogue.indicators[n] for n in ("recorded_crime", "crime_deprivation"))
    assert words.figure(0.0, crime, catalogue.unit_of(crime)) == "0 per 1,000"
    assert words.figure(0.0, score, catalogue.unit_of(score)) == "0.00"  # a place on a scale


def test_is_every_period_of_the_catalogue_one_that_can_be_said(catalogue):
    short = set()
    for indicator in catalogue.indicators.values():
        for period in indicator.periods:
            year = period.kind == "year" and 364 <= period.days <= 365
            if year and TWELVE.fullmatch(period.label):  # mid-month to mid-month, twelve months on
                short.add(indicator.id)
                assert period.said == f"year to {period.end:%B %Y}"
                assert when_of(period) == f"in the {period.said}"
            else:
                assert period.said == period.label
            assert not re.search(r" to .* to ", period.said)
    assert short == {"adult_obesity"}


def test_do_receipt_and_source_line_keep_the_records_own_words(atlas):
    screen = screen_of(atlas, Audience(), "trend.adult_obesity.district", NOW)
    view = atlas.newest("adult_obesity", Level.DISTRICT)
    assert "Figures for November 2024 to November 2025" in screen.source
    assert "in the year to November 2025" in screen.headline
    assert "in the year to November 2025" in headline(view)


def test_is_every_line_that_turned_among_what_a_briefing_can_tell(atlas):
    audience, code = Audience(), atlas.pack.district
    told = telling(atlas, audience, NOW)
    assert {"healthy_life_expectancy_female", "healthy_life_expectancy_male"} <= {*told}
    for number in atlas.pack.catalogue.principles:
        own = Audience(principle=number)
        views = {n: atlas.newest(n, Level.DISTRICT) for n in telling(atlas, own, NOW)}
        rows = trends_of(atlas, list(views.values()), code)
        turned = [n for n in views if has_turned(atlas, n, Level.DISTRICT, code)]
        assert {*newest_told(atlas, rows, Level.DISTRICT, turned)} <= {*views}
    assert len([name for name in told if has_turned(atlas, name, Level.DISTRICT, code)]) > 8


def test_has_healthy_life_a_line_of_its_own_where_health_is_told(atlas):
    name = "trend.healthy_life_expectancy_female.district"
    screens = {s.id: s for s in propose(atlas, Audience(principle=6), NOW).screens}
    assert screens[name].headline == (
        "Healthy life expectancy, women, Luton. It was 59.3 years (2011 to 2013), rose to 62.3 "
        "(2015 to 2017), then fell to 55.8 (2022 to 2024)."
    )


@pytest.mark.parametrize("level", [Level.DISTRICT, Level.WARD, Level.MSOA, Level.LSOA])
def test_shows_the_first_pages_map_the_figure_that_is_spoken_of_first(atlas, luton, level):
    for code in luton.codes(level)[::9]:
        subject, opening = opening_alone(atlas, code, TODAY)
        (tiles,) = (
            part
            for part in opening_section(luton, subject, opening, "To say").parts
            if part.kind == "tiles"
        )
        own = luton.catalogue.indicators[opening.minute.of]
        first = opening.minute.say[1]
        assert own.says.partition("{value}")[2].strip() in first or own.label in first, first
        assert tiles.place.title.startswith(f"{own.label}, "), code
        assert tiles.place.title in tiles.place.wide.says
        outlined = f"the line is round {subject.called}"
        assert (outlined in tiles.place.title) == (level != Level.DISTRICT)
        drawn = set(re.findall(r'fill="(#[0-9a-f]{6})"', tiles.place.wide.body))
        assert set(opening.shaded.fills.values()) <= drawn
        areas = atlas.newest(own.id, opening.shaded.level)
        assert len(opening.shaded.fills) == areas.table["value"].notna().sum()


def test_is_the_map_without_a_figure_to_speak_of_the_areas_own(luton, atlas):
    subject, opening = opening_alone(atlas, luton.codes(Level.WARD)[0], TODAY)
    bare = replace(opening, shaded=None)
    (tiles,) = (p for p in opening_section(luton, subject, bare, "").parts if p.kind == "tiles")
    assert tiles.place.title == f"{subject.called} in Luton"


@pytest.mark.parametrize(("level", "year"), [(Level.WARD, "2022"), (Level.LSOA, "2023")])
def test_is_it_said_why_crime_is_told_from_another_year(atlas, luton, level, year):
    view = atlas.newest("recorded_crime", level)
    for code in view.table.index[::20]:
        found = change_at(atlas, view, code)
        said = what_changed(view, found)
        assert found.periods[0].id == year
        assert "In July 2022 the police redrew the map points" in said
        left_out = "Figures before 2023 are left out: they are not comparable with these."
        assert (left_out in said) == (year == "2023")


def test_is_it_said_of_every_change_that_a_break_cut_short(atlas):
    cut = 0
    for level in (Level.DISTRICT, Level.WARD, Level.MSOA, Level.LSOA):
        for name, column in atlas.newest_views(level).items():
            code = str(column.table.index[0])
            found = change_at(atlas, column, code)
            if found is None:
                continue
            before = break_before(column.indicator, found.periods, level)
            cut += before is not None
            said = what_changed(column, found).count("are left out: they are not comparable")
            assert said == (before is not None), (name, level)
    assert cut > 20


def test_is_no_steady_change_called_by_no_word_of_statistics(luton):
    indicator = luton.catalogue.indicators["unemployment"]
    found = Trend(Direction.NONE, 0.0, 1.0, 5, periods=("2018", "the year to March 2022"))
    assert trend_word(found, indicator) == NONE == "no steady change"
    assert bare_trend(found, indicator) == (
        "No steady change from 2018 to the year to March 2022 that is more than chance, all five "
        "years taken together."
    )


@pytest.mark.in_turn
def test_does_nothing_over_time_use_words_of_statistics(atlas, luton):
    for level in (Level.DISTRICT, Level.WARD):
        for column in atlas.newest_views(level).values():
            _, said = told_over_time(luton, column, str(column.table.index[0]))
            assert not re.search(r"[Ss]ignifican|[Ss]tatistic|confidence interval", said), said


@pytest.mark.in_turn
def test_is_it_said_why_a_trend_and_a_change_go_two_ways(atlas, luton):
    """Over all areas: of five years together, and of first and last, each names its years."""
    ways = 0
    for level in (Level.DISTRICT, Level.WARD, Level.MSOA):
        for name in atlas.newest_views(level):
            view = atlas.newest(name, level)
            for code in view.table.index[::4]:
                change = change_at(atlas, view, str(code))
                if change is None or change.whole.sure != Sureness.SURE:
                    continue
                _, said = told_over_time(luton, view, str(code))
                verdict = re.search(r"(No steady change|[^.]*\((?:rising|falling)\)) from ", said)
                ways += bool(verdict)
                assert not verdict or "all five years taken together" in said, said
                assert change.periods[0].said in ran(view, change)
    assert ways


def test_are_average_and_gap_that_went_two_ways_said_to_be_both_true(atlas, luton):
    told = []
    for name in ("recorded_crime_other_theft", "claimant_rate", "overcrowding", "recorded_crime"):
        view = atlas.newest(name, Level.WARD)
        gap = atlas.gap(Choice(name, Level.WARD, view.period.id))
        whole = change_at(atlas, atlas.newest(name, Level.DISTRICT), luton.district).whole
        side = whole.difference.value * view.indicator.judged_polarity
        apart = SIDES.get(gap.trend.absolute, 0) * side > 0 and whole.sure == Sureness.SURE
        said = average_beside(luton, gap)
        assert bool(said) == apart, name
        told += [said] if said else []
    assert told == [
        "Luton’s average got better and the gap got wider: both are true, since the average is of "
        "everybody and the gap lies between its two ends."
    ]


def test_is_no_block_called_similar_whose_tile_cannot_tell(atlas, luton):
    wide = 0
    for level in (Level.WARD, Level.MSOA, Level.LSOA):
        for code in luton.codes(level):
            tiles = tiles_of(atlas, code)
            said = standing(tiles, "here")
            for tile in tiles:
                judged = tile.view and tile.view.indicator.judged and tile.comparison
                if judged and tile.comparison.wide and tile.view.chosen.level == Level.COUNTRY:
                    wide += 1
                    label = tile.block.label
                    own = rf"not to be told apart for [^;.]*{label.lower()}|{label}: not to be "
                    assert re.search(own, said), (code, said)
                    assert not re.search(rf"similar for [^;.]*{label.lower()}", said), said
    assert wide


@pytest.mark.parametrize(("name", "level", "ends"), [
    ("epc_below_c", Level.MSOA, ("least", "most")), ("overcrowding", Level.WARD, ("most", "least")),
])  # fmt: skip
def test_is_the_ratio_along_deprivation_told_from_the_higher_end(atlas, name, level, ends):
    view = atlas.newest(name, level)
    gap = atlas.gap(Choice(name, level, view.period.id))
    said, rii = relative_slope(gap), gap.fifths.slope.rii
    assert (rii < 1) == (ends[0] == "least")
    times = words.times(max(rii, 1 / rii))
    line = f"a line drawn through Luton’s {gap.fifths.level.many}"
    start = f"Along deprivation, the figure at the {ends[0]} deprived end of {line} is {times} that"
    assert said.startswith(f"{start} at its {ends[1]} deprived end (95% interval ")
    assert not re.search(r"\b0\.\d|% of that", said)


@pytest.mark.parametrize(("name", "value", "expected"), [
    ("good_level_of_development_black", 0.0, " A figure of 0% is of very few, or of no"),
    ("good_level_of_development_black", 100.0, " A figure of 100% is of very few."),
    ("good_level_of_development_black", 99.94, ""),  # 99.9%
    ("good_level_of_development_chinese", 100.0, ""),  # its caveat says it already
    ("overcrowding", 0.0, ""),  # it has limits, and how many there are is known
])  # fmt: skip
def test_is_a_share_of_nobody_or_all_said_to_be_of_few_where_no_count_says_it(
    atlas, name, value, expected
):
    level = Level.DISTRICT if name != "overcrowding" else Level.WARD
    view = atlas.newest(name, level)
    said = very_few(view, value)
    assert said.startswith(expected)
    assert bool(said) == bool(expected)
