"""Is one file enough to have the whole register again, in either database?"""

import shutil
import sqlite3

import pytest
import sqlalchemy as sa

from het_geo.errors import RegisterError
from het_geo.register.engine import engine_of, reading
from het_geo.register.rows import KINDS
from het_geo.register.schema import TABLES
from het_geo.register.upgrade import downgrade
from tests.unit.register.conftest import EDITS, RUNS, VALUES

WAYS = [(a, b) for a in ("sqlite", "postgresql") for b in ("sqlite", "postgresql")]


def everything(register):
    """Return every row of every table, stamps apart."""
    tables = [table for table in TABLES.sorted_tables if table.name != "stamp"]
    with reading(register.engine) as connection:
        return {t.name: sorted(connection.execute(sa.select(t)), key=str) for t in tables}


@pytest.fixture
def filled(new_url, opened, clock):
    """Return a function that opens a register with every kind of row and a history."""

    def made(kind):
        register = opened(new_url(kind))
        for name, values in VALUES.items():
            register.add(RUNS, name, "luton", values)
        row = register.add(RUNS, "action", "bedford", VALUES["action"] | {"title": "Ünï\n"})
        clock.later(microseconds=1)
        register.change(RUNS, "action", row.id, {"status": "done"}, 1)
        return register

    return made


@pytest.mark.parametrize(("here", "there"), WAYS)
def test_is_a_backup_restored_whole(here, there, filled, new_url, opened, tmp_path):
    register, other = filled(here), opened(new_url(there))
    path = tmp_path / "backups" / "register.backup"
    assert register.backup(path) == len(KINDS) + 1
    assert other.restore(path) == len(KINDS) + 1
    assert everything(other) == everything(register)
    assert [one.name for one in path.parent.iterdir()] == [path.name]
    row = other.rows("action", "bedford")[0]
    other.undo(RUNS, other.history("bedford")[0].id)  # it goes on where the other stood
    assert other.rows("action", "bedford")[0].version == row.version + 1


@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
def test_does_a_restored_register_stand_in_the_place_of_what_was_written_since(
    kind, filled, tmp_path
):
    register = filled(kind)
    register.backup(tmp_path / "one")
    before = everything(register)
    register.add(EDITS, "action", "luton", VALUES["action"])
    stamps = [register.stamp("luton"), register.stamp("bedford")]
    with pytest.raises(RegisterError, match=r"holds 10 rows.*--replace"):
        register.restore(tmp_path / "one")
    register.restore(tmp_path / "one", replace=True)
    assert everything(register) == before
    # Pages that stand open see that something is new, whichever place they show.
    assert [register.stamp("luton"), register.stamp("bedford")] == [stamps[0] + 1, stamps[1] + 1]
    register.add(EDITS, "action", "luton", VALUES["action"])


def test_is_a_backup_of_an_empty_register_an_empty_one(new_url, opened, tmp_path, url):
    register = opened(url)
    assert register.backup(tmp_path / "empty") == 0
    assert register.restore(tmp_path / "empty") == 0
    assert register.rows("action", "luton") == []


def test_is_a_backup_of_an_older_program_read_and_left_as_it_was(filled, opened, new_url, tmp_path):
    register = filled("sqlite")
    register.backup(tmp_path / "old")
    older = engine_of(sa.URL.create("sqlite", database=str(tmp_path / "old")))
    downgrade(older, "0001")
    older.dispose()
    data = (tmp_path / "old").read_bytes()
    other = opened(new_url("sqlite"))
    assert other.restore(tmp_path / "old") == len(KINDS) + 1 - 1  # it knew no reviews
    assert other.rows("action", "luton") == register.rows("action", "luton")
    assert (tmp_path / "old").read_bytes() == data


def test_is_what_is_no_backup_refused_and_nothing_changed(filled, tmp_path):
    register = filled("sqlite")
    before = everything(register)
    register.backup(tmp_path / "good")
    whole = (tmp_path / "good").read_bytes()
    (tmp_path / "text").write_text("hello")
    (tmp_path / "empty").write_bytes(b"")
    (tmp_path / "cut").write_bytes(whole[: len(whole) // 2])
    (tmp_path / "damaged").write_bytes(whole[:8192] + bytes(4096) + whole[12288:])
    sqlite3.connect(tmp_path / "other").execute("CREATE TABLE a (b)").connection.close()
    for name in ("text", "empty", "cut", "damaged", "other"):
        with pytest.raises(RegisterError, match="is no backup of a register, or is damaged"):
            register.restore(tmp_path / name, replace=True)
    with pytest.raises(OSError, match="No such file"):
        register.restore(tmp_path / "none", replace=True)
    assert everything(register) == before


def test_does_a_row_that_does_not_fit_keep_the_whole_backup_out(filled, tmp_path):
    register = filled("sqlite")
    before = everything(register)
    register.backup(tmp_path / "good")
    shutil.copyfile(tmp_path / "good", tmp_path / "wrong")
    with sqlite3.connect(tmp_path / "wrong") as held:
        held.execute("PRAGMA foreign_keys = OFF")
        held.execute(f"UPDATE action SET recommendation = '{'0' * 32}'")
    held.close()
    with pytest.raises(RegisterError, match="does not fit"):
        register.restore(tmp_path / "wrong", replace=True)
    assert everything(register) == before


def test_is_no_half_backup_left_where_it_cannot_be_written(filled, tmp_path):
    register = filled("sqlite")
    (tmp_path / "folder").mkdir()
    with pytest.raises(OSError, match="directory"):
        register.backup(tmp_path / "folder")
    assert sorted(path.name for path in tmp_path.iterdir() if path.name.startswith(".")) == []
