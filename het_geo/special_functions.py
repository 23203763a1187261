"""Special functions of :mod:`scipy.special`, imported when one of them is first used.

The import takes as long as all other modules of the first page together, which needs none of them.
``log`` and ``exp`` are here too: numpy's own are other programs on processors with wider vectors,
and differ in the last bit. These ask the C library for one number after another.
"""

from typing import Any

_BY_NAME = {"log": "boxcox", "exp": "inv_boxcox"}  # their limits at a power of 0


def __getattr__(name: str) -> Any:
    """Return a function of ``scipy.special``; or ``log`` or ``exp``, the same on all processors."""
    from scipy import special  # noqa: PLC0415

    if name in _BY_NAME:
        turned = getattr(special, _BY_NAME[name])
        return lambda values: turned(values, 0.0)
    return getattr(special, name)
