"""Do the page's scripts, read by a browser as the modules they are, say and do what they should?"""

import json

import pytest

from het_geo.atlas.choice import BENCHMARKS, Choice, levels_of, newest
from het_geo.atlas.reading import indicator_view
from het_geo.geography import Level
from het_geo.own.atlas import own_atlas
from het_geo.pictures.map_values import map_values
from het_geo.sentences import headlines
from het_geo.ui.map import DRAWN, geometry_of
from tests.browser.conftest import MODULES
from tests.browser.every_page import OWN

pytestmark = pytest.mark.browser
# Every sentence of a map, from the messages that the page gets: the shapes, then the values.
SAY = f"""async ([shapes, messages]) => {{
    const {{ unpack }} = await import('{MODULES}/base.js');
    const {{ say }} = await import('{MODULES}/choropleth.js');
    const map = {{ geometry: shapes, order: Object.keys(shapes.areas) }};
    return messages.map((text) => {{
        const data = unpack(JSON.parse(text));
        return map.order.map((code, i) => say(map, i, data));
    }}); }}"""


@pytest.mark.parametrize("compare", BENCHMARKS)
@pytest.mark.parametrize("level", DRAWN)
def test_does_the_browser_say_of_every_area_of_every_indicator_what_python_says(
    modules, atlas, level, compare
):
    luton = own_atlas(atlas, OWN).pack if level == Level.OWN else atlas.pack
    views = [
        indicator_view(luton, Choice(i, level, newest(luton, i, level).id, compare))
        for i in luton.catalogue.indicators
        if i in luton.periods_held and level in levels_of(luton, i)
    ]
    assert views
    shapes = json.loads(json.dumps(geometry_of(luton, level)))
    messages = [json.dumps(map_values(view)) for view in views]
    for view, told in zip(views, modules.evaluate(SAY, [shapes, messages]), strict=True):
        said = [headlines.short(view, code) for code in view.table.index]
        assert told == said, view.indicator.id
