"""The journey of a place as documents take it along: its framework, and what is written of it."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping
from contextlib import closing
from dataclasses import dataclass, fields
from pathlib import Path

from het_geo import clock
from het_geo.atlas.atlas import Atlas
from het_geo.errors import JourneyError, RegisterError
from het_geo.framework.read import folder_of, read_framework
from het_geo.framework.records import Framework, JourneyMeasure
from het_geo.journey.follow import follow
from het_geo.journey.model import Entered, Followed
from het_geo.journey.told import MeasureTold, told
from het_geo.journey.written import Written, written_of
from het_geo.pack.model import Pack
from het_geo.register.address import may_stand
from het_geo.register.checks import known_of


@dataclass(frozen=True)
class Journey:
    """A place's framework, and what its register holds. No framework: there is no journey."""

    framework: Framework | None = None
    written: Written = Written()  # noqa: RUF009 - frozen all through

    @property
    def key(self) -> Hashable:
        """What tells this journey from another: all that is said of it hangs on these."""
        held = self.framework
        if held is None:
            return None
        parts = (getattr(held, field.name) for field in fields(held))
        whole = (tuple(p.values()) if isinstance(p, Mapping) else p for p in parts)
        return (*whole, self.written)

    def followed(self, atlas: Atlas, measures: Iterable[JourneyMeasure]) -> list[Followed]:
        """Return where measures of the framework stand, each worked out once."""
        held = self.framework
        if held is None:
            return []
        entered = self.written.entered(held)

        def one(measure: JourneyMeasure) -> Followed:
            own: tuple[Entered, ...] = tuple(entered.get(measure.local, ()))
            key = ("follows", *_ground(held, measure, own))
            return atlas.keep(key, lambda: follow(atlas, held, measure, own))

        return [one(measure) for measure in measures]

    def told(self, atlas: Atlas, found: Followed) -> MeasureTold:
        """Return what is told of a measure of the framework that is followed, worked out once."""
        held = self.framework
        assert held is not None  # else nothing is followed
        measure = found.measure
        own = tuple(self.written.entered(held).get(measure.local, ()))
        today = clock.today()  # a figure is older from one day to the next
        key = ("told", *_ground(held, measure, own), held.owner(measure), today)
        return atlas.keep(key, lambda: told(atlas, held, found, today))

    def is_example(self, measure: JourneyMeasure) -> bool:
        """Return whether any value of a measure is of the made-up sample."""
        return any(v.example for v in self.written.values if v.measure == measure.id)


def _ground(
    held: Framework, measure: JourneyMeasure, own: tuple[Entered, ...]
) -> tuple[Hashable, ...]:
    """Return all that a measure's standing hangs on, beside the figures of its place."""
    return measure, held.local.get(measure.local), own, held.began


NO_JOURNEY = Journey()


def journey_here(root: Path, pack: Pack) -> tuple[Journey, tuple[str, ...]]:
    """Return a place's journey as a command finds it, and what of it could not be read.

    Args:
        root: the folder of ``data/``, below which the framework stands.
        pack: the place's pack. The register is that of HET_GEO_REGISTER, or the usual file.
    """
    place = pack.manifest.place
    try:
        framework = read_framework(folder_of(root, place), pack.catalogue)
    except JourneyError as error:
        return NO_JOURNEY, (str(error),)
    if framework is None:
        return NO_JOURNEY, ()
    if not may_stand():
        return Journey(framework), framework.faults
    from het_geo.register import open_register  # noqa: PLC0415 - where none stands, not needed

    try:
        with closing(open_register(known=lambda _: known_of(framework))) as register:
            return Journey(framework, written_of(register, place)), framework.faults
    except RegisterError as error:
        return Journey(framework), (*framework.faults, str(error))
