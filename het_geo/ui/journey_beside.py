"""What other pages say of the journey: where a figure's measure stands, and what is done."""

from __future__ import annotations

from streamlit import html

from het_geo import words
from het_geo.catalogue.records import Indicator
from het_geo.framework.records import Framework, JourneyMeasure
from het_geo.journey.follow import follow
from het_geo.journey.here import NO_JOURNEY, Journey
from het_geo.journey.model import Followed
from het_geo.journey.said import MARKS
from het_geo.journey.written import Written
from het_geo.pack.model import Pack
from het_geo.render.markup import piece
from het_geo.ui.journey import TEMPLATE, framework_of, link_to
from het_geo.ui.register import read_register
from het_geo.ui.shelf import atlas_of


def journey_of(pack: Pack) -> Journey:
    """Return the place's framework and what is written of it; none where there is no framework."""
    framework = framework_of(pack)
    return Journey(framework, read_register(pack, framework)) if framework else NO_JOURNEY


def show_on_journey(pack: Pack, indicator: Indicator) -> None:
    """Say which measures of the journey follow an indicator, where they stand, and what is done."""
    framework = framework_of(pack)
    measures = framework.of_indicator(indicator.id) if framework else []
    if framework is None or not measures:
        return
    written = read_register(pack, framework)
    told = [_told(pack, framework, measure, written) for measure in measures]
    html(piece(TEMPLATE, "on_journey", told))


def _told(
    pack: Pack, framework: Framework, measure: JourneyMeasure, written: Written
) -> tuple[str, str, str]:
    """Return a mark, a sentence and a link."""
    atlas = atlas_of(pack)
    found: Followed = atlas.keep(("follows", measure), lambda: follow(atlas, framework, measure))
    done = written.actions_on(measure)
    said = f"{words.count_of(len(done), 'action bears', 'actions bear')} on it" if done else (
        "no action that bears on it has been entered"
    )  # fmt: skip
    group = framework.groups[measure.owner].label
    sentence = (
        f"{found.label} is a measure of principle {measure.principle}, followed by {group}: "
        f"{found.course.verdict}; {said}."
    )
    return MARKS[found.course.verdict], sentence, link_to(pack, measure.id)
