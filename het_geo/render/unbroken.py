"""Dates, and numbers with what they count, stay on one line of a page; their text stays as it is.

A space that does not break would be copied, searched for and tested as another sign: what belongs
together stands in an element instead, whose style keeps it on a line.
"""

from __future__ import annotations

import calendar
import re

from markupsafe import Markup

STYLE = "hg-unbroken"
_MONTHS = "|".join(calendar.month_name[1:])
_JOINS = "a|an|more|and|or|to|in|of|on|is|are|was|were|at|than|by|for|from|the|as|has|have|had|with"
# Left as it is: drawings, what is no text, tags, and what stands together already.
_MARKUP = rf'<(svg|style|script|title|textarea)\b.*?</\1>|<span class="{STYLE}">.*?</span>|<[^>]*>'
_DAY = rf"\b\d{{1,2}} (?:{_MONTHS})(?: \d{{4}})?\b"  # 21 March 2021
_YEAR = r"\b[A-Z][A-Za-z]+ (?:19|20)\d\d\b"  # March 2021, IoD 2025
_UNIT = rf"per [\d,]+|in every [\d,]+|(?!(?:{_JOINS})\b)[a-zµ][\w/³]*"
_NUMBER = (
    rf"£ \d[\d,]*|\b(?!(?:19|20)\d\d\b)\d+(?:,\d{{3}})*(?:\.\d+)? (?:{_UNIT})"  # 93.3 per 1,000
)
_PARTS = re.compile(rf"(?=[<£A-Z\d])(?:{_MARKUP}|{_DAY}|{_YEAR}|{_NUMBER})", re.DOTALL)


def unbroken(html: str) -> Markup:
    """Return HTML in which no date and no number with what it counts breaks over two lines.

    >>> unbroken("<p>12.2% on 21 March 2021</p>")
    Markup('<p>12.2% on <span class="hg-unbroken">21 March 2021</span></p>')
    """
    return Markup(_PARTS.sub(_kept, html))


def _kept(found: re.Match[str]) -> str:
    text = found[0]
    return text if text.startswith("<") else f'<span class="{STYLE}">{text}</span>'
