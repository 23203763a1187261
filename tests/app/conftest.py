"""Pages as a server runs them once it has run ``app.py``: inside the frame, whichever is asked."""

import pytest
from streamlit.runtime.pages_manager import PagesManager


@pytest.fixture(autouse=True)
def inside_the_frame(monkeypatch):
    """Let no page be run without ``app.py``: AppTest begins each run as a new server would."""
    begin = PagesManager.__init__

    def begun(self, *arguments, **options):
        begin(self, *arguments, **options)
        PagesManager.uses_pages_directory = False

    monkeypatch.setattr(PagesManager, "__init__", begun)
