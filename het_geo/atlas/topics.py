"""Find figures by the words that people use for what they measure."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from enum import Enum

from het_geo.atlas.find import fold
from het_geo.catalogue.records import Indicator
from het_geo.catalogue.topics import Topic
from het_geo.pack.model import Pack

WHOLE = 4  # letters of a word from which its beginning is enough
ENDING = 3  # letters that may stand for an ending that was taken off
FILLING = frozenset({"and", "are", "for", "from", "how", "many", "the", "what", "which", "with"})


class Meets(Enum):
    """How figures meet the words that were asked for, the closest first."""

    TOPIC = "they are what the words stand for"
    NEAR = "no figure is of just that, and these are the nearest"
    CALLED = "their names have the words"
    BEGUN = "their names have words that begin so"
    MENTIONED = "what is said of them has the words"


STANDS_FOR = frozenset({Meets.TOPIC, Meets.NEAR})  # the catalogue itself knows the words


@dataclass(frozen=True)
class Figures:
    """The figures of a pack that a text asks for, the best first; ``near`` says what they count."""

    meets: Meets
    indicators: tuple[str, ...]
    near: str = ""


def figures_for(pack: Pack, text: str) -> Figures | None:
    """Return the figures that a text asks for, by the closest way that there is; ``None`` of none.

    A text is a topic where it is the label of a figure, or an everyday word of the catalogue for
    figures: all of them are named, with those that have the words in their names behind. A short or
    filling word is in too many texts to be looked for. Plurals and capitals do not count.
    """
    held = [i for i in pack.catalogue.indicators.values() if i.id in pack.periods_held]
    asked = _asked(text)
    named = _having(held, asked, _is_word, _names)
    if exact := _exact(pack, held, text):
        return Figures(Meets.TOPIC, tuple(dict.fromkeys([*exact, *named])))
    if near := _topic(pack, text, near=True):
        kept = tuple(i for i in near.indicators if i in pack.periods_held)
        return Figures(Meets.NEAR, kept, near.near)
    for meets, found in (
        (Meets.CALLED, named),
        (Meets.BEGUN, _having(held, asked, _begins, _names)),
        (Meets.MENTIONED, _having(held, asked, _begins, _small_print)),
    ):
        if found:
            return Figures(meets, tuple(found))
    return None


def _exact(pack: Pack, held: Sequence[Indicator], text: str) -> list[str]:
    """Return the figures that a text is the label of, or an everyday word for.

    A topic's own order comes first; of other figures those whose label has the text.
    """
    asked, topic = _words(text), _topic(pack, text, near=False)
    of_topic = [i for i in topic.indicators if i in pack.periods_held] if topic else []
    labelled = [i.id for i in held if _words(i.label) == asked]
    called = [i for i in held if any(_words(word) == asked for word in i.also)]
    called.sort(key=lambda i: fold(text) not in fold(i.label))
    return [*labelled, *of_topic, *(i.id for i in called)] if asked else []


def _topic(pack: Pack, text: str, *, near: bool) -> Topic | None:
    asked = _words(text)
    topics = (t for t in pack.catalogue.topics.values() if t.is_near == near)
    return next((t for t in topics if any(_words(word) == asked for word in t.words)), None)


def _names(indicator: Indicator) -> Iterable[str]:
    """Yield what a figure is called: its label before its everyday words."""
    return (indicator.label, *indicator.also)


def _small_print(indicator: Indicator) -> Iterable[str]:
    return (f"{indicator.label} {indicator.question} {indicator.subtitle}",)


def _having(
    held: Sequence[Indicator],
    asked: Sequence[str],
    meets: Callable[[str, str], bool],
    texts: Callable[[Indicator], Iterable[str]],
) -> list[str]:
    """Return the figures of which a text has all that is asked for; labels before other texts."""
    if not asked:
        return []

    def at(indicator: Indicator) -> int:
        return next((n for n, text in enumerate(texts(indicator)) if _has(asked, text, meets)), -1)

    places = {i.id: at(i) for i in held}
    return sorted((i for i in places if places[i] >= 0), key=lambda i: places[i] > 0)


def _has(asked: Sequence[str], text: str, meets: Callable[[str, str], bool]) -> bool:
    there = fold(text).split()
    return all(any(meets(word, other) for other in there) for word in asked)


def _is_word(asked: str, there: str) -> bool:
    return _one(asked) == _one(there)


def _begins(asked: str, there: str) -> bool:
    """Tell whether a word begins another, or is another form of it: never “housing” “household”.

    >>> _begins("cramp", "cramped"), _begins("smoking", "smoke"), _begins("housing", "household")
    (True, True, False)
    >>> _begins("men", "mental"), _begins("housing", "houses")
    (False, True)
    """
    if len(asked) < WHOLE:
        return _is_word(asked, there)
    stem = asked.removesuffix("ing") if len(asked) - len("ing") >= WHOLE else _one(asked)
    other_form = there.startswith(stem) and len(there) - len(stem) <= ENDING
    return there.startswith(asked) or other_form


def _asked(text: str) -> list[str]:
    """Return the words of a text that are looked for."""
    words = fold(text).split()
    return [word for word in words if word not in FILLING and len(word) > 2 and word.isalpha()]


def _words(text: str) -> tuple[str, ...]:
    """Return the words of a text, each without the mark of its plural.

    >>> _words("Knife crimes")
    ('knife', 'crime')
    """
    return tuple(_one(word) for word in fold(text).split())


def _one(word: str) -> str:
    """Return a word as of one thing: “schools” is “school”, “gas” and “illness” stay.

    >>> [_one(word) for word in ("schools", "gas", "illness")]
    ['school', 'gas', 'illness']
    """
    plural = word.endswith("s") and not word.endswith("ss") and len(word) > WHOLE
    return word[:-1] if plural else word
