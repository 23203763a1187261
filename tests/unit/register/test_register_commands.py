"""Do the commands of the register do what they say?"""

import pytest

from het_geo.__main__ import main
from het_geo.register import open_register
from tests.unit.register.conftest import RUNS, VALUES


@pytest.fixture
def said(monkeypatch, tmp_path, capsys):
    """Return a function that runs a command on a register of its own: its status and words."""
    monkeypatch.setenv("HET_GEO_REGISTER", str(tmp_path / "register.sqlite"))

    def made(*words):
        status = main(["register", *map(str, words)])
        told = capsys.readouterr()
        return status, told.out + told.err

    return made


@pytest.fixture
def register(said):
    register = open_register()
    yield register
    register.close()


def test_is_the_sample_loaded_and_removed(said, register):
    status, told = said("sample", "Luton")
    assert (status, told.splitlines()[0]) == (0, "10 rows added, each marked as an example. They "
                                              "are removed by:")  # fmt: skip
    assert len(register.rows("action", "luton", example=True)) == 2
    assert said("sample", "luton")[0] == 1
    assert said("clear-sample", "luton") == (0, "10 rows removed: all that were examples.\n")
    assert register.rows("action", "luton") == []


def test_do_rows_leave_and_come_back_by_files(said, register, tmp_path):
    register.add(RUNS, "action", "luton", VALUES["action"])
    status, told = said("export", "luton", "--out", tmp_path / "out")
    assert (status, len(told.splitlines())) == (0, 8)
    assert f"{tmp_path}/out/luton-action.csv" in told.splitlines()
    path = tmp_path / "out" / "luton-action.csv"
    assert said("import", "luton", "action", path) == (0, "0 added, 0 changed, 1 as they were.\n")
    path.write_text(path.read_text("utf-8-sig").replace(",planned,", ",soon,"), "utf-8")
    status, told = said("import", "luton", "action", path)
    assert status == 1
    assert told.splitlines() == [
        "row 2, status: it is none of: planned, under way, done, stopped",
        f"het_geo: {path} was not taken in: correct it. Nothing was changed.",
    ]


def test_is_what_comes_from_a_file_held_to_the_place_s_framework(said, tmp_path):
    path = tmp_path / "values.csv"
    path.write_text("measure,subgroup,period,value\nno_such,housing,2025-03-31,1\n")
    status, told = said("import", "luton", "value", path)
    assert (status, told.splitlines()[0]) == (
        1, "row 2, measure: the framework has no measure of this id")  # fmt: skip


def test_is_a_backup_made_and_restored(said, register, tmp_path):
    said("sample", "luton")
    path = tmp_path / "one.backup"
    assert said("backup", path) == (0, f"{path}: 10 rows, with their history.\n")
    status, told = said("restore", path)
    assert (status, "--replace" in told) == (1, True)
    said("clear-sample", "luton")
    assert said("restore", path)[0] == 0
    assert len(register.rows("action", "luton")) == 2
    assert said("restore", path, "--replace")[0] == 0
    status, told = said("restore", tmp_path / "none.backup")
    assert (status, "No such file" in told) == (1, True)


def test_is_old_history_forgotten(said, register):
    said("sample", "luton")
    assert said("forget", "2020-01-31") == (
        0, "0 changes from before 31 January 2020 are forgotten. Rows stay as they are.\n"
    )  # fmt: skip
    assert len(register.history("luton")) == 10
    assert said("forget", "2099-01-01")[0] == 1
    with pytest.raises(SystemExit):
        said("forget", "31/01/2020")


def test_is_a_register_made_and_a_place_that_is_none_refused(said, tmp_path):
    status, told = said("upgrade")
    assert (status, f"{tmp_path}/register.sqlite" in told) == (0, True)
    status, told = said("sample", "lutn")
    assert (status, "No pack of 'lutn' is here" in told) == (1, True)
