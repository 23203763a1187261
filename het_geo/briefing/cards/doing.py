"""What are we doing about it? The answer that no figure gives: it stands in the register."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from het_geo import dates, words
from het_geo.atlas.atlas import Atlas
from het_geo.briefing.model import Answer, Card, Screen
from het_geo.catalogue.records import Indicator
from het_geo.framework.records import Framework
from het_geo.geography import the
from het_geo.journey.here import Journey
from het_geo.journey.written import WrittenLine, action_line, project_lines
from het_geo.register.rows import STATUS_OF_ACTION, Action
from het_geo.sentences.receipts import Receipt

QUESTION = "What are we doing about it?"
NAMED = 2  # actions, and projects, that an answer names in full
SURE = "As sure as the register is whole. Whether an action works, figures alone cannot tell."
MADE = (
    "What people have entered in the register of the place’s journey: actions on this figure, on "
    "a measure that follows it, or on its principle as a whole; and projects in the area."
)


def with_doing(
    atlas: Atlas, screen: Screen, cards: Sequence[Card], journey: Journey, today: date
) -> tuple[Card, ...]:
    """Return answer cards with what is being done as their last answer.

    A place without a framework has no register to ask: its cards stay as they are.
    """
    framework = journey.framework
    if framework is None:
        return tuple(cards)
    return tuple(
        replace(card, answers=(*card.answers, doing(atlas, card, framework, journey, today)))
        for card in cards
    )


def doing(atlas: Atlas, card: Card, framework: Framework, journey: Journey, today: date) -> Answer:
    """Return what is being done about one figure in one area, as far as it has been entered."""
    indicator = atlas.pack.catalogue.indicators[card.indicator]
    actions = journey.written.actions_about(framework, indicator)
    lines = [action_line(action, framework, today) for action in actions]
    lines.sort(key=lambda line: not line.late)
    held = project_lines(journey.written, atlas.pack.areas, [card.area.code])
    parts = (_actions(atlas, actions, lines), _owners(framework, indicator), _projects(card, held))
    return Answer(
        "doing", QUESTION, " ".join(filter(None, parts)), SURE, _receipt([*lines, *held], today)
    )


def _actions(atlas: Atlas, actions: Sequence[Action], lines: Sequence[WrittenLine]) -> str:
    if not actions:
        place = the(atlas.pack.manifest.name)
        return f"No action that bears on this figure has been entered in {place}’s register yet."
    found = Counter(action.status for action in actions)
    split = words.listed([f"{found[s]} {s}" for s in STATUS_OF_ACTION if found[s]])
    head = f"{words.count_of(len(actions), 'action bears', 'actions bear')} on it: {split}."
    return " ".join((head, *_named(lines)))


def _owners(framework: Framework, indicator: Indicator) -> str:
    """Return who answers for the measures that follow a figure."""
    owners = dict.fromkeys(framework.owner(one) for one in framework.of_indicator(indicator.id))
    if not owners:
        return ""
    draft = " (a draft)" if framework.status else ""
    return f"It is a measure of the journey{draft}, owned by {words.listed(list(owners))}."


def _projects(card: Card, lines: Sequence[WrittenLine]) -> str:
    if not lines:
        return ""
    count = words.count_of(len(lines), "project is", "projects are")
    return " ".join((f"{count} in {card.area.label}.", *_named(lines)))


def _named(lines: Sequence[WrittenLine]) -> list[str]:
    more = len(lines) - NAMED
    rest = [f"And {words.count_of(more, 'other', 'others')}."] if more > 0 else []
    return [*(line.sentence for line in lines[:NAMED]), *rest]


def _receipt(lines: Sequence[WrittenLine], today: date) -> Receipt:
    rows = tuple((line.lead, f"{' '.join(line.text.split())} ({line.tail})") for line in lines)
    day = dates.long_date(today)
    return Receipt(
        rows or (("Entered", "nothing yet"),), (), f"As it stood on {day}.", (), (), MADE
    )
