"""The journey to take along: its report and calendar as files, what is due, and closed years."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import streamlit as st

from het_geo import clock
from het_geo.council import council_here
from het_geo.errors import JourneyError, RegisterError, SignInError
from het_geo.framework.read import folder_of
from het_geo.framework.records import Framework
from het_geo.journey.closed import closable, freeze, thawed
from het_geo.journey.due import DueLine, due_of
from het_geo.journey.lists import shown_lines
from het_geo.journey.model import Followed
from het_geo.journey.plans import plan_chapters
from het_geo.journey.report import (
    AnnualReport,
    ReportGround,
    report_of,
    report_stem,
)
from het_geo.journey.written import Written, WrittenLine
from het_geo.pack.model import Pack
from het_geo.people.roles import Person
from het_geo.register import may
from het_geo.register.rows import ClosedYear
from het_geo.render.markup import piece
from het_geo.render.report import REPORT_FORMATS
from het_geo.ui.notices import notice
from het_geo.ui.register import TEMPLATE, the_register
from het_geo.ui.shelf import atlas_of, root
from het_geo.ui.show import show_text, show_title
from het_geo.ui.sign_in import person_now

NOTHING_DUE = "Nothing is due this month, and nothing is overdue."
_SAID = "closing said"


@dataclass(frozen=True)
class JourneyShown:
    """What the Journey page has worked out: the place, its framework, figures and register."""

    pack: Pack
    framework: Framework
    followed: list[Followed]
    written: Written

    def report(self, year: int | None = None) -> AnnualReport:
        """Return the report of a year, as it stands today."""
        atlas, folder = atlas_of(self.pack), folder_of(root(), self.pack.manifest.place)
        plans = plan_chapters(atlas, folder, self.framework)
        ground = ReportGround(atlas, self.framework, self.followed, self.written, plans)
        return report_of(ground, clock.today(), council_here(), year)

    def calendar(self) -> bytes:
        """Return the calendar file."""
        from het_geo.render.ical import calendar_file  # noqa: PLC0415 - not before it is asked for

        place, today = self.pack.manifest.place, clock.today()
        return calendar_file(place, self.framework, self.followed, self.written, today)


def show_take_along(shown: JourneyShown) -> None:
    """Offer the report in every format and the calendar; each is made when it is asked for."""
    show_title("Take it along", small=True)
    place, today = shown.pack.manifest.place, clock.today()
    stem = report_stem(place, today.year, today, shown.pack.manifest.version)
    row = st.container(horizontal=True)
    for kind in REPORT_FORMATS.values():
        row.download_button(
            f"Annual report ({kind.label})", data=lambda kind=kind: kind.make(shown.report()),
            file_name=f"{stem}.{kind.id}", mime=kind.mime, on_click="ignore",
            key=f"report-{kind.id}",
        )  # fmt: skip
    row.download_button(
        "Calendar of reviews and due days", data=shown.calendar, file_name=f"{place}-journey.ics",
        mime="text/calendar", on_click="ignore", key="report-calendar",
    )  # fmt: skip
    for closed in sorted(shown.written.closed, key=lambda one: one.year, reverse=True):
        _closed_files(shown.pack, closed)


def _closed_files(pack: Pack, closed: ClosedYear) -> None:
    """Offer the report of a closed year, as it was."""
    key = ("closed year", closed.id, closed.version)
    try:
        report = atlas_of(pack).keep(key, lambda: thawed(closed.snapshot))
    except JourneyError as error:
        notice(f"{closed.year}: {error}")
        return
    row = st.container(horizontal=True, vertical_alignment="center")
    row.html(f'<p class="hg-text">{closed.year}, closed and as it was:</p>', width="content")
    for kind in REPORT_FORMATS.values():
        row.download_button(
            f"{closed.year} ({kind.label})", data=_made(kind.make, report),
            file_name=f"{report.file_stem}.{kind.id}", mime=kind.mime, on_click="ignore",
            key=f"closed-{closed.id}-{kind.id}",
        )  # fmt: skip


def _made(make: Callable[[AnnualReport], bytes], report: AnnualReport) -> Callable[[], bytes]:
    return lambda: make(report)


def show_due(shown: JourneyShown) -> None:
    """Show what is due this month and what is overdue, each with its owner; count the blanks."""
    found = due_of(shown.framework, shown.followed, shown.written, clock.today())
    show_title(f"Due in {found.month}", small=True)
    lines = [_line(one, late=False) for one in found.now]
    lines += [_line(one, late=True) for one in found.late]
    shown_now = shown_lines(lines, "all of them are in the calendar above")
    st.html(piece(TEMPLATE, "open_lines", f"Due in {found.month}", shown_now, NOTHING_DUE))
    show_text(found.rule, "hg-age")
    if found.blank:
        show_text(f"Still blank. {'. '.join(blank.told for blank in found.blank)}.", "hg-age")


def _line(one: DueLine, *, late: bool) -> WrittenLine:
    text = f"{one.text.rstrip('.')}."
    return WrittenLine("", one.lead, text, one.owner, late=late, example=one.example)


def show_close(shown: JourneyShown, person: Person | None) -> None:
    """Let an administrator close a year; others see nothing of it."""
    if said := st.session_state.pop(_SAID, ""):
        notice(said)
    if not may(person, "add", "closed_year", shown.pack.manifest.place):
        return
    years = closable(clock.today(), {one.year for one in shown.written.closed})
    for year in years:
        _offer_close(shown, year)


def _offer_close(shown: JourneyShown, year: int) -> None:
    with st.expander(f"Close {year}"):
        show_text(
            f"The report of {year} is kept as it is known today: figures whose period had ended by "
            f"then, and what was done in {year}. What changes later changes nothing in it. It can "
            "be taken back under the last changes. A year can be closed once it has ended, within "
            "a year."
        )
        st.button(f"Close {year}", key="close-year", on_click=_close, args=(shown, year))


def _close(shown: JourneyShown, year: int) -> None:
    """Close a year as the person who is signed in now may; say what came of it."""
    try:
        person = person_now()
        values = {"year": year, "snapshot": freeze(shown.report(year))}
        the_register().add(person, "closed_year", shown.pack.manifest.place, values)
    except (RegisterError, SignInError) as error:
        st.session_state[_SAID] = str(error)
    else:
        st.session_state[_SAID] = f"{year} is closed: its report stands under “Take it along”."
