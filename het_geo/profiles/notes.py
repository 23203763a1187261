"""What stands behind a profile: best fit, caveats, sources, words, and what is not known."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from het_geo import dates, phrases, words
from het_geo.atlas.lies import Around
from het_geo.atlas.sums import can_be_summed
from het_geo.blank import reason_of
from het_geo.bounds import about
from het_geo.catalogue.records import Catalogue, Indicator
from het_geo.compare import Verdict
from het_geo.figures import Status
from het_geo.geography import BEST_FIT_SHARE, Level
from het_geo.pack.model import Pack
from het_geo.profiles.parts import (
    BestFit,
    CaveatNote,
    Fit,
    GapLens,
    GlossaryLine,
    Noted,
    SourceNote,
    Unknown,
)
from het_geo.profiles.row import IndicatorRow
from het_geo.profiles.rows import STATUS_WORDS
from het_geo.profiles.set_notes import apart_notes, name_notes
from het_geo.profiles.subject import SET, Subject, whole_ward
from het_geo.sentences.notes import best_fit_note
from het_geo.trends.recent import Direction

NO_FIT = "{}: no neighbourhood has most of its people here, so no figure is counted for it."
NOT_HELD = "Not in this pack."
MSOA_ONLY = (
    "Published for neighbourhood groups (MSOA) only, never spread over neighbourhoods or wards."
)
DISTRICT_ONLY = "Published for the district and larger areas only."
NOT_SUMMED = "Published for neighbourhoods; ranks and deciles must not be added or averaged."
NOT_AT_LEVEL = "The publisher gives no figure for areas of this kind."


def best_fit_of(pack: Pack, know: Around, subject: Subject) -> BestFit:
    """Return how the subject's neighbourhoods and wards fit, and which neighbourhoods cross."""
    share = pack.areas["ward_share"].to_dict()
    fits = [
        Fit(area, know.named(know.ward[area.code]), value, f"{words.number(value * 100, 0)}%")
        for area in subject.neighbourhoods or subject.overlapping
        if (value := share[area.code]) < BEST_FIT_SHARE
    ]
    return BestFit(tuple(_fit_notes(pack, know, subject, share)), tuple(fits))


def _fit_notes(pack: Pack, know: Around, subject: Subject, share: Mapping[str, float]) -> list[str]:
    inside = words.count_of(len(subject.neighbourhoods), "neighbourhood", "neighbourhoods")
    if subject.kind == Level.WARD:
        return [best_fit_note(pack.areas, subject.codes[0], BEST_FIT_SHARE)]
    if subject.kind == Level.DISTRICT:
        many = words.count_of(len(subject.wards), "ward is", "wards are")
        said = f"The {many} made of {inside} by best fit, which do not nest in wards."
        bare = [ward.label for ward in subject.wards if know.overlapped_by[ward.code]]
        none = f"No neighbourhood fits {words.listed(bare)} best, so {_have(bare)} no figures."
        return [said, none] if bare else [said]
    if subject.kind == Level.MSOA:
        return [f"Made of {inside}, which nest in neighbourhood groups (MSOA)."]
    if subject.kind == Level.OWN:
        return [f"A local area, made of {inside}: by best fit, {_held_of(know, subject)}."]
    if subject.kind == SET:
        return [*name_notes(subject), *apart_notes(pack, subject), *_set_notes(know, subject)]
    return _small_notes(pack, know, subject, share)


def _small_notes(
    pack: Pack, know: Around, subject: Subject, share: Mapping[str, float]
) -> list[str]:
    code = subject.codes[0]
    said = f"{subject.label} is counted in {know.labels[know.ward[code]]} (best fit)"
    if not share[code] < BEST_FIT_SHARE:
        return [f"{said}."]
    notes = [f"{said}; {words.number(share[code] * 100, 0)}% of its area lies in the ward."]
    most = str(pack.areas.loc[code, "most_area_in"])
    if most != know.ward[code] and most in know.labels:
        notes.append(f"Most of its area lies in {know.labels[most]}.")
    return notes


def _have(names: Sequence[str]) -> str:
    return "it has" if len(names) == 1 else "they have"


def _set_notes(know: Around, subject: Subject) -> list[str]:
    if subject.codes == know.neighbourhoods:
        return [f"These are all the neighbourhoods of {know.place}, whose figures they add up to."]
    if whole_ward(know, subject.codes, [ward.code for ward in subject.wards]):
        ward = subject.wards[0].label
        return [f"These are all the neighbourhoods of {ward} by best fit: its figures are theirs."]
    return [f"By best fit, the neighbourhoods in this set are {_held_of(know, subject)}."]


def _held_of(know: Around, subject: Subject) -> str:
    """Return how many of each ward's neighbourhoods the subject holds."""
    codes, parts = {area.code for area in subject.neighbourhoods}, []
    for named in subject.wards:
        inside = know.inside(named.code)
        held = len(codes.intersection(inside))
        count = phrases.every(held) if held == len(inside) else f"{held} of the {len(inside)}"
        parts.append(f"{count} of {named.label}")
    return words.listed(parts)


def caveats_of(catalogue: Catalogue, rows: Iterable[Noted]) -> tuple[CaveatNote, ...]:
    """Return the caveats of the rows, each once with its indicators, as footnotes are numbered.

    In the order of the first row that has one, building block by building block as tables show
    them, so that a row's own stand together.
    """
    held: dict[str, list[str]] = {}
    order = list(catalogue.blocks)
    for row in sorted(rows, key=lambda row: order.index(row.block)):
        for name in row.caveats:
            held.setdefault(name, []).append(row.id)
    return tuple(
        CaveatNote(name, catalogue.caveats[name].text, tuple(ids)) for name, ids in held.items()
    )


def sources_of(
    pack: Pack, rows: Iterable[Noted], ages: Mapping[str, str]
) -> tuple[SourceNote, ...]:
    """Return the sources of the rows, with their ages, then those of boundaries and names."""
    held: dict[str, list[str]] = {}
    for row in rows:
        for name in row.sources:
            held.setdefault(name, []).append(row.id)
    catalogue = pack.catalogue
    measured = {s.id for i in catalogue.indicators.values() for s in catalogue.sources_of(i)}
    ground = {s.id: s for s in pack.manifest.source if s.id not in measured}
    records = [catalogue.sources[name] for name in held] + list(ground.values())
    return tuple(
        SourceNote(
            s.id,
            s.publisher,
            s.title,
            s.url,
            s.licence,
            s.attribution,
            dates.period(s.period),
            tuple(held.get(s.id, ())),
            ages.get(s.id, ""),
        )
        for s in records
    )


def unknown_of(indicator: Indicator, subject: Subject, status: str | None) -> Unknown:
    """Return an indicator without a figure here; ``status`` is its figure's, if it has a row."""
    reason = _reason(indicator, subject, status)
    return Unknown("indicator", indicator.id, indicator.label, indicator.block, reason, "")


def unheld(indicator: Indicator) -> Unknown:
    """Return an indicator that the pack does not hold."""
    return Unknown("indicator", indicator.id, indicator.label, indicator.block, NOT_HELD, "")


def _reason(indicator: Indicator, subject: Subject, status: str | None) -> str:
    if status is not None and (said := STATUS_WORDS[status]):
        return f"{words.capital(reason_of(said))}."
    if str(subject.level) not in indicator.levels:
        if indicator.base_level == Level.DISTRICT:
            return DISTRICT_ONLY
        if indicator.base_level == Level.MSOA:
            return MSOA_ONLY
    if not can_be_summed(indicator):
        return NOT_SUMMED
    return NOT_AT_LEVEL


def blanks_of(catalogue: Catalogue) -> Sequence[Unknown]:
    """Return what matters to health equity and no figure here measures, with whom to ask."""
    return [
        Unknown("blank", blank.id, blank.label, "", blank.why, blank.ask)
        for blank in catalogue.blanks.values()
    ]


WORDS = {
    "neighbourhood": "a Lower layer Super Output Area (LSOA 2021): about 1,000 to 3,000 people",
    "best fit": "a ward is the sum of the neighbourhoods most of whose people live in it; "
    "neighbourhoods do not nest in wards",
    "building block": "what health is made of: homes, learning, work, money, community and "
    "safety, clean air and surroundings, health and care",
    "benchmark": "the area compared with: Luton, East of England, England",
    "95 % interval": "the range the area's true figure is likely to lie in; Wilson's for shares, "
    "Byar's for rates",
    "better, similar, worse": "where the area's own interval lies against the benchmark's value",
    "rank interval": "the places in the order that an area could hold, 95 % sure; areas that "
    "cannot be told apart are not ranked",
    "national percentile": "the share of England's areas of the same level with a lower figure, "
    "those with the same figure counted by half",
    "spine": "a line for each figure, from worse on the left to better on the right, in standard "
    "deviations from England, with the district's areas behind it",
    "recent trend": "Fingertips' rule over the last five single years; no steady change: none that "
    "is more than chance",
    "lens": "one of three ways to see a gap: absolute (how far apart), relative (how many times), "
    "people (how many it would take)",
    "apportioned": "shared out by population from a 2011 neighbourhood that was split",
    "mixed": "of a neighbourhood whose boundary was redrawn among several of 2011; figures from "
    "before are those of the old one that most of its people come from",
    "suppressed": "withheld by the publisher; missing: not published; neither is 0",
    "range": "between the least and the most that a figure can be: the publisher withholds small "
    "counts in it, taken as low and as high as its rule allows",
}


def _beside(row: IndicatorRow) -> list[float]:
    return [b.value for b in row.benchmarks if b.value is not None]


def glossary_of(
    subject: Subject,
    rows: Sequence[IndicatorRow],
    gaps: Sequence[GapLens],
    unknown: Sequence[Unknown],
) -> tuple[GlossaryLine, ...]:
    """Return the lines of the words that this profile uses, in a fixed order."""
    names = [b.name for b in rows[0].benchmarks] if rows else []
    verdicts = {b.verdict for row in rows for b in row.benchmarks}
    withheld = Status.SUPPRESSED.words.casefold()
    used = {
        "neighbourhood": True,
        "best fit": subject.level != Level.MSOA,
        "building block": True,
        "benchmark": bool(names),
        "95 % interval": any(row.lower is not None for row in rows),
        "better, similar, worse": bool(verdicts & {Verdict.BETTER, Verdict.WORSE}),
        "rank interval": any(row.rank is not None for row in rows),
        "national percentile": any(row.percentile is not None for row in rows),
        "spine": any(row.spine is not None for row in rows),
        "recent trend": any(row.trend.direction != Direction.UNJUDGED for row in rows),
        "lens": bool(gaps),
        "apportioned": any(row.apportioned for row in rows),
        "range": any(about(row.value, *_beside(row)) for row in rows),
        "mixed": any(row.mixed for row in rows),
        "suppressed": any(withheld in line.reason.casefold() for line in unknown),
    }
    meanings = WORDS | {"benchmark": f"the area compared with: {', '.join(names)}"}
    return tuple(GlossaryLine(word, meanings[word]) for word in WORDS if used[word])
