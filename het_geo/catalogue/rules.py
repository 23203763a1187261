"""What an indicator record must satisfy beyond its types."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from string import Formatter

from het_geo.catalogue.periods import NOT_COMPARABLE, WITH_CARE, Break, BreakRecord
from het_geo.catalogue.records import (
    KINDS,
    MANY,
    PERIOD_KINDS,
    TIERS,
    UNAVERAGED_KINDS,
    Catalogue,
    Indicator,
)
from het_geo.catalogue.vocabulary import COMPARED, Source
from het_geo.errors import CatalogueError
from het_geo.geography import Level, Vintage
from het_geo.plain import is_web_address

COUNTED_KINDS = ("proportion", "rate")
OWN = "own"  # the status of a table that a visitor has brought
SMALL = (Level.LSOA, Level.MSOA)


def check_indicator(indicator: Indicator, catalogue: Catalogue) -> None:
    """Refuse an indicator that breaks a rule.

    Raises:
        CatalogueError: a key of it does; the indicator and the key are named.
    """
    _vocabulary(indicator, catalogue)
    _recipe(indicator, catalogue)
    _words_and_range(indicator)
    _periods(indicator)


def check_source(source: Source) -> None:
    """Refuse an address or a rule for low counts that cannot be.

    Raises:
        CatalogueError: an address does not begin with http or https, or the least that a withheld
            count can be is negative or above the most.
    """
    newer = [source.newer.url] if source.newer else []
    own = [source.url] if source.url or source.status != OWN else []  # a visitor's may have none
    for address in [*own, *newer]:
        if not is_web_address(address):
            raise CatalogueError(
                f"source '{source.id}', key 'url': {address!r} is no http or https address."
            )
    rule = source.withheld
    if rule is not None and not 0 <= rule.least <= rule.most:
        raise CatalogueError(
            f"source '{source.id}', key 'withheld': a count from {rule.least:g} to {rule.most:g} "
            "cannot be. Give the least and the most that a withheld count can be."
        )


def check_blanks(catalogue: Catalogue) -> None:
    """Refuse an honest blank that names an unknown principle.

    Raises:
        CatalogueError: there is no principle of this number.
    """
    for blank in catalogue.blanks.values():
        for number in blank.principles:
            if number not in catalogue.principles:
                raise CatalogueError(
                    f"blank '{blank.id}', key 'principles': unknown {number!r}. "
                    f"Known: {', '.join(str(k) for k in catalogue.principles)}."
                )


def check_leads(catalogue: Catalogue) -> None:
    """Refuse a leading rule of an unknown kind or way to compare.

    Raises:
        CatalogueError: a kind or a way to compare is not one that is known.
    """
    for lead in catalogue.leads.values():
        for key, found, known in (
            ("kinds", lead.kinds, KINDS),
            ("compared", lead.compared, COMPARED),
        ):
            for value in found:
                if value not in known:
                    raise CatalogueError(
                        f"lead '{lead.id}', key '{key}': unknown {value!r}. "
                        f"Known: {', '.join(known)}."
                    )


def check_words(breaks: Iterable[Break]) -> None:
    """Refuse a break with another word than the two there are.

    Raises:
        CatalogueError: the word is neither ``not_comparable`` nor ``with_care``.
    """
    for one in breaks:
        if one.word not in (NOT_COMPARABLE, WITH_CARE):
            raise CatalogueError(
                f"break '{one.id}', key 'word': unknown {one.word!r}. "
                f"Known: {NOT_COMPARABLE}, {WITH_CARE}."
            )


def check_breaks(
    indicator: Indicator, declared: Iterable[BreakRecord], known: Mapping[str, Break]
) -> None:
    """Refuse a break that an indicator cannot have.

    Raises:
        CatalogueError: the break, its period or one of its levels is not known, no figure stands
            before it, or it stands twice.
    """
    seen = set()
    periods = {period.id: period for period in indicator.periods}
    levels = [str(level) for level in Level]
    for one in declared:
        at = periods.get(one.at)
        before = [p for p in periods.values() if at and p.is_like(at) and p.start < at.start]
        strange = [level for level in one.levels if level not in levels]
        faults = [
            (one.id not in known, f"unknown break {one.id!r}. Known: {', '.join(known)}"),
            (at is None, f"has no period {one.at!r}. Known: {', '.join(periods)}"),
            (not before, f"{one.at!r} is the first period: no figure stands before it"),
            (bool(strange), f"unknown level {''.join(strange[:1])!r}. Known: {', '.join(levels)}"),
            ((one.at, one.id) in seen, f"the break {one.id!r} at {one.at!r} stands twice"),
        ]
        for fault, what in faults:
            if fault:
                raise _wrong(indicator, "breaks", what)
        seen.add((one.at, one.id))


def check_sources(catalogue: Catalogue) -> None:
    """Refuse a source that names an unknown caveat.

    Raises:
        CatalogueError: there is no caveat of this name.
    """
    for source in catalogue.sources.values():
        for name in source.caveats:
            if name not in catalogue.caveats:
                raise CatalogueError(
                    f"source '{source.id}', key 'caveats': unknown {name!r}. "
                    f"Known: {', '.join(catalogue.caveats)}."
                )


def _vocabulary(indicator: Indicator, catalogue: Catalogue) -> None:
    checks: list[tuple[str, Collection[object], Collection[object]]] = [
        ("kind", [indicator.kind], KINDS),
        ("unit", [indicator.unit], catalogue.units.keys()),
        ("polarity", [indicator.polarity], (-1, 0, 1)),
        ("block", [indicator.block], catalogue.blocks.keys()),
        ("principles", indicator.principles, catalogue.principles.keys()),
        ("subgroups", indicator.subgroups, catalogue.subgroups.keys()),
        ("caveats", indicator.caveats, catalogue.caveats.keys()),
        ("source", [indicator.source], catalogue.sources.keys()),
        ("levels", indicator.levels, [str(level) for level in Level]),
        ("published", indicator.published, [str(level) for level in Level]),
        ("made_of", [indicator.made_of], ["", *(str(level) for level in SMALL)]),
        ("tier", [indicator.tier], TIERS),
    ]
    for key, used, known in checks:
        for item in used:
            if item not in known:
                names = ", ".join(str(k) for k in known)
                raise _wrong(indicator, key, f"unknown {item!r}. Known: {names}")


def _recipe(indicator: Indicator, catalogue: Catalogue) -> None:
    levels, of = set(indicator.levels), {indicator.made_of, *indicator.levels}
    source = catalogue.sources.get(indicator.source)
    by_ward = Level.WARD in of and source is not None and source.vintage == Vintage.WARD25
    small = bool({*SMALL} & of) or by_ward
    counted, without = indicator.kind in COUNTED_KINDS, indicator.denominator is None
    averaged = indicator.kind in UNAVERAGED_KINDS and levels not in ({Level.LSOA}, {Level.MSOA})
    many = MANY.get(indicator.kind, "")
    neither = indicator.value is None and indicator.numerator is None
    faults = [
        (neither, "value", "needs a value, or a numerator and a denominator"),
        (not small and Level.DISTRICT not in of, "levels", "needs lsoa, msoa or district"),
        (counted and without and small, "denominator", f"a {indicator.kind} needs its denominator"),
        (indicator.value is None and without, "denominator", "a numerator alone makes no value"),
        (averaged, "levels", f"a mean of {many} is refused: lsoa or msoa alone"),
    ]
    for fault, key, what in faults:
        if fault:
            raise _wrong(indicator, key, what)
    for terms in indicator.terms:
        if terms.source not in catalogue.sources:
            raise _wrong(indicator, "source", f"unknown source {terms.source!r}")
        if not terms.columns:
            raise _wrong(indicator, "columns", f"names no column of {terms.source!r}")


def _words_and_range(indicator: Indicator) -> None:
    if not _says_value(indicator.says):
        raise _wrong(indicator, "says", "needs {value} in its clause, and no other braces")
    if not re.fullmatch(r"[a-z][a-z0-9_]*", indicator.id):
        raise _wrong(indicator, "id", "must be lower-case letters, digits and _")
    if not 0 <= indicator.decimals <= 6:
        raise _wrong(indicator, "decimals", "must be 0 to 6")
    if len(indicator.than) not in (0, 2):
        raise _wrong(indicator, "than", "needs two clauses: of the higher and of the lower figure")
    words = [indicator.label.casefold(), *(word.casefold() for word in indicator.also)]
    for word in words:
        if word != word.strip() or not word or words.count(word) > 1:
            raise _wrong(indicator, "also", f"{word!r} is empty, padded, or stands twice")
    low, high = indicator.valid
    if not low < high:
        raise _wrong(indicator, "valid", f"the range [{low}, {high}] is empty")


def _says_value(clause: str) -> bool:
    try:
        return {name for _, name, _, _ in Formatter().parse(clause) if name is not None} == {
            "value"
        }
    except ValueError:
        return False


def _periods(indicator: Indicator) -> None:
    if not indicator.periods:
        raise _wrong(indicator, "periods", "needs at least one")
    seen = set()
    for period in indicator.periods:
        if period.id in seen:
            raise _wrong(indicator, "periods", f"the period {period.id!r} stands twice")
        if period.kind not in PERIOD_KINDS:
            raise _wrong(indicator, "periods", f"unknown period kind {period.kind!r}")
        if period.vintage and period.vintage not in list(Vintage):
            raise _wrong(indicator, "periods", f"unknown vintage {period.vintage!r}")
        if period.end < period.start:
            raise _wrong(indicator, "periods", f"{period.id!r} ends before it starts")
        seen.add(period.id)


def _wrong(indicator: Indicator, key: str, what: str) -> CatalogueError:
    return CatalogueError(f"indicator '{indicator.id}', key '{key}': {what}.")
