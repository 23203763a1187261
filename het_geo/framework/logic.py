"""Logic models and driver diagrams as data: boxes in columns, and what leads to what."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from pathlib import Path

from het_geo.errors import JourneyError
from het_geo.framework.records import Framework
from het_geo.framework.tables import known, made, records, table_of

LONGEST = 160  # letters of a box: more is no longer read in a column
MOST_CHAINS = 200  # more can be read by nobody


@dataclass(frozen=True)
class PlanKind:
    """A kind of plan: the folder it lies in, its name, and its columns in their order.

    A column leads to later ones. Chains begin in the column ``starts``. One that is drawn
    ``from_the_end`` has its last column on the left, as driver diagrams have their aim.
    """

    folder: str
    name: str
    columns: Mapping[str, str]
    starts: str
    from_the_end: bool = False

    def place(self, column: str) -> int:
        """Return which column one is, from 0."""
        return list(self.columns).index(column)

    @property
    def read(self) -> list[str]:
        """The columns as they are drawn and read, from the left."""
        return list(self.columns)[:: -1 if self.from_the_end else 1]


LOGIC = PlanKind(
    "logic",
    "logic model",
    {
        "input": "Inputs",
        "activity": "Activities",
        "output": "Outputs",
        "outcome": "Outcomes",
        "impact": "Impact",
    },
    starts="activity",
)
DRIVERS = PlanKind(
    "drivers",
    "driver diagram",
    {
        "idea": "Change ideas",
        "secondary": "Secondary drivers",
        "primary": "Primary drivers",
        "aim": "Aim",
    },
    starts="idea",
    from_the_end=True,
)


@dataclass(frozen=True)
class LogicBox:
    """A box: its column, its words, the boxes it leads to, and the measure that is tied to it."""

    id: str
    column: str
    text: str
    leads_to: tuple[str, ...] = ()
    measure: str = ""


@dataclass(frozen=True)
class Chain:
    """Boxes from the first column of chains to the last box, each leading to the next."""

    boxes: tuple[LogicBox, ...]

    @property
    def ends_in_measure(self) -> bool:
        """Whether a measure is tied to its last box."""
        return bool(self.boxes[-1].measure)

    @property
    def measures(self) -> tuple[str, ...]:
        """The measures that are tied to its boxes, in their order, each once."""
        return tuple(dict.fromkeys(box.measure for box in self.boxes if box.measure))


@dataclass(frozen=True)
class LogicModel:
    """A sub-group's plan. ``status`` is what is said of it until it has been agreed."""

    kind: PlanKind
    group: str
    title: str
    about: str
    status: str
    boxes: Mapping[str, LogicBox]
    assumptions: tuple[str, ...] = ()

    def in_column(self, column: str) -> list[LogicBox]:
        """Return the boxes of a column, in the order of the file."""
        return [box for box in self.boxes.values() if box.column == column]

    @cached_property
    def chains(self) -> tuple[Chain, ...]:
        """Every chain, in the order of the file."""
        starts = self.in_column(self.kind.starts)
        return tuple(Chain(boxes) for box in starts for boxes in self._from(box))

    @cached_property
    def measured(self) -> frozenset[tuple[str, str]]:
        """The links (ids) that stand on a chain with a measure, or lead into such a chain."""
        along = [chain.boxes for chain in self.chains if chain.measures]
        inside = {(a.id, b.id) for boxes in along for a, b in pairwise(boxes)}
        held = {box.id for boxes in along for box in boxes}
        first = self.kind.place(self.kind.starts)
        before = [box for box in self.boxes.values() if self.kind.place(box.column) < first]
        return frozenset(inside | {(b.id, to) for b in before for to in b.leads_to if to in held})

    def _from(self, box: LogicBox) -> Iterator[tuple[LogicBox, ...]]:
        if not box.leads_to:
            yield (box,)
        for name in box.leads_to:
            yield from ((box, *rest) for rest in self._from(self.boxes[name]))


@dataclass(frozen=True)
class _PlanHead:
    title: str
    about: str
    status: str
    assumptions: tuple[str, ...] = ()


def read_plans(folder: Path, framework: Framework, kind: PlanKind) -> dict[str, LogicModel]:
    """Return a place's plans of a kind by their sub-groups, in the order of its framework.

    Args:
        folder: where the place's framework stands (``data/journey/<place>``); the plans stand in
            the kind's own folder below it, a file a sub-group.
        framework: whose sub-groups and measures they name.
        kind: :data:`LOGIC` or :data:`DRIVERS`.

    Raises:
        JourneyError: a file is no TOML, has a key, group, column, box or measure that is not
            known, or a box that leads nowhere, back, or that no chain reaches.
    """
    paths = {path.stem: path for path in (folder / kind.folder).glob("*.toml")}
    for name, path in sorted(paths.items()):
        known(name, framework.groups, "sub-group", f"{kind.folder}/{path.name}")
    return {
        name: read_plan(paths[name], framework, kind) for name in framework.groups if name in paths
    }


def read_plan(path: Path, framework: Framework, kind: PlanKind) -> LogicModel:
    """Return the plan of one file, which has the name of its sub-group; see :func:`read_plans`.

    Raises:
        JourneyError: the file has no box, or says what :func:`read_plans` refuses.
    """
    table = table_of(path)
    head = made(_PlanHead, {k: v for k, v in table.items() if k != "box"}, path.name)
    boxes = records(LogicBox, table, "box", path)
    parts = (head.title, head.about, head.status, boxes, head.assumptions)
    model = LogicModel(kind, path.stem, *parts)
    if not boxes:
        raise JourneyError(f"{path.name}: it has no [[box]]. Add one to each column.")
    for box in boxes.values():
        _check_box(box, model, framework, f"{path.name} [[box]] '{box.id}'")
    _check_chains(model, path.name)
    return model


def _check_box(box: LogicBox, model: LogicModel, framework: Framework, where: str) -> None:
    kind = model.kind
    known(box.column, kind.columns, "column", where)
    if not 0 < len(box.text.strip()) <= LONGEST:
        raise JourneyError(f"{where}: its text must have 1 to {LONGEST} letters. Say it shorter.")
    if box.measure:
        known(box.measure, framework.measures, "measure", where)
    last = list(kind.columns)[-1]
    if bool(box.leads_to) == (box.column == last):
        what = "leads on" if box.leads_to else "leads nowhere"
        raise JourneyError(f"{where}: it {what}. Every box but those of '{last}' leads to a later.")
    if len(set(box.leads_to)) < len(box.leads_to):
        raise JourneyError(f"{where}: 'leads_to' names a box twice. Name it once.")
    for name in box.leads_to:
        known(name, model.boxes, "box", where)
        there = model.boxes[name].column
        known(there, kind.columns, "column", where)
        if kind.place(there) <= kind.place(box.column):
            raise JourneyError(
                f"{where}: it leads back to '{name}' ({there}), so that chains could run in "
                f"circles. Lead it to a column after '{box.column}'."
            )


def _check_chains(model: LogicModel, file: str) -> None:
    """Refuse boxes that no chain reaches, and more chains than can be read."""
    ways: dict[str, int] = {}  # how many chains lead to a box
    columns = list(model.kind.columns)
    for column in columns[model.kind.place(model.kind.starts) :]:
        for box in model.in_column(column):
            if column == model.kind.starts:
                ways[box.id] = 1
            if box.id not in ways:
                raise JourneyError(
                    f"{file} [[box]] '{box.id}': no chain from '{model.kind.starts}' leads to it. "
                    "Name it in the 'leads_to' of what brings it about."
                )
            for name in box.leads_to:
                ways[name] = ways.get(name, 0) + ways[box.id]
    many = sum(ways.get(box.id, 0) for box in model.in_column(columns[-1]))
    if not many:
        raise JourneyError(f"{file}: no chain leads from '{model.kind.starts}' to '{columns[-1]}'.")
    if many > MOST_CHAINS:
        raise JourneyError(f"{file}: it has {many} chains, more than {MOST_CHAINS}. Split it.")


def template(kind: PlanKind) -> str:
    """Return the text of a plan that holds nothing yet, for a new place to fill in."""
    columns = list(kind.columns)
    head = (
        f"# A {kind.name} of the sub-group that this file is named after. How it is written:\n"
        "# docs/journey-plans.md.\n"
        'title = "To be named by the sub-group"\n'
        'about = "To be written by the sub-group."\n'
        'status = "template: nothing here is agreed"\n'
        "assumptions = []\n"
    )
    boxes = (
        f'\n[[box]]\nid = "{own}_1"\ncolumn = "{own}"\ntext = "To be agreed by the sub-group"\n'
        + (f'leads_to = ["{after}_1"]\n' if after else "")
        for own, after in zip(columns, [*columns[1:], ""], strict=True)
    )
    return head + "".join(boxes)
