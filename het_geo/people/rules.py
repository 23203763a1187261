"""The file that says who holds which role (HET_GEO_PEOPLE), read anew whenever it is asked.

It stands on the server alone; ``docs/sign-in.md`` shows one.
"""

from __future__ import annotations

import os
import tomllib
from collections.abc import Container
from dataclasses import dataclass
from pathlib import Path

from het_geo.catalogue.strict import record
from het_geo.errors import CatalogueError, SignInError
from het_geo.people.roles import OF_SUBGROUP, Post, Role

PEOPLE = "HET_GEO_PEOPLE"
LONGEST_H, MOST_H = 12, 24  # how long a sign-in lasts, where nothing else is said; at most


@dataclass(frozen=True)
class RoleRule:
    """One ``[[rule]]``: a role, and whose it is, by group or by subject."""

    role: str
    subgroups: tuple[str, ...] = ()
    groups: tuple[str, ...] = ()
    subjects: tuple[str, ...] = ()
    references: tuple[str, ...] = ()

    def posts(self) -> tuple[Post, ...]:
        """Return what the rule gives."""
        return tuple(Post(Role(self.role), name) for name in self.subgroups or ("",))


@dataclass(frozen=True)
class RoleRules:
    """The whole file. ``groups_in`` is where groups stand in what the provider says, by dots.

    ``groups_from`` is "provider" (asked at each write) or "token" (as they were at sign-in).
    ``withdrawn`` are subjects or references that hold no role, whatever else is said.
    """

    rule: tuple[RoleRule, ...] = ()
    groups_in: str = "groups"
    groups_from: str = "provider"
    hours: int = LONGEST_H
    withdrawn: tuple[str, ...] = ()

    @property
    def by_group(self) -> bool:
        """Tell whether any role comes from a group."""
        return any(rule.groups for rule in self.rule)


NOBODY = RoleRules()


def read_rules(subgroups: Container[str]) -> RoleRules:
    """Return who holds which role, as the file says it now; nobody where none is named.

    ``subgroups`` are the ids that the catalogue knows.

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
    _check(rules, subgroups, path.name)
    return rules


def _check(rules: RoleRules, subgroups: Container[str], where: str) -> None:
    if rules.groups_from not in ("provider", "token"):
        raise SignInError(
            f"{where}: groups_from is “{rules.groups_from}”. Say “provider” or “token”."
        )
    if not 1 <= rules.hours <= MOST_H:
        raise SignInError(
            f"{where}: hours is {rules.hours}. Say a whole number from 1 to {MOST_H}."
        )
    for number, rule in enumerate(rules.rule, 1):
        _check_rule(rule, subgroups, f"{where}, rule {number}")


def _check_rule(rule: RoleRule, subgroups: Container[str], where: str) -> None:
    if rule.role not in set(Role):
        raise SignInError(f"{where}: there is no role “{rule.role}”. Say one of {', '.join(Role)}.")
    if unknown := [name for name in rule.subgroups if name not in subgroups]:
        raise SignInError(
            f"{where}: there is no sub-group “{unknown[0]}” in any place’s framework."
        )
    if (Role(rule.role) in OF_SUBGROUP) != bool(rule.subgroups):
        need = (
            "needs subgroups" if not rule.subgroups else "is held everywhere: leave subgroups out"
        )
        raise SignInError(f"{where}: the role {rule.role} {need}.")
    if not (rule.groups or rule.subjects or rule.references):
        raise SignInError(f"{where}: nobody holds it. Give groups, subjects or references.")
    if not all((*rule.groups, *rule.subjects, *rule.references)):
        raise SignInError(f"{where}: an empty name would be anybody's. Leave it out.")
