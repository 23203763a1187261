"""Does ``python -m het_geo profile`` make what is asked for, once, and say what is wrong?"""

import errno
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from het_geo.__main__ import main
from het_geo.cli import profiles
from het_geo.errors import ExportError
from het_geo.render import batch, files
from het_geo.render.typesetter import as_pngs
from tests.conftest import ROOT


@pytest.fixture
def warm(monkeypatch, atlas):
    """Spare the commands of a test the reading of Luton's pack and the warming of its atlas."""
    read = batch.PackPlace.load
    ready = {"luton": atlas.pack}
    monkeypatch.setattr(batch.PackPlace, "load", lambda self: ready.get(self.slug) or read(self))
    monkeypatch.setattr(profiles, "Atlas", lambda pack: atlas)


FULL = OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


COLD = "test_is_a_ward_found_by_name_and_its_files_named_by_area_and_pack"


@pytest.fixture(autouse=True)
def ready(request):
    """Only one test runs the command from nothing: the others would do the same work again."""
    if request.node.name != COLD:
        request.getfixturevalue("warm")


def run(*words):
    return main(["profile", *map(str, words)])


def names(folder):
    return sorted(path.name for path in folder.iterdir())


@pytest.mark.in_turn
def test_is_a_ward_found_by_name_and_its_files_named_by_area_and_pack(tmp_path, luton, capsys):
    assert run("Dallow", "--format", "csv,geojson", "--out", tmp_path) == 0
    found = names(tmp_path)
    assert [name.rsplit(".", 1)[1] for name in found] == ["csv", "geojson", "json"]
    assert found[0].startswith("dallow-ward-luton-")
    assert luton.manifest.version in found[0]
    assert "2 made, 0 kept" in capsys.readouterr().out


def test_is_a_file_of_the_same_pack_kept_also_where_it_was_edited(tmp_path, capsys):
    run("Dallow", "--format", "csv", "--out", tmp_path)
    edited = tmp_path / names(tmp_path)[0]
    edited.write_text("an officer's note")
    assert run("E05014741", "Saints", "--format", "csv", "--out", tmp_path) == 0
    assert "1 made, 1 kept" in capsys.readouterr().out
    assert edited.read_text() == "an officer's note"
    assert run("Dallow", "--format", "csv", "--out", tmp_path, "--again") == 0
    assert edited.read_text() != "an officer's note"


@pytest.mark.parametrize("lost", ["the file", "the record", "the version", "a damaged record"])
def test_is_a_file_made_again_where_it_is_gone_or_of_another_program(tmp_path, capsys, lost):
    run("Dallow", "--format", "csv", "--out", tmp_path)
    record, made = tmp_path / batch.RECORD, tmp_path / names(tmp_path)[0]
    if lost == "the file":
        made.unlink()
    elif lost == "the record":
        record.unlink()
    elif lost == "a damaged record":
        record.write_text('{"E05014741 csv": 3}')
    else:
        held = json.loads(record.read_text())
        record.write_text(json.dumps({key: [name, "other"] for key, (name, _) in held.items()}))
    capsys.readouterr()
    assert run("Dallow", "--format", "csv", "--out", tmp_path) == 0
    assert "1 made, 0 kept" in capsys.readouterr().out
    assert made.read_bytes().startswith(b"\xef\xbb\xbfarea_code,")


@pytest.mark.in_turn
def test_do_two_processes_make_the_wards_that_one_makes(tmp_path, luton):
    asked = ["profile", "--all", "wards", "--format", "csv", "--out"]
    words = [sys.executable, "-m", "het_geo", *asked, str(tmp_path / "two"), "--processes", "2"]
    subprocess.run(words, cwd=ROOT, check=True, timeout=120, capture_output=True)
    assert main([*asked, str(tmp_path / "one"), "--processes", "1"]) == 0
    one, two = ({p.name: p.read_bytes() for p in (tmp_path / n).iterdir()} for n in ("one", "two"))
    assert one == two
    assert len(one) == len(luton.codes("ward")) + 1  # the record


@pytest.mark.in_turn
def test_is_no_process_copied_that_has_loaded_a_typesetter(tmp_path):
    assert as_pngs(['<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>'], scale=1)
    assert not batch._can_copy()
    asked = ["Dallow", "Saints", "--format", "docx", "--out", tmp_path, "--processes", 2]
    assert run(*asked) == 0  # a copy would never end
    assert len(names(tmp_path)) == 3


def test_is_a_set_in_three_wards_one_profile(tmp_path, luton):
    small = luton.codes("lsoa")
    codes = ",".join([small[0], small[30], small[90]])
    assert run("--set", codes, "--format", "csv,xlsx", "--out", tmp_path) == 0
    assert names(tmp_path)[0].startswith("3-neighbourhoods-in-")
    assert len(names(tmp_path)) == 3


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["Dalow"], "Did you mean: Dallow ward (E05014741)"),
        (["Dallow", "--format", "odt"], "“odt” is no format. The formats are pdf, docx, xlsx"),
        (["Dallow", "--format", ","], "no format is named"),
        ([], "name an area"),
        (["--set", "E05014741,E01015724"], "a set is made of neighbourhoods"),
        (["--set", ","], "No area is named"),
        (["Dallow", "--place", "nowhere"], "nowhere"),
        (["Dallow", "--processes", "0"], "give 1 or more"),
    ],
)
def test_is_what_is_wrong_said_and_nothing_made(tmp_path, capsys, words, message):
    folder = tmp_path / "new"
    asked = words if "--format" in words else [*words, "--format", "csv"]
    assert run(*asked, "--out", folder) == 1
    assert message in capsys.readouterr().err
    assert not folder.exists()


def test_is_a_folder_that_cannot_be_written_named(tmp_path, capsys):
    (tmp_path / "file").write_text("")
    folder = tmp_path / "file" / "inside"  # no folder can stand in a file, whoever asks
    assert run("Dallow", "--format", "csv", "--out", folder) == 1
    said = capsys.readouterr().err
    assert str(folder) in said
    assert "Name another folder" in said


def test_does_a_full_disk_leave_no_half_file_and_the_old_one(tmp_path, monkeypatch):
    path = tmp_path / "a.csv"
    files.write(path, b"old")

    def full(descriptor):
        raise FULL

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(ExportError, match=r"a\.csv cannot be written in .*No space left"):
        files.write(path, b"new, and longer")
    assert names(tmp_path) == ["a.csv"]
    assert path.read_bytes() == b"old"


@pytest.mark.in_turn
def test_is_what_was_made_before_the_disk_was_full_kept_and_noted(tmp_path, monkeypatch, capsys):
    write, done = files.write, []

    def until_full(path: Path, data: bytes):
        if path.suffix == ".csv":
            done.append(path)
        if len(done) > 2:
            raise ExportError("the made-up disk is full")
        write(path, data)

    monkeypatch.setattr(batch, "write", until_full)
    options = ("--all", "wards", "--format", "csv", "--out", tmp_path, "--processes", 1)
    assert run(*options) == 1
    assert "made-up disk" in capsys.readouterr().err
    monkeypatch.setattr(batch, "write", write)
    assert run(*options) == 0
    assert "18 made, 2 kept" in capsys.readouterr().out


def test_is_a_format_each_once_whatever_its_letters():
    assert [found.id for found in files.formats_of(["CSV", " .xlsx", "csv"])] == ["csv", "xlsx"]
