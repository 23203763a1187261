"""Would a test notice if a measure were wrong? Each mutant is a measure with one thing changed.

    python benchmarks/mutants.py [--at-once 2] [--sample N] [--seed 0] [--again FILE] [MODULE ...]

One thing at a time is changed in a module of ``MEASURES`` (a comparison, a sum, a number, a
condition, what is returned: ``benchmarks/changes.py``), and the tests named beside it are run until
the first that fails. A change that no test notices *survives*: it is printed with its line, and is
to be killed by a test or explained in docs/mutants.md. Ends with 1 where one is neither.

Each mutant is a fork of the process that collected the tests: nothing is imported again. It meets
the tests that called the function that is changed; where no test did, or the change stands outside
functions, all of them.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import signal
import sys
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property, partial
from importlib import import_module
from multiprocessing import get_context
from pathlib import Path
from types import FrameType

import pytest

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from benchmarks.altered import put
from benchmarks.changes import Change, changes_of

EXPLAINED = ROOT / "docs" / "mutants.md"
# Not run: a law over all functions at once, for which a mutant would wait seconds.
LONG = "tests/unit/test_what_is_refused.py::test_is_a_strange_column_refused_by_name_or_answered_wi"
PATIENCE, LEAST = 5, 10  # a mutant may take so many times what the tests take; seconds

# With the tests that hold each, besides its own examples.
MEASURES = {
    "het_geo/inequality/gaps.py": "gaps people_to_close what_is_refused",
    "het_geo/inequality/slope.py": "slope slope_limits inequality_inputs what_is_refused",
    "het_geo/inequality/spread.py": "spread inequality_inputs what_is_refused",
    "het_geo/inequality/decompose.py": "decompose inequality_inputs what_is_refused",
    "het_geo/inequality/groups.py": "quantile_groups decompose what_is_refused",
    "het_geo/inequality/inputs.py": "inequality_inputs spread gaps slope_limits what_is_refused",
    "het_geo/inequality/sums.py": "sums slope slope_limits spread scales",
    "het_geo/intervals.py": "intervals dsr what_is_refused",
    "het_geo/scales.py": "scales slope_limits ranks what_is_refused",
    "het_geo/compare.py": "compare what_is_refused",
    "het_geo/ranks.py": "ranks rank_chances what_is_refused",
    "het_geo/trends/change.py": "change",
    "het_geo/trends/gap.py": "gap_trends what_is_refused",
    "het_geo/trends/recent.py": "trends what_is_refused",
    "het_geo/correlation.py": "correlation what_is_refused",
    "het_geo/exposure.py": "exposure what_is_refused",
    "het_geo/spatial.py": "spatial spatial_chances set_parts what_is_refused",
    "het_geo/course.py": "course",
    "het_geo/areas.py": "areas withheld",
    "het_geo/bounds.py": "change withheld apart",
    "het_geo/apart.py": "apart_numbers",
    "het_geo/classes.py": "classes",
    "het_geo/likeness/distance.py": "most_alike",
    "het_geo/inputs.py": "what_is_refused inequality_inputs",
}


@dataclass
class Tally:
    """What came of the mutants of one module."""

    module: str
    changes: list[Change]
    survived: list[Change]

    @cached_property
    def unexplained(self) -> list[Change]:
        """The survivors of which docs/mutants.md does not speak."""
        text = EXPLAINED.read_text(encoding="utf-8") if EXPLAINED.exists() else ""
        told = " ".join(text.partition(f"## `{self.module}`\n")[2].partition("\n## ")[0].split())
        return [change for change in self.survived if str(change) not in told]


class Mutants:
    """A plugin of pytest: where tests would run once, they run once a mutant, each in a fork."""

    def __init__(self, module: str, options: argparse.Namespace) -> None:
        self.source = (ROOT / module).read_text(encoding="utf-8")
        found = changes_of(self.source)
        if options.again:
            told = options.again.read_text(encoding="utf-8").splitlines()
            found = [one for one in found if f"{module}:{one.line}: {one}" in told]
        if options.sample:
            many = min(options.sample, len(found))
            chosen = random.Random(options.seed).sample(range(len(found)), many)
            found = [found[place] for place in sorted(chosen)]
        self._module = import_module(module[:-3].replace("/", "."))
        self.tally = Tally(module, found, [])
        self.at_once = options.at_once
        self.took: dict[str, float] = {}
        self.called: dict[str, list[str]] = {}  # by each test, of the functions of the module

    def pytest_sessionstart(self) -> None:
        """Let Hypothesis stop at the first example that fails: that a law is broken is enough."""
        from hypothesis import Phase, settings  # noqa: PLC0415 - pytest brings it in itself

        phases = [Phase.explicit, Phase.generate]
        settings.register_profile("mutants", settings.default, phases=phases, max_examples=40)
        settings.load_profile("mutants")

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Keep how long each test took."""
        self.took[report.nodeid] = self.took.get(report.nodeid, 0.0) + report.duration

    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        """Run the tests on the measure as it is, then on each mutant: the quickest first."""
        _warm()
        kept, told = os.pipe()
        pid = self._forked(session.items, self.source, 600, told)  # as it is: it must hold
        os.close(told)
        with open(kept, encoding="utf-8") as file:
            self.took, self.called = json.loads(file.read() or "[{}, {}]")
        _, status, used = os.wait4(pid, 0)
        if status:
            raise pytest.UsageError(f"the tests of {self.tally.module} fail before any change")
        session.items.sort(key=lambda item: self.took[item.nodeid])
        session.config.pluginmanager.unregister(name="terminalreporter")
        limit = max(LEAST, PATIENCE * (used.ru_utime + used.ru_stime))
        running: dict[int, Change] = {}
        for change in self.tally.changes:
            if len(running) == self.at_once:
                self._wait(running)
            met = self._meeting(change, session.items)
            running[self._forked(met, change.source, limit)] = change
        while running:
            self._wait(running)
        self.tally.survived.sort(key=lambda change: change.line)
        return True

    def _forked(self, items: list[pytest.Item], source: str, limit: float, told: int = -1) -> int:
        """Return the process that runs the tests on a source; it ends with 0 where none failed."""
        if pid := os.fork():
            return pid
        signal.setitimer(signal.ITIMER_PROF, limit)  # of the processor's time: it ends the process
        try:
            put(self._module, source)
            for item, after in zip(items, [*items[1:], None], strict=True):
                sys.setprofile(self._noting(item.nodeid) if told >= 0 else None)
                item.config.hook.pytest_runtest_protocol(item=item, nextitem=after)
                sys.setprofile(None)
                if items[0].session.testsfailed:
                    break
            if told >= 0:
                os.write(told, json.dumps([self.took, self.called]).encode())
        except BaseException:  # a module that cannot even be read is no measure
            os._exit(1)
        os._exit(min(items[0].session.testsfailed, 1))

    def _meeting(self, change: Change, items: list[pytest.Item]) -> list[pytest.Item]:
        """Return the tests that called the function a change is in, or all where none did."""
        return [item for item in items if change.where in self.called[item.nodeid]] or items

    def _noting(self, test: str) -> Callable[[FrameType, str, object], None]:
        """Return what notes the functions of the module that a test calls, none of them kept."""
        for part in vars(self._module).values():
            if hasattr(part, "cache_clear"):
                part.cache_clear()
        names = self.called[test] = []

        def note(frame: FrameType, event: str, _: object) -> None:
            code = frame.f_code
            if event == "call" and code.co_filename == self._module.__file__:
                name = code.co_qualname.replace(".<locals>", "")
                if name not in names:
                    names.append(name)

        return note

    def _wait(self, running: dict[int, Change]) -> None:
        pid, status = os.wait()
        change = running.pop(pid)
        if status == 0:
            self.tally.survived.append(change)
            print(f"{self.tally.module}:{change.line}: {change}", file=sys.stderr, flush=True)


def _warm() -> None:
    """Let Hypothesis draw once: what it then knows of the program's constants every fork has."""
    from hypothesis import given, strategies  # noqa: PLC0415 - pytest brings it in itself

    given(strategies.integers(), strategies.text())(lambda number, text: None)()


def _run(options: argparse.Namespace, module: str) -> Tally:
    mutants = Mutants(module, options)
    tests = [f"tests/unit/test_{name}.py" for name in MEASURES[module].split()]
    plain = [
        "-W",
        "ignore::pytest.PytestAssertRewriteWarning",
        "-p",
        "no:xdist",
        "-p",
        "no:cacheprovider",
        "--hypothesis-seed=0",
        f"--deselect={LONG}thout_an_infinite_number",
    ]
    code = pytest.main([*plain, module, *tests], plugins=[mutants])
    if code not in (pytest.ExitCode.OK, pytest.ExitCode.NO_TESTS_COLLECTED):
        raise RuntimeError(f"{module}: pytest ended with {code}")
    return mutants.tally


def main() -> int:
    """Print a row a module, and every survivor that nobody has explained."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("modules", nargs="*", metavar="MODULE", help="by default all")
    parser.add_argument("--at-once", type=int, default=2, help="how many mutants at the same time")
    parser.add_argument("--sample", type=int, help="so many of each module's mutants, by lot")
    parser.add_argument("--seed", type=int, default=0, help="of the lot")
    parser.add_argument("--again", type=Path, help="only those that stand in what this printed")
    options = parser.parse_args()
    for name in ("hypothesis", "scipy.stats", "geopandas", "het_geo.atlas.atlas"):
        import_module(name)  # once for all
    print("| module | mutants | killed | survived and explained | to explain |")
    print("| --- | ---: | ---: | ---: | ---: |", flush=True)
    open_: list[str] = []
    with get_context("fork").Pool(1, maxtasksperchild=1) as pool:  # pytest collects once in one
        for one in pool.imap(partial(_run, options), options.modules or MEASURES):
            of, left, told = len(one.changes), len(one.survived), len(one.unexplained)
            print(f"| `{one.module}` | {of} | {of - left} | {left - told} | {told} |", flush=True)
            open_ += [f"{one.module}:{change.line}: {change}" for change in one.unexplained]
    print("\n".join(open_))
    return int(bool(open_))


if __name__ == "__main__":
    sys.exit(main())
