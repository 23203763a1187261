"""A document as JSON holds it, and back: what is kept of it is what was said, word for word."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from typing import Any

from het_geo import document
from het_geo.blank import Blank
from het_geo.document import table
from het_geo.errors import ExportError
from het_geo.pictures.svg import Picture
from het_geo.sentences.minute_words import TileWords

_IS = "is"  # the key that names what a table of values is
_KINDS: dict[str, Any] = {
    kind.__name__: kind
    for kind in (
        document.Document, document.Section, document.Text, document.Item, document.Items,
        document.Drawing, document.TileBox, document.Tiles, table.Table, table.TableColumn,
        table.TableGroup, table.TableRow, Picture, TileWords,
    )
}  # fmt: skip


def frozen(value: Any) -> Any:
    """Return a document, or a part of one, as tables, lists, texts and numbers."""
    if isinstance(value, Blank):
        return {_IS: "Blank", "text": str(value), "why": value.why}
    if dataclasses.is_dataclass(value):
        held = {field.name: getattr(value, field.name) for field in dataclasses.fields(value)}
        return {_IS: type(value).__name__} | {name: frozen(part) for name, part in held.items()}
    if isinstance(value, tuple | list):
        return [frozen(one) for one in value]
    return value


def thawed_document(value: Any) -> document.Document:
    """Return the document that was frozen.

    Raises:
        ExportError: it is none, or of another version of this program.
    """
    try:
        found = _thawed(value)
    except (TypeError, KeyError, AttributeError, RecursionError) as error:
        raise ExportError(_NONE) from error
    if not isinstance(found, document.Document):
        raise ExportError(_NONE)
    return found


# What fields of these types hold; those of others are held to it where they are made.
_PLAIN: dict[str, tuple[type, ...]] = {"str": (str,), "bool": (bool,), "float": (int, float)}
_NONE = (
    "What is kept is no document that this version can read. Open it with the version that closed "
    "it, or restore the register from its backup."
)


def _thawed(value: Any) -> Any:
    if isinstance(value, list):
        return tuple(_thawed(one) for one in value)
    if not isinstance(value, Mapping):
        return value
    parts = {name: _thawed(part) for name, part in value.items() if name != _IS}
    if value[_IS] == "Blank":
        return Blank(parts["text"], parts["why"])
    made = _KINDS[value[_IS]](**parts)
    for field in dataclasses.fields(made):
        plain = _PLAIN.get(str(field.type))
        if plain and not isinstance(parts.get(field.name, field.default), plain):
            raise TypeError(f"{field.name} is no {field.type}")
    return made
