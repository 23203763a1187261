"""A provider of sign-in on this machine, and whoever signs in with it."""

import socket
import subprocess
import sys
from contextlib import contextmanager
from itertools import count

import httpx
import pytest
from playwright.sync_api import expect
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.sync.client import connect

from het_geo.ui.streamlit_insides import STREAM

COOKIES = "made up for a test, and long enough"
OVER = "Your sign-in has ended. What you typed is kept: sign in again to go on."
EDITS = "Signed in as editor of Housing and Health."
_NUMBERS = count()


@pytest.fixture(scope="session")
def provider():
    """Run a provider of sign-in on this machine; anybody who is named may sign in."""
    with socket.socket() as free:
        free.bind(("localhost", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "oidc_provider_mock", "--port", str(port)]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as process:
        try:
            assert next(line for line in process.stderr if "Uvicorn running" in line)
            yield f"http://localhost:{port}"
        finally:
            process.terminate()


@pytest.fixture(scope="session")
def told(provider, tmp_path_factory):
    """Return what the server's environment says: where secrets and roles are."""
    folder = tmp_path_factory.mktemp("sign-in")
    (folder / "secrets.toml").write_text(f"""
[auth]
redirect_uri = "http://localhost:{{port}}/oauth2callback"
cookie_secret = "{COOKIES}"
client_id = "explorer"
client_secret = "made up"
server_metadata_url = "{provider}/.well-known/openid-configuration"
expose_tokens = ["access"]
client_kwargs = {{ scope = "openid" }}
""")
    (folder / "people.toml").write_text(
        '[[rule]]\nrole = "editor"\nplaces = ["luton"]\n'
        'subgroups = ["housing"]\ngroups = ["homes team"]\n'
    )
    return {
        "STREAMLIT_SECRETS_FILES": str(folder / "secrets.toml"),
        "HET_GEO_PEOPLE": str(folder / "people.toml"),
    }


@pytest.fixture
def who(provider):
    """Return somebody whom no other test signs in, who is in the group of editors."""
    subject = f"u-{next(_NUMBERS)}"
    say(provider, subject, groups=["homes team"])
    return subject


def say(provider, subject, **claims):
    """Have the provider say something of somebody from now on."""
    httpx.put(f"{provider}/users/{subject}", json=claims).raise_for_status()


@contextmanager
def window(browser, address, **how):
    context = browser.new_context(base_url=address, **how)
    try:
        yield context.new_page()
    finally:
        context.close()


def sign_in(page, who, label="Sign in"):
    page.get_by_role("button", name=label, exact=True).click()
    page.locator("input[name=sub]").fill(who)
    page.get_by_role("button", name="Authorize").click()
    expect(page.get_by_text(EDITS)).to_be_visible()


def heard(page):
    """Return the messages that a page sends to the server, as they are sent."""
    frames = []
    page.on("websocket", lambda socket: socket.on("framesent", lambda frame: frames.append(frame)))  # noqa: PLW0108
    return frames


def replay(address, frames, cookies):
    """Send the server what a page sent it, without a page, and let it answer each message.

    Each message asks for the whole page: a part that a session has not been shown is not run for
    it, and would refuse by that alone. What a page sends of itself, every few seconds, is left out.
    """
    held = {one["name"]: one["value"] for one in cookies}
    token = held.get("_streamlit_xsrf", "")
    said = "; ".join(f"{name}={value}" for name, value in held.items())
    with connect(
        address.replace("http", "ws") + STREAM,
        origin=address,
        additional_headers={"Cookie": said} if said else {},
        subprotocols=["streamlit", token] if token else ["streamlit"],
        max_size=None,
    ) as line:
        for frame in frames:
            message = BackMsg.FromString(frame)
            if not message.HasField("rerun_script") or message.rerun_script.is_auto_rerun:
                continue
            message.rerun_script.fragment_id = ""
            line.send(message.SerializeToString())
            while not _has_run(ForwardMsg.FromString(line.recv(timeout=60))):
                pass


def _has_run(message):
    """Tell whether a message says that a run has ended, and not for another one to begin."""
    again = ForwardMsg.FINISHED_EARLY_FOR_RERUN
    return message.HasField("script_finished") and message.script_finished != again
