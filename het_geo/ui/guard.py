"""The middleware that stands before the pages, in its order: see decision 51."""

from __future__ import annotations

import logging
from functools import cache
from urllib.parse import urlsplit

from starlette.middleware import Middleware
from starlette.websockets import WebSocketDisconnected
from uvicorn.middleware.proxy_headers import ProxyHeadersMiddleware

from het_geo.gate.allowance import allowance_here, proxies_here
from het_geo.gate.doors import Doors, OpenPaths
from het_geo.gate.hosts import LOCAL, KnownHosts, hosts_here
from het_geo.gate.policy import Policies, Rules
from het_geo.gate.said import OnlyWanted
from het_geo.gate.visitors import VisitorLimits
from het_geo.health.routes import ALIVE, READY
from het_geo.render.deck import deck_script
from het_geo.render.script import hash_of
from het_geo.ui.map import TILES
from het_geo.ui.own_streets import files_of_folium
from het_geo.ui.streamlit_insides import CORE, HEALTH
from het_geo.ui.streamlit_messages import is_wanted
from het_geo.ui.streamlit_server import OPEN, know_hosts, scripts_of_page

# Streamlit runs the scripts of its components from blobs, and counts in WebAssembly. Two kinds of
# script stand within a page: Streamlit's own, and a briefing's, whose frame has the page's policy
# besides its own.
_STREETS = "https://" + (urlsplit(str(TILES["url"])).hostname or "")
FOLIUM = "/component/streamlit_folium."  # a map that is drawn on runs what it is sent as text


def rules_of_pages() -> Rules:
    """Return what a page may do."""
    scripts = [*scripts_of_page(), deck_script()]
    run = ("blob:", "'wasm-unsafe-eval'", *map(hash_of, scripts))
    return Rules(run, pictures=(_STREETS,))


@cache
def rules_of_folium() -> Rules:
    """Return what streamlit-folium's frame may do: it evaluates the map that it is sent.

    Leaflet and the tools to draw come from outside, each by its whole address: what those servers
    hold besides does not run. What dresses them has pictures and fonts beside it.
    """
    files = files_of_folium()
    scripts = [one for one in files if one.endswith(".js")]
    styles = [one for one in files if not one.endswith(".js")]
    servers = tuple(dict.fromkeys("https://" + (urlsplit(one).hostname or "") for one in styles))
    return Rules(
        ("'unsafe-inline'", "'unsafe-eval'", *scripts), tuple(styles),
        (_STREETS, *servers), servers,
    )  # fmt: skip


def guard(base: str) -> list[Middleware]:
    """Return what stands before the pages below a prefix, the outermost first.

    Raises:
        ServerError: a setting of the environment cannot be used.
    """
    logging.getLogger("uvicorn.error").addFilter(is_told)
    hosts, paths = hosts_here(), OpenPaths(base, CORE, OPEN, (HEALTH, ALIVE, READY))
    know_hosts(_for_streamlit(hosts), urlsplit(hosts.address).hostname or "")
    return [
        Middleware(ProxyHeadersMiddleware, trusted_hosts=proxies_here()),
        Middleware(Policies, rules=rules_of_pages(), looser={f"{base}{FOLIUM}": rules_of_folium}),
        Middleware(Doors, paths=paths, hosts=hosts),
        Middleware(VisitorLimits, paths=paths, allowance=allowance_here()),
        Middleware(OnlyWanted, is_wanted=is_wanted),
    ]


def is_told(record: logging.LogRecord) -> bool:
    """Tell whether a record is written.

    uvicorn calls it an error where a session is refused, and where a page has gone while it was
    being answered, as all do when a process is ended: who looks for errors would find these.
    """
    kind = record.exc_info[0] if record.exc_info else None
    if kind is not None and issubclass(kind, WebSocketDisconnected):
        return False
    return "without completing handshake" not in record.getMessage()


def _for_streamlit(hosts: KnownHosts) -> tuple[str, ...]:
    """Return the names as Streamlit's setting has them: it cannot say "any number"."""
    return ("*",) if hosts.numbers else (*LOCAL, *hosts.names)
