"""The most similar areas of England as a document: who, what they have better, why."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from het_geo import phrases, words
from het_geo.atlas.atlas import Atlas
from het_geo.beside.similar import Ahead, Alike, MostSimilar, most_similar, named
from het_geo.beside.similar_said import (
    BY_WHAT,
    CAUSE,
    CHANCE,
    WHICH,
    ahead_said,
    amount,
    apart,
    counts_said,
    figure_said,
    opening_said,
    reason_said,
    scale_said,
    share,
    told,
    why_said,
)
from het_geo.catalogue.records import Catalogue
from het_geo.document import SOURCES, Document, Item, Items, Part, Section, Text
from het_geo.document.table import Table, TableColumn, TableGroup, TableRow
from het_geo.geography import slug_of, the
from het_geo.likeness.variables import SOURCES as WHO
from het_geo.likeness.variables import THEMES, VARIABLES
from het_geo.profiles.layout_notes import source_parts
from het_geo.profiles.notes import sources_of
from het_geo.sentences.ages import source_ages

TITLE = "The most similar in England"
WHO_THEY_ARE = "Who they are"


@dataclass(frozen=True, eq=False)
class SimilarAreasTold:
    """The most similar areas of some areas, as pages and files are made of it."""

    found: tuple[MostSimilar, ...]
    place: str
    pack: str
    made: date
    document: Document

    @property
    def file_stem(self) -> str:
        """What its files are called, without an ending."""
        areas = "-and-".join(slug_of(one.name) for one in self.found)
        return f"{self.place}-most-like-{areas}-{self.made:%Y-%m-%d}-{self.pack}"[:120]


@dataclass(frozen=True)
class _Noted:
    """A figure by its sources, as the notes of a document ask for it."""

    id: str
    sources: tuple[str, ...]
    block: str = ""
    caveats: tuple[str, ...] = ()


def similar_told(atlas: Atlas, codes: Sequence[str], today: date) -> SimilarAreasTold:
    """Return the areas of England most like some areas, as a document."""
    manifest, catalogue = atlas.pack.manifest, atlas.pack.catalogue
    found = tuple(most_similar(atlas, code) for code in codes)
    title = f"Most like {words.listed([one.name for one in found])} in England"
    made = phrases.made(manifest.version, today)
    sections: list[Section] = []
    for one in found:
        alone = len(found) == 1  # whom they are like, the title of the whole says
        name = WHO_THEY_ARE if alone else f"Most like {one.name}"
        sections += _sections(one, catalogue, name, opening=one is found[0])
    document = Document(
        title, "Alike in who lives there.", f"{the(manifest.name)}. {made}", f"{title}. {made}",
        (*sections, _sources(atlas, found, today)),
    )  # fmt: skip
    return SimilarAreasTold(found, manifest.place, manifest.version, today, document)


def _sections(
    found: MostSimilar, catalogue: Catalogue, title: str, *, opening: bool
) -> Iterator[Section]:
    if found.reason:
        yield Section(title, (Text(reason_said(found)),), opening=opening)
        return
    many = found.level.many
    first = tuple(
        Item(f"{one.indicator.label},", figure_said(found, catalogue, one))
        for one in told(found, catalogue)
    )
    better: tuple[Part, ...] = (Text(ahead_said(found, catalogue), "said"),)
    if first:
        better += (Items(first),)
    yield Section(
        title,
        (
            Text(opening_said(found), "said"),
            Text(scale_said(found.level, found.alike[0])),
            _list(found),
            *better,
            Text(CAUSE),
            Text(f"{BY_WHAT.format(many=many)} {WHICH.format(many=many)} {CHANCE}", "note"),
        ),
        opening=opening,
    )
    if found.ahead:
        yield Section(f"What they have better than {found.name}", (_ahead(found, catalogue),))
    yield Section(f"What makes them differ from {found.name}", (_why(found), _who(found)))


def _list(found: MostSimilar) -> Table:
    columns = (
        TableColumn(words.capital(found.level.one), 4, number=False),
        TableColumn("How far apart", 1),
        TableColumn("Differs most in", 6, number=False),
        TableColumn(f"Figures surely better or worse than {found.name}’s", 3, number=False),
    )
    rows = (
        TableRow(named(one), "", (apart(one), why_said(found.name, one), counts_said(one)))
        for one in found.alike
    )
    return Table(f"The ten most like {found.name}", columns, (TableGroup("", tuple(rows)),))


def _ahead(found: MostSimilar, catalogue: Catalogue) -> Table:
    columns = (
        TableColumn("Figure and period", 5, number=False),
        TableColumn(words.capital(found.name), 2),
        TableColumn("Better in", 2, number=False),
        TableColumn("Worse in", 2, number=False),
        TableColumn("Their median", 2),
        TableColumn("The best of them", 5, number=False),
    )
    rows = tuple(_row(found, catalogue, one) for one in found.ahead)
    says = f"Figures that some of the ten have better than {found.name}, by more than chance"
    return Table(says, columns, (TableGroup("", rows),))


def _row(found: MostSimilar, catalogue: Catalogue, one: Ahead) -> TableRow:
    unit = catalogue.unit_of(one.indicator)
    own, median, best = (
        words.figure(float(value), one.indicator, unit)
        for value in (one.own.value, one.median, one.figure.value)
    )
    cells = (
        own, f"{len(one.places)} of {one.known}", f"{one.worse} of {one.known}", median,
        f"{best}, {named(found.alike[one.best])}",
    )  # fmt: skip
    return TableRow(one.indicator.label, one.period.label, cells)


def _why(found: MostSimilar) -> Table:
    """Return each theme's share of the squared distance."""
    columns = (
        TableColumn(words.capital(found.level.one), 4, number=False),
        *(TableColumn(words.capital(theme.label), 2) for theme in THEMES),
    )
    rows = (
        TableRow(named(one), "", tuple(share(part) for part in one.themes.values()))
        for one in found.alike
    )
    says = f"What each theme makes of the difference from {found.name} (its squared distance)"
    return Table(says, columns, (TableGroup("", tuple(rows)),))


def _who(found: MostSimilar) -> Table:
    """Return who lives in each of them, and in ours."""
    near = found.alike[:5]
    columns = (
        TableColumn("Who lives there, 21 March 2021", 5, number=False),
        TableColumn(words.capital(found.name), 2),
        *(TableColumn(named(one), 2) for one in near),
    )
    groups = tuple(
        TableGroup(words.capital(theme.label), tuple(_lives(near, theme.id))) for theme in THEMES
    )
    return Table(f"Who lives in {found.name} and in the five most like it", columns, groups)


def _lives(near: Sequence[Alike], theme: str) -> Iterator[TableRow]:
    for variable in VARIABLES:
        if variable.theme == theme:
            values = [near[0].here, *(one.there for one in near)]
            cells = tuple(amount(variable, float(value[variable.id])) for value in values)
            yield TableRow(words.capital(variable.label), "", cells)


def _sources(atlas: Atlas, found: Sequence[MostSimilar], today: date) -> Section:
    catalogue = atlas.pack.catalogue
    figures = {one.indicator.id: one for every in found for one in every.ahead}
    rows = [_Noted("", WHO)]
    rows += [
        _Noted(name, tuple(source.id for source in catalogue.sources_of(one.indicator)))
        for name, one in figures.items()
    ]
    ages = source_ages(catalogue, [(one.indicator, one.period) for one in figures.values()], today)
    return Section(SOURCES, source_parts(sources_of(atlas.pack, rows, ages)), closing=True)
