"""Read a place's framework, refusing what it does not know, and say which measures do not hold."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from het_geo.catalogue.records import Catalogue
from het_geo.catalogue.vocabulary import Subgroup
from het_geo.errors import JourneyError
from het_geo.framework.records import (
    LOCAL_KINDS,
    MONTHS,
    TIERS,
    Advice,
    Framework,
    JourneyMeasure,
    LocalFigure,
    OwnerGroup,
)
from het_geo.framework.tables import known, made, records, table_of

FILE = "framework.toml"
PROJECTS = "Funded projects"
_LISTS = ("group", "measure", "local", "advice")


@dataclass(frozen=True)
class _Head:
    place: str
    title: str
    about: str
    status: str = ""
    began: date | None = None
    projects: str = PROJECTS


def folder_of(root: Path, place: str) -> Path:
    """Return where a place's framework stands below the folder of ``data/``."""
    return root / "data" / "journey" / place


def groups_below(root: Path) -> dict[str, dict[str, Subgroup] | None]:
    """Return the sub-groups of each place with a framework; None where that cannot be read."""
    found: dict[str, dict[str, Subgroup] | None] = {}
    for path in sorted((root / "data" / "journey").glob(f"*/{FILE}")):
        place = path.parent.name
        try:
            groups = records(OwnerGroup, table_of(path), "group", path)
        except JourneyError:
            found[place] = None  # what is wrong is said on that place's own page
        else:
            found[place] = {one.id: Subgroup(one.id, one.label) for one in groups.values()}
    return found


def read_framework(folder: Path, catalogue: Catalogue) -> Framework | None:
    """Return a place's framework; ``None`` where it has none.

    A measure whose indicator is gone, or whose target cannot be, is left out and named in
    ``faults``: the others can still be followed.

    Raises:
        JourneyError: the file is no TOML, or has a key, group or word that is not known.
    """
    path = folder / FILE
    if not path.exists():
        return None
    table = table_of(path)
    head = made(_Head, {k: v for k, v in table.items() if k not in _LISTS}, path.name)
    groups = records(OwnerGroup, table, "group", path)
    local = records(LocalFigure, table, "local", path)
    measures = records(JourneyMeasure, table, "measure", path)
    advice = records(Advice, table, "advice", path)
    for measure in measures.values():
        _check_owner(measure, groups, catalogue, path.name)
        _check_measure(measure, path.name)
    for one in advice.values():
        _check_owner(one, groups, catalogue, path.name)
    for figure in local.values():
        _check_local(figure, catalogue, path.name)
    whys = {name: fault(measure, local, catalogue) for name, measure in measures.items()}
    return Framework(
        head.place,
        head.title,
        head.about,
        head.status,
        groups,
        {name: measure for name, measure in measures.items() if not whys[name]},
        local,
        advice,
        tuple(f"{path.name}, measure '{name}': {why}" for name, why in whys.items() if why),
        head.began,
        head.projects,
    )


def _check_owner(
    owned: JourneyMeasure | Advice,
    groups: Mapping[str, OwnerGroup],
    catalogue: Catalogue,
    file: str,
) -> None:
    where = f"{file} '{owned.id}'"
    known(owned.owner, groups, "owner", where)
    known(owned.principle, catalogue.principles, "principle", where)


def _check_measure(measure: JourneyMeasure, file: str) -> None:
    where = f"{file} '{measure.id}'"
    known(measure.tier, TIERS, "tier", where)
    known(measure.month, MONTHS, "month", where)
    known(measure.aim, (-1, 0, 1), "aim", where)
    if bool(measure.indicator) == bool(measure.local):
        raise JourneyError(f"{where}: name an 'indicator' or a 'local' figure, one of them.")


def _check_local(figure: LocalFigure, catalogue: Catalogue, file: str) -> None:
    where = f"{file} '{figure.id}'"
    known(figure.kind, LOCAL_KINDS, "kind", where)
    known(figure.unit, catalogue.units, "unit", where)
    known(figure.aim, (-1, 1), "aim", where)


def fault(measure: JourneyMeasure, local: Mapping[str, LocalFigure], catalogue: Catalogue) -> str:
    """Return why a measure cannot be followed; "" where it can."""
    return next((why for check in _CHECKS if (why := check(measure, local, catalogue))), "")


def _gone(measure: JourneyMeasure, local: Mapping[str, LocalFigure], catalogue: Catalogue) -> str:
    if measure.local:
        known = measure.local in local
        return "" if known else f"there is no local figure '{measure.local}'. Add it, or correct."
    if measure.indicator not in catalogue.indicators:
        return f"the catalogue has no indicator '{measure.indicator}' any more. Choose another."
    periods = {period.id for period in catalogue.indicators[measure.indicator].periods}
    if measure.baseline and measure.baseline not in periods:
        listed = ", ".join(sorted(periods)[-4:])
        return f"its baseline '{measure.baseline}' is no period. The newest are {listed}."
    return ""


def aim_of(measure: JourneyMeasure, local: Mapping[str, LocalFigure], catalogue: Catalogue) -> int:
    """Return a measure's direction: 1 where higher is better, -1 where lower, 0 where neither."""
    if measure.local:
        return local[measure.local].aim
    return catalogue.indicators[measure.indicator].judged_polarity or measure.aim


def _aimless(
    measure: JourneyMeasure, local: Mapping[str, LocalFigure], catalogue: Catalogue
) -> str:
    if measure.local or not measure.aim:
        return _without_aim(measure, aim_of(measure, local, catalogue))
    own = catalogue.indicators[measure.indicator].judged_polarity
    if own and own != measure.aim:
        words = {1: "higher", -1: "lower"}
        return f"its aim is against the catalogue, which calls {words[own]} better. Leave it out."
    return ""


def _without_aim(measure: JourneyMeasure, aim: int) -> str:
    if measure.target is None or aim:
        return ""
    return "it has a target, and nothing says which direction is better. Give it an 'aim'."


def _impossible(
    measure: JourneyMeasure, local: Mapping[str, LocalFigure], catalogue: Catalogue
) -> str:
    target = measure.target
    if target is None:
        return ""
    if not math.isfinite(target.value):
        return "its target is no number."
    if measure.indicator:
        low, high = catalogue.indicators[measure.indicator].valid
        if not low <= target.value <= high:
            return f"its target {target.value:g} lies outside what can be, {low:g} to {high:g}."
        started = [
            p for p in catalogue.indicators[measure.indicator].periods if p.id == measure.baseline
        ]
        if started and target.by <= started[0].end:
            return f"its target is for {target.by}, which is not after its baseline."
    return ""


_CHECKS = (_gone, _aimless, _impossible)
