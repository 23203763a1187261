"""Which part of a walk through everything ``make test`` takes; ``make test-all`` takes all of it.

A law is the same test in both. Of the cases of a test in a folder of ``FEW`` (where it is not
marked ``whole``) and of those of a test marked ``sampled(few)`` a few are taken, drawn anew each
day, so that every case comes up; ``TESTS_DAY=2026-11-29`` draws those of a day again.

Laws that take long come in turn: of those in a folder of ``FEW`` and of those marked ``in_turn``
``make test`` (``TESTS=turn``) holds a half each day, of those in a browser a third. Who runs a file
or a folder by pytest holds all of its laws.
"""

import os
import random
from collections import defaultdict
from collections.abc import Iterable
from datetime import UTC, date, datetime
from itertools import count
from typing import Any
from zlib import crc32

import pytest

WHOLE = os.environ.get("TESTS") == "all"
TURN = os.environ.get("TESTS") == "turn"
# Kept where the processes that share the tests find it: all of them draw the same at midnight, too.
DAY = os.environ.setdefault("TESTS_DAY", f"{datetime.now(tz=UTC):%Y-%m-%d}")
# Where a case takes a page of its own: how many of each test's cases are taken.
FEW = {"tests/browser/": 1, "tests/app/": 1}
# In how many days each of a file's laws that come in turn has come: two, if nothing else is said.
DAYS = {"tests/browser/": 3}


def some(cases: Iterable[Any], few: int, law: str) -> list[Any]:
    """Return ``few`` of the cases that a law is held to, in their order; or all."""
    found = list(cases)
    if WHOLE or len(found) <= few:
        return found
    drawn = random.Random(f"{DAY} {law}").sample(range(len(found)), few)
    return [found[i] for i in sorted(drawn)]


def tried(examples: int) -> int:
    """Return on how many examples a law of Hypothesis is tried: all, or a quarter, 20 at least."""
    return examples if WHOLE else max(examples // 4, min(examples, 20))


def has_its_turn(number: int, file: str) -> bool:
    """Tell whether a law that comes in turn does today; ``number`` is where in its file it stands.

    Any two or three days (``DAYS``) that follow one another hold all laws: each about as many of a
    file's, and the first of about as many files.
    """
    days = next((days for folder, days in DAYS.items() if file.startswith(folder)), 2)
    first = crc32(file.encode())
    return not TURN or (first + number + date.fromisoformat(DAY).toordinal()) % days == 0


def _comes_in_turn(item: pytest.Item) -> bool:
    if item.get_closest_marker("whole") or item.get_closest_marker("every_day"):
        return False
    slow = any(item.nodeid.startswith(folder) for folder in FEW)
    return slow or item.get_closest_marker("in_turn") is not None


def few_of(item: pytest.Item) -> int | None:
    """Return how many cases of its law are taken; None: all."""
    if item.get_closest_marker("whole"):
        return None
    if mark := item.get_closest_marker("sampled"):
        return mark.args[0]
    folders = (few for folder, few in FEW.items() if item.nodeid.startswith(folder))
    return next(folders, None)


def taken(items: list[pytest.Item]) -> list[pytest.Item]:
    """Return the tests without laws that wait for their turn and cases that are not drawn."""
    laws = defaultdict(list)
    for item in items:
        laws[item.nodeid.split("[")[0], few_of(item)].append(item)
    kept, numbers = set(), defaultdict(count)
    for (law, few), cases in laws.items():
        file = law.split("::")[0]
        if _comes_in_turn(cases[0]) and not has_its_turn(next(numbers[file]), file):
            continue
        kept |= {*(cases if few is None else some(cases, few, law))}
    return [item for item in items if item in kept]
