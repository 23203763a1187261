"""What an address answers: asked once, in time, and not followed elsewhere."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Any

import httpx

PATIENCE_S = 5.0


@dataclass(frozen=True)
class AskedAddress:
    """An answer: its status, its table (empty where it is none) and the time that it bears."""

    status: int
    table: dict[str, Any]
    time: datetime | None


def answer_of(address: str) -> AskedAddress | None:
    """Return what an address answers; None where it does not, or is no address."""
    try:
        answer = httpx.get(address, timeout=PATIENCE_S, follow_redirects=False)
    except (httpx.HTTPError, httpx.InvalidURL):
        return None
    return AskedAddress(answer.status_code, _table(answer), _time(answer))


def _table(answer: httpx.Response) -> dict[str, Any]:
    try:
        found = answer.json()
    except (ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}


def _time(answer: httpx.Response) -> datetime | None:
    """Return the time that an answer bears, by UTC where it names no zone that is known."""
    try:
        found = parsedate_to_datetime(answer.headers["date"])
    except (KeyError, ValueError):
        return None
    return found if found.tzinfo else found.replace(tzinfo=UTC)
