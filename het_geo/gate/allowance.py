"""How much may be asked of a server, by all and from one address: settings with generous defaults.

A council's whole staff may come from one address. So one address has the room of a large office,
and no more than that: a program cannot take what all others need.
"""

from __future__ import annotations

import ipaddress
import os
from collections.abc import Mapping
from dataclasses import dataclass, fields, replace

from het_geo.errors import ServerError

PROXIES = "HET_GEO_PROXIES"
_MOST = 1_000_000


@dataclass(frozen=True)
class Allowance:
    """What may be asked at most.

    Args:
        sessions: open pages, of all visitors together.
        sessions_each: open pages of one address.
        requests: requests of one address, a second, over time; a first visit takes some 140.
        runs: choices made on pages of one address, a second, over time.
    """

    sessions: int = 400
    sessions_each: int = 200
    requests: int = 300
    runs: int = 40


AT_ONCE_S = 60  # seconds' worth of requests and runs that may come in one go: a meeting begins


def setting(name: str) -> str:
    """Return the environment's name of one of the limits.

    >>> setting("sessions_each")
    'HET_GEO_SESSIONS_EACH'
    """
    return f"HET_GEO_{name.upper()}"


def allowance_here(environ: Mapping[str, str] = os.environ) -> Allowance:
    """Return what the environment allows.

    Raises:
        ServerError: a limit is no whole number of 1 or more.
    """
    said = {field.name: environ.get(setting(field.name), "").strip() for field in fields(Allowance)}
    return replace(Allowance(), **{name: _whole(name, text) for name, text in said.items() if text})


def _whole(name: str, text: str) -> int:
    if not (text.isascii() and text.isdigit() and 1 <= int(text[:9]) <= _MOST):
        raise ServerError(
            f"{setting(name)} is “{text[:20]}”: give a whole number from 1 to {_MOST:,}."
        )
    return int(text)


def proxies_here(environ: Mapping[str, str] = os.environ) -> list[str]:
    """Return the proxies that are believed when they say whom they ask for (X-Forwarded-For).

    Raises:
        ServerError: one is no number or network.
    """
    named = environ.get(PROXIES, "").split()
    for one in named:
        try:
            ipaddress.ip_network(one)
        except ValueError as error:
            raise ServerError(
                f"{PROXIES} says “{one[:60]}”: give numbers or networks, such as 10.0.0.5 or "
                "10.0.0.0/24, with blanks between."
            ) from error
    return named
