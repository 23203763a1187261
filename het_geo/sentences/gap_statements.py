"""Every statement about a gap with its receipt: numbers, definitions, period, source, caveats."""

from __future__ import annotations

from het_geo import words
from het_geo.atlas.gaps.view import GapView
from het_geo.atlas.views import IndicatorView
from het_geo.bounds import bounded
from het_geo.catalogue.records import Catalogue
from het_geo.sentences import gaps as say
from het_geo.sentences.gap_change import closing, gap_change
from het_geo.sentences.notes import caveats as caveats_of
from het_geo.sentences.receipts import (
    LIMITS_BY_KIND,
    Number,
    Statement,
    exact,
    exact_distance,
    ranged,
    receipt,
)
from het_geo.sentences.where import extremes, where


def statements(gap: GapView, catalogue: Catalogue) -> dict[str, Statement]:
    """Return the statements about a gap by name.

    ``headline``, ``absolute``, ``slope``, ``relative``, ``relative_slope``, ``people``,
    ``extremes``, ``where``, ``change`` and, in short, ``closing``.
    """
    own = LIMITS_BY_KIND.get(gap.view.indicator.kind, [])
    parts: dict[str, tuple[str, list[Number], list[str]]] = {
        "headline": (
            say.gap_headline(gap),
            [*_absolute(gap), *_relative(gap)[-1:], *_people(gap)],
            ["absolute_gap", "relative_gap", "people_to_close"],
        ),
        "absolute": (say.absolute(gap), _absolute(gap), [*own, "absolute_gap"]),
        "slope": (say.slope(gap), _slope(gap), ["quantile_groups", "slope_index"]),
        "relative": (say.relative(gap), _relative(gap), [*own, "relative_gap"]),
        "relative_slope": (
            say.relative_slope(gap),
            _relative_slope(gap),
            ["quantile_groups", "relative_index", "concentration_index"],
        ),
        "people": (say.people(gap), _people(gap), ["people_to_close"]),
        "extremes": (extremes(gap.view), _ranks(gap.view), [*own, "rank_interval"]),
        "where": (where(gap), _where(gap), _where_measures(gap)),
        "change": (gap_change(gap), _change(gap), ["slope_index", "gap_trend"]),
        "closing": (closing(gap), _change(gap), ["slope_index", "gap_trend"]),
    }
    if gap.reason:  # a gap that does not exist has nothing to say but why
        why = f"Not available: {gap.reason}."
        blank: dict[str, tuple[str, list[Number], list[str]]] = {
            name: (why, [], used) for name, (_, _, used) in parts.items()
        }
        parts = {**blank, "headline": parts["headline"]}
    caveats = caveats_of(gap.view)
    return {
        name: Statement(text, receipt(gap.view, catalogue, numbers, measures, caveats))
        for name, (text, numbers, measures) in parts.items()
    }


def _ends(gap: GapView) -> list[Number]:
    """Return the two ends of the gap, each with its limits and what it is counted over."""
    found = gap.lenses.absolute
    numbers: list[Number] = []
    for code in dict.fromkeys([found.worst, found.best]):
        if code not in gap.view.table.index:
            continue
        row = gap.view.table.loc[code]
        known = row["lower"] == row["lower"]
        lower, upper = (exact(gap.view, row[k]) if known else "" for k in ("lower", "upper"))
        numbers.append(
            (gap.view.label(code), ranged(exact(gap.view, gap.view.value(code)), lower, upper))
        )
        if row["denominator"] == row["denominator"]:
            counted = gap.view.indicator.denominator_label or gap.view.indicator.counted
            numbers.append((f"… out of ({counted})", words.number(row["denominator"], 0)))
    if found.left_out:
        numbers.append(("Areas left out, without a figure", str(found.left_out)))
    return numbers


def _absolute(gap: GapView) -> list[Number]:
    found, view = gap.lenses.absolute, gap.view
    lower, upper = (_or_blank(view, limit) for limit in (found.lower, found.upper))
    value = found.value
    if value is not None:  # that of the two ends as they are written above it
        worst, best = (float(view.table.loc[code, "value"]) for code in (found.worst, found.best))
        value = abs(words.difference(worst, best, view.indicator))
    return [*_ends(gap), ("Absolute gap", ranged(exact_distance(view, value), lower, upper))]


def _or_blank(view: IndicatorView, value: float | None) -> str:
    return "" if value is None else exact_distance(view, value)


def _slope(gap: GapView) -> list[Number]:
    if gap.fifths is None:
        return []
    slope, view = gap.fifths.slope, gap.view
    lower, upper = (_or_blank(view, limit) for limit in (slope.sii_lower, slope.sii_upper))
    return [
        *_fifths(gap),
        (
            "Slope index (more = a bigger gap)",
            ranged(exact_distance(view, slope.sii), lower, upper),
        ),
    ]


def _fifths(gap: GapView) -> list[Number]:
    if gap.fifths is None or not gap.fifths.table["areas"].any():  # no area is in any of them
        return []
    names = {1: "Most deprived fifth", 5: "Least deprived fifth"}
    level = gap.fifths.level.many
    return [
        (
            f"{names.get(int(q), f'Fifth {q}')} ({row['areas']:.0f} {level})",
            exact(gap.view, bounded(row["value"], row["least"], row["most"])),
        )
        for q, row in gap.fifths.table.iterrows()
    ]


def _relative(gap: GapView) -> list[Number]:
    found = gap.lenses.relative
    if found.value is None:
        return [*_ends(gap), ("Relative gap", "not available")]
    ratio = say.written_ratio(gap)
    said = "not said" if ratio is None else _ratio(ratio, found.lower, found.upper)
    return [*_ends(gap), ("Relative gap", said)]


def _ratio(value: float | None, lower: float | None, upper: float | None) -> str:
    if value is None:
        return "not available"
    said = words.number(value, words.ratio_decimals(value))
    if lower is None or upper is None:
        return said
    return f"{said} (95% interval {words.span(lower, upper)})"


def _relative_slope(gap: GapView) -> list[Number]:
    if gap.fifths is None:
        return []
    slope, index = gap.fifths.slope, gap.fifths.concentration
    written = "not available" if index.value is None else words.number(index.value, 3)
    return [
        *_fifths(gap),
        ("Relative index", _ratio(slope.rii, slope.rii_lower, slope.rii_upper)),
        ("Concentration index", written),
    ]


def _people(gap: GapView) -> list[Number]:
    found, view = gap.lenses.people, gap.view
    more = "more" if view.indicator.judged_polarity > 0 else "fewer"
    numbers = [
        (
            f"Level of {say.best_areas(view)}, which hold a fifth of all {view.indicator.counted}",
            exact(view, found.best),
        )
    ]
    if found.value is not None:
        limits = (found.lower, found.upper)
        lower, upper = ("" if limit is None else words.number(limit, 0) for limit in limits)
        change = ranged(words.number(found.value, 0), lower, upper)
        numbers.append((f"{view.indicator.numerator_label}: {more}", change))
    if found.fraction is not None:
        numbers.append(
            ("as a share of those there are", f"{words.number(found.fraction * 100, 0)}%")
        )
    return numbers


def _ranks(view: IndicatorView) -> list[Number]:
    if not view.ranked or len(view.ranks) < 2:  # one area has no place among others
        return []
    rows = view.ranks.sort_values("rank", kind="stable")
    shown = rows if len(rows) <= 10 else rows.iloc[[0, 1, 2, 3, 4, -5, -4, -3, -2, -1]]
    return [
        (
            view.label(str(code)),
            f"rank {row['rank']:.0f}, 95% interval {row['rank_lower']:.0f} to "
            f"{row['rank_upper']:.0f}; among the worst three in "
            f"{words.number(row['p_worst3'] * 100, 0)}% of draws",
        )
        for code, row in shown.iterrows()
    ]


def _where(gap: GapView) -> list[Number]:
    found = gap.where
    if found is None:
        return []
    numbers: list[Number] = []
    for name, index in (("Theil index", found.theil), ("Mean log deviation", found.mld)):
        if index is not None and index.total is not None:
            parts = f"{words.number(index.total, 4)} = {words.number(index.between or 0, 4)}"
            within = words.number(index.within or 0, 4)
            numbers.append((f"{name} = between + within", f"{parts} + {within}"))
    for name, measure in (
        ("Gini coefficient", gap.lenses.gini),
        ("Index of disparity", gap.lenses.disparity),
    ):
        if measure.value is not None:
            numbers.append((f"{name}, {gap.view.level.many}", words.number(measure.value, 3)))
    return numbers


def _where_measures(gap: GapView) -> list[str]:
    named = ["theil", "mean_log_deviation"] if gap.where and gap.where.theil else []
    return [*named, "between_group_variance", "gini", "index_of_disparity"]


def _change(gap: GapView) -> list[Number]:
    """Return the gap at each period: along deprivation, then of the worst and the best area."""
    numbers: list[Number] = []
    for trend, name in ((gap.trend, "along deprivation"), (gap.ends, "worst and best")):
        for period, row in trend.table.iterrows() if trend is not None else ():
            label = gap.view.indicator.period(str(period)).label
            lower, upper = (_or_blank(gap.view, _known(row[end])) for end in ("lower", "upper"))
            size = exact_distance(gap.view, row["sii"])
            numbers.append((f"{label}, {name}", ranged(size, lower, upper)))
            if _known(row.get("rii")) is not None:
                limits = (_known(row[end]) for end in ("rii_lower", "rii_upper"))
                numbers.append((f"{label}, {name}: ratio", _ratio(float(row["rii"]), *limits)))
    return numbers


def _known(value: float | None) -> float | None:
    return None if value is None or value != value else float(value)  # noqa: PLR0124
