"""Print every measure of the Luton pack to its last bit: python -m tests.unit.every_measure.

Run by :mod:`tests.unit.test_same_everywhere` as on other processors.
"""

from collections.abc import Iterator

import numpy as np
import pandas as pd

from het_geo import inequality, intervals
from het_geo.atlas.choice import latest, periods_of
from het_geo.atlas.gaps.exposures import exposure_table
from het_geo.atlas.gaps.matrix import matrix
from het_geo.atlas.gaps.setting import SMALL, Setting
from het_geo.atlas.gaps.table import gap_table
from het_geo.atlas.over_time import trend_of
from het_geo.atlas.reading import is_shown, newest_view
from het_geo.catalogue.read import read_catalogue
from het_geo.geography import Level
from het_geo.inequality.sums import sum_limits
from het_geo.pack.load import load
from het_geo.scales import from_errors
from het_geo.spatial import local_clusters, morans_i
from tests.conftest import ROOT
from tests.sampled import some


def told(name: str, table: pd.DataFrame) -> Iterator[str]:
    """Return a line a row, every number with all its digits."""
    for row in table.itertuples():
        yield f"{name} {tuple(row)!r}"


def of_all(setting: Setting) -> Iterator[str]:
    """Return the tables of all indicators: gaps, fifths, whose exposure."""
    for level in SMALL:
        yield from told(f"gap {level}", gap_table(setting, level))
        yield from told(f"fifth {level}", setting.fifths(level).to_frame())
    for partition in setting.partitions():
        yield from told(f"exposure {partition}", exposure_table(setting, partition))


def of_some(setting: Setting, level: Level) -> Iterator[str]:
    """Return the measures of one indicator in four, or a few of those: ranks, clusters, trends."""
    pack = setting.pack
    shown = [i for i in pack.catalogue.indicators.values() if is_shown(pack, i, level)]
    for indicator in some(shown[::4], 4, f"measures of {level}"):
        view, name = newest_view(pack, indicator.id, level), f"{indicator.id} {level}"
        values, graph = view.table["value"], setting.graph(level)
        yield f"{name} {view.ranks.to_dict()}"
        yield f"{name} {morans_i(values, graph, permutations=99)}"
        yield from told(name, local_clusters(values, graph, permutations=999))
        period = latest(periods_of(pack, indicator.id, level))
        yield f"{name} {trend_of(pack, indicator, period, pack.codes(level)[0], level)}"
        cells = matrix(pack, level, [(indicator.id, period.id)])
        for i in range(len(cells.columns)):
            known = cells.weights[:, i] > 0
            y, n = cells.values[known, i], cells.weights[known, i]
            limits = {"lower": y - np.abs(y) / 9, "upper": y + np.abs(y) / 7}
            yield f"{name} {inequality.people_to_close(y, n, -1, **limits)}"
            yield f"{name} {inequality.relative_gap(y, -1, **limits)}"


def of_made_up_counts() -> Iterator[str]:
    """Return limits of counts small and large, and of sums of values sure and unsure."""
    counts = np.arange(0.0, 2_000.0)
    yield f"limits {[part.tolist() for part in intervals.rate(counts, 90_000.0, 1_000)]}"
    yield f"limits {[part.tolist() for part in intervals.proportion(counts, 2_000.0)]}"
    for error in (0.1, 0.5, 2.0):
        for scale in ("log", "logit"):
            values = from_errors(np.linspace(0.1, 0.6, 10), np.full(10, error), scale)
            found = sum_limits(np.linspace(-1, 1, 10), values)
            yield f"sums {scale} {error} {[float(limit) for limit in found]}"
    standard = inequality.slope_index(
        np.linspace(0.1, 0.6, 10), counts[1:11], errors=[0.3] * 10, scale="logit"
    )
    yield f"slope {standard}"


def main() -> None:
    setting = Setting(load(ROOT, "luton", read_catalogue(ROOT / "data" / "catalogue")))
    for lines in (of_made_up_counts(), of_all(setting), *(of_some(setting, at) for at in SMALL)):
        for line in lines:
            print(line)


if __name__ == "__main__":
    main()
