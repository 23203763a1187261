"""Answer cards: the questions that are asked in the room, answered for any figure of any area."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from het_geo.atlas.atlas import Atlas
from het_geo.atlas.views import IndicatorView
from het_geo.briefing.cards.asked import AreaInView, Said
from het_geo.briefing.cards.change import better, close, inside
from het_geo.briefing.cards.meaning import age, meaning
from het_geo.briefing.cards.standing import chance, compared, worst
from het_geo.briefing.model import Answer, Card
from het_geo.errors import BriefingError
from het_geo.geography import Level
from het_geo.sentences.notes import caveats
from het_geo.sentences.receipts import receipt
from het_geo.words import begun

_MAKERS: dict[str, Callable[[AreaInView], Said]] = {
    "worst": worst,
    "chance": chance,
    "better": better,
    "compared": compared,
    "inside": inside,
    "close": close,
}


def answers(atlas: Atlas, view: IndicatorView, code: str, today: date) -> tuple[Answer, ...]:
    """Return the eight answers about one area in a view.

    Args:
        atlas: the atlas of the pack that the view is of.
        view: an indicator with its ranks (:meth:`Atlas.view`).
        code: an area of the view's level.
        today: the day that the age of the data is counted to.

    Raises:
        BriefingError: the view has no such area.
    """
    if code not in view.table.index:
        raise BriefingError(f"there is no {view.level.one} “{code[:40]}” here")
    asked = AreaInView(atlas, view, code)
    said = {name: make(asked) for name, make in _MAKERS.items()}
    said |= {"age": age(asked, today), "words": meaning(asked)}
    catalogue = atlas.pack.catalogue
    held = caveats(view)
    return tuple(
        Answer(
            name,
            question(name, view),
            begun(found.answer),
            found.sure,
            receipt(view, catalogue, list(found.numbers), list(found.measures), held),
        )
        for name, found in said.items()
    )


def cards(atlas: Atlas, view: IndicatorView, codes: Sequence[str], today: date) -> tuple[Card, ...]:
    """Return the answers about several areas of a view, each area once."""
    return tuple(
        Card(atlas.know.named(code), view.indicator.id, answers(atlas, view, code, today))
        for code in dict.fromkeys(codes)
    )


def question(name: str, view: IndicatorView) -> str:
    """Return a question as it is asked of a kind of area."""
    directed = view.indicator.judged
    whole = view.level == Level.DISTRICT
    return {
        "worst": "Is it the worst?" if directed else "Is it the highest?",
        "chance": "Could it be chance?",
        "better": "Is it getting better?" if directed else "Is it changing?",
        "compared": "Compared with whom?",
        "inside": f"What is inside {view.place if whole else f'the {view.level.one}'}?",
        "close": "What would close it?",
        "age": "How old are the data?",
        "words": "What do these words mean?",
    }[name]
