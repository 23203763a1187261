"""One indicator of an area: its figure, its certainty, and what it stands beside. Pure data."""

from __future__ import annotations

from dataclasses import dataclass
from math import isnan

from het_geo.apart import Apart
from het_geo.atlas.record import Record
from het_geo.blank import Blank
from het_geo.geography import Level


def optional(value: float) -> float | None:
    """Return a number, or ``None`` where it is not known."""
    return None if isnan(value) else value


@dataclass(frozen=True)
class Blanks:
    """Why a comparison has no value, verdict, difference or ratio, where it has none."""

    value: Blank
    verdict: Blank
    difference: Blank
    ratio: Blank


@dataclass(frozen=True)
class BenchmarkRow:
    """A figure beside that of district, region or England.

    ``words`` are both lenses, difference and ratio, of the numbers as they are written, as
    ``apart`` has them; ``difference`` and ``ratio`` are those of the numbers as they are kept.
    ``verdict`` is better, similar, worse, higher, lower or not compared. ``blanks`` say why there
    is no value, verdict, difference or ratio. A value that is a range (:mod:`het_geo.bounds`)
    knows its two ends.
    """

    code: str
    name: str
    level: Level
    value: float | None
    written: str
    difference: float | None
    ratio: float | None
    apart: Apart | None
    verdict: str
    words: str
    note: str
    blanks: Blanks


@dataclass(frozen=True)
class Rank:
    """The ranks that an area could hold among those of its level, 1 the worst (or highest)."""

    lower: int
    upper: int
    of: int
    p_worst3: float
    words: str


@dataclass(frozen=True)
class TrendRow:
    """How a figure went: the verdict of its trend in a word or two, and all of it in sentences.

    ``sentence`` says what changed and then whether there is a trend. ``care`` is what must be told
    where the word stands alone; ``sentence`` has it already. ``step`` says which way it went from
    the first comparable period by more than chance (better, worse, higher, lower), else "".
    ``change`` is what changed alone, with the breaks to be told with it, and ``sure`` how sure that
    is; "" where nothing may be told.
    """

    direction: str
    word: str
    sentence: str
    care: str = ""
    step: str = ""
    change: str = ""
    sure: str = ""


@dataclass(frozen=True)
class Spine:
    """Where a figure stands on a spine, in standard deviations of the district's areas.

    ``x = (value − centre) / sd``, turned so that worse is to the left (negative); where there is
    no direction, or the figure follows age, lower is (``directed`` false). ``centre`` names the
    line in the middle: England, or the district where England has no figure. ``sd`` is that of the
    ``areas`` areas of ``level`` behind it, each counted once, since each is one mark behind.
    ``worst`` to ``best`` is their range, ``quarter_left`` to ``quarter_right`` the middle half of
    them; ``left`` and ``right`` the figure's own 95 % limits.
    """

    centre: str
    centre_code: str
    level: Level
    areas: int
    sd: float
    directed: bool
    x: float
    left: float | None
    right: float | None
    worst: float
    quarter_left: float
    quarter_right: float
    best: float
    district: float | None
    region: float | None


@dataclass(frozen=True)
class IndicatorRow:
    """One indicator of the area: its figure, how sure it is, and what it stands beside.

    ``polarity`` is 0 where it is not called better or worse: it has no direction, or follows age.
    ``record`` is what files and tables are made from; ``count_decimals`` with how many decimals
    its counts give its value. ``sentence`` is the figure as it is read out. A value that is a
    range, and its numerator, know their two ends. ``spine`` is ``None`` where ``spine_note`` says
    why. ``rank`` is ``None`` for areas without limits, for sets and for the district.
    """

    record: Record
    id: str
    label: str
    question: str
    subtitle: str
    block: str
    kind: str
    unit: str
    suffix: str
    decimals: int
    polarity: int
    direction: str
    level: Level
    period: str
    value: float
    written: str
    lower: float | None
    upper: float | None
    interval: str
    certainty: str
    numerator: float | None
    numerator_label: str
    denominator: float | None
    denominator_label: str
    count_decimals: int
    people: str
    status: str
    status_words: str
    sentence: str
    benchmarks: tuple[BenchmarkRow, ...]
    percentile: float | None
    percentile_words: str
    rank: Rank | None
    trend: TrendRow
    spine: Spine | None
    spine_note: str
    caveats: tuple[str, ...]
    sources: tuple[str, ...]
    modelled: bool
    apportioned: bool
    mixed: bool

    @property
    def mark(self) -> str:
        """The sign that sends a reader of a table to the note on what kind of figure this is."""
        if self.mixed:
            return " †"
        return " *" if self.apportioned else ""

    def beside(self, level: Level) -> BenchmarkRow | None:
        """Return the benchmark of a level, or ``None`` where the area is that benchmark."""
        return next((b for b in self.benchmarks if b.level == level), None)
