"""Pictures beside the map, as Altair charts: Streamlit serves what they need itself."""

from __future__ import annotations

import altair as alt
import pandas as pd

from het_geo import sentences
from het_geo.strip import beeswarm
from het_geo.ui.gap_charts import period_axis
from het_geo.ui.palette import INK, POINT, QUIET, SELECTED
from het_geo.views import IndicatorView

HEIGHT = 190
# Offsets are in widths of the strip; these bounds keep points round at the usual page width.
TALLEST = 0.04
LOWEST, HIGHEST, FIRST_LABEL, LABEL_STEP = -0.045, 0.1, 0.092, 0.0165


def strip_chart(view: IndicatorView, area: str) -> alt.LayerChart:
    """Return every area as a point along the values, with the chosen area and the benchmarks."""
    offsets = beeswarm(view.table["value"], diameter=0.009 if len(view.table) > 40 else 0.011)
    # Many equal values make a tall column: bring it inside the drawing, points overlapping.
    tallest = float(offsets.abs().max()) if len(offsets) else 0.0
    offsets = offsets * min(1.0, TALLEST / tallest) if tallest else offsets
    points = view.table.loc[offsets.index, ["value"]].assign(
        offset=offsets,
        say=[sentences.short(view, code) for code in offsets.index],
        chosen=[code == area for code in offsets.index],
    )
    scale = alt.Scale(zero=False, nice=False, padding=14)
    x = alt.X("value:Q", title=f"{view.indicator.label} ({view.unit.id})", scale=scale)
    y = alt.Y("offset:Q", axis=None, scale=alt.Scale(domain=[LOWEST, HIGHEST]))
    dots = (
        alt.Chart(points)
        .mark_circle(opacity=0.9)
        .encode(
            x=x,
            y=y,
            size=alt.condition("datum.chosen", alt.value(260), alt.value(70)),
            color=alt.condition("datum.chosen", alt.value(SELECTED), alt.value(POINT)),
            order=alt.Order("chosen:Q"),
            tooltip=alt.Tooltip("say:N", title=" "),
        )
    )
    chart = alt.layer(*_lines(view), dots).properties(
        height=HEIGHT, description=f"{sentences.headline(view, area)} {sentences.spread(view)}"
    )
    return chart.configure_view(stroke=None).configure_axis(
        labelFontSize=14, titleFontSize=14, labelColor=QUIET, titleColor=QUIET, grid=False
    )


def _lines(view: IndicatorView) -> list[alt.Chart]:
    """Return a line and a name for each benchmark and published reference that has a value.

    They declare no scale of their own: the one of the points holds (Vega-Lite fails to merge
    the same padding declared twice).
    """
    marks = [(b.name, b.value) for b in view.benchmarks if not pd.isna(b.value)]
    marks += [(reference.label, reference.value) for reference in view.indicator.references]
    if not marks:
        return []
    table = pd.DataFrame(marks, columns=["name", "value"]).sort_values("value")
    table["row"] = [FIRST_LABEL - LABEL_STEP * (i % 4) for i in range(len(table))]
    rule = alt.Chart(table).mark_rule(color=INK, strokeDash=[4, 3]).encode(x="value:Q")
    text = alt.Chart(table).encode(x="value:Q", y=alt.Y("row:Q", axis=None), text="name:N")
    how = {"align": "left", "dx": 4, "fontSize": 13}
    halo = text.mark_text(**how, stroke="#ffffff", strokeWidth=4)
    return [rule, halo, text.mark_text(**how, color=INK)]


def time_chart(view: IndicatorView, table: pd.DataFrame) -> alt.LayerChart:
    """Return lines over time with their limits, from :func:`het_geo.over_time.over_time`."""
    names = list(dict.fromkeys(table["area"]))
    colour = alt.Color(
        "area:N",
        scale=alt.Scale(domain=names, range=[SELECTED, INK][: len(names)]),
        legend=alt.Legend(
            title=None,
            orient="top",
            labelFontSize=14,
            labelColor=INK,
            labelOpacity=1,
            symbolOpacity=1,
        ),
    )
    dash = alt.StrokeDash("area:N", scale=alt.Scale(domain=names), legend=None)
    points = table.drop_duplicates("when").sort_values("when")
    periods = [view.indicator.period(str(name)) for name in points["id"]]
    x = alt.X("when:T", title=None, axis=period_axis(list(points["when"]), periods))
    title = f"{view.indicator.label} ({view.unit.id})"
    y = alt.Y("value:Q", title=None, scale=alt.Scale(zero=view.indicator.zero_baseline))
    base = alt.Chart(table).encode(x=x, color=colour)
    tips = [alt.Tooltip("area:N", title=" "), alt.Tooltip("period:N", title=" "), "value:Q"]
    layers = [
        base.mark_line(strokeWidth=2).encode(y=y, strokeDash=dash),
        base.mark_circle(size=45).encode(y=y, tooltip=tips),
    ]
    if table["lower"].notna().any():  # a band without limits is an empty drawing
        band = base.mark_area(opacity=0.15)
        layers.insert(0, band.encode(y=alt.Y("lower:Q", title=None), y2="upper:Q"))
    chart = alt.layer(*layers).properties(
        height=240, description=f"{title} over time: {' and '.join(names)}"
    )
    return chart.configure_view(stroke=None).configure_axis(labelFontSize=14, labelColor=QUIET)
