"""Text in Markdown."""

from __future__ import annotations

from collections.abc import Sequence


def plain(text: str) -> str:
    """Return text that Markdown shows as it is."""
    return "".join(f"\\{c}" if c in "\\`*_{}[]()#+-.!|~>$:<" else c for c in text)


def sentences(texts: Sequence[str]) -> str:
    """Return sentences as a list in Markdown that shows them as they are."""
    return "\n".join(f"* {plain(text)}" for text in texts)
