"""Is nothing lost that the register said was saved, and nothing half, whatever is killed?"""

import os
import random
import shutil
import time
from datetime import timedelta
from itertools import count

import pytest

from het_geo.register import open_register
from het_geo.register.rows import KINDS
from het_geo.register.writes import SET_BACK, image
from tests.faults import SEED, begun, killed_at, killed_beyond, pipe, tries_faults
from tests.unit.register.conftest import EDITS, RUNS, VALUES

tries_faults(__name__)


def held(register):
    """Return the place's rows by id, as its history keeps them."""
    return {row.id: image(row) for kind in KINDS for row in register.rows(kind, "luton")}


def replayed(history):
    """Return the rows that a history leads to, each change beginning from what stood before it."""
    rows = {}
    for change in reversed(history):
        assert rows.pop(change.row, None) == change.before
        if change.after is not None:
            rows[change.row] = change.after
    return rows


def assert_whole(register, saved):
    """Hold the register to its history: numbers without a gap, each row as it was last written."""
    history = register.history("luton")
    assert [change.number for change in reversed(history)] == list(range(1, len(history) + 1))
    assert register.stamp("luton") == len(history)
    assert held(register) == replayed(history)
    assert saved <= {(change.row, change.version) for change in history}  # what was said to be
    assert len(history) <= len(saved) + 1  # one may have been saved as its writer was killed


def write_on(url, said):
    """Add, change, take back and remove actions for ever; say each change that was saved."""
    register = open_register(url)
    for turn in count():
        row = register.add(EDITS, "action", "luton", VALUES["action"])
        said.send((row.id, row.version))
        row = register.change(EDITS, "action", row.id, {"status": "done"}, row.version)
        said.send((row.id, row.version))
        if turn % 2:
            register.remove(EDITS, "action", row.id, row.version)
            said.send((row.id, row.version + 1))
        else:
            (change,) = register.history("luton", most=1)
            said.send((row.id, register.undo(EDITS, change.id).version))


def test_is_what_was_saved_there_and_nothing_half_when_a_writer_is_killed(url, opened):
    register, saved, drawn = opened(url), set(), random.Random(SEED)
    register.upgrade()
    for _ in range(4):
        from_child, to_parent = pipe()
        writer = begun(write_on, url, to_parent)
        to_parent.close()
        saved |= {from_child.recv() for _ in range(drawn.randint(2, 9))}
        time.sleep(drawn.random() / 50)  # seconds: somewhere within a change
        writer.kill()
        writer.join()
        try:
            while True:
                saved.add(from_child.recv())
        except EOFError:
            pass
        assert_whole(register, saved)
        row = register.add(EDITS, "action", "luton", VALUES["action"])  # the next one is taken
        (change,) = register.history("luton", most=1)
        saved |= {(one.row, one.version) for one in register.history("luton")}
        assert (change.row, change.number) == (row.id, len(saved))


def make(url):
    open_register(url).upgrade()


@pytest.mark.parametrize("size", [1, 4_096, 30_000])
def test_is_a_register_made_by_the_next_write_when_its_making_is_killed(size, new_url, opened):
    url = new_url("sqlite")
    assert killed_beyond(size, make, url)
    register = opened(url)
    assert register.rows("action", "luton") == []
    row = register.add(EDITS, "action", "luton", VALUES["action"])
    assert_whole(register, {(row.id, 1)})


def back_up(url, path):
    open_register(url).backup(path)


def test_is_the_backup_before_kept_and_the_next_one_made_when_one_is_killed(
    new_url, opened, tmp_path
):
    """A container gives each process the same number: it found the half file of the one before."""
    url, path = new_url("sqlite"), tmp_path / "kept" / "now.backup"
    register = opened(url)
    row = register.add(EDITS, "action", "luton", VALUES["action"])
    assert register.backup(path) == 1
    register.add(EDITS, "action", "luton", VALUES["action"])
    shutil.copyfile(path, whole := tmp_path / "whole.backup")
    for kill in (
        lambda: killed_beyond(50_000, back_up, url, path),
        lambda: killed_at(2, path.parent, back_up, url, path),  # rows stand in the half file
        lambda: killed_at(3, path.parent, back_up, url, path),
    ):
        assert kill()
        assert path.read_bytes() == whole.read_bytes()
        for left in path.parent.glob(".now.backup.*"):
            *_, rest = left.name.partition(".part")
            left.rename(left.with_name(f".now.backup.{os.getpid()}.part{rest}"))
        assert register.backup(path) == 2
        assert [one.name for one in path.parent.iterdir()] == ["now.backup"]
        shutil.copyfile(whole, path)
    other = opened(new_url("sqlite"))
    assert other.restore(path) == 1
    assert other.rows("action", "luton") == [row]


def test_are_moments_in_their_order_when_the_clock_is_set_back_a_little(register, added, clock):
    added("action")
    for step in (timedelta(seconds=-1), -SET_BACK / 2, timedelta(minutes=1), -SET_BACK / 2):
        clock.now += step
        row = added("action")
        register.change(EDITS, "action", row.id, {"status": "done"}, 1)
    history = register.history("luton")[::-1]
    assert [change.at for change in history] == sorted(change.at for change in history)
    rows = register.rows("action", "luton")
    assert [row.id for row in rows] == [c.row for c in history if c.deed == "add"]
    assert all(row.created_at <= row.changed_at for row in rows)
    assert_whole(register, {(change.row, change.version) for change in history})


@pytest.mark.parametrize("days", [-366, -1, 1, 366])
def test_is_history_in_order_and_whole_wherever_the_clock_is_set(days, register, added, clock):
    first = added("action")
    clock.later(days=days)
    right = clock.now
    second = added("action")
    register.change(EDITS, "action", first.id, {"status": "done"}, 1)
    clock.later(days=-days)
    (last, *_) = register.history("luton")
    register.undo(EDITS, last.id)
    history = register.history("luton")
    assert [c.row for c in history] == [first.id, first.id, second.id, first.id]
    assert history[1].at == right  # what the clock said; it is believed again once it is right
    assert history[0].at == clock.now
    assert_whole(register, {(change.row, change.version) for change in history})
    assert register.forget(clock.now.date(), RUNS) == (2 if days < 0 else 0)
    assert set(held(register)) == {first.id, second.id}
