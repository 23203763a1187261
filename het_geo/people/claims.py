"""From what a provider says of somebody (OpenID Connect's claims) to a person with roles."""

from __future__ import annotations

import hmac
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from het_geo.errors import SignInError
from het_geo.people.roles import Person
from het_geo.people.rules import RoleRules

SHORTEST_SECRET = 32  # characters
MAKE_SECRET = "Make one with: python -c 'import secrets; print(secrets.token_hex(32))'"
SKEW_S = 120.0  # by how much the provider's clock may be ahead of ours


@dataclass(frozen=True)
class SignIn:
    """A sign-in that has been looked at. ``until`` is when it ends (s since 1970).

    ``reference`` is the keyed hash of who it is, ``mark`` that of this one sign-in.
    """

    subject: str
    reference: str
    mark: str
    until: float
    claims: Mapping[str, Any]


def weakness(secret: str) -> str:
    """Return why a secret keeps nothing, to be said behind its name; "" of one that does.

    >>> weakness(""), weakness("short"), weakness("x" * 32)
    ('is not set', 'has fewer than 32 characters', '')
    """
    if not secret:
        return "is not set"
    few = len(secret) < SHORTEST_SECRET
    return f"has fewer than {SHORTEST_SECRET} characters" if few else ""


def keyed(text: str, secret: str) -> str:
    """Return the keyed hash (HMAC-SHA256, the first 128 bits) of a text.

    Raises:
        SignInError: there is no secret, or it is too short to keep anything.
    """
    if why := weakness(secret):
        said = f"The secret of this server (HET_GEO_SECRET or cookie_secret) {why}."
        raise SignInError(f"{said} Nobody can sign in. {MAKE_SECRET}")
    return hmac.new(secret.encode(), text.encode(), "sha256").hexdigest()[:32]


def read_sign_in(claims: Mapping[str, Any], secret: str, hours: float) -> SignIn:
    """Return a sign-in from the claims of its token; it may have ended (see ``until``).

    It ends when the token does (``exp``), and at the latest some hours after it was given
    (``iat``): a token without both is none.

    Raises:
        SignInError: a claim that every provider gives is missing or no time.
    """
    issuer, subject = _text(claims, "iss"), _text(claims, "sub")
    ends, given = _time(claims, "exp"), _time(claims, "iat")
    return SignIn(
        subject,
        keyed(f"het_geo person\n{issuer}\n{subject}", secret),
        keyed(f"het_geo sign-in\n{issuer}\n{subject}\n{given}\n{claims.get('nonce', '')}", secret),
        min(ends, given + hours * 3600.0),
        claims,
    )


def lasts(sign_in: SignIn, now: float) -> bool:
    """Tell whether a sign-in holds at a time (s since 1970): not ended, not of the future."""
    return _time(sign_in.claims, "iat") - SKEW_S <= now < sign_in.until


def _text(claims: Mapping[str, Any], name: str) -> str:
    value = claims.get(name)
    if not isinstance(value, str) or not value:
        raise SignInError(
            f"Your provider of sign-in does not say “{name}”. Tell your administrator."
        )
    return value


def _time(claims: Mapping[str, Any], name: str) -> float:
    value = claims.get(name)
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise SignInError(
            f"Your provider of sign-in does not say “{name}”, a time. Tell your administrator."
        )
    return float(value)


def groups_of(claims: Mapping[str, Any], where: str) -> frozenset[str]:
    """Return the groups that claims name; ``where`` is a claim, or a path to it by dots.

    What the path leads through may be a list: each of its tables is looked at.

    >>> sorted(groups_of({"realm_access": {"roles": ["b", "a"]}}, "realm_access.roles"))
    ['a', 'b']
    >>> groups_of({"https://example.org/groups": "a"}, "https://example.org/groups")
    frozenset({'a'})
    >>> sorted(groups_of({"value": [{"id": "a"}, {"id": "b"}, {"name": "c"}]}, "value.id"))
    ['a', 'b']

    Raises:
        SignInError: the groups were too many to be sent.
    """
    elsewhere = claims.get("_claim_names")
    if isinstance(elsewhere, Mapping) and where in elsewhere:
        raise SignInError(
            "You are in more groups than your provider sends. Ask your administrator to send only "
            "the groups that are given to this application."
        )
    found: list[Any] = [claims]
    for name in (where,) if where in claims else where.split("."):
        tables = [table for table in _each(found) if isinstance(table, Mapping)]
        found = [table[name] for table in tables if name in table]
    return frozenset(group for group in _each(found) if isinstance(group, str))


def _each(found: list[Any]) -> list[Any]:
    """Return all values, those of lists one by one."""
    return [one for held in found for one in (held if _is_list(held) else [held])]


def _is_list(value: object) -> bool:
    return isinstance(value, list | tuple | set | frozenset)


def person_of(sign_in: SignIn, groups: frozenset[str], rules: RoleRules) -> Person:
    """Return who is signed in, with the roles that the rules give him now."""
    names = {sign_in.subject, sign_in.reference}
    if names & set(rules.withdrawn):
        return Person(sign_in.reference)
    held = [
        post
        for rule in rules.rule
        if groups & set(rule.groups)
        or sign_in.subject in rule.subjects
        or sign_in.reference in rule.references
        for post in rule.posts()
    ]
    return Person(sign_in.reference, tuple(dict.fromkeys(held)))
