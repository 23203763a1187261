"""Pages as a server runs them once it has run ``app.py``: inside the frame, whichever is asked."""

import pytest
from streamlit.components.v2 import manifest_scanner

from het_geo.geography import area_label
from het_geo.pack.load import load
from het_geo.register import open_register
from het_geo.ui.register import the_register
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


@pytest.fixture(scope="session", autouse=True)
def packages_looked_through_once():
    """Look once for the components that packages bring: AppTest looks anew in each session.

    That takes most of the time of a page which has been shown before.
    """
    found = manifest_scanner.scan_component_manifests()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(manifest_scanner, "scan_component_manifests", lambda: found)
        yield


@pytest.fixture(scope="session")
def labels(root, catalogue):
    """Return what each area of the second place is called."""
    pack = load(root, SLUG, catalogue)
    return {code: area_label(pack.areas, code) for code in pack.areas.index}


@pytest.fixture
def register(tmp_path, monkeypatch):
    """Return an empty register that the page reads."""
    monkeypatch.setenv("HET_GEO_REGISTER", f"sqlite:///{tmp_path / 'register.db'}")
    monkeypatch.delenv("HET_GEO_LOCAL_EDITING", raising=False)
    the_register.clear()
    yield open_register()
    the_register.clear()
