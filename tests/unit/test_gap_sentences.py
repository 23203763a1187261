"""Do the sentences about a gap say what the results are, in words a councillor would use?"""

import re
from decimal import Decimal

import pytest

from het_geo import phrases
from het_geo.atlas.gaps.setting import Setting
from het_geo.atlas.gaps.view import gap_view
from het_geo.atlas.reading import indicator_view
from het_geo.atlas.resolve import resolve
from het_geo.conformance import EXAMPLES, Example, recompute
from het_geo.geography import Level
from het_geo.sentences.change import trend, trend_word
from het_geo.sentences.gap_change import NO_CHANGE, gap_change
from het_geo.sentences.gap_statements import statements
from het_geo.sentences.where import drivers, driving
from het_geo.trends import Direction, Trend
from tests.sampled import some

NUMBER = re.compile(r"−?\d[\d,]*(?:\.\d+)?")
BAD = re.compile(
    r"\bnan\b|None|inf\b|\s{2}|\.\.|\( |\{|\}|−0(\.0+)?(?![\d.])|-\d|1 wards|1 neighbourhoods"
)


@pytest.fixture(scope="module")
def setting(luton):
    return Setting(luton)


def gap_of(setting, indicator, level, **params):
    choice, _ = resolve(setting.pack, {"indicator": indicator, "level": level, **params})
    return gap_view(setting, indicator_view(setting.pack, choice))


def said(setting, indicator, level, **params):
    gap = gap_of(setting, indicator, level, **params)
    return {name: s.text for name, s in statements(gap, setting.pack.catalogue).items()}


def adds_up(name, statement):
    """Hold a distance against the two figures beside it: the difference of what is printed."""
    said = re.match(r"(.+?) in .+? against (.+?) in .+: (.+) apart", statement.text)
    if name != "absolute" or not said or "under" in statement.text:
        return
    numbers = (NUMBER.search(part)[0] for part in said.groups())
    first, last, apart = (Decimal(n.replace(",", "").replace("−", "-")) for n in numbers)
    assert first - last == apart, statement.text
    (gap,) = (number for what, number in statement.receipt.numbers if what == "Absolute gap")
    assert gap.startswith(said[3]), (gap, statement.text)


@pytest.mark.parametrize("level", ["lsoa", "ward", "msoa", "district"])
@pytest.mark.in_turn
def test_is_every_statement_of_every_indicator_whole_with_its_receipt(setting, level):
    catalogue = setting.pack.catalogue
    every = catalogue.indicators.values()
    own = [one for one in every if level in one.levels and not one.partition]
    for indicator in some(own, 15, f"statements of {level}"):
        gap = gap_of(setting, indicator.id, level)
        for name, statement in statements(gap, catalogue).items():
            where = (indicator.id, name, statement.text)
            assert statement.text.endswith("."), where
            assert not BAD.search(statement.text), where
            assert re.match(r"[A-Z0-9£“]", statement.text), where
            assert statement.receipt.period == gap.view.period.label
            assert statement.receipt.sources, where
            assert statement.receipt.measures, where
            assert not any(BAD.search(number) for _, number in statement.receipt.numbers), where
            adds_up(name, statement)
        if level == "lsoa":
            assert not BAD.search(drivers(gap, setting.pack.areas))


def test_are_both_ends_of_deprivation_named_by_polarity(setting):
    high_is_bad = said(setting, "overcrowding", "ward")["slope"]
    line = "a line drawn through Luton’s neighbourhoods (LSOA) than at its"
    assert f"19.4 percentage points higher at the most deprived end of {line}" in high_is_bad
    high_is_good = said(setting, "level4_qualifications", "ward")["slope"]
    assert f"9.3 percentage points higher at the least deprived end of {line}" in high_is_good
    neither = said(setting, "private_renting", "ward")["slope"]
    assert "26.8 percentage points higher at the most deprived end" in neither


def test_is_whether_a_gap_closes_told_in_short_for_every_gap(setting):
    """The page asks it in its title: its first screen answers, or says why not."""
    told = set()
    for indicator in some(sorted(setting.pack.periods_held), 12, "closing"):
        for level in setting.pack.catalogue.indicators[indicator].levels:
            gap = gap_of(setting, indicator, level)
            short = statements(gap, setting.pack.catalogue)["closing"].text
            told.add(short.partition(",")[0])
            assert bool(short) == bool(gap.reason or gap.lenses.absolute.value is not None)
            assert short.endswith("." if short else ""), (indicator, level)
            assert not BAD.search(short), short
            if gap.reason:
                assert gap.reason in short
            elif gap.trend is None and gap.ends is None:
                assert short == NO_CHANGE
            elif gap.trend is not None and gap.trend.change is not None:
                assert short.startswith("Along deprivation, the gap ")
                assert re.search("wider|narrower|the same", short)
    assert len(told) > 1


def test_is_more_asked_of_what_is_good_and_less_of_what_is_bad(setting):
    fewer = said(setting, "overcrowding", "ward")["people"]
    assert "the number of households with too few bedrooms would have to fall by 5,417" in fewer
    more = said(setting, "level4_qualifications", "ward")["people"]
    assert "the number of adults with Level 4 qualifications or above would have to rise by" in more
    assert "no areas are the best" in said(setting, "private_renting", "ward")["people"]
    assert "not a share or rate" in said(setting, "no2", "ward")["people"]


def test_is_nothing_ranked_without_a_margin_of_error(setting):
    text = said(setting, "no2", "ward")["extremes"]
    assert "areas are not ranked" in text
    assert "worst, 95% sure" not in text


def test_does_a_score_say_that_it_has_no_ratio(setting):
    text = said(setting, "imd_score", "ward")
    assert text["relative"] == "Not available: a score has differences, but no ratios."
    assert "times" not in text["headline"]


def test_is_one_period_no_trend(setting):
    assert "one period only" in said(setting, "unemployment", "ward")["change"]


def test_is_the_change_of_a_gap_said_with_its_margin(setting):
    text = gap_change(gap_of(setting, "claimant_rate", "ward"))
    # 7.297 − 4.366 = 2.930; as written 7.3 − 4.4 and 7.3 ÷ 4.4 = 1.66
    assert text.startswith(
        "Along deprivation, the gap was 4.4 per 100 (95% interval 4.0 to 4.7) in 2013, narrowed to "
        "2.4 (2.1 to 2.6) in 2017, widened to 9.2 (8.7 to 9.7) in 2021, then narrowed to 7.3 (6.9 "
        "to 7.7) in 2022: 2.9 per 100 wider than in 2013, 1.7 times as wide. That is more than "
        "chance, and worse. The ratio of the two ends went from 4.0 times (3.5 to 4.7) to 5.0 "
        "times (4.4 to 5.7); that is more than chance. Between the worst and best ward, the gap "
        "widened from "
    )
    assert text.count("95% interval") == text.count("Compare with care") == 1


def test_do_the_drivers_hold_a_quarter_and_no_fewer_would(setting):
    gap = gap_of(setting, "overcrowding", "ward")
    codes = driving(gap)
    shares = gap.where.drivers
    assert shares[codes].sum() >= 0.25
    assert shares[codes[:-1]].sum() < 0.25


@pytest.mark.parametrize(
    ("direction", "polarity", "word"),
    [
        (Direction.UP, -1, "getting worse"),
        (Direction.UP, 1, "getting better"),
        (Direction.DOWN, -1, "getting better"),
        (Direction.DOWN, 1, "getting worse"),
        (Direction.UP, 0, "rising"),
        (Direction.NONE, -1, "no steady change"),
    ],
)
def test_is_a_trend_better_or_worse_by_polarity(luton, direction, polarity, word):
    names = {-1: "unemployment", 1: "employment_rate", 0: "children"}
    indicator = luton.catalogue.indicators[names[polarity]]
    assert indicator.polarity == polarity
    found = Trend(direction, 1.0, 12.0, 5)
    assert trend_word(found, indicator) == word
    assert trend(found, indicator).lower().startswith(word)


def test_is_a_trend_that_cannot_be_judged_said_with_its_reason(luton):
    found = Trend(Direction.UNJUDGED, reason="fewer than 5 points")
    text = trend(found, luton.catalogue.indicators["unemployment"])
    assert text == "No recent trend is told: fewer than 5 points."


@pytest.mark.parametrize(
    ("share", "text"),
    [(1 / 5, "one in five"), (0.5, "half"), (2 / 3, "two in three"), (0.03, "one in 33"),
     (0.56, "56%"), (0.999, "nearly all"), (1.0, "all"), (0.004, "under 1%"), (0.9, "nine in ten")],
)  # fmt: skip
def test_is_a_share_said_as_people_say_it(share, text):
    assert phrases.about(share) == text


def test_does_every_measure_have_an_example_and_do_all_agree(catalogue):
    rows = recompute(EXAMPLES)
    assert [row.example.question for row in rows if not row.agrees] == []
    assert {row.example.measure for row in rows} == set(catalogue.measures)


def test_does_a_wrong_answer_show_as_wrong():
    wrong = Example("gini", "made up", "", (0.3,), 2, lambda: [0.25])
    short = Example("gini", "made up", "", (0.25, 0.5), 2, lambda: [0.25])
    assert [row.agrees for row in recompute([wrong, short])] == [False, False]


def test_are_all_levels_of_areas_covered_here(luton):
    used = {level for i in luton.catalogue.indicators.values() for level in i.levels}
    assert used == {"lsoa", "ward", "msoa", "district"} == {str(Level(level)) for level in used}
