"""Is a framework read as strictly as the catalogue, and what cannot be followed named? Made up."""

from dataclasses import fields, replace
from datetime import date

import pytest

from het_geo.course import CourseVerdict
from het_geo.errors import JourneyError
from het_geo.framework.read import folder_of, read_framework
from het_geo.framework.records import Framework
from het_geo.journey.follow import follow, follow_all
from het_geo.journey.here import Journey
from het_geo.journey.model import Entered
from het_geo.journey.said import average_and_gap, stands
from het_geo.journey.year import summary, year_of
from het_geo.trends.change import Reading, change
from tests.conftest import ROOT

HEAD = """
place = "luton"
title = "Made up"
about = "Made up."
[[group]]
id = "housing"
label = "Housing and Health"
does = "Made up."
[[local]]
id = "visits"
label = "Home visits"
question = "How many homes were visited?"
kind = "mean"
unit = "score"
decimals = 0
aim = 1
source = "entered by hand"
"""
MEASURE = {
    "id": "m", "principle": 5, "tier": "outcome", "indicator": "overcrowding", "owner": "housing",
    "role": "chair", "month": 6, "why": "Made up.",
}  # fmt: skip
TARGET = '{{ value = {value}, by = {by}, agreed = "made up" }}'


def written(tmp_path, *measures, head=HEAD):
    """Write a framework of made-up measures; a value that is ``None`` leaves its key out."""
    lines = [head]
    for changes in measures:
        lines.append("[[measure]]")
        for key, value in (MEASURE | changes).items():
            if value is not None:
                bare = isinstance(value, int) or str(value).startswith("{")
                lines.append(f"{key} = {value}" if bare else f'{key} = "{value}"')
    (tmp_path / "framework.toml").write_text("\n".join(lines), "utf-8")
    return tmp_path


def target(value, by="2030-03-31"):
    return {"target": TARGET.format(value=value, by=by)}


REFUSED = [
    ({"owner": "nobody"}, "the owner 'nobody' is not known. Known: housing."),
    ({"principle": 9}, "the principle '9' is not known"),
    ({"tier": "middle"}, "the tier 'middle' is not known. Known: early, outcome."),
    ({"month": 13}, "the month '13' is not known"),
    ({"local": "visits"}, "name an 'indicator' or a 'local' figure, one of them."),
    ({"indicator": None}, "name an 'indicator' or a 'local' figure, one of them."),
    ({"colour": "red"}, "unknown key 'colour'"),
    ({"why": None}, "the key 'why' is missing"),
    ({"month": "June"}, "expected int, found 'June'"),
]


@pytest.mark.parametrize(("changes", "said"), REFUSED)
def test_is_what_is_not_known_refused_by_name(tmp_path, catalogue, changes, said):
    with pytest.raises(JourneyError, match=r"framework\.toml") as caught:
        read_framework(written(tmp_path, changes), catalogue)
    assert said in str(caught.value)


def test_is_an_id_that_stands_twice_refused(tmp_path, catalogue):
    with pytest.raises(JourneyError, match="the id stands twice"):
        read_framework(written(tmp_path, {}, {}), catalogue)


def test_is_what_is_no_toml_refused(tmp_path, catalogue):
    with pytest.raises(JourneyError, match="this is no TOML"):
        read_framework(written(tmp_path, head="place = \n"), catalogue)


def test_has_a_place_without_a_folder_no_framework(tmp_path, catalogue):
    assert read_framework(tmp_path / "nowhere", catalogue) is None


# Measures that are left out while the others are followed, and why.
FAULTS = [
    ({"indicator": "gone"}, "the catalogue has no indicator 'gone' any more. Choose another."),
    ({"indicator": None, "local": "gone"}, "there is no local figure 'gone'."),
    ({"baseline": "1999"}, "its baseline '1999' is no period."),
    ({"aim": 1}, "its aim is against the catalogue, which calls lower better."),
    (target(120), "its target 120 lies outside what can be, 0 to 100."),
    ({"indicator": "private_renting"} | target(10), "nothing says which direction is better."),
]


@pytest.mark.parametrize(("changes", "said"), FAULTS)
def test_is_a_measure_that_cannot_be_followed_named_and_the_others_kept(
    tmp_path, catalogue, changes, said
):
    found = read_framework(written(tmp_path, {"id": "good"}, changes), catalogue)
    assert list(found.measures) == ["good"]
    assert len(found.faults) == 1
    assert said in found.faults[0]
    assert "measure 'm'" in found.faults[0]


def stand(tmp_path, atlas, changes, entered=()):
    framework = read_framework(written(tmp_path, changes), atlas.pack.catalogue)
    (measure,) = framework.measures.values()
    found = follow(atlas, framework, measure, entered)
    return found, stands(atlas, found)


# Overcrowding: 10.9 % on 27 March 2011, 12.2 % on 21 March 2021, each with limits.
BEGAN = HEAD.replace("[[group]]", "began = 2022-01-01\n[[group]]", 1)
STANDS = [
    ({}, CourseVerdict.WORSE, "it rose from 10.9% on 27 March 2011 to 12.2%"),
    (target(9), CourseVerdict.OFF, "2.3 percentage points worse"),  # 12.2 less 9.9 of the line
    (target(11), CourseVerdict.UNJUDGED, "its target is no better than its baseline"),
    (target(9, "2011-03-27"), CourseVerdict.UNJUDGED, "which is not after its baseline"),
    ({"baseline": "2021"}, CourseVerdict.UNJUDGED, "there is one figure only"),
    ({"indicator": "households_deprived"}, CourseVerdict.UNJUDGED, "made anew in 2021"),
    ({"indicator": "good_level_of_development", "baseline": "2018-19"}, CourseVerdict.UNJUDGED,
     "the series was made anew in 2021/22, after its baseline"),
    ({"indicator": "fuel_poverty"}, CourseVerdict.UNJUDGED, "the publisher advises against"),
    ({"indicator": "pre1919_homes"}, CourseVerdict.UNJUDGED, "there is no figure yet"),
    ({"indicator": "ethnic_asian"}, CourseVerdict.UNJUDGED, "there is one figure only"),
]  # fmt: skip


@pytest.mark.parametrize(("changes", "verdict", "said"), STANDS)
def test_does_a_measure_stand_where_its_figures_say(tmp_path, atlas, changes, verdict, said):
    found, sentence = stand(tmp_path, atlas, changes)
    assert found.course.verdict == verdict
    assert said in sentence
    assert sentence.startswith(found.label)  # else the only noun above "it" could be a question's


# With a beginning in 2022: older figures tell where the place started; the baseline is the last one
# before it; what is written alike, or within a fiftieth without a margin, is as it was; prices are
# not taken out of pay; pooled years that share some are not held against each other.
SINCE = [
    ("overcrowding", "", CourseVerdict.UNJUDGED, "so it tells only where the place started"),
    ("healthy_life_expectancy_female", "", CourseVerdict.WORSE, "62.0 years (2019 to 2021)"),
    ("no2", "", CourseVerdict.LEVEL, "12.5 µg/m³ in 2021 to 12.4 in 2023"),
    ("median_pay", "", CourseVerdict.CHANGED, "Prices changed too"),
    ("smokers", "", CourseVerdict.UNJUDGED, "share years"),
    ("persistent_absence", "2021-22", CourseVerdict.UNJUDGED, "out of line with other years"),
    ("persistent_absence", "2022-23", CourseVerdict.SEEMS_BETTER, "24.6% in the school year"),
    ("neet", "", CourseVerdict.SEEMS_WORSE, "2.7% (December 2020 to February 2021)"),
]


@pytest.mark.parametrize(("indicator", "baseline", "verdict", "said"), SINCE)
def test_is_a_journey_judged_from_its_beginning(
    tmp_path, atlas, indicator, baseline, verdict, said
):
    measure = {"indicator": indicator, "baseline": baseline}
    framework = read_framework(written(tmp_path, measure, head=BEGAN), atlas.pack.catalogue)
    found = follow(atlas, framework, framework.measures["m"])
    assert found.course.verdict == verdict
    assert said in stands(atlas, found)
    assert stands(atlas, found).startswith(found.label)


@pytest.mark.in_turn
def test_can_every_indicator_of_the_catalogue_be_a_measure(tmp_path, atlas):
    names = [i.id for i in atlas.pack.catalogue.indicators.values()]
    measures = [{"id": name, "indicator": name} for name in names]
    framework = read_framework(written(tmp_path, *measures, head=BEGAN), atlas.pack.catalogue)
    followed = follow_all(atlas, framework)
    assert [found.measure.id for found in followed] == names
    for found in followed:
        sentence = stands(atlas, found)
        assert sentence[0].isupper()
        assert "nan" not in sentence
        assert (found.newest is None) <= (found.course.verdict == CourseVerdict.UNJUDGED)


ENTERED = [Entered(date(2025, 3, 31), Reading(12.0)), Entered(date(2024, 3, 31), Reading(10.0))]


@pytest.mark.parametrize(
    ("entered", "verdict", "said"),
    [
        ((), CourseVerdict.UNJUDGED, "there is no figure yet"),
        (ENTERED[:1], CourseVerdict.UNJUDGED, "there is one figure only"),
        (ENTERED, CourseVerdict.SEEMS_BETTER, "on 31 March 2024"),  # 10 then 12, more is better
    ],
)
def test_is_a_local_figure_followed_by_what_is_entered(tmp_path, atlas, entered, verdict, said):
    local = {"indicator": None, "local": "visits"}
    found, sentence = stand(tmp_path, atlas, local, entered)
    assert found.course.verdict == verdict
    assert said in sentence
    assert sentence.startswith(found.label)  # else the only noun above "it" could be a question's


def test_are_average_and_gap_told_side_by_side(tmp_path, atlas):
    found, _ = stand(tmp_path, atlas, {"indicator": "claimant_rate", "baseline": "2019"})
    first, last = found.gap.trend.table["sii"].abs()
    assert (round(first, 1), round(last, 1)) == (3.7, 7.3)  # as Principles has them of both years
    assert found.gap.trend.change == pytest.approx(last - first)
    assert list(found.gap.trend.table.index) == ["2019", "2022"]
    assert average_and_gap(found) == ""  # both worse: nothing that parts them
    better = replace(found, course=replace(found.course, verdict=CourseVerdict.BETTER))
    assert average_and_gap(better) == "The average is better, but the gap is wider."


def test_is_the_framework_of_luton_whole_and_every_principle_measured(catalogue, atlas):
    framework = read_framework(folder_of(ROOT, "luton"), catalogue)
    assert framework.faults == ()
    assert {m.principle for m in framework.measures.values()} == set(catalogue.principles)
    assert all(m.target is None for m in framework.measures.values())  # none is agreed in public
    assert framework.status.startswith("draft to confirm")
    followed = follow_all(atlas, framework)
    assert [len(row.held) for row in year_of(catalogue.principles, followed)] == [
        3, 3, 3, 2, 2, 4, 2, 3,
    ]  # fmt: skip
    assert summary(framework, followed).startswith("Of 22 measures since 2022: ")


@pytest.mark.parametrize(
    ("area", "said"),
    [("E05014741", "in 2021"), ("E05999999", "this place has no area E05999999")],
)
def test_is_a_measure_of_one_area_told_as_that_areas(tmp_path, atlas, area, said):
    found, sentence = stand(tmp_path, atlas, {"indicator": "claimant_rate", "area": area})
    assert said in sentence
    assert found.label == "Claiming unemployment benefits" + (
        ", Dallow ward" if area == "E05014741" else ""
    )


def test_is_average_and_gap_told_by_what_is_more_than_chance(tmp_path, atlas):
    """With a target too: 10.0 (8 to 12) then 9.9 (8 to 12) is no worse average."""
    found, _ = stand(
        tmp_path, atlas, {"indicator": "claimant_rate", "baseline": "2019"} | target(2)
    )
    alike = change(Reading(10.0, 8.0, 12.0), Reading(9.9, 8.0, 12.0))
    assert average_and_gap(replace(found, course=replace(found.course, change=alike))) == ""


@pytest.mark.parametrize("field", [field.name for field in fields(Framework)])
def test_does_every_part_of_a_framework_tell_one_journey_from_another(catalogue, field):
    framework = read_framework(folder_of(ROOT, "luton"), catalogue)
    own = getattr(framework, field)
    other = own | {"another": "made up"} if isinstance(own, dict) else f"not {own}"
    changed = replace(framework, **{field: other})
    assert Journey(framework).key != Journey(changed).key


def test_is_a_journey_followed_anew_where_its_beginning_has_moved(atlas, catalogue):
    framework = read_framework(folder_of(ROOT, "luton"), catalogue)
    bedrooms = [framework.measures["bedrooms"]]
    (now,) = Journey(framework).followed(atlas, bedrooms)
    (before,) = Journey(replace(framework, began=None)).followed(atlas, bedrooms)
    assert now.course.verdict == CourseVerdict.UNJUDGED  # its newest figure is of 2021
    assert before.course.verdict == CourseVerdict.WORSE
