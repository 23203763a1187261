"""Look at everything that a server needs, once, for the person who runs it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from het_geo.announcement import announcement
from het_geo.atlas.shelf import room
from het_geo.council import council_here
from het_geo.errors import ServerError
from het_geo.gate.allowance import allowance_here, proxies_here
from het_geo.gate.hosts import hosts_here
from het_geo.health.clocks import clock_findings
from het_geo.health.database import database_findings
from het_geo.health.finding import Finding, well, wrong
from het_geo.health.packs import pack_findings, store_findings
from het_geo.health.sign_in import sign_in_findings
from het_geo.strangers.limits import uploads_allowed

# What reads a setting and says what is wrong with it; most of these stop a server that starts.
_READ = (announcement, uploads_allowed, room, hosts_here, proxies_here, allowance_here)


def examine(root: Path, catalogue: Path, *, every: bool = False) -> Iterator[Finding]:
    """Yield what is found: settings, store, packs (``every`` one, or the first), database and on.

    Nothing is changed, but for a file in the folder for what is fetched, which is removed again.
    """
    yield from _settings()
    yield from store_findings(root)
    yield from pack_findings(root, catalogue, every=every)
    yield from database_findings()
    yield from sign_in_findings(root)
    yield from clock_findings(root)


def _settings() -> Iterator[Finding]:
    faults = list(council_here().faults)
    for read in _READ:
        try:
            read()
        except ServerError as error:
            faults.append(str(error))
    yield from (wrong("settings", fault) for fault in faults)
    if not faults:
        yield well("settings", "Every setting that is given can be used.")
