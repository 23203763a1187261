"""TOML tables into frozen dataclasses, refusing what is unknown, missing or of the wrong type."""

from __future__ import annotations

import dataclasses
import types
import typing
from collections.abc import Callable, Mapping
from datetime import date, datetime
from functools import cache
from typing import Any, TypeVar

from het_geo.errors import CatalogueError

T = TypeVar("T")


def record(cls: type[T], table: Mapping[str, Any], where: str) -> T:
    """Make one ``cls`` from a TOML table.

    Raises:
        CatalogueError: a key is unknown or missing, or its value is of the wrong type; ``where``
            and the key are named.
    """
    hints = _hints(cls)  # type: ignore[arg-type]
    fields = {f.name: f for f in dataclasses.fields(cls)}  # type: ignore[arg-type]
    unknown = sorted(set(table) - set(fields))
    if unknown:
        raise CatalogueError(
            f"{where}: unknown key '{unknown[0]}'. Known keys: {', '.join(sorted(fields))}."
        )
    values = {}
    for name, spec in fields.items():
        if name in table:
            values[name] = _convert(hints[name], table[name], f"{where}, key '{name}'")
        elif _required(spec):
            raise CatalogueError(f"{where}: the key '{name}' is missing. Add it to the record.")
    return cls(**values)


@cache  # Python evaluates the annotations anew each time: half of what a catalogue takes
def _hints(cls: type) -> dict[str, Any]:
    return typing.get_type_hints(cls)


def _required(spec: dataclasses.Field[Any]) -> bool:
    missing = dataclasses.MISSING
    return spec.default is missing and spec.default_factory is missing


def _convert(hint: Any, value: Any, where: str) -> Any:
    hint = _without_none(hint)
    if dataclasses.is_dataclass(hint):
        if not isinstance(value, Mapping):
            raise CatalogueError(f"{where}: expected a table, found {value!r}.")
        return record(typing.cast("type[Any]", hint), value, where)
    origin = typing.get_origin(hint)
    if origin is tuple:
        return _tuple(typing.get_args(hint), value, where)
    if origin is not None:  # Mapping[str, X]
        return _mapping(typing.get_args(hint)[1], value, where)
    return _plain(hint, value, where)


def _without_none(hint: Any) -> Any:
    if isinstance(hint, types.UnionType) or typing.get_origin(hint) is typing.Union:
        return next(a for a in typing.get_args(hint) if a is not type(None))
    return hint


def _tuple(args: tuple[Any, ...], value: Any, where: str) -> tuple[Any, ...]:
    if not isinstance(value, list):
        raise CatalogueError(f"{where}: expected a list, found {value!r}.")
    if args[-1] is not Ellipsis and len(value) != len(args):
        raise CatalogueError(f"{where}: expected {len(args)} values, found {len(value)}.")
    return tuple(_convert(args[0], item, f"{where}[{i}]") for i, item in enumerate(value))


def _mapping(of: Any, value: Any, where: str) -> dict[str, Any]:
    if isinstance(value, list) and of is float:  # a plain list of columns: each counts once
        value = {_plain(str, name, where): 1.0 for name in value}
    if not isinstance(value, Mapping):
        raise CatalogueError(f"{where}: expected a table, found {value!r}.")
    return {key: _convert(of, item, f"{where}.{key}") for key, item in value.items()}


_PLAIN: dict[type, Callable[[Any], bool]] = {
    str: lambda v: isinstance(v, str),
    bool: lambda v: isinstance(v, bool),
    int: lambda v: isinstance(v, int) and not isinstance(v, bool),
    float: lambda v: isinstance(v, int | float) and not isinstance(v, bool),
    date: lambda v: isinstance(v, date) and not isinstance(v, datetime),
}


def _plain(hint: type, value: Any, where: str) -> Any:
    if not _PLAIN[hint](value):
        raise CatalogueError(f"{where}: expected {hint.__name__}, found {value!r}.")
    return float(value) if hint is float else value
