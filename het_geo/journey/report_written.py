"""What people have written, as a section of the report: advice, actions, tests, projects."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from het_geo import words
from het_geo.blank import Blank
from het_geo.document import Drawing, Item, Items, Part, Section, Text
from het_geo.document.table import Table, TableColumn, TableGroup, TableRow
from het_geo.framework.records import Framework
from het_geo.journey.projects import project_map
from het_geo.journey.written import (
    OPEN,
    Written,
    WrittenLine,
    action_line,
    change_test_line,
    review_line,
    value_line,
)
from het_geo.pack.model import Pack
from het_geo.register.rows import Action

TITLE = "What was advised, what is done, what was tried"
NO_ACTION = "No action has been entered yet"
OTHER = "Actions that follow from no recommendation"
COLUMNS = (
    TableColumn("Recommendation, and the actions that follow from it", 6, number=False),
    TableColumn("Status", 2, number=False),
    TableColumn("Who owns it, and by when", 4, number=False),
)


def written_section(
    pack: Pack,
    framework: Framework,
    written: Written,
    today: date,
    names: Mapping[str, str],
) -> Section:
    """Return all that is written of a place; what there is none of is said in one sentence.

    ``names`` are those of measures, by id.
    """
    return Section(TITLE, tuple(_parts(pack, framework, written, today, names)))


def projects_section(pack: Pack, framework: Framework, written: Written) -> Iterable[Section]:
    """Return where the projects are, on a map; none where no project names an area."""
    held = project_map(pack, written.projects)
    picture = held.picture(pack)
    if picture is not None:
        title = f"{framework.projects} on the map"
        yield Section(title, (Text(held.said), Drawing(title, picture)), level=3)


def _parts(
    pack: Pack,
    framework: Framework,
    written: Written,
    today: date,
    names: Mapping[str, str],
) -> Iterable[Part]:
    groups = [*_advised(framework), *_recommended(framework, written, today)]
    if groups:
        yield Table("Recommendations and their actions", COLUMNS, tuple(groups))
    held = project_map(pack, written.projects)
    lists = {
        "Figures entered by hand": [value_line(v, framework) for v in written.values],
        "Reviews": [review_line(r, framework, names) for r in written.reviews],
        "Tests of change": [change_test_line(t, framework) for t in written.tests],
        framework.projects: list(held.lines),
    }
    for title, lines in lists.items():
        if lines:
            yield Items(tuple(map(_item, lines)), title=title)
    missing = [
        "projects" if title == framework.projects else title.lower()
        for title, lines in lists.items()
        if not lines
    ]
    if not written.actions:
        missing.insert(0, "actions")
    if missing:
        listed = f"{', '.join(missing[:-1])} and {missing[-1]}" if missing[1:] else missing[0]
        yield Text(f"Not entered yet: {listed}.", "note")


def _advised(framework: Framework) -> Iterable[TableGroup]:
    """Return what was published for the place, principle by principle."""
    rows = tuple(
        TableRow(
            f"{one.text.rstrip('.')} (principle {one.principle})",
            "",
            ("Published", f"{framework.groups[one.owner].label} (proposed)"),
        )
        for one in framework.advice.values()
    )
    sources = "; ".join(dict.fromkeys(one.source for one in framework.advice.values()))
    if rows:
        yield TableGroup(sources, rows)


def _recommended(framework: Framework, written: Written, today: date) -> Iterable[TableGroup]:
    for one in written.recommendations:
        mark = " (example)" if one.example else ""
        about = f"principle {one.principle}, {one.status}; {one.source}"
        label = f"{one.text.rstrip('.')}{mark} ({about})"
        own = _rows(written.actions_of(one.id), framework, today)
        none = TableRow(NO_ACTION, "", ("", Blank("nobody yet")))
        yield TableGroup(label, own or (none,))
    known = {one.id for one in written.recommendations}
    others = [action for action in written.actions if action.recommendation not in known]
    if others:
        yield TableGroup(OTHER, _rows(others, framework, today))


def _rows(actions: Sequence[Action], framework: Framework, today: date) -> tuple[TableRow, ...]:
    """Return actions: the overdue first, then what is still to be done, by its day."""
    ordered = sorted(actions, key=lambda a: (a.status not in OPEN, a.due or date.max))
    lines = (action_line(action, framework, today) for action in ordered)
    return tuple(
        TableRow(f"{line.text}{_example(line)}", "", (line.lead, line.tail)) for line in lines
    )


def _example(line: WrittenLine) -> str:
    return " (example)" if line.example else ""


def _item(line: WrittenLine) -> Item:
    links = (("Evidence", line.link),) if line.link else ()
    tail = f" {words.capital(line.tail.rstrip('.'))}." if line.tail else ""
    return Item(f"{line.lead}.", f"{line.said}{_example(line)}.{tail}", links=links)
