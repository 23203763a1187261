"""Tables of the catalogue that stand for several records: one for each row of a list."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any


def family(table: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    """Yield the records a table stands for: itself, or one for each row of its ``each`` list.

    In every text of the table, ``<name>`` is replaced by the row's text of that name; an item of a
    list that becomes empty by that is left out.
    """
    rows = table.get("each", [{}])
    shared = {key: value for key, value in table.items() if key != "each"}
    for row in rows:
        yield {key: _filled(value, row) for key, value in shared.items()}


def _filled(value: Any, row: Mapping[str, str]) -> Any:
    if isinstance(value, str):
        for name, text in row.items():
            value = value.replace(f"<{name}>", text)
        return value
    if isinstance(value, list):
        return [found for item in value if (found := _filled(item, row)) != ""]
    if isinstance(value, dict):
        return {_filled(key, row): _filled(item, row) for key, item in value.items()}
    return value
