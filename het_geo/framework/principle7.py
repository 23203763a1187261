"""The plan for principle 7 as data: actions, workforce, and what is not known with whom to ask."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from het_geo.errors import JourneyError
from het_geo.framework.records import Framework
from het_geo.framework.tables import known, made, records, table_of

FILE = "principle7.toml"
SEVENTH = 7
STATES = {"known": "Known to be done", "advised": "Advised", "agreed": "Agreed"}
_LISTS = ("action", "workforce", "blank")


@dataclass(frozen=True)
class SeventhAction:
    """Something that is done or advised: who says so, and the sub-group that owns it ("": none)."""

    id: str
    state: str
    text: str
    source: str
    owner: str = ""


@dataclass(frozen=True)
class OpenQuestion:
    """Something that matters: what is ``known`` of it, or why it is not and whom to ask.

    All three are sentences.
    """

    id: str
    label: str
    known: str = ""
    why: str = ""
    ask: str = ""


@dataclass(frozen=True)
class SeventhPlan:
    """A place's plan for principle 7. ``status`` is said of it until it has been agreed."""

    title: str
    about: str
    status: str
    actions: Mapping[str, SeventhAction]
    workforce: Mapping[str, OpenQuestion]
    blanks: Mapping[str, OpenQuestion]


@dataclass(frozen=True)
class _SeventhHead:
    title: str
    about: str
    status: str


def read_seventh(folder: Path, framework: Framework) -> SeventhPlan | None:
    """Return a place's plan for principle 7; ``None`` where it has none.

    Raises:
        JourneyError: the file is no TOML, has a key, state or sub-group that is not known, or a
            question that is neither answered nor said to be open.
    """
    path = folder / FILE
    if not path.exists():
        return None
    table = table_of(path)
    head = made(_SeventhHead, {k: v for k, v in table.items() if k not in _LISTS}, path.name)
    actions = records(SeventhAction, table, "action", path)
    workforce, blanks = (records(OpenQuestion, table, name, path) for name in _LISTS[1:])
    for action in actions.values():
        where = f"{path.name} [[action]] '{action.id}'"
        known(action.state, STATES, "state", where)
        if action.owner:
            known(action.owner, framework.groups, "owner", where)
    for name, questions in (("workforce", workforce), ("blank", blanks)):
        for question in questions.values():
            _check_question(question, f"{path.name} [[{name}]] '{question.id}'")
    return SeventhPlan(head.title, head.about, head.status, actions, workforce, blanks)


def _check_question(question: OpenQuestion, where: str) -> None:
    is_open = bool(question.why and question.ask)
    if bool(question.known) == is_open or (question.known and (question.why or question.ask)):
        raise JourneyError(
            f"{where}: give it what is 'known', or else 'why' it is not and whom to 'ask'."
        )


def template() -> str:
    """Return the text of a plan for principle 7 that knows nothing yet, for a new place."""
    return (
        "# The plan for principle 7. How it is written: docs/journey-plans.md.\n"
        'title = "Tackle racism, discrimination and their outcomes"\n'
        'about = "To be written by the partners."\n'
        'status = "template: nothing here is agreed"\n'
        '\n[[workforce]]\nid = "makeup"\n'
        'label = "Who works for the partners, by ethnic group and by grade"\n'
        'why = "It has not been put together yet."\n'
        'ask = "Each partner’s personnel service could give it."\n'
        '\n[[blank]]\nid = "residents"\nlabel = "What residents who meet racism want done"\n'
        'why = "Nobody has been asked yet."\nask = "Ask residents and community organisations."\n'
    )
