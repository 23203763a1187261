"""The skeleton of a place's framework: a file that reads without error and says what to fill in."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

from het_geo.errors import JourneyError
from het_geo.framework.read import FILE, folder_of

EXAMPLE = "#: "  # how a line begins that is an example


def skeleton(place: str, name: str) -> str:
    """Return the framework of a place as it begins: its slug in links, and what it is called."""
    text = (files("het_geo.framework") / "skeleton.toml").read_text("utf-8")
    return text.format(place=place, name=name)


def begin(root: Path, place: str, name: str) -> Path:
    """Write a place's skeleton where its framework is read from, and return the file.

    Raises:
        JourneyError: the place has a framework, which is never overwritten; the folder cannot be
            written; or the name holds what no name holds.
    """
    if not name.isprintable() or set(name) & set('"\\'):
        raise JourneyError(f"“{name[:60]}” is no name that a title has room for.")
    path = folder_of(root, place) / FILE
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("x", encoding="utf-8") as file:
            file.write(skeleton(place, name))
    except FileExistsError as error:
        raise JourneyError(
            f"{path} stands already, and is not overwritten. Change it, or move it away first."
        ) from error
    except OSError as error:
        raise JourneyError(f"{path}: {error.strerror}. It cannot be written.") from error
    return path
