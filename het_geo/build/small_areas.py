"""An indicator's recipe, carried out on raw tables for every small area of England."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

from het_geo.build.blocks import Blocks, tiled
from het_geo.build.part import Part
from het_geo.build.terms import TermReader
from het_geo.catalogue.periods import Period
from het_geo.catalogue.records import Indicator
from het_geo.errors import SourceError
from het_geo.figures import NUMBERS, Status, kept, statuses, within_cap
from het_geo.geography import Level

# The recipe's parts: which column each fills, and whether it is a mean when areas change.
PARTS = {
    "value": ("value", True),
    "numerator": ("numerator", False),
    "denominator": ("denominator", False),
    "weight": ("denominator", False),
    "lower": ("lower", True),
    "upper": ("upper", True),
}


class SmallAreas:
    """Makes figures of small areas from raw tables, as the terms of recipes read them."""

    def __init__(self, terms: TermReader) -> None:
        self.catalogue = terms.store.catalogue
        self.geography = terms.geography
        self._terms = terms

    def figures(self, indicator: Indicator, periods: Sequence[Period]) -> Blocks:
        """Return an indicator's periods for every small area of England, without limits.

        An indicator published for districts gives its published areas instead.

        Raises:
            SourceError: for a value outside the record's range, naming source and area.
            VintageError: for codes of another vintage than the record or its period declares.
        """
        level = indicator.base_level
        of = self.geography
        index = of.published if level == Level.DISTRICT else of.base(level).index
        found: dict[str, list[Part]] = {}
        for period in periods:
            for name, (column, mean) in PARTS.items():
                terms = indicator.part(name, period)
                if terms is not None:
                    by = indicator.part("denominator", period) if name == "numerator" else None
                    part = self._terms.read(terms, period, level, mean=mean, by=by)
                    found.setdefault(column, []).append(part)
        frame = pd.DataFrame(
            {
                column: np.concatenate([part.values.to_numpy(dtype=float) for part in parts])
                for column, parts in found.items()
            },
            index=tiled(index, len(periods)),
        ).reindex(columns=NUMBERS)
        for end in ("least", "most"):
            counts = [getattr(part, end).to_numpy() for part in found.get("numerator", [])]
            frame[end] = np.concatenate(counts) if counts else np.nan
        self._scale(frame, indicator)
        frame["published"] = self.published(Level(level), indicator, periods)
        redrawn = frame.index.isin(self.geography.redrawn)
        frame["status"] = _status(frame, found, redrawn)
        frame = within_cap(frame, indicator)
        self._mark_not_sent(frame, indicator, periods)
        self._check_range(frame, indicator)
        return Blocks(frame, index, tuple(periods))

    def published(
        self,
        level: Level,
        indicator: Indicator,
        periods: Sequence[Period],
        labels: pd.Index | None = None,
    ) -> np.ndarray | float:
        """Return the publisher's own figures of a level, where the record names them."""
        terms = indicator.published.get(str(level))
        if terms is None:
            return float("nan")
        parts = [self._terms.read(terms, period, level, mean=True).values for period in periods]
        return np.concatenate(
            [part if labels is None else part.reindex(labels) for part in parts]
        ).astype(float)

    def _scale(self, frame: pd.DataFrame, indicator: Indicator) -> None:
        """Bring values to the indicator's unit; the unit says how."""
        unit = self.catalogue.unit_of(indicator)
        for name in ("numerator", "denominator"):
            frame[name] = kept(frame[name].to_numpy(dtype=float))
        if indicator.value is None:
            divisor = frame["denominator"].where(frame["denominator"] > 0)
            frame["value"] = frame["numerator"] / divisor * unit.times
            for end in ("least", "most"):  # of a count that is withheld; a known one has no ends
                frame[end] = (frame[end] / divisor * unit.times).where(frame["numerator"].isna())
            return
        frame[["least", "most"]] = np.nan
        if unit.fraction:
            frame[["value", "lower", "upper"]] *= unit.times

    def _mark_not_sent(
        self, frame: pd.DataFrame, indicator: Indicator, periods: Sequence[Period]
    ) -> None:
        """Say of absent figures that their source should have sent them and did not."""
        lost = [
            any(
                self._terms.not_sent(terms, period)
                for name in PARTS
                if (terms := indicator.part(name, period)) is not None
            )
            for period in periods
        ]
        rows = np.repeat(lost, len(frame) // len(periods))
        frame.loc[rows & frame["value"].isna().to_numpy(), "status"] = str(Status.NOT_SENT)

    def _check_range(self, frame: pd.DataFrame, indicator: Indicator) -> None:
        low, high = indicator.valid
        outside = (frame["value"].notna() & ~frame["value"].between(low, high)).to_numpy()
        if outside.any():
            row = int(outside.argmax())
            raise SourceError(
                f"indicator '{indicator.id}': {frame.index[row]} has the value "
                f"{frame['value'].iloc[row]:g}, outside [{low:g}, {high:g}]. Check the file of "
                f"'{indicator.source}', or the record's 'valid'."
            )


def _status(
    frame: pd.DataFrame, found: dict[str, list[Part]], redrawn: np.ndarray
) -> pd.Categorical:
    def marks(which: str, columns: Sequence[str]) -> np.ndarray:
        parts = [
            np.concatenate([getattr(part, which).to_numpy(dtype=bool) for part in found[column]])
            for column in columns
        ]
        return np.asarray(np.logical_or.reduce(parts), dtype=bool)

    missing = frame["value"].isna().to_numpy()
    main = [column for column in ("value", "numerator") if column in found]
    divided = marks("divided", list(found))
    joint = np.concatenate([_joint(part) for part in found[main[0]]])
    cases = [
        (missing & joint, Status.JOINT),
        (missing & marks("withheld", main), Status.SUPPRESSED),
        (missing, Status.MISSING),
        (divided & redrawn, Status.MIXED),
        (divided, Status.APPORTIONED),
    ]
    return statuses(cases, len(frame))


def _joint(part: Part) -> np.ndarray:
    return np.asarray(part.values.index.isin(part.joint))
