"""Turns of phrase: shares as people say them, shares that add up, sentences inside others."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from het_geo import dates, words


def about(share: float) -> str:
    """Write a share (0 to 1) as people say it: a simple fraction where one is near, else per cent.

    >>> about(0.2), about(0.668), about(0.5), about(0.034), about(0.87), about(0.998)
    ('one in five', 'two in three', 'half', 'one in 29', '87%', 'nearly all')
    """
    if share >= 0.985:
        return "all" if share >= 1 else "nearly all"
    for said, value in _FRACTIONS.items():
        if abs(share - value) <= 0.012:
            return said
    people = words.number(1 / share, 0) if share >= 0.01 else ""
    if people and (share < 0.1 or abs(share - 1 / int(people)) <= 0.012):
        return f"one in {_NUMBERS.get(people, people)}"
    return f"{words.number(share * 100, 0)}%" if share >= 0.01 else "under 1%"


_NAMES = ["three", "four", "five", "six", "seven", "eight", "nine", "ten"]
_NUMBERS = {str(number): name for number, name in enumerate(_NAMES, start=3)}
_FRACTIONS = {
    "half": 1 / 2,
    "one in three": 1 / 3,
    "two in three": 2 / 3,
    "three in four": 3 / 4,
    "two in five": 2 / 5,
    "three in five": 3 / 5,
    "four in five": 4 / 5,
    "nine in ten": 9 / 10,
}
_PARTS = {
    "one in three": "a third",
    "two in three": "two thirds",
    "three in four": "three quarters",
    "one in four": "a quarter",
    "one in five": "a fifth",
    "two in five": "two fifths",
    "three in five": "three fifths",
    "four in five": "four fifths",
    "nine in ten": "nine tenths",
    "one in ten": "a tenth",
}


def part(share: float) -> str:
    """Write a share (0 to 1) of one thing; :func:`about` is for what is counted.

    >>> part(0.25), part(0.5), part(0.29), part(0.034)
    ('a quarter', 'half', '29%', '3%')
    """
    said = about(share)
    return _PARTS.get(
        said, f"{words.number(share * 100, 0)}%" if said.startswith("one in") else said
    )


_ROUGHLY = {
    "a tenth": 1 / 10, "a fifth": 1 / 5, "a quarter": 1 / 4, "a third": 1 / 3, "two fifths": 2 / 5,
    "half": 1 / 2, "three fifths": 3 / 5, "two thirds": 2 / 3, "three quarters": 3 / 4,
    "four fifths": 4 / 5, "nine tenths": 9 / 10,
}  # fmt: skip
_NEAR = 0.025  # how far a share may be from a simple fraction that it is called roughly


def roughly(ratio: float, more: str, less: str, much: str) -> str:
    """Write how far a ratio is from 1, as an estimate is told.

    >>> roughly(0.682, "higher", "lower", "high"), roughly(1.46, "higher", "lower", "high")
    ('a third lower', '46% higher')
    >>> roughly(2.6, "farther", "nearer", "far")
    '2.6 times as far'
    """
    if ratio >= 2:
        return words.times_as_high(ratio, much)
    share = abs(ratio - 1)
    away, said = min((abs(share - value), name) for name, value in _ROUGHLY.items())
    size = said if away <= _NEAR else f"{words.number(share * 100, 0)}%"
    return f"{size} {more if ratio > 1 else less}"


def percents(shares: Iterable[float]) -> list[int]:
    """Return shares (0 to 1) in whole per cents that add to their sum: the largest rests round up.

    >>> percents([0.656, 0.229, 0.115]), percents([1 / 3, 1 / 3, 1 / 3]), percents([0.2, 0.3])
    ([66, 23, 11], [34, 33, 33], [20, 30])
    """
    exactly = [round(share * 100, 9) for share in shares]
    found = [int(share) for share in exactly]
    short = round(sum(exactly)) - sum(found)
    order = sorted(range(len(found)), key=lambda i: found[i] - exactly[i])
    for i in order[:short]:
        found[i] += 1
    return found


def small(text: str) -> str:
    """Return a sentence as it stands after a colon: its first word small, unless it is a name.

    >>> small("Whether it is"), small("NHS waits")
    ('whether it is', 'NHS waits')
    """
    return text[:1].lower() + text[1:] if text[1:2].islower() else text


def every(count: int, one: str = "", many: str = "") -> str:
    """Return that all of so many are meant, as people say it.

    >>> [every(n, "row", "rows") for n in (1, 2, 1204)], [every(n) for n in (1, 2, 3)]
    (['the one row', 'both rows', 'all 1,204 rows'], ['the one', 'both', 'all 3'])
    """
    said = {1: "the one", 2: "both"}.get(count, f"all {count:,}")
    return f"{said} {one if count == 1 else many}".strip()


EXPLORER = "het_geo, an open-source explorer of health inequality"  # what a document is made with


def made(pack: str, day: date) -> str:
    """Return which pack something is made from, and when.

    >>> made("7d0c", date(2021, 3, 21))
    'Pack 7d0c, made on 21 March 2021.'
    """
    return f"Pack {pack}, made on {dates.long_date(day)}."
