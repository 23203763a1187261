"""How much room a text takes: the advance widths of the font's letters, and some to spare.

A page holds the font, but a reader may show another: letters of DejaVu Sans, the widest that is
common, take up to 1.31 times as much (bold: 1.38 times). Paper and PNG have ours for certain.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from het_geo.fonts import advances
from het_geo.pictures.svg import FONT, WIDTH, label

LINE = 18.0  # points from line to line
UNKNOWN = 1.0  # font sizes: a character that the font lacks comes from another


@dataclass(frozen=True)
class Letters:
    """Whose letters: a text takes ``plain`` (or ``bold``) times as much as in the project's font.

    >>> OWN.wrapped("aa aa", 30.0), OWN.wrapped("aaaa", 15.0)
    (['aa', 'aa'], ['aa', 'aa'])
    """

    plain: float
    bold: float

    def room(self, text: str, size: float = FONT, *, bold: bool = False) -> float:
        """Return how many points across a text takes at most."""
        return _ems(text, bold) * size * (self.bold if bold else self.plain)

    def wrapped(
        self, text: str, across: float, size: float = FONT, *, bold: bool = False
    ) -> list[str]:
        """Return a text in lines with room in ``across`` points; only endless words are broken."""
        lines: list[str] = []
        for word in text.split():
            for part in self._parts(word, across, size, bold):
                longer = f"{lines[-1]} {part}" if lines else ""
                if lines and self.room(longer, size, bold=bold) <= across:
                    lines[-1] = longer
                else:
                    lines.append(part)
        return lines

    def shortened(self, text: str, across: float, size: float = FONT, *, bold: bool = False) -> str:
        """Return a text, cut with an ellipsis where it has no room in ``across`` points."""
        if self.room(text, size, bold=bold) <= across:
            return text
        room = across - self.room("…", size, bold=bold)
        return f"{next(self._parts(text, room, size, bold)).rstrip()}…"

    def _parts(self, word: str, across: float, size: float, bold: bool) -> Iterator[str]:
        """Cut a word where its room ends; each part has one letter at least."""
        if self.room(word, size, bold=bold) <= across:
            return iter((word,))
        cuts = [0]
        for end in range(1, len(word) + 1):
            if end - 1 > cuts[-1] and self.room(word[cuts[-1] : end], size, bold=bold) > across:
                cuts.append(end - 1)
        return (word[a:b] for a, b in pairwise([*cuts, len(word)]))


@lru_cache(maxsize=20_000)
def _ems(text: str, bold: bool) -> float:
    known = advances(700 if bold else 400)
    return sum(known.get(letter, UNKNOWN) for letter in text)


OWN = Letters(1.01, 1.01)
ANY = Letters(1.31, 1.38)


@dataclass(frozen=True)
class Form:
    """What a picture is drawn for: ``across`` points at least, in ``letters``.

    A ``narrow`` one has its parts one below the other.
    """

    across: float
    letters: Letters
    narrow: bool = False

    def lines(
        self,
        text: str,
        left: float,
        wide: float,
        top: float,
        *,
        indent: float = 0.0,
        side: float = 0.0,
        **style: object,
    ) -> tuple[str, float]:
        """Return text in lines below ``top``, and where they end.

        It stands in a column of the picture: ``left`` and ``wide`` are per cent, ``indent`` and
        ``side`` points that stay free on its left and right.
        """
        room = self.across * wide / 100 - indent - side
        lines = self.letters.wrapped(text, room, bold=style.get("font_weight") == 700)
        if indent:
            style["dx"] = indent
        drawn = (
            label(line, f"{left:g}%", top + LINE * (i + 1) - 4, **style)
            for i, line in enumerate(lines)
        )
        return "".join(drawn), top + LINE * len(lines)


PAPER = Form(WIDTH, OWN)
FILE = Form(WIDTH, ANY)
PAGE = Form(970, ANY)  # page.css: narrower, a drawing's narrow form is shown
TELEPHONE = Form(288, ANY, narrow=True)  # 320 points less the page's edges
