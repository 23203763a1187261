"""What differs between areas, in words: how many figures, in which direction, by how much."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from math import isnan

from het_geo import words
from het_geo.atlas.atlas import Atlas
from het_geo.beside.lines import BesideLine, Pair, counted
from het_geo.blank import no_limits
from het_geo.sentences.beside import lenses, why_no_verdict
from het_geo.sentences.headlines import figure
from het_geo.trends.change import Sureness

RULE = (
    "In each building block, what differs by more than chance stands first, then what is not known "
    "to, then what may be chance; in each of these the largest difference first. How large it is "
    "is counted in standard deviations of {place}’s areas (each counted once), because points, "
    "pounds and µg/m³ cannot be set against one another."
)
SURE_RULE = (
    "More than chance: the 95% limits of the difference of two independent figures (MOVER) leave "
    "out 0. Of figures without a margin of error it is not known."
)
SHARED = "{} share ground, so their figures are alike by nature: where they do not differ by more "
WHO = "Who lives there is not counted here: it is no gap. It stands in a part of its own."
SAME_THING = "Several of the figures tell of the same thing: they are not so many pieces of proof."
STANDS_OUT = 5  # figures that are named first


def names_of(atlas: Atlas, codes: Sequence[str]) -> list[str]:
    """Return what the areas are called."""
    return [atlas.know.labels[code] for code in codes]


def pair_of(line: BesideLine, place: int) -> Pair:
    """Return a pair by its place among those of a line: the same two areas in every line."""
    return line.pairs[place]


def tally(names: Sequence[str], lines: Sequence[BesideLine], place: int) -> str:
    """Return how many figures of one pair differ by more than chance, and in which direction."""
    held = [(line, pair_of(line, place)) for line in counted(lines)]
    judged = [(line, pair) for line, pair in held if pair.limited]
    if not held:
        return ""
    one, other = names[held[0][1].one], names[held[0][1].other]
    if not judged:
        return f"No figure of {one} and {other} has a margin of error to tell them apart by."
    sure = [(line, pair) for line, pair in judged if pair.found.sure == Sureness.SURE]
    many = words.count_of(len(judged), "figure", "figures")
    if not sure and held[0][1].shared:
        return f"{one} and {other} share ground: of no figure is it known to differ beyond chance."
    if not sure:
        none = "None of them differs" if len(judged) > 1 else "It does not differ"
        said = f"{many} with a margin of error can be compared"
        return f"{one} and {other}: {said}. {none} by more than chance."
    differ = f"{len(sure)} {'differs' if len(sure) == 1 else 'differ'}"
    return (
        f"{one} and {other}: of {many} with a margin of error, {differ} by more than "
        f"chance. {_ways(one, sure)}"
    )


def _ways(one: str, sure: Sequence[tuple[BesideLine, Pair]]) -> str:
    """Return in how many an area is worse, better, and higher or lower where neither is said."""
    many = Counter(way_of(line, pair) for line, pair in sure)
    judged, plain = (
        words.listed([f"{way} in {many[way]}" for way in ways if many[way]])
        for ways in (("worse", "better"), ("higher", "lower"))
    )
    of_plain = f"where neither high nor low is better, it is {plain}."
    if not judged:
        return f"In {one}, {of_plain}"
    count = many["higher"] + many["lower"]
    others = f" In {count} {'other' if count == 1 else 'others'}, {of_plain}" if plain else ""
    return f"{words.capital(one)} is {judged}.{others}"


def way_of(line: BesideLine, pair: Pair) -> str:
    """Return which way one area differs from the other: better or worse, or higher or lower."""
    up = pair.found.difference.value > 0
    side = line.indicator.judged_polarity
    if side:
        return "better" if up == (side > 0) else "worse"
    return "higher" if up else "lower"


def chance_said(lines: Sequence[BesideLine]) -> str:
    """Return that one in twenty figures of areas that are alike would look different; "" of none.

    Of so few that not one would, the rule alone.
    """
    judged = [line for line in counted(lines) if any(pair.limited for pair in line.pairs)]
    if not judged:
        return ""
    here = round(len(judged) / 20)
    some = f": here about {here} of {len(judged)}" if here else ""
    return (
        "Even between areas that are alike, about one figure in twenty would look different (at "
        f"95%){some}."
    )


def unknown_said(lines: Sequence[BesideLine]) -> str:
    """Return of how many figures it is not known how sure a difference is, with each why.

    Then of how many none is told: with those that can be told apart they are all that are counted.
    """
    known = [line for line in counted(lines) if not any(pair.limited for pair in line.pairs)]
    unknown = [no_limits(ln.indicator).why for ln in known if ln.sure == Sureness.UNKNOWN]
    untold = [ln.pairs[0].why.why for ln in known if ln.sure is None]
    also = "more " if len(known) < len(counted(lines)) else ""
    said = (
        _of_some(unknown, also, "we cannot say whether a difference is chance"),
        _of_some(untold, "more " if also or unknown else "", "no difference is told"),
    )
    return " ".join(text for text in said if text)


def _of_some(reasons: Sequence[str], also: str, what: str) -> str:
    """Return what is said of so many figures, with how many of them for each reason; "" of none."""
    if not reasons:
        return ""
    more = words.count_of(len(reasons), f"{also}figure", f"{also}figures")
    each = Counter(reasons)
    if len(each) == 1:
        return f"For {more} {what}, because {reasons[0]}."
    return f"For {more} {what}: {'; '.join(f'for {n} because {why}' for why, n in each.items())}."


def shared_said(names: Sequence[str], lines: Sequence[BesideLine]) -> str:
    """Return which areas share ground, and what that means for them; "" of none."""
    pairs = lines[0].pairs if lines else ()
    found = [words.listed([names[p.one], names[p.other]]) for p in pairs if p.shared]
    if not found:
        return ""
    said = SHARED.format("; ".join(found))
    return f"{said}than chance, we cannot say whether that is chance."


def difference_said(names: Sequence[str], line: BesideLine, pair: Pair) -> str:
    """Return how one figure differs from the other in both lenses, as a table has it.

    A score is told in words of its own direction: "it is more deprived of learning than …".
    """
    own, there = line.figures[pair.one].value, line.figures[pair.other].value
    view = line.views[pair.one]
    gap = words.difference(own, there, line.indicator)
    if not (line.indicator.than and gap):
        return lenses(view, own, there, few=pair.few)
    higher, lower = line.indicator.than
    far = words.distance(gap, line.indicator, view.unit)
    return f"{higher if gap > 0 else lower} {names[pair.other]}, by {far}"


def sure_said(line: BesideLine, pair: Pair) -> str:
    """Return how sure a difference is, and whether that is better or worse."""
    sure = pair.found.sure
    if sure != Sureness.SURE:
        return str(sure)
    way = way_of(line, pair)
    return f"{sure}, and {way}" if way in ("better", "worse") else str(sure)


def outstanding(atlas: Atlas, names: Sequence[str], lines: Sequence[BesideLine]) -> list[str]:
    """Return the largest differences beyond chance, a sentence each, one a subject."""
    subjects = atlas.pack.catalogue.subjects
    held = [
        (line, pair)
        for line in counted(lines)
        for pair in line.pairs
        if pair.told and pair.found.sure == Sureness.SURE and not isnan(pair.gap)
    ]
    held.sort(key=lambda found: -found[1].gap)
    first: dict[str, str] = {}
    for line, pair in held:
        first.setdefault(subjects[line.id], _sentence(names, line, pair))
    return list(first.values())[:STANDS_OUT]


def _sentence(names: Sequence[str], line: BesideLine, pair: Pair) -> str:
    own, there = line.figures[pair.one].value, line.figures[pair.other].value
    view, way = line.views[pair.one], way_of(line, pair)
    care = f", and {way} in {names[pair.one]}" if way in ("better", "worse") else ""
    return (
        f"{line.indicator.label} ({view.period.label}): {figure(view, own)} in {names[pair.one]}, "
        f"{figure(view, there)} in {names[pair.other]}: {difference_said(names, line, pair)}{care}."
        f"{why_no_verdict(view)}"
    )
