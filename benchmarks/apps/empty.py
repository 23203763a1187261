"""The floor: a page with one choice and one word, to measure an empty round trip."""

import gc

import streamlit as st

if "frozen" not in st.session_state:
    gc.collect()
    gc.freeze()
    st.session_state["frozen"] = True
chosen = st.selectbox("Indicator", ["one", "two", "three", "four"])
st.html(f'<p class="probe">{chosen}</p>')
