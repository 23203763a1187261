"""What a person chooses a profile from: every ward with a line on how its building blocks stand."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from het_geo import words
from het_geo.atlas.atlas import Atlas
from het_geo.atlas.leads import leads
from het_geo.atlas.views import IndicatorView
from het_geo.compare import Verdict
from het_geo.geography import Level

SIDES = (Verdict.WORSE, Verdict.BETTER)
HOW = (
    "Worse and better than England: the building blocks of health whose figure has its whole 95% "
    "interval on that side. Each block has one figure; one without a margin of error is not named."
)
PEOPLE = "population"  # the indicator that says how many people live in an area
NONE, UNFITTED = "none", "no figures: no neighbourhood has most of its people there"


@dataclass(frozen=True)
class ToChoose:
    """A ward to choose: its name, its people, and which building blocks stand worse and better."""

    code: str
    label: str
    people: str
    worse: str
    better: str


def wards_of(atlas: Atlas) -> tuple[ToChoose, ...]:
    """Return every ward of a place with its line, in the pack's order."""
    return atlas.keep(("wards to choose",), lambda: tuple(_lines(atlas)))


def _lines(atlas: Atlas) -> Iterator[ToChoose]:
    judged = {
        atlas.pack.catalogue.blocks[block].label.lower(): view
        for block, view in leads(atlas, Level.WARD).items()
        if view.chosen.level == Level.COUNTRY
    }
    people = atlas.newest_views(Level.WARD).get(PEOPLE)
    for code in atlas.know.wards:
        if atlas.know.overlapped_by[code]:
            yield ToChoose(code, atlas.know.labels[code], "", UNFITTED, "")
            continue
        worse, better = (_blocks(judged, code, side) for side in SIDES)
        count = people.figures[code].value if people else atlas.know.population[code]
        yield ToChoose(code, atlas.know.labels[code], words.number(count, 0), worse, better)


def _blocks(judged: dict[str, IndicatorView], code: str, side: Verdict) -> str:
    held = [label for label, view in judged.items() if view.verdicts.get(code) == side]
    return words.listed(held) or NONE
