"""Does this machine's clock agree with those of the servers that it works with?"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

from het_geo.errors import RegisterError, SignInError
from het_geo.health.asked import answer_of
from het_geo.health.database import newest_change, time_of_database
from het_geo.health.finding import Finding, look, well, wrong
from het_geo.health.sign_in import auth_of, providers_of

APART_S = 30.0  # a sign-in begins and ends by the clock, to the minute
Now = Callable[[], datetime]


def now() -> datetime:
    """Return the time that this machine has, in UTC."""
    return datetime.now(UTC)


def clock_findings(root: Path, now: Now = now) -> Iterator[Finding]:
    """Yield how far this clock is from those of the providers of sign-in and of the database."""
    compared = False
    for name, there in _others(root):
        compared = True
        yield _apart(name, (now() - there).total_seconds())
    if not compared:
        here = f"{now():%H:%M} UTC, {now().day} {now():%B %Y}"
        yield look("clock", f"It is {here} here: nothing was there to compare it with.")
    yield from _to_come(now())


def _to_come(now: datetime) -> Iterator[Finding]:
    """Yield that a change in the register is dated in the future, where one is."""
    with suppress(RegisterError):
        newest = newest_change()
        if newest is not None and (newest - now).total_seconds() >= APART_S:
            yield look(
                "clock",
                f"A change in the register is dated {newest.day} {newest:%B %Y, %H:%M} UTC, which "
                "is still to come: this clock is behind, or was ahead when the change was saved.",
            )


def _apart(name: str, apart: float) -> Finding:
    if abs(apart) < APART_S:
        return well("clock", f"This clock agrees with that of {name}, to {APART_S:.0f} seconds.")
    way = "ahead of" if apart > 0 else "behind"
    said = f"This clock is {abs(apart):,.0f} seconds {way} that of {name}: let the machine"
    return wrong("clock", f"{said} keep time by NTP. Sign-ins begin and end by it.")


def _others(root: Path) -> Iterator[tuple[str, datetime]]:
    """Yield who else has a clock, and what time it is there: what does not answer is left out."""
    with suppress(SignInError):
        for name, one in providers_of(auth_of(root)).items():
            answer = answer_of(str(one.get("server_metadata_url", "")))
            if answer is not None and answer.time is not None:
                yield f"the provider “{name}”", answer.time
    with suppress(RegisterError):
        if (found := time_of_database()) is not None:
            yield f"the database at {found[0]}", found[1]
