"""Which area is in which group, as a matrix that sums areas into groups."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from scipy import sparse


def membership_of(place: NDArray[np.intp], groups: int) -> sparse.csr_array:
    """Return a sparse matrix (groups × areas) of ones: ``member @ n`` sums n over each group.

    ``place`` is each area's group, 0 to ``groups`` − 1. All of England has 33,755 areas in some
    7,000 wards: a matrix of all pairs would take gigabytes. A sparse product adds area after area,
    so that the sums are the same on every machine; a dense one adds as the processor likes.
    """
    from scipy import sparse  # noqa: PLC0415 - it takes longer than the first page's other modules

    ones = np.ones(len(place))
    return sparse.csr_array((ones, (place, np.arange(len(place)))), shape=(groups, len(place)))
