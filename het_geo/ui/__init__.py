"""The screen: with ``app.py`` and ``pages/``, the only importers of Streamlit."""
