"""Is it the worst? Could it be chance? Compared with whom?"""

from __future__ import annotations

from math import isnan

import pandas as pd

from het_geo import words
from het_geo.atlas.views import Benchmark
from het_geo.beside.similar import most_similar
from het_geo.beside.similar_said import figure_said, opening_said, reason_said
from het_geo.bounds import average
from het_geo.briefing.cards.asked import NO_MARGIN, NOT_SURE, AreaInView, Said, alike, listed
from het_geo.compare import Verdict
from het_geo.geography import Level
from het_geo.sentences import headlines, notes
from het_geo.sentences.beside import in_another, none_of
from het_geo.sentences.notes import WORST_OF
from het_geo.sentences.receipts import Number, exact

DRAWN = "95% sure, from 10,000 draws of every area’s figure within its margin of error."
FIFTHS = {1: "most deprived", 2: "second most deprived", 3: "middle", 4: "second least deprived",
          5: "least deprived"}  # fmt: skip


def worst(asked: AreaInView) -> Said:
    """Return whether an area is the worst (or highest), with the certainty of ranks."""
    view, table = asked.view, asked.view.table
    if asked.is_place:
        return _worst_place(asked)
    if not asked.known:
        return Said(f"That cannot be said. {asked.missing}", NOT_SURE)
    count = int(table["value"].notna().sum())
    if count < 2:
        end = WORST_OF[view.indicator.judged_polarity][0]
        only = f"{asked.label} is the only {view.level.one} with a figure, so none is the {end}."
        return Said(only, "There is nothing to compare it with.", (asked.own,))
    if not view.ranked or asked.code not in view.ranks.index:
        said = notes.rank(view, asked.code)
        tail = "" if said.startswith("Not ranked") else " Whether that is chance is not known."
        return Said(f"That cannot be said. {said}{tail}", NO_MARGIN, (asked.own,))
    return _ranked(asked)


def _worst_place(asked: AreaInView) -> Said:
    end = WORST_OF[asked.view.indicator.judged_polarity][0]
    only = f"This is one figure for the whole of {asked.label}, so no area inside is the {end}."
    parts = [_verdict(asked, c.benchmark) for c in asked.beside()]
    said = " ".join(part for part in (only, *parts[-1:]) if part)
    return Said(said, _how_sure(asked), _numbers(asked))


def _ranked(asked: AreaInView) -> Said:
    view, code = asked.view, asked.code
    ranked, areas = view.ranks, notes.among(view)
    end = WORST_OF[view.indicator.judged_polarity][0]
    could, _ = asked.atlas.could_be(view)
    rank = notes.rank(view, code)
    if could == [code]:
        answer = f"Yes: {asked.label} is the {end} of {areas}, 95% sure."
    elif code in could:
        others = listed(view, [c for c in could if c != code])
        answer = f"It could be. {len(could)} of {areas} could be the {end}: the other "
        answer += f"{'is' if len(could) == 2 else f'{len(could) - 1} are'} {others}. {rank}"
    else:
        answer = f"No. {rank}{_alike(asked)}"
    row = ranked.loc[code]
    numbers: list[Number] = [
        asked.own,
        ("Rank (1 = worst or highest)", f"{row['rank']:.0f}"),
        ("95% rank interval", f"{row['rank_lower']:.0f} to {row['rank_upper']:.0f}"),
        (f"Chance of being the {end}", f"{words.number(row['p_worst'] * 100, 0)}%"),
    ]
    return Said(answer, DRAWN, tuple(numbers), (*asked.measures, "rank_interval"))


def _alike(asked: AreaInView) -> str:
    view = asked.view
    same = alike(view, asked.code)
    if not same:
        return f" It can be told apart from every other {view.level.one}."
    return f" Taken one by one, it cannot be told apart from {listed(view, same)}."


def chance(asked: AreaInView) -> Said:
    """Return whether the distance from England and the district could be chance."""
    if not asked.known:
        return Said(f"That cannot be said. {asked.missing}", NOT_SURE)
    if not asked.limited:
        said = f"That cannot be said. {asked.unsure}"
        return Said(said, NO_MARGIN, (asked.own,))
    low, high = (asked.written(v) for v in (asked.figure.lower, asked.figure.upper))
    value = asked.written(asked.figure.value)
    head = (
        f"The figure is {value}; the true one is likely, 19 times in 20, to lie between {low} "
        f"and {high}."
    )
    levels = (Level.COUNTRY, Level.DISTRICT)
    there = [c.benchmark for level in levels for c in asked.beside() if c.benchmark.level == level]
    said = " ".join([head, *(_chance(asked, b) for b in there)])
    return Said(said, _how_sure(asked), _numbers(asked), asked.measures)


def _chance(asked: AreaInView, there: Benchmark) -> str:
    if pd.isna(there.value):
        return none_of(asked.view, there)
    name = f"{there.name}’s {asked.written(there.value)}"
    inside = asked.against(there).verdict == Verdict.SIMILAR
    if inside:
        return f"{name} lies inside that range, so that difference could be chance."
    return f"{name} lies outside it, so that difference is more than chance."


def _how_sure(asked: AreaInView) -> str:
    if not asked.limited:
        return NO_MARGIN
    return "95% sure, by the area’s own margin of error; the other figure is taken as it is."


def _numbers(asked: AreaInView) -> tuple[Number, ...]:
    own = () if not asked.known else (asked.own,)
    return (*own, *((b.name, exact(asked.view, b.value)) for b in _others(asked)))


def _others(asked: AreaInView) -> list[Benchmark]:
    return [c.benchmark for c in asked.beside()]


def _verdict(asked: AreaInView, there: Benchmark) -> str:
    if pd.isna(there.value) or asked.plain or not asked.known:
        return "" if asked.known else asked.missing
    return headlines.comparison(asked.view, asked.against(there))


def compared(asked: AreaInView) -> Said:
    """Return the area beside district, region, England and areas in the same deprivation fifth."""
    there = [f"{b.name} {asked.written(b.value)}" for b in _others(asked) if not pd.isna(b.value)]
    own = f"{asked.label} has {asked.written(asked.figure.value)}" if asked.known else ""
    none = [b for b in _others(asked) if pd.isna(b.value)]
    head = f"{own or asked.missing[:-1]}; {words.listed(there)}." if there else ""
    head = head or (f"{own}." if own else asked.missing)
    if none:
        head += f" There is no figure for {either([b.name for b in none])}."
        head += f" {in_another(asked.view.alike)}" if asked.view.alike else ""
    similar, numbers = _similar(asked)
    sure = _how_sure(asked) if asked.known else NOT_SURE
    measures = () if asked.is_place else ("quantile_groups",)
    return Said(f"{head} {similar}", sure, (*_numbers(asked), *numbers), measures)


def either(names: list[str]) -> str:
    """Join names as alternatives.

    >>> either(["Luton", "East of England", "England"])
    'Luton, East of England or England'
    """
    return f"{', '.join(names[:-1])} or {names[-1]}" if len(names) > 1 else "".join(names)


def _similar(asked: AreaInView) -> tuple[str, tuple[Number, ...]]:
    """Return the mean of the other areas in the same fifth of deprivation, and what it is."""
    view, level = asked.view, asked.view.level
    if asked.is_place:
        return _alike_districts(asked), ()
    fifths = asked.atlas.keep((level, "fifths"), lambda: _fifths(asked))
    fifth = fifths.get(asked.code, 0)
    if not fifth:
        return f"Which {level.many} are as deprived is not told: {_unfifthed(asked)}.", ()
    group = f"{FIFTHS[fifth]} fifth of {view.place}’s {level.many} by IMD 2025"
    same = [c for c, own in fifths.items() if own == fifth and c != asked.code]
    if not same:
        return f"It is alone in the {group}.", ()
    known = [f for c in same if not isnan((f := view.figures[c]).value)]
    if not known or asked.plain:
        why = "these figures are not averaged" if known else "no other there has a figure"
        return f"It is in the {group}, but {why}.", ()
    weighed = [f for f in known if f.denominator > 0]
    if len(weighed) < len(known):
        weighed = [f._replace(denominator=1.0) for f in known]
    mean = average([f.value for f in weighed], [f.denominator for f in weighed])
    others = words.count_of(len(known), "other averages", "others average")
    said = f"It is in the {group}; the {others} {asked.written(mean)}."
    label = f"{len(known)} others in the same deprivation fifth"
    return said, ((label, exact(view, mean)),)


def _unfifthed(asked: AreaInView) -> str:
    """Return why an area stands in no fifth of deprivation."""
    none = f"{asked.label} has no score of deprivation"
    return str(asked.atlas.fifths(asked.view.level).attrs.get("reason", none))


def _alike_districts(asked: AreaInView) -> str:
    """Return which districts are most like the place, and who of them has this figure better."""
    found, catalogue = most_similar(asked.atlas, asked.code), asked.atlas.pack.catalogue
    if found.reason:
        return reason_said(found)
    own = [one for one in found.ahead if one.indicator.id == asked.view.indicator.id]
    said = [figure_said(found, catalogue, one) for one in own]
    if asked.limited and not own:
        said = ["None of the ten most alike is known to have it better by more than chance."]
    return " ".join([opening_said(found), *said])


def _fifths(asked: AreaInView) -> dict[str, int]:
    """Return each area's fifth of deprivation within the place; 0 where it is not known."""
    fifths = asked.atlas.fifths(asked.view.level)
    return {str(code): 0 if pd.isna(own) else int(own) for code, own in fifths.items()}
