"""Do the points of a strip keep clear of each other?"""

import numpy as np
import pandas as pd
from hypothesis import given, settings
from hypothesis import strategies as st

from het_geo.pictures.strip import beeswarm


def test_do_points_that_stand_alone_stay_in_the_middle():
    assert beeswarm(pd.Series([1.0, 5.0, 9.0])).tolist() == [0.0, 0.0, 0.0]


@settings(deadline=None)
@given(st.lists(st.floats(0, 100), min_size=2, max_size=40))
def test_does_no_point_hide_another(values):
    known = pd.Series(values)
    across = beeswarm(known, diameter=0.02)
    span = known.max() - known.min()
    along = (known - known.min()) / span if span else known * 0
    x, y = along.to_numpy(), across.reindex(known.index).to_numpy()
    apart = np.hypot(x[:, None] - x, y[:, None] - y)[~np.eye(len(x), dtype=bool)]
    assert apart.min() >= 0.02 - 1e-6
