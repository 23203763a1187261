"""What figures tell of one and the same thing: the subjects of the catalogue."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fnmatch import fnmatchcase

from het_geo.errors import CatalogueError


@dataclass(frozen=True)
class SubjectRecord:
    """A subject and its ``indicators``: ids, in which ``*`` stands for any rest."""

    id: str
    label: str
    indicators: tuple[str, ...]


def subjects_by_indicator(
    subjects: Mapping[str, SubjectRecord], indicators: Iterable[str]
) -> dict[str, str]:
    """Return the subject's id of each indicator: its own id where no subject names it.

    Raises:
        CatalogueError: a subject names an indicator that there is not, or two name the same.
    """
    known = tuple(indicators)
    found: dict[str, str] = {}
    for subject in subjects.values():
        where = f"subjects.toml '{subject.id}'"
        for pattern in subject.indicators:
            named = [name for name in known if fnmatchcase(name, pattern)]
            if not named:
                raise CatalogueError(f"{where}: no indicator is called '{pattern}'. Correct it.")
            twice = [name for name in named if name in found]
            if twice:
                raise CatalogueError(
                    f"{where}: '{twice[0]}' is of '{found[twice[0]]}' too. Name it in one."
                )
            found |= dict.fromkeys(named, subject.id)
    return {name: found.get(name, name) for name in known}
