"""What stands above a list of gaps: how to read its columns, and the words that stand for none."""

from __future__ import annotations

from collections.abc import Iterable

from het_geo.sentences.where import NO_RATIO, NOT_KNOWN

TOO_SMALL, NOT_COUNTED = "too small", "not counted"
HOW = (
    "Each figure is the newest there is. “How uneven” is how far areas are from their average, as "
    "a share of it. “Along deprivation” is how many times as high the figure is at the most "
    "deprived end as at the least deprived end."
)
WHY = {
    NO_RATIO: (
        "of a score, “so many times” means nothing; of a share or rate, the line along deprivation "
        "falls to 0 or below at one end."
    ),
    TOO_SMALL: "one of the two figures is so near 0 that rounding would decide how many times.",
    NOT_KNOWN: "too few areas have a figure to work it out.",
    NOT_COUNTED: (
        "the figure is no share or rate of a known number of people, fewer or more of them is no "
        "aim, or the best areas are at 0."
    ),
}


def gap_list_note(cells: Iterable[object]) -> str:
    """Return how to read a list of gaps, with why there is no number for each word it has.

    >>> gap_list_note(["3.1", "not known"]).partition("deprived end. ")[2]
    '“Not known”: too few areas have a figure to work it out.'
    """
    found = {str(cell) for cell in cells}
    why = [f"“{word.capitalize()}”: {WHY[word]}" for word in WHY if word in found]
    return " ".join([HOW, *why])
