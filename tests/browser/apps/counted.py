"""A page that counts how often it was opened, in what all visitors share: made up for a test."""

from itertools import count

import streamlit as st


@st.cache_resource
def opened() -> count:
    """Return the count of all visitors."""
    return count(1)


st.text(f"Opened {next(opened())} times.")
