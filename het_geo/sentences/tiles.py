"""A tile in words: the figure, what it is of, how it stands, what changed, or why there is none."""

from __future__ import annotations

from datetime import date
from math import isnan

from het_geo import words
from het_geo.atlas.changed import Changed
from het_geo.atlas.comparison import Comparison
from het_geo.atlas.leads import MOSTLY
from het_geo.atlas.tiles import Tile
from het_geo.atlas.views import IndicatorView
from het_geo.catalogue.records import Indicator
from het_geo.catalogue.vocabulary import Lead, Unit
from het_geo.compare import Verdict
from het_geo.figures import Status
from het_geo.geography import Level
from het_geo.sentences.ages import aged
from het_geo.sentences.beside import both_lenses, lenses, not_sure, stands
from het_geo.sentences.changed import are_alike, was_then
from het_geo.sentences.guidelines import side_of
from het_geo.sentences.minute_words import TileWords
from het_geo.sentences.parts import VALUE, bare, clause, figure, when
from het_geo.trends.change import Sureness

NO_PLAIN = "No plain figure is held here for areas of this kind."
ASK_COUNCIL = "Ask the council’s public-health team."
LARGER = "Its ward may have one."
INSTEAD = "Its profile names the neighbourhoods that it lies in."
ALONE = "nothing to compare with"
NONE_EARLIER = "No earlier figure."  # that can be compared: there may be one made in another way
UP, DOWN = "▲", "▼"  # on a tile an arrow points where the figure lies: higher, or lower


def tile_words(tile: Tile, today: date) -> TileWords:
    """Return what a tile says at a date."""
    view = tile.view
    if view is None or tile.figure is None:
        title = view.indicator.label if view else ""
        return TileWords(tile.block.label, title, "", no_figure(tile))
    found = tile.comparison
    before, after = around(view.indicator)
    style, standing = _standing(tile, view, found)
    then = ", ".join([when(view), *(caveat.beside for caveat in view.caveats if caveat.beside)])
    return TileWords(
        tile.block.label,
        view.indicator.label,
        figure(view, tile.figure.value),
        f"{after} {then}".strip(),
        words.capital(aged(view.period, today)),
        standing,
        style,
        _lenses(tile, view, found),
        change_told(view.indicator, view.unit, tile.changed),
        tile.changed is not None,
        _strip(tile),
        f"{words.capital(clause(view, tile.figure.value))} {then}.",
        before,
    )


def change_told(indicator: Indicator, unit: Unit, found: Changed | None) -> str:
    """Return what a figure was as one short sentence, and whether it changed by more than chance.

    Such as "The figure was 22.3% on 27 March 2011; the change may be chance."
    """
    if found is None:
        return NONE_EARLIER
    went = "risen" if found.whole.difference.value > 0 else "fallen"
    chance = {
        Sureness.SURE: f" and has {went} by more than chance",
        Sureness.CHANCE: "; the change may be chance",
    }
    said = "" if are_alike(indicator, found.whole) else chance.get(found.whole.sure, "")
    care = " Compare with care." if found.breaks else ""
    return f"The figure was {was_then(indicator, unit, found)}{said}.{care}"


_WAYS = {
    "england": "with England by margins of error",
    "guideline": "with a guideline",
    "place": "with the place by margins of error",
    "none": "with nothing",
}


def rule_said(rule: Lead) -> str:
    """Return by which rule of the catalogue a figure speaks for its block, as a page tells it."""
    ways = "; if there is none, ".join(_WAYS[way] for way in rule.compared)
    share = words.number(MOSTLY * 100, 0)
    return (
        "Each figure is chosen by one rule, the same for all areas of a level. It must be a plain "
        f"figure of which high is better or worse, known for at least {share}% of the areas, with "
        f"at least {rule.people} people (households, children) behind each. Shown is the newest "
        f"that can be compared {ways}. The block’s other figures are on the map."
    )


def around(indicator: Indicator) -> tuple[str, str]:
    """Return what is read before a figure and after it: with it, one phrase.

    >>> from types import SimpleNamespace as Made
    >>> around(Made(says="{value} of homes had a bath"))
    ('', 'of homes had a bath')
    >>> around(Made(says="crimes ran at {value} people a year"))
    ('Crimes ran at', 'people a year')
    """
    before, _, after = indicator.says.partition(VALUE.strip())
    return words.capital(before.strip()), after.strip()


def no_figure(tile: Tile) -> str:
    """Return why a tile has no figure, and whom to ask."""
    if tile.view is None:
        small = tile.level in (Level.LSOA, Level.MSOA)
        return f"{NO_PLAIN} {LARGER if small else ASK_COUNCIL}"
    status = Status(tile.view.table.loc[tile.code, "status"])
    why = words.capital(status.words or "no figure is given")
    ask = f"Whom to ask: {tile.view.sources[0].publisher}."
    return f"{why}. {INSTEAD if status == Status.NO_NEIGHBOURHOOD else ask}"


def _standing(tile: Tile, view: IndicatorView, found: Comparison | None) -> tuple[str, str]:
    """Return the verdict's style, and how the figure stands with its mark.

    The arrow says what the word beside it says, on which side the figure lies; better or worse
    follows as a word, in its colour. A figure that cannot be judged by margins stands against its
    guideline, where it has one.
    """
    if found and tile.verdict != Verdict.NOT_COMPARED:
        return str(tile.verdict), _beside(view, found)
    if tile.above_guideline is not None:
        return _beside_guideline(view, tile.figure.value if tile.figure else 0.0)
    if found is None:
        return "", f"{Verdict.NOT_COMPARED.mark} {_none(view)}"
    there = figure(view, found.benchmark.value)
    return "", f"{Verdict.NOT_COMPARED.mark} {found.benchmark.name}: {there}. {not_sure(view)}"


def _none(view: IndicatorView) -> str:
    """Return that there is nothing to compare a figure with, or in which other England has one."""
    if view.alike:
        return f"England has a figure in “{view.alike.indicator.label}” alone"
    return f"No figure for England: {ALONE}"


def _beside(view: IndicatorView, found: Comparison) -> str:
    """Return on which side of a benchmark a figure lies, and whether that is better or worse."""
    there = f"{found.benchmark.name} ({figure(view, found.benchmark.value)})"
    there += ", not adjusted for age" if view.indicator.follows_age else ""
    if found.verdict == Verdict.SIMILAR:
        return f"{found.verdict.mark} {words.capital(stands(found))} {there}"
    up = found.value > found.benchmark.value
    alike = figure(view, found.value) == figure(view, found.benchmark.value)
    side = words.capital(f"{'just ' if alike else ''}{view.unit.more if up else view.unit.less}")
    if found.verdict in (Verdict.HIGHER, Verdict.LOWER):
        return f"{found.verdict.mark} {side} than {there}"
    return f"{UP if up else DOWN} {side} than {there}: {found.verdict}"


def _lenses(tile: Tile, view: IndicatorView, found: Comparison | None) -> str:
    """Return difference and ratio to what the figure stands against: England, or a guideline."""
    if tile.figure and tile.verdict == Verdict.NOT_COMPARED and view.indicator.references:
        return lenses(view, tile.figure.value, view.indicator.references[0].value)
    return both_lenses(view, found) if found else ""


def _beside_guideline(view: IndicatorView, value: float) -> tuple[str, str]:
    """Return how a figure stands against its guideline; "just" where both are written alike."""
    line = view.indicator.references[0]
    there = f"the {line.label} ({figure(view, line.value)})"
    side = side_of(view, value, line)
    if side == "at":
        return "", f"● At {there}"
    style, mark = ("worse", UP) if value > line.value else ("better", DOWN)
    return style, f"{mark} {words.capital(side)} {there}"


def _strip(tile: Tile) -> str:
    """Return between which figures the areas of the level lie, and what the whole place has."""
    areas = tile.areas
    if areas is None or not areas.known:
        return ""
    values = areas.table["value"].dropna()
    low, high = areas.value(values.idxmin()), areas.value(values.idxmax())
    many = words.count_of(areas.known, areas.level.one, areas.level.many)
    span = "" if low == high else f"{bare(areas, low)} to "
    return f"{many}: {span}{figure(areas, high)}{_place(tile, areas)}"


def _place(tile: Tile, areas: IndicatorView) -> str:
    """Return what the whole place has, of an area in it that is told beside England."""
    own = areas.benchmark(Level.DISTRICT)
    beside = tile.view.chosen.code if tile.view else ""
    if own.code in (tile.code, beside) or isnan(own.value):
        return ""
    return f"; {own.name} {figure(areas, own.value)}"
