"""Every question of the library that takes columns, with a good answer: name, call and columns."""

from dataclasses import asdict, dataclass, is_dataclass

import numpy as np
import pandas as pd

from het_geo import inequality, intervals
from het_geo.compare import verdicts
from het_geo.exposure import exposure_by_group
from het_geo.ranks import could_be, rank_certainty
from het_geo.trends import gap_trend, recent_trend
from tests.conftest import frame

AREAS = frame("""
    area | value | lower | upper | people | count | order | group | error
    a    | 0.10  | 0.08  | 0.13  | 500    | 50    | 3     | W1    | 0.1
    b    | 0.22  | 0.17  | 0.24  | 300    | 66    | 1     | W2    | 0.2
    c    | 0.41  | 0.33  | 0.45  | 200    | 82    | 2     | W2    | 0.1
    d    | 0.15  | 0.11  | 0.19  | 400    | 60    | 5     | W1    | 0.3
    e    | 0.30  | 0.26  | 0.36  | 100    | 30    | 4     | W3    | 0.2
""")
COUNTS = pd.DataFrame({"white": AREAS["people"] / 2, "asian": AREAS["people"] / 4})
LIMITS = {"lower": AREAS["lower"], "upper": AREAS["upper"]}
PEOPLED = {"values": AREAS["value"], "weights": AREAS["people"]}
COUNTED = {"x": AREAS["count"], "n": AREAS["people"]}


@dataclass(frozen=True)
class Question:
    """A function, its columns (the first is what the others are paired with) and its options."""

    ask: object
    columns: dict
    options: dict

    def answer(self, **changes):
        """Ask with some of the columns or options changed; return the answer in plain values."""
        return plain(self.ask(**(self.columns | self.options | changes)))


def plain(found):
    """Return an answer as nested lists and dicts, which are equal where all of it is."""
    if is_dataclass(found):
        return {name: plain(part) for name, part in asdict(found).items()}
    if isinstance(found, pd.DataFrame | pd.Series):
        return plain(found.astype(object).to_dict()) | {"attrs": dict(found.attrs)}
    if isinstance(found, intervals.Estimate):
        return [plain(list(found)), found.reason.tolist()]
    if isinstance(found, dict):
        return {name: plain(part) for name, part in found.items()}
    if isinstance(found, list | tuple):
        return [plain(part) for part in found]
    return found.tolist() if isinstance(found, np.ndarray | np.generic) else found


def asked(ask, columns, **options):
    return Question(ask, columns, options)


QUESTIONS = {
    "wilson": asked(intervals.wilson, COUNTED),
    "proportion": asked(intervals.proportion, COUNTED),
    "rate": asked(intervals.rate, COUNTED, multiplier=1000),
    "dsr": asked(intervals.dsr, COUNTED | {"weights": AREAS["order"]}),
    "absolute_gap": asked(
        inequality.absolute_gap, {"values": AREAS["value"]} | LIMITS, polarity=-1
    ),
    "relative_gap": asked(inequality.relative_gap, {"values": AREAS["value"]} | LIMITS, polarity=1),
    "people_to_close": asked(inequality.people_to_close, PEOPLED | LIMITS, polarity=-1),
    "gini": asked(inequality.gini, PEOPLED),
    "between_group_variance": asked(inequality.between_group_variance, PEOPLED),
    "index_of_disparity": asked(inequality.index_of_disparity, PEOPLED),
    "concentration_index": asked(
        inequality.concentration_index, PEOPLED | {"order": AREAS["order"]}
    ),
    "theil": asked(inequality.theil, PEOPLED | {"groups": AREAS["group"]}),
    "mean_log_deviation": asked(
        inequality.mean_log_deviation, PEOPLED | {"groups": AREAS["group"]}
    ),
    "slope_index": asked(inequality.slope_index, PEOPLED | LIMITS, scale="logit"),
    "slope_index by errors": asked(inequality.slope_index, PEOPLED | {"errors": AREAS["error"]}),
    "quantile_groups": asked(inequality.quantile_groups, {"values": AREAS["value"]}, k=3),
    "rank_certainty": asked(
        rank_certainty, {"value": AREAS["value"]} | LIMITS, scale="logit", draws=50
    ),
    "could_be": asked(could_be, {"chance": AREAS["value"]}),
    "recent_trend": asked(
        recent_trend,
        {"values": AREAS["value"]}
        | LIMITS
        | {"numerator": AREAS["count"], "denominator": AREAS["people"]},
        kind="proportion",
    ),
    "gap_trend": asked(
        gap_trend,
        {"sii": AREAS["value"]}
        | LIMITS
        | {"rii": AREAS["value"], "rii_lower": AREAS["lower"], "rii_upper": AREAS["upper"]},
    ),
    "verdicts": asked(verdicts, LIMITS, benchmark=0.2, polarity=-1),
    "exposure_by_group": asked(
        exposure_by_group, {"values": AREAS["value"], "counts": COUNTS, "total": AREAS["people"]}
    ),
}
