"""A stranger's TOML. A key of many parts takes its reader memory by the square of their number."""

from __future__ import annotations

import re
import tomllib
from typing import Any

from het_geo.strangers.limits import USUAL, Limits, StrangerError, sized

_TEXTS = re.compile(
    r'"""(?:\\.|[^\\])*?"""|' r"'''.*?'''|" r'"(?:\\.|[^"\\\n])*"|' r"'[^'\n]*'|" r"#[^\n]*",
    re.DOTALL,
)
_NAME = r"(?:x|[A-Za-z0-9_-]+)"


def read_toml(
    data: str | bytes, limits: Limits = USUAL, what: str = "such a file"
) -> dict[str, Any]:
    """Return the table of a TOML text.

    Raises:
        StrangerError: it is empty, too large, not UTF-8, nested too deeply or no TOML.
    """
    raw = data if isinstance(data, bytes) else data.encode("utf-8", "replace")
    try:
        text = sized(raw, limits.size, what).decode("utf-8-sig")
        _check_depth(text, limits.depth)
        return tomllib.loads(text)
    except UnicodeDecodeError as error:
        raise StrangerError(f"It is no text in UTF-8 (byte {error.start:,}).") from None
    except RecursionError:
        raise StrangerError("It is nested too deeply.") from None
    except ValueError as error:  # what tomllib says of a fault
        raise StrangerError(f"It cannot be read: {str(error)[:80]}.") from None


def _check_depth(text: str, most: int) -> None:
    """Refuse names and brackets that lie deeper within one another than ``most``."""
    bare = _TEXTS.sub("x", text)
    if re.search(rf"{_NAME}(?:[ \t]*\.[ \t]*{_NAME}){{{most},}}", bare):
        raise StrangerError(f"A name has more than {most} parts: it is nested too deeply.")
    depth = 0
    for sign in re.findall(r"[\[\]{}]", bare):
        depth += 1 if sign in "[{" else -1
        if depth > most:
            raise StrangerError("It is nested too deeply.")
        depth = max(depth, 0)
