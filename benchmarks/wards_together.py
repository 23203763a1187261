"""How long the profiles of all wards take, this checkout's beside an earlier one's, in turns.

    python benchmarks/wards_together.py [--before CHECKOUT] [--rounds 3] [--format pdf,docx]

Each turn is the command from its start, of one checkout after the other, so that other work on the
machine falls on both. Wall clock, processor time of all processes, and the memory of the largest.
"""

from __future__ import annotations

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parent.parent


class Took(NamedTuple):
    """One run: seconds by the clock, seconds of processor, MB of its largest process, and files."""

    wall: float
    processor: float
    memory: float
    files: dict[str, int]


def run(root: Path, formats: str, place: str) -> Took:
    """Make the profiles of all wards with the program that stands at ``root``."""
    with tempfile.TemporaryDirectory() as folder:
        words = [sys.executable, "-m", "het_geo", "profile", "--all", "wards", "--place", place]
        words += ["--format", formats, "--out", folder]
        start = time.perf_counter()
        process = subprocess.Popen(words, cwd=root, stdout=subprocess.DEVNULL)
        _, status, used = os.wait4(process.pid, 0)
        wall = time.perf_counter() - start
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            raise SystemExit(f"the command failed in {root}")
        files = {path.name: path.stat().st_size for path in Path(folder).iterdir()}
    return Took(wall, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024, files)


def told(name: str, took: Took) -> str:
    """Return a run as a line."""
    size = sum(took.files.values()) / 1e6
    return (
        f"{name:7} {took.wall:6.1f} s by the clock {took.processor:6.1f} s of processor "
        f"{took.memory:5.0f} MB the largest process; {len(took.files) - 1} files, {size:.1f} MB"
    )


def main() -> None:
    """Print each run, and then how the medians compare."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--before", type=Path, help="an earlier checkout, with its own packs")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--format", default="pdf,docx")
    parser.add_argument("--place", default="luton")
    options = parser.parse_args()
    roots = {"before": options.before, "now": ROOT} if options.before else {"now": ROOT}
    found: dict[str, list[Took]] = {name: [] for name in roots}
    for _ in range(options.rounds):
        for name, root in roots.items():
            found[name].append(run(root, options.format, options.place))
            print(told(name, found[name][-1]), flush=True)
    if options.before:
        for part in ("wall", "processor"):
            old, new = (
                statistics.median(getattr(took, part) for took in found[name]) for name in roots
            )
            print(f"{part}: {old:.1f} s before, {new:.1f} s now: {new / old:.2f} ×")


if __name__ == "__main__":
    main()
