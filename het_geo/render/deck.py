"""A briefing as one HTML file that presents itself: no server, no internet, the keyboard alone.

All screens stand in the page, laid out and hidden, so that the next one is there at once. What is
opened now and then (answers, tables, screens to jump to) waits in ``<template>`` elements: markup
that a browser neither draws nor runs. Every text is escaped, and the file's policy lets one script
run, by its hash.
"""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Sequence
from datetime import date
from functools import cache
from html import escape
from importlib.resources import files

from het_geo.briefing.credits import made_line, sources_of
from het_geo.briefing.model import Briefing, PictureTable, Screen
from het_geo.files import sha256_in
from het_geo.fonts import faces
from het_geo.pictures.svg import WIDTH, Picture
from het_geo.render.deck_answers import Grounds, answers_of
from het_geo.render.script import script_of

LONG = 90  # characters of a headline above which it is set smaller
# How large letters drawn for a page may grow: as much as the rows of a kind of picture leave room.
LETTERS = {"gap": 21, "area": 21, "closing": 26, "setting": 24, "better": 24}
TIGHT = 17
DO = (
    ("back", "‹ Back", "Screen before (left arrow)"),
    ("next", "Next ›", "Next screen (right arrow, space)"),
    ("answers", "Answers", "Answer cards (a, or 1 to 8)"),
    ("table", "Table", "The picture as a table (t)"),
    ("jump", "Find a ward", "Jump to a ward by name (/)"),
    ("notes", "Notes", "Speaker notes (n)"),
    ("full", "Full screen", "Full screen (f)"),
    ("help", "Help", "Keys and what this file is (?)"),
)
KEYS = (
    ("→, space, Page Down, Enter", "next screen"),
    ("←, Page Up", "screen before"),
    ("Home, End", "first, last screen"),
    ("a", "answer cards"),
    ("1 to 8", "one answer; r opens its receipt"),
    ("t", "the picture as a table"),
    ("/", "jump to a ward by name"),
    ("n", "speaker notes and the time"),
    ("p", "the same in a window of its own"),
    ("b or .", "blank screen"),
    ("f", "full screen"),
    ("?", "this help"),
    ("Esc", "close"),
)
_IDS = re.compile(r"\bhg-(none|withheld)\b")


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
    grounds = Grounds()
    screens = "".join(_screen(s, f"s{i}", grounds) for i, s in enumerate(briefing.screens))
    places = "".join(
        f'<template class="jump" data-name="{escape(name)}" data-id="{escape(screen.id)}">'
        f"{_screen(screen, f'j{i}', grounds)}</template>"
        for i, (name, screen) in enumerate(jumps)
    )
    title = escape(briefing.title)
    style, script = faces() + _style(), _script()
    return (
        f'<!DOCTYPE html>\n<html lang="en-GB"><head><meta charset="utf-8"><title>{title}</title>'
        f'<meta http-equiv="Content-Security-Policy" content="{_policy(script)}">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<style>{style}</style></head><body>"
        f'<header class="top"><h1>{title}</h1><p>{escape(made_line(briefing, today))}</p></header>'
        f'<main id="main"><p id="live" class="unseen" role="status"></p>{screens}</main>'
        f"{_tools(len(briefing.screens))}{_panel()}{_dialogs(briefing, today, credits)}{places}"
        f"{grounds.markup()}<script>{script}</script></body></html>\n"
    )


@cache
def _style() -> str:
    return (files("het_geo.render") / "deck.css").read_text(encoding="utf-8")


def _script() -> str:
    """Return the script as one of the old kind: its names stay its own, and nothing is loaded."""
    return f'"use strict";\n(() => {{\n{script_of("het_geo.render", "", "deck")}}})();\n'


def _policy(script: str) -> str:
    """Return the policy that lets nothing be fetched and nothing run but the file's own script."""
    mark = b64encode(bytes.fromhex(sha256_in(script))).decode()
    return (
        f"default-src 'none'; style-src 'unsafe-inline'; script-src 'sha256-{mark}'; "
        "font-src data:; base-uri 'none'; form-action 'none'"
    )


def _screen(screen: Screen, mark: str, grounds: Grounds) -> str:
    """Return a screen; ``mark`` keeps its ids apart from those of the others."""
    size = "long" if len(screen.headline) > LONG else "short"
    notes = "".join(f"<li>{escape(note)}</li>" for note in screen.notes)
    return (
        f'<section class="screen {escape(screen.kind)}" id="{escape(screen.id)}" '
        f'aria-labelledby="{mark}-head">'
        f'<p class="kicker">{escape(screen.title)}</p>'
        f'<h2 id="{mark}-head" class="{size}">{escape(screen.headline)}</h2>'
        f"<figure>{_drawn(screen.picture, mark, LETTERS.get(screen.kind, TIGHT))}</figure>"
        f'<div class="numbers">{_table(screen.table, screen.title)}</div>'
        f'<p class="source">{escape(screen.source)}</p>'
        f'<div class="notes"><h3>Notes</h3><ul>{notes}</ul></div>'
        f'<template class="cards">{answers_of(screen, grounds)}</template></section>'
    )


def _drawn(picture: Picture, mark: str, letters: int) -> str:
    """Return a picture that its script stretches to the room there is; 900 wide without one."""
    body = _IDS.sub(lambda found: f"{found.group()}-{mark}", picture.body)
    return (
        f'<svg class="picture" role="img" aria-label="{escape(picture.says)}" '
        f'viewBox="0 0 {WIDTH} {picture.height:.0f}" data-high="{picture.height:.0f}" '
        f'data-letters="{letters}">{body}</svg>'
    )


def _table(table: PictureTable, title: str) -> str:
    heads = "".join(f'<th scope="col">{escape(head)}</th>' for head in table.header)
    rows = "".join(
        f'<tr><th scope="row">{escape(name)}</th>'
        + "".join(f"<td>{escape(cell)}</td>" for cell in cells)
        + "</tr>"
        for name, *cells in table.rows
    )
    return (
        f'<div class="scroll" role="region" aria-label="{escape(title)}" tabindex="0">'
        f"<table><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table></div>"
    )


def _tools(count: int) -> str:
    buttons = [
        f'<button type="button" data-do="{name}" title="{escape(says)}">{escape(label)}</button>'
        for name, label, says in DO
    ]
    counter = f'<span id="counter">1 of {count}</span>'
    return (
        '<footer><nav aria-label="Screens and tools">'
        f"{buttons[0]}{counter}{''.join(buttons[1:])}</nav></footer>"
    )


def _panel() -> str:
    return (
        '<aside id="panel" aria-label="Speaker notes" tabindex="0" hidden><div class="speaker">'
        '<p class="clock"><span class="elapsed">0:00</span> since the start</p>'
        '<div class="said"></div><p class="then"></p></div>'
        '<p><button type="button" data-do="window">In a window of its own</button> '
        '<button type="button" data-do="again">Time from nought</button> '
        '<button type="button" data-do="notes">Close</button></p></aside>'
    )


def _dialogs(briefing: Briefing, today: date, credits: Sequence[str]) -> str:
    sources = "".join(f"<li>{escape(line)}</li>" for line in sources_of(briefing, credits))
    keys = "".join(
        f'<tr><th scope="row">{escape(key)}</th><td>{escape(does)}</td></tr>' for key, does in KEYS
    )
    helping = (
        f"<table><tbody>{keys}</tbody></table><h3>How this was chosen</h3>"
        f"<p>{escape(briefing.rule)}</p><h3>What this file is</h3>"
        f"<p>{escape(made_line(briefing, today))} It works with no internet and no server.</p>"
        f"<h3>Sources and licences</h3><ul>{sources}</ul>"
    )
    jump = (
        '<label for="find">Name of a ward</label><input id="find" type="text" role="combobox" '
        'aria-expanded="true" aria-controls="found" aria-autocomplete="list" autocomplete="off">'
        '<ul id="found" role="listbox" aria-label="Wards"></ul><p id="none" role="status"></p>'
    )
    answers = (
        '<p class="of"><label for="whose">About</label> <select id="whose"></select></p>'
        '<ol class="questions"></ol><div class="slot" aria-live="polite"></div>'
    )
    return (
        _dialog("answers", "Answers", answers)
        + _dialog("table", "The picture as a table", '<div class="slot"></div>')
        + _dialog("jump", "Jump to a ward", jump)
        + _dialog("help", "Keys", helping)
        + '<dialog id="blank" aria-label="Blank screen"><button type="button" data-do="close">'
        '<span class="unseen">Show the screen again</span></button></dialog>'
    )


def _dialog(name: str, title: str, body: str) -> str:
    return (
        f'<dialog id="{name}" aria-labelledby="{name}-title"><div class="bar">'
        f'<h2 id="{name}-title">{escape(title)}</h2>'
        f'<button type="button" data-do="close">Close (Esc)</button></div>{body}</dialog>'
    )
