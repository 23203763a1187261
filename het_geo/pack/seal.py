"""A text that bears its own hash: its first line is the SHA-256 of every byte that follows."""

from __future__ import annotations

import hashlib

KEY = "sha256"
_LENGTH = len(f'{KEY} = ""\n') + 64


def sealed(text: str) -> bytes:
    """Return a text's bytes below the line that holds their hash.

    >>> sealed("a = 1").splitlines()[0][:20]
    b'sha256 = "b5bc1ffd90'
    """
    return _line(text.encode()) + text.encode()


def is_whole(data: bytes) -> bool:
    """Tell whether bytes are as :func:`sealed` made them, to the last bit."""
    return data[:_LENGTH] == _line(data[_LENGTH:])


def _line(data: bytes) -> bytes:
    return f'{KEY} = "{hashlib.sha256(data).hexdigest()}"\n'.encode()
