"""How the columns of England's figures are named, and the statuses that they leave unsaid."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from het_geo.figures import Status

STATUS = "|status"


def column(indicator: str, period: str) -> str:
    """Return the name of the column of an indicator's values in a period."""
    return f"{indicator}|{period}"


def plain(values: NDArray[np.float64]) -> NDArray[np.object_]:
    """Return the statuses that go without saying: ok, and missing where there is no value."""
    return np.where(np.isnan(values), str(Status.MISSING), str(Status.OK)).astype(object)
