"""One policy for what the library's functions are given, and one wording (decision 16).

* What cannot be is a ``ValueError`` that begins with the argument's name: "weights must not be
  negative".
* What can be but gives no answer is not an error: the result has no number, and a ``reason``.
* Series are paired by their labels, in the order of the first; sequences by position.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, TypeAlias, TypeVar

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike, NDArray

Floats = NDArray[np.float64]
Values: TypeAlias = pd.Series | Sequence[float] | Floats  # one number an area (or period, or group)
Given = TypeVar("Given")

# A value and its limits that are rounded alike keep their order, so that a value stands outside its
# own limits by the rounding of files (nine significant digits) and of sums at the most. `check`
# allows a pack's figures the same.
_OF_VALUE, _LEAST = 1e-6, 1e-9


def numbers(given: Any, name: str) -> Floats:
    """Return what was given as floats of the same shape, NaN where a number is missing.

    Raises:
        ValueError: something given is no number, or a number is infinite.
    """
    try:
        if isinstance(given, pd.Series | pd.DataFrame):
            found: Floats = given.to_numpy(dtype=float, na_value=np.nan)
        else:
            found = np.asarray(given, dtype=float)
    except (TypeError, ValueError) as error:
        raise ValueError(f"{name} must be numbers") from error
    if np.isinf(found).any():
        raise ValueError(f"{name} must be finite")
    return found


def column(series: Values, name: str, like: Values | None = None, *, of: str = "values") -> Floats:
    """Return one number an area as floats.

    ``like`` is what it is paired with and ``of`` that one's name: a Series comes in its order, a
    sequence has its length. Without ``like`` it is the first, in which no area may stand twice.

    Raises:
        ValueError: an area stands twice, it is more than one column, or not as long as what it is
            paired with.
    """
    if like is not None:
        series = aligned(series, like, name, of)
    elif isinstance(series, pd.Series) and series.index.has_duplicates:
        raise ValueError(f"{name} must not have one area twice")
    found = numbers(series, name)
    if found.ndim != 1:
        raise ValueError(f"{name} must be one column")
    if like is not None and len(found) != len(like):
        raise ValueError(f"{name} must be as long as {of}")
    return found


def aligned(given: Given, like: Any, name: str, of: str) -> Given:
    """Return a Series or table with its labels in the order of those of ``like``.

    A Series is paired with a table by the table's columns. What has no labels is returned as it is.

    Raises:
        ValueError: the labels are not those of ``like``, or one stands twice.
    """
    for axis, labels in _labels(given, like):
        own = given.axes[axis]  # type: ignore[attr-defined]
        if own.equals(labels):
            continue
        alike = len(own) == len(labels) and own.is_unique and labels.isin(own).all()
        if not (alike and labels.is_unique):
            raise ValueError(f"{name} must have the index of {of}")
        given = given.reindex(labels, axis=axis)  # type: ignore[attr-defined]
    return given


def _labels(given: object, like: object) -> Iterable[tuple[int, pd.Index]]:
    """Return each axis of ``given`` that has labels, with the labels it must have."""
    tables = [isinstance(part, pd.DataFrame) for part in (given, like)]
    if not all(isinstance(part, pd.Series | pd.DataFrame) for part in (given, like)):
        return []
    last = (int(tables[0]), like.axes[-1])  # type: ignore[attr-defined]
    return [(0, like.axes[0]), last] if all(tables) else [last]  # type: ignore[attr-defined]


def limits(
    lower: Values | None,
    upper: Values | None,
    like: Values,
    *,
    of: str = "values",
    names: tuple[str, str] = ("lower", "upper"),
) -> tuple[Floats, Floats]:
    """Return the lower and upper limits of values as floats (NaN where not given).

    They are given together, the right way round, and about their value (within rounding).

    Raises:
        ValueError: one of the two is given alone, the lower exceeds the upper, or a value lies
            outside them.
    """
    if lower is None or upper is None:
        if lower is not upper:
            raise ValueError(f"{names[0]} and {names[1]} must be given together")
        blank = np.full(len(like), np.nan)
        return blank, blank
    low, high = (column(part, name, like, of=of) for part, name in zip((lower, upper), names))
    ordered(low, high, names)
    value = numbers(like, of)
    slack = _OF_VALUE * np.abs(value) + _LEAST
    if np.any((value < low - slack) | (value > high + slack)):
        raise ValueError(f"{of} must lie between {names[0]} and {names[1]}")
    return low, high


def ordered(low: Any, high: Any, names: tuple[str, str] = ("lower", "upper")) -> None:
    """Refuse limits of which the lower exceeds the upper.

    Raises:
        ValueError: a lower limit exceeds its upper one.
    """
    if np.any(low > high):
        raise ValueError(f"{names[0]} must not exceed {names[1]}")


def not_negative(given: Floats, name: str) -> Floats:
    """Return numbers of which none is below 0.

    Raises:
        ValueError: one is below 0.
    """
    if np.any(given < 0):
        raise ValueError(f"{name} must not be negative")
    return given


def positive(number: float, name: str) -> float:
    """Return a number above 0 with an end.

    Raises:
        ValueError: it is 0, below, missing or infinite.
    """
    if not 0 < number < np.inf:
        raise ValueError(f"{name} must be positive and finite")
    return number


def whole(number: float, name: str, least: int) -> int:
    """Return a whole number of at least ``least``.

    Raises:
        ValueError: it has a fraction, is below ``least``, missing or infinite.
    """
    if not least <= number < np.inf or number != int(number):
        raise ValueError(f"{name} must be a whole number, at least {least}")
    return int(number)


def word(said: str, name: str, words: Iterable[str]) -> str:
    """Return a word that is one of those known.

    Raises:
        ValueError: it is another word; those known are named.
    """
    if said not in (known := list(words)):
        raise ValueError(f"{name} must be one of {', '.join(known)}, not {said!r}")
    return said


def direction(polarity: float) -> None:
    """Refuse what is no polarity: -1 where high is worse, +1 where high is better, 0 for neither.

    Raises:
        ValueError: it is another number.
    """
    if polarity not in (-1, 0, 1):
        raise ValueError("polarity must be -1, 0 or 1")


def same_shape(given: ArrayLike, like: ArrayLike, name: str, of: str) -> None:
    """Refuse arrays of which neither is as large as the other, or one number.

    Raises:
        ValueError: their shapes do not go together.
    """
    try:
        np.broadcast_shapes(np.shape(given), np.shape(like))
    except ValueError as error:
        raise ValueError(f"{name} must have the shape of {of}") from error
