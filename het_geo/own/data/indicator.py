"""A figure of a visitor's own, as the explorer shows it: its record, its source and its figures."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

import pandas as pd

from het_geo.catalogue.records import Indicator
from het_geo.catalogue.vocabulary import Source
from het_geo.files import csv_of, sha256_in
from het_geo.own.data.safe import Clump

OWN_PREFIX = "own_data_"  # of an indicator and a source: no record of the catalogue begins so
MOST_INDICATORS = 10


@dataclass(frozen=True)
class RefusedRow:
    """A row of a visitor's table that was not taken, by its number in the file, and why.

    ``reason`` says nothing of what stands in the row where rows are of people.
    """

    row: int
    reason: str


@dataclass(frozen=True)
class UnknownArea:
    """An area of a visitor's table that the place does not have, and areas it may mean."""

    text: str
    rows: int
    meant: tuple[str, ...] = ()


@dataclass(frozen=True)
class Tally:
    """What became of the rows of a visitor's table.

    Args:
        read: rows of the file, its header apart.
        taken: rows whose figure stands behind one on a page.
        refused: the others, by number and reason; of very many the first.
        unknown: areas that the place does not have; none of rows of people.
    """

    read: int
    taken: int
    refused: tuple[RefusedRow, ...] = ()
    unknown: tuple[UnknownArea, ...] = ()

    @property
    def lost(self) -> int:
        """How many rows were refused, those too that are not listed."""
        return self.read - self.taken


@dataclass(frozen=True, eq=False)
class OwnIndicator:
    """A figure that a visitor has brought: checked, joined and measured as a built-in one is.

    Args:
        record: its record, as the catalogue has one; its id begins with :data:`OWN_PREFIX`.
        source: the record of the table it was made from; the same id.
        figures: the columns of :data:`het_geo.figures.COLUMNS`, of every area of the place at the
            record's levels and of the district. None is of the region or of England.
        table: what is saved: ``area_code``, ``period`` and the columns that the record names, with
            "c" where a small count is withheld. Of rows of people it holds counts alone.
        clumps: by period, the neighbourhoods (or wards) whose counts are told together alone: only
            what holds all of a clump, or none, has a figure. See :mod:`het_geo.own.data.safe`.
        tally: what became of the table's rows.
        notices: what to know of how it was read and joined, a sentence each.
        people: whether its rows were of one person or event each.
    """

    record: Indicator
    source: Source
    figures: pd.DataFrame = field(repr=False)
    table: pd.DataFrame = field(repr=False)
    clumps: Mapping[str, tuple[Clump, ...]] = field(repr=False)
    tally: Tally = field(repr=False)
    notices: tuple[str, ...] = ()
    people: bool = False

    @cached_property
    def key(self) -> str:
        """What names its figures among all: two that are alike have the same."""
        return sha256_in(f"{self.record} {csv_of(self.table)}")

    @property
    def id(self) -> str:
        """What names it in links: the id of its record."""
        return self.record.id


def id_of(place: int) -> str:
    """Return the id of the own figure at a place in its list, counted from 0.

    >>> id_of(0)
    'own_data_1'
    """
    return f"{OWN_PREFIX}{place + 1}"
