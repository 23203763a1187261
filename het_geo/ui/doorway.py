"""Who is signed in, looked at anew each time it is asked: nothing rests on the cookie alone."""

from __future__ import annotations

import os
import time
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit

import streamlit as st

from het_geo.errors import SignInError
from het_geo.framework.read import groups_below
from het_geo.people.addresses import is_loopback
from het_geo.people.claims import SignIn, lasts, person_of, read_sign_in
from het_geo.people.roles import EVERYWHERE, Person, Post, Role
from het_geo.people.rules import KnownPlaces, RoleRules, read_rules
from het_geo.ui.keep import ENDED, is_sign_in_served
from het_geo.ui.provider import OVER, groups_lately, groups_now
from het_geo.ui.shelf import root

LOCAL, SECRET = "HET_GEO_LOCAL_EDITING", "HET_GEO_SECRET"
MAY_ALL_HERE = Person("local", (Post(Role.ADMINISTRATOR, EVERYWHERE),))
OFF = "Nothing can be changed here: no sign-in is set up."
PLAIN = (
    "Sign-in is off, and with it all changes: this is the plain script. Start the explorer with "
    "make run."
)
FIRST = "Sign in first: nothing was changed."
# What a proxy adds to what it hands on.
_HANDED_ON = ("Forwarded", "Via", "X-Forwarded-For", "X-Forwarded-Host", "X-Real-Ip")


@dataclass(frozen=True)
class Doorway:
    """How a session stands: who is signed in, the providers that one can sign in with, or why not.

    ``left`` is whose sign-in has ended.
    """

    sign_in: SignIn | None = None
    left: SignIn | None = None
    providers: tuple[str, ...] = ()
    local: bool = False
    said: str = ""


def known_places() -> KnownPlaces:
    """Return the places that roles may name, with their sub-groups: one file is for a server."""
    return groups_below(root())


def doorway() -> Doorway:
    """Return how this session stands now."""
    if not is_configured():
        return _without_provider()
    if not is_sign_in_served():
        return Doorway(said=PLAIN)
    claims, ways = st.user.to_dict(), providers()
    if claims.get("is_logged_in") is not True:
        return Doorway(providers=ways)
    try:
        found = read_sign_in(claims, secret(), read_rules(known_places()).lasts_h)
    except SignInError as error:
        return Doorway(providers=ways, said=str(error))
    if ENDED.get(found.mark) or not lasts(found, time.time()):
        return Doorway(left=found, providers=ways, said=OVER)
    return Doorway(sign_in=found, providers=ways)


def person_now() -> Person:
    """Return who is signed in, with the roles held at this moment: asked before each write.

    The file of roles is read anew, and the provider asked where a role hangs on a group.

    Raises:
        SignInError: nobody is, or it cannot be known what he may; the message says what to do.
    """
    stands = doorway()
    if stands.local:
        return MAY_ALL_HERE
    if not stands.sign_in:
        raise SignInError(stands.said or FIRST)
    rules = read_rules(known_places())
    return person_of(stands.sign_in, groups_now(stands.sign_in, rules), rules)


def person_seen(stands: Doorway) -> Person | None:
    """Return who is signed in as far as it is shown: his groups may be a minute old.

    Raises:
        SignInError: it cannot be known what he may.
    """
    if stands.local or not stands.sign_in:
        return MAY_ALL_HERE if stands.local else None
    rules: RoleRules = read_rules(known_places())
    return person_of(stands.sign_in, groups_lately(stands.sign_in, rules), rules)


def is_configured() -> bool:
    """Tell whether a provider of sign-in is named in ``secrets.toml``."""
    return bool(st.secrets.load_if_toml_exists()) and "auth" in st.secrets


def providers() -> tuple[str, ...]:
    """Return the names of the providers; "default" is one that has no name of its own."""
    auth = st.secrets["auth"]
    named = [name for name in auth if isinstance(auth[name], Mapping) and "client_id" in auth[name]]
    return ("default",) if "client_id" in auth else tuple(named)


def secret() -> str:
    """Return what keyed hashes are made with: HET_GEO_SECRET, or the secret of cookies."""
    return os.environ.get(SECRET) or str(st.secrets["auth"].get("cookie_secret", ""))


def _without_provider() -> Doorway:
    wanted = os.environ.get(LOCAL, "")
    if not wanted:
        return Doorway(said=OFF)
    if wanted != "1":
        return Doorway(said=f"{LOCAL} is “{wanted}”: give 1, or leave it out. {OFF}")
    refused = _beyond_this_machine()
    return Doorway(local=not refused, said=refused)


def _beyond_this_machine() -> str:
    """Return why a change without sign-in is refused; "" where it comes from this machine.

    The server must listen to its own machine alone. A proxy on it could still let others in, and a
    page elsewhere could lead a browser here under a name of its own.
    """
    off = f"{LOCAL} changes nothing here: "
    if not is_loopback(st.get_option("server.address") or ""):
        return f"{off}this server listens beyond its own machine. Start it on localhost alone."
    headers, visitor = st.context.headers, st.context.ip_address  # no address: this machine
    host = urlsplit(f"//{headers.get('Host', 'localhost')}").hostname or ""
    elsewhere = isinstance(visitor, str) and not is_loopback(visitor)
    if elsewhere or not is_loopback(host) or any(name in headers for name in _HANDED_ON):
        return f"{off}this page was reached from beyond the server’s own machine. {OFF}"
    return ""
