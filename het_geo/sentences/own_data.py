"""What is said of a visitor's own figures: what was taken of his table, what not and why."""

from __future__ import annotations

from collections import Counter

import pandas as pd

from het_geo import phrases, words
from het_geo.own.data.indicator import OwnIndicator, Tally
from het_geo.plain import inert, plain

SHOWN = 10  # reasons, and unknown areas, that are said


def taken_said(tally: Tally) -> str:
    """Return how many rows were taken, in a sentence."""
    if not tally.lost:
        every = words.capital(phrases.every(tally.read, "row", "rows"))
        return f"{every} {'was' if tally.read == 1 else 'were'} taken."
    left = words.count_of(tally.lost, "row was", "rows were")
    return f"{tally.taken:,} of {tally.read:,} rows were taken, {left} not."


def reasons_said(tally: Tally) -> list[str]:
    """Return why rows were not taken, the most frequent reason first, with the first of them."""
    counts = Counter(one.reason.partition(": “")[0] for one in tally.refused)
    first = {one.reason.partition(": “")[0]: one for one in reversed(tally.refused)}
    said = []
    for reason, count in counts.most_common(SHOWN):
        at = f"row {first[reason].row:,}"
        where = at if count == 1 else f"{count:,} rows, the first is {at}"
        said.append(f"{words.capital(reason)} ({where}).")
    return said


def unknown_said(tally: Tally) -> list[str]:
    """Return which areas are not known here, each with what it may mean."""
    said = []
    for one in tally.unknown[:SHOWN]:
        meant = f" Is it meant: {'; '.join(one.meant)}?" if one.meant else ""
        said.append(f"“{plain(one.text)}” is no area here.{meant}")
    more = len(tally.unknown) - SHOWN
    if more > 0:
        said.append(f"{words.count_of(more, 'other is', 'others are')} not known either.")
    return said


def refused_table(tally: Tally) -> pd.DataFrame:
    """Return rows that were not taken, by number, with the reason; no spreadsheet runs a cell."""
    rows = [(one.row, inert(plain(one.reason))) for one in tally.refused]
    return pd.DataFrame(rows, columns=["Row of the file", "Why it was not taken"])


def own_said(own: OwnIndicator) -> list[str]:
    """Return all that is to be known of an own figure, a sentence each."""
    return [taken_said(own.tally), *own.notices]
