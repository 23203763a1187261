"""Numbers as people write them in tables: read as numbers, or refused with a reason."""

from __future__ import annotations

import re
from dataclasses import dataclass
from math import isfinite, nan

MOST = 1e12  # beyond it a figure of areas is a slip
_MISSING = frozenset({"", "..", "-", "–", ":", "na", "n/a", "nan", "null", "none", "[x]", "[z]"})
_WITHHELD = frozenset({"c", "*", "[c]", "[low]", "low", "[s]", "s", "~", "<5", "<6", "<10"})
_NUMBER = re.compile(r"[-+]?(\d{1,3}(,\d{3})+|\d+)(\.\d*)?(e[-+]?\d{1,3})?|[-+]?\.\d+", re.ASCII)
_DATE = re.compile(r"\d{4}-\d\d?-\d\d?(T.*)?|\d\d?[/.]\d\d?[/.]\d{2,4}|\d\d?-[a-z]{3}(-\d+)?", re.I)
_BLANKS = re.compile(r"[\s\u00a0\u2009\u202f]+")
_COMMA = re.compile(r"\d{1,3}(\.\d{3})*,\d{1,2}|\d+,\d{1,2}", re.ASCII)


@dataclass(frozen=True)
class NumberCell:
    """A cell as a number: NaN where it is missing, withheld or refused; ``refused`` says why."""

    value: float = nan
    percent: bool = False
    withheld: bool = False
    refused: str = ""


def cell_of(text: str) -> NumberCell:
    """Return the number that a cell is.

    >>> cell_of("1,234").value, cell_of(" 12.5 % ").value, cell_of("<5").withheld
    (1234.0, 12.5, True)
    >>> cell_of("2021-03-21").refused, cell_of("1e308").refused, cell_of("twelve").refused
    ('a date where a number was expected', 'too large a number', 'no number')
    """
    plain = _BLANKS.sub("", text).replace("−", "-")
    mark = plain.casefold()
    if mark in _MISSING:
        return NumberCell()
    if mark in _WITHHELD:
        return NumberCell(withheld=True)
    percent = plain.endswith("%")
    number = plain.removesuffix("%").removeprefix("£")
    if _NUMBER.fullmatch(number.casefold()):
        value = float(number.replace(",", ""))
        large = not isfinite(value) or abs(value) > MOST
        return NumberCell(refused="too large a number") if large else NumberCell(value, percent)
    if _DATE.fullmatch(number):
        return NumberCell(refused="a date where a number was expected")
    if _COMMA.fullmatch(number):
        return NumberCell(refused="a comma before its decimals: write 12.5")
    return NumberCell(refused="no number")
