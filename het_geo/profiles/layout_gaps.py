"""The table of what it would take, as PDF and HTML show it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from het_geo import words
from het_geo.blank import Blank
from het_geo.document.table import Table, TableColumn, TableGroup, TableRow, without_empty
from het_geo.geography import Level
from het_geo.profiles.model import Profile
from het_geo.profiles.parts import GapLens
from het_geo.profiles.row import BenchmarkRow
from het_geo.sentences.gaps import BEST


def gaps_table(profile: Profile) -> tuple[Table, ...]:
    """Return the gaps by indicator: people to England's level and the best areas', how far."""
    if not profile.gaps:
        return ()
    found: dict[str, list[GapLens]] = {}
    for gap in profile.gaps:
        found.setdefault(gap.indicator, []).append(gap)
    columns = (
        TableColumn("It would take", 55, number=False),
        TableColumn("to be at England’s level", 28),
        TableColumn("to be at the level of the best areas", 43),
        TableColumn("How far it is from that level", 64, number=False),
    )
    twice = Counter(gaps[0].people_label for gaps in found.values())
    compared = {row.id: row.beside(Level.COUNTRY) for row in profile.rows}
    groups = tuple(
        TableGroup(block.label, rows)
        for block in profile.blocks
        if (
            rows := tuple(
                _gap(held, twice, compared[name])
                for name, held in found.items()
                if held[0].block == block.id
            )
        )
    )
    return (without_empty(Table("What it would take", columns, groups)),)


def _gap(gaps: Sequence[GapLens], twice: Counter[str], there: BenchmarkRow | None) -> TableRow:
    """Return one indicator's row; the difference and ratio are to England where it is worse."""
    england = [gap for gap in gaps if not gap.towards.startswith(BEST)]
    best = [gap for gap in gaps if gap.towards.startswith(BEST)]
    known = there is not None and there.value is not None
    cells = (
        _people(england[0])
        if england
        else Blank("no worse than England" if known else "no figure for England"),
        f"{_people(best[0])}, at {best[0].written}"
        if best
        else Blank("there already, or no such level is known"),
        england[0].lenses if england else f"{best[0].lenses} (best areas)",
    )
    label = gaps[0].people_label
    quiet = gaps[0].label if twice[label] > 1 else ""
    return TableRow(words.capital(label), quiet, cells)


def _people(gap: GapLens) -> str:
    """Return how many it would take, with the margin."""
    if gap.lower is None or gap.upper is None:
        return gap.people_written
    sure = f"{words.number(gap.lower, 0)} to {words.number(gap.upper, 0)}"
    return f"{gap.people_written} ({sure}){'' if gap.certain else ' ≈'}"
