"""A figure and an area as they go out: the one record that every file and table is made from.

A part that is not known is a :class:`~het_geo.blank.Blank`, which says why. The columns are named
alike in every file; where a file holds one indicator alone, its unit ends the names of values.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from math import isnan

from het_geo import words
from het_geo.atlas.views import Figure, IndicatorView
from het_geo.blank import Blank, no_limits, no_value, not_compared
from het_geo.catalogue.periods import Period
from het_geo.catalogue.records import Indicator
from het_geo.catalogue.vocabulary import Source, Unit
from het_geo.figures import DIGITS, FEW_PEOPLE, NUMBERS, Status, note_of
from het_geo.geography import Level, Vintage

Value = str | float
PUBLISHED = "the publisher’s own figure"
AVERAGED = "average of the publisher’s own figures of its neighbourhoods, weighted by denominator"
NO_COUNT = "the figure is an average or score, not a share of a count"
ALONE = "the publisher gives the figure without its counts"
NONE_WITHHELD = Blank("none withheld", "no withheld count is in the value")
NOTHING = Blank("nothing to note")
SQUARES = "average of the publisher’s own figures of grid squares, weighted by area"
IN_UNIT = ("value", "lower", "upper", "least", "most", "published")
WHY = "why_blank"  # the column that says of every empty cell of its row why it is empty


@dataclass(frozen=True)
class Record:
    """One indicator's figure of one area and period.

    ``value = numerator ÷ denominator × multiplier`` as the numbers are written, unless
    ``value_is`` says that the value is the publisher's own. ``numerator_counts`` and
    ``denominator_counts`` say what is counted; ``note`` what must be known of the figure.
    """

    indicator: str
    label: str
    period_id: str
    period: str
    unit: str
    value: float | Blank
    lower: float | Blank
    upper: float | Blank
    least: float | Blank
    most: float | Blank
    published: float | Blank
    numerator: float | Blank
    numerator_counts: str
    denominator: float | Blank
    denominator_counts: str
    multiplier: float
    value_is: str
    national_percentile: float | Blank
    status: str
    note: str
    source: str
    attribution: str
    licence: str

    def cells(self, suffix: str = "") -> dict[str, Value]:
        """Return the columns in their order; ``suffix`` ends the names of those in the unit."""
        return {
            f"{name}{suffix}" if name in IN_UNIT else name: found
            for name, found in vars(self).items()
        }


def record_of(
    indicator: Indicator,
    unit: Unit,
    period: Period,
    sources: tuple[Source, ...],
    numbers: Mapping[str, float],
    *,
    status: str,
    level: Level,
    own: bool,
) -> Record:
    """Return a figure's record.

    Args:
        indicator: what is measured.
        unit: its unit.
        period: the time it is for.
        sources: what it is made from.
        numbers: those of :data:`het_geo.figures.NUMBERS`; NaN where there is none.
        status: the figure's status.
        level: the level it is compared at.
        own: whether the area is one of those that the publisher gives figures for.
    """
    blank = _blanks(indicator, unit, numbers, status, level, own=own)
    found = {name: _kept(numbers[name], why) for name, why in blank.items()}
    made = made_by(indicator, unit, numbers, status, own=own)
    squares = sources[0].vintage == Vintage.GRID1KM
    return Record(
        indicator=indicator.id,
        label=indicator.label,
        period_id=period.id,
        period=period.label,
        unit=indicator.unit,
        numerator_counts=indicator.numerator_label or _no_count(indicator, unit, numbers),
        denominator_counts=indicator.denominator_label or Blank("not published", ALONE),
        multiplier=unit.times,
        value_is=SQUARES if made == PUBLISHED and squares else made,
        national_percentile=found.pop("percentile"),
        status=status,
        note=note_of(status, indicator.kind, numbers["value"], numbers["denominator"], unit.times)
        or NOTHING,
        source="; ".join(source.title for source in sources),
        attribution="; ".join(dict.fromkeys(source.attribution for source in sources)),
        licence="; ".join(dict.fromkeys(source.licence for source in sources)),
        **found,
    )


def record_at(view: IndicatorView, found: Figure, *, own: bool) -> Record:
    """Return the record of one figure of a view; ``own`` as for :func:`record_of`."""
    numbers = {name: getattr(found, name) for name in NUMBERS}
    of = (view.indicator, view.unit, view.period, view.sources, numbers)
    return record_of(*of, status=found.status, level=view.level, own=own)


def records_of(view: IndicatorView) -> list[Record]:
    """Return the records of a view's areas, in the order of its table."""
    own = str(view.level) == view.indicator.base_level
    return [record_at(view, found, own=own) for found in view.figures.values()]


def uncompared(view: IndicatorView, code: str, *, known: bool) -> Blank:
    """Return why an area of a view is not compared with the view's benchmark."""
    there = view.chosen
    return not_compared(
        view.indicator,
        there.name,
        known=known,
        there=not isnan(there.value),
        itself=there.code == code,
    )


def _kept(value: float, why: Blank) -> float | Blank:
    return why if isnan(value) else float(f"{value:.{DIGITS}g}")


def made_by(
    indicator: Indicator, unit: Unit, numbers: Mapping[str, float], status: str, *, own: bool
) -> str:
    """Return how a value is made: of its numerator and denominator, or by its publisher."""
    if isnan(numbers["value"]):
        return "no value"
    divided = f"numerator ÷ denominator × {words.number(unit.times, 0)}"
    if status == Status.CAPPED:
        return f"{words.number(numbers['value'], 0)}, at which it is capped; {divided} gives more"
    if indicator.kind == "count":
        return "a count" if own else "the sum of its neighbourhoods’ counts"
    if indicator.value is not None:
        return PUBLISHED if own else AVERAGED
    return divided if isnan(numbers["least"]) else f"{divided}, withheld counts taken halfway"


def _blanks(
    indicator: Indicator,
    unit: Unit,
    numbers: Mapping[str, float],
    status: str,
    level: Level,
    *,
    own: bool,
) -> dict[str, Blank]:
    """Return why each number would be blank; :func:`no_value` where there is no value at all."""
    none = isnan(numbers["value"])
    nothing = no_value(status) if none else Blank("")
    limits, counts = no_limits(indicator), _no_count(indicator, unit, numbers)
    no_own = "the value is the publisher’s own" if indicator.value is not None and own else ""
    reasons = {
        "value": nothing,
        "lower": limits,
        "upper": limits,
        "least": NONE_WITHHELD,
        "most": NONE_WITHHELD,
        "published": Blank("none", no_own or "the publisher gives no other figure here"),
        "numerator": counts,
        "denominator": Blank("not published", ALONE),
        "percentile": _no_percentile(indicator, level, own=own),
    }
    return {name: nothing if none else why for name, why in reasons.items()}


def _no_count(indicator: Indicator, unit: Unit, numbers: Mapping[str, float]) -> Blank:
    if indicator.kind == "count":
        return Blank("none", "the figure is itself a count")
    if not indicator.numerator:
        known = indicator.denominator_label
        return Blank("none", NO_COUNT) if known else Blank("not published", ALONE)
    count = numbers["value"] / unit.times * numbers["denominator"]
    if indicator.hides_small_counts and count < FEW_PEOPLE:
        return Blank("under 5", f"a count of 1 to {FEW_PEOPLE - 1} is not shown")
    return Blank("not published", "a part of the count is withheld")


def _no_percentile(indicator: Indicator, level: Level, *, own: bool) -> Blank:
    base = Level(indicator.base_level)
    if own and level == base != Level.DISTRICT:
        return Blank("not known", "too few of England’s areas have a figure for a percentile")
    many = "small areas" if base == Level.DISTRICT else base.many
    return Blank("not worked out", f"a national percentile is worked out for {many} only")


def machine_row(
    cells: Mapping[str, Value], reasons: Mapping[str, str] | None = None
) -> dict[str, Value | None]:
    """Return a row for a machine: blanks are ``None``, and :data:`WHY` says of each why.

    ``reasons`` are given for further cells, such as a verdict of "not compared".
    """
    whys: dict[str, list[str]] = {}
    blanks = {name: cell.why for name, cell in cells.items() if isinstance(cell, Blank)}
    for name, why in (blanks | dict(reasons or {})).items():
        whys.setdefault(why, []).append(name)
    said = "; ".join(f"{', '.join(names)}: {why}" for why, names in whys.items())
    row = {name: None if isinstance(cell, Blank) else cell for name, cell in cells.items()}
    return row | {WHY: said}
