"""Is what people write kept as they wrote it, and refused where it cannot be?"""

from dataclasses import fields
from datetime import UTC, date, datetime

import pytest

from het_geo.errors import RegisterError
from het_geo.framework.read import folder_of, read_framework
from het_geo.register import Known, RowError, known_of
from het_geo.register.checks import checked
from het_geo.register.people import may
from het_geo.register.rows import CALLED, KINDS, OF_ALL, fields_of, kind_of, values_of
from tests.conftest import ROOT
from tests.unit.register.conftest import EDITS, RUNS, VALUES


@pytest.mark.parametrize("kind", KINDS)
def test_is_each_kind_of_row_found_as_it_was_written(kind, register, added):
    row = added(kind)
    assert register.rows(kind, "luton") == [row]
    assert (row.place, row.version, row.example) == ("luton", 1, False)
    assert row.created_at == row.changed_at == datetime(2026, 11, 29, 12, tzinfo=UTC)
    kept = {name: value for name, value in values_of(row).items() if value is not None}
    wanted = {name: value for name, value in VALUES[kind].items() if value is not None}
    assert {n: str(v) if isinstance(v, date) else v for n, v in kept.items()} == wanted


def test_is_every_kind_declared_in_every_list():
    assert list(KINDS) == list(CALLED) == list(VALUES)
    for kind, made in KINDS.items():
        assert [spec.name for spec in fields(made)] == [*OF_ALL, *fields_of(kind)]


def test_is_a_register_that_nobody_wrote_in_empty_and_no_file_made(opened, tmp_path):
    register = opened(f"{tmp_path}/none/register.sqlite")
    assert [register.rows(kind, "luton") for kind in KINDS] == [[]] * len(KINDS)
    assert (register.stamp("luton"), register.history("luton")) == (0, [])
    assert not (tmp_path / "none").exists()


def test_does_a_filter_choose_rows(register, added):
    one, two = added("action"), added("action", subgroup="children", due=None)
    added("action", place="bedford")
    assert register.rows("action", "luton", subgroup="children") == [two]
    assert register.rows("action", "luton", due=None) == [two]
    assert register.rows("action", "luton", subgroup=("children", "housing")) == [one, two]
    assert register.rows("action", "luton", id=one.id) == [one]
    with pytest.raises(RegisterError, match="has no field 'colour'"):
        register.rows("action", "luton", colour="red")
    with pytest.raises(RegisterError, match="no rows of 'acton'"):
        register.rows("acton", "luton")


# A text that turns the reading order, half a pair, an accent in two pieces.
TURNED, HALF, TWO_PIECES = "a\u202eb", "a\ud800", "cafe\u0301"


@pytest.mark.parametrize(
    ("kind", "field", "given", "reason"),
    [
        ("recommendation", "principle", 9, "between 1 and 8"),
        ("recommendation", "principle", 1.5, "not a whole number"),
        ("recommendation", "principle", True, "not a number"),
        ("recommendation", "principle", "", "empty and is needed"),
        ("recommendation", "text", "x" * 2001, "2,001 characters: 2,000 at the most"),
        ("recommendation", "text", "a\0b", "control character"),
        ("recommendation", "text", TURNED, "reading order"),
        ("recommendation", "text", HALF, "control character"),
        ("recommendation", "text", 5, "not a text"),
        ("recommendation", "source", "one\ntwo", "line break"),
        ("recommendation", "status", "perhaps", "none of: proposed, agreed, met, set aside"),
        ("action", "owner", "ann@example.org", "give the role"),
        ("action", "due", "28/11/2026", "year-month-day, such as 2026-11-28"),
        ("action", "due", "11/28/2026", "year-month-day, such as 2026-11-28"),
        ("action", "due", "2026-02-30", "no day 2026-02-30"),
        ("action", "due", "1026-02-03", "not between 1990 and 2100"),
        ("action", "due", "20261128", "year-month-day"),
        ("action", "due", datetime(2026, 1, 1, tzinfo=UTC), "not a text"),
        ("action", "evidence", "javascript:alert(1)", "begins with https"),
        ("action", "evidence", "https://ann:secret@example.org", "begins with https"),
        ("action", "evidence", "https://", "begins with https"),
        ("action", "evidence", "https://[::1", "begins with https"),
        ("action", "evidence", 'https://example.org/"onclick', "begins with https"),
        ("action", "evidence", "ftp://example.org", "begins with https"),
        ("action", "subgroup", "Housing and Health", "small letters"),
        ("action", "recommendation", "1", "id of a row"),
        ("action", "recommendation", "0" * 32, "none of this id here"),
        ("action", "id", "0" * 32, "no such field"),
        ("action", "example", True, "no such field"),
        ("value", "value", "1,5", "digits and a point"),
        ("value", "value", float("nan"), "not between"),
        ("value", "value", "1e400", "digits and a point"),
        ("value", "value", 10**400, "not between"),
        ("value", "value", 44, "outside its own limits"),
        ("value", "low", None, "limits are two, or none"),
        ("value", "period", "2026-11-30", "still to come"),
        ("project", "area", "Dallow", "code of an area"),
        ("project", "amount", -1, "between 0 and"),
        ("project", "year", 1989, "between 1,990"),
        ("closed_year", "snapshot", [1], "table of keys"),
        ("closed_year", "snapshot", {"a": float("inf")}, "JSON can hold"),
        ("closed_year", "snapshot", {"a": "\0"}, "NUL"),
        ("closed_year", "snapshot", {"a": "x" * 2_000_000}, "characters: 2,000,000 at the most"),
    ],
)  # fmt: skip
def test_is_what_makes_no_row_refused_by_its_field(kind, field, given, reason, new_url, opened):
    register = opened(new_url("sqlite"))
    with pytest.raises(RowError, match=f"{field}.*{reason}") as caught:
        register.add(RUNS, kind, "luton", VALUES[kind] | {field: given})
    assert list(caught.value.reasons) == [field]
    assert (register.rows(kind, "luton"), register.history("luton")) == ([], [])


def test_is_every_field_that_is_wrong_named_at_once(register):
    wrong = VALUES["action"] | {"principle": 0, "due": "soon", "title": " "}
    with pytest.raises(RowError) as caught:
        register.add(RUNS, "action", "luton", wrong)
    assert sorted(caught.value.reasons) == ["due", "principle", "title"]


def test_is_a_text_kept_as_text_whatever_it_looks_like(register, added):
    written = ["<script>alert(1)</script>", "=cmd()", "'; DROP TABLE action; --", "\\N", "%s"]
    for text in written:
        added("action", title=text)
    assert sorted(row.title for row in register.rows("action", "luton")) == sorted(written)
    assert added("action", title=f" {TWO_PIECES} ").title == "café"
    assert added("recommendation", text="one\r\ntwo\tthree").text == "one\ntwo\tthree"


def test_is_a_second_value_of_a_measure_and_period_refused(register, added):
    first, other = added("value"), added("value", period="2024-03-31")
    added("value", place="bedford")
    with pytest.raises(RowError, match="period: there is one already"):
        added("value", value=42)
    with pytest.raises(RowError, match="period: there is one already"):
        register.change(EDITS, "value", other.id, {"period": first.period}, other.version)
    moved = register.change(EDITS, "value", first.id, {"period": "2023-03-31"}, first.version)
    assert added("value", value=42).period == date(2025, 3, 31)
    assert moved.period == date(2023, 3, 31)


def test_is_a_review_of_a_measure_on_a_day_kept_once_and_none_that_is_to_come(register, added):
    added("review")
    added("review", day="2025-06-12")
    added("review", measure="dry_homes")
    with pytest.raises(RowError, match="day: there is one already"):
        added("review", decided="Other")
    with pytest.raises(RowError, match="day: this day is still to come"):
        added("review", day="2026-11-30")  # the clock says 29 November 2026
    with pytest.raises(RowError, match="decided: it is empty and is needed"):
        added("review", day="2026-11-29", decided=" ")


def test_does_an_action_rest_on_a_recommendation_of_its_place(register, added):
    advice = added("recommendation")
    action = added("action", recommendation=advice.id)
    with pytest.raises(RowError, match="none of this id here"):
        added("action", place="bedford", recommendation=advice.id)
    with pytest.raises(RegisterError, match="1 of the actions rest on this recommendation"):
        register.remove(RUNS, "recommendation", advice.id, advice.version)
    register.remove(RUNS, "action", action.id, action.version)
    register.remove(RUNS, "recommendation", advice.id, advice.version)
    assert register.rows("recommendation", "luton") == []


@pytest.mark.parametrize(
    ("kind", "values", "reason"),
    [
        ("action", {"subgroup": "hosing"}, "subgroup: there is none of this id: children, housing"),
        ("action", {"measure": "gone"}, "measure: the framework has no measure"),
        ("value", {"measure": "school_ready"}, "subgroup: the measure is answered for by children"),
        ("remark", {"measure": "school_ready"}, "the measure is answered for by children"),
        ("review", {"measure": "school_ready"}, "the measure is answered for by children"),
        ("review", {"measure": "gone"}, "measure: the framework has no measure"),
        ("review", {}, ""),
        ("action", {"measure": "school_ready"}, ""),  # an action may bear on another's measure
        ("value", {}, ""),
    ],
)  # fmt: skip
def test_is_a_row_held_to_what_the_framework_knows(kind, values, reason, new_url, opened):
    known = Known(frozenset({"children", "housing"}),
                  {"warm_homes": "housing", "school_ready": "children"})  # fmt: skip
    register = opened(new_url("sqlite"), known=lambda place: known)
    if not reason:
        assert kind_of(register.add(RUNS, kind, "luton", VALUES[kind] | values)) == kind
        return
    with pytest.raises(RowError, match=reason):
        register.add(RUNS, kind, "luton", VALUES[kind] | values)


@pytest.mark.parametrize("place", ["", "Luton", "../etc", "a" * 81, "luton\n"])
def test_is_a_place_that_is_none_refused(place, new_url, opened):
    with pytest.raises(RegisterError, match="no place's name"):
        opened(new_url("sqlite")).add(RUNS, "action", place, VALUES["action"])


def test_can_a_row_still_be_kept_whose_measure_is_gone(new_url, opened, clock):
    url = new_url("sqlite")
    values = VALUES["action"] | {"measure": "gone"}
    row = opened(url).add(RUNS, "action", "luton", values)
    register = opened(url, known=lambda place: Known(frozenset({"housing"}), {}))
    done = register.change(EDITS, "action", row.id, {"status": "done"}, 1)
    with pytest.raises(RowError, match="no measure of this id"):
        register.change(EDITS, "action", row.id, {"measure": "other"}, 2)
    register.remove(EDITS, "action", row.id, 2)
    again = register.undo(EDITS, register.history("luton")[0].id)
    assert (again.measure, again.status) == (done.measure, "done")
    with pytest.raises(RowError, match="no measure of this id"):
        register.add(RUNS, "action", "luton", values)


def test_does_a_framework_say_what_is_known(catalogue):
    framework = read_framework(folder_of(ROOT, "luton"), catalogue)
    known = known_of(framework)
    assert known.subgroups == frozenset(framework.groups)
    assert known.owners == {one.id: one.owner for one in framework.measures.values()}
    assert known_of(None) == Known()


@pytest.mark.parametrize("lacks", ["low", "high"])
def test_is_a_value_with_one_limit_refused_for_the_other(lacks):
    with pytest.raises(RowError, match=f"{lacks}: limits are two, or none"):
        checked("value", VALUES["value"] | {lacks: None}, date(2026, 11, 29))


def test_is_a_value_outside_its_own_limits_refused():
    with pytest.raises(RowError, match="value: it lies outside its own limits"):
        checked("value", VALUES["value"] | {"value": 43.5}, date(2026, 11, 29))


def test_is_what_is_read_open_to_everybody_and_what_was_closed_to_nobody():
    assert may(None, "read", "value", "luton")
    assert not may(None, "change", "value", "luton")
    assert not may(RUNS, "change", "closed_year", "luton")
