"""A plan as a picture: its boxes in columns, and lines from what brings about to what comes of it.

Lines lie behind boxes, and pass through a column where no box stands. What is measured is told by
the edge of a box, the kind of a line and by words; never by colour alone.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from het_geo.classes import INK, QUIET
from het_geo.framework.logic import LogicBox, LogicModel
from het_geo.pictures.layers import path_of
from het_geo.pictures.logic_layout import BETWEEN, Placed, Plan, links_of
from het_geo.pictures.plot import stroked
from het_geo.pictures.svg import LINE, WIDTH, Form, Picture, label, stretched, tag
from het_geo.sentences.plans import heading, plan_said

KEY = (
    (False, "Whole lines: a measure stands on a chain of this line."),
    (True, "Dashed lines: none does yet."),
)
SAMPLE = 34.0  # points of a line in the key
STACKED = (0.5, 99.0)  # per cent: where boxes begin that stand one below the other, how wide
BOLD: dict[str, Any] = {"font_weight": 700}


def logic_picture(model: LogicModel, measures: Mapping[str, str], form: Form) -> Picture:
    """Return a plan as a picture; a narrow form has its columns one below the other.

    Args:
        model: the plan.
        measures: what each measure is called, by its id.
        form: what it is drawn for.
    """
    plan = Plan(model, measures, form)
    body, height = _stacked(plan) if form.narrow else _columns(plan)
    return Picture(body, height, plan_said(model))


def _columns(plan: Plan) -> tuple[str, float]:
    model = plan.model
    status, y = plan.form.lines(plan.status, 0, 100, 0, **BOLD)
    heads = "".join(
        label(heading(model, column), f"{left:.5g}%", y + 1.3 * LINE, **BOLD)
        for column, left in plan.lefts.items()
    )
    boxes = "".join(_box(plan, box, plan.at(box.id)) for box in model.boxes.values())
    key, end = _key(plan.form, plan.bottom)
    return _lines(plan) + status + heads + boxes + key, end


def _box(plan: Plan, box: LogicBox, place: Placed) -> str:
    """Return a box: a thick edge where it is measured, a dashed one where its chain ends bare."""
    style: dict[str, object] = {"stroke": "#8b99a5", "stroke_width": 1.25}
    if box.measure:
        style = {"stroke": INK, "stroke_width": 3}
    elif not box.leads_to:
        style = {"stroke": INK, "stroke_width": 1.5, "stroke_dasharray": "5 4"}
    edge = tag(
        "rect",
        x=f"{place.left:.5g}%",
        width=f"{place.wide:.5g}%",
        y=f"{place.top:.1f}",
        height=f"{place.high:.1f}",
        rx=4,
        fill="#ffffff",
        **style,
    )
    return edge + plan.words_in(box, place.left, place.wide, place.top)[0]


def _lines(plan: Plan) -> str:
    """Return the lines, and an arrow's head where they reach a box."""
    kind, links = plan.model.kind, links_of(plan.model)
    drawn = "".join(
        _line(_path(plan, *link), bare=link not in plan.model.measured) for link in links
    )
    reached = dict.fromkeys(end for _, end in links)
    heads = "".join(_head(plan.at(name), turned=kind.from_the_end) for name in reached)
    return stretched(drawn, 0, 100, 0, plan.bottom) + heads


def _line(path: str, *, bare: bool) -> str:
    return stroked(path, QUIET if bare else INK, 1.5, stroke_dasharray="5 4" if bare else None)


def _path(plan: Plan, start: str, end: str) -> str:
    """Return a line in units of the stretched drawing: curves between columns, straight in them."""
    at = {box.id: plan.model.kind.place(box.column) for box in plan.model.boxes.values()}
    turned = plan.model.kind.from_the_end
    drawn = ""
    for i, (a, b) in enumerate(path_of(start, end, at), at[start]):
        here, there = plan.places[i][a], plan.places[i + 1][b]
        x1, x2 = (
            (p.left + p.wide * (n ^ turned)) * WIDTH / 100 for p, n in ((here, 1), (there, 0))
        )
        y1, y2, middle = here.middle, there.middle, (x1 + x2) / 2
        drawn += f"{'L' if drawn else 'M'}{x1:.1f} {y1:.1f}"
        drawn += f"C{middle:.1f} {y1:.1f} {middle:.1f} {y2:.1f} {x2:.1f} {y2:.1f}"
    return drawn


def _head(place: Placed, *, turned: bool) -> str:
    """Return an arrow's head at the edge of a box."""
    x = place.left + place.wide if turned else place.left
    drawn = tag("path", d="M0 0L9 -5V5Z" if turned else "M0 0L-9 -5V5Z", fill=INK)
    at = {"x": f"{x:.5g}%", "y": f"{place.middle:.1f}", "width": 1, "height": 1}
    return tag("svg", drawn, **at, overflow="visible")


def _key(form: Form, top: float) -> tuple[str, float]:
    """Return what whole and dashed lines are, a row each, and where the key ends."""
    parts, y = [], top
    for bare, text in KEY:
        words, end = form.lines(text, 0, 100, y, indent=SAMPLE)
        parts += [_line(f"M0 {y + LINE / 2}H28", bare=bare), words]
        y = end + 2
    return "".join(parts), y


def _stacked(plan: Plan) -> tuple[str, float]:
    """Return the columns one below the other, and where each box leads as text."""
    model, parts = plan.model, []
    drawn, y = plan.form.lines(plan.status, 0, 100, 0, **BOLD)
    parts.append(drawn)
    for column in model.kind.read:
        parts.append(label(heading(model, column), "0%", y + 1.6 * LINE, **BOLD))
        y += 2.1 * LINE
        for name in (own for own in plan.numbers if model.boxes[own].column == column):
            box = model.boxes[name]
            end = plan.words_in(box, *STACKED, y)[1]
            parts.append(_box(plan, box, Placed(*STACKED, y, end - y)))
            y = end + BETWEEN / 2
    return "".join(parts), y
