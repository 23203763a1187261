"""A stranger's JSON, whose depth is bounded before it is read."""

from __future__ import annotations

import json
import re
from typing import Any

from het_geo.strangers.child import in_child
from het_geo.strangers.encoded import decoded
from het_geo.strangers.limits import USUAL, Limits, StrangerError, sized

# To its end, whether that is there or not: no letter is met twice.
_TEXTS = re.compile(r'"(?:[^"\\]|\\.)*+"?', re.DOTALL)
_SIGNS = re.compile(r"[\[\]{}]")


def read_json_apart(data: bytes, limits: Limits, what: str) -> Any:
    """Return what a JSON text holds, read in a child.

    Raises:
        StrangerError: as :func:`read_json`, or it takes too long or too much.
    """
    sized(data, limits.size, what)
    return in_child(f"{__name__}:_read", limits, data=data, size=limits.size, depth=limits.depth)


def _read(data: bytes, size: int, depth: int) -> Any:
    return read_json(data, Limits(size=size, depth=depth))


def read_json(data: bytes, limits: Limits = USUAL, what: str = "such a file") -> Any:
    """Return what a JSON text holds.

    Raises:
        StrangerError: it is empty, too large, nested too deeply or no JSON.
    """
    text = decoded(sized(data, limits.size, what), what).text
    depth = 0
    for sign in _SIGNS.finditer(_TEXTS.sub("", text)):
        depth += 1 if sign[0] in "[{" else -1
        if depth > limits.depth:
            raise StrangerError("It is nested too deeply.")
    try:
        return json.loads(text)
    except (ValueError, RecursionError) as error:
        raise StrangerError(f"It is no JSON ({str(error)[:80]}).") from None
