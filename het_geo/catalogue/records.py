"""The catalogue's records: frozen declarations that every place shares.

A record is data, read from TOML by :func:`het_geo.catalogue.read.read_catalogue`, which refuses
whatever these classes do not declare.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path

from het_geo.catalogue.periods import Break, BreakAt, Period, Series
from het_geo.catalogue.recipes import Recipe, Reference, Terms
from het_geo.catalogue.topics import Topic
from het_geo.catalogue.vocabulary import (
    BuildingBlock,
    Caveat,
    Lead,
    MeasureDefinition,
    PointKind,
    Principle,
    Source,
    Subgroup,
    Unit,
    Unmeasured,
)

# What each kind allows is decided here once; see docs/methods.md#kinds-of-figure.
KINDS = (
    "proportion",
    "rate",
    "dsr",
    "mean",
    "concentration",
    "distance",
    "score",
    "rank",
    "decile",
    "class",
    "modelled",
    "count",
)
MEASURED = ("value", "numerator", "denominator", "lower", "upper")  # a weight only averages
UNAVERAGED_KINDS = ("rank", "decile", "class")
MANY = {"rank": "ranks", "decile": "deciles", "class": "classes"}
PLAIN_KINDS = ("count", *UNAVERAGED_KINDS)  # nothing is gained by comparing
PERIOD_KINDS = ("instant", "year", "financial_year", "school_year", "month", "range")
TIERS = ("outcome", "early")
FOLLOWS_AGE = "not_age_standardised"  # the caveat of a share that is high where people are old


@dataclass(frozen=True)
class Indicator:
    """One thing measured for areas: what it says, how it is made, and how it may be used.

    ``levels`` are the levels a page can choose, the source's own first; what is larger follows.
    ``cap`` is a ceiling for values that two sources of different years push above it; capped values
    are flagged. ``hides_small_counts``: counts of 1 to 4 people are not shown. ``says`` is a clause
    with ``{value}`` in it, used in every sentence; ``counted`` names what the denominator counts.
    ``closable``: fewer (or more) of the people counted is an aim. ``partition`` names a set of
    indicators whose numerators divide all people into groups. ``breaks`` are where its series was
    made in another way. ``published`` gives, by level, the publisher's own figures in this unit,
    where ours are worked out on one basis for all levels. ``made_of`` is the level that figures are
    made of where that is smaller than any a page may choose. ``tenths`` is the source's name of
    what it also gives for each tenth of an area's neighbourhoods, by deprivation. ``than`` is how a
    score is said to be higher and lower than another, in words of its own direction. ``today`` is
    the indicator by which the same is measured against what holds today: it is told first.
    """

    id: str
    label: str
    question: str
    subtitle: str
    says: str
    counted: str
    kind: str
    unit: str
    decimals: int
    polarity: int
    block: str
    principles: tuple[int, ...]
    subgroups: tuple[str, ...]
    levels: tuple[str, ...]
    valid: tuple[float, float]
    zero_baseline: bool
    caveats: tuple[str, ...]
    source: str
    tier: str
    periods: tuple[Period, ...] = ()
    value: Terms | None = None
    numerator: Terms | None = None
    denominator: Terms | None = None
    weight: Terms | None = None
    lower: Terms | None = None
    upper: Terms | None = None
    numerator_label: str = ""
    denominator_label: str = ""
    references: tuple[Reference, ...] = ()
    series: tuple[Series, ...] = ()
    cap: float | None = None
    hides_small_counts: bool = False
    recipes: tuple[Recipe, ...] = ()
    partition: str = ""
    closable: bool = True
    published: Mapping[str, Terms] = field(default_factory=dict)
    breaks: tuple[BreakAt, ...] = ()
    made_of: str = ""
    tenths: str = ""
    than: tuple[str, ...] = ()
    today: str = ""
    also: tuple[str, ...] = field(default=(), repr=False)  # everyday words; no byte of a pack

    @cached_property
    def base_level(self) -> str:
        """The smallest level that the source publishes: lsoa, msoa, ward or district."""
        levels = (self.made_of, *self.levels)
        return next(level for level in ("lsoa", "msoa", "ward", "district") if level in levels)

    @property
    def follows_age(self) -> bool:
        """Whether its figure is high where people are old, and is not adjusted for that."""
        return FOLLOWS_AGE in self.caveats

    @property
    def judged_polarity(self) -> int:
        """Its polarity, or 0 where it follows age: what verdicts, ends and colours go by."""
        return 0 if self.follows_age else self.polarity

    @property
    def judged(self) -> bool:
        """Whether its figures are called better and worse, rather than higher and lower."""
        return self.judged_polarity != 0

    def breaks_between(self, one: Period, other: Period, level: str) -> tuple[BreakAt, ...]:
        """Return the breaks that lie between two periods for a level, oldest first."""
        found = [b for b in self.breaks if not b.levels or level in b.levels]
        return tuple(b for b in found if b.lies_between(one, other))

    def disowns(self, period: Period, level: str) -> bool:
        """Tell whether a break says that the figures of a period are themselves out of line."""
        spans = (s for b in self.breaks if not b.levels or level in b.levels for s in b.spans)
        return any(span.touches(period) for span in spans)

    def periods_at(self, level: str) -> tuple[Period, ...]:
        """Return the periods that this level has, oldest first."""
        return tuple(p for p in self.periods if not p.levels or level in p.levels)

    @property
    def base(self) -> Terms | None:
        """What areas are weighted by: the denominator, or the declared weight."""
        return self.denominator or self.weight

    @property
    def terms(self) -> list[Terms]:
        """Every term of the recipe, the preferred ones too."""
        parts = [getattr(self, name) for name in (*MEASURED, "weight")]
        parts += [terms for r in self.recipes for terms in (r.numerator, r.denominator)]
        parts += self.published.values()
        return [terms for part in parts if part is not None for terms in part.chain()]

    def part(self, name: str, period: Period) -> Terms | None:
        """Return one part of the recipe (value, numerator, …) for a period."""
        found: Terms | None = getattr(self, name)
        for recipe in self.recipes:
            if period.id in recipe.periods:
                found = getattr(recipe, name, None)
        return found

    def period(self, period_id: str) -> Period:
        """Return the period with this id.

        Raises:
            KeyError: the indicator has no such period.
        """
        return {period.id: period for period in self.periods}[period_id]


@dataclass(frozen=True)
class Catalogue:
    """All records, in the order of files; ``tables``: where added sources' own tables stand."""

    units: Mapping[str, Unit]
    blocks: Mapping[str, BuildingBlock]
    principles: Mapping[int, Principle]
    subgroups: Mapping[str, Subgroup]
    caveats: Mapping[str, Caveat]
    breaks: Mapping[str, Break]
    sources: Mapping[str, Source]
    measures: Mapping[str, MeasureDefinition]
    blanks: Mapping[str, Unmeasured]
    point_kinds: Mapping[str, PointKind]
    leads: Mapping[str, Lead]
    indicators: Mapping[str, Indicator]
    subjects: Mapping[str, str]  # an id for each indicator
    topics: Mapping[str, Topic] = field(default_factory=dict)
    tables: Mapping[str, Path] = field(default_factory=dict)

    def unit_of(self, indicator: Indicator) -> Unit:
        """Return the unit record of an indicator."""
        return self.units[indicator.unit]

    def sources_of(self, indicator: Indicator) -> list[Source]:
        """Return the sources an indicator is made from, its own first, each once."""
        ids = [indicator.source, *(terms.source for terms in indicator.terms)]
        columns = [name for terms in indicator.terms for name in terms.columns]
        files = [i for name in dict.fromkeys(ids) for i in self.files_of(name)]
        return [self.sources[i].behind(columns) for i in files]

    def without_share_alike(self) -> Catalogue:
        """Return the catalogue without what a licence would make whoever shares it share alike."""
        kept = {name: s for name, s in self.sources.items() if not s.share_alike}
        held = {n: i for n, i in self.indicators.items() if all(t.source in kept for t in i.terms)}
        return replace(self, sources=kept, indicators=held)

    def files_of(self, source: str) -> tuple[str, ...]:
        """Return a source and, where the build makes it out of others, those too."""
        return (source, *self.sources[source].made_from)

    def caveats_of(self, indicator: Indicator, period: Period | None = None) -> list[Caveat]:
        """Return what to know of an indicator: its own caveats and those of what it is made from.

        Each stands once, in the order of ``caveats.toml``. With a ``period``, the sources are those
        of its figures alone: an earlier edition's table has caveats of its own.
        """
        periods = indicator.periods if period is None else (period,)
        parts = [indicator.part(name, p) for p in periods for name in MEASURED]
        ids = {terms.source for part in parts if part is not None for terms in part.chain()}
        named = {*indicator.caveats, *(name for i in ids for name in self.sources[i].caveats)}
        mixed = any(self.are_years_mixed(indicator, p) for p in periods)
        return [c for c in self.caveats.values() if c.id in named or (c.mixed and mixed)]

    def caveats_at(self, indicator: Indicator, period: Period, level: str) -> list[Caveat]:
        """Return an indicator's caveats, its sources' among them, that hold at a level."""
        vintage = period.vintage or self.sources[indicator.source].vintage
        found = self.caveats_of(indicator, period)
        return [c for c in found if c.holds(level, vintage, period.end.year)]

    def are_years_mixed(self, indicator: Indicator, period: Period) -> bool:
        """Tell whether a period's count is divided by people of a year that it has no day in.

        People that come with the count, in one table, are of its time.
        """
        count, people = (indicator.part(name, period) for name in ("numerator", "denominator"))
        if count is None or people is None or count.source == people.source:
            return False
        year = int(self.sources[people.source].period[:4])
        return not period.start.year <= year <= period.end.year
