"""The page of sign-in as ``make run`` serves the explorer: behind the middleware."""

from contextlib import asynccontextmanager
from pathlib import Path

import streamlit as st
from starlette.middleware import Middleware

from het_geo.ui.cookies import SignInCookies
from het_geo.ui.guard import guard
from het_geo.ui.keep import serve_sign_in


@asynccontextmanager
async def _ready(_app):
    serve_sign_in()
    yield


app = st.App(
    Path(__file__).with_name("sign_in.py"),
    lifespan=_ready,
    middleware=[*guard(""), Middleware(SignInCookies)],
)
