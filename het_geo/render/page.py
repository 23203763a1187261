"""A profile as one HTML file: nothing is fetched, nothing runs, and it prints."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from html import escape
from importlib.resources import files

from het_geo.blank import Blank
from het_geo.document import Document, Drawing, Items, Part, Section, Table, TableGroup, Text
from het_geo.fonts import faces
from het_geo.geography import slug_of
from het_geo.pack.model import Pack
from het_geo.pictures.svg import Picture
from het_geo.profiles.layout import document_of
from het_geo.profiles.model import Profile
from het_geo.render.plain import plain

# Even if text slipped through unescaped, a browser would neither run it nor fetch for it.
POLICY = "default-src 'none'; style-src 'unsafe-inline'; font-src data:"
_IDS = re.compile(r"\bhg-(none|withheld)\b")


def to_html(profile: Profile, pack: Pack) -> str:
    """Return a profile as one self-contained HTML file."""
    return plain(page_of(document_of(profile, pack)))


def page_of(document: Document) -> str:
    """Return a document as one self-contained HTML file."""
    title = escape(document.title)
    body = "".join(section_html(s, i, s.parts) for i, s in enumerate(document.sections))
    return (
        f'<!DOCTYPE html>\n<html lang="en-GB"><head><meta charset="utf-8"><title>{title}</title>'
        f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f'<meta name="description" content="{escape(document.lead)}">'
        f"<style>{faces()}{style()}</style></head><body>"
        '<a class="skip" href="#main">Skip to the profile</a>'
        f'<main id="main"><h1>{title}</h1><p class="lead">{escape(document.lead)}</p>'
        f'<p class="note">{escape(document.made)}</p>{_contents(document)}{body}</main>'
        f"<footer><p>{escape(document.foot)}</p></footer></body></html>\n"
    )


@cache
def style() -> str:
    """Return the style sheet of a profile as a page, without the font."""
    return (files("het_geo.render") / "page.css").read_text(encoding="utf-8")


def _contents(document: Document) -> str:
    links = "".join(
        f'<li><a href="#{_id(section, i)}">{escape(section.title)}</a></li>'
        for i, section in enumerate(document.sections)
        if section.level == 2
    )
    return f'<nav aria-label="Contents"><ul>{links}</ul></nav>'


def _id(section: Section, number: int) -> str:
    return f"{slug_of(section.title)}-{number}"


def section_html(section: Section, number: int, parts: Sequence[Part]) -> str:
    """Return a section as HTML: its heading and these of its parts; narrow tables go in pairs."""
    head = (
        f'<h{section.level} id="{_id(section, number)}">{escape(section.title)}</h{section.level}>'
    )
    halves = [part for part in parts if isinstance(part, Table) and part.half]
    others = [part for part in parts if part not in halves]
    body = "".join(_part(part, f"{number}-{i}") for i, part in enumerate(others))
    if halves:
        tables = "".join(f'<div class="half">{_table(table)}</div>' for table in halves)
        body += f'<div class="halves">{tables}</div>'
    return head + body


def _part(part: Part, mark: str) -> str:
    """Return a part; ``mark`` keeps the ids inside its drawings apart from those of others."""
    if isinstance(part, Text):
        return f'<p class="{part.style}">{escape(part.text)}</p>'
    if isinstance(part, Items):
        return _items(part)
    if isinstance(part, Table):
        return _table(part)
    return picture_html(part, mark)


def _items(part: Items) -> str:
    name = "ol" if part.numbered else "ul"
    lines = []
    for item in part.items:
        tone = f' class="{item.tone}"' if item.tone else ""
        lead = f"<strong{tone}>{escape(item.lead)}</strong> " if item.lead else ""
        links = "; ".join(f'<a href="{escape(url)}">{escape(text)}</a>' for text, url in item.links)
        lines.append(f"<li>{lead}{escape(item.text)}{links}</li>")
    small = ' class="note"' if part.small else ""
    return f"<{name}{small}>{''.join(lines)}</{name}>"


def picture_html(part: Drawing, mark: str) -> str:
    """Return a drawing as HTML, wide and narrow; ``mark`` keeps its ids its own."""
    pictures = {"wide": part.wide, "narrow": part.narrow or part.wide}
    figures = (
        f'<figure class="{name}">{_own(picture, f"{mark}-{name}")}</figure>'
        for name, picture in pictures.items()
    )
    return f'<div class="drawing">{"".join(figures)}</div>'


def _own(picture: Picture, mark: str) -> str:
    """Return a picture whose hatchings have ids of its own: a hidden drawing lends none."""
    return _IDS.sub(lambda found: f"{found.group()}-{mark}", picture.on_page())


def _table(table: Table) -> str:
    says = escape(table.says)
    heads = "".join(
        f'<th scope="col"{_number(c.number)}>{escape(c.head)}</th>' for c in table.columns
    )
    groups = "".join(_group(group, table) for group in table.groups)
    return (
        f'<div class="scroll" role="region" aria-label="{says}" tabindex="0"><table>'
        f"<caption>{says}</caption><thead><tr>{heads}</tr></thead>{groups}</table></div>"
    )


def _group(group: TableGroup, table: Table) -> str:
    head = ""
    if group.label:
        span = len(table.columns)
        head = f'<tr><th scope="rowgroup" colspan="{span}">{escape(group.label)}</th></tr>'
    rows = []
    for row in group.rows:
        quiet = f'<span class="quiet">, {escape(row.quiet)}</span>' if row.quiet else ""
        cells = "".join(
            f"<td{_number(column.number)}>{_cell(cell)}</td>"
            for column, cell in zip(table.columns[1:], row.cells, strict=True)
        )
        rows.append(f'<tr><th scope="row">{escape(row.name)}{quiet}</th>{cells}</tr>')
    return f"<tbody>{head}{''.join(rows)}</tbody>"


def _cell(cell: str) -> str:
    """Return a cell's text; the few words of a blank are quiet."""
    return f'<span class="quiet">{escape(cell)}</span>' if isinstance(cell, Blank) else escape(cell)


def _number(number: bool) -> str:
    return ' class="number"' if number else ""
