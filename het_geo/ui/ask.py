"""Ask an address who somebody is, or which groups he is in: in time, not too much, nowhere else."""

from __future__ import annotations

import json
import time
from dataclasses import dataclass
from typing import Any

import httpx

from het_geo.errors import SignInError
from het_geo.people.addresses import is_safe

PATIENCE_S = 5.0  # for all that is asked at one write
MOST_BYTES = 1_000_000  # of one answer
NO_ANSWER = (
    "Your provider of sign-in does not answer, so it is not known what you may change. What you "
    "typed is kept: try again in a minute."
)
TOO_LONG = (
    "Your provider of sign-in answers at more length than this server reads, so it is not known "
    "what you may change. Tell your administrator."
)
NOT_SAFE = "Your provider of sign-in has no https address to ask it at."


@dataclass(frozen=True)
class ProviderAnswer:
    """What an address answered: the status of HTTP, and its text as it came."""

    status: int
    body: bytes

    def table(self) -> dict[str, Any]:
        """Return the table that the answer is.

        Raises:
            SignInError: it is none, or leads elsewhere: no address is gone to that is not named.
        """
        try:
            said = json.loads(self.body) if self.status == 200 else None
        except (ValueError, RecursionError):
            said = None
        if not isinstance(said, dict):
            raise SignInError(NO_ANSWER)
        return said


def patience() -> float:
    """Return until when answers are waited for, from now (monotonic seconds)."""
    return time.monotonic() + PATIENCE_S


def ask(address: str, until: float, token: str = "") -> ProviderAnswer:
    """Ask an address; a token goes over TLS alone, or stays on this machine.

    Raises:
        SignInError: the address is not safe, does not answer in time, or at too great a length.
    """
    if not is_safe(address):
        raise SignInError(NOT_SAFE)
    headers = {"Accept": "application/json", "Accept-Encoding": "identity"}
    if token:
        headers["Authorization"] = f"Bearer {token}"
    left = until - time.monotonic()
    if left <= 0:
        raise SignInError(NO_ANSWER)
    try:
        with (
            httpx.Client(timeout=left, follow_redirects=False) as client,
            client.stream("GET", address, headers=headers) as answer,
        ):
            return ProviderAnswer(answer.status_code, _body(answer, until))
    except (httpx.HTTPError, httpx.InvalidURL) as error:
        raise SignInError(NO_ANSWER) from error


def _body(answer: httpx.Response, until: float) -> bytes:
    body = b""
    for part in answer.iter_bytes():
        body += part
        if len(body) > MOST_BYTES:
            raise SignInError(TOO_LONG)
        if time.monotonic() > until:
            raise SignInError(NO_ANSWER)
    return body
