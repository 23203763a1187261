"""The spine: each figure of an area on a line from worse to better, England in the middle."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from het_geo import words as say
from het_geo.catalogue.vocabulary import CONTEXT
from het_geo.classes import BAND, BETTER, INK, MIDDLE, QUIET, WORSE
from het_geo.compare import Verdict
from het_geo.geography import Level
from het_geo.pictures.plot import band
from het_geo.pictures.scale import Scale
from het_geo.pictures.svg import FONT, HALO, PAPER, Form, Picture, rule, tag, words

if TYPE_CHECKING:
    from het_geo.profiles.model import Profile
    from het_geo.profiles.row import IndicatorRow, Spine

WIDE = (49.0, 84.5)  # per cent: where the lines begin and end, labels left and words right of them
NARROW = (2.0, 98.0)  # on a narrow page, labels stand above the lines
VALUE = 47.0
GAP = 10.0  # points at least between two texts
WORD = 86.0  # where the word begins: “better than Luton” has room on one line in any font
HEAD = 20.0
LINE = 16.0
BAR = 11.0
INSIDE = 15.0  # points from the edge, where an arrow stands, to a mark that lies beyond it
MOST = 5.0  # standard deviations each way: few areas lie beyond, and they would squeeze the rest
KEY = (
    "How to read the lines: the mark is this area, with its 95% interval as a thin line. The light "
    "band goes from the worst to the best of the district’s areas, the dark band holds the middle "
    "half of them. The upright line is the place named above it, the short one the district. "
    "▲ worse, ▼ better, ● similar, △ higher, ▽ lower, ○ not compared. An arrow at the edge: it "
    "goes on beyond."
)
SHAPES = {
    Verdict.WORSE: "M-6 5L0-6L6 5Z",
    Verdict.BETTER: "M-6-5L0 6L6-5Z",
    Verdict.HIGHER: "M-6 5L0-6L6 5Z",
    Verdict.LOWER: "M-6-5L0 6L6-5Z",
    Verdict.SIMILAR: "M-5 0A5 5 0 1 0 5 0A5 5 0 1 0-5 0Z",
    Verdict.NOT_COMPARED: "M-5 0A5 5 0 1 0 5 0A5 5 0 1 0-5 0Z",
}
OPEN = (Verdict.HIGHER, Verdict.LOWER, Verdict.NOT_COMPARED)
COLOURS = {Verdict.WORSE: WORSE, Verdict.BETTER: BETTER}


def spine_of(
    profile: Profile, name: str, rows: Sequence[IndicatorRow], form: Form = PAPER
) -> Picture:
    """Return the spine of some rows, on the scale that all of the profile's have."""
    drawn, y = _rows(rows, _scale(profile, form), 0.0, form)
    return Picture(drawn, y + 2, _says(name, rows))


def by_centre(rows: Sequence[IndicatorRow]) -> list[list[IndicatorRow]]:
    """Return rows in groups that are measured from one place: they can share a line."""
    groups: dict[str, list[IndicatorRow]] = {}
    for row in rows:
        if row.spine is not None:
            groups.setdefault(row.spine.centre, []).append(row)
    return list(groups.values())


def _scale(profile: Profile, form: Form) -> Scale:
    reach = _reach(row.spine for row in profile.rows if row.spine and row.block != CONTEXT)
    return Scale(-reach, reach, *(NARROW if form.narrow else WIDE))


def _rows(rows: Sequence[IndicatorRow], scale: Scale, top: float, form: Form) -> tuple[str, float]:
    """Return the drawing of rows of one centre from ``top`` on, its line behind, and its end."""
    centre = next((row.spine.centre for row in rows if row.spine is not None), "")
    head, under = _head(scale, top, centre, form)
    parts, y = [], under
    for row in rows:
        if row.spine is not None:
            drawn, height = _row(row, row.spine, scale, y, form)
            parts.append(drawn)
            y += height
    if not parts:
        return "", top
    line = rule(scale.at(0), under - 2, y, stroke_width=1.5)
    return f"{head}{line}{''.join(parts)}", y


def _reach(spines: Iterable[Spine]) -> float:
    """Return how far the lines go each way: the same for all blocks, England in the middle."""
    ends = [
        abs(x) for s in spines for x in (s.x, s.left, s.right, s.worst, s.best) if x is not None
    ]
    return min(MOST, math.ceil(2 * max(ends, default=1.0)) / 2)


def _head(scale: Scale, top: float, centre: str, form: Form) -> tuple[str, float]:
    """Return the words above the lines and where they end; a long name stands above the others."""
    style: dict[str, object] = {"font_size": FONT, "fill": QUIET}
    worse, better = "← worse", "better →"
    half = form.across * (scale.right - scale.left) / 200
    need = form.letters.room(centre) / 2 + form.letters.room(better) + GAP
    low = top if need <= half else top + LINE
    ends = (
        (worse, scale.left, "start", low),
        (centre, scale.percent(0), "middle", top),
        (better, scale.right, "end", low),
    )
    texts = (
        tag("text", words(text), x=f"{x:.4g}%", y=y + 13, text_anchor=anchor, **style)
        for text, x, anchor, y in ends
    )
    return "".join(texts), low + HEAD


def verdict_of(row: IndicatorRow) -> tuple[Verdict, str]:
    """Return how a figure compares with what its spine is measured from, and in words.

    The word names the place where it is not England.
    """
    centre = row.spine.centre_code if row.spine else ""
    measured = next((b for b in row.benchmarks if b.code == centre), None)
    found = measured or row.beside(Level.COUNTRY)
    verdict = Verdict(found.verdict) if found else Verdict.NOT_COMPARED
    if found is None or found.level == Level.COUNTRY or verdict == Verdict.NOT_COMPARED:
        return verdict, str(verdict)
    return verdict, f"{verdict.phrase} {found.name}"


def _row(row: IndicatorRow, spine: Spine, scale: Scale, y: float, form: Form) -> tuple[str, float]:
    """Return the drawing of one row and its height."""
    verdict, word = verdict_of(row)
    texts, high = (_above if form.narrow else _beside)(row, word, y, form)
    middle = y + high + 13 if form.narrow else y + high / 2
    return texts + _line(spine, verdict, scale, middle), high + 28 if form.narrow else high


def _above(row: IndicatorRow, word: str, y: float, form: Form) -> tuple[str, float]:
    """Return a row's label with value and word below it, above the line; and their height."""
    labels = form.letters.wrapped(row.label, form.across)
    room = form.across - form.letters.room(row.written, bold=True) - GAP
    ends = form.letters.wrapped(word, room)
    first = y + LINE - 2
    below = first + LINE * len(labels)
    texts = _texts(labels, "0%", first, text_anchor="start")
    texts += _texts([row.written], "0%", below, text_anchor="start", font_weight=700)
    texts += _texts(ends, "100%", below, text_anchor="end")
    return tag("g", texts, **HALO), LINE * (len(labels) + len(ends))


def _beside(row: IndicatorRow, word: str, y: float, form: Form) -> tuple[str, float]:
    """Return a row's label, value and word left and right of the line, and their height."""
    room = form.across * VALUE / 100 - form.letters.room(row.written, bold=True) - GAP
    labels = form.letters.wrapped(row.label, room)
    ends = form.letters.wrapped(word, form.across * (100 - WORD) / 100)
    height = LINE * max(len(labels), len(ends)) + 3.5
    base = y + height / 2 + 5
    texts = _texts(labels, "0%", base - LINE * (len(labels) - 1) / 2, text_anchor="start")
    texts += _texts([row.written], f"{VALUE}%", base, text_anchor="end", font_weight=700)
    texts += _texts(ends, f"{WORD}%", base - LINE * (len(ends) - 1) / 2, text_anchor="start")
    return texts, height


def _texts(lines: Sequence[str], x: str, y: float, **style: object) -> str:
    return "".join(
        tag("text", words(line), x=x, y=y + i * LINE, font_size=FONT, fill=INK, **style)
        for i, line in enumerate(lines)
    )


def _line(spine: Spine, verdict: Verdict, scale: Scale, y: float) -> str:
    """Return the areas behind, the district, the interval and the mark of one figure."""
    parts = [
        _band(scale, (spine.worst, spine.best), y, BAR, BAND),
        _band(scale, (spine.quarter_left, spine.quarter_right), y, BAR, MIDDLE),
    ]
    parts.append(rule(scale.at(0), y - BAR, y + BAR, stroke_width=1.5))
    if spine.district is not None and abs(spine.district) <= scale.high:
        parts.append(rule(scale.at(spine.district), y - 8, y + 8, stroke=QUIET, stroke_width=2))
    if spine.left is not None and spine.right is not None:
        parts.append(_band(scale, (spine.left, spine.right), y, 2.5, INK))
    parts += [_arrow(scale, -1, y)] if min(spine.worst, spine.x) < scale.low else []
    parts += [_arrow(scale, 1, y)] if max(spine.best, spine.x) > scale.high else []
    colour = COLOURS.get(verdict, INK)
    fill = "#ffffff" if verdict in OPEN else colour
    stroke = colour if verdict in OPEN else "#ffffff"
    width = 2 if verdict in OPEN else 1
    mark = tag("path", d=SHAPES[verdict], fill=fill, stroke=stroke, stroke_width=width)
    return "".join(parts) + _at(scale, spine.x, y, _beyond(mark, spine.x, scale))


def _beyond(mark: str, x: float, scale: Scale) -> str:
    """Return a mark; one that lies beyond the line stands inside of the arrow at its edge."""
    if scale.low <= x <= scale.high:
        return mark
    return tag("g", mark, transform=f"translate({-INSIDE if x > 0 else INSIDE:g} 0)")


def _band(scale: Scale, ends: tuple[float, float], y: float, thick: float, colour: str) -> str:
    return band((scale.percent(_inside(scale, x)) for x in ends), y, thick, colour)


def _arrow(scale: Scale, side: int, y: float) -> str:
    turned = "M-6-5L0 0L-6 5" if side > 0 else "M6-5L0 0L6 5"
    drawn = tag("path", d=turned, fill="none", stroke=INK, stroke_width=1.5)
    return _at(scale, side * scale.high, y, drawn)


def _at(scale: Scale, x: float, y: float, drawing: str) -> str:
    """Return a drawing around its origin, moved to a place on the scale."""
    return tag("svg", drawing, x=scale.at(_inside(scale, x)), y=y, overflow="visible")


def _inside(scale: Scale, x: float) -> float:
    return min(max(x, scale.low), scale.high)


def _says(name: str, rows: Sequence[IndicatorRow]) -> str:
    """Return what a spine shows in words: which figures are worse, similar and better."""
    if not rows:
        return f"{name}: no figure here can be put on a spine."
    held: dict[str, list[str]] = {}
    for row in rows:
        verdict, word = verdict_of(row)
        than = f"{verdict.phrase} England" if word == verdict else word
        than = str(verdict) if verdict == Verdict.NOT_COMPARED else than
        held.setdefault(than, []).append(f"{row.label} ({row.written})")
    parts = (f"{than}: {say.listed(found)}" for than, found in held.items())
    return f"{name}, each figure on a line from worse to better. " + "; ".join(parts) + "."
