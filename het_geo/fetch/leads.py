"""Where an answer may lead: to its own host, and those that its record names as the publisher's."""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import SplitResult, urljoin, urlsplit

from het_geo.errors import SourceError
from het_geo.plain import is_web_address

Leads = Mapping[str, tuple[str, ...]]


def led(url: str, to: str, leads: Leads) -> str:
    """Return the address that an answer of ``url`` leads to.

    >>> led("https://a.org/old", "/new", {}), led("https://a.org/x", "https://b.org/y",
    ...     {"a.org": ("b.org",)})
    ('https://a.org/new', 'https://b.org/y')

    Raises:
        SourceError: that is no web address, or not known as the publisher's own.
    """
    try:
        found = urljoin(url, to)
        good = is_web_address(found) and _may(urlsplit(url), urlsplit(found), leads)
    except ValueError:
        good = False
    if not good:
        raise SourceError(
            f"{url}: it leads to {to[:120]!r}, which is not known as the publisher's own. Look at "
            "it in a browser; if it is, name its host under [[host]] in data/catalogue/fetch.toml."
        )
    return found


def _may(asked: SplitResult, found: SplitResult, leads: Leads) -> bool:
    safe = found.scheme in {"https", asked.scheme}
    return safe and found.netloc in {asked.netloc, *leads.get(asked.netloc, ())}
