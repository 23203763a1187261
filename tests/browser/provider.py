"""A provider of sign-in on this machine, and whoever signs in with it."""

import socket
import subprocess
import sys
from contextlib import contextmanager
from itertools import count

import httpx
import pytest
from playwright.sync_api import expect

COOKIES = "made up for a test, and long enough"
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
        '[[rule]]\nrole = "editor"\nsubgroups = ["housing"]\ngroups = ["homes team"]\n'
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
