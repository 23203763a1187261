"""How big is a gap, for how many people, and where does it lie?

The definitions: docs/methods.md#absolute-gap and the sections after it.

Weights are first-class: every measure takes the people behind each area. Areas without a value are
left out and counted. A measure that cannot be computed is ``None`` with its reason, never 0; an
impossible argument is a ``ValueError`` that names it. Values are Series that share an index (or
sequences of one length).
"""

from het_geo.inequality.decompose import mean_log_deviation, theil
from het_geo.inequality.gaps import (
    absolute_gap,
    people_to_benchmark,
    people_to_close,
    relative_gap,
)
from het_geo.inequality.groups import quantile_groups
from het_geo.inequality.results import Decomposition, Gap, Measure, People, Slope
from het_geo.inequality.slope import slope_index
from het_geo.inequality.spread import (
    between_group_variance,
    concentration_index,
    gini,
    index_of_disparity,
)

__all__ = [
    "Decomposition",
    "Gap",
    "Measure",
    "People",
    "Slope",
    "absolute_gap",
    "between_group_variance",
    "concentration_index",
    "gini",
    "index_of_disparity",
    "mean_log_deviation",
    "people_to_benchmark",
    "people_to_close",
    "quantile_groups",
    "relative_gap",
    "slope_index",
    "theil",
]
