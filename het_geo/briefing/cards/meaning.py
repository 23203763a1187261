"""How old are the data? What do these words mean?"""

from __future__ import annotations

from datetime import date

from het_geo import dates
from het_geo.briefing.cards.asked import AreaInView, Said
from het_geo.compare import AGE
from het_geo.geography import Level
from het_geo.profiles.notes import WORDS
from het_geo.sentences.ages import newer_of, newer_told, told
from het_geo.sentences.receipts import Number


def age(asked: AreaInView, today: date) -> Said:
    """Return what time the figures are of, how long ago that is, and what to know of it."""
    view = asked.view
    newest = asked.atlas.newest(view.indicator.id, view.level).period
    said = f"The figures are for {told(view.period, today)}."
    if newest != view.period:
        said += f" Newer ones are held, for {newest.label}."
    else:
        said += " No newer ones are held here."
    said = f"{said} {newer_told(newer_of(asked.atlas.pack.catalogue, view.indicator))}".rstrip()
    held = view.caveats
    dated = [caveat.text for caveat in held if caveat.dated]
    if dated:
        said += f" {dated[0]}"
    numbers: list[Number] = [("Period", view.period.label)]
    for source in view.sources:
        numbers.append((source.title, f"{source.publisher}; covers {dates.period(source.period)}"))
    numbers.append(("Day of publication", "not recorded in this pack"))
    numbers.append(("Counted to", dates.long_date(today)))
    sure = "The period is the publisher’s; the day of publication is not recorded in this pack."
    return Said(said, sure, tuple(numbers))


def meaning(asked: AreaInView) -> Said:
    """Return what the figure is, and the words used of it here with their meanings."""
    view, indicator = asked.view, asked.view.indicator
    direction = {
        -1: "A higher figure is worse.",
        1: "A higher figure is better.",
        0: "Neither high nor low is better.",
    }[indicator.judged_polarity]
    if indicator.follows_age:
        direction = f"It is called higher or lower alone: {AGE}."
    what = indicator.subtitle.rstrip(".")
    said = (
        f"“{indicator.label}”: {what}. {direction}" if what else f"“{indicator.label}”. {direction}"
    )
    used = {
        "neighbourhood": True,
        "best fit": view.level == Level.WARD,
        "benchmark": True,
        "95 % interval": asked.limited,
        "better, similar, worse": asked.limited and indicator.judged,
        "rank interval": view.ranked,
        "national percentile": asked.figure.percentile == asked.figure.percentile,
        "recent trend": True,
        "apportioned": asked.figure.status == "apportioned",
        "mixed": asked.figure.status == "mixed",
    }
    meanings = WORDS | {"benchmark": _benchmarks(asked)}
    numbers = tuple((word, meanings[word]) for word in WORDS if used.get(word))
    measures = (*asked.measures, *(("rank_interval",) if view.ranked else ()), "recent_trend")
    return Said(said, "These are definitions, not estimates.", numbers, measures)


def _benchmarks(asked: AreaInView) -> str:
    names = ", ".join(b.name for b in asked.view.benchmarks)
    return f"the area compared with: {names}"
