"""What it would take: the gaps that a briefing told, counted in people, on one screen."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from het_geo import phrases, words
from het_geo.atlas.atlas import Atlas
from het_geo.atlas.views import IndicatorView
from het_geo.briefing.audience import said
from het_geo.briefing.drawings import columns_picture
from het_geo.briefing.model import Audience, Link, Screen
from het_geo.briefing.screens.closing import KEEP, gaps_here
from het_geo.briefing.wording import fitting
from het_geo.document import Drawing
from het_geo.document.table import text_table
from het_geo.errors import BriefingError
from het_geo.geography import Level
from het_geo.sentences.gaps import best_areas
from het_geo.sentences.headlines import figure

TITLE = "What it would take, across building blocks"
EACH = (
    "Each line stands alone: one person or household can be counted in several, so they are not to "
    "be added up."
)
UNSURE = "No margin of error is known."


class PeopleRow(NamedTuple):
    """One gap: its figure, the people it would take, and the level they would lead to."""

    view: IndicatorView
    people: str
    level: str
    margined: bool

    def text(self, block: str) -> str:
        """Return what the people are counted in, and the level with its period, in a sentence."""
        sure = "" if self.margined else f" {UNSURE}"
        of = f"{block}: {phrases.small(self.view.indicator.label)}"
        return f"{of}, to {self.level}, {self.view.period.said}.{sure}"


def together(atlas: Atlas, audience: Audience, picks: Sequence[tuple[str, Level]]) -> Screen:
    """Return the people that it would take to close each of some gaps, a line each.

    Raises:
        BriefingError: no gap of these can be counted in people.
    """
    rows = together_rows(atlas, audience, picks)
    if not rows:
        raise BriefingError("what closing the gaps would take cannot be counted in people here")
    headline = _headline(atlas, audience, rows)
    blocks = atlas.pack.catalogue.blocks
    lines = [(row.people, row.text(blocks[row.view.indicator.block].label)) for row in rows]
    code = ",".join(audience.codes)
    return Screen(
        id="closing",
        kind="closing",
        title=TITLE,
        indicator="",
        level=str(rows[0].view.level),
        areas=audience.codes or (atlas.pack.district,),
        headline=headline,
        drawing=Drawing(TITLE, columns_picture(lines, headline), form="words"),
        table=text_table(TITLE, ("What it would take", "In which figure, to which level"), lines),
        source=f"The het_geo pack of {atlas.district.label}, {atlas.pack.manifest.version}.",
        notes=(EACH, KEEP),
        cards=(),
        links=(Link("principles", {"area": code} if code else {}),),
    )


def together_rows(
    atlas: Atlas, audience: Audience, picks: Sequence[tuple[str, Level]]
) -> list[PeopleRow]:
    """Return a row for each gap that can be counted in people.

    Of areas, to England's level; of the place, for every area to be at that of the best areas.
    """
    views = [atlas.newest(name, level) for name, level in picks if level != Level.DISTRICT]
    found = (_areas(atlas, audience, v) if audience.codes else _place(atlas, v) for v in views)
    return [row for row in found if row]


def _place(atlas: Atlas, view: IndicatorView) -> PeopleRow | None:
    found = atlas.lenses(view.indicator.id, view.level).people
    if found.value is None or words.rounded(found.value, 0) <= 0:
        return None
    more = "more" if view.indicator.judged_polarity > 0 else "fewer"
    people = f"{words.number(found.value, 0)} {more} {view.indicator.numerator_label}"
    level = f"the level of {best_areas(view)} ({figure(view, found.best or 0.0)})"
    return PeopleRow(view, people, level, found.lower is not None)


def _areas(atlas: Atlas, audience: Audience, view: IndicatorView) -> PeopleRow | None:
    there = view.benchmark(Level.COUNTRY).name
    gaps = [gap for code in audience.codes for gap in gaps_here(atlas, view, code)]
    gaps = [gap for gap in gaps if gap.towards == there]
    if not gaps:
        return None
    people = f"{words.number(sum(gap.people for gap in gaps), 0)} {gaps[0].people_label}"
    level = f"{there}’s level ({gaps[0].written})"
    return PeopleRow(view, people, level, all(gap.margined for gap in gaps))


def _headline(atlas: Atlas, audience: Audience, rows: Sequence[PeopleRow]) -> str:
    """Return as many of the counts as a headline has room for, in how many figures, and of when.

    Last come those that only say what they count beside their figure's name.
    """
    many, count = rows[0].view.level.many, len(audience.codes)
    who = said(atlas, audience) if count == 1 else f"these {count} {many}"
    goal = f"{who} would be at England’s level"
    if not count:
        goal = f"every {rows[0].view.level.one} would be at the level of {best_areas(rows[0].view)}"
    goal += " in this figure" if len(rows) == 1 else f" in these {len(rows)} figures"  # in no other
    years = sorted(row.view.period.end.year for row in rows)
    when = f"{years[0]} to {years[-1]}" if years[0] < years[-1] else str(years[0])
    people = sorted((row.people for row in rows), key=lambda text: " such " in text)
    short = [
        words.listed([*people[:shown], _others(len(people) - shown)])
        for shown in range(len(people) - 1, 0, -1)
    ]
    listed = [words.listed(people), *short]
    last = f"With the changes shown, each counted in people, {goal} ({when})."
    return fitting(*(f"With {text}, {goal} ({when})." for text in listed), last)


def _others(count: int) -> str:
    return f"{words.count_of(count, 'more gap', 'more gaps')} closed"
