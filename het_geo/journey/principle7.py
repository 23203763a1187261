"""The plan for principle 7 as a document: exposure beside actions, workforce and honest blanks."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

import pandas as pd

from het_geo import phrases, words
from het_geo.apart import no_ratio
from het_geo.atlas.atlas import Atlas
from het_geo.atlas.gaps.principle import blanks_of
from het_geo.blank import Blank
from het_geo.catalogue.records import Indicator
from het_geo.document import Document, Item, Items, Part, Section, Text
from het_geo.document.table import Table, TableColumn, TableGroup, TableRow
from het_geo.framework.principle7 import SEVENTH, STATES, OpenQuestion, SeventhPlan
from het_geo.framework.records import TIERS, Framework
from het_geo.geography import Level
from het_geo.journey.logic import measure_names
from het_geo.journey.model import Followed
from het_geo.journey.said import stands
from het_geo.sentences.where import EXPOSURES, group_name

NOT_KNOWN = f"What is not known about principle {SEVENTH}"
MOST = 12  # rows: the most uneven figures; all of them stand on Principles
NO_GROUPS = "No counts of people by ethnic group are held for this place, so no exposure is told."
NO_MEASURES = "No measure of the framework bears on this principle."
_HIGHER = {-1: "worse", 0: "neither", 1: "better"}


def seventh_sections(
    atlas: Atlas, plan: SeventhPlan, framework: Framework, followed: Sequence[Followed] = ()
) -> tuple[Section, ...]:
    """Return the plan as sections: what it is, exposure, actions, measures, workforce, blanks.

    Args:
        atlas: of the place: exposure comes from it.
        plan: what the place has written.
        framework: of the same place: sub-groups, measures.
        followed: its measures as they stand; without them they are named alone.
    """
    about = [Text(plan.about)]
    if plan.status:
        about.insert(0, Text(f"{words.capital(plan.status)}.", "note"))
    title = f"Principle {SEVENTH}: {plan.title}"
    return (
        Section(title, tuple(about), opening=True),
        Section("Whose places: exposure by ethnic group", _exposure(atlas), level=3),
        Section("What is done, and what is advised", (_actions(plan, framework),), level=3),
        Section("How it is followed", (_measures(atlas, framework, followed),), level=3),
        Section("The workforce of the partners", (_questions(plan.workforce.values()),), level=3),
        Section(NOT_KNOWN, (_questions(_blanks(atlas, plan)),), level=3),
    )


def seventh_document(
    atlas: Atlas,
    plan: SeventhPlan,
    framework: Framework,
    today: date,
    followed: Sequence[Followed] = (),
) -> Document:
    """Return the plan as a document of its own; see :func:`seventh_sections`."""
    pack = atlas.pack
    made = phrases.made(pack.manifest.version, today)
    title = f"{pack.title}: principle {SEVENTH}"
    sections = seventh_sections(atlas, plan, framework, followed)
    return Document(title, plan.title, made, f"{title}. {made}", sections)


def _actions(plan: SeventhPlan, framework: Framework) -> Part:
    """Return what is done and advised, and what the framework holds as advice for the principle."""
    own = [
        Item(f"{STATES[a.state]}.", a.text, tail=_by(a.source, a.owner, framework))
        for a in plan.actions.values()
    ]
    advised = [
        Item(f"{STATES['advised']}.", a.text, tail=_by(a.source, a.owner, framework))
        for a in framework.advice.values()
        if a.principle == SEVENTH
    ]
    found = (*own, *advised)
    return Items(found) if found else Text("No action is known yet.")


def _by(source: str, owner: str, framework: Framework) -> str:
    who = framework.groups[owner].label if owner else "no sub-group yet"
    return f" Owner: {who}. Source: {source}."


def _measures(atlas: Atlas, framework: Framework, followed: Sequence[Followed]) -> Part:
    """Return the principle's measures: who owns each, and where it stands if that is known."""
    names = measure_names(framework, atlas.pack.catalogue)
    told = {found.measure.id: f" {stands(atlas, found)}" for found in followed}
    items = tuple(
        Item(
            f"{names[one.id]}.",
            f"{words.capital(TIERS[one.tier])}; {framework.owner(one)}.",
            tail=told.get(one.id, ""),
        )
        for one in framework.of_principle(SEVENTH)
    )
    return Items(items) if items else Text(NO_MEASURES)


def _questions(questions: Iterable[OpenQuestion]) -> Part:
    items = tuple(
        Item(f"{one.label}.", one.known or f"Not known: {_lower(one.why)} {one.ask}")
        for one in questions
    )
    return Items(items) if items else Text("Nothing has been written yet.")


def _lower(sentence: str) -> str:
    return sentence[:1].lower() + sentence[1:]


def _blanks(atlas: Atlas, plan: SeventhPlan) -> list[OpenQuestion]:
    """Return the plan's blanks, then those that the catalogue knows for the principle."""
    held = blanks_of(atlas.pack, SEVENTH)
    return [*plan.blanks.values(), *(OpenQuestion(b.id, b.label, "", b.why, b.ask) for b in held)]


def _exposure(atlas: Atlas) -> tuple[Part, ...]:
    partitions = atlas.partitions()
    if not partitions:
        return (Text(NO_GROUPS),)
    table = atlas.exposures(partitions[0])
    shown = exposure_rows(atlas, partitions[0])
    rest = len(table) - len(shown.rows)
    more = f" The {len(shown.rows)} most uneven are shown; Principles has {rest} more."
    return (shown, Text(EXPOSURES + (more if rest > 0 else ""), "note"))


def exposure_rows(atlas: Atlas, partition: str, most: int = MOST) -> Table:
    """Return the most uneven indicators by the places where groups of a partition live.

    A cell is the group's exposure as a ratio to that of everyone
    (:func:`het_geo.exposure.exposure_by_group`). Indicators without ratios are not among them.
    """
    table = atlas.exposures(partition)
    table = table[table["uneven"].notna()].head(most)
    groups = atlas.groups(partition)
    rows = tuple(_row(atlas, str(name), table.loc[name], groups) for name in table.index)
    heads = [("Figure", 4.0, False), ("Higher is", 1.2, False)]
    heads += [(group_name(group.label), 1.5, True) for group in groups]
    columns = tuple(TableColumn(*head) for head in heads)
    says = "Exposure by ethnic group, as a ratio to the average for everyone"
    return Table(says, columns, (TableGroup("", rows),))


def _row(atlas: Atlas, name: str, found: pd.Series, groups: Sequence[Indicator]) -> TableRow:
    indicator, level = atlas.pack.catalogue.indicators[name], Level(found["level"])
    out = int(found["left_out"])
    quiet = f"left out: {words.count_of(out, level.one, level.many)}" if out else ""
    why = no_ratio(indicator, atlas.pack.catalogue.unit_of(indicator))
    ratios = (
        Blank("no ratio", why) if why else words.number(found[group.id] / found["overall"], 2)
        for group in groups
    )
    return TableRow(indicator.label, quiet, (_HIGHER[indicator.judged_polarity], *ratios))
