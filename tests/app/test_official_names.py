"""Is a place called as people call it, where its official name only puts it in order?

Made up: Luton's pack under the name of a place that lists call "Otherton, City of".
"""

import shutil

import pytest

from het_geo.ui.frame import PAGES
from tests.app.pages import open_app
from tests.app.reading import texts
from tests.conftest import ROOT
from tests.places import made_up, other_code

SLUG, LISTED, SAID = "otherton-city-of", "Otherton, City of", "Otherton"


@pytest.fixture(scope="module")
def root(tmp_path_factory):
    folder = tmp_path_factory.mktemp("listed")
    unsent = shutil.ignore_patterns(".*", "england", "postcodes")
    for kind in ("boundaries", "data"):
        shutil.copytree(ROOT / kind, folder / kind, ignore=unsent)
    made_up(folder, SLUG, SAID, other_code, LISTED)
    return folder


@pytest.mark.parametrize("area", ["", other_code("E05014741"), other_code("E01015693")])
@pytest.mark.parametrize("page", PAGES.values())
def test_is_no_page_headed_by_a_name_that_a_list_turns_round(root, monkeypatch, page, area):
    monkeypatch.setenv("HET_GEO_ROOT", str(root))
    app = open_app(page, place=SLUG, area=area)
    assert not app.exception
    read = [text for _, text in texts(app) if text != LISTED]  # as the list of places has it
    assert any(SAID in text for text in read)
    assert [text for text in read if LISTED in text] == []
