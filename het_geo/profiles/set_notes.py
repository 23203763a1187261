"""What is said of a set of neighbourhoods by its map: what its name stands for, and its parts."""

from __future__ import annotations

from het_geo import words
from het_geo.geography import Level
from het_geo.pack.model import Pack
from het_geo.profiles.subject import Subject
from het_geo.spatial import parts_of


def name_notes(subject: Subject) -> list[str]:
    """Return what a given name stands for, where a set has one."""
    if not subject.name:
        return []
    many = words.count_of(len(subject.codes), "neighbourhood", "neighbourhoods")
    return [
        f"“{subject.name}” is a name given here to {many} taken together, listed below; it is "
        "no area that is published of."
    ]


def apart_notes(pack: Pack, subject: Subject) -> list[str]:
    """Return that the neighbourhoods of a set do not all touch, where they do not."""
    parts = parts_of(pack.shapes[Level.LSOA][code] for code in subject.codes)
    said = f"They lie in {words.whole(parts)} separate parts, which do not touch."
    return [said] if parts > 1 else []
