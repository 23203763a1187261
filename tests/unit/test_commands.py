"""Do commands say what is missing, and end quietly when nobody reads on?"""

import subprocess
import sys

import pytest

from het_geo.__main__ import MODULES
from tests.conftest import ROOT


@pytest.mark.in_turn
def test_does_a_command_end_quietly_when_its_reader_has_read_enough():
    command = [sys.executable, "-m", "het_geo", "check", "luton"]
    with subprocess.Popen(
        command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as run:
        run.stdout.close()  # as "| head" does, before a line is written
        said = run.stderr.read()
    assert said == ""


@pytest.mark.sampled(1)
@pytest.mark.parametrize(
    ("words", "library"),
    [
        (["fetch", "luton"], "pooch"),
        (["profile", "luton"], "typst"),
        (["briefing", "--format", "pptx"], "pptx"),
    ],
)
def test_does_a_command_without_its_libraries_say_how_to_get_them(words, library, tmp_path):
    extra = MODULES[words[0]][1]
    words = words if words[0] == "fetch" else [*words, "--out", str(tmp_path)]
    program = f"""
import sys
sys.modules[{library!r}] = None
from het_geo.__main__ import main
sys.exit(main({words!r}))
"""
    run = [sys.executable, "-c", program]
    done = subprocess.run(run, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert done.stderr.startswith(f"het_geo: this needs {library}, which is not installed.")
    assert done.stderr.endswith(f"pip install 'het-geo[{extra}]'\n")
