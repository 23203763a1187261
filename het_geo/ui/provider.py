"""Ask the provider of sign-in what groups somebody is in now: at each write, not at sign-in alone.

By OpenID Connect's userinfo endpoint, with the access token that the provider gave at sign-in;
where the provider says groups elsewhere, at that address too, with the same token.
"""

from __future__ import annotations

from typing import Any, NoReturn

import streamlit as st

from het_geo.errors import SignInError
from het_geo.people.addresses import same_host
from het_geo.people.claims import SignIn, groups_of
from het_geo.people.rules import RoleRules
from het_geo.ui.ask import ask, patience
from het_geo.ui.keep import ENDED, ENDPOINTS, GROUPS, SILENT

NEXT, MOST_PAGES = "@odata.nextLink", 10  # where an answer says its next page (OData); at most
OVER = "Your sign-in has ended. What you typed is kept: sign in again to go on."
NOT_LET = (
    "The address that says which groups you are in does not let this server ask it. Tell your "
    "administrator: sign-in asks for too narrow a scope (docs/sign-in.md)."
)
ELSEWHERE = (
    "The address that says which groups you are in leads to another host, which is not asked. Tell "
    "your administrator."
)
TOO_MANY = f"You are in more groups than {MOST_PAGES} pages hold. Tell your administrator."


def groups_now(sign_in: SignIn, rules: RoleRules) -> frozenset[str]:
    """Return the groups that somebody is in now; none where no role hangs on one.

    Raises:
        SignInError: the provider does not say, or says that the sign-in has ended.
    """
    if not rules.by_group:
        return frozenset()
    if rules.groups_from == "token":
        return groups_of(sign_in.claims, rules.groups_in)
    until = patience()
    said = _who(sign_in, until)
    if rules.groups_from == "address":
        found = _groups_at(sign_in, rules, until)
    else:
        found = groups_of(said, rules.groups_in)
    GROUPS.put(sign_in.mark, found)
    return found


def groups_lately(sign_in: SignIn, rules: RoleRules) -> frozenset[str]:
    """Return the groups as they were said within the last minute: for what is shown alone.

    Raises:
        SignInError: the provider does not say, or did not when asked a moment ago.
    """
    held = GROUPS.get(sign_in.mark) if rules.groups_from != "token" else None
    if held is not None:
        return held
    if said := SILENT.get(sign_in.mark):
        raise SignInError(said)
    try:
        return groups_now(sign_in, rules)
    except SignInError as error:
        SILENT.put(sign_in.mark, str(error))  # no page waits for it again at each step
        raise


def _who(sign_in: SignIn, until: float) -> dict[str, Any]:
    """Return what userinfo says, held to who signed in: cookies of two people can be mixed."""
    answer = ask(_endpoint(sign_in, until), until, _token(sign_in))
    if answer.status in (400, 401, 403):  # the token is no longer taken
        _end(sign_in)
    said = answer.table()
    if said.get("sub") != sign_in.subject:
        raise SignInError("Your provider of sign-in spoke of somebody else. Sign in again.")
    return said


def _groups_at(sign_in: SignIn, rules: RoleRules, until: float) -> frozenset[str]:
    """Return the groups that an address says, page by page of the same host: all, or none."""
    found: frozenset[str] = frozenset()
    address = rules.groups_at
    for _ in range(MOST_PAGES):
        answer = ask(address, until, _token(sign_in))
        if answer.status == 401:
            _end(sign_in)
        if answer.status == 403:
            raise SignInError(NOT_LET)
        said = answer.table()
        found |= groups_of(said, rules.groups_in)
        address = said.get(NEXT)
        if address is None:
            return found
        if not isinstance(address, str) or not same_host(address, rules.groups_at):
            raise SignInError(ELSEWHERE)
    raise SignInError(TOO_MANY)


def _end(sign_in: SignIn) -> NoReturn:
    ENDED.put(sign_in.mark, value=True)
    raise SignInError(OVER)


def _token(sign_in: SignIn) -> str:
    token = dict(sign_in.claims.get("tokens") or {}).get("access")
    if not token:
        raise SignInError(
            "This server is not given the token that it asks your provider with. Your "
            'administrator sets expose_tokens = ["access"] (docs/sign-in.md).'
        )
    return str(token)


def _endpoint(sign_in: SignIn, until: float) -> str:
    """Return where the provider says who somebody is, from its own description."""
    address = _described_at(str(sign_in.claims.get("provider", "default")))
    if not (found := ENDPOINTS.get(address)):
        found = str(ask(address, until).table().get("userinfo_endpoint", ""))
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
