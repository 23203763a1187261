"""The file that says who holds which role (HET_GEO_PEOPLE), read anew whenever it is asked.

It stands on the server alone; ``docs/sign-in.md`` shows one.
"""

from __future__ import annotations

import os
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import product
from pathlib import Path

from het_geo.catalogue.strict import record
from het_geo.catalogue.vocabulary import Subgroup
from het_geo.errors import CatalogueError, SignInError
from het_geo.people.addresses import is_safe
from het_geo.people.roles import EVERYWHERE, OF_SUBGROUP, Post, Role

PEOPLE = "HET_GEO_PEOPLE"
LONGEST_H, MOST_H = 12, 24  # how long a sign-in lasts, where nothing else is said; at most
TOKEN_H = 1  # at most, where groups are those of the token: so late may one taken away be seen
ASKED = ("provider", "address")  # where groups may be asked for at each write
WAYS = (*ASKED, "token")

# The sub-groups of each place that has a framework; None where its framework cannot be read.
KnownPlaces = Mapping[str, Mapping[str, Subgroup] | None]


@dataclass(frozen=True)
class RoleRule:
    """One ``[[rule]]``: a role, where it is held, and whose it is, by group or by subject."""

    role: str
    places: tuple[str, ...] = ()
    subgroups: tuple[str, ...] = ()
    groups: tuple[str, ...] = ()
    subjects: tuple[str, ...] = ()
    references: tuple[str, ...] = ()

    def posts(self) -> tuple[Post, ...]:
        """Return what the rule gives."""
        role = Role(self.role)
        places = (EVERYWHERE,) if role is Role.READER else self.places
        held = product(places, self.subgroups or ("",))
        return tuple(Post(role, place, name) for place, name in held)


@dataclass(frozen=True)
class RoleRules:
    """The whole file. ``groups_in`` is where groups stand in what the provider says, by dots.

    ``groups_from``: "provider" (userinfo, asked at each write), "address" (userinfo and
    ``groups_at``, asked at each write) or "token" (as they were at sign-in). ``withdrawn`` are
    subjects or references that hold no role, whatever else is said.
    """

    rule: tuple[RoleRule, ...] = ()
    groups_in: str = "groups"
    groups_from: str = "provider"
    groups_at: str = ""
    hours: int = LONGEST_H
    withdrawn: tuple[str, ...] = ()

    @property
    def by_group(self) -> bool:
        """Tell whether any role comes from a group."""
        return any(rule.groups for rule in self.rule)

    @property
    def lasts_h(self) -> int:
        """Return how many hours a sign-in lasts at most."""
        return self.hours if self.groups_from in ASKED else min(self.hours, TOKEN_H)


NOBODY = RoleRules()


def read_rules(known: KnownPlaces) -> RoleRules:
    """Return who holds which role, as the file says it now; nobody where none is named.

    Raises:
        SignInError: the file is missing or wrong. The message names the key.
    """
    named = os.environ.get(PEOPLE, "").strip()
    if not named:
        return NOBODY
    path = Path(named)
    try:
        text = path.read_text(encoding="utf-8")
        rules = record(RoleRules, tomllib.loads(text), path.name)
    except OSError as error:
        raise SignInError(
            f"{path.name}, which {PEOPLE} names, cannot be read ({error.strerror}). "
            "Nothing can be changed until it can: tell your administrator."
        ) from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, CatalogueError) as error:
        raise SignInError(f"{path.name} is not understood: {error}") from error
    _check(rules, path.name)
    for number, rule in enumerate(rules.rule, 1):
        where = f"{path.name}, rule {number}"
        _check_role(rule, where)
        _check_places(rule, known, where)
    return rules


def _check(rules: RoleRules, where: str) -> None:
    if rules.groups_from not in WAYS:
        raise SignInError(
            f"{where}: groups_from is “{rules.groups_from}”. Say one of {', '.join(WAYS)}."
        )
    if not 1 <= rules.hours <= MOST_H:
        raise SignInError(
            f"{where}: hours is {rules.hours}. Say a whole number from 1 to {MOST_H}."
        )
    if rules.groups_from != "address" and rules.groups_at:
        raise SignInError(f"{where}: groups_at is asked only where groups_from is “address”.")
    if rules.groups_from == "address" and not is_safe(rules.groups_at):
        raise SignInError(
            f"{where}: groups_at is “{rules.groups_at}”. Give the https address that says which "
            "groups somebody is in, without a name or password in it."
        )


def _check_role(rule: RoleRule, where: str) -> None:
    if rule.role not in set(Role):
        raise SignInError(f"{where}: there is no role “{rule.role}”. Say one of {', '.join(Role)}.")
    if (Role(rule.role) in OF_SUBGROUP) != bool(rule.subgroups):
        need = (
            "needs subgroups" if not rule.subgroups else "is held in a whole place: leave them out"
        )
        raise SignInError(f"{where}: the role {rule.role} {need}.")
    if not (rule.groups or rule.subjects or rule.references):
        raise SignInError(f"{where}: nobody holds it. Give groups, subjects or references.")
    if not all((*rule.groups, *rule.subjects, *rule.references)):
        raise SignInError(f"{where}: an empty name would be anybody's. Leave it out.")


def _check_places(rule: RoleRule, known: KnownPlaces, where: str) -> None:
    """Hold a rule to the places there are: whoever may change something, may do so in some."""
    reads, runs = (rule.role == role for role in (Role.READER, Role.ADMINISTRATOR))
    if reads and rule.places:
        raise SignInError(f"{where}: everybody reads every place: leave places out.")
    if not reads and not rule.places:
        every = f", or “{EVERYWHERE}” for all" if runs else ""
        raise SignInError(f"{where}: it names no place. Say places, as links name them{every}.")
    for place in () if runs and rule.places == (EVERYWHERE,) else rule.places:
        if place not in known:
            raise SignInError(
                f"{where}: there is no place “{place}” with a framework. There are: "
                f"{', '.join(known) or 'none'}."
            )
        _check_subgroups(rule, place, known[place], where)


def _check_subgroups(
    rule: RoleRule, place: str, groups: Mapping[str, Subgroup] | None, where: str
) -> None:
    """Hold a rule to a place's sub-groups.

    One whose framework cannot be read holds it to none: its page says what is wrong, and offers
    nothing to write. The rules of other places stand.
    """
    unknown = [] if groups is None else [name for name in rule.subgroups if name not in groups]
    if unknown:
        raise SignInError(
            f"{where}: there is no sub-group “{unknown[0]}” in the framework of {place}."
        )
