"""What has changed: in how many figures, for better and for worse, by more than chance."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from het_geo import phrases, words
from het_geo.atlas.atlas import Atlas
from het_geo.atlas.change_at import change_at
from het_geo.atlas.views import IndicatorView
from het_geo.briefing.audience import is_candidate, level_of, said
from het_geo.briefing.drawings import MOST, ends_of, tally_picture
from het_geo.briefing.model import Audience, Link, Screen
from het_geo.briefing.wording import fitting, more_note
from het_geo.document import Drawing
from het_geo.document.table import text_table
from het_geo.geography import Level
from het_geo.profiles.change import area_trend
from het_geo.profiles.row import TrendRow
from het_geo.sentences.changed import ONE_IN_TWENTY
from het_geo.trends.change import Sureness

KINDS = ("for the worse", "may be chance", "for the better", "not said")
WORSE, CHANCE, BETTER, UNSAID = KINDS
FEW = 3  # figures to either side that the screen names
NAMED = 8  # figures that changed which the notes name
RULE = (
    "From the first figure that can be compared to the newest. More than chance: the 95% limits "
    "of both figures, taken together, leave no room for none."
)
CARE = "changed by more than chance, to be compared with care"
UNSURE = "without a margin of error, or sharing years with the first figure"
ALONE = "without an earlier figure that can be compared"


def kind_of(row: TrendRow) -> str:
    """Return which of :data:`KINDS` a figure is counted among."""
    if row.step in ("better", "worse"):
        return BETTER if row.step == "better" else WORSE
    is_known = row.sure in (Sureness.SURE, Sureness.CHANCE) and not row.step
    return CHANCE if is_known else UNSAID


def better(atlas: Atlas, audience: Audience) -> Screen:
    """Return how many figures changed for the better and the worse, and how many may be chance."""
    level, codes = own_of(atlas, audience)
    columns = [c for c in atlas.newest_views(level).values() if is_candidate(c.indicator, audience)]
    found = {code: trends_of(atlas, columns, code) for code in codes}
    rows = _rows(atlas, columns, found)
    totals = Counter({kind: sum(counts[i] for _, counts in rows) for i, kind in enumerate(KINDS)})
    headline = _headline(said(atlas, audience), totals, len(codes))
    drawn = [(name, counts[:-1]) for name, counts in rows if sum(counts[:-1])]
    below = (*_which(atlas, found), *_left_out(totals[UNSAID], len(codes)))
    says = " ".join([headline, *below, *more_note(len(drawn) - MOST, "not drawn")])
    title = "What has changed"
    return Screen(
        id="better",
        kind="better",
        title=title,
        indicator="",
        level=str(level),
        areas=codes,
        headline=headline,
        drawing=Drawing(
            title, tally_picture(KINDS[:-1], ends_of(drawn), says, below), form="counts"
        ),
        table=text_table(
            title, ("", *map(words.capital, KINDS)), [(n, *map(str, c)) for n, c in rows]
        ),
        source=" ".join(
            (
                ONE_IN_TWENTY,
                f"The het_geo pack of {atlas.district.label}, {atlas.pack.manifest.version}.",
            )
        ),
        notes=(RULE, ONE_IN_TWENTY, *_notes(atlas, found)),
        cards=(),
        links=(Link("explore", {}),),
    )


def own_of(atlas: Atlas, audience: Audience) -> tuple[Level, tuple[str, ...]]:
    """Return the areas of an audience and their level: the district where it names none."""
    if not audience.codes:
        return Level.DISTRICT, (atlas.pack.district,)
    return level_of(atlas, audience), audience.codes


def trends_of(atlas: Atlas, columns: Sequence[IndicatorView], code: str) -> dict[str, TrendRow]:
    """Return how each figure of an area went that has a value."""
    return {
        c.indicator.id: area_trend(atlas, c, code)
        for c in columns
        if c.figures[code].value == c.figures[code].value
    }


def _rows(
    atlas: Atlas, columns: Sequence[IndicatorView], found: dict[str, dict[str, TrendRow]]
) -> list[tuple[str, list[int]]]:
    """Return counts by kind: a row an area, or of one area a row a building block."""
    if len(found) > 1:
        return [(atlas.know.labels[c], _counts(names.values())) for c, names in found.items()]
    (names,) = found.values()
    rows = []
    for block in atlas.pack.catalogue.blocks.values():
        own = [c.indicator.id for c in columns if c.indicator.block == block.id]
        rows.append((block.label, _counts(names[name] for name in own if name in names)))
    return [row for row in rows if sum(row[1])]


def _counts(rows: Iterable[TrendRow]) -> list[int]:
    found = Counter(kind_of(row) for row in rows)
    return [found[kind] for kind in KINDS]


def _headline(who: str, totals: Counter[str], areas: int) -> str:
    every = f" over these {areas} areas" if areas > 1 else ""
    known = sum(totals.values()) - totals[UNSAID]
    figures = words.count_of(sum(totals.values()), "figure", "figures")
    if not known:
        return fitting(
            f"{words.capital(who)}: no change can be told from chance, as no two figures with a "
            f"margin of error can be compared among {figures}{every}.",
            f"{words.capital(who)}: no change can be told from chance.",
        )
    if known == 1:
        return _only(f"{words.capital(who)}: the one figure", totals, every)
    changed = _changed(totals)
    chance = f"; {totals[CHANCE]} may be chance" if totals[CHANCE] else ""
    return fitting(
        f"{words.capital(who)}: of {known} figures with a margin of error then and "
        f"now{every}, {changed} by more than chance{chance}.",
        f"{words.capital(who)}: {changed}, of {known}{chance}.",
        f"{words.capital(changed)}, of {known}.",
    )


def _changed(totals: Counter[str]) -> str:
    """Return how many changed to either side: "none changed" where none did."""
    better, worse = totals[BETTER], totals[WORSE]
    if better and worse:
        return f"{better} changed for the better and {worse} for the worse"
    if not better and not worse:
        return "none changed"
    own, other = (BETTER, WORSE) if better else (WORSE, BETTER)
    return f"{better or worse} changed {own} and none {other}"


def _only(one: str, totals: Counter[str], every: str) -> str:
    """Return how the one figure went of which it can be said."""
    went = next(kind for kind in (WORSE, CHANCE, BETTER) if totals[kind])
    how = f"changed {went}, by more than chance"
    how = "may have changed by chance" if went == CHANCE else how
    return fitting(
        f"{one} with a margin of error then and now{every} {how}.", f"{one} that can tell {how}."
    )


def _which(atlas: Atlas, found: dict[str, dict[str, TrendRow]]) -> list[str]:
    """Return which figures changed to either side, the largest in shares of itself first."""
    said = []
    for kind in (WORSE, BETTER):
        own = [
            (name, code)
            for code, rows in found.items()
            for name in rows
            if kind_of(rows[name]) == kind
        ]
        own.sort(key=lambda one: -_size(atlas, *one))
        names = [_name(atlas, name, code if len(found) > 1 else "") for name, code in own[:FEW]]
        rest = [f"{len(own) - FEW} more"] if len(own) > FEW else []
        if names:
            said.append(f"{words.capital(kind)}: {words.listed([*names, *rest])}.")
    return said


def _size(atlas: Atlas, name: str, code: str) -> float:
    """Return how large a change is, in shares of the figure that it began from."""
    found = change_at(atlas, atlas.newest(name, Level(atlas.know.levels[code])), code)
    if found is None or not found.whole.earlier.value:
        return 0.0
    return abs(found.whole.difference.value / found.whole.earlier.value)


def _name(atlas: Atlas, name: str, code: str) -> str:
    label = phrases.small(atlas.pack.catalogue.indicators[name].label)
    return f"{label} in {atlas.know.labels[code]}" if code else label


def _left_out(unsaid: int, areas: int) -> list[str]:
    """Return how many figures no bar counts, of which no change can be said."""
    if not unsaid:
        return []
    of = " over these areas" if areas > 1 else ""
    figures = words.count_of(unsaid, "figure is", "figures are")
    return [
        f"{words.capital(figures)} not drawn{of}: no change can be said of them (see the notes)."
    ]


def _first(said: str) -> str:
    """Return the first sentence, which says from what to what a figure went."""
    return f"{said.partition('. ')[0].rstrip('.')}."


def _notes(atlas: Atlas, found: dict[str, dict[str, TrendRow]]) -> list[str]:
    """Return what changed, by name, and why the rest is not said."""
    named = atlas.pack.catalogue.indicators
    changed = [
        f"{named[name].label}, {atlas.know.labels[code]}: {kind_of(row)}. {_first(row.sentence)}"
        for code, names in found.items()
        for name, row in names.items()
        if kind_of(row) in (WORSE, BETTER)
    ]
    rows = [row for names in found.values() for row in names.values()]
    unsaid = [row for row in rows if kind_of(row) == UNSAID]
    parts = {
        CARE: sum(bool(row.step) for row in unsaid),
        UNSURE: sum(not row.step and bool(row.sure) for row in unsaid),
        ALONE: sum(not row.sure for row in unsaid),
    }
    why = "; ".join(f"{count} {part}" for part, count in parts.items() if count)
    return [
        *changed[:NAMED],
        *more_note(len(changed) - NAMED, "that changed"),
        *([f"Not said: {why}."] if why else []),
    ]
