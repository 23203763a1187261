"""From one edition of small areas to another by population (methods section 2)."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy import sparse

from het_geo.geography import Vintage, check_vintage


@dataclass(frozen=True)
class Crosswalk:
    """How areas of an old vintage become those of a new one.

    ``pairs`` has a row for each old area and new area that share ground: ``old``, ``new``,
    ``change`` (U unchanged, S split, M merged, X irregular) and ``share``, the part of the old
    area that goes to the new one (by population for S and X, else 1). The shares of an old area
    sum to 1. ``matrix`` holds the shares, new areas by old.
    """

    old_vintage: Vintage
    new_vintage: Vintage
    old: pd.Index
    new: pd.Index
    pairs: pd.DataFrame
    matrix: sparse.csr_array

    @cached_property
    def divided(self) -> pd.Series:
        """Whether a new area took part in a split or an irregular change."""
        codes = self.pairs.loc[self.pairs["change"].isin(["S", "X"]), "new"]
        return pd.Series(self.new.isin(codes), index=self.new)

    def counts(self, values: pd.Series, by: pd.Series | None = None) -> pd.Series:
        """Bring counts over: shared out and added. A new area with an unknown part is unknown.

        A split is shared out by population, so that its parts keep their parent's rate when the
        denominator comes over too. Where the denominator is of the new areas already, pass it as
        ``by``: sharing by it gives the parts their parent's rate all the same.
        """
        held = values.reindex(self.old).to_numpy(dtype=float)
        matrix = self.matrix if by is None else self._shared_by(by)
        return self._known(matrix @ np.nan_to_num(held), held)

    @cached_property
    def _by(self) -> dict[int, tuple[pd.Series, sparse.csr_array]]:
        """Matrices by the identity of their denominator, kept beside so that it stays the same."""
        return {}

    def _shared_by(self, by: pd.Series) -> sparse.csr_array:
        if id(by) not in self._by:  # many periods share one denominator
            self._by[id(by)] = (by, self._matrix_by(by))
        return self._by[id(by)][1]

    def _matrix_by(self, by: pd.Series) -> sparse.csr_array:
        weight = self.pairs["new"].map(by).astype(float)
        whole = weight.groupby(self.pairs["old"]).transform("sum")
        share = (weight / whole.where(whole > 0)).fillna(self.pairs["share"])
        where = (self.new.get_indexer(self.pairs["new"]), self.old.get_indexer(self.pairs["old"]))
        return sparse.csr_array((share.to_numpy(), where), shape=self.matrix.shape)

    def means(self, values: pd.Series) -> pd.Series:
        """Bring means over: a split keeps its parent's, a merge takes the mean of its parts."""
        held = values.reindex(self.old).to_numpy(dtype=float)
        total = self.matrix @ np.nan_to_num(held)
        return self._known(total / (self.matrix @ np.ones(len(held))), held)

    def any_part(self, marks: pd.Series) -> pd.Series:
        """Return whether any part of a new area is marked."""
        held = marks.reindex(self.old, fill_value=False).to_numpy(dtype=float)
        return pd.Series(self._links @ held > 0, index=self.new)

    def check(self, codes: pd.Index, where: str) -> None:
        """Raise :class:`~het_geo.errors.VintageError` unless all codes are of the old vintage."""
        if (self.old.get_indexer(codes) < 0).any():
            check_vintage(
                codes, self.old, self.old_vintage, where, others={self.new_vintage: self.new}
            )

    def straddlers(self, groups: pd.Series) -> pd.Index:
        """Return the new areas whose old parent was shared out over more than one group.

        Only these make a larger area's figure an estimate: where all parts of a parent fall in
        one ward or district, their sum is the publisher's own count again.
        """
        parts = self.pairs[self.pairs["change"].isin(["S", "X"])]
        group = parts["new"].map(groups.astype(object))
        apart = group.groupby(parts["old"]).nunique(dropna=False) > 1
        return pd.Index(parts.loc[parts["old"].map(apart), "new"].unique())

    @cached_property
    def _links(self) -> sparse.csr_array:
        return self.matrix.sign()

    @cached_property
    def _empty(self) -> NDArray[np.bool_]:
        return np.asarray(self.matrix.sum(axis=1) == 0)

    def _known(self, values: NDArray[np.float64], held: NDArray[np.float64]) -> pd.Series:
        unknown = self._links @ np.isnan(held).astype(float)
        return pd.Series(np.where((unknown > 0) | self._empty, np.nan, values), index=self.new)


def crosswalk(
    lookup: pd.DataFrame,
    population: pd.Series,
    *,
    old_vintage: Vintage = Vintage.LSOA11,
    new_vintage: Vintage = Vintage.LSOA21,
) -> Crosswalk:
    """Make a crosswalk from pairs of codes.

    Args:
        lookup: ``old``, ``new``, ``change``.
        population: people by new code; splits are shared out by it. Its index is the new areas.
        old_vintage: the edition of ``old``.
        new_vintage: the edition of ``new``.

    Raises:
        ValueError: if the population of a new area is not known.
    """
    pairs = lookup[["old", "new", "change"]].copy()
    people = pairs["new"].map(population).astype(float)
    if people.isna().any():
        raise ValueError(f"population: has no figure for {pairs.loc[people.isna(), 'new'].iloc[0]}")
    pairs["share"] = people / people.groupby(pairs["old"]).transform("sum")
    old, new = pd.Index(pairs["old"].unique()).astype(object), population.index
    where = (new.get_indexer(pairs["new"]), old.get_indexer(pairs["old"]))
    matrix = sparse.csr_array((pairs["share"].to_numpy(), where), shape=(len(new), len(old)))
    return Crosswalk(old_vintage, new_vintage, old, new, pairs, matrix)
