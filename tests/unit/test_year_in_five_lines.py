"""Does the first page of a report say the year in five lines? Verdicts are made up."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from het_geo.course import CourseVerdict, OnCourse
from het_geo.framework.read import folder_of, read_framework
from het_geo.framework.records import AgreedTarget
from het_geo.journey.follow import follow_all
from het_geo.journey.opening import MOST_NAMES, five_lines
from het_geo.journey.written import Written
from tests.conftest import ROOT
from tests.unit.test_report import LATE

DAY = date(2026, 11, 29)
AIMED = AgreedTarget(9.0, date(2030, 3, 31), "made up")


@pytest.fixture(scope="module")
def framework(atlas):
    return read_framework(folder_of(ROOT, "luton"), atlas.pack.catalogue)


@pytest.fixture(scope="module")
def followed(atlas, framework):
    return follow_all(atlas, framework)


def lines(framework, followed, written=None, today=DAY):
    found = five_lines(framework, followed, written or Written(), today)
    return {line.lead: line.text for line in found}


def judged(followed, *verdicts):
    """The first measures with these verdicts, the rest left out."""
    return [
        replace(one, course=OnCourse(verdict), gap=None) for one, verdict in zip(followed, verdicts)
    ]


def test_are_there_five_lines_in_order_of_importance(framework, followed):
    assert list(lines(framework, followed)) == [
        "Are we on course?", "What got better?", "What got worse?", "What is not known?",
        "What is due?",
    ]  # fmt: skip


def test_is_nothing_called_on_or_off_course_without_a_target(framework, followed):
    said = lines(framework, followed)["Are we on course?"]
    assert said == "Of 22 measures, none has a target yet, so none can be called on or off course."
    assert "No measure is set yet" in lines(framework, [])["Are we on course?"]


def test_is_each_measure_with_a_target_named_by_where_it_stands(framework, followed):
    on, off, free = judged(followed, CourseVerdict.ON, CourseVerdict.OFF, CourseVerdict.SEEMS_WORSE)
    on, off = (replace(x, measure=replace(x.measure, target=AIMED)) for x in (on, off))
    said = lines(framework, [on, off, free])["Are we on course?"]
    assert said == (
        f"Of 3 measures, 2 have a target. On course, or target met: {on.label}. "
        f"Off course: {off.label}."
    )


def test_is_what_is_sure_told_apart_from_what_seems_so_and_with_its_figures(framework, followed):
    sure, seems, worse, chance = judged(
        followed, CourseVerdict.BETTER, CourseVerdict.SEEMS_BETTER, CourseVerdict.SEEMS_WORSE,
        CourseVerdict.CHANCE,
    )  # fmt: skip
    said = lines(framework, [sure, seems, worse, chance])
    assert said["What got better?"] == (  # 56.6 % to 64.0 %, as its sentence has them
        f"By more than chance: {sure.label} (from 56.6% to 64.0%). It seems so, with no margin to "
        f"be sure by: {seems.label}."
    )
    assert said["What got worse?"].startswith("Nothing by more than chance. It seems so")
    assert chance.label not in said["What got better?"] + said["What got worse?"]
    # Two of the four seem better or worse; none of the four has a gap.
    assert "Of 2 of the 4 measures, whether" in said["What is not known?"]
    assert "Of 4 of the 4, how far" in said["What is not known?"]


def test_does_a_line_name_no_more_measures_than_are_read_out(framework, followed):
    many = judged(followed, *[CourseVerdict.SEEMS_WORSE] * (MOST_NAMES + 3))
    said = lines(framework, many)["What got worse?"]
    assert said.endswith("; and 3 more.")
    assert said.count(";") == MOST_NAMES


def test_is_what_is_overdue_said_first_then_this_month_then_the_next_review(framework, followed):
    said = lines(framework, followed, Written(actions=(LATE,)))["What is due?"]
    late, now, later = (
        said.index("Was due on 31 March 2024: Made up: visit homes, by Housing and Health"),
        said.index("To review in November 2026: Adults who smoke, by Access, Prevention"),
        said.index("Next review, in December: Ready for school, all children"),
    )
    assert late < now < later
    following = said[later:]  # whose each is stands with it, those of one owner together
    assert "Ready for school, Asian children, all by Children and Young People (chair)" in following


def test_are_many_things_due_counted_and_not_listed(framework, followed):
    many = tuple(replace(LATE, id=f"{i:032}", due=DAY - timedelta(400 + i)) for i in range(40))
    assert (
        "40 things are overdue."
        in lines(framework, followed, Written(actions=many))["What is due?"]
    )


def test_is_a_unit_of_words_named_once(framework, followed):
    (women,) = [one for one in followed if one.measure.id == "healthy_years_women"]
    assert "(from 62.0 to 55.8 years)" in lines(framework, [women])["What got worse?"]
