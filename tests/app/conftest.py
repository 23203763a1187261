"""Pages as a server runs them once it has run ``app.py``: inside the frame, whichever is asked."""

import pytest

from het_geo.ui.streamlit_insides import pages_manager


@pytest.fixture(autouse=True)
def inside_the_frame(monkeypatch):
    """Let no page be run without ``app.py``: AppTest begins each run as a new server would."""
    manager = pages_manager()
    begin = manager.__init__

    def begun(self, *arguments, **options):
        begin(self, *arguments, **options)
        manager.uses_pages_directory = False

    monkeypatch.setattr(manager, "__init__", begun)
