"""A stranger's TOML. A key of many parts takes its reader memory by the square of their number.

What is looked at before is looked at in one pass. What a look misses is bounded all the same where
the file is read in a child (:func:`read_toml_apart`), as it is for whatever a page takes.
"""

from __future__ import annotations

import re
import tomllib
from typing import Any

from het_geo.strangers.child import in_child
from het_geo.strangers.limits import MB, USUAL, Limits, StrangerError, sized

# Each takes what it began with to its end, whether that is there or not: no letter is met twice.
# A text of several lines may end in five quotes, of which two are its own.
_TEXTS = re.compile(
    r'"""(?:[^"\\]|\\.|"(?!""))*+"{0,5}|' r"'''(?:[^']|'(?!''))*+'{0,5}|"
    r'"(?:[^"\\\n]|\\.)*+"?|' r"'[^'\n]*+'?|" r"#[^\n]*+",
    re.DOTALL,
)  # fmt: skip
_WORD = r"[A-Za-z0-9_-]++"
_KEY = re.compile(rf"{_WORD}(?:[ \t]*+\.[ \t]*+{_WORD})*+")
_SIGN = re.compile(r"[\[\]{}]")
_MOST_WORD = 200  # letters of a name without quotes, of all its parts, or of a number
_APART = Limits(seconds=10, memory=500 * MB)


def read_toml_apart(data: str | bytes, size: int, what: str) -> dict[str, Any]:
    """Return the table of a TOML text of at most ``size`` bytes, read in a child; dates as texts.

    Raises:
        StrangerError: as :func:`read_toml`, or it takes too long or too much.
    """
    raw = sized(_bytes(data), size, what)
    found: dict[str, Any] = in_child(f"{__name__}:_table", _APART, data=raw, what=what)
    return found


def _table(data: bytes, what: str) -> dict[str, Any]:
    table: dict[str, Any] = _sayable(read_toml(data, what=what))
    return table


def read_toml(
    data: str | bytes, limits: Limits = USUAL, what: str = "such a file"
) -> dict[str, Any]:
    """Return the table of a TOML text.

    Raises:
        StrangerError: it is empty, too large, not UTF-8, nested too deeply or no TOML.
    """
    try:
        text = sized(_bytes(data), limits.size, what).decode("utf-8-sig")
        _check_depth(text, limits.depth)
        return tomllib.loads(text)
    except UnicodeDecodeError as error:
        raise StrangerError(f"It is no text in UTF-8 (byte {error.start:,}).") from None
    except RecursionError:
        raise StrangerError("It is nested too deeply.") from None
    except ValueError as error:  # what tomllib says of a fault
        raise StrangerError(f"It cannot be read: {str(error)[:80]}.") from None


def _bytes(data: str | bytes) -> bytes:
    return data if isinstance(data, bytes) else data.encode("utf-8", "replace")


def _sayable(value: Any) -> Any:
    """Return what JSON can say: dates and times as texts."""
    if isinstance(value, dict):
        return {key: _sayable(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_sayable(item) for item in value]
    return value if isinstance(value, str | int | float) else str(value)


def _check_depth(text: str, most: int) -> None:
    """Refuse names and brackets that lie deeper within one another than ``most``."""
    bare = _TEXTS.sub("x", text)
    for found in _KEY.finditer(bare):
        if found[0].count(".") >= most:
            raise StrangerError(f"A name has more than {most} parts: it is nested too deeply.")
        if len(found[0]) > _MOST_WORD:
            raise StrangerError(f"A name or a number has more than {_MOST_WORD} letters.")
    depth = 0
    for found in _SIGN.finditer(bare):
        depth += 1 if found[0] in "[{" else -1
        if depth > most:
            raise StrangerError("It is nested too deeply.")
        depth = max(depth, 0)
