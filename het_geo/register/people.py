"""Who may write what: asked in the register at each write, whatever a page shows.

Everybody may read. An editor of a place's sub-group writes its actions, values and reviews of
measures, tests of change and projects; its chair also its recommendations, and remarks beside
verdicts; an administrator of the place writes all, closes years, and alone writes what belongs to
no sub-group.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from het_geo.people import roles
from het_geo.people.roles import EVERYWHERE, OF_SUBGROUP, Person, Post, Role
from het_geo.register.rows import WrittenRow

Deed = Literal["read", "add", "change", "remove"]

NEEDED: Mapping[str, Role] = {
    "recommendation": Role.CHAIR,
    "action": Role.EDITOR,
    "value": Role.EDITOR,
    "test": Role.EDITOR,
    "project": Role.EDITOR,
    "remark": Role.CHAIR,
    "review": Role.EDITOR,
    "closed_year": Role.ADMINISTRATOR,
}

# Whoever may run a command on the server may open the register's file too.
AT_THE_COMMAND_LINE = Person("command line", (Post(Role.ADMINISTRATOR, EVERYWHERE),))


def may(person: Person | None, action: Deed, kind: str, on: WrittenRow | str) -> bool:
    """Return whether a person may do this to a row, or to any row of the kind in a place.

    ``on`` is the row, which has its place, or the place. A page asks it to know what to offer. The
    register asks it again at each write.
    """
    if action == "read":
        return True
    if person is None or (action, kind) == ("change", "closed_year"):
        return False  # what was closed stays what it was
    needed = NEEDED[kind]
    if isinstance(on, str):
        held = {post.subgroup for post in person.posts_in(on)}
        return any(roles.may(person, needed, on, subgroup) for subgroup in held)
    return roles.may(person, needed, on.place, subgroup_of(on))


def may_any(person: Person | None, place: str) -> bool:
    """Return whether there is anything in a place that a person may write."""
    return any(may(person, "add", kind, place) for kind in NEEDED)


def role_for(person: Person, row: WrittenRow) -> str:
    """Return the role in which a person writes a row, as the history keeps it."""
    subgroup = subgroup_of(row)
    role = person.role_in(row.place, subgroup)
    return f"{role} of {subgroup}" if role in OF_SUBGROUP else str(role)


def subgroup_of(row: WrittenRow) -> str:
    """Return the sub-group that a row belongs to; "" for none."""
    return getattr(row, "subgroup", None) or ""
