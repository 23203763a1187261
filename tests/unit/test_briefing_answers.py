"""Is every question answered, in whole sentences, for every indicator at every level?"""

import re
from dataclasses import replace
from datetime import date

import numpy as np
import pytest

from het_geo.atlas.atlas import Atlas
from het_geo.atlas.choice import levels_of
from het_geo.beside.similar import most_similar
from het_geo.beside.similar_said import figure_said, opening_said
from het_geo.briefing.cards import answers
from het_geo.briefing.cards.asked import alike
from het_geo.errors import BriefingError
from het_geo.geography import Level
from het_geo.inequality import absolute_gap
from het_geo.ranks import could_be

TODAY = date(2026, 3, 21)
DALLOW = "E05014741"
IDS = ["worst", "chance", "better", "compared", "inside", "close", "age", "words"]
BAD = re.compile(r"\b(nan|inf|NaN|None)\b(?! of)|[{}]| {2}|\.\.| ,| \.|\(\)|:\.|;\.")


def asked(atlas, name, level, code):
    return {a.id: a for a in answers(atlas, atlas.newest(name, level), code, TODAY)}


def three(view):
    """Return the areas with the worst, the middle and the best figure, and one without."""
    values = view.table["value"].sort_values()
    known = values.dropna().index
    codes = [known[0], known[len(known) // 2], known[-1]] if len(known) else []
    return dict.fromkeys([*codes, *values.index[values.isna()][:1]])


def check(found):
    assert [answer.id for answer in found] == IDS
    for answer in found:
        assert answer.question.endswith("?")
        for text in (answer.answer, answer.sure):
            assert text, answer.id
            assert text[0].isupper() or text[0] in "“£0123456789", (answer.id, text)
            assert text.endswith("."), (answer.id, text)
            assert not BAD.search(text), (answer.id, text)
        assert len(answer.answer) <= 800, (answer.id, answer.answer)
        for what, number in answer.receipt.numbers:
            assert what, answer.id
            assert number, (answer.id, what)
            assert not BAD.search(f"{what}: {number}"), (answer.id, what, number)


@pytest.mark.parametrize("level", [Level.WARD, Level.LSOA, Level.MSOA, Level.DISTRICT])
@pytest.mark.in_turn
def test_is_every_question_answered_for_every_indicator(atlas, level):
    count = 0
    for name in atlas.pack.periods_held:
        if level not in levels_of(atlas.pack, name):
            continue
        view = atlas.newest(name, level)
        for code in three(view):
            check(answers(atlas, view, code, TODAY))
            count += 1
    assert count > (10 if level == Level.MSOA else 50)


def test_is_it_the_worst_as_ranks_are_sure(atlas):
    said = {"Yes": 0, "It could be": 0, "No": 0}
    for name in ("overcrowding", "unemployment", "no_qualifications", "households_deprived"):
        view = atlas.newest(name, Level.WARD)
        could = could_be(view.ranks["p_worst"])
        for code in view.table.index:
            answer = asked(atlas, name, Level.WARD, code)["worst"].answer
            start = re.split(r"[:.]", answer)[0]
            said[start] += 1
            expected = "Yes" if could == [code] else "It could be" if code in could else "No"
            assert start == expected, (name, code)
    assert min(said.values()) > 0


def test_are_areas_told_apart_by_the_limits_of_their_difference(atlas):
    view = atlas.newest("unemployment", Level.WARD)
    for code in view.table.index:
        same = set(alike(view, code))
        for other in view.table.index.drop(code):
            pair = view.table.loc[[code, other]]
            gap = absolute_gap(pair["value"], -1, lower=pair["lower"], upper=pair["upper"])
            assert (other in same) == (gap.lower <= 0), (code, other)


def test_is_dallow_answered_as_it_can_be_read_out(atlas):
    found = {name: a.answer for name, a in asked(atlas, "overcrowding", Level.WARD, DALLOW).items()}
    assert found == {
        "worst": "No. Between 2nd and 4th highest of 20 wards, 95% sure. Taken one by one, it "
        "cannot be told apart from Biscot ward and Central ward.",
        "chance": "The figure is 21.1%; the true one is likely, 19 times in 20, to lie between "
        "19.6% and 22.6%. England’s 4.4% lies outside it, so that difference is more than chance. "
        "Luton’s 12.2% lies outside it, so that difference is more than chance.",
        "better": "It went from 22.3% (20.7 to 24.0) on 27 March 2011 to 21.1% (19.6 to 22.6) on "
        "21 March 2021: 1.2 percentage points lower. That may be chance, while in Luton as a "
        "whole it rose from 10.9% to 12.2%, more than chance. "
        "No recent trend is told: there are figures for fewer than five years.",
        "compared": "Dallow ward has 21.1%; Luton 12.2%, East of England 3.4% and England 4.4%. It "
        "is in the most deprived fifth of Luton’s wards by IMD 2025; the 3 others average 23.6%.",
        "inside": "4 neighbourhoods inside, from 18.4% in Luton 019A (Dallow Road) to 24.9% in "
        "Luton 019D (Dallow Road) (21 March 2021). Made of 4 neighbourhoods. Luton 019C (85% of "
        "its area inside) lies partly outside the ward.",
        "close": "For Dallow ward to be at England’s level (4.4%), the number of households with "
        "too few bedrooms would have to fall by 455 (95% interval 414 to 498): the figure is 16.7 "
        "percentage points higher, 4.8 times as high. For Dallow ward to be at the level of the "
        "best wards (5.3%), the number of households with too few bedrooms would have to "
        "fall by 428 (95% interval 388 to 471): the figure is 15.8 percentage points higher, 4.0 "
        "times as high.",
        "age": "The figures are for 21 March 2021: 5 years old. No newer ones are held here. "
        "Census day fell in a lockdown: work, study and some addresses were not as usual.",
        "words": "“Too few bedrooms”: Households with at least one bedroom fewer than they need "
        "(occupancy rating −1 or less). A higher figure is worse.",
    }


def test_is_the_mean_of_similar_areas_that_of_the_same_fifth(atlas):
    view = atlas.newest("overcrowding", Level.WARD)
    fifth = atlas.fifths(Level.WARD)
    same = [c for c in fifth.index if fifth[c] == fifth[DALLOW] and c != DALLOW]
    rows = view.table.loc[same]
    mean = rows["numerator"].sum() / rows["denominator"].sum() * 100  # a share of sums
    numbers = dict(asked(atlas, "overcrowding", Level.WARD, DALLOW)["compared"].receipt.numbers)
    assert numbers["3 others in the same deprivation fifth"] == f"{mean:.1f}%"


def test_is_the_range_inside_the_wards_own(atlas):
    view = atlas.newest("overcrowding", Level.LSOA)
    inside = view.table.loc[list(atlas.know.inside(DALLOW)), "value"]
    answer = asked(atlas, "overcrowding", Level.WARD, DALLOW)["inside"].answer
    assert f"{len(inside)} neighbourhoods inside" in answer
    assert f"from {inside.min():.1f}% in" in answer
    assert f"to {inside.max():.1f}% in" in answer


def test_is_nothing_claimed_without_a_margin_of_error(atlas):
    for name in ("no2", "imd_score", "fuel_poverty", "population"):
        for code in atlas.pack.codes(Level.WARD)[:3]:
            found = asked(atlas, name, Level.WARD, code)
            assert found["worst"].answer.startswith("That cannot be said.")
            assert found["chance"].answer.startswith("That cannot be said.")
            none = ("Not judged", "No margin of error is known, so nothing is claimed but")
            assert found["better"].sure.startswith(none)
            assert "than chance" not in found["better"].answer


def test_is_no_people_counted_where_fewer_is_no_aim(atlas):
    code = atlas.pack.codes(Level.MSOA)[0]
    answer = asked(atlas, "english_proficiency", Level.MSOA, code)["close"].answer
    assert (
        answer == "This cannot be counted in people: having fewer of what it counts is not the aim."
    )


def test_does_a_missing_figure_say_why(luton):
    figures = luton.figures.copy()
    hit = (figures["indicator"] == "overcrowding") & (figures["area_code"] == DALLOW)
    figures.loc[hit, ["value", "lower", "upper", "numerator", "denominator"]] = np.nan
    figures.loc[hit, "status"] = "suppressed"  # made up
    pack = replace(luton, figures=figures)
    atlas = Atlas(pack)
    check(answers(atlas, atlas.newest("overcrowding", Level.WARD), DALLOW, TODAY))
    answer = asked(atlas, "overcrowding", Level.WARD, DALLOW)["worst"].answer
    assert "withheld by the publisher" in answer


@pytest.mark.parametrize(("today", "said"), [
    (date(2026, 3, 20), "nearly 5 years old"), (date(2026, 3, 21), "5 years old"),
    (date(2021, 4, 20), "less than a month old"), (date(2021, 5, 21), "2 months old"),
    (date(2022, 3, 21), "1 year old"), (date(2021, 3, 1), "not over yet"),
])  # fmt: skip
def test_is_the_age_counted_in_whole_years(atlas, today, said):
    view = atlas.newest("overcrowding", Level.WARD)
    age = answers(atlas, view, DALLOW, today)[6].answer
    assert age.startswith(f"The figures are for 21 March 2021: {said}.")


@pytest.mark.parametrize(("name", "said"), [
    # 2018 to 2022: until 31 December 2022, 3 years before 21 March 2026
    ("housing_affordability", "The figures are for 2018 to 2022: the newest are over 3 years old."),
    ("years_life_lost", "The figures are for IoD 2025; its publisher does not say of which years."),
    # to 30 September 2025: ten days after 21 March 2026 it is six months
    ("imd_score", "The figures are for IoD 2025: the newest are nearly 6 months old."),
])  # fmt: skip
def test_is_the_age_of_figures_of_several_years_that_of_the_newest(atlas, name, said):
    view = atlas.newest(name, Level.WARD)
    age = answers(atlas, view, DALLOW, date(2026, 3, 21))[6].answer
    assert age.startswith(said)
    assert age.count("IoD 2025") <= 1


def test_is_an_earlier_period_answered_too(atlas):
    from het_geo.atlas.choice import Choice  # noqa: PLC0415
    from het_geo.atlas.reading import indicator_view  # noqa: PLC0415

    for period in ("2018", "2013"):
        view = indicator_view(atlas.pack, Choice("claimant_rate", Level.WARD, period))
        found = answers(atlas, view, DALLOW, TODAY)
        check(found)
        assert "Newer ones are held, for 2022." in found[6].answer
    points = answers(atlas, view, DALLOW, TODAY)[2].receipt.numbers
    assert [what for what, _ in points] == ["Dallow ward"]  # 2013 is the first: no earlier points


def test_is_an_area_of_another_level_refused(atlas):
    with pytest.raises(BriefingError, match="E06000032"):
        answers(atlas, atlas.newest("overcrowding", Level.WARD), atlas.pack.district, TODAY)


def test_does_a_receipt_hold_the_definitions_used(atlas):
    found = asked(atlas, "overcrowding", Level.WARD, DALLOW)
    assert [m.id for m in found["worst"].receipt.measures] == ["wilson", "rank_interval"]
    assert [m.id for m in found["close"].receipt.measures] == ["people_to_close"]
    words = dict(found["words"].receipt.numbers)
    assert "Best fit" in words
    assert words["Benchmark"] == "the area compared with: Luton, East of England, England"


@pytest.mark.parametrize("name", ["english_proficiency", "level4_qualifications", "median_pay"])
def test_is_a_place_set_beside_the_districts_most_like_it(atlas, name):
    code = atlas.pack.district
    said = asked(atlas, name, Level.DISTRICT, code)["compared"].answer
    found = most_similar(atlas, code)
    assert opening_said(found) in said
    ahead = [one for one in found.ahead if one.indicator.id == name]
    for one in ahead:
        assert figure_said(found, atlas.pack.catalogue, one) in said
    limited = atlas.newest(name, Level.DISTRICT).figures[code].lower > 0
    assert (not ahead and limited) == ("None of the ten most alike is known to have it" in said)
