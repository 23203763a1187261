"""Files behind one button: each is made when it is asked for."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from itertools import islice
from typing import Protocol, TypeVar

import streamlit as st

from het_geo.atlas.atlas import Atlas
from het_geo.pack.model import Pack
from het_geo.render.formats import Format
from het_geo.ui.shelf import atlas_of

Found = TypeVar("Found")
Item = TypeVar("Item")


class OfferedFormat(Protocol):
    """A format of a file: its ending, its name on buttons and its type."""

    @property
    def id(self) -> str:
        """Its ending."""

    @property
    def label(self) -> str:
        """Its name on buttons."""

    @property
    def mime(self) -> str:
        """Its type."""


Kind = TypeVar("Kind", bound=OfferedFormat)


def makers(
    formats: Mapping[str, Format[[Atlas, Found]]], pack: Pack, found: Found
) -> dict[Format[[Atlas, Found]], Callable[[], bytes]]:
    """Return what makes each format of what the atlas of a pack was asked for.

    The atlas is found when a file is asked for: what waits behind a button stays for minutes after
    its session has gone, and a place's atlas may have left the memory by then.
    """
    return {kind: partial(_made, kind, pack, found) for kind in formats.values()}


def _made(kind: Format[[Atlas, Found]], pack: Pack, found: Found) -> bytes:
    return kind.make(atlas_of(pack), found)


def offer_files(
    label: str, key: str, made: Mapping[Kind, Callable[[], bytes]], stem: Callable[[Kind], str]
) -> None:
    """Offer files behind one button of a ``label``: what makes each, and how its name begins.

    They stand two a row, so that all of them are in sight.
    """
    with st.popover(label, key=f"{key}-files"):
        for pair in batched(made.items(), 2):
            for column, (kind, make) in zip(st.columns(2), pair, strict=False):
                column.download_button(
                    kind.label,
                    data=make,
                    file_name=f"{stem(kind)}.{kind.id}",
                    mime=kind.mime,
                    on_click="ignore",
                    key=f"{key}-{kind.id}",
                    width="stretch",
                )


def batched(items: Iterable[Item], most: int) -> Iterator[list[Item]]:
    """Yield items in lists of at most so many, in their order."""
    rest = iter(items)
    while some := list(islice(rest, most)):
        yield some
