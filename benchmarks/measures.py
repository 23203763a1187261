"""How fast are the measures? Ratios in one run; it needs nothing but the committed Luton pack.

python benchmarks/measures.py                      # everything; the England figures are made up
python benchmarks/measures.py --sources FOLDER     # England's neighbourhoods from the raw files
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pandas as pd

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from het_geo import inequality, intervals
from het_geo.atlas.gaps.setting import SMALL, Setting
from het_geo.atlas.gaps.table import gap_table
from het_geo.catalogue.read import read_catalogue
from het_geo.pack.load import load

REFITS = 100_000
THEIRS = 10.2  # seconds that OHID's program took for 20 areas of 10 groups, as issue 4 measured
AREAS, GROUPS = 20, 10
ENGLAND = 33_755


def main() -> None:
    """Print each figure with what it should reach."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sources", type=Path, help="the publishers' raw files")
    options = parser.parse_args()
    _luton()
    _england(options.sources)
    _slopes()


def _median(work: Callable[[], object], runs: int = 5) -> float:
    """Return the median seconds of some runs, after one that warms up."""
    work()
    seconds = []
    for _ in range(runs):
        start = time.perf_counter()
        work()
        seconds.append(time.perf_counter() - start)
    return sorted(seconds)[runs // 2]


def _luton() -> None:
    pack = load(ROOT, "luton", read_catalogue(ROOT / "data" / "catalogue"))
    setting = Setting(pack)

    def everything() -> int:
        return sum(len(gap_table(setting, level)) for level in SMALL)

    count = everything()
    seconds = _median(everything)
    print(
        f"all measures, all {count:,} indicator-periods of the Luton pack at three levels: "
        f"{seconds:.2f} s (to reach: 1 s)"
    )


def _england(sources: Path | None) -> None:
    """Time every measure but permutations on every neighbourhood of England, one indicator."""
    values, people, lower, upper, group, order = _national(sources)
    measures: dict[str, Callable[[], object]] = {
        "absolute": lambda: inequality.absolute_gap(values, -1, lower=lower, upper=upper),
        "relative": lambda: inequality.relative_gap(values, -1, lower=lower, upper=upper),
        "people": lambda: inequality.people_to_close(values, people, -1),
        "gini": lambda: inequality.gini(values, people),
        "concentration": lambda: inequality.concentration_index(values, people, order),
        "variance": lambda: inequality.between_group_variance(values, people),
        "disparity": lambda: inequality.index_of_disparity(values, people),
        "theil": lambda: inequality.theil(values, people, group),
        "mld": lambda: inequality.mean_log_deviation(values, people, group),
        "tenths and slope": lambda: _slope_of_tenths(values, people, order),
    }
    seconds = {name: _median(work, 3) for name, work in measures.items()}
    whose = "TS052" if sources else "made-up figures"
    print(
        f"every measure but permutations, {len(values):,} neighbourhoods of England ({whose}): "
        f"{sum(seconds.values()):.2f} s (to reach: 1 s); slowest "
        f"{max(seconds, key=lambda name: seconds[name])}"
    )


def _national(sources: Path | None) -> tuple[pd.Series, ...]:
    """Return values, people, limits, groups and order of England's neighbourhoods."""
    rng = np.random.default_rng(1)
    people = pd.Series(rng.integers(400, 1200, ENGLAND).astype(float))
    count = rng.binomial(people.to_numpy().astype(int), rng.beta(2, 30, ENGLAND)) + 1.0
    order = pd.Series(rng.normal(size=ENGLAND))
    group = pd.Series(rng.integers(0, 296, ENGLAND))
    if sources:
        table = _overcrowding(sources)
        people, count = table["people"], table["count"].to_numpy()
        order = pd.Series(rng.normal(size=len(table)), index=table.index)
        group = pd.Series(rng.integers(0, 296, len(table)), index=table.index)
    value, lower, upper = intervals.proportion(count, people.to_numpy())
    series = [pd.Series(part, index=people.index) for part in (value, lower, upper)]
    return series[0], people, series[1], series[2], group, order


def _overcrowding(sources: Path) -> pd.DataFrame:
    """Return households, and those with too few bedrooms, of every neighbourhood of England."""
    from het_geo.sources import READERS  # noqa: PLC0415 - raw files are not always there

    catalogue = read_catalogue(ROOT / "data" / "catalogue")
    indicator = catalogue.indicators["overcrowding"]
    terms = {"count": indicator.numerator, "people": indicator.denominator}
    found = {}
    for name, part in terms.items():
        source = catalogue.sources[part.source]
        reader = READERS[source.reader]
        table = reader(sources / source.file, list(part.columns), source).values
        columns = sum(table[column] * times for column, times in part.columns.items())
        found[name] = columns[columns.index.str.startswith("E")]
    table = pd.DataFrame(found)
    return table[table["count"] > 0]


def _slope_of_tenths(values: pd.Series, people: pd.Series, order: pd.Series) -> object:
    tenth = inequality.quantile_groups(order, 10)
    n = people.groupby(tenth).sum()
    x = (values * people).groupby(tenth).sum()
    y, low, high = intervals.proportion(x, n)
    return inequality.slope_index(y, n.to_numpy(), lower=low, upper=high, scale="logit")


def _slopes() -> None:
    """Time slope indexes with limits against refitting a line to each of 100,000 draws."""
    rng = np.random.default_rng(2)
    people = rng.integers(5_000, 20_000, (AREAS, GROUPS)).astype(float)
    values = np.sort(rng.uniform(0.05, 0.4, (AREAS, GROUPS)), axis=1)
    errors = np.full((AREAS, GROUPS), 0.01)
    slow = _refits(values, people, errors)
    print(f"{AREAS} areas of {GROUPS} groups, {REFITS:,} refits each, long-hand: {slow:.1f} s")
    for scale, said in (("raw", "normal"), ("log", "rates"), ("logit", "proportions")):

        def all_areas(scale: str = scale) -> None:
            for i in range(AREAS):
                inequality.slope_index(
                    values[i], people[i], errors=errors[i], scale=scale, rii_limits=False
                )

        seconds = _median(all_areas)
        print(
            f"  our slope index with its limits, {said}: {seconds * 1000:.1f} ms, "
            f"{slow / seconds:,.0f} times as fast as long-hand, {THEIRS / seconds:,.0f} times as "
            "OHID’s program was (to reach: 1,000)"
        )


def _refits(values: np.ndarray, people: np.ndarray, errors: np.ndarray) -> float:
    """Return the seconds of refitting as OHID's program does: one line a draw, in a loop.

    Two areas are timed and the rest reckoned: each takes as long.
    """
    rng = np.random.default_rng(3)
    start = time.perf_counter()
    timed = 2
    for i in range(timed):
        share = people[i] / people[i].sum()
        middle = np.cumsum(share) - share / 2
        columns = np.column_stack([np.sqrt(share), np.sqrt(share) * middle])
        solve = np.linalg.pinv(columns)
        drawn = values[i] + errors[i] * rng.standard_normal((REFITS, GROUPS))
        slopes = [float((solve @ (row * columns[:, 0]))[1]) for row in drawn]
        np.quantile(slopes, [0.025, 0.975])
    return (time.perf_counter() - start) * AREAS / timed


if __name__ == "__main__":
    main()
