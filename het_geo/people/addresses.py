"""Which addresses may be asked who somebody is: by TLS, or on this machine."""

from __future__ import annotations

import ipaddress
from urllib.parse import SplitResult, urlsplit


def is_loopback(host: str) -> bool:
    """Tell whether a name or address of a host is this machine's own.

    >>> [is_loopback(host) for host in ("localhost", "127.0.0.1", "::1", "0.0.0.0", "a.org", "")]
    [True, True, True, False, False, False]
    """
    try:
        return host == "localhost" or ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def is_safe(address: str) -> bool:
    """Tell whether a token may be sent to an address: over TLS alone, or within this machine.

    >>> [is_safe(f"{at}/who") for at in ("https://a.org", "http://localhost:8", "http://a.org")]
    [True, True, False]
    >>> [is_safe(at) for at in ("https://user:word@a.org", "https://", "file:///etc", "")]
    [False, False, False, False]
    """
    parts = _parts(address)
    if parts is None or not parts.hostname or parts.username or parts.password:
        return False
    return parts.scheme == "https" or (parts.scheme == "http" and is_loopback(parts.hostname))


def same_host(one: str, other: str) -> bool:
    """Tell whether two addresses are of the same host: scheme, name and port.

    >>> [same_host("https://a.org/x", at) for at in ("https://a.org:443/y", "https://b.org/x",
    ...                                              "http://a.org/x", "https://a.org:444/x")]
    [True, False, False, False]
    """
    first, second = (_parts(at) for at in (one, other))
    if first is None or second is None:
        return False
    return (first.scheme, first.hostname, _port(first)) == (
        second.scheme, second.hostname, _port(second),
    )  # fmt: skip


def _parts(address: str) -> SplitResult | None:
    try:
        parts = urlsplit(address)
        _ = parts.port  # no number where it should be one
    except ValueError:
        return None
    return parts


def _port(parts: SplitResult) -> int | None:
    return parts.port or {"https": 443, "http": 80}.get(parts.scheme)
