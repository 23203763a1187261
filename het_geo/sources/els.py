"""ONS Explore Local Statistics: series of published figures for districts, regions, England."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pandas as pd

from het_geo.catalogue.vocabulary import Source
from het_geo.errors import SourceError
from het_geo.geography import UNITED_KINGDOM
from het_geo.sources.table import RawTable, numbers

_KEYS = ["dataset", "indicator", "areacd", "period"]
_PARTS = {"value": "observation", "lower": "lci_95", "upper": "uci_95"}


def read(path: Path, columns: Sequence[str], source: Source) -> RawTable:
    """Read columns named "dataset/indicator/part" (part: value, lower, upper).

    The unit that stands on each row drives the conversion: percentages become fractions. Where
    the publisher's unit is wrong, the source record corrects it, as ``unit:dataset = "was > is"``,
    and the correction fails once the publisher has mended it. So does the note of districts that
    have one figure together, as ``joint:dataset/code = "district, district"``.

    Raises:
        SourceError: the file is missing or damaged, or a dataset has no such indicator.
    """
    wanted = {tuple(name.rsplit("/", 1)[0].split("/", 1)) for name in columns}
    needed = ["dataset", "indicator", "areacd", "period", "unit", *_PARTS.values()]
    try:
        frame = pd.read_parquet(
            path, columns=needed, filters=[("dataset", "in", sorted({d for d, _ in wanted}))]
        )
    except (OSError, ValueError, KeyError) as error:
        raise SourceError(f"{path}: the file cannot be read: {error}. Fetch it again.") from error
    ours = frame["areacd"].str.startswith("E") | (frame["areacd"] == UNITED_KINGDOM)
    frame = _recoded(frame[ours], source, path)
    _check_together(frame, source, path)
    found = {}
    for dataset, indicator in sorted(wanted):
        rows = frame[(frame["dataset"] == dataset) & (frame["indicator"] == indicator)]
        if rows.empty:
            raise SourceError(f"{path}: column 'indicator' has no {indicator!r} in {dataset!r}.")
        found.update(_series(rows.reset_index(drop=True), dataset, indicator, source, path))
    values = pd.DataFrame(found)[list(columns)]
    return RawTable(values, pd.DataFrame(False, index=values.index, columns=values.columns))


def _series(
    rows: pd.DataFrame, dataset: str, indicator: str, source: Source, path: Path
) -> dict[str, pd.Series]:
    unit = _unit(rows, dataset, source, path)
    index = pd.MultiIndex.from_frame(
        rows[["areacd", "period"]].set_axis(["area_code", "period"], axis=1)
    )
    if index.has_duplicates:
        twice = index[index.duplicated()][0]
        raise SourceError(f"{path}: {indicator!r}: {twice[0]} stands twice in {twice[1]}.")
    scale = 0.01 if unit == "%" else 1.0
    text = rows[list(_PARTS.values())].astype("string").fillna("")
    table = numbers(text, list(_PARTS.values()), path).values * scale
    return {
        f"{dataset}/{indicator}/{part}": table[column].set_axis(index)
        for part, column in _PARTS.items()
    }


def _recoded(frame: pd.DataFrame, source: Source, path: Path) -> pd.DataFrame:
    """Bring new codes of unchanged districts to the lookup's: ``code:new = "old"``.

    Where a series has both codes for one period, the row of the old code stays.
    """
    options = {k: v for k, v in source.options.items() if k.startswith("code:")}
    marked = {key.removeprefix("code:"): code for key, code in options.items()}
    gone = sorted(set(marked) - set(frame["areacd"]))
    if gone:
        raise SourceError(
            f"{path}: the correction of the code {gone[0]} expects rows with it: there are none. "
            f"Remove 'code:{gone[0]}' from the source record."
        )
    new = frame["areacd"].isin(marked)
    codes = frame["areacd"].replace(marked)
    keys = pd.MultiIndex.from_frame(frame.assign(areacd=codes)[_KEYS])
    held = keys.isin(pd.MultiIndex.from_frame(frame.loc[~new, _KEYS]))
    return frame.assign(areacd=codes)[~(new & held)]


def together(source: Source, column: str) -> dict[str, list[str]]:
    """Return the districts of each code that stands for several of them in a column's dataset."""
    start = f"joint:{column.split('/', 1)[0]}/"
    joint = {key: text for key, text in source.options.items() if key.startswith(start)}
    return {key.removeprefix(start): text.split(", ") for key, text in joint.items()}


def _check_together(frame: pd.DataFrame, source: Source, path: Path) -> None:
    for dataset, rows in frame.groupby("dataset"):
        known = set(rows.loc[rows["observation"].notna(), "areacd"])
        for code, members in together(source, str(dataset)).items():
            if code not in known or known.intersection(members):
                raise SourceError(
                    f"{path}: {dataset!r} is said to have figures of {code} and none of "
                    f"{' and '.join(members)}, which is no longer so. Remove "
                    f"'joint:{dataset}/{code}' from the source record."
                )


def _unit(rows: pd.DataFrame, dataset: str, source: Source, path: Path) -> str:
    """Return the unit of a dataset's rows, after the record's correction."""
    stated = sorted(rows["unit"].dropna().unique())
    if len(stated) != 1:
        raise SourceError(f"{path}: column 'unit' of {dataset!r} holds {stated}, expected one.")
    correction = source.options.get(f"unit:{dataset}")
    if correction is None:
        return str(stated[0])
    was, becomes = correction.split(" > ")
    if stated[0] != was:
        raise SourceError(
            f"{path}: the correction of {dataset!r} expects the unit {was!r}, but the publisher "
            f"now says {stated[0]!r}. Remove 'unit:{dataset}' from the source record."
        )
    return becomes
