"""Is a measure on course? Each case with its arithmetic."""

import math
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import norm

from het_geo.course import At, CourseVerdict, ErrorScale, Target, _verdict, course, unjudged
from het_geo.open_sdg import GrowthStatus, progress
from het_geo.trends.change import Reading

D20, D25, D30 = date(2020, 1, 1), date(2025, 1, 1), date(2030, 1, 1)
F = 1827 / 3653  # days to 2025 over days to 2030


def at(day, value, lower=math.nan, upper=math.nan):
    return At(day, Reading(value, lower, upper))


# base, newest, target (value), aim; the path is 20 + F · (10 − 20) = 14.9986; then the verdict.
PLAIN = [
    (20, 14, 10, -1, CourseVerdict.ON),  # 14 < 14.9986
    (20, 16, 10, -1, CourseVerdict.OFF),  # 16 > 14.9986
    (20, 10, 10, -1, CourseVerdict.MET),
    (20, 9, 10, -1, CourseVerdict.MET),
    (10, 15.5, 20, 1, CourseVerdict.ON),  # 10 + F · 10 = 15.0014
    (10, 14.5, 20, 1, CourseVerdict.OFF),
    (10, 9, 20, 1, CourseVerdict.OFF),  # away from the target
]


@pytest.mark.parametrize(("base", "newest", "target", "aim", "said"), PLAIN)
def test_is_a_figure_without_limits_judged_by_its_side_of_the_path(base, newest, target, aim, said):
    found = course(at(D20, base), at(D25, newest), Target(D30, target), aim=aim)
    assert found.verdict == said
    assert math.isnan(found.chance)
    assert found.path == pytest.approx(base + F * (target - base))
    if said != CourseVerdict.MET:
        assert found.reason == "the source gives no margin"


# On the raw scale: se_new = 2·1.959964·s / 3.92 = s; d = 14.9986 − newest; Var = s² + (1 − F)²·1².
LIMITED = [
    (13.0, 1.0, norm.cdf((20 - 10 * F - 13) / math.hypot(1, 1 - F)), CourseVerdict.ON),
    (15.0, 1.0, norm.cdf((20 - 10 * F - 15) / math.hypot(1, 1 - F)), CourseVerdict.ABOUT),
    (17.0, 1.0, norm.cdf((20 - 10 * F - 17) / math.hypot(1, 1 - F)), CourseVerdict.OFF),
    (9.0, 1.0, norm.cdf((10 - 9) / 1), CourseVerdict.MET),  # without the baseline's error
]


@pytest.mark.parametrize(("newest", "s", "chance", "said"), LIMITED)
def test_is_the_chance_of_figures_with_limits_that_of_the_formula(newest, s, chance, said):
    z = 1.959964
    found = course(
        at(D20, 20, 20 - z, 20 + z),
        at(D25, newest, newest - z * s, newest + z * s),
        Target(D30, 10),
        aim=-1,
    )
    assert found.chance == pytest.approx(chance)
    assert (found.verdict, found.reason) == (said, "")


def test_is_a_proportion_judged_on_its_own_scale():
    """Shares in %, of which the logit is normal: d = logit(newest) − logit(path)."""
    logit = lambda p: math.log(p / (1 - p))  # noqa: E731
    base, new = (0.20, 0.18, 0.22), (0.14, 0.125, 0.156)
    path = 0.20 - F * 0.10
    se_new = (logit(new[2]) - logit(new[1])) / (2 * 1.959964)
    se_base = (logit(base[2]) - logit(base[1])) / (2 * 1.959964)
    carried = (1 - F) * se_base * (0.20 * 0.80) / (path * (1 - path))
    expected = norm.cdf((logit(path) - logit(new[0])) / math.hypot(se_new, carried))
    found = course(
        at(D20, *(100 * x for x in base)),
        at(D25, *(100 * x for x in new)),
        Target(D30, 10),
        aim=-1,
        scale=ErrorScale("logit", 100),
    )
    assert found.chance == pytest.approx(expected)


def test_is_there_no_chance_where_baseline_and_newest_share_years():
    found = course(
        at(D20, 20, 19, 21), at(D25, 14, 13, 15), Target(D30, 10), aim=-1, overlapping=True
    )
    assert math.isnan(found.chance)
    assert found.verdict == CourseVerdict.ON
    assert "share years" in found.reason


def test_is_a_figure_at_the_end_of_its_scale_judged_in_its_unit():
    found = course(
        at(D20, 20, 15, 25), at(D25, 0, 0, 4), Target(D30, -1), aim=-1, scale=ErrorScale("log")
    )
    assert 0.99 < found.chance < 1  # 15 below the path, by errors of about 1 and 1.3


NO_TARGET = [
    ((20, 19, 21), (15, 14, 16), -1, CourseVerdict.BETTER),
    ((20, 19, 21), (25, 24, 26), -1, CourseVerdict.WORSE),
    ((20, 19, 21), (20.5, 19.5, 21.5), -1, CourseVerdict.CHANCE),
    ((20,), (15,), -1, CourseVerdict.SEEMS_BETTER),  # by its sign: no margin
    ((20,), (25,), -1, CourseVerdict.SEEMS_WORSE),
    ((20,), (19.5,), -1, CourseVerdict.SEEMS_BETTER),
    ((20,), (20.5,), -1, CourseVerdict.SEEMS_WORSE),
    ((20, 19, 21), (25, 24, 26), 1, CourseVerdict.BETTER),
    ((20,), (20,), -1, CourseVerdict.LEVEL),
    ((20,), (15,), 0, CourseVerdict.CHANGED),
]


@pytest.mark.parametrize(("base", "newest", "aim", "said"), NO_TARGET)
def test_is_a_measure_without_target_told_by_its_change(base, newest, aim, said):
    assert course(at(D20, *base), at(D25, *newest), None, aim=aim).verdict == said


def test_is_what_is_still_needed_a_year_the_way_left_over_the_years_left():
    found = course(at(D20, 20), at(D25, 16), Target(D30, 10), aim=-1)
    assert found.needed == pytest.approx((10 - 16) / (1826 / 365.25))
    assert found.done == pytest.approx((16 - 20) / (10 - 20))


def test_is_the_path_the_target_once_its_day_has_passed():
    found = course(at(D20, 20), at(date(2031, 1, 1), 12), Target(D30, 10), aim=-1)
    assert (found.path, found.verdict) == (10, CourseVerdict.OFF)
    assert math.isnan(found.needed)


HALF = [date(2020, 1, day) for day in (1, 6, 11)]  # f = 5 / 10: the path from 20 to 10 is at 15


@pytest.mark.parametrize(
    ("newest", "margin", "chance", "said"),
    [
        (15, math.nan, math.nan, CourseVerdict.ABOUT),  # on the path itself
        (14, 0, 1, CourseVerdict.ON),  # without any error it is sure
        (15.5, 0, 0, CourseVerdict.OFF),
        (15, 0, math.nan, CourseVerdict.ABOUT),
    ],
)
def test_is_a_figure_on_the_path_about_on_it_and_one_without_error_sure(
    newest, margin, chance, said
):
    one, now, due = HALF
    base, new = (
        at(one, 20, 20 - margin, 20 + margin),
        at(now, newest, newest - margin, newest + margin),
    )
    found = course(base, new, Target(due, 10), aim=-1)
    assert (found.path, found.ahead, found.verdict) == (15, 15 - newest, said)
    assert found.chance == pytest.approx(chance, nan_ok=True)


def test_is_a_figure_of_the_target_s_own_day_held_against_the_target():
    one, _, due = HALF
    found = course(at(one, 20), at(due, 12), Target(due, 10), aim=-1)
    assert (found.path, found.ahead) == (10, -2)
    assert math.isnan(found.needed)  # no year is left to reach it in


def test_is_the_path_of_a_constant_rate_that_of_powers_and_none_from_0():
    one, now, due = HALF
    found = course(at(one, 20), at(now, 16), Target(due, 5), aim=-1)
    assert found.rate_path == pytest.approx(10)  # 20 · (5 / 20)^½
    for base, end in ((0, 5), (-1, 5)):
        assert math.isnan(course(at(one, base), at(now, 1), Target(due, end), aim=1).rate_path)
    assert math.isnan(course(at(one, 20), at(now, 16), Target(due, 0), aim=-1).rate_path)


def test_is_a_rate_judged_on_the_scale_of_its_logarithm():
    """The path is at 15: d = ln(15 / 14); the error at 20 is carried to 15 by 20 / 15, and half."""
    one, now, due = HALF
    found = course(
        at(one, 20, 18, 22), at(now, 14, 13, 15), Target(due, 10), aim=-1, scale=ErrorScale("log")
    )
    se_new, se_base = (math.log(high / low) / (2 * 1.959964) for low, high in ((13, 15), (18, 22)))
    expected = norm.cdf(math.log(15 / 14) / math.hypot(se_new, 0.5 * se_base * 20 / 15))
    assert found.chance == pytest.approx(expected)


def test_is_a_measure_of_which_nothing_can_be_said_told_with_its_reason():
    found = unjudged("its period has not begun")
    assert (found.verdict, found.reason) == (CourseVerdict.UNJUDGED, "its period has not begun")
    assert found.change is None


def test_is_a_share_of_1_judged_as_its_percentage_is():
    one, now, due = HALF
    figures = (0.8, 0.75, 0.85), (0.3, 0.25, 0.35)
    found, percent = (
        course(
            at(one, *(part * top for part in figures[0])),
            at(now, *(part * top for part in figures[1])),
            Target(due, 0.2 * top),
            aim=-1,
            scale=scale,
        )
        for top, scale in ((1, ErrorScale("logit")), (100, ErrorScale("logit", 100)))
    )
    assert found.chance == pytest.approx(percent.chance)
    assert found.rate_path == pytest.approx(0.4)  # 0.8 · (0.2 / 0.8)^½
    assert found.needed == pytest.approx((0.2 - 0.3) / (5 / 365.25))  # 5 days are left


@pytest.mark.parametrize(
    ("base", "newest"), [((20,), (14, 13, 15)), ((20, 19, 21), (14, 13)), ((20, 19, 21), (14,))]
)
def test_is_there_no_chance_where_a_limit_is_not_known(base, newest):
    found = course(at(D20, *base), at(D25, *newest), Target(D30, 10), aim=-1)
    assert math.isnan(found.chance)
    assert (found.verdict, found.reason) == (CourseVerdict.ON, "the source gives no margin")


def test_is_a_figure_whose_limit_is_the_end_of_its_scale_judged_in_its_unit():
    """0 has no logarithm: d = 15 − 14, errors (24 − 0) / 3.92 and half of (22 − 18) / 3.92."""
    one, now, due = HALF
    found = course(
        at(one, 20, 18, 22), at(now, 14, 0, 24), Target(due, 10), aim=-1, scale=ErrorScale("log")
    )
    expected = norm.cdf((15 - 14) * 2 * 1.959964 / math.hypot(24, 0.5 * 4))
    assert found.chance == pytest.approx(expected)


@pytest.mark.parametrize(
    ("chance", "said"),
    [
        (0.8, CourseVerdict.ON),
        (0.79, CourseVerdict.ABOUT),
        (0.21, CourseVerdict.ABOUT),
        (0.2, CourseVerdict.OFF),
    ],
)
def test_is_a_measure_on_course_from_80_percent_and_off_to_20(chance, said):
    assert _verdict(chance, 1.0) == said


REFUSED = [
    (at(D20, 20), at(D20, 14), Target(D30, 10), -1, "newest must be later"),
    (at(D25, 20), at(D20, 14), Target(D30, 10), -1, "newest must be later"),
    (at(D20, 20), at(D25, 14), Target(D20, 10), -1, "target must be later"),
    (at(D20, 20), at(D25, 14), Target(D30, 25), -1, "target must be better"),
    (at(D20, 20), at(D25, 14), Target(D30, 20), -1, "target must be better"),
    (at(D20, 20), at(D25, 14), Target(D30, 10), 0, "aim must be"),
    (at(D20, 20), at(D25, 14), None, 2, "aim must be -1, 0 or 1"),
    (at(D20, math.nan), at(D25, 14), None, -1, "must have a value"),
]


@pytest.mark.parametrize(("base", "newest", "target", "aim", "said"), REFUSED)
def test_is_what_cannot_be_refused(base, newest, target, aim, said):
    with pytest.raises(ValueError, match=said):
        course(base, newest, target, aim=aim)


@given(st.floats(1, 99), st.floats(1, 99), st.floats(0.1, 0.9), st.sampled_from(["raw", "logit"]))
def test_is_the_chance_one_half_on_the_path_and_the_same_from_both_sides(base, end, wide, scale):
    """A measure and its mirror image (100 less it) have one chance."""
    if abs(end - base) < 1:
        return
    aim = 1 if end > base else -1
    path = base + F * (end - base)

    def limits(v):
        return v, v * (1 - 0.2 * wide), v + (100 - v) * 0.2 * wide

    mirror = lambda t: (100 - t[0], 100 - t[2], 100 - t[1])  # noqa: E731
    own = course(
        at(D20, *limits(base)), at(D25, *limits(path)), Target(D30, end), aim=aim,
        scale=ErrorScale(scale, 100),
    )  # fmt: skip
    other = course(
        at(D20, *mirror(limits(base))), at(D25, *mirror(limits(path))), Target(D30, 100 - end),
        aim=-aim, scale=ErrorScale(scale, 100),
    )  # fmt: skip
    assert own.chance == pytest.approx(0.5)
    assert other.chance == pytest.approx(0.5)


# Growth so far over growth needed: (16/20)^(1/5) − 1 = −4.365 % of (10/20)^(1/10) − 1 = −6.697 %.
SDG = [
    ((20, 16, 10), -1, ((16 / 20) ** 0.2 - 1) / (0.5**0.1 - 1), GrowthStatus.SOME),  # 0.652
    ((20, 14, 10), -1, ((14 / 20) ** 0.2 - 1) / (0.5**0.1 - 1), GrowthStatus.ON_TRACK),  # 1.03
    ((20, 18, 10), -1, ((18 / 20) ** 0.2 - 1) / (0.5**0.1 - 1), GrowthStatus.LIMITED),  # 0.311
    ((20, 22, 10), -1, ((22 / 20) ** 0.2 - 1) / (0.5**0.1 - 1), GrowthStatus.DETERIORATION),
    ((20, 10, 10), -1, math.nan, GrowthStatus.ACHIEVED),
    ((0, 1, 2), 1, math.nan, GrowthStatus.NONE),
]


@pytest.mark.parametrize(("values", "aim", "ratio", "status"), SDG)
def test_is_open_sdgs_progress_that_of_its_published_method(values, aim, ratio, status):
    found = progress((2020, 2025, 2030), values, aim=aim)
    assert found.status == status
    assert found.ratio == pytest.approx(ratio, nan_ok=True)
