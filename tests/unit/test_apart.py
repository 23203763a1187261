"""Are words the differences of the numbers printed, everywhere a sentence compares two?"""

import math
import re
from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from het_geo import words
from het_geo.apart import apart, count_decimals, same
from het_geo.atlas.comparison import compare_area, compared
from het_geo.bounds import about, is_sure
from het_geo.geography import Level
from het_geo.sentences import headlines
from het_geo.sentences.view_statements import headline_statement
from tests.unit.documents import pack, profile_and_pack
from tests.unit.test_one_fact import newest_views

NUMBER = re.compile(r"−?\d[\d,]*(?:\.\d+)?")
FIGURES = st.floats(-1e5, 1e5)  # with three decimals these have nine digits


def printed(text):
    """Return the first number of a text, as a reader has it."""
    return Decimal(NUMBER.search(text).group().replace(",", "").replace("−", "-"))


def far(own, there):
    """Return the least and the most that two printed figures are apart: a range has two ends."""
    firsts, seconds = (
        [
            Decimal(number.replace(",", "").replace("−", "-"))
            for number in NUMBER.findall(text)[: 2 if "between" in text else 1]
        ]
        for text in (own, there)
    )
    apart = [abs(one - other) for one in firsts for other in seconds]
    return min(apart), max(apart)


@given(FIGURES, FIGURES, st.integers(0, 3))
def test_are_difference_and_ratio_those_of_the_numbers_written(one, other, decimals):
    first, last = (printed(words.number(value, decimals)) for value in (one, other))
    found = apart(one, other, decimals)
    assert Decimal(words.number(found.difference, decimals).replace(",", "").replace("−", "-")) == (
        first - last
    )
    assert found.difference == float(first - last)
    said = min(first, last) >= 10 * Decimal(1).scaleb(-decimals)  # two digits at least
    assert (found.ratio is not None) == said
    if said:
        assert found.ratio == pytest.approx(float(first / last), rel=1e-8)


@pytest.mark.parametrize(
    ("one", "other", "decimals", "ratio"),
    [
        (0.5, 2.0, 2, 0.25),  # below 1, and written with two digits
        (1.0, 2.0, 1, 0.5),  # 10 tenths: two digits are enough
        (0.9, 2.0, 1, None),  # 9 tenths: one digit
        (-0.5, 2.0, 2, None),
    ],
)
def test_has_a_figure_that_is_written_with_two_digits_a_ratio(one, other, decimals, ratio):
    assert apart(one, other, decimals).ratio == ratio


@given(st.integers(0, 10**6), st.integers(1, 10**6), st.sampled_from([1, 100, 1000]))
def test_is_a_whole_count_written_whole(part, whole, times):
    assert count_decimals(part / whole * times, part, whole, times, 1) == 0


@given(st.floats(0.01, 1e4), st.floats(0.01, 1e5), st.integers(0, 2))
@example(5709.0, 1.9375, 2)  # 294,658.0645: .06, though nine digits would end in .065
def test_do_counts_as_written_give_the_value_as_written(part, whole, decimals):
    value = part / whole * 100
    digits = count_decimals(value, part, whole, 100, decimals)
    top, bottom = (float(printed(words.number(n, digits))) for n in (part, whole))
    if digits or bottom:
        off = abs(top / bottom * 100 - words.rounded(value, decimals))
        assert off <= 0.5 * 10.0**-decimals * (1 + 1e-6)


@pytest.mark.sampled(2)
@pytest.mark.parametrize(
    ("one", "other", "said"),
    [
        (22.24, 11.96, "10.2 percentage points higher, 1.9 times as high"),  # 22.2 − 12.0, ÷
        (11.96, 22.24, "10.2 percentage points lower, or 46% lower"),  # 1 − 12.0 ÷ 22.2 = 0.459
        (12.04, 11.96, "the same when rounded"),
        (5.0, 0.06, "4.9 percentage points higher"),  # 0.1 is too coarse for a ratio
        (0.04, 0.0, "the same when rounded"),  # "under 0.1" and 0.0
    ],
)
def test_what_is_said_of_two_figures(one, other, said):
    view = next(v for v in newest_views() if v.indicator.id == "overcrowding" and v.level == "ward")
    code = view.table.index[0]
    table = view.table.assign(value=one)
    benchmark = view.benchmarks[-1].__class__("X", "England", Level.COUNTRY, other, "ok")
    made = replace(view, table=table, benchmarks=(benchmark,))
    (found,) = compare_area(made, code)
    assert headlines.both_lenses(made, found) == said


def comparisons():
    """Return every area of every indicator and level beside each of its benchmarks."""
    for view in newest_views():
        numbers = view.table[["value", "lower", "upper"]].dropna(subset="value")
        for code, *own in numbers.itertuples():
            for benchmark in view.benchmarks:
                if benchmark.code != code and not math.isnan(benchmark.value):
                    yield view, compared(view, benchmark, *own)


@pytest.mark.in_turn
def test_is_every_comparison_of_the_pack_that_of_the_numbers_printed_beside_it():
    checked = 0
    for view, found in comparisons():
        decimals = view.indicator.decimals
        own, there = (
            printed(words.number(value, decimals)) for value in (found.value, found.benchmark.value)
        )
        said = headlines.both_lenses(view, found)
        if about(found.difference) and not is_sure(found.difference):
            assert said == "neither surely higher nor lower"
            continue
        if own == there:
            assert said == same()
            continue
        side = view.unit.more if own > there else view.unit.less
        assert printed(said) == abs(own - there), (view.indicator.id, said)
        assert f" {side}" in said
        assert not re.match(r"[^\d]*0(\.0+)? ", said), said
        checked += 1
    assert checked > 20_000


@pytest.mark.in_turn
def test_does_the_receipt_print_the_numbers_that_its_sentence_compares():
    for view in (v for v in newest_views() if v.level in ("ward", "msoa")):
        places = view.indicator.decimals
        for code in view.table.index[:3]:
            statement = headline_statement(view, str(code), pack().catalogue)
            numbers = dict(statement.receipt.numbers)
            value = view.table.loc[code, "value"]
            if math.isnan(value):
                continue
            shown = numbers[view.label(code)].partition(" (95%")[0]
            assert shown == headlines.figure(view, view.value(str(code)))
            there = numbers.get(view.chosen.name, "not available")
            if there != "not available" and " higher" in statement.text:
                told = re.search(r"([\d.,]+)[^.:]*? higher", statement.text.partition("): ")[2])
                if told and "under" not in shown + there:
                    least, most = far(shown, there)
                    assert least <= printed(told[1]) <= most, statement.text
            written = re.findall(r"\d[\d,]*\.(\d+)", shown)
            assert {len(digits) for digits in written} <= {places}


@pytest.mark.sampled(2)
@pytest.mark.parametrize("kind", ["ward", "neighbourhood", "set in three wards", "district"])
def test_do_the_rows_and_gaps_of_a_profile_say_the_differences_of_their_printed_numbers(kind):
    profile, _ = profile_and_pack(kind)
    for row in profile.rows:
        for beside in row.benchmarks:
            if not beside.words or "under" in row.written + beside.written:
                continue
            least, most = far(row.written, beside.written)
            assert (beside.words == same()) == (least == most == 0)
            if most and "surely" not in beside.words:
                assert least <= printed(beside.words) <= most, (row.id, beside)
    written = {row.id: row.written for row in profile.rows}
    for gap in profile.gaps:
        if "under" not in written[gap.indicator] + gap.written and "same" not in gap.lenses:
            least, most = far(written[gap.indicator], gap.written)
            assert least <= printed(gap.lenses) <= most, gap
