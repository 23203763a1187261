"""How a list of gaps is read: what its columns hold, and the words that stand for none."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from het_geo.sentences.where import NO_RATIO, NOT_KNOWN

TOO_SMALL, NOT_COUNTED = "too small", "not counted"
TITLE = "How to read this table"
NEWEST = "Each figure is the newest there is."
HOW = {
    "How uneven": "how far areas are from their average, as a share of it.",
    "Apart": "the highest figure less the lowest.",
    "Times": "how many times the lowest figure the highest is.",
    "Along deprivation": (
        "how many times as high the figure is at the most deprived end as at the least deprived."
    ),
    "People to close": (
        "how many more or fewer it would take for all areas to be as the best are, which hold a "
        "fifth of the people."
    ),
}
WHY = {
    NO_RATIO: (
        "of a score, “so many times” means nothing; of a share or rate, the line along deprivation "
        "falls to 0 or below at one end."
    ),
    TOO_SMALL: "one of the two figures is so near 0 that rounding would decide how many times.",
    NOT_KNOWN: "too few areas have a figure to work it out.",
    NOT_COUNTED: (
        "the figure is no share or rate of a known number of people; or nobody would want more or "
        "fewer of them; or the best areas are at 0."
    ),
}


def gap_list_key(cells: Iterable[object]) -> Mapping[str, str]:
    """Return what each column of a list of gaps holds, then why there is no number for each word.

    A column and a word are written as the list has them.

    >>> [*gap_list_key(["3.1", "not known"])][-2:]
    ['People to close', 'not known']
    """
    found = {str(cell) for cell in cells}
    return HOW | {word: why for word, why in WHY.items() if word in found}
