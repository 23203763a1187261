"""Does the Journey page say where the town stands, and let nobody write who may not?"""

import re
from datetime import date

import pytest

from het_geo.dates import long_date
from het_geo.people.roles import Person, Post, Role
from tests.app.pages import notices, open_app, page_text, said, text

CHAIR = Person("c" * 32, (Post(Role.CHAIR, "luton", "housing"),))
ACTION = {
    "title": "Visit homes", "principle": 5, "subgroup": "housing", "status": "planned",
    "owner": "Head of Housing", "due": "2024-03-31", "measure": "bedrooms",
}  # fmt: skip


def labels(app):
    return [button.label for button in app.button]


def open_form(monkeypatch):
    """Open the page and its form, with the last changes, as who may change all here."""
    monkeypatch.setenv("HET_GEO_LOCAL_EDITING", "1")
    app = open_app("journey", place="luton", measure="bedrooms")
    app.session_state["register-write"] = app.session_state["register-history"] = True
    return app.run()


def test_does_an_empty_register_leave_the_journey_whole(register):
    app = open_app("journey", place="luton")
    assert not app.exception
    assert notices(app) == ""
    assert "Luton: are we on course?" in text(app)
    assert "No measure has a target yet, so none can be called on or off course" in said(app)
    assert "No action that bears on this measure has been entered yet." in said(app)
    assert "Nothing can be changed here: no sign-in is set up." in said(app)
    assert not {"Save", "Remove it", "Take back"} & set(labels(app))
    quiet = re.findall(r'class="hg-quiet">(.)', page_text(app))
    assert quiet  # what was advised is listed
    assert not any(first.islower() for first in quiet)


def test_has_every_principle_a_row_and_every_measure_a_mark_in_shape_and_word(register):
    app = open_app("journey", place="luton")
    rows = re.findall(r'<tr><th scope="row">(.*?)</tr>', page_text(app), flags=re.S)
    assert len(rows) == 8
    for row in rows:
        marks = re.findall(r'hg-mark" aria-hidden="true">(.*?)</span>', row)
        words = re.findall(r'hg-measure-verdict">(.*?)</span>', row)
        assert len(marks) == len(words) >= 2
        assert all(mark.strip() and word.strip() for mark, word in zip(marks, words))


@pytest.mark.parametrize(
    ("measure", "sentence"),
    [
        ("bedrooms", "It rose from 10.9% on 27 March 2011 to 12.2% on 21 March 2021"),
        ("households_in_need", "is from before the journey began in 2022"),
        ("claimants", "Claimant count, district: it rose from 5.4% in 2022 to 6.9% in 2025"),
    ],
)
def test_does_a_link_to_a_measure_open_it(register, measure, sentence):
    app = open_app("journey", place="luton", measure=measure)
    assert sentence in said(app)
    assert "No target is set. A target would need a value, a day to reach it by" in said(app)


def test_is_a_measure_that_is_not_followed_said_and_no_traceback(register):
    app = open_app("journey", place="luton", measure="<b>x</b>")
    assert not app.exception
    assert "The link names a measure that is not followed here" in text(app)


def test_is_what_is_written_read_by_all_and_an_overdue_action_said(register):
    register.add(CHAIR, "action", "luton", ACTION)
    remark = {"measure": "bedrooms", "subgroup": "housing", "words": "Not the whole picture.",
              "reason": "Homes were built since."}  # fmt: skip
    register.add(CHAIR, "remark", "luton", remark)
    app = open_app("journey", place="luton", measure="bedrooms")
    assert "Planned (overdue). Visit homes" in said(app)
    assert "Housing and Health (Head of Housing), due 31 March 2024" in said(app)
    day = long_date(register.rows("remark", "luton")[0].changed_at.date())
    remark = f"The chair of Housing and Health says ({day}): Not the whole picture. Why: Homes"
    assert remark in said(app)
    assert "Too few bedrooms: cannot be judged yet" in said(app)  # the verdict stays


def test_does_every_list_that_is_cut_say_how_many_more_there_are_and_where(register):
    rows = "\n".join(
        f"Visit {i},5,housing,planned,Head of Housing,2027-03-31,bedrooms" for i in range(130)
    )
    head = "title,principle,subgroup,status,owner,due,measure"
    runs = Person("a" * 32, (Post(Role.ADMINISTRATOR, "luton"),))
    assert register.import_csv(runs, "luton", "action", f"{head}\n{rows}".encode()).added == 130
    app = open_app("journey", place="luton", measure="bedrooms")
    assert "And 30 more: all of them are in the file under “Actions” below." in said(app)
    app = open_app("explore", place="luton", indicator="overcrowding")
    assert "And 30 more: all of them are on the Journey page, as a file too." in said(app)


@pytest.mark.parametrize(("rows", "told"), [(20, False), (21, True)])
def test_do_the_last_changes_say_that_there_were_earlier_ones(register, rows, told):
    for number in range(rows):
        register.add(CHAIR, "action", "luton", ACTION | {"title": f"Made-up action {number}"})
    app = open_app("journey", place="luton", measure="bedrooms")
    app.session_state["register-history"] = True
    shown = said(app.run())
    assert ("These are the last 20: the earlier ones are kept" in shown) == told
    assert shown.count("“Made-up action") == 20


def test_is_what_looks_like_html_shown_as_text(register):
    register.add(CHAIR, "action", "luton", ACTION | {"title": "<script>alert(1)</script>"})
    app = open_app("journey", place="luton", measure="bedrooms")
    assert "<script>" not in page_text(app)
    assert "&lt;script&gt;" in page_text(app)


def test_can_a_row_be_written_changed_and_taken_back_where_local_editing_is_on(
    register, monkeypatch
):
    app = open_form(monkeypatch)
    fields = {
        "title": "Visit homes", "subgroup": "housing", "principle": "5", "status": "planned",
        "owner": "Head of Housing", "due": "2027-03-31",
    }  # fmt: skip
    for name, value in fields.items():
        key = f"luton-action-new-{name}"
        app.session_state[key] = value
    app.run()
    app.button("register-save-action-new").click().run()
    assert "Saved: this action can be seen by everyone." in said(app)
    (row,) = register.rows("action", "luton")
    assert (row.title, row.due, row.status) == ("Visit homes", date(2027, 3, 31), "planned")
    change = register.history("luton")[0]
    app.button(f"register-undo-{change.id}").click().run()
    assert register.rows("action", "luton") == []


def test_can_a_review_be_entered_seen_and_taken_back_where_local_editing_is_on(
    register, monkeypatch
):
    app = open_form(monkeypatch)
    assert "No review of it has been entered yet." in said(app)
    app.selectbox("register-kind").select("review").run()
    fields = {"measure": "bedrooms", "subgroup": "housing", "day": "2026-06-12",
              "decided": "Go on, and ask the landlords"}  # fmt: skip
    for name, value in fields.items():
        app.session_state[f"luton-review-new-{name}"] = value
    app.run()
    app.button("register-save-review-new").click().run()
    assert "Saved: this review of a measure can be seen by everyone." in said(app)
    assert "Last reviewed on 12 June 2026: Go on, and ask the landlords." in said(app)
    assert "Too few bedrooms, reviewed on 12 June 2026. Go on, and ask the landlords" in said(app)
    assert "A review counts for its month from 60 days before." in said(app)
    change = register.history("luton")[0]
    app.button(f"register-undo-{change.id}").click().run()
    assert "No review of it has been entered yet." in said(app)


def test_is_the_second_of_two_who_write_one_row_shown_what_the_first_wrote(register, monkeypatch):
    row = register.add(CHAIR, "action", "luton", ACTION)
    app = open_form(monkeypatch)
    app.selectbox("register-row-action").select_index(1).run()
    app.text_input(f"luton-action-{row.id}-title").set_value("Mine")
    register.change(CHAIR, "action", row.id, {"title": "Theirs"}, row.version)
    app.button(f"register-save-action-{row.id}").click().run()
    assert "Somebody has changed this action in the meantime" in text(app)
    assert "It now says: What it is: Theirs" in text(app)
    assert register.rows("action", "luton")[0].title == "Theirs"
    assert app.text_input(f"luton-action-{row.id}-title").value == "Mine"  # what was typed stays
    app.text_input(f"luton-action-{row.id}-title").set_value("Mine")
    app.button(f"register-save-action-{row.id}").click().run()  # having seen theirs
    assert register.rows("action", "luton")[0].title == "Mine"


def test_is_what_makes_no_row_refused_with_the_field_and_kept(register, monkeypatch):
    app = open_form(monkeypatch)
    app.text_input("luton-action-new-due").set_value("28/11/2026")
    app.button("register-save-action-new").click().run()
    assert "dates are written year-month-day" in text(app)
    assert "Due (year-month-day): dates are" in text(app)  # as the form calls it
    assert app.text_input("luton-action-new-due").value == "28/11/2026"
    assert register.rows("action", "luton") == []


PROJECT = {
    "title": "A kitchen", "principle": 4, "subgroup": "housing", "area": "E05014741",
    "what": "Neighbours cook together.", "year": 2025, "amount": 1500,
}  # fmt: skip


@pytest.mark.parametrize(("area", "there"), [("E05014741", True), ("E05014740", False)])
def test_does_a_wards_profile_show_its_projects(register, area, there):
    register.add(CHAIR, "project", "luton", PROJECT)
    app = open_app("profile", place="luton", area=area)
    assert ("A kitchen (2025, £1,500). Neighbours cook together." in said(app)) is there


def test_do_projects_stand_on_the_map_of_the_journey_and_on_explore(register):
    app = open_app("journey", place="luton")
    assert "on the map:" not in said(app)
    register.add(CHAIR, "project", "luton", PROJECT)
    register.add(CHAIR, "project", "luton", PROJECT | {"title": "A garden", "area": None})
    app = open_app("journey", place="luton")
    assert "on the map: 1 of 2 projects, in 1 area. 1 name no area of the map." in said(app)
    assert "1. A kitchen (2025, £1,500). Neighbours cook together." in said(app)
    assert "A garden (2025, £1,500)" in said(app)
    explore = open_app("explore", place="luton")
    sent = [str(part.proto) for part in explore.get("bidi_component")]
    (dots,) = {one[one.index("A kitchen (2025): somewhere in") :][:80] for one in sent
               if "A kitchen (2025): somewhere in" in one}  # fmt: skip
    assert "ward" in dots


def test_does_an_indicator_say_where_its_measure_stands_and_what_is_done(register):
    register.add(CHAIR, "action", "luton", ACTION)
    app = open_app("explore", place="luton", indicator="overcrowding")
    sentence = (
        "Too few bedrooms is a measure of principle 5, followed by Housing and Health: cannot be "
        "judged yet; 1 action bears on it."
    )
    assert sentence in said(app)
    assert "Actions that bear on it (1)" in said(app)
    assert "Visit homes" in said(app)
    app = open_app("explore", place="luton", indicator="unemployment")
    assert "is a measure of principle" not in said(app)
    assert "Visit homes" not in said(app)


def test_are_what_is_done_and_the_projects_told_of_an_indicator_that_is_no_measure(register):
    register.add(CHAIR, "action", "luton", ACTION | {"indicator": "unemployment", "measure": None})
    register.add(CHAIR, "project", "luton", PROJECT)
    app = open_app("explore", place="luton", indicator="unemployment")
    assert "Visit homes" in said(app)
    app = open_app("explore", place="luton", indicator="households_deprived")  # principle 4
    assert "Projects under its principles (1)" in said(app)
    assert "A kitchen (2025, £1,500)" in said(app)
    assert "Visit homes" not in said(app)


def test_does_a_briefing_say_whether_the_town_is_on_course_and_what_is_done(register):
    register.add(CHAIR, "action", "luton", ACTION)
    app = open_app("briefing", place="luton", principle="5")
    app.session_state["briefing-arrange"] = True  # the box that lists the screens
    app.run()
    order = " ".join(found.value for found in app.markdown)
    assert "of 2 draft measures of principle 5" in order
    deck = app.get("iframe")[0].proto.srcdoc
    assert "Visit homes" in deck
    assert "What are we doing about it?" in deck
