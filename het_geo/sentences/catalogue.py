"""The catalogue and the sources of a pack, as tables and as a page to read."""

from __future__ import annotations

import pandas as pd

from het_geo import dates, words
from het_geo.catalogue.records import Catalogue, Indicator
from het_geo.geography import Level
from het_geo.pack.model import Pack
from het_geo.sentences.breaks import told

DIRECTION = {-1: "high is worse", 1: "high is better", 0: "no direction"}


def direction_of(indicator: Indicator) -> str:
    """Return which way is worse, in words, or why neither is."""
    if indicator.polarity and not indicator.judged:
        return "higher or lower only: not adjusted for age"
    return DIRECTION[indicator.polarity]


def indicators_table(pack: Pack) -> pd.DataFrame:
    """Return one row an indicator of the pack: what it says, unit, periods, levels and source."""
    catalogue = pack.catalogue
    rows = [
        {
            "Indicator": i.label,
            "Building block": catalogue.blocks[i.block].label,
            "What it says": i.subtitle,
            "Unit": i.unit,
            "Direction": words.capital(direction_of(i)),
            "Periods": words.capital(span(i)),
            "For": words.capital(levels(i)),
            "Marmot principles": ", ".join(str(number) for number in i.principles) or "Of none",
            "Source": catalogue.sources[i.source].title,
        }
        for i in catalogue.indicators.values()
        if i.id in pack.periods_held
    ]
    return pd.DataFrame(rows).sort_values("Building block", kind="stable")


def span(indicator: Indicator) -> str:
    """Return the periods of an indicator in a few words."""
    first, last = indicator.periods[0], indicator.periods[-1]
    if first == last:
        return first.label
    between = "," if len(indicator.periods) == 2 else " to"
    return f"{first.label}{between} {last.label} ({len(indicator.periods)})"


def levels(indicator: Indicator) -> str:
    """Return the levels an indicator can be shown at, in words."""
    return ", ".join(Level(level).many for level in indicator.levels)


def sources_table(pack: Pack) -> pd.DataFrame:
    """Return one row a source that the pack was made from."""
    return pd.DataFrame(
        {
            "Table": s.title,
            "Publisher": s.publisher,
            "Period": words.capital(dates.period(s.period)),
            "Licence": s.licence,
            "Attribution": s.attribution,
            "Status": words.capital(s.status),
            "Link": s.url,
            "File’s SHA-256": s.sha256,
        }
        for s in pack.manifest.source
    )


def indicators_page(catalogue: Catalogue) -> str:
    """Return ``docs/indicators.md``: every indicator with how it is made, from the catalogue."""
    lines = [
        "# Indicators",
        "",
        "Made from `data/catalogue` by `python -m het_geo docs`; do not edit by hand.",
    ]
    for block in catalogue.blocks.values():
        lines += ["", f"## {block.label}", "", f"*{block.question}*"]
        for indicator in catalogue.indicators.values():
            if indicator.block == block.id:
                lines += ["", *_entry(indicator, catalogue)]
    return "\n".join([*lines, ""])


def _entry(indicator: Indicator, catalogue: Catalogue) -> list[str]:
    source = catalogue.sources[indicator.source]
    principles = ", ".join(str(number) for number in indicator.principles) or "none"
    lines = [
        f"### {indicator.label} (`{indicator.id}`)",
        "",
        f"{indicator.question} {indicator.subtitle}.",
        "",
        f"* {indicator.kind}, {indicator.unit}, {direction_of(indicator)}; "
        f"{levels(indicator)}; {span(indicator)}",
        f"* Marmot principles: {principles}",
    ]
    if indicator.numerator is not None:
        lines.append(f"* {indicator.numerator_label}, of {indicator.denominator_label}")
    elif indicator.denominator_label:
        lines.append(f"* larger areas: mean weighted by {indicator.denominator_label}")
    lines.append(f"* source: {source.publisher}, [{source.title}]({source.url}) (`{source.id}`)")
    lines += [f"* {caveat.text}" for caveat in catalogue.caveats_of(indicator)]
    return lines + [f"* {text}" for text in told(indicator.breaks)]
