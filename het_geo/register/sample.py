"""Made-up rows that show what a register looks like, each marked as an example."""

from __future__ import annotations

import tomllib
from importlib.resources import files
from typing import Any

import sqlalchemy as sa

from het_geo.errors import RegisterError
from het_geo.register.rows import KINDS, WrittenRow
from het_geo.register.schema import OF_KIND, row_of
from het_geo.register.writes import Writing


def sample_loaded(writing: Writing) -> int:
    """Add the sample to a place; return how many rows it has.

    Raises:
        RegisterError: it is there already.
    """
    if _examples(writing):
        raise RegisterError("The sample is loaded already. Remove it first to have it anew.")
    text = (files("het_geo.register") / "sample.toml").read_text("utf-8")
    table: dict[str, list[dict[str, Any]]] = tomllib.loads(text)
    advised: list[str] = []
    count = 0
    for kind in KINDS:
        for values in table.get(kind, ()):
            if "rests_on" in values:  # the how-manieth recommendation of the sample
                values["recommendation"] = advised[values.pop("rests_on") - 1]
            row = writing.add(kind, values, example=True)
            count += 1
            if kind == "recommendation":
                advised.append(row.id)
    return count


def examples_removed(writing: Writing) -> int:
    """Remove a place's examples, whoever has changed them since; return how many there were."""
    examples = _examples(writing)
    for row in examples:
        writing.remove(row)
    return len(examples)


def _examples(writing: Writing) -> list[WrittenRow]:
    """Return a place's examples, each before what it rests on."""
    found: list[WrittenRow] = []
    for kind in reversed(KINDS):
        table = OF_KIND[kind]
        wanted = sa.select(table).where(table.c.place == writing.place, table.c.example)
        found += [row_of(kind, row) for row in writing.connection.execute(wanted)]
    return found
