"""Is every change kept, nothing overwritten in silence, and each change taken back on request?"""

from dataclasses import replace
from datetime import date

import pytest

from het_geo.errors import RegisterError
from het_geo.register import Overtaken
from het_geo.register.rows import values_of
from tests.unit.register.conftest import CHAIRS, EDITS, RUNS, VALUES


def test_does_the_history_keep_who_when_before_and_after(register, clock):
    row = register.add(EDITS, "action", "luton", VALUES["action"])
    clock.later(days=1)
    changed = register.change(CHAIRS, "action", row.id, {"status": "done"}, 1)
    clock.later(days=1)
    register.remove(RUNS, "action", row.id, 2)
    kept = [
        (one.deed, one.version, one.role, one.subject_hash, one.at.day, one.number)
        for one in reversed(register.history("luton"))
    ]
    assert kept == [
        ("add", 1, "editor of housing", EDITS.subject, 29, 1),
        ("change", 2, "chair of housing", CHAIRS.subject, 30, 2),
        ("remove", 3, "administrator", RUNS.subject, 1, 3),
    ]
    removed, change, first = register.history("luton")
    assert first.before is None
    assert first.after == change.before
    assert (change.before["status"], change.after["status"]) == ("planned", "done")
    assert (change.after["due"], change.after["version"]) == ("2027-03-31", changed.version)
    assert (removed.before, removed.after) == (change.after, None)


def test_is_the_second_of_two_shown_what_the_first_has_changed(register, added):
    row = added("action")
    first = register.change(EDITS, "action", row.id, {"status": "under way"}, row.version)
    with pytest.raises(Overtaken, match="Somebody has changed this action") as caught:
        register.change(CHAIRS, "action", row.id, {"title": "Other"}, row.version)
    assert caught.value.row == first
    with pytest.raises(Overtaken) as caught:
        register.remove(CHAIRS, "action", row.id, row.version)
    assert caught.value.row == first
    assert register.rows("action", "luton") == [first]
    second = register.change(CHAIRS, "action", row.id, {"title": "Other"}, first.version)
    assert (second.title, second.status, second.version) == ("Other", "under way", 3)


def test_is_a_change_of_what_was_removed_told(register, added):
    row = added("action")
    register.remove(RUNS, "action", row.id, row.version)
    with pytest.raises(Overtaken, match="Somebody has removed this action") as caught:
        register.change(EDITS, "action", row.id, {"title": "Other"}, row.version)
    assert caught.value.row is None
    with pytest.raises(Overtaken):
        register.remove(EDITS, "action", row.id, row.version)


def test_is_a_change_that_changes_nothing_none(register, added):
    row = added("action")
    assert register.change(EDITS, "action", row.id, {"title": "Visit homes "}, 1) == row
    assert (register.stamp("luton"), len(register.history("luton"))) == (1, 1)


def test_does_the_stamp_of_a_place_rise_with_each_of_its_changes_alone(register, added):
    stamps = [register.stamp("luton")]
    row = added("action")
    stamps.append(register.stamp("luton"))
    added("action", place="bedford")
    stamps.append(register.stamp("luton"))
    register.change(EDITS, "action", row.id, {"status": "done"}, 1)
    stamps.append(register.stamp("luton"))
    assert (stamps, register.stamp("bedford")) == ([0, 1, 1, 2], 1)


def test_is_each_change_taken_back(register, added, clock):
    row = added("action")
    clock.later(hours=1)
    changed = register.change(EDITS, "action", row.id, {"status": "done", "due": None}, 1)
    clock.later(hours=1)
    back = register.undo(CHAIRS, register.history("luton")[0].id)
    assert (values_of(back), back.version) == (values_of(row), 3)
    assert back.created_at == row.created_at < changed.changed_at < back.changed_at
    register.remove(EDITS, "action", row.id, 3)
    again = register.undo(EDITS, register.history("luton")[0].id)
    assert again == replace(back, version=5, changed_at=clock.now)
    assert register.rows("action", "luton") == [again]
    undone = register.history("luton")[0]
    assert undone.undoes == register.history("luton")[1].id
    assert register.undo(EDITS, undone.id) is None  # the undoing, undone
    assert register.rows("action", "luton") == []


def test_is_an_added_row_taken_back(register, added):
    row = added("value")
    assert register.undo(EDITS, register.history("luton")[0].id) is None
    assert register.rows("value", "luton") == []
    assert added("value").id != row.id


def test_is_a_change_not_taken_back_when_another_followed(register, added):
    row = added("action")
    changed = register.change(EDITS, "action", row.id, {"status": "done"}, 1)
    for past in register.history("luton")[1:]:
        with pytest.raises(Overtaken) as caught:
            register.undo(EDITS, past.id)
        assert caught.value.row == changed
    newest = register.history("luton")[0].id
    register.undo(EDITS, newest)
    with pytest.raises(Overtaken):
        register.undo(EDITS, newest)  # twice
    assert register.rows("action", "luton")[0].status == "planned"


def test_is_a_removed_value_not_brought_back_beside_a_newer(register, added):
    row = added("value")
    register.remove(EDITS, "value", row.id, 1)
    removal = register.history("luton")[0].id
    newer = added("value", value=42)
    with pytest.raises(RegisterError, match="there is one already"):
        register.undo(EDITS, removal)
    assert register.rows("value", "luton") == [newer]


def test_is_a_change_that_there_never_was_said(register, added):
    added("action")
    with pytest.raises(RegisterError, match="no such change"):
        register.undo(RUNS, "0" * 32)


def test_does_the_history_answer_of_a_kind_a_row_and_the_newest(register, added):
    one, two = added("action"), added("value")
    register.change(EDITS, "action", one.id, {"status": "done"}, 1)
    numbers = lambda **asked: [c.number for c in register.history("luton", **asked)]  # noqa: E731
    assert numbers() == [3, 2, 1]
    assert (numbers(kind="action"), numbers(id=two.id), numbers(most=1)) == ([3, 1], [2], [3])
    assert register.history("bedford") == []


def test_is_old_history_forgotten_and_every_row_kept(register, added, clock):
    row = added("action")
    clock.later(days=400)
    changed = register.change(EDITS, "action", row.id, {"status": "done"}, 1)
    old, today = date(2027, 1, 1), clock.now.date()
    stamp = register.stamp("luton")
    assert [register.forget(old), register.forget(old)] == [1, 0]
    assert [one.deed for one in register.history("luton")] == ["change"]
    assert (register.rows("action", "luton"), register.stamp("luton")) == ([changed], stamp)
    assert register.forget(today) == 0  # what was changed today is not from before today
    with pytest.raises(RegisterError, match="5 January 2028 is still to come"):
        register.forget(date(2028, 1, 5))
    register.undo(EDITS, register.history("luton")[0].id)
    assert register.rows("action", "luton")[0].status == "planned"
