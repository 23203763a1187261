"""When figures are of: periods, series of them, and where a series breaks."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

# A change, a line or a trend never crosses the first; the second is told with its text beside it.
NOT_COMPARABLE, WITH_CARE = "not_comparable", "with_care"
_YEAR = 364  # days from the first to the last of a year that is no leap year
SAME_LENGTH = 40  # days by which two periods of one length may differ


@dataclass(frozen=True)
class Period:
    """The time a figure is for. ``key`` is the source's own name of it, ``label`` the reader's.

    ``formerly`` are ids that it had before: links with one of them still open it. Not ``known``:
    the publisher's documents do not say of which years the data are; the dates are the widest.
    """

    id: str
    kind: str
    start: date
    end: date
    label: str
    key: str = ""
    vintage: str = ""
    levels: tuple[str, ...] = ()
    formerly: tuple[str, ...] = ()
    known: bool = True

    @property
    def short(self) -> str:
        """The period in a few characters, for an axis: 2021, 2021/22 or 2019–21."""
        if self.kind == "month":
            return f"{self.start:%b %Y}"
        if self.start.year == self.end.year:
            return f"{self.end:%Y}"
        joint = "–" if self.kind == "range" else "/"
        return f"{self.start:%Y}{joint}{self.end:%y}"

    @property
    def said(self) -> str:
        """The period as a sentence says it; ``label`` stands in receipts and beside sources.

        Twelve months that begin and end inside a month are "year to November 2016", since "rose
        from November 2015 to November 2016 to November 2016 to November 2017" cannot be said.
        """
        whole = self.kind == "year" and _YEAR <= self.days < _YEAR + 2
        return f"year to {self.end:%B %Y}" if whole and " to " in self.label else self.label

    @property
    def named(self) -> str:
        """The period with its article, where it has one: "the school year 2024/25"."""
        article = "the " if self.said.startswith(("year ", "school year ")) else ""
        return f"{article}{self.said}"

    @property
    def days(self) -> int:
        """How long it is, from its first day to its last."""
        return (self.end - self.start).days

    def is_like(self, other: Period) -> bool:
        """Tell whether both are of one kind and length: years beside years, never a month."""
        return self.kind == other.kind and abs(self.days - other.days) < SAME_LENGTH


@dataclass(frozen=True)
class Series:
    """Periods at even steps, expanded when the catalogue is read (see ``catalogue.series``).

    ``key`` is a format of ``start`` and ``end``, such as ``{start:%Y}/{end:%y}``: the source's
    own name of each period. ``months`` is how long a period is, ``step`` how far apart they are.
    ``name`` and ``label`` are such formats of its id and of what a reader is told, where years do
    not begin as the kind has it.
    """

    kind: str
    first: date
    last: date
    key: str = "{start:%Y}"
    months: int = 12
    step: int = 12
    vintage: str = ""
    levels: tuple[str, ...] = ()
    name: str = ""
    label: str = ""


@dataclass(frozen=True)
class BreakRecord:
    """A break as a record declares it: the ids of the first period after it, and of its words.

    Without ``levels`` it holds for all. ``onwards``: also between any two periods after it, as
    where a model is fitted anew every year.
    """

    at: str
    id: str
    levels: tuple[str, ...] = ()
    onwards: bool = False


@dataclass(frozen=True)
class BreakAt:
    """A break in an indicator's series, with the first period after it and its words."""

    at: Period
    kind: Break
    levels: tuple[str, ...] = ()
    onwards: bool = False

    @property
    def spans(self) -> tuple[Span, ...]:
        """The times whose own figures it disowns."""
        return self.kind.out_of_line

    def lies_between(self, one: Period, other: Period) -> bool:
        """Tell whether figures of two periods, in any order, stand on two sides of the break.

        A period that holds the break inside it, as a year does that of its July, is on neither
        side: it is like no other.
        """
        earlier, later = sorted((one, other), key=lambda period: (period.start, period.end))
        last = later.start if later.is_like(self.at) else later.end
        after = self.at.start <= last
        return earlier != later and after and (self.onwards or earlier.start < self.at.start)


@dataclass(frozen=True)
class Span:
    """A stretch of time, its first and last day included."""

    start: date
    end: date

    def touches(self, period: Period) -> bool:
        """Tell whether a period has a day of it."""
        return self.start <= period.end and period.start <= self.end


@dataclass(frozen=True)
class Break:
    """Why figures before and after a time were not made alike; ``text`` is a reader's sentence.

    ``out_of_line`` are the times whose own figures it disowns: no line is told to turn there.
    """

    id: str
    word: str
    text: str
    out_of_line: tuple[Span, ...] = ()
