"""Pictures of a gap: fifths of deprivation, ranks with certainty, the gap over time, exposure."""

from __future__ import annotations

import json
import textwrap
from typing import Any

import altair as alt
import pandas as pd

from het_geo import words
from het_geo.atlas.gaps.view import GapView
from het_geo.atlas.over_time import runs
from het_geo.atlas.views import IndicatorView
from het_geo.bounds import bounded
from het_geo.catalogue.periods import Period
from het_geo.classes import HIGH, INK, LOW, QUIET, SELECTED
from het_geo.sentences.headlines import ratio_of
from het_geo.sentences.receipts import exact, exact_distance

FONT = 14
MOST_TICKS = 12  # more periods than this are months: their years stand on the axis
WRAP = 28  # characters a line of a group's name
FIFTHS = ["1 (most)", "2", "3", "4", "5 (least)"]


def styled(chart: alt.Chart | alt.LayerChart) -> alt.Chart | alt.LayerChart:
    """Return a chart in the one style of the pages."""
    return chart.configure_view(stroke=None).configure_axis(
        labelFontSize=FONT,
        titleFontSize=FONT,
        labelColor=QUIET,
        titleColor=QUIET,
        grid=False,
        labelLimit=260,
        titleFontWeight="normal",
        labelFlush=False,
        labelBound=False,
    )


def _title(view: IndicatorView) -> str:
    return f"{view.indicator.label} ({view.unit.id})"


def counted_by(view: IndicatorView) -> str:
    """Return whom the shares along an axis are of: what areas are weighted by, else people."""
    return view.indicator.counted if view.indicator.base is not None else "people"


def fifths_chart(gap: GapView, sentence: str) -> alt.LayerChart:
    """Return the fifths of deprivation as points with their limits, and the line through them."""
    view, fifths = gap.view, gap.fifths
    table = fifths.table.assign(fifth=[f"{q}" for q in fifths.table.index])
    table["name"] = FIFTHS
    table["top"] = table["upper"].fillna(table["value"])  # a name stands above its own limits
    parts = zip(table["value"], table["least"], table["most"], strict=True)
    table["said"] = [exact(view, bounded(*part)) for part in parts]
    x = alt.X(
        "rank:Q",
        title=f"Share of {counted_by(view)}, most deprived first",
        scale=alt.Scale(domain=[0, 1]),
        axis=alt.Axis(format="%", values=[0, 0.2, 0.4, 0.6, 0.8, 1]),
    )
    y = alt.Y("value:Q", title=view.unit.id, scale=alt.Scale(zero=view.indicator.zero_baseline))
    base = alt.Chart(table).encode(x=x)
    tips = [
        alt.Tooltip("name:N", title="Fifth"),
        alt.Tooltip("said:N", title=_title(view)),
        alt.Tooltip("areas:Q", title="Areas"),
    ]
    layers = [
        base.mark_circle(size=120, color=SELECTED, opacity=1).encode(y=y, tooltip=tips),
        base.mark_text(dy=-14, fontSize=13, color=INK).encode(y="top:Q", text="name:N"),
    ]
    layers = _limits(base, table, view) + layers
    slope = fifths.slope
    if slope.intercept is not None:
        line = pd.DataFrame({"rank": [0.0, 1.0], "value": [slope.intercept, slope.end]})
        drawn = alt.Chart(line).mark_line(color=QUIET, strokeDash=[6, 4])
        layers.insert(0, drawn.encode(x="rank:Q", y="value:Q"))
    return styled(alt.layer(*layers).properties(height=260, description=sentence))


def _limits(base: alt.Chart, table: pd.DataFrame, view: IndicatorView) -> list[alt.Chart]:
    """Return the limits of points as upright lines: none where no point has any."""
    if table["lower"].isna().all():
        return []
    y = alt.Y("lower:Q", title=view.unit.id)
    return [base.mark_rule(color=INK, strokeWidth=2).encode(y=y, y2="upper:Q")]


def period_axis(when: list[pd.Timestamp], periods: list[Period]) -> alt.Axis:
    """Return an axis of time whose ticks stand at the periods and bear their names."""
    if len(when) > MOST_TICKS:
        return alt.Axis(format="%Y", tickCount="year")
    # A label is found by its place on the axis (0 to 1), whatever the reader's time zone.
    names = json.dumps([period.short for period in periods])
    expression = f"{names}[round(datum.index * {max(len(when) - 1, 1)})]"
    moments = [alt.DateTime(year=m.year, month=m.month, date=m.day) for m in when]
    return alt.Axis(values=moments, labelExpr=expression, labelOverlap=False)


def gap_trend_chart(gap: GapView, sentence: str) -> alt.LayerChart:
    """Return the slope index at each period with its limits, and a line at no gap."""
    view = gap.view
    table = gap.trend.table[gap.trend.table["sii"].notna()].reset_index(names="period")
    periods = [view.indicator.period(str(name)) for name in table["period"]]
    table["when"] = [pd.Timestamp(p.start) + (p.end - p.start) / 2 for p in periods]
    table["label"] = [p.label for p in periods]
    x = alt.X("when:T", title=None, axis=period_axis(list(table["when"]), periods))
    y = alt.Y("sii:Q", title=view.unit.id, scale=alt.Scale(zero=True))
    named = table.assign(id=table["period"], area="", segment=0)
    table["run"] = runs(view.indicator, periods, named)
    base = alt.Chart(table).encode(x=x)
    table["said"] = [exact_distance(view, value) for value in table["sii"]]
    tips = [alt.Tooltip("label:N", title=" "), alt.Tooltip("said:N", title="Gap")]
    layers = [
        base.mark_line(color=SELECTED, strokeWidth=2).encode(y=y, detail="run:N"),
        base.mark_circle(color=SELECTED, size=80, opacity=1).encode(y=y, tooltip=tips),
    ]
    layers = _limits(base, table, view) + layers
    return styled(alt.layer(*layers).properties(height=240, description=sentence))


def split_chart(share: float, sentence: str) -> alt.LayerChart:
    """Return one bar: what lies between wards and what lies within them."""
    parts = pd.DataFrame(
        {"part": ["Between wards", "Within wards"], "share": [share, 1 - share], "order": [0, 1]}
    )
    parts["end"] = parts["share"].cumsum()
    parts["middle"] = parts["end"] - parts["share"] / 2
    parts["said"] = [f"{p} {s:.0%}" for p, s in zip(parts["part"], parts["share"])]
    x = alt.X("share:Q", stack="zero", axis=None, scale=alt.Scale(domain=[0, 1]))
    bars = (
        alt.Chart(parts)
        .mark_bar(height=34, stroke=INK, strokeWidth=1)
        .encode(
            x=x,
            order="order:Q",
            color=alt.Color("part:N", scale=alt.Scale(range=[HIGH, LOW]), legend=None),
            tooltip=["said:N"],
        )
    )
    texts = (
        alt.Chart(parts)
        .mark_text(fontSize=FONT, color=INK, dy=-28)
        .encode(x=alt.X("middle:Q", axis=None), text="said:N")
    )
    return styled(alt.layer(bars, texts).properties(height=84, description=sentence))


def exposure_chart(
    view: IndicatorView, table: pd.DataFrame, labels: dict[str, str], sentence: str
) -> alt.LayerChart:
    """Return a bar a group: the average of the places where it lives; a line for everyone."""
    rows = table.dropna(subset="exposure").sort_values("exposure", ascending=False, kind="stable")
    rows = rows.assign(
        group=["|".join(textwrap.wrap(labels[str(name)], WRAP)) for name in rows.index],
        name=[labels[str(name)] for name in rows.index],
        said=[exact(view, value) for value in rows["exposure"]],
        times=[_times(view, value, table.attrs["overall"]) for value in rows["exposure"]],
    )
    axis = alt.Axis(labelLimit=200, labelOverlap=False, labelExpr="split(datum.label, '|')")
    zero = bool(rows["exposure"].min() >= 0 and view.indicator.zero_baseline)
    x = alt.X("exposure:Q", title=_title(view), scale=alt.Scale(zero=zero))
    y = alt.Y("group:N", sort=list(rows["group"]), title=None, axis=axis)
    tips = [
        alt.Tooltip("name:N", title=" "),
        alt.Tooltip("said:N", title="Average of places"),
        alt.Tooltip("times:N", title="Against everyone"),
        alt.Tooltip("people:Q", title="People", format=",.0f"),
    ]
    dots = alt.Chart(rows).mark_circle(size=150, color=SELECTED, opacity=1)
    everyone = pd.DataFrame({"exposure": [table.attrs["overall"]], "name": ["Everyone"]})
    at = alt.Chart(everyone).encode(x="exposure:Q")
    name = at.mark_text(**_beside(rows["exposure"], table.attrs["overall"], zero))
    name = name.encode(y=alt.value(-2), text="name:N")
    layers = [at.mark_rule(color=INK, strokeDash=[4, 3]), name, dots.encode(x=x, y=y, tooltip=tips)]
    height = len(rows) * 54 + 80
    return styled(alt.layer(*layers).properties(height=height, description=sentence))


def _beside(values: pd.Series, at: float, zero: bool) -> dict[str, Any]:
    """Return the style of a name at a line: on the side of it that has more room."""
    low, high = min(0.0 if zero else at, at, *values), max(at, *values)
    side = {"align": "right", "dx": -5} if at - low > high - at else {"align": "left", "dx": 5}
    return {"fontSize": 13, "color": INK, "baseline": "bottom", **side}


def _times(view: IndicatorView, value: float, everyone: float) -> str:
    ratio = ratio_of(view, value, everyone)
    return "no ratio is said" if ratio is None else words.times(ratio)
