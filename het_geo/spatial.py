"""Do areas like one another lie together? Moran's I and local clusters (esda, libpysal).

Neighbours share a border or a corner (queen contiguity), each of an area's neighbours weighing the
same. The libraries are imported when first used: they take a second that other pages do not need.
"""

from __future__ import annotations

import warnings
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from shapely import STRtree
from shapely.geometry import shape

from het_geo.inputs import Floats, column, whole

if TYPE_CHECKING:
    from libpysal.graph import Graph

PERMUTATIONS = 9_999
GLOBAL_PERMUTATIONS = 999  # one p-value needs fewer than one an area, corrected for their number
SEED = 20_250_101
FALSE_DISCOVERY = 0.05
LEAST_AREAS = 10
FEW = f"fewer than {LEAST_AREAS} areas with a value have a neighbour with one"
ALIKE = "all values are the same"
_ALIKE = 1e-12  # differences smaller than this part of the values are rounding
_DIGITS = 9  # values are told apart as they are written: by this many digits of the largest


class Cluster(StrEnum):
    """What an area's own value and its neighbours' are, where that is no chance."""

    HIGH = "high among high"
    LOW = "low among low"
    HIGH_OUTLIER = "high among low"
    LOW_OUTLIER = "low among high"
    NONE = "no cluster"


_QUADRANTS = {1: Cluster.HIGH, 2: Cluster.LOW_OUTLIER, 3: Cluster.LOW, 4: Cluster.HIGH_OUTLIER}


@dataclass(frozen=True)
class Moran:
    """Moran's I with its expectation −1/(n − 1) and its permutation p-value (two-sided)."""

    i: float | None
    expected: float | None = None
    p: float | None = None
    reason: str = ""
    left_out: int = 0


def contiguity(features: Mapping[str, Mapping[str, Any]]) -> Graph:
    """Return the queen-contiguity graph of GeoJSON features by area code (libpysal)."""
    from libpysal.graph import Graph  # noqa: PLC0415 - see the module's first lines

    shapes = pd.Series({code: shape(f["geometry"]) for code, f in features.items()}, dtype=object)
    return Graph.build_contiguity(_geoseries(shapes), rook=False)


def parts_of(features: Iterable[Mapping[str, Any]]) -> int:
    """Return in how many parts GeoJSON features lie that touch one another in no point."""
    shapes = [shape(feature["geometry"]) for feature in features]
    own = list(range(len(shapes)))  # the part of each: that of the first one in it
    for one, other in zip(*STRtree(shapes).query(shapes, "intersects").tolist(), strict=True):
        low, high = sorted((own[one], own[other]))
        own = [low if part == high else part for part in own]
    return len(set(own))


def _geoseries(shapes: pd.Series) -> Any:
    import geopandas as gpd  # noqa: PLC0415

    return gpd.GeoSeries(shapes)


def morans_i(
    values: pd.Series, neighbours: Graph, *, permutations: int = GLOBAL_PERMUTATIONS
) -> Moran:
    """Return Moran's I of areas (row-standardised weights; esda).

    Args:
        values: one an area; areas without a value, or without a neighbour that has one, are left
            out and counted.
        neighbours: the contiguity graph of the areas.
        permutations: how many seeded permutations the p-value rests on; 0 gives none.
    """
    from esda.moran import Moran as Esda  # noqa: PLC0415

    permutations = whole(permutations, "permutations", 0)
    known, graph, left_out, reason = _inside(values, neighbours)
    if reason:
        return Moran(None, reason=reason, left_out=left_out)
    state = np.random.get_state()
    np.random.seed(SEED)
    try:
        found = Esda(known.to_numpy(), graph, permutations=permutations)
    finally:
        np.random.set_state(state)
    # esda's p is of the side on which I lies; either side counts.
    p = min(1.0, 2 * float(found.p_sim)) if permutations else None
    return Moran(float(found.I), float(found.EI), p, left_out=left_out)


def local_clusters(
    values: pd.Series,
    neighbours: Graph,
    *,
    permutations: int = PERMUTATIONS,
    false_discovery: float = FALSE_DISCOVERY,
) -> pd.DataFrame:
    """Return each area's local Moran statistic and its cluster, false discoveries controlled.

    Of the areas marked, at most ``false_discovery`` are expected to be marked by chance (Benjamini
    and Hochberg 1995, over the two-sided permutation p-values; Anselin 1995 for the statistic).

    Args:
        values: one an area, as for :func:`morans_i`.
        neighbours: the contiguity graph of the areas.
        permutations: how many seeded permutations each p-value rests on, at least 1.
        false_discovery: more than 0, at most 1.

    Returns:
        Indexed as ``values``: ``local_i``, ``p`` (two-sided), ``p_adjusted`` and ``cluster``;
        NaN and "no cluster" for areas left out. ``attrs["reason"]`` says why nothing is known.

    Raises:
        ValueError: ``permutations`` is no whole number of at least 1, or ``false_discovery`` does
            not lie above 0 and at most at 1.
    """
    from esda.moran import Moran_Local  # noqa: PLC0415
    from scipy.stats import false_discovery_control  # noqa: PLC0415

    permutations = whole(permutations, "permutations", 1)
    if not 0 < false_discovery <= 1:
        raise ValueError("false_discovery must be more than 0 and at most 1")
    blank = pd.DataFrame(
        {"local_i": np.nan, "p": np.nan, "p_adjusted": np.nan, "cluster": str(Cluster.NONE)},
        index=values.index,
    )
    known, graph, left_out, reason = _inside(values, neighbours)
    blank.attrs = {"reason": reason, "left_out": left_out}
    if reason:
        return blank
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # esda speaks of sparse matrices
        found = Moran_Local(known.to_numpy(), graph, permutations=0)
    p = _chances(known.to_numpy(dtype=float), graph, permutations)
    adjusted = false_discovery_control(p, method="bh")
    kinds = [
        str(_QUADRANTS[int(q)]) if sure else str(Cluster.NONE)
        for q, sure in zip(found.q, adjusted <= false_discovery, strict=True)
    ]
    rows = pd.DataFrame(
        {"local_i": found.Is, "p": p, "p_adjusted": adjusted, "cluster": kinds}, index=known.index
    )
    blank.loc[rows.index] = rows
    return blank


def _chances(values: Floats, graph: Graph, permutations: int) -> Floats:
    """Return each area's two-sided chance when the others' values are dealt out to its neighbours.

    esda's own draws add by a dense product, and whether a draw equals the area's own sum hangs on
    the last bit, which is the processor's: with it a p-value, and a cluster. Here values are
    counted in their last written digit, so that sums are whole numbers.
    """
    largest = int(f"{np.abs(values).max():e}".split("e")[1])
    counted = np.rint(values * 10.0 ** (_DIGITS - 1 - largest)).astype(np.int64)
    around = graph.sparse.tocsr()
    first = around.indptr
    dealt = _dealt(permutations, len(values) - 1, int(np.diff(first).max()))
    found = np.empty(len(values))
    for i in range(len(values)):
        near = around.indices[first[i] : first[i + 1]]
        sums = np.delete(counted, i)[dealt[:, : len(near)]].sum(axis=1)
        own = counted[near].sum()
        found[i] = min((sums >= own).sum(), (sums <= own).sum()) + 1
    return np.minimum(1.0, 2 * found / (permutations + 1))


@lru_cache(maxsize=4)
def _dealt(permutations: int, others: int, most: int) -> NDArray[np.int32]:
    """Return, a permutation (row), the ``most`` first of the other areas in an order by lot."""
    places = np.tile(np.arange(others, dtype=np.int32), (permutations, 1))
    lot = np.random.default_rng(SEED).permuted(places, axis=1)[:, :most].copy()
    lot.setflags(write=False)
    return lot


def _inside(values: pd.Series, neighbours: Graph) -> tuple[pd.Series, Graph, int, str]:
    """Return the areas that can be used with their graph, how many cannot, and a reason if none."""
    values = pd.Series(column(values, "values"), index=values.index)
    strangers = values.index.difference(neighbours.unique_ids)
    if len(strangers):
        raise ValueError(f"neighbours does not know {strangers[0]}")
    known = values.dropna().sort_index()  # one order, whatever the caller's: the same draws
    graph = neighbours.subgraph(known.index) if len(known) else neighbours
    alone = graph.isolates if len(known) else known.index
    if len(alone):
        known = known.drop(alone, errors="ignore")
        graph = neighbours.subgraph(known.index) if len(known) else neighbours
    left_out = len(values) - len(known)
    if len(known) < LEAST_AREAS:
        return known, graph, left_out, FEW
    if np.ptp(known) <= _ALIKE * known.abs().max():
        return known, graph, left_out, ALIKE
    return known, graph.transform("B").transform("R"), left_out, ""  # all neighbours weigh the same
