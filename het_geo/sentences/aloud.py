"""The headline of every indicator for some areas of each level, on one page to be read aloud."""

from __future__ import annotations

from collections.abc import Iterator

from het_geo.atlas.atlas import Atlas
from het_geo.atlas.changed import changed_of
from het_geo.atlas.choice import levels_of
from het_geo.atlas.views import IndicatorView
from het_geo.geography import Level
from het_geo.sentences.changed import what_changed
from het_geo.sentences.headlines import headline

HEAD = """\
# Sentences to be read aloud

What the explorer says of {place} and of two areas of each level (the first and the last of its
list that have a figure), for every indicator, and what changed. Written from the pack by
`python -m het_geo docs`; `tests/unit/test_aloud.py` holds it fresh and free of turns that nobody
would say.
"""


def sentences_page(atlas: Atlas) -> str:
    """Return ``docs/sentences.md`` from an atlas."""
    pack = atlas.pack
    parts = [HEAD.format(place=atlas.district.label)]
    for block in pack.catalogue.blocks.values():
        own = [i for i in pack.catalogue.indicators.values() if i.block == block.id]
        held = [i.id for i in own if i.id in pack.periods_held]
        if held:
            parts.append(f"## {block.label}\n")
        for name in held:
            parts.append(f"### {pack.catalogue.indicators[name].label} (`{name}`)\n")
            parts.append("\n".join(f"* {said}" for said in sentences_of(atlas, name)) + "\n")
    return "\n".join(parts)


def sentences_of(atlas: Atlas, name: str) -> Iterator[str]:
    """Yield what is said of an indicator: of the place, then of two areas of each level."""
    for level in levels_of(atlas.pack, name):
        view = atlas.newest(name, level)
        for code in ("", *(_two(view) if level != Level.DISTRICT else ())):
            where = code or atlas.pack.district
            change = changed_of(atlas.pack, view.indicator, view.period, where)
            yield f"{headline(view, code)} {what_changed(view, change)}".strip()


def _two(view: IndicatorView) -> list[str]:
    known = view.table.index[view.table["value"].notna()]
    return list(dict.fromkeys([str(known[0]), str(known[-1])])) if len(known) else []
