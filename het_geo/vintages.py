"""From one edition of small areas to another by where people lived.

The definition: docs/methods.md#boundaries-of-2011-and-2021.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy import sparse
from scipy.sparse.csgraph import connected_components

from het_geo.geography import Vintage, check_vintage


@dataclass(frozen=True)
class Crosswalk:
    """How areas of an old vintage become those of a new one.

    ``pairs`` has a row for each old area and new area that share ground: ``old``, ``new``,
    ``change`` (U unchanged, S split, M merged, X irregular), ``part``, the share of the new area's
    people who live on the old one's ground, and ``share``, the part of the old area that goes to
    the new one by people. The shares of an old area sum to 1, as do the parts of a new one; where
    it is not known whose ground people live on, both are NaN. ``matrix`` holds the shares, new
    areas by old.
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

    @cached_property
    def redrawn(self) -> pd.Index:
        """The new areas that an irregular change made of several old ones."""
        return pd.Index(self.pairs.loc[self.pairs["change"] == "X", "new"].unique())

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
        return self._sparse(_shares(self.pairs, by).fillna(self.pairs["share"]))

    def _sparse(self, column: pd.Series) -> sparse.csr_array:
        where = (self.new.get_indexer(self.pairs["new"]), self.old.get_indexer(self.pairs["old"]))
        return sparse.csr_array((column.to_numpy(), where), shape=self.matrix.shape)

    def means(self, values: pd.Series) -> pd.Series:
        """Bring means over: a split keeps its parent's, a merge takes the mean of its parts."""
        held = values.reindex(self.old).to_numpy(dtype=float)
        return self._known(self._parts @ np.nan_to_num(held), held)

    def any_part(self, marks: pd.Series) -> pd.Series:
        """Return whether any part of a new area is marked."""
        held = marks.reindex(self.old, fill_value=False).to_numpy(dtype=float)
        return pd.Series(self._links @ held > 0, index=self.new)

    def check(self, codes: pd.Index, where: str) -> None:
        """Refuse codes that are not of the old vintage.

        Raises:
            VintageError: a code is not; the first is named.
        """
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
    def _parts(self) -> sparse.csr_array:
        return self._sparse(self.pairs["part"])

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
        lookup: ``old``, ``new``, ``change`` and, where people's whereabouts are known better than
            by the kind of change, ``part``: the share of the new area's people who live on the
            old one's ground. Of an irregular change (X) nothing is known without it: its new areas
            then have no figures, for a mean of unlike areas is true of neither.
        population: people by new code; splits are shared out by it. Its index is the new areas.
        old_vintage: the edition of ``old``.
        new_vintage: the edition of ``new``.

    Raises:
        ValueError: if the population of a new area is not known.
    """
    pairs = lookup[["old", "new", "change"]].copy()
    people = pairs["new"].map(population)
    if people.isna().any():
        raise ValueError(f"population: has no figure for {pairs.loc[people.isna(), 'new'].iloc[0]}")
    # The publisher does not say how the people of a merged area divide: in equal parts.
    equal = 1.0 / pairs.groupby("new")["old"].transform("size")
    known = lookup["part"] if "part" in lookup else equal.mask(pairs["change"] == "X")
    pairs["part"] = known
    pairs["share"] = _shares(pairs, population)
    old, new = pd.Index(pairs["old"].unique()).astype(object), population.index
    where = (new.get_indexer(pairs["new"]), old.get_indexer(pairs["old"]))
    matrix = sparse.csr_array((pairs["share"].to_numpy(), where), shape=(len(new), len(old)))
    return Crosswalk(old_vintage, new_vintage, old, new, pairs, matrix)


def _shares(pairs: pd.DataFrame, by: pd.Series) -> pd.Series:
    """Return the part of each pair's old area that goes to its new one, by what ``by`` counts."""
    weight = pairs["part"] * pairs["new"].map(by).astype(float)
    groups = weight.groupby(pairs["old"])
    whole = groups.transform("sum").mask(groups.transform("count") < groups.transform("size"))
    return weight / whole.where(whole > 0)


def parts_within(lookup: pd.DataFrame, same: pd.Series) -> pd.Series:
    """Return the ``part`` of each pair where irregular changes follow larger areas.

    ONS draws neighbourhoods anew across several old ones where a district's edge has moved. Its
    people hardly move with it: those of a new area are taken to live on the ground of the one old
    area of their district, and nobody across its edge.

    Args:
        lookup: ``old``, ``new``, ``change``.
        same: whether old and new area of a pair lie in the same larger area.

    Returns:
        Parts as :class:`Crosswalk` has them; NaN for a new area whose larger area holds none or
        several of its old ones, or one of them has no successor there: nothing says how they mix.
    """
    irregular = lookup["change"] == "X"
    parts = (1.0 / lookup.groupby("new")["old"].transform("size")).mask(irregular, same * 1.0)
    one = same.groupby(lookup["new"]).transform("sum") == 1
    followed = same.groupby(lookup["old"]).transform("any")
    doubtful = (irregular & ~(one & followed)).groupby(lookup["new"]).transform("any")
    return parts.mask(doubtful)


def changes(pairs: pd.DataFrame) -> pd.Series:
    """Return the kind of change of each pair of ``old`` and ``new``, as :class:`Crosswalk` says.

    Areas that share ground with one another hang together: one old area among them is unchanged or
    was split, one new area is merged, and several of both are an irregular change.
    """
    codes, _ = pd.factorize(pd.concat([pairs["old"] + " old", pairs["new"] + " new"]))
    old, new = codes.reshape(2, -1)
    size = codes.max() + 1
    links = sparse.csr_array((np.ones(len(pairs)), (old, new)), shape=(size, size))
    group = pd.Series(connected_components(links, directed=False)[1][old], index=pairs.index)
    several_old = pairs["old"].groupby(group).transform("nunique") > 1
    several_new = pairs["new"].groupby(group).transform("nunique") > 1
    kinds = np.select([several_old & several_new, several_old, several_new], ["X", "M", "S"], "U")
    return pd.Series(kinds, index=pairs.index)
