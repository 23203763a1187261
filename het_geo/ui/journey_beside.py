"""What other pages say of the journey: where a figure's measure stands, and what is done."""

from __future__ import annotations

from streamlit import html

from het_geo import clock, words
from het_geo.catalogue.records import Indicator
from het_geo.framework.records import Framework
from het_geo.geography import area_label
from het_geo.journey.here import NO_JOURNEY, Journey
from het_geo.journey.lists import shown_lines
from het_geo.journey.model import Followed
from het_geo.journey.projects import ProjectMap, project_map
from het_geo.journey.said import MARKS
from het_geo.journey.written import Written, action_line, project_line
from het_geo.pack.model import Pack
from het_geo.render.markup import piece
from het_geo.ui.journey import TEMPLATE, framework_of, link_to
from het_geo.ui.register import read_register
from het_geo.ui.shelf import atlas_of


def journey_of(pack: Pack) -> Journey:
    """Return the place's framework and what is written of it; none where there is no framework."""
    framework = framework_of(pack)
    return Journey(framework, read_register(pack, framework)) if framework else NO_JOURNEY


def projects_of(pack: Pack) -> tuple[str, ProjectMap] | None:
    """Return what a place's projects are called and where they are; ``None`` without a journey."""
    journey = journey_of(pack)
    if journey.framework is None:
        return None
    return journey.framework.projects, project_map(pack, journey.written.projects)


def show_on_journey(pack: Pack, indicator: Indicator) -> None:
    """Say which measures of the journey follow an indicator, and what is done that bears on it."""
    journey = journey_of(pack)
    framework, written = journey.framework, journey.written
    if framework is None:
        return
    measures = framework.of_indicator(indicator.id)
    found = journey.followed(atlas_of(pack), measures)
    if found:
        told = [_told(pack, framework, one, written) for one in found]
        html(piece(TEMPLATE, "on_journey", told))
    today, areas = clock.today(), pack.areas
    actions = written.actions_about(framework, indicator)
    projects = written.projects_about(framework, indicator)
    names = {code: area_label(areas, code) for p in projects if (code := p.area) in areas.index}
    listed = {
        "Actions that bear on it": [action_line(one, framework, today) for one in actions],
        "Projects under its principles": [project_line(one, names) for one in projects],
    }
    for title, lines in listed.items():
        if lines:
            shown = shown_lines(lines, "all of them are on the Journey page, as a file too")
            html(piece(TEMPLATE, "lines", title, shown, ""))


def _told(
    pack: Pack, framework: Framework, found: Followed, written: Written
) -> tuple[str, str, str]:
    """Return a mark, a sentence and a link."""
    measure, verdict = found.measure, found.course.verdict
    done = written.actions_on(measure)
    said = f"{words.count_of(len(done), 'action bears', 'actions bear')} on it" if done else (
        "no action that bears on it has been entered"
    )  # fmt: skip
    group = framework.groups[measure.owner].label
    sentence = (
        f"{found.label} is a measure of principle {measure.principle}, followed by {group}: "
        f"{verdict}; {said}."
    )
    return MARKS[verdict], sentence, link_to(pack, measure.id)
