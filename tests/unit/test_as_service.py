"""Does a command by hand have what the service has, whatever the file of settings holds?"""

import os
import shutil
import subprocess

import pytest

from tests.conftest import ROOT

# As systemd reads an EnvironmentFile: a line of the file, and the value that a command gets.
LINES = [
    ("A=Example Council", "Example Council"),
    ('A="Example Council"', "Example Council"),
    ("A='Example Council'", "Example Council"),
    ("A=pa$$word$(touch ran)`touch ran`", "pa$$word$(touch ran)`touch ran`"),
    ("A=postgresql://u@h/d?a=b&c=d", "postgresql://u@h/d?a=b&c=d"),
    ("A=", ""),
    ("#A=a comment", None),
    ("; A=another", None),
    ("", None),
]


@pytest.fixture
def release(tmp_path):
    """Return a release whose Python says what it was called with and told."""
    script = tmp_path / "deploy" / "as-service"
    script.parent.mkdir()
    shutil.copy(ROOT / "deploy" / "as-service", script)
    python = tmp_path / ".venv" / "bin" / "python"
    python.parent.mkdir(parents=True)
    python.write_text('#!/bin/sh\nprintf "%s\\n" "$PWD" "$*" "${A-not set}" "$HOME" "$(umask)"\n')
    # Instead of root's right to become another: the account, and then the command.
    runuser = tmp_path / "bin" / "runuser"
    runuser.parent.mkdir()
    runuser.write_text('#!/bin/sh\n[ "$1 $2 $3" = "-u het_geo --" ] && shift 3 && exec "$@"\n')
    for file in (python, runuser):
        file.chmod(0o755)
    return tmp_path


def run(release, *words):
    told = os.environ | {
        "HET_GEO_ENVIRONMENT": str(release / "environment"),
        "PATH": f"{release / 'bin'}:{os.environ['PATH']}",
    }
    told.pop("A", None)
    command = [str(release / "deploy" / "as-service"), *words]
    return subprocess.run(
        command, env=told, cwd="/", capture_output=True, text=True, check=False, umask=0o22
    )


@pytest.mark.parametrize(("line", "value"), LINES)
def test_is_a_command_told_what_the_service_is_told_and_nothing_run(release, line, value):
    (release / "environment").write_text(line)
    done = run(release, "register", "backup", "a file")
    told = "not set" if value is None else value
    expected = [str(release), "-m het_geo register backup a file", told, "/var/lib/het_geo", "0077"]
    assert (done.stdout.splitlines(), done.stderr) == (expected, "")
    assert not list(release.rglob("ran"))


def test_is_a_file_of_settings_that_cannot_be_read_said_and_nothing_run(release):
    done = run(release, "doctor")
    assert (done.returncode != 0, done.stdout) == (True, "")
    assert "environment" in done.stderr
