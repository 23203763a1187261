"""What must hold inside a pack: codes, levels, duplicates, ranges, known indicators."""

from __future__ import annotations

import pandas as pd
import shapely
from shapely.geometry import shape

from het_geo.catalogue.records import Catalogue
from het_geo.errors import PackError
from het_geo.figures import NO_VALUE, Status
from het_geo.geography import Level, Vintage, is_code
from het_geo.pack.layout import rebuild
from het_geo.pack.points_table import NEAR


def check_areas(areas: pd.DataFrame, slug: str) -> None:
    """Every area stands once, has a known level, and a code of the vintage it declares.

    Raises:
        PackError: an area stands twice, its level is unknown, its code is none of its vintage, or a
            neighbourhood lies in no ward of the place.
    """
    name = f"data/{slug}/areas.csv"
    twice = areas.index[areas.index.duplicated()]
    if len(twice):
        raise PackError(f"{name}: the area {twice[0]} stands twice. {rebuild(slug)}")
    for code, level, vintage in zip(areas.index, areas["level"], areas["vintage"], strict=True):
        if level not in list(Level):
            raise PackError(f"{name}: {code}, column 'level': unknown {level!r}. {rebuild(slug)}")
        if vintage not in list(Vintage) or not is_code(code, Vintage(vintage)):
            raise PackError(
                f"{name}: {code}, column 'vintage': this is no code of {vintage}. {rebuild(slug)}"
            )
    small = areas[areas["level"] == Level.LSOA]
    wards = areas.index[areas["level"] == Level.WARD]
    lost = small.index[~small["ward"].isin(wards)]
    if len(lost):
        ward = small.loc[lost[0], "ward"]
        raise PackError(
            f"{name}: {lost[0]}, column 'ward': {ward!r} is no ward here. {rebuild(slug)}"
        )


def check_shapes(shapes: dict[Level, dict[str, dict]], areas: pd.DataFrame, slug: str) -> None:  # type: ignore[type-arg]
    """The shapes of a level are those of its areas, one for one.

    Raises:
        PackError: an area has no shape, or a shape has no area.
    """
    for level, features in shapes.items():
        wanted = set(areas.index[areas["level"] == level])
        strange, absent = set(features) - wanted, wanted - set(features)
        if strange or absent:
            code = min(strange or absent)
            what = "has a shape but is no area" if strange else "has no shape"
            raise PackError(f"boundaries/{slug}: {code} ({level}) {what}. {rebuild(slug)}")


def check_centroids(areas: pd.DataFrame, shapes: dict[str, dict], slug: str) -> None:  # type: ignore[type-arg]
    """The people of every neighbourhood, and of nothing larger, live at a point of the place.

    ``shapes`` are the GeoJSON features of its neighbourhoods: the box around them all must hold it.

    Raises:
        PackError: a neighbourhood's people live at no point or outside that box, or a larger area
            has a point.
    """
    small = areas["level"] == Level.LSOA
    outlines = [shape(feature["geometry"]) for feature in shapes.values()]
    west, south, east, north = shapely.total_bounds(outlines)
    placed = areas["lon"].notna() | areas["lat"].notna()
    faults = [
        ("lon", ~small & placed, "a place of people, which neighbourhoods alone have"),
        ("lon", small & ~areas["lon"].between(west - NEAR, east + NEAR), "not inside this place"),
        ("lat", small & ~areas["lat"].between(south - NEAR, north + NEAR), "not inside this place"),
    ]
    for column, wrong, what in faults:
        if wrong.any():
            code = areas.index[wrong][0]
            raise PackError(
                f"data/{slug}/areas.csv: {code}, column '{column}': '{areas.loc[code, column]}' is "
                f"{what}. {rebuild(slug)}"
            )


def check_figures(
    figures: pd.DataFrame, areas: pd.DataFrame, catalogue: Catalogue, slug: str
) -> None:
    """Every figure is of a known area and indicator, stands once, and lies in its range."""
    _check_keys(figures, areas, catalogue, slug)
    _check_values(figures, catalogue, slug)
    _check_periods(figures, catalogue, slug)
    _check_limits(figures, slug)
    _check_bounds(figures, slug)


def _check_keys(
    figures: pd.DataFrame, areas: pd.DataFrame, catalogue: Catalogue, slug: str
) -> None:
    """Every figure is of a known area and indicator, and stands once."""
    _each(
        figures, ~figures["area_code"].isin(areas.index), "area_code", "no area of this pack", slug
    )
    known = figures["indicator"].isin(catalogue.indicators.keys())
    _each(figures, ~known, "indicator", "no indicator of the catalogue", slug)
    twice = figures.duplicated(["area_code", "indicator", "period"])
    _each(figures, twice, "area_code", "a second row for one indicator and period", slug)


def _check_values(figures: pd.DataFrame, catalogue: Catalogue, slug: str) -> None:
    """Every status is known and at one with its value, which lies in its indicator's range."""
    _each(figures, ~figures["status"].isin(list(Status)), "status", "an unknown status", slug)
    absent = figures["status"].isin(NO_VALUE)
    _each(figures, absent != figures["value"].isna(), "status", "at odds with its value", slug)
    ranges = {i.id: i.valid for i in catalogue.indicators.values()}
    low = figures["indicator"].map({k: v[0] for k, v in ranges.items()})
    high = figures["indicator"].map({k: v[1] for k, v in ranges.items()})
    for column in ("value", "published"):
        outside = figures[column].notna() & ~figures[column].between(low, high)
        _each(figures, outside, column, "outside the valid range of its indicator", slug)


def _check_periods(figures: pd.DataFrame, catalogue: Catalogue, slug: str) -> None:
    """Every period is one that the catalogue declares for its indicator."""
    periods = {i.id: {p.id for p in i.periods} for i in catalogue.indicators.values()}
    pairs = figures[["indicator", "period"]].drop_duplicates()
    known = [period in periods[name] for name, period in pairs.itertuples(index=False)]
    odd = pairs[~pd.Series(known, index=pairs.index)]
    strange = figures["period"].isin(odd["period"]) & figures["indicator"].isin(odd["indicator"])
    _each(figures, strange, "period", "a period the catalogue does not declare", slug)


def _check_limits(figures: pd.DataFrame, slug: str) -> None:
    """Limits are in order, and a value lies between its own."""
    crossed = figures["lower"] > figures["upper"]
    _each(figures, crossed, "lower", "above the upper limit", slug)
    slack = 1e-6 * figures["value"].abs() + 1e-9
    outside = (figures["value"] < figures["lower"] - slack) | (
        figures["value"] > figures["upper"] + slack
    )
    _each(figures, outside, "value", "outside its own limits", slug)


def _check_bounds(figures: pd.DataFrame, slug: str) -> None:
    """Bounds come in pairs, hold the value between them and lie inside its limits.

    A value has them where its status says so, or was capped or mixed; without a value they are
    those of a withheld count.
    """
    value, least, most = (figures[name] for name in ("value", "least", "most"))
    slack = 1e-6 * most.abs() + 1e-9
    held, marked = least.notna(), figures["status"].eq(Status.BOUNDED)
    ends = [Status.CAPPED, Status.SUPPRESSED, Status.HIDDEN, Status.MIXED]
    may = marked | figures["status"].isin(ends)
    wrong = {
        "least": (held != most.notna(), "without the other bound"),
        "most": (least > most, "below the least"),
        "value": ((value < least - slack) | (value > most + slack), "outside its own bounds"),
        "lower": (figures["lower"] > least + slack, "above the least"),
        "upper": (figures["upper"] < most - slack, "below the most"),
        "status": ((marked & ~held) | (held & ~may), "at odds with its bounds"),
    }
    for column, (rows, what) in wrong.items():
        _each(figures, rows, column, what, slug)


def _each(figures: pd.DataFrame, wrong: pd.Series, column: str, what: str, slug: str) -> None:
    if not wrong.any():
        return
    position = int(wrong.to_numpy().argmax())
    row = figures.iloc[position]
    raise PackError(
        f"{row['file']}: row {int(figures.index[position]) + 2}, column '{column}': "
        f"'{row[column]}' ({row['area_code']}, {row['indicator']}, {row['period']}) is {what}. "
        f"{rebuild(slug)}"
    )
