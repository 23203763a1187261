"""Polite requests: one at a time a host, bounded retries, and errors that say what to do."""

from __future__ import annotations

import json
import re
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Any, TypeVar
from urllib.parse import urlsplit

import requests
from urllib3.exceptions import NewConnectionError

from het_geo import __version__
from het_geo.errors import SourceError
from het_geo.fetch import caps
from het_geo.fetch.leads import Leads, led

T = TypeVar("T")
BACK_OFF = (1.0, 2.0, 4.0, 8.0)  # seconds before the second, third … attempt
LONGEST_WAIT = 300.0  # seconds: a server that asks for more is left alone until another day
MOST_LED = 10  # addresses that one answer may lead on to
LEADING = frozenset({301, 302, 303, 307, 308})
CHUNK = 1 << 16  # bytes: packed a thousand to one they are 64 MB
PASSING = frozenset({408, 425, 429, 500, 502, 503, 504})
HTML = re.compile(rb"\s*(<!doctype html|<html|<head)", re.IGNORECASE)
MEANING = {
    401: "the key was refused: check it",
    403: "the publisher refuses the request: look at the page in a browser",
    404: "nothing is there: the publisher has moved or removed it",
    410: "the publisher has removed it",
}


class Passing(Exception):  # noqa: N818 - not an error until it has lasted
    """A fault that may pass: the request is worth repeating, after ``wait`` seconds if stated."""

    def __init__(self, why: str, wait: float | None = None, *, offline: bool = False) -> None:
        super().__init__(why)
        self.wait = wait
        self.offline = offline


@dataclass
class Web:
    """Makes requests. ``timeout`` is seconds of silence; ``hosts`` maps a host to another base.

    ``pauses`` are the seconds between attempts: one attempt more than there are pauses.
    ``leads`` are the hosts that a host's answers may lead to, beside itself.
    ``hosts`` ({"www.nomisweb.co.uk": "http://127.0.0.1:8000"}) and ``sleep`` are for tests.
    """

    timeout: float = 60.0
    hosts: Mapping[str, str] = field(default_factory=dict)
    sleep: Callable[[float], None] = time.sleep
    pauses: tuple[float, ...] = BACK_OFF
    leads: Leads = field(default_factory=dict)
    _unreachable: dict[str, str] = field(default_factory=dict)
    _locks: dict[str, threading.Lock] = field(default_factory=dict)

    def json(self, url: str, check: Callable[[Any], None] = lambda found: None, **how: Any) -> Any:
        """Return the JSON that a URL answers with; ``check`` may raise to refuse or repeat it."""

        def ask() -> Any:
            with self.open(url, **how) as response:
                data = _body(url, response)
            self.refuse_page(url, data)
            try:
                found = json.loads(data)
            except (ValueError, RecursionError) as error:
                raise SourceError(f"{url}: the answer is no JSON ({str(error)[:80]}).") from error
            check(found)
            return found

        return self.retry(url, ask)

    def content(self, url: str, **how: Any) -> bytes:
        """Return the bytes that a URL answers with; a web page in their stead is refused."""

        def ask() -> bytes:
            with self.open(url, **how) as response:
                found = _body(url, response)
            self.refuse_page(url, found)
            return found

        return self.retry(url, ask)

    def retry(self, url: str, action: Callable[[], T]) -> T:
        """Repeat an action while its fault may pass.

        Raises:
            SourceError: it lasts through all attempts, asks for more patience than there is,
                or the host could not be reached before.
        """
        host = urlsplit(url).netloc
        if host in self._unreachable:
            raise SourceError(f"{url}: {self._unreachable[host]}")
        for attempt, pause in enumerate((*self.pauses, None), start=1):
            try:
                return action()
            except Passing as problem:
                last = pause is None or (problem.offline and attempt == 2)
                if problem.offline and last:
                    self._unreachable[host] = f"{problem}. Is there a connection to the internet?"
                    raise SourceError(f"{url}: {self._unreachable[host]}") from problem
                wait = max(problem.wait or 0.0, pause or 0.0)
                if last or wait > LONGEST_WAIT:
                    asked = f" It asks for {wait:.0f} s of patience." if problem.wait else ""
                    raise SourceError(
                        f"{url}: {problem}, in {attempt} attempts.{asked} Try again later."
                    ) from problem
                self.sleep(wait)
        raise AssertionError("the last attempt returns or raises")

    @contextmanager
    def open(
        self, url: str, *, body: Any = None, allow: tuple[int, ...] = (200,), **how: Any
    ) -> Iterator[requests.Response]:
        """Send one request and give its open response; no other request to the host runs beside.

        Raises:
            Passing: a fault may pass; also while the body is read.
            SourceError: a fault will not pass.
        """
        headers = {"User-Agent": f"het_geo/{__version__}", **how.pop("headers", {})}
        may_lead = how.pop("allow_redirects", True) and body is None
        lock = self._locks.setdefault(urlsplit(url).netloc, threading.Lock())
        with lock, requests.Session() as session:
            try:
                response, at = self._send(session, url, body, headers=headers, **how), url
                for _ in range(MOST_LED if may_lead else 0):
                    if response.status_code not in LEADING:
                        break
                    response.close()
                    at = led(at, response.headers.get("Location", ""), self.leads)
                    response = self._send(session, at, None, headers=headers)
                with response:
                    _judge(url, response, allow)
                    yield response
            except requests.RequestException as error:
                raise _fault(url, error) from error

    def _send(
        self, session: requests.Session, url: str, body: Any, **how: Any
    ) -> requests.Response:
        """Send one request, whose answer leads nowhere by itself."""
        parts = urlsplit(url)
        base = f"{parts.scheme}://{parts.netloc}"
        target = url.replace(base, self.hosts.get(parts.netloc, base), 1)
        try:
            return session.request(
                "GET" if body is None else "POST", target, json=body, stream=True,
                timeout=self.timeout, allow_redirects=False, **how,
            )  # fmt: skip
        except requests.RequestException:
            raise
        except ValueError as error:  # where the answer leads to is no address
            raise SourceError(f"{url}: it leads to no address ({error}).") from error

    @staticmethod
    def refuse_page(url: str, start: bytes) -> None:
        """Refuse a web page that came instead of data.

        Raises:
            SourceError: what came begins as HTML does.
        """
        if HTML.match(start):
            raise SourceError(
                f"{url}: HTTP 200, but the answer is a web page, not data: the publisher may have "
                "moved the file or be at work on the site."
            )


def _body(url: str, response: requests.Response) -> bytes:
    return b"".join(caps.capped(response.iter_content(CHUNK), caps.ANSWER, url))


def _judge(url: str, response: requests.Response, allow: tuple[int, ...]) -> None:
    status = response.status_code
    if status in LEADING:
        raise SourceError(f"{url}: HTTP {status}: it leads on and on, or where it may not.")
    if status in PASSING:
        raise Passing(f"HTTP {status}", _retry_after(response.headers.get("Retry-After", "")))
    if status not in allow:
        raise SourceError(f"{url}: HTTP {status}: {MEANING.get(status, 'not expected here')}.")


def _fault(url: str, error: requests.RequestException) -> Passing | SourceError:
    """Return what a failed request means: it may pass, the machine is offline, or neither."""
    if isinstance(error, requests.exceptions.SSLError):
        return SourceError(f"{url}: the server's certificate does not hold: {error}.")
    if isinstance(error, requests.ConnectTimeout):
        return Passing("the server cannot be reached", offline=True)
    cause = getattr(error.args[0], "reason", None) if error.args else None
    if isinstance(error, requests.ConnectionError) and isinstance(cause, NewConnectionError):
        return Passing("the server cannot be reached", offline=True)
    cut = (requests.ConnectionError, requests.Timeout, requests.exceptions.ChunkedEncodingError)
    if isinstance(error, cut):
        return Passing("the connection was cut")
    return SourceError(f"{url}: the request failed: {error}.")


def _retry_after(text: str) -> float | None:
    """Return the seconds a server asks us to wait: it writes a number, or a date.

    >>> _retry_after("7"), _retry_after("Thu, 01 Jan 1970 00:00:00 GMT"), _retry_after("soon")
    (7.0, 0.0, None)
    """
    if text.strip().isascii() and text.strip().isdigit():
        return float(text)
    try:
        when = parsedate_to_datetime(text)
    except (TypeError, ValueError, OverflowError):
        return None
    when = when if when.tzinfo else when.replace(tzinfo=UTC)
    return max(0.0, (when - datetime.now(UTC)).total_seconds())
