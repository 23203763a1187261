"""Files behind one button: each is made when it is asked for."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Protocol, TypeVar

import streamlit as st


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


def offer_files(
    label: str, key: str, made: Mapping[Kind, Callable[[], bytes]], stem: Callable[[Kind], str]
) -> None:
    """Offer files behind one button of a ``label``: what makes each, and how its name begins."""
    with st.popover(label, key=f"{key}-files"):
        for kind, make in made.items():
            st.download_button(
                kind.label,
                data=make,
                file_name=f"{stem(kind)}.{kind.id}",
                mime=kind.mime,
                on_click="ignore",
                key=f"{key}-{kind.id}",
            )
