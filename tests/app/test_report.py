"""Can the journey be taken along, what is due be seen, and a year be closed by who may?"""

import re
from datetime import date, timedelta
from io import BytesIO

import pypdf
from icalendar import Calendar

from het_geo.dates import long_date
from het_geo.framework.read import folder_of, read_framework
from het_geo.journey.follow import follow_all
from het_geo.journey.written import Written
from het_geo.people.roles import EVERYWHERE, Person, Post, Role
from het_geo.render.report import REPORT_FORMATS
from het_geo.ui.report import JourneyShown
from tests.app.pages import notices, open_app, said
from tests.conftest import ROOT

ADMIN = Person("a" * 32, (Post(Role.ADMINISTRATOR, EVERYWHERE),))


def action(**others):
    return {"title": "Made up: visit", "principle": 5, "subgroup": "housing", "status": "planned",
            "owner": "Head of Housing", **others}  # fmt: skip


def labels(app):
    return [button.proto.label for button in app.get("download_button")]


def test_are_report_and_calendar_offered_and_what_is_due_said_to_everybody(register):
    register.add(ADMIN, "action", "luton", action(due=str(date.today())))
    late = action(title="Made up: ask", due=str(date.today() - timedelta(days=400)))
    register.add(ADMIN, "action", "luton", late)
    app = open_app("journey", place="luton")
    assert not app.exception
    assert [label for label in labels(app) if label.startswith("Annual report")] == [
        "Annual report (PDF)", "Annual report (Word)", "Annual report (PowerPoint)",
    ]  # fmt: skip
    assert "Calendar of reviews and due days" in labels(app)
    text = said(app)
    assert f"Due in {date.today():%B %Y}" in text
    assert re.search(r"Due on [^.]*\. Made up: visit\. Housing and Health \(Head of", text)
    assert re.search(r"Was due on [^.]*\. Made up: ask\. Housing and Health \(Head of", text)
    assert "Still blank. No target: 22 (" in text
    assert "No review has been entered yet, so none is called overdue" in text
    assert text.index("Due in ") < text.index("Across the journey: what was advised")


def test_does_nobody_who_may_not_see_how_to_close_a_year(register):
    app = open_app("journey", place="luton")
    assert not [box.label for box in app.expander if "Close" in box.label]


def test_can_an_administrator_close_a_year_whose_report_stays(register, monkeypatch):
    monkeypatch.setenv("HET_GEO_LOCAL_EDITING", "1")
    app = open_app("journey", place="luton")
    year = date.today().year - 1  # the one that ended last
    assert [box.label for box in app.expander if "Close" in box.label] == [f"Close {year}"]
    app.button("close-year").click().run()
    assert f"{year} is closed" in notices(app)
    (row,) = register.rows("closed_year", "luton")
    assert row.year == year
    assert f"{year} (PDF)" in labels(app)
    assert f"Close {year}" not in [box.label for box in app.expander]  # none is closed twice
    assert f"annual report {year}, as known on {long_date(date.today())}" in str(row.snapshot)
    assert "No action has been entered" not in str(row.snapshot)
    register.add(ADMIN, "action", "luton", action())
    again = open_app("journey", place="luton")
    assert f"{year} (PDF)" in labels(again)
    assert register.rows("closed_year", "luton") == [row]


def test_can_a_closed_year_be_taken_back(register, monkeypatch):
    monkeypatch.setenv("HET_GEO_LOCAL_EDITING", "1")
    app = open_app("journey", place="luton")
    year = date.today().year - 1
    app.button("close-year").click().run()
    (change,) = register.history("luton")
    app.session_state["register-history"] = True
    app.run()
    assert f"a closed year, “{year}”" in said(app)
    app.button(f"register-undo-{change.id}").click().run()
    assert register.rows("closed_year", "luton") == []
    assert f"{year} (PDF)" not in labels(app)


def test_is_a_closed_year_that_cannot_be_read_said_and_the_page_whole(register):
    register.add(ADMIN, "closed_year", "luton", {"year": 2025, "snapshot": {"format": 9}})
    app = open_app("journey", place="luton")
    assert not app.exception
    assert "2025: The closed year holds no report that this version can read." in notices(app)
    assert "Take it along" in said(app)


def test_are_the_files_made_what_they_are_called(register, atlas):
    framework = read_framework(folder_of(ROOT, "luton"), atlas.pack.catalogue)
    shown = JourneyShown(atlas.pack, framework, follow_all(atlas, framework), Written())
    made = REPORT_FORMATS["pdf"].make(shown.report(2025))
    first = pypdf.PdfReader(BytesIO(made)).pages[0].extract_text()
    assert "annual report 2025" in " ".join(first.split())
    assert len(Calendar.from_ical(shown.calendar()).walk("VEVENT")) > 5
