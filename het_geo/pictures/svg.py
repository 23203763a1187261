"""SVG text: elements with every attribute escaped, the room that words take, and the picture."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from html import escape
from itertools import pairwise

from het_geo.classes import INK, QUIET
from het_geo.fonts import FAMILY, advances

HALO = {
    "paint_order": "stroke", "stroke": "#ffffff", "stroke_width": 4, "stroke_linejoin": "round",
}  # fmt: skip
WIDTH = 900  # points: how wide a picture is in a file; on a page it takes the room there is
FONT = 14


@dataclass(frozen=True)
class Picture:
    """A drawing of ``WIDTH`` × ``height`` points, with the words that say the same.

    ``body`` is SVG markup without its root; ``says`` is its text for those who do not see it.
    ``below`` is what must stand beside it and a page says: a file of its own says it too.
    """

    body: str
    height: float
    says: str
    below: str = ""

    def on_page(self) -> str:
        """Return the picture as an element of a page, as wide as its place."""
        return (
            f'<svg class="hg-picture" role="img" aria-label="{escape(self.says)}" width="100%" '
            f'height="{self.height:.0f}">{self.body}</svg>'
        )

    def alone(self, x: float = 0, y: float = 0) -> str:
        """Return the picture as a nested drawing at its nominal width."""
        return tag("svg", self.body, x=x, y=y, width=WIDTH, height=self.height)

    def as_file(self, width: float = WIDTH) -> str:
        """Return the picture as an SVG file with no frame around it, for a document to hold.

        Drawn at less than its nominal ``width`` its letters are larger beside the rest.
        """
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg" width="{width:g}" height="{self.height:.0f}" '
            f'viewBox="0 0 {width:g} {self.height:.0f}" font-family="{FAMILY}" role="img">'
            f"<title>{words(self.says)}</title>{self.body}</svg>"
        )


def tag(name: str, *children: str, **attributes: object) -> str:
    """Return an element; ``children`` are markup, attributes are escaped.

    >>> tag("text", words("a < b"), x="5%", font_size=12)
    '<text x="5%" font-size="12">a &lt; b</text>'
    """
    written = "".join(
        f' {_name(key)}="{_plain(value)}"' for key, value in attributes.items() if value is not None
    )
    inside = "".join(children)
    return f"<{name}{written}>{inside}</{name}>" if inside else f"<{name}{written}/>"


def words(text: str) -> str:
    """Return text as markup that shows it."""
    return escape(text, quote=False)


@cache
def _name(key: str) -> str:
    return key.rstrip("_").replace("_", "-")


def _plain(value: object) -> str:
    if isinstance(value, float):
        return f"{value:.6g}"
    return escape(str(value))


def label(text: str, x: str, y: float, **attributes: object) -> str:
    """Return a line of text with a white halo, readable over lines and points."""
    style: dict[str, object] = {"font_size": FONT, "fill": INK, **attributes}
    return tag("text", words(text), x=x, y=y, **HALO, **style)


def rule(x: str, top: float, bottom: float, **attributes: object) -> str:
    """Return an upright line."""
    style: dict[str, object] = {"stroke": INK, "stroke_width": 1.25, **attributes}
    return tag("line", x1=x, x2=x, y1=top, y2=bottom, **style)


def stretched(content: str, left: float, right: float, top: float, height: float) -> str:
    """Return a drawing of ``WIDTH`` units across that fills a band of the picture.

    ``left`` and ``right`` are per cent of the picture. Lines keep their thickness and points stay
    round: draw them with ``vector-effect: non-scaling-stroke``.
    """
    return tag(
        "svg",
        content,
        x=f"{left:g}%",
        width=f"{right - left:g}%",
        y=top,
        height=height,
        viewBox=f"0 0 {WIDTH * (right - left) / 100:g} {height:g}",
        preserveAspectRatio="none",
        overflow="visible",
    )


def axis(ticks: list[tuple[str, str]], y: float, title: str) -> str:
    """Return tick labels (place, text) along a line at ``y``, and the axis's title below them."""
    marks = "".join(rule(x, y, y + 6, stroke=QUIET) for x, _ in ticks)
    texts = "".join(
        tag("text", words(text), x=x, y=y + 22, text_anchor="middle", font_size=FONT, fill=QUIET)
        for x, text in ticks
    )
    line = tag("line", x1="0%", x2="100%", y1=y, y2=y, stroke="#c9d3db")
    at = {"x": "50%", "y": y + 44, "text_anchor": "middle", "font_size": FONT, "fill": QUIET}
    return line + marks + texts + (tag("text", words(title), **at) if title else "")


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
SLIDE = Form(1050, OWN)  # as flat as a slide: of what is high, the letters are largest so
PAGE = Form(970, ANY)  # page.css: narrower, a drawing's narrow form is shown
TELEPHONE = Form(288, ANY, narrow=True)  # 320 points less the page's edges
