"""One indicator for all of England's neighbourhoods: the view, and what its map is sent."""

from __future__ import annotations

import base64
import gzip
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from het_geo import words
from het_geo.atlas.choice import Choice
from het_geo.atlas.views import Benchmark, IndicatorView, value_of
from het_geo.blank import reason_of
from het_geo.figures import Status, percentiles
from het_geo.geography import ENGLAND, Level
from het_geo.national.load import NationalPack
from het_geo.pack.model import Pack
from het_geo.pictures.map_values import LETTERS, painted
from het_geo.sentences import headlines, notes

# Figures are kept as 32-bit floats: a value this near to a half was a half before.
HALF = 6e-8


def held(national: NationalPack, choice: Choice) -> bool:
    """Tell whether there are figures of a choice's indicator and period for all of England."""
    return choice.period in national.periods_held.get(choice.indicator, ())


def national_view(national: NationalPack, choice: Choice) -> IndicatorView:
    """Return the view of a choice's indicator and period for all neighbourhoods of England.

    ``table`` has ``name``, ``label``, ``value``, ``status`` and ``percentile``: the national pack
    holds no limits, so no area is called better or worse. The benchmark is England.
    """
    indicator = national.catalogue.indicators[choice.indicator]
    values = national.values(choice.indicator, choice.period)
    rows = national.benchmarks(choice.indicator, choice.period)
    england = rows.loc[ENGLAND]
    benchmark = Benchmark(
        ENGLAND, str(england["name"]), Level.COUNTRY, value_of(rows, ENGLAND), england["status"]
    )
    table = pd.DataFrame(
        {
            "label": labels(national),
            "value": values,
            "status": national.status(choice.indicator, choice.period),
            "lower": np.nan,
            "upper": np.nan,
            "least": np.nan,
            "most": np.nan,
            "percentile": percentiles(values),
        }
    )
    period = indicator.period(choice.period)
    return IndicatorView(
        place="England",
        indicator=indicator,
        unit=national.catalogue.unit_of(indicator),
        period=period,
        level=Level.LSOA,
        table=table,
        benchmarks=(benchmark,),
        chosen=benchmark,
        sources=tuple(national.catalogue.sources_of(indicator)),
        caveats=tuple(national.catalogue.caveats_at(indicator, period, str(Level.LSOA))),
    )


def labels(national: NationalPack) -> pd.Series:
    """Return every neighbourhood's name with its MSOA's plain name."""
    named = national.areas["msoa_name"].ne("")
    full = national.areas["name"] + " (" + national.areas["msoa_name"] + ")"
    return full.where(named, national.areas["name"])


def national_values(view: IndicatorView) -> dict[str, Any]:
    """Return what the map of England is painted with, in the order of the pack's areas.

    ``classes`` has one letter an area. ``numbers`` (base64, little-endian, 16 or 32 bits by
    ``wide``) are the figures as they are written, in units of the last digit shown, less
    ``lowest``; ``edges`` are those that are written in words: none, all, or nearly so.
    """
    decimals = view.indicator.decimals
    values = view.table["value"].to_numpy()
    known = ~np.isnan(values)
    whole = np.where(known, in_last_digits(values, decimals), 0)
    lowest = int(whole[known].min()) if known.any() else 0
    offsets = np.where(known, whole - lowest, 0)
    wide = bool(offsets.max(initial=0) > np.iinfo(np.uint16).max)
    packed = offsets.astype("<u4" if wide else "<u2").tobytes()
    return {
        "title": f"Map of England: {view.indicator.label}, {view.period.label}",
        "says": view.indicator.says,
        "why": {letter: status.words for status, letter in LETTERS.items()},
        "numbers": base64.b64encode(packed).decode(),
        "wide": wide,
        "lowest": lowest,
        "decimals": decimals,
        "edges": edges(view, np.where(known, values, np.nan), whole),
        "write": view.unit.write,
        **painted(view),
    }


def edges(
    view: IndicatorView, values: NDArray[np.float64], whole: NDArray[np.int64]
) -> list[dict[str, Any]]:
    """Return how figures are written that round to none or to all, each with its places."""
    most = round(words.WHOLE * 10.0**view.indicator.decimals)
    zero, all_of = values == 0, values >= words.WHOLE
    kinds = (zero, (whole == 0) & (values > 0), (whole == most) & ~all_of, all_of)
    return [
        {
            "words": words.figure(float(values[at][0]), view.indicator, view.unit),
            "places": np.flatnonzero(at).tolist(),
        }
        for kind in kinds
        if (at := kind & (whole <= most) & ~np.isnan(values)).any()
    ]


def in_last_digits(values: NDArray[np.float64], decimals: int) -> NDArray[np.int64]:
    """Return values in units of the last digit shown, halves away from zero, as words write them.

    >>> in_last_digits(np.array([12.25, -0.04, 12.4499998]), 1).tolist()
    [123, 0, 125]
    """
    known = np.nan_to_num(values)
    size = np.floor(np.abs(known) * 10.0**decimals * (1 + HALF) + 0.5)
    return np.asarray(np.sign(known) * size).astype(np.int64)


def written(view: IndicatorView, value: float) -> float:
    """Return a value as its words round it: to the last digit shown, unless that is none or all.

    The map and the card beside it say the same of a value that was a half before it was kept.
    """
    decimals = view.indicator.decimals
    whole = int(in_last_digits(np.array([value]), decimals)[0])
    at_edge = whole in (0, round(words.WHOLE * 10.0**decimals))
    return value if at_edge else float(whole / 10.0**decimals)


def outlines(national: NationalPack, pack: Pack) -> dict[str, Any]:
    """Return what never changes: shapes, district outlines, names; each as gzip in base64."""
    areas = national.areas
    lines = (areas.index + "\t" + labels(national) + "\t" + areas["district_name"]).tolist()

    def packed(content: bytes) -> str:
        return base64.b64encode(gzip.compress(content, 6, mtime=0)).decode()

    return {
        "shapes": packed(national.shapes),
        "outlines": packed(national.outlines),
        "names": packed("\n".join(lines).encode()),
        "own": int(national.districts.index.get_loc(pack.district)),
    }


def far_card(national: NationalPack, view: IndicatorView, code: str) -> list[str]:
    """Return sentences of a neighbourhood anywhere in England; "" never among them."""
    area, row = national.areas.loc[code], view.table.loc[code]
    where = f"A neighbourhood of {area['ward_name']} ward (best fit), {area['district_name']}"
    lines = [f"{where}, {area['region_name']}."]
    if pd.isna(row["value"]):
        return [*lines, f"No figure: {reason_of(Status(row['status']).words)}."]
    lines.insert(0, headlines.stated(view, f"In {row['label']}", written(view, row["value"])))
    percentile = notes.percentile(view, code)
    return [line for line in (*lines, percentile) if line]
