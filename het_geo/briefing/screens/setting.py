"""The first screen, who this is about and how it stands; and the last, what is not known."""

from __future__ import annotations

from collections.abc import Sequence
from math import isnan

from het_geo import phrases, words
from het_geo.atlas.atlas import Atlas
from het_geo.atlas.reading import is_shown
from het_geo.atlas.views import IndicatorView
from het_geo.briefing.audience import blanks_for, is_candidate, is_in, level_of, said, theme
from het_geo.briefing.drawings import columns_picture, ends_of, lines_picture, tally_picture
from het_geo.briefing.model import Audience, Link, Screen
from het_geo.briefing.wording import BEST_FIT, fitting
from het_geo.compare import Standing, Verdict, standing_of, verdict
from het_geo.document import UNKNOWN, Drawing
from het_geo.document.table import text_table
from het_geo.geography import BEST_FIT_SHARE, Level
from het_geo.profiles.headlines import NONE_JUDGED
from het_geo.profiles.notes import NO_FIT
from het_geo.sentences import headlines
from het_geo.sentences.beside import sides_said
from het_geo.sentences.notes import best_fit_note

WORDS = ("worse", "similar", "better")
PEOPLE = "population"
NO_ROWS = "None of these figures has a margin of error and a figure of England beside it."
NO_FIGURES = "No figure is counted here."


def setting(atlas: Atlas, audience: Audience) -> Screen:
    """Return how many people live here, and how their figures stand against England's.

    For one area (or the place) a row a building block; for several a row an area.
    """
    rows = _rows(atlas, audience)
    totals = [sum(counts[i] for _, counts in rows) for i in range(3)]
    who = said(atlas, audience)
    headline = _headline(atlas, audience, who, totals)
    title, of = "The setting", "Building block" if len(audience.codes) < 2 else "Area"
    counted = [(name, *map(str, counts)) for name, counts in rows]
    code = audience.codes[0] if audience.codes else ""
    level = level_of(atlas, audience)
    return Screen(
        id="setting",
        kind="setting",
        title=title,
        indicator="",
        level=str(level if audience.codes else Level.DISTRICT),
        areas=audience.codes or (atlas.pack.district,),
        headline=headline,
        drawing=_drawing(title, rows, headline, _bare(atlas, audience)),
        table=text_table(title, (of, *map(words.capital, WORDS)), counted),
        source=_source(atlas, level, bool(audience.codes)),
        notes=_notes(atlas, audience, who),
        cards=(),
        links=(Link("explore", {"area": code} if code else {}),),
    )


def _notes(atlas: Atlas, audience: Audience, who: str) -> tuple[str, ...]:
    kept, bare = theme(atlas, audience), _bare(atlas, audience)
    fits = (best_fit_note(atlas.pack.areas, code, BEST_FIT_SHARE) for code in bare)
    if bare and len(bare) == len(audience.codes):  # no figure that notes could be on
        return tuple(fits)
    return (
        f"{words.capital(who)}: {_people(atlas, audience)} people.",
        *fits,
        *([f"Only the figures of {kept}."] if kept else []),
        "A figure counts as worse or better where its whole 95% interval lies on that side of "
        "England’s figure; else it is similar.",
        f"{_left_out(atlas, audience)}Several figures can tell of one thing.",
        "Do not say: that one area is worse than another because it has more figures that are.",
    )


def _left_out(atlas: Atlas, audience: Audience) -> str:
    """Return how many figures are counted on no side, having no margin of error or no England."""
    level = level_of(atlas, audience) if audience.codes else Level.DISTRICT
    columns = [c for c in atlas.newest_views(level).values() if is_candidate(c.indicator, audience)]
    codes = audience.codes or (atlas.pack.district,)
    known = sum(not isnan(c.figures[code].value) for c in columns for code in codes)
    rest = known - sum(sum(counts) for _, counts in _rows(atlas, audience))
    if rest <= 0:
        return ""
    verb = "figure is not counted, having" if rest == 1 else "more figures are not counted, having"
    return f"{rest} {verb} no margin of error, no direction, or no figure of England beside. "


def _bare(atlas: Atlas, audience: Audience) -> list[str]:
    """Return the wards of an audience that no neighbourhood fits best: they have no figures."""
    return [code for code in audience.codes if atlas.know.overlapped_by[code]]


def counts_of(columns: Sequence[IndicatorView], code: str) -> Standing:
    """Return in how many figures an area is worse than, similar to and better than England."""
    return standing_of((c.indicator.judged, _verdict(c, code)) for c in columns)


def _verdict(column: IndicatorView, code: str) -> Verdict:
    own, england = column.figures[code], column.benchmark(Level.COUNTRY).value
    return verdict(own.lower, own.upper, england, column.indicator.judged_polarity)


def _rows(atlas: Atlas, audience: Audience) -> list[tuple[str, Standing]]:
    level = level_of(atlas, audience) if audience.codes else Level.DISTRICT
    columns = [c for c in atlas.newest_views(level).values() if is_candidate(c.indicator, audience)]
    if len(audience.codes) > 1:
        return [(atlas.know.labels[code], counts_of(columns, code)) for code in audience.codes]
    code = audience.codes[0] if audience.codes else atlas.pack.district
    blocks = atlas.pack.catalogue.blocks.values()
    rows = [
        (b.label, counts_of([c for c in columns if c.indicator.block == b.id], code))
        for b in blocks
    ]
    return [row for row in rows if sum(row[1])]


def _headline(atlas: Atlas, audience: Audience, who: str, totals: Sequence[int]) -> str:
    people = f"{words.capital(who)}: {_people(atlas, audience)} people{_counted(atlas, audience)}."
    compared = sum(totals)
    if not compared and len(audience.codes) == 1 and _bare(atlas, audience):
        return fitting(NO_FIT.format(words.capital(who)))
    if not compared:
        return fitting(f"{people} {NONE_JUDGED}")
    sides = Standing(*totals)
    every = "" if len(audience.codes) < 2 else " in these areas"
    return fitting(
        f"{people} {sides_said(sides, every)}.",
        f"{people} {sides_said(sides)}.",
        f"{people} {totals[0]} of {compared} figures are worse than England’s.",
        f"{sides_said(sides)}.",
    )


def _people(atlas: Atlas, audience: Audience) -> str:
    """Return the people of an audience: of the newest estimate, where the pack holds it."""
    codes = audience.codes or (atlas.pack.district,)
    level = level_of(atlas, audience) if audience.codes else Level.DISTRICT
    if PEOPLE in atlas.pack.periods_held:
        own = atlas.newest(PEOPLE, level).figures
        total = sum(own[code].value for code in codes)
    else:
        total = sum(atlas.know.population[code] for code in codes)
    return "an unknown number of" if isnan(total) else words.number(total, 0)


def _counted(atlas: Atlas, audience: Audience) -> str:
    """Return when the people were counted, as it stands at the end of a clause."""
    if PEOPLE not in atlas.pack.periods_held:
        return ""
    level = level_of(atlas, audience) if audience.codes else Level.DISTRICT
    return f" {headlines.when(atlas.newest(PEOPLE, level))}"


def _source(atlas: Atlas, level: Level, has_areas: bool) -> str:
    fit = f" {BEST_FIT}" if has_areas and level == Level.WARD else ""
    return f"The het_geo pack of {atlas.district.label}, {atlas.pack.manifest.version}.{fit}"


def _drawing(
    title: str, rows: Sequence[tuple[str, Sequence[int]]], headline: str, bare: Sequence[str]
) -> Drawing:
    if not rows:
        none = NO_FIGURES if bare else NO_ROWS
        picture = lines_picture([("Nothing to compare", none)], headline)
        return Drawing(title, picture, form="words")
    drawn = ends_of(rows)
    says = f"{headline} {' '.join(map(_spoken, drawn))}"
    return Drawing(title, tally_picture(WORDS, drawn, says), form="counts")


def _spoken(row: tuple[str, Sequence[int]] | str) -> str:
    if isinstance(row, str):
        return f"{words.capital(row)}, between these."
    name, (worse, similar, better) = row
    return f"{name}: {worse} worse, {similar} similar, {better} better."


def unknown(atlas: Atlas, audience: Audience) -> Screen:
    """Return all that no figure here measures, and how many figures stop at larger areas."""
    blanks = blanks_for(atlas, audience)
    level = level_of(atlas, audience)
    meant = [i for i in atlas.pack.catalogue.indicators.values() if is_in(i, audience)]
    larger = [i for i in meant if i.polarity and not is_shown(atlas.pack, i, level)]
    headline = _unmeasured([label for label, _, _ in blanks], level)
    held = words.count_of(len(larger), "figure is", "figures are")
    beyond = f"{held} known for larger areas alone, not for {level.many}."
    notes = [f"{label}: {why} {ask}" for label, why, ask in blanks]
    notes += ["Do not say: there is no problem, where there is no figure."]
    title, header = UNKNOWN, ("What", "Why it is not known", "Whom to ask")
    picture = columns_picture([(label, ask) for label, _, ask in blanks], headline)
    return Screen(
        id="unknown",
        kind="unknown",
        title=title,
        indicator="",
        level=str(level),
        areas=audience.codes or (atlas.pack.district,),
        headline=headline,
        drawing=Drawing(title, picture, form="words"),
        table=text_table(title, header, blanks),
        source=f"What het_geo’s catalogue lists as blanks; no figure is made up for them. {beyond}",
        notes=tuple(notes),
        cards=(),
        links=(Link("principles", {"principle": str(audience.principle or 1)}),),
    )


def _unmeasured(blanks: list[str], level: Level) -> str:
    if not blanks:
        return "Nothing that matters here is known to lack a figure."
    labels = (label.split(", by ")[0].removesuffix(" by ward") for label in blanks)
    first = sorted(labels, key=len)  # the shortest names are those that can be read out
    count = words.count_of(len(blanks), "thing that matters is", "things that matter are")
    head = f"{count} not measured for {level.many.partition(' (')[0]} here"
    if len(blanks) <= 2:  # "such as" would be said of some of many
        return fitting(f"{head}: {lowered(first)}.", f"{head}.")
    return fitting(
        f"{head}, such as {lowered(first[:2])}.",
        f"{head}, such as {lowered(first[:1])}.",
        f"{head}.",
    )


def lowered(labels: list[str]) -> str:
    """Join labels inside a sentence, each with a small first letter where it is a plain word.

    >>> lowered(["Life expectancy", "NHS waits"])
    'life expectancy and NHS waits'
    """
    return words.listed([phrases.small(text) for text in labels])
