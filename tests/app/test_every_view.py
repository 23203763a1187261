"""Is every page whole for every indicator, at every level? A tenth of them, drawn by a seed.

``python -m benchmarks.every_view`` opens all, of any place that is built.
"""

import os
from random import Random

import pytest
from streamlit.testing.v1 import AppTest

from het_geo.atlas.choice import levels_of
from het_geo.ui.frame import PAGES
from tests.app.every_view import WAYS, faults, opened, visits

SEED = os.environ.get("SEED", "18")  # another one draws other pages
SHARE = float(os.environ.get("SHARE", "0.1"))


@pytest.mark.parametrize("way", WAYS)
def test_is_a_page_whole_for_every_indicator_and_level(atlas, way):
    every = list(visits(atlas, SEED, (way,)))
    wrong = {}
    for visit in Random(f"{SEED} {way}").sample(every, round(SHARE * len(every))):
        if found := faults(opened(visit), visit, atlas):
            wrong[str(visit)] = found
    assert wrong == {}


def test_do_the_ways_open_every_page_and_the_views_every_level(atlas):
    every = list(visits(atlas, SEED))
    asked = {(visit.indicator, visit.level) for visit in every if visit.page == "explore"}
    assert {visit.page for visit in every} == set(PAGES.values())
    assert len(asked) == sum(len(levels_of(atlas.pack, name)) for name in atlas.pack.periods_held)


@pytest.mark.parametrize(
    ("shown", "fault"),
    [
        ('st.html("<p>Overcrowding: nan %</p>")', "html shows “nan”"),
        ("st.html('<svg aria-label=\"Dallow: None\"></svg>')", "html shows “None”"),
        ('st.dataframe(pd.DataFrame({"Times": [1.5, None]}))', "dataframe shows “None”"),
        ('st.markdown("Of no_car alone")', "markdown shows “no_car”"),
        ('st.selectbox("Level", ["Level.WARD"])', "selectbox shows “Level.WARD”"),
        ('st.vega_lite_chart({"title": "From nan to 5", "mark": "bar"})', "chart shows “nan”"),
        ('st.error("Away")', "shows an error: Away"),
        ("1 / 0", "raised: "),
    ],
)
def test_is_what_nobody_should_read_found_whatever_shows_it(atlas, shown, fault):
    visit = next(visits(atlas, SEED, ("home",)))
    page = AppTest.from_string(f"import pandas as pd\nimport streamlit as st\n{shown}").run()
    assert any(fault in one for one in faults(page, visit, atlas))


def test_is_a_page_that_does_not_name_its_figure_found(atlas):
    visit = next(visits(atlas, SEED, ("explore",)))
    label = atlas.pack.catalogue.indicators[visit.indicator].label
    page = AppTest.from_string("import streamlit as st\nst.html('<p>A figure.</p>')").run()
    found = faults(page, visit, atlas)
    assert f"does not say “{label}”" in found
    assert "the way to Explore says place=None" in found
