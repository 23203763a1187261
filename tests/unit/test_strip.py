"""Do the points of a strip keep clear of each other?"""

import re

import numpy as np
import pandas as pd
from hypothesis import given, settings
from hypothesis import strategies as st

from het_geo.atlas.choice import Choice, levels_of, newest
from het_geo.atlas.reading import indicator_view
from het_geo.geography import Level
from het_geo.pictures.strip import beeswarm, strip_picture


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


def test_does_a_strip_of_a_count_give_its_room_to_its_areas(luton):
    """England has 58 million people and Luton 225 thousand: beside them wards are one blob."""
    counts = [i for i in luton.catalogue.indicators.values() if i.kind == "count"]
    held = [i.id for i in counts if i.id in luton.periods_held]
    assert "population" in held
    for name in held:
        for level in {Level.WARD, Level.LSOA} & set(levels_of(luton, name)):
            found = Choice(name, level, newest(luton, name, level).id, "england")
            drawn = strip_picture(indicator_view(luton, found)).body
            at = [float(x) for x in re.findall(r'<circle cx="([\d.]+)%"', drawn)]
            assert (min(at), max(at)) == (2.0, 98.0), name
            assert "People (people)" not in drawn
