"""How many neighbourhoods and people lie above a guideline, and how far above it the mean lies.

The definition: docs/methods.md#above-a-guideline.
"""

from __future__ import annotations

from dataclasses import dataclass

from het_geo.atlas.views import IndicatorView
from het_geo.catalogue.recipes import Reference
from het_geo.geography import Level, label_of, the
from het_geo.pack.model import Pack


@dataclass(frozen=True)
class Above:
    """An area against a guideline.

    ``neighbourhoods`` and ``people`` are those with a figure, ``above`` and ``people_above`` those
    whose figure is above the guideline. ``distance`` is the area's mean less the guideline, in the
    indicator's unit; ``None`` where it has no mean.
    """

    reference: Reference
    code: str
    name: str
    neighbourhoods: int
    above: int
    people: float
    people_above: float
    distance: float | None

    @property
    def share(self) -> float:
        """The share of its people whose neighbourhood is above the guideline, 0 to 1."""
        return self.people_above / self.people


def above_of(pack: Pack, view: IndicatorView, area: str = "") -> list[Above]:
    """Return a ward or the district, and England, against the guideline of a view.

    Of any other area, and without one, the district is meant. Nothing for an indicator without a
    guideline; England is left out where it has no figure.
    """
    if not view.indicator.references:
        return []
    rows = pack.guidelines
    rows = rows[(rows["indicator"] == view.indicator.id) & (rows["period"] == view.period.id)]
    counts = rows.set_index("area_code")
    ward = area if area in counts.index else pack.district
    codes = [code for code in (ward, *pack.codes(Level.COUNTRY)) if code in counts.index]
    return [_above(pack, view, code, counts.loc[code].to_dict()) for code in codes]


def _above(pack: Pack, view: IndicatorView, code: str, counts: dict[str, float]) -> Above:
    values = pack.rows(view.indicator.id, view.period.id)["value"]
    mean, reference = float(values.get(code, float("nan"))), view.indicator.references[0]
    level, name = Level(str(pack.areas.loc[code, "level"])), str(pack.areas.loc[code, "name"])
    label = label_of(level, name, "") if level == Level.WARD else the(name)
    return Above(
        reference,
        code,
        label,
        int(counts["neighbourhoods"]),
        int(counts["above"]),
        counts["people"],
        counts["people_above"],
        None if mean != mean else mean - reference.value,  # noqa: PLR0124 - not a number
    )
