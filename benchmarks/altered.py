"""A module that is in use, altered: its functions, their defaults, its constants and records."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from types import FunctionType, ModuleType
from typing import Any


def put(module: ModuleType, source: str) -> None:
    """Give a module that is in use the code, defaults, numbers and records of changed source."""
    fresh = ModuleType(module.__name__)
    fresh.__file__ = module.__file__
    sys.modules[module.__name__], kept = fresh, module  # what dataclasses look their module up by
    exec(compile(source, str(module.__file__), "exec"), fresh.__dict__)
    sys.modules[module.__name__] = kept
    changed = dict(_functions(fresh))
    for name, function in _functions(module):
        function.__code__ = changed[name].__code__
        for part in ("__defaults__", "__kwdefaults__"):
            if repr(getattr(function, part)) != repr(getattr(changed[name], part)):
                setattr(function, part, getattr(changed[name], part))
    for name, value in list(vars(module).items()):
        other = vars(fresh).get(name, value)
        if type(value).__module__ == module.__name__ and hasattr(value, "__dict__"):
            vars(value).update(vars(other))  # a record of the module's own
        if isinstance(value, int | float | str | tuple | list | dict) and repr(other) != repr(
            value
        ):
            _everywhere(name, value, other)


def _everywhere(name: str, value: Any, other: Any) -> None:
    """Change a constant in every module that has imported it."""
    for module in list(sys.modules.values()):
        if vars(module).get(name) is value:
            setattr(module, name, other)


def _functions(module: ModuleType) -> Iterator[tuple[str, FunctionType]]:
    """Yield the functions and methods that a module defines, with their qualified names."""
    for name, part in vars(module).items():
        inside = vars(part).items() if isinstance(part, type) else [(name, part)]
        for _, one in inside:
            for found in _unwrapped(one):
                if found.__code__.co_filename == module.__file__:
                    yield found.__qualname__, found


def _unwrapped(part: Any) -> Iterator[FunctionType]:
    for name in ("__func__", "__wrapped__", "func", "fget"):
        inner = getattr(part, name, None)
        if isinstance(inner, FunctionType):
            part = inner
    if isinstance(part, FunctionType):
        yield part
