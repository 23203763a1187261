"""Who lives here: people, ages and groups beside the district and England."""

from __future__ import annotations

from collections.abc import Sequence

from het_geo import words
from het_geo.profiles.inside import CONTEXT
from het_geo.profiles.parts import Fact, Group, WhoLivesHere
from het_geo.profiles.row import IndicatorRow

HOUSEHOLDS = "households"  # what the catalogue calls a denominator that counts households
_LABELS = {"": "People and ages", "ethnic_5": "Ethnic groups", "ethnic_19": "Ethnic groups in full"}


def who_lives_here(rows: Sequence[IndicatorRow], partitions: dict[str, str]) -> WhoLivesHere:
    """Return the context rows by group, with the households that other rows are shares of.

    Args:
        rows: every row of the profile.
        partitions: the division of people that an indicator belongs to, by id; "" for none.
    """
    groups: dict[str, list[IndicatorRow]] = {}
    for row in rows:
        if row.block == CONTEXT:
            groups.setdefault(partitions[row.id], []).append(row)
    return WhoLivesHere(
        tuple(_facts(rows)),
        tuple(
            Group(name or "people", _LABELS.get(name, name), tuple(groups[name]))
            for name in sorted(groups, key=lambda name: (name != "", len(groups[name])))
        ),
    )


def _facts(rows: Sequence[IndicatorRow]) -> list[Fact]:
    for row in rows:
        if row.denominator_label == HOUSEHOLDS and row.denominator:
            count = row.denominator
            return [Fact("Households", count, words.number(count, 0), row.period)]
    return []
