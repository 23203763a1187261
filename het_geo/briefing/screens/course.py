"""Are we on course? Where the measures of a place's journey stand, as far as a deck is of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date

from het_geo import words
from het_geo.atlas.atlas import Atlas
from het_geo.briefing.drawings import ROWS_OF_MARKS, lines_picture, marks_picture, tally_picture
from het_geo.briefing.model import Audience, Link, Screen
from het_geo.briefing.screens.course_headline import course_headline
from het_geo.briefing.wording import more_note
from het_geo.course import CourseVerdict
from het_geo.document import Drawing
from het_geo.document.table import Table, text_table
from het_geo.errors import BriefingError
from het_geo.framework.records import Framework, JourneyMeasure
from het_geo.geography import Level
from het_geo.journey.here import Journey
from het_geo.journey.model import Followed
from het_geo.journey.said import MARKS, average_and_gap, gap_verdict
from het_geo.journey.written import action_line, project_lines
from het_geo.journey.year import KEY, SHORT, targets_said

TITLE = "Are we on course?"
RULE = (
    "Where the place keeps a framework of measures, where they stand is told once, before what is "
    "not known."
)
# How measures are counted side by side, without targets and with them: the others are between.
KINDS = ("worse", "no sure change", "better", "not judged yet")
KINDS_AIMED = ("off or worse", "in between", "on or better", "not judged yet")
WORSE, BETWEEN, BETTER, UNJUDGED = range(4)
SIDES = {
    CourseVerdict.OFF: WORSE,
    CourseVerdict.WORSE: WORSE,
    CourseVerdict.MET: BETTER,
    CourseVerdict.ON: BETTER,
    CourseVerdict.BETTER: BETTER,
    CourseVerdict.UNJUDGED: UNJUDGED,
}
HEADER = ("Measure", "Where it stands", "Newest figure", "Counted from", "Gap between areas")
NAMED = 4  # measures, actions or projects that the notes name
CARE = "Do not say: that an action or a project brought a change about; figures alone cannot tell."


def measures_of(journey: Journey, audience: Audience) -> list[JourneyMeasure]:
    """Return the measures of what a briefing is about: its principle, its group, or all.

    Those of the whole place bear on each of its areas; those of one area on that area alone.
    """
    if journey.framework is None:
        return []
    return [
        measure
        for measure in journey.framework.measures.values()
        if audience.principle in (0, measure.principle)
        and audience.subgroup in ("", measure.owner)
        and (not measure.area or not audience.codes or measure.area in audience.codes)
    ]


def tells_course(atlas: Atlas, audience: Audience, journey: Journey) -> bool:
    """Return whether any measure of what a briefing is about can be judged."""
    found = journey.followed(atlas, measures_of(journey, audience))
    return any(one.course.verdict != CourseVerdict.UNJUDGED for one in found)


def course(atlas: Atlas, audience: Audience, journey: Journey, today: date) -> Screen:
    """Return how many measures stand where, with a table of them all.

    Raises:
        BriefingError: no framework is kept for the place.
    """
    framework = journey.framework
    if framework is None:
        raise BriefingError(f"no framework is kept for {atlas.district.label}")
    found = journey.followed(atlas, measures_of(journey, audience))
    headline = course_headline(atlas, audience, framework, found)
    return Screen(
        id="course",
        kind="course",
        title=TITLE,
        indicator="",
        level=str(Level.DISTRICT),
        areas=(atlas.pack.district,),
        headline=headline,
        drawing=_drawing(atlas, journey, found, headline),
        table=_table(journey, found),
        source=_source(atlas, framework),
        notes=(*_notes(framework, found), *_done(atlas, audience, journey, today), CARE),
        cards=(),
        links=(Link("journey", {}),),
    )


def _source(atlas: Atlas, framework: Framework) -> str:
    status = f" {words.capital(framework.status).rstrip('.')}." if framework.status else ""
    return (
        f"{framework.title.rstrip('.')}.{status} The het_geo pack of {atlas.district.label}, "
        f"{atlas.pack.manifest.version}."
    )


def _name(journey: Journey, one: Followed) -> str:
    return f"{one.label}{' (example)' if journey.is_example(one.measure) else ''}"


def _word(one: Followed) -> str:
    verdict = one.course.verdict
    return f"{MARKS[verdict]} {SHORT.get(verdict, str(verdict))}"


def _table(journey: Journey, found: Sequence[Followed]) -> Table:
    rows = []
    for one in found:
        figure = "none yet"
        if one.newest:
            value = words.figure(float(one.newest.figure.value), one.indicator, one.unit)
            figure = f"{value} ({one.newest.label})"
        base = one.base.label if one.base else "not known"
        gap = gap_verdict(one) or ("not surely changed" if one.gap else "not told")
        rows.append((_name(journey, one), _word(one), figure, base, gap))
    return text_table(TITLE, HEADER, rows)


def _drawing(atlas: Atlas, journey: Journey, found: Sequence[Followed], headline: str) -> Drawing:
    """Return a row a measure, or of many a row a principle, cut into counts."""
    if not found:
        picture = lines_picture([("No measure is set", "There is nothing to follow.")], headline)
        return Drawing(TITLE, picture, form="words")
    if len(found) <= ROWS_OF_MARKS:
        marks = [(_name(journey, one), _word(one)) for one in found]
        says = " ".join([headline, *(f"{name}: {word}." for name, word in marks)])
        return Drawing(TITLE, marks_picture(marks, says), form="bars")
    aimed = any(one.measure.target for one in found)
    kinds = KINDS_AIMED if aimed else KINDS
    rows = _tallied(atlas, found)
    return Drawing(TITLE, tally_picture(kinds, rows, _spoken(headline, kinds, rows)), form="counts")


def _tallied(atlas: Atlas, found: Sequence[Followed]) -> list[tuple[str, list[int]]]:
    """Return how many measures of each principle stand on which side."""
    rows = []
    for number, principle in atlas.pack.catalogue.principles.items():
        own = [one.course.verdict for one in found if one.measure.principle == number]
        sides = Counter(SIDES.get(verdict, BETWEEN) for verdict in own)
        if own:
            name = f"{number}. {principle.label}"
            rows.append((name, [sides[side] for side in (WORSE, BETWEEN, BETTER, UNJUDGED)]))
    return rows


def _spoken(headline: str, kinds: Sequence[str], rows: Sequence[tuple[str, list[int]]]) -> str:
    """Return the counts in words, for who does not see them."""
    said = (
        f"{name}: {', '.join(f'{n} {kind}' for kind, n in zip(kinds, counts) if n)}."
        for name, counts in rows
    )
    return " ".join([headline, *said])


def _notes(framework: Framework, found: Sequence[Followed]) -> list[str]:
    """Return what a speaker has to know of the measures."""
    split = [f"{one.label}: {said}" for one in found if (said := average_and_gap(one))]
    notes = [*split[:NAMED], *more_note(len(split) - NAMED, "whose average and gap part")]
    if found:
        notes += [targets_said(found), KEY]
    return [note for note in (*notes, *framework.faults) if note]


def _done(atlas: Atlas, audience: Audience, journey: Journey, today: date) -> list[str]:
    """Return what is entered of actions on these measures, and of projects in these areas."""
    framework, written = journey.framework, journey.written
    if framework is None:
        return []
    measures = measures_of(journey, audience)
    held = {action.id: action for one in measures for action in written.actions_on(one)}
    lines = [action_line(action, framework, today) for action in held.values()]
    lines.sort(key=lambda line: not line.late)
    none = "No action that bears on these measures has been entered in the register."
    said = [line.sentence for line in lines[:NAMED]] or [none]
    said += more_note(len(lines) - NAMED, "in the register")
    projects = project_lines(written, atlas.pack.areas, audience.codes)
    said += [f"Project: {line.sentence}" for line in projects[:NAMED]]
    return said + more_note(len(projects) - NAMED, "projects here, in the register")
