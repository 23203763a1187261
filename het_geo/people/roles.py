"""Roles, and the person who holds them: a keyed hash, no name."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Role(StrEnum):
    """What a person does here, from the one who may least."""

    READER = "reader"
    EDITOR = "editor"
    CHAIR = "chair"
    ADMINISTRATOR = "administrator"


OF_SUBGROUP = (Role.EDITOR, Role.CHAIR)  # held in a sub-group, never everywhere
_ORDER = tuple(Role)


@dataclass(frozen=True)
class Post:
    """A role, and the sub-group (its id in the catalogue) that it is held in; "" for none."""

    role: Role
    subgroup: str = ""


@dataclass(frozen=True)
class Person:
    """Somebody signed in. ``subject`` is a keyed hash (32 hexadecimal digits) or "local"."""

    subject: str
    posts: tuple[Post, ...] = ()

    @property
    def role(self) -> Role:
        """Return the highest role held anywhere."""
        return max((post.role for post in self.posts), key=_ORDER.index, default=Role.READER)

    def role_in(self, subgroup: str) -> Role:
        """Return the role in a sub-group; "" is what belongs to none."""
        held = [p.role for p in self.posts if p.subgroup == subgroup or p.role not in OF_SUBGROUP]
        return max(held, key=_ORDER.index, default=Role.READER)


def may(person: Person | None, needed: Role, subgroup: str = "") -> bool:
    """Tell whether a person may do what needs a role in a sub-group.

    A chair may what an editor of the same sub-group may; an administrator may all; what belongs to
    no sub-group only he may change. Reading needs nobody to be signed in.

    >>> chair = Person("0" * 32, (Post(Role.CHAIR, "housing"),))
    >>> [may(chair, Role.EDITOR, subgroup) for subgroup in ("housing", "children", "")]
    [True, False, False]
    """
    held = person.role_in(subgroup) if person else Role.READER
    return _ORDER.index(held) >= _ORDER.index(needed)
