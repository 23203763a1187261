"""What a field of the register may hold: each form reads a cell of a file or a value of a page.

A form's ``read`` returns what is kept, or raises ``ValueError`` with the reason in plain words. A
text is kept as it was written, with whatever looks like HTML or a formula in it: it is made inert
where it leaves (:mod:`het_geo.register.csv_out`, and every page that shows it as text).
"""

from __future__ import annotations

import json
import math
import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Protocol

from het_geo.plain import is_web_address

MOST_OF_A_SNAPSHOT = 2_000_000  # letters of JSON: some forty times a framework of 100 measures
# Marks that turn the reading order round: a text with one reads as what it is not.
_TURNING = set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u2028\u2029")
_NUMBER = re.compile(r"[+-]?\d+(\.\d+)?")


class FieldForm(Protocol):
    """What a field may hold."""

    def read(self, given: Any) -> Any:
        """Return the value that is kept.

        Raises:
            ValueError: there is none; the message says why.
        """


@dataclass(frozen=True)
class Prose:
    """Words, up to ``most`` letters; in several ``lines`` or in one."""

    most: int
    lines: bool = False

    def read(self, given: Any) -> str:
        """Return the text, its ends trimmed and its accents in one piece (NFC).

        Raises:
            ValueError: it is too long, or holds a control character, a line break where none may
                be, or a mark that turns the reading order round.
        """
        text = _text(given).replace("\r\n", "\n").strip()
        kept = text.replace("\n", "").replace("\t", "") if self.lines else text
        if any(unicodedata.category(letter) in ("Cc", "Cs") for letter in kept):
            raise ValueError("it holds a control character or a line break: take it out")
        if _TURNING & set(kept):
            raise ValueError("it holds a mark that turns the reading order round: take it out")
        text = unicodedata.normalize("NFC", text)
        if len(text) > self.most:
            raise ValueError(f"it has {len(text):,} characters: {self.most:,} at the most")
        return text


@dataclass(frozen=True)
class OwnerRole:
    """The role that owns an action, such as "Head of Housing": never a person."""

    most: int = 80

    def read(self, given: Any) -> str:
        """Return the role's name.

        Raises:
            ValueError: it is too long or holds an address, which names a person.
        """
        text = Prose(self.most).read(given)
        if "@" in text:
            raise ValueError("it holds an address: give the role, such as Head of Housing")
        return text


@dataclass(frozen=True)
class OneOf:
    """One of a few words."""

    words: tuple[str, ...]

    def read(self, given: Any) -> str:
        """Return the word as it is spelled here, however it was given (capitals, spaces).

        Raises:
            ValueError: it is none of the words.
        """
        text = _text(given).strip().casefold()
        if text not in self.words:
            raise ValueError(f"it is none of: {', '.join(self.words)}")
        return text


@dataclass(frozen=True)
class Name:
    """The id of a measure, indicator, sub-group, area or row, of up to ``most`` letters."""

    pattern: str = r"[a-z0-9][a-z0-9_.-]{0,79}"
    most: int = 80
    said: str = "an id: small letters, digits, - and _, such as child_poverty"

    def read(self, given: Any) -> str:
        """Return the id.

        Raises:
            ValueError: it has not the pattern of an id of this kind.
        """
        text = _text(given).strip()
        if not re.fullmatch(self.pattern, text):
            raise ValueError(f"it is not {self.said}")
        return text


@dataclass(frozen=True)
class Day:
    """A day between 1990 and 2100."""

    def read(self, given: Any) -> date:
        """Return the day, of a date or of ISO 8601: no other order of day and month is guessed.

        Raises:
            ValueError: it is written in another way, is no day of the calendar, or not of the years
                1990 to 2100.
        """
        if isinstance(given, date) and not isinstance(given, datetime):
            day = given
        else:
            text = _text(given).strip()
            if not re.fullmatch(r"\d{4}-\d{2}-\d{2}", text):
                raise ValueError("dates are written year-month-day, such as 2026-11-28")
            try:
                day = date.fromisoformat(text)
            except ValueError:
                raise ValueError(f"there is no day {text}") from None
        if not 1990 <= day.year <= 2100:
            raise ValueError("the year is not between 1990 and 2100")
        return day


@dataclass(frozen=True)
class Quantity:
    """A number: ``whole`` or not, and from ``least`` to ``most``."""

    whole: bool = False
    least: float = -1e12
    most: float = 1e12

    def read(self, given: Any) -> int | float:
        """Return the number; a text has digits, a point and a sign alone, so no 1,5 or 1 000.

        Raises:
            ValueError: it is no number, is written in another way, has a fraction where it must be
                whole, or lies outside what the field holds.
        """
        if isinstance(given, bool) or not isinstance(given, str | int | float):
            raise ValueError("it is not a number")
        if isinstance(given, str) and not _NUMBER.fullmatch(given.strip()):
            raise ValueError("it is not a number: digits and a point, such as 1250.5")
        try:
            number = float(given)
        except OverflowError:
            number = math.inf
        if not math.isfinite(number) or not self.least <= number <= self.most:
            raise ValueError(f"it is not between {self.least:,.0f} and {self.most:,.0f}")
        if self.whole and number != int(number):
            raise ValueError("it is not a whole number")
        return int(number) if self.whole else number


@dataclass(frozen=True)
class WebLink:
    """An address of the web, http or https, without a name or password in it."""

    most: int = 500

    def read(self, given: Any) -> str:
        """Return the address.

        Raises:
            ValueError: it is too long, or does not begin with https:// or http://.
        """
        text = Prose(self.most).read(given)
        if not is_web_address(text):
            raise ValueError("it is not a link that begins with https:// or http://")
        return text


@dataclass(frozen=True)
class Frozen:
    """A table of values, kept as JSON."""

    def read(self, given: Any) -> dict[str, Any]:
        """Return the table as JSON gives it back.

        Raises:
            ValueError: it is no table that JSON can hold, holds a NUL, or is too long.
        """
        try:
            table = json.loads(given) if isinstance(given, str) else given
            text = json.dumps(table, allow_nan=False, ensure_ascii=False)
            text.encode()
        except (ValueError, TypeError, RecursionError):
            raise ValueError("it is not a table that JSON can hold") from None
        if not isinstance(table, Mapping) or "\\u0000" in text:
            raise ValueError("it is not a table of keys and values, or holds a NUL")
        if len(text) > MOST_OF_A_SNAPSHOT:
            raise ValueError(f"it has {len(text):,} characters: {MOST_OF_A_SNAPSHOT:,} at the most")
        found: dict[str, Any] = json.loads(text)
        return found


def _text(given: Any) -> str:
    if not isinstance(given, str):
        raise ValueError("it is not a text")
    return given
