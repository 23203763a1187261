"""What is a term of a recipe, before figures are made of it?"""

import numpy as np
import pandas as pd
import pytest

from het_geo.build.terms import summed
from het_geo.figures import kept, percentiles


@pytest.mark.parametrize(
    ("columns", "expected"),
    [
        ({"big": 1.0, "small": 1.0, "less": 1.0}, 0.0),  # (1e16 + 1) - 1e16: the 1 is lost
        ({"big": 1.0, "less": 1.0, "small": 1.0}, 1.0),  # (1e16 - 1e16) + 1
        ({"small": 0.2}, 0.2),
    ],
)
def test_are_columns_added_one_after_the_other_in_the_declared_order(columns, expected):
    table = pd.DataFrame({"big": [1e16], "small": [1.0], "less": [-1e16]}, index=["E01000001"])
    assert summed(table, columns).tolist() == [expected]


def test_have_values_that_are_written_alike_one_percentile():
    values = np.array([42.48, np.nextafter(42.48, 43), 10.0, np.nan])
    # three areas: one lower, and each of the two equal ones counts the other by half
    expected = [100 * (1 + 2 / 2) / 3, 100 * (1 + 2 / 2) / 3, 100 * 0.5 / 3]
    found = percentiles(pd.Series(kept(values)))
    assert found.dropna().tolist() == pytest.approx(expected)
