"""What a tile and a minute say, in words alone: documents hold it, whoever made it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class TileWords:
    """What a tile says. Where it has no figure, ``written`` is empty and ``about`` says why.

    ``before``, ``written`` and ``about`` are read one after the other, as one phrase with its time
    and what changes how it is read: "", "21.1%", "of households had too few bedrooms on 21 March
    2021"; "The deprivation score was", "29.5", "in 2019". ``style`` is the verdict in one word, for
    colour beside ``standing``, which says it with its mark. ``lenses`` are difference and ratio;
    ``earlier`` tells whether ``change`` has a figure to compare with; ``strip`` says between which
    figures the areas beside it lie. ``sentence`` is the phrase as a whole sentence, for where lines
    stand in a row.
    """

    block: str
    title: str
    written: str
    about: str
    age: str = ""
    standing: str = ""
    style: str = ""
    lenses: str = ""
    change: str = ""
    earlier: bool = False
    strip: str = ""
    sentence: str = ""
    before: str = ""


@dataclass(frozen=True)
class Minute:
    """What is said of an area in one minute: each part a sequence of sentences.

    ``of`` is the indicator of which the first sentence about one figure speaks; "" for none.
    """

    say: tuple[str, ...]
    changed: tuple[str, ...]
    unknown: tuple[str, ...]
    of: str = ""
