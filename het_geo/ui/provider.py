"""Ask the provider of sign-in what groups somebody is in now: at each write, not at sign-in alone.

By OpenID Connect's userinfo endpoint, with the access token that the provider gave at sign-in.
"""

from __future__ import annotations

import ipaddress
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

import httpx
import streamlit as st

from het_geo.errors import SignInError
from het_geo.people.claims import SignIn, groups_of
from het_geo.people.rules import RoleRules
from het_geo.ui.keep import ENDED, ENDPOINTS, GROUPS, SILENT

PATIENCE_S = 5.0
OVER = "Your sign-in has ended. What you typed is kept: sign in again to go on."


def groups_now(sign_in: SignIn, rules: RoleRules) -> frozenset[str]:
    """Return the groups that somebody is in now; none where no role hangs on one.

    Raises:
        SignInError: the provider does not say, or says that the sign-in has ended.
    """
    if not rules.by_group:
        return frozenset()
    if rules.groups_from == "token":
        return groups_of(sign_in.claims, rules.groups_in)
    found = groups_of(_asked(sign_in), rules.groups_in)
    GROUPS.put(sign_in.mark, found)
    return found


def groups_lately(sign_in: SignIn, rules: RoleRules) -> frozenset[str]:
    """Return the groups as they were said within the last minute: for what is shown alone."""
    held = GROUPS.get(sign_in.mark) if rules.groups_from == "provider" else None
    if held is not None:
        return held
    if said := SILENT.get(sign_in.mark):
        raise SignInError(said)
    try:
        return groups_now(sign_in, rules)
    except SignInError as error:
        SILENT.put(sign_in.mark, str(error))  # no page waits for it again at each step
        raise


def _asked(sign_in: SignIn) -> Mapping[str, Any]:
    token = dict(sign_in.claims.get("tokens") or {}).get("access")
    if not token:
        raise SignInError(
            "This server is not given the token that it asks your provider with. Your "
            'administrator sets expose_tokens = ["access"] (docs/sign-in.md).'
        )
    answer = _get(_endpoint(sign_in), {"Authorization": f"Bearer {token}"})
    if answer.status_code in (400, 401, 403):  # the token is no longer taken
        ENDED.put(sign_in.mark, value=True)
        raise SignInError(OVER)
    said = _table(answer)
    if said.get("sub") != sign_in.subject:
        raise SignInError("Your provider of sign-in spoke of somebody else. Sign in again.")
    return said


def _endpoint(sign_in: SignIn) -> str:
    """Return where the provider says who somebody is, from its own description."""
    address = _described_at(str(sign_in.claims.get("provider", "default")))
    if not (found := ENDPOINTS.get(address)):
        found = str(_table(_get(address, {})).get("userinfo_endpoint", ""))
        ENDPOINTS.put(address, found)
    return found


def _described_at(provider: str) -> str:
    auth = st.secrets["auth"]
    section = auth if provider == "default" else auth.get(provider, {})
    if "server_metadata_url" not in section:
        raise SignInError(
            "Your provider of sign-in is no longer one of this server's. Sign in again."
        )
    return str(section["server_metadata_url"])


def _get(address: str, headers: Mapping[str, str]) -> httpx.Response:
    """Ask an address; a token goes over TLS alone, or stays on this machine."""
    parts = urlsplit(address)
    if parts.scheme != "https" and not is_loopback(parts.hostname or ""):
        raise SignInError("Your provider of sign-in has no https address to ask it at.")
    try:
        return httpx.get(address, headers=dict(headers), timeout=PATIENCE_S)
    except httpx.HTTPError as error:
        raise SignInError(_SILENT) from error


_SILENT = (
    "Your provider of sign-in does not answer, so it is not known what you may change. What you "
    "typed is kept: try again in a minute."
)


def _table(answer: httpx.Response) -> dict[str, Any]:
    try:
        said = answer.raise_for_status().json()
    except (httpx.HTTPError, ValueError) as error:
        raise SignInError(_SILENT) from error
    if not isinstance(said, dict):
        raise SignInError(_SILENT)
    return said


def is_loopback(host: str) -> bool:
    """Tell whether a name or address of a host is this machine's own.

    >>> [is_loopback(host) for host in ("localhost", "127.0.0.1", "::1", "0.0.0.0", "a.org", "")]
    [True, True, True, False, False, False]
    """
    try:
        return host == "localhost" or ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
