"""The profile of an area: every number and sentence that its renderings show, computed once.

Pure data: renderings lay it out and compute nothing. A number that is not known is ``None``; what
is ``written`` is the number as a reader sees it, rounded and with its unit. Text is plain text: a
rendering escapes it for its own format.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from het_geo.atlas.lies import Named
from het_geo.journey.written import WrittenLine
from het_geo.profiles.first_page import Opening
from het_geo.profiles.parts import (
    BestFit,
    Block,
    CaveatNote,
    GapLens,
    GlossaryLine,
    Headline,
    SourceNote,
    TenthRow,
    Unknown,
    WhoLivesHere,
)
from het_geo.profiles.parts_inside import Inside
from het_geo.profiles.row import IndicatorRow
from het_geo.profiles.subject import Subject


@dataclass(frozen=True)
class Profile:
    """All that is known of an area, ready to be rendered; every indicator stands in one place.

    An indicator of the catalogue stands in ``who_lives_here`` or ``blocks`` where it has a figure,
    else in ``not_known`` with the reason. ``made`` is the day passed in. ``file_stem`` is the start
    of a file's name: area, district, date and pack version. ``tenths`` are those of the district,
    in its own profile. ``projects`` are those that the register of the place's journey has here.
    """

    place: Named
    subject: Subject
    title: str
    summary: str
    pack_version: str
    made: date
    file_stem: str
    who_lives_here: WhoLivesHere
    opening: Opening
    headlines: tuple[Headline, ...]
    headline_rule: str
    blocks: tuple[Block, ...]
    gaps: tuple[GapLens, ...]
    gap_rule: str
    spine_rule: str
    inside: tuple[Inside, ...]
    best_fit: BestFit
    caveats: tuple[CaveatNote, ...]
    sources: tuple[SourceNote, ...]
    glossary: tuple[GlossaryLine, ...]
    not_known: tuple[Unknown, ...]
    tenths: tuple[TenthRow, ...] = ()
    projects: tuple[WrittenLine, ...] = ()

    @property
    def rows(self) -> tuple[IndicatorRow, ...]:
        """Every indicator that has a figure here: who lives here, then block after block."""
        who = [row for group in self.who_lives_here.groups for row in group.rows]
        return (*who, *(row for block in self.blocks for row in block.rows))
