"""The annual report of a journey: all that its page says, in order, as a document for files.

Of this year it is what is known so far; of a year that has ended, what belongs to that year
(:mod:`het_geo.journey.of_year`), so that it can be closed (:mod:`het_geo.journey.closed`).
"""

from __future__ import annotations

import calendar
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from het_geo import dates, phrases, words
from het_geo.atlas.atlas import Atlas
from het_geo.council import Council
from het_geo.document import Document, Drawing, Item, Items, Part, Section, Text
from het_geo.document.table import Table, TableColumn, TableGroup, TableRow
from het_geo.framework.records import TIERS, Framework
from het_geo.journey.drawn import drawing_of
from het_geo.journey.model import Followed
from het_geo.journey.of_year import (
    OF_YEAR,
    TO_DATE,
    followed_until,
    reviewed_in,
    written_in,
)
from het_geo.journey.opening import COUNTED, OpeningLine, five_lines
from het_geo.journey.report_notes import notes_of
from het_geo.journey.report_written import projects_section, written_section
from het_geo.journey.reviews import reviewed_said, reviews_told
from het_geo.journey.said import gap_verdict
from het_geo.journey.told import MeasureTold, told
from het_geo.journey.written import Written
from het_geo.journey.year import KEY, PrincipleRow, year_of
from het_geo.pictures.course import ON_PAPER

ACROSS = 700.0  # points: how wide a measure's line is drawn, for letters that are read on paper
NO_MEASURE = "No measure is set for this principle yet."
NO_REVIEW = "No review has been entered."
CARE_TOLD = "Compare with care."  # how a sentence begins that breaks of a series close with
EXAMPLES = "Rows marked “example” are made up, to show what a register looks like."
NO_GAP = "Where no gap is named, none can be told; what is not known says why."
COLUMNS = (
    TableColumn("Measure", 5, number=False),
    TableColumn("Where it stands", 5, number=False),
    TableColumn("Kind", 2, number=False),
    TableColumn("Owner", 4.4, number=False),
    TableColumn("Reviewed in", 2, number=False),
)


@dataclass(frozen=True)
class AnnualReport:
    """A report as files are made of it: its place, year and day, its pack, and what it says."""

    place: str
    year: int
    made: date
    pack: str
    document: Document

    @property
    def file_stem(self) -> str:
        """What its files are called, without an ending."""
        return report_stem(self.place, self.year, self.made, self.pack)


def report_stem(place: str, year: int, made: date, pack: str) -> str:
    """Return what a report's files are called: place (its slug), year, day and pack version."""
    return f"{place}-journey-{year}-{made:%Y-%m-%d}-{pack}"


@dataclass(frozen=True)
class ReportGround:
    """What a report is made of: the place's figures, its framework, and what people wrote.

    ``more`` are sections that stand after what was written, such as logic models.
    """

    atlas: Atlas
    framework: Framework
    followed: Sequence[Followed]
    written: Written
    more: tuple[Section, ...] = ()
    year: int = 0  # of which alone it is; 0: of all

    def of_year(self, year: int) -> ReportGround:
        """Return what of it belongs to a year that has ended."""
        followed = followed_until(self.atlas, self.framework, self.written, year)
        return replace(self, followed=followed, written=written_in(self.written, year), year=year)

    @property
    def listed(self) -> Written:
        """What was written, as its lists have it."""
        return reviewed_in(self.written, self.year) if self.year else self.written

    def asked(self, today: date) -> date:
        """Return the day of which it is asked which reviews are overdue."""
        return date(self.year + 1, 1, 1) if self.year else today


def report_of(
    ground: ReportGround, today: date, council: Council, year: int | None = None
) -> AnnualReport:
    """Return the report of today's year as far as it is known, or of a year that has ended."""
    pack, framework = ground.atlas.pack, ground.framework
    of_year, day = year or today.year, dates.long_date(today)
    ended = of_year < today.year
    if ended:
        ground = ground.of_year(of_year)
    title = f"{framework.title}: annual report {of_year}, as known on {day}"
    status = f"{words.capital(framework.status.rstrip('.'))}." if framework.status else ""
    told = (OF_YEAR if ended else TO_DATE).format(year=of_year, day=day)
    draft = framework.status.partition(":")[0].strip()
    made = phrases.made(pack.manifest.version, today)
    document = Document(
        title=f"{title} ({draft})" if draft else title,
        lead=f"{told} {status}".rstrip(),
        made=f"{council.name}. {made}" if council.name else made,
        foot=f"{title}{f' ({draft})' if draft else ''}. {made}",
        sections=tuple(_sections(ground, today)),
    )
    return AnnualReport(pack.manifest.place, of_year, today, pack.manifest.version, document)


def _sections(ground: ReportGround, today: date) -> Iterable[Section]:
    framework, followed = ground.framework, ground.followed
    rows = year_of(ground.atlas.pack.catalogue.principles, followed)
    yield Section("The year in five lines", tuple(_opening(ground, today)), opening=True)
    yield Section("The year at a glance", tuple(_glance(ground, rows, today)), opening=True)
    said = {one.measure.id: one for one in followed}
    for row in rows:
        none = () if row.held else (Text(NO_MEASURE),)
        yield Section(f"{row.number}. {row.label}", none)
        yield from (_measure(ground, said[one.id], today) for one in row.held)
    names = {one.measure.id: one.label for one in followed}
    yield written_section(ground.atlas.pack, framework, ground.listed, today, names)
    yield from projects_section(ground.atlas.pack, framework, ground.listed)
    yield from ground.more
    yield from notes_of(framework, followed)


def _opening(ground: ReportGround, today: date) -> Iterable[Part]:
    """Return what a reader of one page takes along, then what it is about."""
    framework, written = ground.framework, ground.written
    lines = five_lines(framework, ground.followed, written, today)
    days = ground.asked(today), ground.year or today.year
    held = reviews_told(framework, ground.followed, written, days)
    if ground.year:  # of a year that has ended nothing is due any longer
        lines = (*lines[:-1], OpeningLine("What was reviewed?", held or NO_REVIEW))
    yield Items(tuple(Item(line.lead, line.text) for line in lines))
    yield Text(
        " ".join(filter(None, (framework.about, COUNTED if ground.followed else ""))), "note"
    )
    if written.example:
        yield Text(EXAMPLES)


def _glance(ground: ReportGround, rows: Sequence[PrincipleRow], today: date) -> Iterable[Part]:
    days = ground.asked(today), ground.year or today.year
    held = reviews_told(ground.framework, ground.followed, ground.written, days)
    if held and not ground.year:
        yield Text(held)
    groups = tuple(
        TableGroup(f"{row.number}. {row.label}", tuple(_rows(ground, row))) for row in rows
    )
    yield Table("The year at a glance: each principle, its measures and marks", COLUMNS, groups)
    yield Text(f"{KEY} {NO_GAP}", "note")


def _rows(ground: ReportGround, row: PrincipleRow) -> Iterable[TableRow]:
    """Return a principle's measures, each with mark and word; or that none is set."""
    followed = {found.measure.id: found for found in ground.followed}
    if not row.held:
        yield TableRow(NO_MEASURE, "", ("", "", "", ""))
    for one in row.held:
        measure = followed[one.id].measure
        cells = (
            f"{one.mark} {one.verdict}{_gap(followed[one.id])}",
            words.capital(TIERS[measure.tier]),
            ground.framework.groups[measure.owner].label,
            calendar.month_name[measure.month],
        )
        yield TableRow(one.label, "", cells)


def _gap(found: Followed) -> str:
    """Return how the gap went, where one is told."""
    return f"; gap {gap_verdict(found) or 'not surely changed'}" if found.gap else ""


def _measure(ground: ReportGround, found: Followed, today: date) -> Section:
    """Return what is told of one measure: its sentence, its line, gap, owner and month."""
    said = told(ground.atlas, ground.framework, found, today)
    return Section(
        f"{said.mark} {said.label}: {said.verdict}",
        (*_parts(ground, found, said), *_beside(ground, found, said, today)),
        level=3,
    )


def _parts(ground: ReportGround, found: Followed, said: MeasureTold) -> Iterable[Part]:
    stands = said.stands  # what has no target is listed once
    yield Text(f"{said.about} {said.why} {said.follow_up}", "note")
    yield Text(f"{stands} {said.england}".rstrip())
    if found.gap is not None:
        care = stands[stands.find(CARE_TOLD) :] if CARE_TOLD in stands else ""
        # What both say of the series is said once.
        yield Text(f"The gap beside it: {phrases.small(said.gap.removesuffix(care).rstrip())}")
    if said.both:
        yield Text(said.both, "said")


def _beside(
    ground: ReportGround, found: Followed, said: MeasureTold, today: date
) -> Iterable[Part]:
    """Return what people say beside a verdict, when it was reviewed, and its line.

    The line is the last, so that nothing of its measure is left on another page.
    """
    for remark in ground.written.remarks_on(found.measure.id):
        group = ground.framework.groups.get(remark.subgroup)
        chair = group.label if group else remark.subgroup
        mark = " (example)" if remark.example else ""
        day = dates.long_date(remark.changed_at.date())
        said_by = f"The chair of {chair} says{mark} ({day})"
        yield Text(f"{said_by}: {remark.words} Why: {remark.reason}")
    reviewed = reviewed_said(ground.framework, ground.written, found.measure, ground.asked(today))
    yield Text(f"{said.owner} {reviewed}", "note")
    picture = drawing_of(found, ground.atlas.pack.title, said.stands, ON_PAPER)
    if picture is not None:
        yield Drawing(f"{said.label} over time", picture, across=ACROSS)
