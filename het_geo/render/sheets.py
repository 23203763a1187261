"""What stands on the sheets of a profile's spreadsheet, before anything is said of how."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from het_geo import words
from het_geo.atlas.record import NOTHING
from het_geo.blank import Blank
from het_geo.compare import Verdict
from het_geo.profiles.layout import made_line
from het_geo.profiles.layout_tables import fits_table
from het_geo.profiles.model import Profile
from het_geo.profiles.parts import GapLens
from het_geo.profiles.parts_inside import Cell, End, Inside, InsideColumn, Spread
from het_geo.profiles.row import IndicatorRow
from het_geo.profiles.rows import TOO_SMALL
from het_geo.render.sheet import Entries, Number, Sheet, explained, number
from het_geo.render.values import PEOPLE, Field, fields_of, levels_of

IN_PEOPLE = ("label", "value", "unit", "lower", "upper", "period", "numerator", "numerator_counts")
UNSURE = Blank("none", "no margin of error is published")
SMALL = Blank("not said", TOO_SMALL)
FEW_DIED = Blank("not available", "too few people died for a figure")
BESIDE_PEOPLE = ("district_value", "region_value", "england_value")


def sheets_of(profile: Profile) -> list[Sheet]:
    """Return a profile's sheets, in order; no sheet of areas inside where there are none."""
    inside = [sheet for held in profile.inside for sheet in _inside(profile, held)]
    tenths = [_tenths(profile)] if profile.tenths else []
    sheets = [*inside, _people(profile), *tenths, _gaps(profile)]
    return [_values(profile), *map(explained, sheets), _notes(profile), _sources(profile)]


def _values(profile: Profile) -> Sheet:
    fields = fields_of(profile, levels_of(profile.rows))
    rows = tuple(_cells(fields, row) for row in profile.rows)
    compared = [
        {
            f"Against {b.name}": b.blanks.verdict.why
            for b in row.benchmarks
            if b.verdict == Verdict.NOT_COMPARED
        }
        for row in profile.rows
    ]
    return explained(Sheet("Values", tuple(f.heading for f in fields), rows), compared)


def _cells(fields: Sequence[Field], row: IndicatorRow) -> Entries:
    found = ((field, field.for_people(row)) for field in fields)
    return tuple(v if isinstance(v, str) else Number(v, f.decimals(row, v)) for f, v in found)


def _people(profile: Profile) -> Sheet:
    fields = {field.key: field for field in fields_of(profile, levels_of(profile.rows))}
    kept = [fields[key] for key in (*IN_PEOPLE, *BESIDE_PEOPLE) if key in fields]
    count = Blank("none", "it is itself a count")
    beside = tuple(Blank("none", "it is not compared") for key in BESIDE_PEOPLE if key in fields)
    rows: list[Entries] = [
        (PEOPLE, fact.label, Number(fact.value, 0), "count", count, count, fact.period, count,
         count, *beside)
        for fact in profile.who_lives_here.facts
    ]  # fmt: skip
    for group in profile.who_lives_here.groups:
        rows += [(group.label, *_cells(kept, row)) for row in group.rows]
    return Sheet("People", ("Group", *(field.heading for field in kept)), tuple(rows))


def _inside(profile: Profile, inside: Inside) -> Iterator[Sheet]:
    many = "Neighbourhoods" if inside.level == "lsoa" else f"{inside.level.many.capitalize()}"
    columns = inside.columns
    named = [f"{column.label} ({column.unit}, {column.period})" for column in columns]
    rows: list[Entries] = []
    for row in inside.rows:
        figures = [_figure(cell, column) for cell, column in zip(row.cells, columns)]
        notes = [f"{c.label}: {cell.note}" for cell, c in zip(row.cells, columns) if cell.note]
        people = number(row.population, 0, Blank("not known"))
        lies = (row.lies.ward, row.lies.msoa, row.lies.district)
        said = "; ".join(notes) or NOTHING
        rows.append((row.area.code, row.area.label, *lies, people, *figures, said))
    headings = ("Code", "Area", "Ward", "MSOA", "District", "People", *named, "Notes")
    yield Sheet(f"{many} inside", headings, tuple(rows))
    yield Sheet(
        f"{many} apart",
        ("Indicator", "Period", "Lowest", "Lowest in", "Highest", "Highest in", "With a figure",
         "In words"),
        tuple(_spread(spread) for spread in inside.spreads),
    )  # fmt: skip


def _figure(cell: Cell, column: InsideColumn) -> Number | Blank:
    value = cell.record.value
    return value if isinstance(value, Blank) else Number(value, column.decimals)


def _spread(spread: Spread) -> Entries:
    low, high, decimals = spread.lowest, spread.highest, spread.decimals
    return (
        spread.label, spread.period, Number(low.value, decimals), _areas(low),
        Number(high.value, decimals), _areas(high), Number(spread.known, 0), spread.sentence,
    )  # fmt: skip


def _areas(end: End) -> str:
    return "; ".join(area.label for area in end.areas)


def _tenths(profile: Profile) -> Sheet:
    headings = (
        "Indicator", "Period", "Unit", "Tenth of neighbourhoods (1: most deprived)", "Value",
        "Lower", "Upper", "People", "England’s tenth",
    )  # fmt: skip
    rows = [
        (
            row.label, row.period, row.unit, Number(row.tenth, 0),
            *(number(n, row.decimals, FEW_DIED) for n in (row.value, row.lower, row.upper)),
            number(row.people, 0), number(row.england, row.decimals),
        )
        for row in profile.tenths
    ]  # fmt: skip
    return Sheet("Tenths by deprivation", headings, tuple(rows))


def _gaps(profile: Profile) -> Sheet:
    blocks = {block.id: block.label for block in profile.blocks}
    decimals = {row.id: row.decimals for row in profile.rows}
    headings = (
        "Building block", "Indicator", "To be at the level of", "Level", "It would take", "Lower",
        "Upper", "What is counted", "Difference", "Ratio", "Beyond the margin of error", "In words",
    )  # fmt: skip

    def cells(gap: GapLens) -> Entries:
        shown, ratio = decimals[gap.indicator], gap.apart.ratio
        return (
            blocks.get(gap.block, PEOPLE), gap.label, gap.towards, Number(gap.value, shown),
            Number(gap.people, 0), number(gap.lower, 0, UNSURE), number(gap.upper, 0, UNSURE),
            gap.people_label, Number(gap.apart.difference, shown),
            number(ratio, words.ratio_decimals(ratio or 0), SMALL),
            "yes" if gap.certain else "no" if gap.margined else UNSURE, gap.sentence,
        )  # fmt: skip

    return Sheet("Gaps", headings, tuple(cells(gap) for gap in profile.gaps))


def _notes(profile: Profile) -> Sheet:
    labels = labels_of(profile)
    rows: list[tuple[str, str, str]] = [
        ("About", profile.title, profile.summary),
        ("About", "Pack and date", made_line(profile)),
        *(
            ("About", words.capital(name.replace("_", " ")), _said(part))
            for name, part in vars(profile.subject.area).items()
        ),
        *(
            ("Headlines", line.label, said)
            for line in profile.headlines
            for said in (line.sentence, line.change)
            if said
        ),
        ("Rules", "Headlines", profile.headline_rule),
        ("Rules", "Gaps", profile.gap_rule),
        ("Rules", "Spine", profile.spine_rule),
        *(("Best fit", profile.subject.label, note) for note in profile.best_fit.notes),
        *_across(profile),
        *(("Caveats", _listed(labels, line.indicators), line.text) for line in profile.caveats),
        *(
            ("Not known", line.label, f"{line.reason} {line.ask}".strip())
            for line in profile.not_known
        ),
        *(("Words", line.word, line.meaning) for line in profile.glossary),
    ]
    return Sheet("Notes", ("Part", "Concerning", "Text"), tuple(rows), (14, 50, 110), wrapped=True)


def _across(profile: Profile) -> Iterator[tuple[str, str, str]]:
    """Return the neighbourhoods that cross a ward's edge, in the words of the document's table."""
    for table in fits_table(profile.best_fit.across):
        heads = [column.head for column in table.columns[1:]]
        for row in (row for group in table.groups for row in group.rows):
            cells = (f"{head}: {cell}." for head, cell in zip(heads, row.cells, strict=True))
            yield "Best fit", row.name, " ".join(cells)


def _said(part: str) -> str:
    return f"None: {part.why}." if isinstance(part, Blank) else part


def _sources(profile: Profile) -> Sheet:
    labels = labels_of(profile)
    rows = tuple(
        (s.publisher, s.title, s.url, s.licence, s.attribution,
         s.period or "not said by the source", s.age or "no figure here is of it",
         _listed(labels, s.indicators) or "Boundaries, people and names")
        for s in profile.sources
    )  # fmt: skip
    heads = "Publisher", "Title", "Address", "Licence", "Attribution", "Period", "Age", "Used for"
    return Sheet("Sources", heads, rows, (30, 50, 40, 28, 50, 18, 26, 60), wrapped=True)


def labels_of(profile: Profile) -> dict[str, str]:
    """Return the names of the indicators that have a figure, by id."""
    return {row.id: row.label for row in profile.rows}


def _listed(labels: dict[str, str], ids: Sequence[str]) -> str:
    return "; ".join(labels.get(name, name) for name in ids)
