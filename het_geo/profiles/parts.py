"""The parts of a profile: people, headlines, blocks, gaps, notes. Pure data.

Those of the areas inside are in :mod:`het_geo.profiles.parts_inside`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from het_geo.apart import Apart
from het_geo.atlas.lies import Named
from het_geo.profiles.row import IndicatorRow


@dataclass(frozen=True)
class Fact:
    """A plain number about the area, such as its households."""

    label: str
    value: float
    written: str
    period: str


@dataclass(frozen=True)
class Group:
    """Rows that belong together: people and ages, or one division of people into groups."""

    id: str
    label: str
    rows: tuple[IndicatorRow, ...]


@dataclass(frozen=True)
class WhoLivesHere:
    """The people of the area: plain numbers, then ages and groups beside district and England."""

    facts: tuple[Fact, ...]
    groups: tuple[Group, ...]


@dataclass(frozen=True)
class Headline:
    """A sentence that opens the profile, the indicator it speaks of, and how it compares.

    ``change`` says how the figure went, "" where that is not known. Where it ``went`` to the side
    that ``verdict`` names and does not stand there, the sentence is its change.
    """

    indicator: str
    label: str
    block: str
    verdict: str
    sentence: str
    change: str = ""
    went: bool = False


@dataclass(frozen=True)
class Block:
    """One building block of health with its indicators that have a figure here."""

    id: str
    label: str
    question: str
    rows: tuple[IndicatorRow, ...]


@dataclass(frozen=True)
class GapLens:
    """One gap of the area in three lenses: to England, or to the best areas.

    ``people`` is how many it would take to reach ``value``; ``certain`` is false where the gap is
    within the margin of error, or no margin is known. ``apart`` is the difference and the ratio of
    the figures as they are written, ``lenses`` the same in words.
    """

    indicator: str
    label: str
    block: str
    towards: str
    value: float
    written: str
    people: float
    lower: float | None
    upper: float | None
    people_written: str
    people_label: str
    apart: Apart
    lenses: str
    certain: bool
    sentence: str

    @property
    def margined(self) -> bool:
        """Whether a margin of error is known: without one a gap is not within it."""
        return self.lower is not None


@dataclass(frozen=True)
class Fit:
    """A neighbourhood with its ward, and the share (0 to 1) of its area that lies in the ward."""

    area: Named
    ward: Named
    share: float | None
    written: str


@dataclass(frozen=True)
class BestFit:
    """What must be known of wards and neighbourhoods here; ``across`` lists those that cross."""

    notes: tuple[str, ...]
    across: tuple[Fit, ...]


@dataclass(frozen=True)
class CaveatNote:
    """A caveat of the closed vocabulary with the indicators it concerns."""

    id: str
    text: str
    indicators: tuple[str, ...]


@dataclass(frozen=True)
class TenthRow:
    """A tenth of a district's neighbourhoods, 1 the most deprived, and England's beside it.

    Values are in the indicator's unit, ``None`` where too few people died for a figure.
    """

    indicator: str
    label: str
    unit: str
    period: str
    tenth: int
    value: float | None
    lower: float | None
    upper: float | None
    people: float | None
    england: float | None
    decimals: int


class Noted(Protocol):
    """A figure as notes need it: its id and block, and the ids of its caveats and sources."""

    @property
    def id(self) -> str:
        """The indicator's id."""

    @property
    def block(self) -> str:
        """The id of its building block."""

    @property
    def caveats(self) -> tuple[str, ...]:
        """The ids of what must be known of it."""

    @property
    def sources(self) -> tuple[str, ...]:
        """The ids of what it is made from."""


@dataclass(frozen=True)
class SourceNote:
    """A source with its licence, and the indicators made from it (none: boundaries and names).

    ``age`` is that of the newest figures used of it, with a newer edition where one is known; ""
    for what only divides, weights or draws.
    """

    id: str
    publisher: str
    title: str
    url: str
    licence: str
    attribution: str
    period: str
    indicators: tuple[str, ...]
    age: str = ""


@dataclass(frozen=True)
class GlossaryLine:
    """A word of the profile and what it means here."""

    word: str
    meaning: str


@dataclass(frozen=True)
class Unknown:
    """What the profile cannot say: an indicator without a figure here, or an honest blank.

    ``kind`` is ``indicator`` or ``blank``; a blank has ``ask``, whom to ask, and no block.
    """

    kind: str
    id: str
    label: str
    block: str
    reason: str
    ask: str
