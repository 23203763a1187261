"""Does the register say what is wrong with its database, and is nothing written by half?"""

import os
import subprocess
import sys

import pytest
import sqlalchemy as sa
from sqlalchemy import event

from het_geo.errors import RegisterError
from het_geo.health.database import database_findings
from het_geo.register.address import REGISTER
from het_geo.register.engine import engine_of, own_words, writing
from tests.conftest import ROOT
from tests.unit.register.conftest import EDITS, VALUES


@pytest.fixture
def lost(register):
    """Return a function that ends the register's connections as a server does that goes down."""

    def made():
        with engine_of(register.engine.url).connect() as other:
            asked = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid <> "
            asked += "pg_backend_pid() AND datname = current_database() AND backend_type = "
            other.execute(sa.text(asked + "'client backend'"))
        other.engine.dispose()

    return made


@pytest.mark.parametrize("url", ["postgresql"], indirect=True)
def test_does_a_lost_connection_come_back(register, added, lost):
    row = added("action")
    lost()
    assert register.rows("action", "luton") == [row]
    lost()
    assert register.change(EDITS, "action", row.id, {"status": "done"}, 1).version == 2


@pytest.mark.parametrize("url", ["postgresql"], indirect=True)
@pytest.mark.parametrize("at", ["UPDATE action", "INSERT INTO change", "UPDATE stamp"])
def test_does_a_transaction_that_is_killed_leave_all_as_it_was(register, added, lost, at):
    row = added("action")

    def kill(connection, cursor, statement, parameters, context, many):
        if statement.startswith(at):
            event.remove(register.engine, "before_cursor_execute", kill)
            lost()

    event.listen(register.engine, "before_cursor_execute", kill)
    with pytest.raises(RegisterError, match=r"does not answer.*Nothing was changed"):
        register.change(EDITS, "action", row.id, {"status": "done"}, 1)
    assert register.rows("action", "luton") == [row]
    assert (register.stamp("luton"), len(register.history("luton"))) == (1, 1)
    assert register.change(EDITS, "action", row.id, {"status": "done"}, 1).version == 2


@pytest.mark.parametrize("url", ["postgresql"], indirect=True)
def test_is_a_connection_given_up_whose_network_was_cut_without_a_word(register, added):
    added("action")
    with register.engine.connect() as connection:
        told = connection.connection.driver_connection.info.get_parameters()
    idle, between, times = (int(told[f"keepalives_{n}"]) for n in ("idle", "interval", "count"))
    assert idle + between * times == 20  # seconds without a word
    assert int(told["tcp_user_timeout"]) == 20_000  # ms for what was sent and not taken


def test_does_a_process_that_is_killed_while_it_writes_a_file_leave_all_as_it_was(new_url, opened):
    url = new_url("sqlite")
    register = opened(url)
    row = register.add(EDITS, "action", "luton", VALUES["action"])
    program = f"""
import os, signal
from sqlalchemy import event
from het_geo.people.roles import EVERYWHERE, Person, Post, Role
from het_geo.register import open_register
register = open_register({url!r})
def small(connection, _):
    connection.execute("PRAGMA cache_size = 1")  # so that the file is written early
event.listen(register.engine, "connect", small)
def kill(connection, cursor, statement, parameters, context, many):
    if statement.startswith("UPDATE stamp") and parameters[0] > 1:
        os.kill(os.getpid(), signal.SIGKILL)
event.listen(register.engine, "before_cursor_execute", kill)
person = Person("a", (Post(Role.ADMINISTRATOR, EVERYWHERE),))
header = "title,principle,subgroup,status,owner\\n"
lines = ("x" * 250 + ",5,housing,planned,Head\\n") * 2000
register.import_csv(person, "luton", "action", (header + lines).encode())
"""
    done = subprocess.run([sys.executable, "-c", program], cwd=ROOT, check=False)
    assert done.returncode == -9
    assert os.path.getsize(f"{register.engine.url.database}-journal") > 0
    assert register.rows("action", "luton") == [row]
    assert (register.stamp("luton"), len(register.history("luton"))) == (1, 1)


def test_can_a_file_that_is_read_only_be_read_and_says_so_when_written(new_url, opened):
    url = new_url("sqlite")
    row = opened(url).add(EDITS, "action", "luton", VALUES["action"])
    register = opened(url.replace("sqlite:///", "sqlite:///file:") + "?mode=ro&uri=true")
    assert register.rows("action", "luton") == [row]
    attempts = [
        lambda: register.change(EDITS, "action", row.id, {"status": "done"}, 1),
        lambda: register.add(EDITS, "action", "luton", VALUES["action"]),
    ]
    for attempt in attempts:
        with pytest.raises(RegisterError, match=r"read and not written.*Nothing was changed"):
            attempt()
    assert register.rows("action", "luton") == [row]


@pytest.mark.parametrize("url", ["postgresql"], indirect=True)
def test_does_a_database_that_is_read_only_say_so(url, register, added, opened):
    row = added("action")
    other = opened(f"{url}%20-cdefault_transaction_read_only%3Don")
    assert other.rows("action", "luton") == [row]
    with pytest.raises(RegisterError, match="read and not written"):
        other.add(EDITS, "action", "luton", VALUES["action"])


def test_does_a_full_disk_keep_a_write_out_whole(new_url, opened):
    register = opened(new_url("sqlite"))
    row = register.add(EDITS, "action", "luton", VALUES["action"])
    pages = []

    def hold(connection, _):
        (count,) = connection.execute("PRAGMA page_count").fetchone()
        pages.append(connection.execute(f"PRAGMA max_page_count = {count + 2}").fetchone())

    event.listen(register.engine, "connect", hold)
    lines = "\n".join(["title,principle,subgroup,status,owner"] + ["a,5,housing,planned,b"] * 500)
    for _ in range(2):
        with pytest.raises(RegisterError, match="disk is full: make room"):
            register.import_csv(EDITS, "luton", "action", lines.encode())
        assert register.rows("action", "luton") == [row]
    assert pages
    event.remove(register.engine, "connect", hold)  # there is room again
    assert register.import_csv(EDITS, "luton", "action", lines.encode()).added == 500


@pytest.fixture
def small_disk(tmp_path):
    """Return a disk of 300 kB, and a function that mounts it otherwise."""

    def mount(*words):
        return subprocess.run(
            ["mount", *words, tmp_path / "disk"], capture_output=True, check=False
        )

    (tmp_path / "disk").mkdir()
    if os.geteuid() or mount("-t", "tmpfs", "-o", "size=300k", "tmpfs").returncode:
        pytest.skip(
            "no small disk can be mounted here: it takes root, and a container that lets it"
        )
    yield tmp_path / "disk", lambda how: mount("-o", f"remount,{how}").check_returncode()
    subprocess.run(["umount", "-l", tmp_path / "disk"], check=True)


def test_does_a_disk_that_is_full_keep_a_write_and_a_backup_out_whole(small_disk, opened, new_url):
    disk, mounted = small_disk
    register = opened(str(disk / "register.sqlite"))
    row = register.add(EDITS, "action", "luton", VALUES["action"])
    lines = "\n".join(["title,principle,subgroup,status,owner"] + ["a,5,housing,planned,b"] * 500)
    with pytest.raises(RegisterError, match="disk is full: make room"):
        register.import_csv(EDITS, "luton", "action", lines.encode())
    assert register.rows("action", "luton") == [row]
    assert (register.stamp("luton"), len(register.history("luton"))) == (1, 1)
    other = opened(new_url("sqlite"))
    other.import_csv(EDITS, "luton", "action", lines.encode())
    for size in range(300, 420, 12):  # as it makes its tables, or as it fills them
        mounted(f"size={size}k")
        with pytest.raises(RegisterError, match=r"The backup .*backup cannot be written: its disk"):
            other.backup(disk / "backup")
        assert sorted(path.name for path in disk.iterdir()) == ["register.sqlite"]
    mounted("size=4m")
    assert register.import_csv(EDITS, "luton", "action", lines.encode()).added == 500
    assert other.backup(disk / "backup") == 500


def test_can_a_disk_that_is_read_only_be_read_and_says_so_when_written(small_disk, opened):
    disk, mounted = small_disk
    url = str(disk / "register.sqlite")
    register = opened(url)
    row = register.add(EDITS, "action", "luton", VALUES["action"])
    mounted("ro")
    assert register.rows("action", "luton") == [row]
    with pytest.raises(RegisterError, match=r"read and not written.*Nothing was changed"):
        register.change(EDITS, "action", row.id, {"status": "done"}, 1)
    with pytest.raises(RegisterError, match="its file cannot be opened"):
        opened(str(disk / "other.sqlite")).add(EDITS, "action", "luton", VALUES["action"])
    mounted("rw")
    assert register.change(EDITS, "action", row.id, {"status": "done"}, 1).version == 2


@pytest.mark.parametrize("url", ["postgresql"], indirect=True)
@pytest.mark.parametrize(
    ("code", "said"), [("53100", "disk is full"), ("42501", "may not write it"), ("XX000", "tell")]
)
def test_does_what_a_server_refuses_keep_a_write_out_whole(code, said, register, added):
    row = added("action")
    with writing(register.engine) as connection:
        connection.exec_driver_sql(
            "CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS "
            f"$$ BEGIN RAISE EXCEPTION 'refused' USING ERRCODE = '{code}'; END $$"
        )
        connection.exec_driver_sql(
            "CREATE TRIGGER refuse BEFORE INSERT ON change EXECUTE FUNCTION refuse()"
        )
    with pytest.raises(RegisterError, match=rf"{said}.*Nothing was changed"):
        register.change(EDITS, "action", row.id, {"status": "done"}, 1)
    assert (register.rows("action", "luton"), register.stamp("luton")) == ([row], 1)


@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
def test_does_who_writes_too_long_let_others_be_told(kind, new_url, opened, monkeypatch):
    monkeypatch.setattr("het_geo.register.engine._PATIENCE", 0.05)  # seconds; half a minute else
    url = new_url(kind)
    register, other = opened(url), opened(url)
    register.add(EDITS, "action", "luton", VALUES["action"])
    with register._writing(EDITS, "luton") as made:
        made.add("action", VALUES["action"])
        with pytest.raises(RegisterError, match="have been writing for half a minute"):
            other.add(EDITS, "action", "luton", VALUES["action"])
    assert len(other.rows("action", "luton")) == 2


def test_does_the_doctor_add_why_the_database_let_nobody_in(server, monkeypatch):
    """“It does not answer” is all that a page says; who keeps the server must know more."""
    monkeypatch.setenv(REGISTER, server.replace("/postgres?", "/nowhere?"))
    (found,) = database_findings()
    assert "does not answer" in found.said
    assert "It said: connection failed" in found.said
    assert found.said.endswith('FATAL:  database "nowhere" does not exist.')


def test_has_a_file_no_words_of_its_own(tmp_path, opened):
    (tmp_path / "register.sqlite").write_bytes(b"no database at all, and long enough for a header")
    with pytest.raises(RegisterError) as caught:
        opened(str(tmp_path / "register.sqlite")).rows("action", "luton")
    assert own_words(caught.value) == ""
