"""What cannot be answered, in the one shape of all errors: problem details (RFC 9457)."""

from __future__ import annotations

import json
from collections.abc import Iterable
from difflib import get_close_matches

from het_geo.errors import HetGeoError
from het_geo.geography import shortened

MIME = "application/problem+json"
TITLES = {
    400: "The question cannot be read",
    403: "This is not answered to another site",
    404: "There is no such thing here",
    405: "This interface is read only",
    410: "This area has ended",
    414: "The question is too long",
    421: "This is not the address of the explorer",
    422: "There is no figure that answers this",
    429: "Too much is being asked from one address",
    500: "Something went wrong here",
    503: "Too much is being asked at once",
}
CLOSE = 3  # names that are offered in the place of one that is not known


class ProblemError(HetGeoError):
    """Why a question is not answered: its status, and what to do, in words.

    ``more`` are further members of the answer, such as what a parameter may be.
    """

    def __init__(self, status: int, detail: str, **more: object) -> None:
        """Keep the status and the words."""
        super().__init__(detail)
        self.status, self.detail, self.more = status, detail, more

    def body(self) -> bytes:
        """Return the answer, as JSON."""
        said = {
            "type": "about:blank",
            "title": TITLES[self.status],
            "status": self.status,
            "detail": self.detail,
        }
        return json.dumps(said | self.more, ensure_ascii=False).encode()


def unknown(
    what: str, asked: str, known: Iterable[str], status: int = 404, where: str = ""
) -> ProblemError:
    """Return the error of an id that is not known, with those that are close.

    >>> unknown("level", "wards", ["ward", "lsoa"]).detail
    'There is no level “wards”. Did you mean ward?'
    """
    held = list(known)
    close = get_close_matches(asked[:100].lower(), held, CLOSE, 0.5)
    meant = f" Did you mean {' or '.join(close)}?" if close else ""
    if not close and len(held) <= 12:
        meant = f" Known: {', '.join(held)}."
    there = f" in {where}" if where else ""
    more = {"did_you_mean": close} if close else {}
    return ProblemError(status, f"There is no {what} “{shortened(asked)}”{there}.{meant}", **more)
