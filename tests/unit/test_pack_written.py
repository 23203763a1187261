"""Is a pack whole, the old or the new, at whatever moment its build fails or is killed?"""

import os
import shutil
import signal
import subprocess
import sys

import pytest

from het_geo.errors import PackError
from het_geo.pack import layout, manifest
from het_geo.pack.held import HeldFiles
from het_geo.pack.load import load
from tests.conftest import ROOT
from tests.luton import copied
from tests.sampled import some


@pytest.fixture
def root(tmp_path):
    return copied(tmp_path)


def write_pack(root, text):
    with layout.writing(root, "town") as folder:
        for kind in ("boundaries", "data"):
            (folder / kind / "town").mkdir(parents=True)
            for name in ("one", "two", f"only-{text}"):
                (folder / kind / "town" / name).write_text(text)


def read_pack(root):
    base = layout.live_root(root, "town")
    return {
        path.read_text()
        for kind in ("boundaries", "data")
        for path in (base / kind / "town").iterdir()
        if not path.name.endswith(".part")
    }


def fault_of(action):
    """Return what an action fails with; "" where it does not."""
    try:
        action()
    except (OSError, PackError) as error:
        return str(error)
    return ""


def test_is_the_old_pack_whole_or_the_new_one_whatever_step_fails(tmp_path, monkeypatch):
    """Fail at the 1st, 2nd, … file operation until a build passes; look at the pack each time."""
    seen = set()
    for step in range(1, 60):
        root = tmp_path / str(step)
        write_pack(root, "old")
        calls = iter(range(1, 1000))

        def failing(real, step=step, calls=calls):
            def call(*arguments, **options):
                if next(calls) >= step:
                    raise OSError("killed")
                return real(*arguments, **options)

            return call

        with monkeypatch.context() as patch:
            for module, name in [(os, "rename"), (os, "replace"), (shutil, "copyfile"),
                                 (shutil, "rmtree"), (os, "unlink")]:  # fmt: skip
                patch.setattr(module, name, failing(getattr(module, name)))
            said = fault_of(lambda root=root: write_pack(root, "new"))
            passed = said == ""
        told_new = "the new pack is what readers are shown" in said
        assert not told_new or read_pack(root) == {"new"}
        pack = read_pack(root)
        assert len(pack) == 1, f"a mixture after step {step}"
        seen |= pack
        write_pack(root, "newer")  # the next build tidies up whatever was left
        assert read_pack(root) == {"newer"}
        if passed:
            break
    assert passed
    assert seen == {"old", "new"}


# Builds Luton with few indicators: its pack is written by copies of the process, each killed.
KILLED = """
import os, sys
from dataclasses import replace
from pathlib import Path
from het_geo.build.place import Builder
from het_geo.catalogue.read import read_catalogue
from tests.faults import to_step
root, sources, steps = Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3:]
known = read_catalogue(Path("data/catalogue"))
few = {n: one for n, one in known.indicators.items() if one.tenths or one.references}
builder = Builder(replace(known, indicators=few), sources, root)
write = builder._write
def killed(*given):
    for step in steps:
        if not (child := os.fork()):
            to_step(int(step), str(root), write, given)
            os._exit(0)
        _, how = os.waitpid(child, 0)
        print(step, how, flush=True)
        input()  # until the test has looked
    return write(*given)
builder._write = killed
list(builder.build(builder.places(["luton"])))
"""


@pytest.mark.sources
@pytest.mark.in_turn
def test_does_a_real_build_killed_at_any_step_leave_a_whole_pack(root, catalogue, sources):
    before, seen = load(root, "luton", catalogue).manifest.version, []
    steps = ("1", *some(("9", "50", "61", "90"), 2, "a real build killed"), "100000")
    command = [sys.executable, "-c", KILLED, str(root), str(sources), *steps]
    with subprocess.Popen(
        command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as build:
        for step in steps:
            told = build.stdout.readline().split()
            assert told == [step, "0" if step == steps[-1] else str(int(signal.SIGKILL))]
            base = layout.live_root(root, "luton")
            found = manifest.read_below(base, "luton")
            HeldFiles(base, found.file, "luton")
            seen.append(found.version)
            layout.finish(root, "luton")  # as the next build does first
            build.stdin.write("\n")
            build.stdin.flush()
        assert build.wait() == 0
    assert (seen[0], seen[-1]) == (before, manifest.read(root, "luton").version)
    assert len(set(seen)) == 2
    assert not [path for path in (root / "data").iterdir() if path.name.startswith(".")]
