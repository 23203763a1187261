"""A cell without a figure: never empty to a reader, but a few words that say why."""

from __future__ import annotations

from collections.abc import Iterable

from het_geo.catalogue.records import Indicator
from het_geo.figures import Status

_SHORT = {
    Status.MISSING: "not given",
    Status.SUPPRESSED: "withheld",
    Status.HIDDEN: "withheld",
    Status.LOW_COVERAGE: "partial",
    Status.NOT_COMBINED: "no mean",
}
UNMARGINED = ("score", "rank", "decile", "class")  # no margin of error by nature


class Blank(str):
    """The few words that stand in a cell without a figure; ``why`` is the reason in full.

    A cell for people shows the words. A cell for machines stays empty, and the reason stands in a
    column of its own, so that a column of numbers is one.
    """

    __slots__ = ("why",)
    why: str

    def __new__(cls, short: str, why: str = "") -> Blank:
        """Return a blank; without ``why`` the few words are the whole reason."""
        found = super().__new__(cls, short)
        found.why = why or short
        return found

    def __getnewargs__(self) -> tuple[str, str]:  # type: ignore[override]
        """Return what a copy (in another process, too) is made of."""
        return str(self), self.why


def reason_of(said: str) -> str:
    """Return why there is no figure, beside words that say already that there is none.

    >>> reason_of(Status.LOW_COVERAGE.words), reason_of(Status.HIDDEN.words)[:13]
    ('less than 80% of the area is covered by the source', 'withheld here')
    """
    return said.removeprefix("not available: ")


def no_value(status: str) -> Blank:
    """Say why there is no figure.

    >>> no_value("suppressed").why
    'withheld by the publisher because the count is small'
    """
    why = Status(status).words or "there is no figure"
    return Blank(_SHORT.get(Status(status), why.partition(": ")[0]), why)


def is_modelled(indicator: Indicator) -> bool:
    """Return whether a figure is a model's estimate."""
    return indicator.kind == "modelled" or any("modelled" in name for name in indicator.caveats)


def no_limits(indicator: Indicator) -> Blank:
    """Say why a figure has no 95 % limits."""
    if indicator.kind in UNMARGINED:
        return Blank("no margin", f"a {indicator.kind} has no margin of error")
    if is_modelled(indicator):
        return Blank("modelled", "it is a model’s estimate without a margin of error")
    return Blank("none given", "the source gives no margin of error")


def not_compared(
    indicator: Indicator, name: str, *, known: bool, there: bool, itself: bool = False
) -> Blank:
    """Say why a figure is not compared with a benchmark.

    Args:
        indicator: what is measured.
        name: the benchmark's name.
        known: whether the area has a value.
        there: whether the benchmark has one.
        itself: whether the area is the benchmark.
    """
    short, why = "no margin", no_limits(indicator).why
    if itself:
        short = why = f"it is {name} itself"
    elif not (known and there):
        short, why = "no figure", f"there is no figure for {'the area' if there else name}"
    return Blank(f"not compared: {short}", f"not compared: {why}")


def no_rank(*, limited: bool) -> Blank:
    """Say why an area has no rank; ``limited``: its figure has a margin of error."""
    if limited:
        return Blank("not ranked", "not ranked: no other area here is of its kind")
    return Blank("not ranked", "not ranked: no margin of error tells areas apart")


def key_of(blanks: Iterable[Blank]) -> str:
    """Return what the few words in the blank cells of a table mean, each once; "" for none.

    Words with a colon ("not compared: no margin") say their reason themselves.
    """
    meant: dict[str, list[str]] = {}
    for blank in blanks:
        reasons = meant.setdefault(str(blank), [])
        why = reason_of(blank.why.removeprefix(f"{blank}: "))
        if ":" not in blank and why not in (*reasons, str(blank)):
            reasons.append(why)
    text = "; ".join(f"“{short}”: {' or '.join(whys)}" for short, whys in meant.items() if whys)
    return f"Where there is no figure, {text}." if text else ""
