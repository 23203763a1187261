"""How Streamlit's own sign-in and sign-out are begun, with the key of the way back.

Each fact is held by ``tests/browser/test_streamlit_insides.py``, which names it where an upgrade
has changed it.
"""

from __future__ import annotations

import streamlit as st

from het_geo.ui.streamlit_insides import LOGOUT


def go_to_sign_in(provider: str, back: str) -> None:
    """Send the browser to sign in, as ``st.login`` does, with the key of its way back."""
    from streamlit.auth_util import validate_auth_credentials  # noqa: PLC0415 - needs Authlib
    from streamlit.user_info import generate_login_redirect_url  # noqa: PLC0415

    validate_auth_credentials(provider)
    _send_to(f"{generate_login_redirect_url(provider)}&back={back}")


def go_to_sign_out(back: str) -> None:
    """End the sign-in of this session and send the browser to sign out, as ``st.logout`` does."""
    from streamlit import runtime  # noqa: PLC0415
    from streamlit.runtime.scriptrunner import get_script_run_ctx  # noqa: PLC0415

    context = get_script_run_ctx()
    runtime.get_instance().clear_user_info_for_session(context.session_id)
    context.user_info.clear()
    base = str(st.get_option("server.baseUrlPath")).strip("/")
    _send_to(f"{f'/{base}' if base else ''}{LOGOUT}?back={back}")


def _send_to(address: str) -> None:
    from streamlit.proto.ForwardMsg_pb2 import ForwardMsg  # noqa: PLC0415
    from streamlit.runtime.scriptrunner import get_script_run_ctx  # noqa: PLC0415

    message = ForwardMsg()
    message.auth_redirect.url = address
    get_script_run_ctx().enqueue(message)
