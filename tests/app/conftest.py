"""Pages as a server runs them once it has run ``app.py``: inside the frame, whichever is asked."""

import pytest

from het_geo.geography import area_label
from het_geo.pack.load import load
from het_geo.ui.streamlit_insides import pages_manager
from tests.places import SLUG


@pytest.fixture(autouse=True)
def inside_the_frame(monkeypatch):
    """Let no page be run without ``app.py``: AppTest begins each run as a new server would."""
    manager = pages_manager()
    begin = manager.__init__

    def begun(self, *arguments, **options):
        begin(self, *arguments, **options)
        manager.uses_pages_directory = False

    monkeypatch.setattr(manager, "__init__", begun)


@pytest.fixture(scope="module")
def labels(root, catalogue):
    """Return what each area of the second place is called."""
    pack = load(root, SLUG, catalogue)
    return {code: area_label(pack.areas, code) for code in pack.areas.index}
