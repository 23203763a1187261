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


OF_SUBGROUP = (Role.EDITOR, Role.CHAIR)  # held in a sub-group of a place, never in all of it
EVERYWHERE = "*"  # every place of the server, those to come too
_ORDER = tuple(Role)


@dataclass(frozen=True)
class Post:
    """A role, the place (as links name it) and the sub-group that it is held in; "" for none.

    Two places may each have a sub-group of the same id: a post is of one of them.
    """

    role: Role
    place: str
    subgroup: str = ""


@dataclass(frozen=True)
class Person:
    """Somebody signed in. ``subject`` is a keyed hash (32 hexadecimal digits) or "local"."""

    subject: str
    posts: tuple[Post, ...] = ()

    def posts_in(self, place: str) -> tuple[Post, ...]:
        """Return the posts that count in a place; in :data:`EVERYWHERE`, those of no one place."""
        return tuple(post for post in self.posts if post.place in (place, EVERYWHERE))

    def role_in(self, place: str, subgroup: str) -> Role:
        """Return the role in a sub-group of a place; "" is what belongs to none."""
        held = [
            post.role
            for post in self.posts_in(place)
            if post.subgroup == subgroup or post.role not in OF_SUBGROUP
        ]
        return max(held, key=_ORDER.index, default=Role.READER)


def may(person: Person | None, needed: Role, place: str, subgroup: str = "") -> bool:
    """Tell whether a person may do what needs a role in a sub-group of a place.

    A chair may what an editor of the same sub-group may; an administrator may all in his places;
    what belongs to no sub-group only he may change. Reading needs nobody to be signed in.

    >>> chair = Person("0" * 32, (Post(Role.CHAIR, "luton", "housing"),))
    >>> [may(chair, Role.EDITOR, "luton", subgroup) for subgroup in ("housing", "children", "")]
    [True, False, False]
    >>> may(chair, Role.EDITOR, "bedford", "housing")
    False
    """
    held = person.role_in(place, subgroup) if person else Role.READER
    return _ORDER.index(held) >= _ORDER.index(needed)
