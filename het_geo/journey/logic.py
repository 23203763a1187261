"""A sub-group's plan as a document: picture, the same as a list, its chains and assumptions."""

from __future__ import annotations

from datetime import date

from het_geo import phrases, words
from het_geo.blank import Blank
from het_geo.catalogue.records import Catalogue
from het_geo.document import Document, Drawing, Item, Items, Section, Text, items_of
from het_geo.document.table import Table, TableColumn, TableGroup, TableRow
from het_geo.framework.logic import LogicBox, LogicModel
from het_geo.framework.records import Framework
from het_geo.pack.model import Pack
from het_geo.pictures.logic_layout import numbered
from het_geo.pictures.logic_model import logic_picture
from het_geo.pictures.svg import PAGE, PAPER, TELEPHONE
from het_geo.sentences.plans import UNMEASURED, chain_said, chains_said, heading, state

NO_MEASURE = Blank(UNMEASURED.lower(), "no measure of the framework is tied to this box")
LAST = Blank("the end", "a chain ends here")


def measure_names(framework: Framework, catalogue: Catalogue) -> dict[str, str]:
    """Return what each measure of a framework is called, by its id."""
    return {
        measure.id: framework.local[measure.local].label
        if measure.local
        else catalogue.indicators[measure.indicator].label
        for measure in framework.measures.values()
    }


def plan_sections(
    model: LogicModel, framework: Framework, catalogue: Catalogue, *, paper: bool = False
) -> tuple[Section, ...]:
    """Return a plan as a chapter: what it is, its picture, the same as a table, its chains.

    Args:
        model: the plan.
        framework: of the same place: its measures are named.
        catalogue: whose indicators they are.
        paper: whether it is for paper, which needs no narrow form.
    """
    names, numbers = measure_names(framework, catalogue), numbered(model)
    narrow = None if paper else logic_picture(model, names, TELEPHONE)
    wide = logic_picture(model, names, PAPER if paper else PAGE)
    title = plan_title(model)
    told = sorted((chain_said(c, numbers, names), state(c)) for c in model.chains)
    chains = Items(tuple(Item(ends, said) for said, ends in told), small=True)
    found = [
        Section(title, (*_head(model), Drawing(title, wide, narrow)), opening=True),
        Section(f"{model.title}: each box", (plan_table(model, names),), level=3),
        Section("Which chains end in a measure", (Text(chains_said(model)), chains), level=3),
    ]
    if model.assumptions:
        found.append(Section("What it assumes", (items_of(model.assumptions),), level=3))
    return tuple(found)


def plan_title(model: LogicModel) -> str:
    """Return a plan's title: what it is of, and what kind of plan it is."""
    return f"{model.title}: {model.kind.name}"


def _head(model: LogicModel) -> tuple[Text, ...]:
    status = (Text(f"{words.capital(model.status)}.", "note"),) if model.status else ()
    return (*status, Text(model.about))


def plan_table(model: LogicModel, names: dict[str, str]) -> Table:
    """Return every box in reading order: where it leads, and what measures it."""
    numbers = numbered(model)

    def row(box: LogicBox) -> TableRow:
        onward = [number for name, number in numbers.items() if name in box.leads_to]
        measure = names[box.measure] if box.measure else NO_MEASURE
        return TableRow(
            f"{numbers[box.id]} {box.text}", "", (words.listed(onward) or LAST, measure)
        )

    groups = tuple(
        TableGroup(
            heading(model, column),
            tuple(row(model.boxes[own]) for own in numbers if model.boxes[own].column == column),
        )
        for column in model.kind.read
    )
    heads = (("Box", 6.0), ("Leads to", 1.5), ("Measured by", 2.5))
    columns = tuple(TableColumn(head, wide, number=False) for head, wide in heads)
    return Table(f"{plan_title(model)}, box by box", columns, groups)


def plan_document(
    model: LogicModel, framework: Framework, pack: Pack, today: date, *, paper: bool = False
) -> Document:
    """Return a plan as a document of its own; see :func:`plan_sections`."""
    made = phrases.made(pack.manifest.version, today)
    return Document(
        plan_title(model),
        f"{pack.title}. {chains_said(model)}",
        made,
        f"{plan_title(model)}. {made}",
        plan_sections(model, framework, pack.catalogue, paper=paper),
    )
