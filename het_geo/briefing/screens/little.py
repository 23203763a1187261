"""A principle or group of which little can be said here: said once, with its neighbours."""

from __future__ import annotations

from collections import Counter

from het_geo import words
from het_geo.atlas.atlas import Atlas
from het_geo.atlas.gaps.principle import EVERYONE
from het_geo.atlas.reading import is_shown
from het_geo.briefing.audience import is_candidate, is_in, level_of
from het_geo.briefing.drawings import columns_picture
from het_geo.briefing.model import Audience, Link, Screen
from het_geo.briefing.screens.setting import counts_of
from het_geo.briefing.wording import fitting
from het_geo.catalogue.records import Indicator
from het_geo.document import Drawing
from het_geo.document.table import text_table
from het_geo.geography import Level

NEIGHBOURS = 3  # principles to look at instead


def little(atlas: Atlas, audience: Audience) -> Screen:
    """Return how few figures of a principle or group reach these areas, and where there are more.

    For an audience without either, of all figures.
    """
    level, name = level_of(atlas, audience), _name(atlas, audience)
    held = _held(atlas, audience)
    reach = [i for i in held if is_shown(atlas.pack, i, level)]
    compared = comparable(atlas, audience)
    figures = words.count_of(len(held), "figure", "figures")
    few = f"{words.capital(name)} can tell little here"
    of = f"of its {figures}, {_reach(len(reach), len(held))} {level.many}"
    sure = f"{compared or 'none'} can be called better or worse than England’s"
    headline = fitting(f"{few}: {of}, and {sure}.", f"{few}: {of}.", f"{few}.")
    rows = [
        (f"Principle {number}: {atlas.pack.catalogue.principles[number].label}", _figures(count))
        for number, count in neighbours(atlas, audience)
    ]
    title = "Where more is known"
    return Screen(
        id="little",
        kind="little",
        title=title,
        indicator="",
        level=str(level),
        areas=audience.codes or (atlas.pack.district,),
        headline=headline,
        drawing=Drawing(title, columns_picture(rows, headline), form="words"),
        table=text_table(title, ("Marmot principle", "Figures to compare"), rows),
        source=f"The het_geo pack of {atlas.district.label}, {atlas.pack.manifest.version}.",
        notes=(
            "Shown beside it: principles that share figures with this one.",
            "Do not say: there is no inequality, where there is no figure.",
        ),
        cards=(),
        links=tuple(_link(audience, number) for number, _ in neighbours(atlas, audience)),
    )


def neighbours(atlas: Atlas, audience: Audience) -> list[tuple[int, int]]:
    """Return principles that share figures with an audience's, and how many each can compare.

    Those that share most come first, then those that can compare most; a figure of all principles
    is shared by none. Principles that can compare no more than the audience's own are not offered.
    """
    others = [n for n in atlas.pack.catalogue.principles if n not in (audience.principle, EVERYONE)]
    shared = Counter(n for i in _held(atlas, audience) for n in i.principles)
    counts = {n: comparable(atlas, Audience(audience.codes, n)) for n in others}
    own = comparable(atlas, audience)
    order = sorted(others, key=lambda n: (-shared[n], -counts[n], n))
    return [(n, counts[n]) for n in order if counts[n] > own][:NEIGHBOURS]


def comparable(atlas: Atlas, audience: Audience) -> int:
    """Return how many figures of an audience's areas are worse, similar or better than England's.

    Of several areas, those that can be compared for any; for the place, those of its wards.
    """
    level = level_of(atlas, audience)
    codes = audience.codes or atlas.pack.codes(Level.WARD)
    columns = [c for c in atlas.newest_views(level).values() if is_candidate(c.indicator, audience)]
    return sum(any(sum(counts_of([column], code)) for code in codes) for column in columns)


def _held(atlas: Atlas, audience: Audience) -> list[Indicator]:
    """Return the judged figures of an audience's principle and group that the pack holds."""
    indicators = atlas.pack.catalogue.indicators.values()
    held = [i for i in indicators if i.id in atlas.pack.periods_held and is_in(i, audience)]
    return [i for i in held if i.judged and not i.partition]


def _name(atlas: Atlas, audience: Audience) -> str:
    if audience.principle:
        return f"Marmot principle {audience.principle}"
    groups = atlas.pack.catalogue.subgroups
    return f"“{groups[audience.subgroup].label}”" if audience.subgroup else "this briefing"


def _reach(some: int, of: int) -> str:
    if some == of:
        return "all reach" if of > 1 else "it reaches"
    return f"{some or 'none'} reach{'es' if some == 1 else ''}"


def _figures(count: int) -> str:
    figures = words.count_of(count, "figure", "figures")
    return f"{figures} can be called better or worse than England’s"


def _link(audience: Audience, number: int) -> Link:
    area = {"area": ",".join(audience.codes)} if audience.codes else {}
    return Link("briefing", {**area, "principle": str(number)})
