"""Changes that make a damaged or hostile file of a whole one; ``fuzz_uploads.py`` uses them."""

from __future__ import annotations

import io
import random
import zipfile
from collections.abc import Sequence

HOSTILE = (
    b"\0", b"\xff\xfe", b"\xef\xbb\xbf", b"\r", b'"', b"'", b"<", b"=cmd()", b"1e308", b"NaN",
    b"-1", b"9" * 400, b"[" * 2_000, b"{" * 2_000, b"," * 3_000, b"\n" * 3_000, b"a." * 500,
    b"../../x", b"PK\x05\x06", b"SQLite format 3\0", b"\x7f\xff\xff\xff", b"\xff\xff\xff\xff",
    b"<!DOCTYPE x [<!ENTITY a SYSTEM 'file:///etc/passwd'>]>&a;", "\u202e\u0000".encode(),
    b'{"type":"Point","coordinates":[1e999,0]}', b'"crs":{"type":"name","properties":{"name":1}}',
)  # fmt: skip


def changed(chance: random.Random, data: bytes, others: Sequence[bytes]) -> bytes:
    """Return a file that was changed, mostly once; of a ZIP file mostly a part of it."""
    for _ in range(chance.choice((1, 1, 1, 2, 4))):
        if data[:2] == b"PK" and chance.random() < 0.7:
            data = _part_changed(chance, data)
        else:
            data = chance.choice(_CHANGES)(chance, data, others)
    return data


def _part_changed(chance: random.Random, data: bytes) -> bytes:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = [(name, archive.read(name)) for name in archive.namelist()[:40]]
    except Exception:  # it is damaged already
        return data[: len(data) // 2]
    if parts:
        at = chance.randrange(len(parts))
        name, part = parts[at]
        parts[at] = (name, chance.choice(_CHANGES)(chance, part, [part]))
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in parts:
            archive.writestr(name, part)
    return made.getvalue()


def _at(chance: random.Random, data: bytes) -> int:
    return chance.randint(0, max(0, len(data) - 1))


def _flipped(chance: random.Random, data: bytes, others: Sequence[bytes]) -> bytes:
    found = bytearray(data)
    for _ in range(chance.choice((1, 3, 30)) if data else 0):
        found[_at(chance, data)] = chance.choice((0, 1, 0x7F, 0x80, 0xFF, chance.randrange(256)))
    return bytes(found)


def _cut(chance: random.Random, data: bytes, others: Sequence[bytes]) -> bytes:
    start, end = sorted((_at(chance, data), _at(chance, data)))
    return chance.choice((data[:end], data[start:], data[:start] + data[end:]))


def _repeated(chance: random.Random, data: bytes, others: Sequence[bytes]) -> bytes:
    at = _at(chance, data)
    part = data[at : at + chance.choice((1, 10, 100, 1_000))]
    return data[:at] + part * chance.choice((2, 20, 200)) + data[at:]


def _hurt(chance: random.Random, data: bytes, others: Sequence[bytes]) -> bytes:
    at, word = _at(chance, data), chance.choice(HOSTILE)
    return data[:at] + word + data[at + chance.choice((0, len(word))) :]


def _joined(chance: random.Random, data: bytes, others: Sequence[bytes]) -> bytes:
    other = chance.choice(others)
    return data[: _at(chance, data)] + other[_at(chance, other) :]


_CHANGES = (_flipped, _flipped, _cut, _repeated, _hurt, _hurt, _joined)
