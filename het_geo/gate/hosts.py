"""The names by which a server is reached, and which pages may open a session with it.

A page elsewhere can have a visitor's browser ask this server, and can have a name of its own lead
here (DNS rebinding). Both are told by what no page can make up: the request's Origin and Host.
"""

from __future__ import annotations

import ipaddress
import os
import re
import socket
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import urlsplit

from het_geo.council import council_here
from het_geo.errors import ServerError
from het_geo.people.addresses import is_loopback

HOSTS = "HET_GEO_HOSTS"
LOCAL = ("localhost", "127.0.0.1", "::1")
_NAME = re.compile(r"(\*\.)?[a-z0-9_-]+(\.[a-z0-9_-]+)*|\*")


@dataclass(frozen=True)
class KnownHosts:
    """What a server goes by.

    Args:
        names: host names; ``*.example.org`` is any below one, ``*`` any at all.
        address: the public address, such as ``https://het.example.org``; "" where none is known.
        numbers: whether any number (IP address) will do, which no page can make its own name.
    """

    names: tuple[str, ...] = ()
    address: str = ""
    numbers: bool = True

    def knows(self, host: str) -> bool:
        """Tell whether a request's Host is a name of this server, or of its own machine.

        >>> here = KnownHosts(("het.example.org", "*.internal"), numbers=False)
        >>> [here.knows(h) for h in ("het.example.org:80", "a.internal", "localhost", "10.0.0.1")]
        [True, True, True, False]
        """
        name = name_of(host)
        if not name:
            return False
        known = is_loopback(name) or any(_is_of(name, pattern) for pattern in self.names)
        return known or (self.numbers and _is_number(name))

    def is_own(self, origin: str, host: str) -> bool:
        """Tell whether a page that asks is one of this server's own pages.

        >>> here = KnownHosts(address="https://het.example.org")
        >>> own = ("http://10.0.0.1:8501", "https://het.example.org", "https://a.org", "null")
        >>> [here.is_own(origin, "10.0.0.1:8501") for origin in own]
        [True, True, False, False]
        """
        if origin in (f"http://{host}", f"https://{host}"):
            return True
        return bool(self.address) and origin == _origin(self.address)


def hosts_here(environ: Mapping[str, str] = os.environ) -> KnownHosts:
    """Return what this server goes by: HET_GEO_HOSTS and the host of HET_GEO_ADDRESS.

    Where neither is given it goes by its machine's name and by any number.

    Raises:
        ServerError: HET_GEO_HOSTS says what is no name.
    """
    address = council_here(environ).address
    named = environ.get(HOSTS, "").lower().split()
    for name in named:
        if not (_NAME.fullmatch(name) or _is_number(name)):
            raise ServerError(
                f"{HOSTS} says “{name[:60]}”, which is no name of a host: give names such as "
                "het.example.org, without https:// and port, with blanks between."
            )
    if address:
        named.append(urlsplit(address).hostname or "")
    if named:
        return KnownHosts(tuple(dict.fromkeys(named)), address, numbers=False)
    machine = socket.gethostname().lower()
    return KnownHosts((machine, f"{machine}.local"))


@lru_cache(maxsize=256)  # the same few names come with every request
def name_of(host: str) -> str:
    """Return the name of a Host, without its port; "" where it is none.

    >>> [name_of(host) for host in ("A.org:80", "[::1]:80", "a.org:x", "me@a.org", "a.org/b", "")]
    ['a.org', '::1', '', '', '', '']
    """
    if set(host) & set("@/?#\\ ") or not (host.isascii() and host.isprintable()):
        return ""
    try:
        parts = urlsplit(f"//{host}")
        _ = parts.port  # no number where it should be one
    except ValueError:
        return ""
    return (parts.hostname or "").rstrip(".")


def _is_of(name: str, pattern: str) -> bool:
    if pattern == "*":
        return True
    return name.endswith(pattern[1:]) if pattern.startswith("*.") else name == pattern


def _is_number(name: str) -> bool:
    try:
        ipaddress.ip_address(name)
    except ValueError:
        return False
    return True


def _origin(address: str) -> str:
    parts = urlsplit(address)
    return f"{parts.scheme}://{parts.netloc}".lower()
