"""The notes of a profile's Word document: best fit, caveats, what is not known, words, sources."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from het_geo.exports.sheets import labels_of
from het_geo.exports.word import tables
from het_geo.exports.word.marks import Column, Markup, linked, paragraph, table
from het_geo.profiles import CaveatNote, Profile, SourceNote

NOTHING = "No figure is known here. The reasons are under “What is not known”."
NAMED = 6  # indicators that a caveat names; of more it gives the number
Link = Callable[[str], str]


def notes(profile: Profile, link: Link) -> Iterator[str]:
    """Return the parts that close a document; ``link`` gives an address its id in it."""
    yield paragraph("What to keep in mind", "Heading1")
    yield from _fit(profile)
    yield from _caveats(profile)
    yield from _unknown(profile)
    yield paragraph("Words", "Heading1")
    says = "Words of this profile and what they mean here"
    columns = [Column("Word", 44), Column("What it means here", tables.ROOM - 44)]
    yield table(columns, [[line.word, line.meaning] for line in profile.glossary], says)
    yield from _sources(profile, link)


def _fit(profile: Profile) -> Iterator[str]:
    yield paragraph("Wards and neighbourhoods", "Heading2")
    for note in profile.best_fit.notes:
        yield paragraph(note)
    if profile.best_fit.across:
        says = "Neighbourhoods that lie partly outside their ward"
        yield tables.fits_table(profile.best_fit.across, says)


def _caveats(profile: Profile) -> Iterator[str]:
    if not profile.caveats:
        return
    yield paragraph("Caveats", "Heading2")
    labels = labels_of(profile)
    columns = [Column("Caveat", 104), Column("Concerns", tables.ROOM - 104)]
    body = [[line.text, _concerns(line, labels)] for line in profile.caveats]
    yield table(columns, body, "Caveats and the indicators they concern")


def _concerns(line: CaveatNote, labels: dict[str, str]) -> str:
    names = [labels.get(name, name) for name in line.indicators]
    return f"{len(names)} indicators" if len(names) > NAMED else "; ".join(names)


def _unknown(profile: Profile) -> Iterator[str]:
    yield paragraph("What is not known", "Heading1")
    unknown = [line for line in profile.not_known if line.kind == "indicator"]
    blanks = [line for line in profile.not_known if line.kind != "indicator"]
    if unknown:
        yield paragraph("Indicators without a figure here", "Heading2")
        yield tables.unknown_table(unknown, "Indicators without a figure here, and why")
    if blanks:
        yield paragraph("What nobody measures here", "Heading2")
        yield tables.blanks_table(blanks, "What no figure here measures, and whom to ask")


def _sources(profile: Profile, link: Link) -> Iterator[str]:
    yield paragraph("Sources", "Heading1")
    columns = [Column("Source", 84), Column("Period", 26), Column("Licence and attribution", 64)]
    body = [[_source(source, link), source.period, _licence(source)] for source in profile.sources]
    yield table(columns, body, "Sources with their periods, licences and attributions")


def _source(source: SourceNote, link: Link) -> Markup:
    relation = link(source.url)
    address = (
        linked(source.url, relation, "TableSmall")
        if relation
        else paragraph(source.url, "TableSmall")
    )
    return Markup(paragraph(f"{source.publisher}: {source.title}", "TableText") + address)


def _licence(source: SourceNote) -> Markup:
    licence, attribution = source.licence, source.attribution
    return Markup(paragraph(licence, "TableText") + paragraph(attribution, "TableSmall"))
