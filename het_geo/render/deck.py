"""A briefing as one HTML file that presents itself: no server, no internet, the keyboard alone.

All screens stand in the page, laid out and hidden, so that the next one is there at once. What is
opened now and then (answers, tables, screens to jump to) waits in ``<template>`` elements: markup
that a browser neither draws nor runs. Every text is escaped, and the file's policy lets one script
run, by its hash.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from markupsafe import Markup

from het_geo.briefing.cover import INVITED, cover_of
from het_geo.briefing.credits import closing_of, made_line
from het_geo.briefing.model import Briefing, Screen
from het_geo.document import Section
from het_geo.document.grounds import grounds_of
from het_geo.fonts import faces
from het_geo.render.markup import asset, page
from het_geo.render.qr import qr_svg
from het_geo.render.script import hash_of, script_of
from het_geo.sentences.receipts import Receipt


class Grounds:
    """What receipts rest on besides their numbers, each told once and referred to by its number."""

    def __init__(self) -> None:
        """Begin with none."""
        self._numbers: dict[tuple[object, ...], int] = {}
        self.held: list[tuple[Section, ...]] = []

    def number(self, receipt: Receipt) -> int:
        """Return the number of a receipt's definitions, period, sources and caveats."""
        names = (*(m.name for m in receipt.measures), *(s.id for s in receipt.sources))
        key = (receipt.made, receipt.period, receipt.caveats, *names)
        if key not in self._numbers:
            self._numbers[key] = len(self.held)
            self.held.append(grounds_of(receipt))
        return self._numbers[key]


def to_deck(
    briefing: Briefing,
    today: date,
    jumps: Sequence[tuple[str, Screen]] = (),
    credits: Sequence[str] = (),
) -> str:
    """Return a briefing as one self-contained HTML file that presents it.

    Args:
        briefing: what is presented, in its order.
        today: the day the file is made.
        jumps: names, and the screens that the key ``/`` jumps to; drawn when first asked for.
        credits: attributions of what no receipt names, such as the shapes of maps.

    Returns:
        The file's text. It asks for nothing from anywhere; links to sources are only followed.
    """
    script = Markup(deck_script())
    sources, _ = closing_of(briefing, credits)
    made = page(
        "deck.html",
        briefing=briefing,
        cover=cover_of(briefing, today),
        invited=INVITED,
        code=lambda address: Markup(qr_svg(address)),
        jumps=jumps,
        made=made_line(briefing, today),
        sources=replace(sources, level=3),
        grounds=Grounds(),
        policy=_policy(script),
        faces=Markup(faces()),
        style=asset("deck.css"),
        script=script,
    )
    return str(made)


def deck_script() -> str:
    """Return the one script of every deck.

    It is of the old kind: its names stay its own, and nothing is loaded.
    """
    modules = script_of("het_geo.render", "", "deck")
    return f'"use strict";\n(() => {{\n{modules}}})();\n'


def _policy(script: str) -> str:
    """Return the policy that lets nothing be fetched and nothing run but the file's own script."""
    return (
        f"default-src 'none'; style-src 'unsafe-inline'; script-src {hash_of(script)}; "
        "font-src data:; img-src data:; base-uri 'none'; form-action 'none'"
    )
