"""The annual report of a journey: all that its page says, in order, as a document for files.

A year can be closed: what the register then keeps is the report's document itself
(:func:`freeze`), so that a later change of figures, framework or register changes nothing in it.
"""

from __future__ import annotations

import calendar
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from het_geo import phrases, words
from het_geo.atlas.atlas import Atlas
from het_geo.council import Council
from het_geo.document import Document, Drawing, Item, Items, Part, Section, Text
from het_geo.document.frozen import frozen, thawed_document
from het_geo.document.table import Table, TableColumn, TableGroup, TableRow
from het_geo.errors import ExportError, JourneyError, RegisterError
from het_geo.framework.records import TIERS, Framework
from het_geo.geography import slug_of
from het_geo.journey.drawn import drawing_of
from het_geo.journey.model import Followed
from het_geo.journey.opening import COUNTED, five_lines
from het_geo.journey.report_notes import notes_of
from het_geo.journey.report_written import written_section
from het_geo.journey.said import gap_verdict
from het_geo.journey.told import MeasureTold, told
from het_geo.journey.written import Written
from het_geo.journey.year import KEY, PrincipleRow, year_of
from het_geo.pictures.course import ON_PAPER
from het_geo.register.forms import Frozen

ACROSS = 700.0  # points: how wide a measure's line is drawn, for letters that are read on paper
FORMAT = 1  # of what is frozen
NO_MEASURE = "No measure is set for this principle yet."
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


def report_of(
    ground: ReportGround, today: date, council: Council, year: int | None = None
) -> AnnualReport:
    """Return the annual report of a year (of today's, where none is said) as it is known today."""
    pack, framework = ground.atlas.pack, ground.framework
    of_year = year or today.year
    title = f"{framework.title}: annual report {of_year}"
    draft = framework.status.partition(":")[0].strip()
    made = phrases.made(pack.manifest.version, today)
    document = Document(
        title=f"{title} ({draft})" if draft else title,
        lead=f"{words.capital(framework.status.rstrip('.'))}." if framework.status else "",
        made=f"{council.name}. {made}" if council.name else made,
        foot=f"{title}{f' ({draft})' if draft else ''}. {made}",
        sections=tuple(_sections(ground, today)),
    )
    return AnnualReport(pack.manifest.place, of_year, today, pack.manifest.version, document)


def _sections(ground: ReportGround, today: date) -> Iterable[Section]:
    framework, followed = ground.framework, ground.followed
    rows = year_of(ground.atlas.pack.catalogue.principles, followed)
    yield Section("The year in five lines", tuple(_opening(ground, today)), opening=True)
    yield Section("The year at a glance", tuple(_glance(ground, rows)), opening=True)
    said = {one.measure.id: one for one in followed}
    for row in rows:
        none = () if row.held else (Text(NO_MEASURE),)
        yield Section(f"{row.number}. {row.label}", none)
        yield from (_measure(ground, said[one.id], today) for one in row.held)
    yield written_section(ground.atlas.pack, framework, ground.written, today)
    yield from ground.more
    yield from notes_of(framework, followed)


def _opening(ground: ReportGround, today: date) -> Iterable[Part]:
    """Return what a reader of one page takes along, then what it is about."""
    framework, written = ground.framework, ground.written
    lines = five_lines(framework, ground.followed, written, today)
    yield Items(tuple(Item(line.lead, line.text) for line in lines))
    yield Text(
        " ".join(filter(None, (framework.about, COUNTED if ground.followed else ""))), "note"
    )
    if written.example:
        yield Text(EXAMPLES)


def _glance(ground: ReportGround, rows: Sequence[PrincipleRow]) -> Iterable[Part]:
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
        f"{said.mark} {said.label}: {said.verdict}", tuple(_parts(ground, found, said)), level=3
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
    for remark in ground.written.remarks_on(found.measure.id):
        group = ground.framework.groups.get(remark.subgroup)
        chair = group.label if group else remark.subgroup
        mark = " (example)" if remark.example else ""
        yield Text(f"The chair of {chair} says{mark}: {remark.words} Why: {remark.reason}")
    picture = drawing_of(found, ground.atlas.pack.manifest.name, stands, ON_PAPER)
    if picture is not None:  # the last, so that nothing of its measure is left on another page
        yield Drawing(f"{said.label} over time", picture, across=ACROSS)


def freeze(report: AnnualReport) -> dict[str, Any]:
    """Return a report as the register keeps it when its year is closed: a table of JSON.

    Raises:
        RegisterError: it is larger than the register takes.
    """
    snapshot = {
        "format": FORMAT,
        "place": report.place,
        "year": report.year,
        "made": report.made.isoformat(),
        "pack": report.pack,
        "document": frozen(report.document),
    }
    try:
        return Frozen().read(json.dumps(snapshot, ensure_ascii=False, allow_nan=False))
    except ValueError as error:
        raise RegisterError(f"The year cannot be closed: of its report, {error}.") from error


def thawed(snapshot: Mapping[str, Any]) -> AnnualReport:
    """Return the report that was frozen.

    Raises:
        JourneyError: the snapshot is none of this program's.
    """
    try:
        if snapshot["format"] != FORMAT:
            raise ValueError("another format")
        return AnnualReport(
            slug_of(snapshot["place"]),
            int(snapshot["year"]),
            date.fromisoformat(snapshot["made"]),
            slug_of(snapshot["pack"]),
            thawed_document(snapshot["document"]),
        )
    except (ExportError, KeyError, TypeError, ValueError, AttributeError) as error:
        raise JourneyError(
            "The closed year holds no report that this version can read. Restore the register from "
            "its backup, or open it with the version that closed it."
        ) from error
