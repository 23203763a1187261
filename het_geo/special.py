"""Special functions of :mod:`scipy.special`, imported when one of them is first used.

The import takes as long as all other modules of the first page together, which needs none of them.
"""

from typing import Any


def __getattr__(name: str) -> Any:
    """Return a function of ``scipy.special``."""
    from scipy import special  # noqa: PLC0415

    return getattr(special, name)
