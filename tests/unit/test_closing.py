"""Does the report of a year hold that year, and say so, whenever it is closed? Made up."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from het_geo.council import NOBODY
from het_geo.errors import RegisterError
from het_geo.framework.read import folder_of, read_framework
from het_geo.journey.closed import closable, freeze
from het_geo.journey.follow import follow_all
from het_geo.journey.of_year import followed_until, reviewed_in, written_in
from het_geo.journey.report import ReportGround, report_of
from het_geo.journey.written import Written
from het_geo.people.roles import EVERYWHERE, Person, Post, Role
from het_geo.register import RowError, open_register
from het_geo.register.rows import Action, ChangeTest, KpiValue, MeasureReview, Project
from het_geo.render.report import REPORT_FORMATS
from tests.conftest import ROOT
from tests.unit.texts_of_files import pdf_text

DAY = date(2026, 11, 29)
RUNS = Person("a" * 32, (Post(Role.ADMINISTRATOR, EVERYWHERE),))


def of_all(entered="2025-06-30", changed=None):
    made, last = (
        datetime.fromisoformat(f"{one}T12:00:00").replace(tzinfo=UTC)
        for one in (entered, changed or entered)
    )
    return {"id": "1" * 32, "place": "luton", "version": 1, "example": False, "created_at": made,
            "changed_at": last}  # fmt: skip


def action(entered, changed, due, status, title="Visit"):
    return Action(**of_all(entered, changed), title=title, recommendation=None, measure=None,
                  indicator=None, principle=5, subgroup="housing", status=status,
                  owner="Head of Housing", due=date.fromisoformat(due) if due else None,
                  evidence=None)  # fmt: skip


# An action: entered, last changed, due, its status, and whether 2025 is a year that it is of.
ACTIONS = """
2024-03-01 | 2024-03-01 |            | planned   | yes
2024-03-01 | 2024-06-01 |            | done      | no
2024-03-01 | 2025-01-01 |            | done      | yes
2024-03-01 | 2024-06-01 | 2025-02-01 | stopped   | yes
2025-12-31 | 2025-12-31 |            | planned   | yes
2026-01-01 | 2026-01-01 |            | planned   | no
2026-01-01 | 2026-01-01 | 2026-05-31 | planned   | no
2026-01-01 | 2026-02-01 | 2025-12-31 | done      | yes
2025-07-01 | 2026-02-01 | 2027-03-31 | under way | yes
2025-07-01 | 2026-02-01 | 2026-01-31 | done      | yes
"""


@pytest.mark.parametrize("line", ACTIONS.strip().splitlines())
def test_is_an_action_of_the_years_in_which_it_stood_or_was_due(line):
    *cells, of = (cell.strip() for cell in line.split("|"))
    held = written_in(Written(actions=(action(*cells),)), 2025)
    assert bool(held.actions) == (of == "yes")


def project(year):
    return Project(**of_all(), title=f"Kitchen of {year}", principle=4, subgroup=None, area=None,
                   what="Cooks", year=year, amount=None, link=None)  # fmt: skip


def value(day):
    return KpiValue(**of_all(), measure="warm", subgroup="housing", period=day, value=1.0,
                    low=None, high=None, note=None)  # fmt: skip


def attempt(day):
    return ChangeTest(**of_all(), aim=f"Test of {day.year}", plan="Ask", done=None, learned=None,
                      next_step=None, subgroup="housing", measure=None, day=day)  # fmt: skip


def review(day):
    return MeasureReview(**of_all(), measure="bedrooms", subgroup="housing", day=day,
                         decided=f"Decided in {day.year}", evidence=None)  # fmt: skip


EDGES = [date(2024, 12, 31), date(2025, 1, 1), date(2025, 12, 31), date(2026, 1, 1)]
MADE = Written(
    actions=(action("2026-02-01", "2026-02-01", "2026-08-31", "planned", "Visit in 2026"),),
    values=tuple(map(value, EDGES)),
    tests=tuple(map(attempt, EDGES)),
    projects=tuple(map(project, (2024, 2025, 2026))),
    reviews=tuple(map(review, EDGES)),
)


def test_is_what_has_a_day_in_the_report_of_its_year_alone():
    held = written_in(MADE, 2025)
    assert [one.day for one in held.tests] == EDGES[1:3]
    assert [one.year for one in held.projects] == [2025]
    assert [one.period for one in held.values] == EDGES[:3]  # values until then, as figures are
    assert [one.day for one in reviewed_in(MADE, 2025).reviews] == EDGES[1:3]


@pytest.fixture(scope="module")
def ground(atlas):
    framework = read_framework(folder_of(ROOT, "luton"), atlas.pack.catalogue)
    return ReportGround(atlas, framework, follow_all(atlas, framework), MADE)


@pytest.mark.parametrize("year", [2021, 2023, 2025])
def test_is_no_figure_newer_than_the_year(ground, year):
    found = followed_until(ground.atlas, ground.framework, Written(), year)
    for one, now in zip(found, ground.followed, strict=True):
        end = date(year, 12, 31)
        assert [d.label for d in one.dots] == [d.label for d in now.dots if d.day <= end]
        assert all(dot.day <= end for dot in (*one.england, *filter(None, [one.base, one.newest])))
    newest = {now.newest.day.year for now in ground.followed if now.newest}
    assert max(newest) >= 2025  # else the years above would ask nothing


@pytest.mark.in_turn
def test_do_the_first_lines_say_of_which_year_and_day_a_report_is(ground):
    report = report_of(ground, DAY, NOBODY, 2025)
    text = pdf_text(REPORT_FORMATS["pdf"].make(report))
    for said in (
        "annual report 2025, as known on 29 November 2026",
        "This is the report of 2025 as it was known on 29 November 2026.",
        "Figures are those whose period had ended by 31 December 2025.",
        "Kitchen of 2025", "Test of 2025", "Decided in 2025",
    ):  # fmt: skip
        assert said in text, said
    for year in (2024, 2026):
        for lead in ("Kitchen of", "Test of", "Visit in"):
            assert f"{lead} {year}" not in text
    assert text.index("This is the report of 2025") < text.index("The year at a glance")
    living = report_of(ground, DAY, NOBODY)
    assert living.document.lead.startswith("This is what is known on 29 November 2026, of all")
    assert "Kitchen of 2024" in pdf_text(REPORT_FORMATS["pdf"].make(living))


# On a day: a year, and why it may not be closed.
CLOSED = [
    (date(2026, 11, 29), 2026, "2026 has not ended: it can be closed from 1 January 2027"),
    (date(2026, 12, 31), 2026, "2026 has not ended"),
    (date(2027, 1, 1), 2026, ""),
    (date(2027, 12, 31), 2026, ""),
    (date(2028, 1, 1), 2026, "2026 ended more than a year ago"),
    (date(2026, 11, 29), 2030, "2030 has not ended"),
]


@pytest.mark.parametrize(("today", "year", "why"), CLOSED)
def test_can_a_year_be_closed_from_its_end_for_a_year(ground, today, year, why):
    report = replace(report_of(replace(ground, followed=()), DAY, NOBODY), year=year, made=today)
    assert (year in closable(today, ())) == (not why)
    assert closable(today, {year}) == tuple(y for y in (today.year - 1,) if y != year)
    if why:
        with pytest.raises(RegisterError, match=why):
            freeze(report)
    else:
        assert freeze(report)["year"] == year


def test_does_the_register_itself_close_no_year_that_has_not_ended(tmp_path):
    def now():
        return datetime(2026, 12, 31, 23, 59, tzinfo=UTC)

    register = open_register(f"sqlite:///{tmp_path / 'register.db'}", now=now)
    with pytest.raises(RowError, match="year: it has not ended"):
        register.add(RUNS, "closed_year", "luton", {"year": 2026, "snapshot": {}})
    assert register.add(RUNS, "closed_year", "luton", {"year": 2025, "snapshot": {}}).year == 2025
