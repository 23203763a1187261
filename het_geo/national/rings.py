"""Outlines of many areas in one small file that a browser reads into typed arrays.

The file (``.rings``) is little-endian, without padding::

    byte  0  4 characters     HGR1
          4  uint32           A, areas
          8  uint32           R, rings
         12  uint32           P, points
         16  int32            west, metres east of the grid's origin (EPSG:27700)
         20  int32            north, metres north of it
         24  uint16           metres, the size of a step
         26  uint16           width, steps; no x is above it
         28  uint16           height, steps; no y is above it
         30  uint16           0
         32  uint16 x A       rings of each area, at least 1
      32+2A  uint16 x R       points of each ring, at least 3
  32+2A+2R  bytes to the end  the points

A point is x steps east of ``west`` and y steps *south* of ``north``, so y goes down as on a canvas,
and both fit a ``Uint16Array``. Each number is written as its difference from the same number of
the point before it in the file (the first from 0), x then y. A difference d is folded to a number
that is not negative (2d, or -2d-1 where d is negative) and written seven bits a byte, lowest first,
with 128 added to every byte but its last: most take one byte. To read one::

    let n = 0, shift = 0, byte;
    do { byte = bytes[at++]; n |= (byte & 127) << shift; shift += 7; } while (byte & 128);
    x += (n >>> 1) ^ -(n & 1);

A ring's last point does not repeat its first. An area's rings are its outlines and its holes, to be
filled together by the even-odd rule.
"""

from __future__ import annotations

import struct
from collections.abc import Sequence
from dataclasses import dataclass
from functools import reduce

import numpy as np
import pandas as pd
import shapely
from numpy.typing import NDArray

from het_geo.errors import SourceError

MAGIC = b"HGR1"
MOST = 65_535
_HEADER = struct.Struct("<4sIIIiiHHHH")
Ints = NDArray[np.int64]


@dataclass(frozen=True)
class Grid:
    """Steps of ``metres`` east of ``west`` and south of ``north`` (metres, EPSG:27700)."""

    west: int
    north: int
    metres: int
    width: int
    height: int

    @classmethod
    def around(cls, bounds: Sequence[float], metres: int) -> Grid:
        """Return the grid that holds ``bounds`` (west, south, east, north in metres).

        Raises:
            ValueError: 16 bits do not reach across.
        """
        west, north = (int(np.floor(bounds[0] / metres)), int(np.ceil(bounds[3] / metres)))
        width = int(np.ceil(bounds[2] / metres)) - west
        height = north - int(np.floor(bounds[1] / metres))
        if max(width, height) > MOST:
            raise ValueError(f"{max(width, height):,} steps of {metres} m are more than {MOST:,}")
        return cls(west * metres, north * metres, metres, width, height)

    def steps(self, points: NDArray[np.float64]) -> Ints:
        """Return points (n, 2; metres) in whole steps: like points give like steps."""
        origin, direction = np.array([self.west, self.north]), np.array([1, -1])
        return np.asarray(np.rint((points - origin) * direction / self.metres), dtype=np.int64)

    def points(self, steps: Ints) -> NDArray[np.float64]:
        """Return the points (n, 2; metres) of steps."""
        metres = steps * np.array([1, -1]) * self.metres + np.array([self.west, self.north])
        return np.asarray(metres, dtype=np.float64)


@dataclass(frozen=True)
class Rings:
    """Outlines on a grid: rings of each area, points of each ring, and the points (P, 2)."""

    grid: Grid
    rings: Ints
    points: Ints
    steps: Ints

    def polygons(self) -> NDArray[np.object_]:
        """Return each area as the even-odd sum of its rings, in metres."""
        ends = np.repeat(np.arange(len(self.points)), self.points)
        lines = shapely.linearrings(self.grid.points(self.steps), indices=ends)
        owner = np.repeat(np.arange(len(self.rings)), self.rings)
        # By structure, so that a ring that crosses itself gives polygons, never stray lines.
        lone = shapely.make_valid(shapely.polygons(lines), method="structure", keep_collapsed=False)
        found = np.empty(len(self.rings), dtype=object)
        single = self.rings[owner] == 1
        found[owner[single]] = lone[single]
        for area in np.flatnonzero(self.rings > 1):
            found[area] = reduce(shapely.symmetric_difference, lone[owner == area])
        return found


def snapped(shapes: NDArray[np.object_], codes: pd.Index, grid: Grid) -> Rings:
    """Return polygons (metres) on the grid, without points that repeat the one before them.

    Every vertex is moved by itself, so a border that two areas share stays one border. A ring
    without any area left is dropped.

    Raises:
        SourceError: an area is left without any ring; it is named.
    """
    parts, area = shapely.get_parts(shapes, return_index=True)
    rings, part = shapely.get_rings(parts, return_index=True)
    points, ring = shapely.get_coordinates(rings, return_index=True)
    steps = grid.steps(points)
    # A ring repeats its first point at its end: so each point is compared with the next of its ring
    kept = np.zeros(len(steps), dtype=bool)
    kept[:-1] = (ring[1:] == ring[:-1]) & (steps[1:] != steps[:-1]).any(axis=1)
    across = np.zeros(len(steps), dtype=np.int64)
    across[:-1] = steps[:-1, 0] * steps[1:, 1] - steps[1:, 0] * steps[:-1, 1]
    across[:-1][ring[1:] != ring[:-1]] = 0
    twice = np.bincount(ring, weights=across, minlength=len(rings))
    whole = twice != 0
    kept &= whole[ring]
    count = np.bincount(area[part[whole]], minlength=len(shapes))
    if (count == 0).any():
        code = codes[int((count == 0).argmax())]
        raise SourceError(f"{code} vanishes on a grid of {grid.metres} m. Take a finer one.")
    return Rings(grid, count, np.bincount(ring[kept], minlength=len(rings))[whole], steps[kept])


def encode(rings: Rings) -> bytes:
    """Return the file's bytes."""
    grid = rings.grid
    counts = (len(rings.rings), len(rings.points), len(rings.steps))
    place = (grid.west, grid.north, grid.metres, grid.width, grid.height)
    parts = [rings.rings.astype("<u2"), rings.points.astype("<u2")]
    stream = _folded(np.diff(rings.steps, axis=0, prepend=np.zeros((1, 2), dtype=np.int64)))
    return b"".join(
        [_HEADER.pack(MAGIC, *counts, *place, 0), *(part.tobytes() for part in parts), stream]
    )


def decode(content: bytes) -> Rings:
    """Return what :func:`encode` was given.

    Raises:
        ValueError: it is no such file, or its counts are at odds with its points.
    """
    grid, (areas, rings, points) = read_header(content)
    start = _HEADER.size
    counts = np.frombuffer(content, "<u2", areas + rings, start).astype(np.int64)
    differences = _unfolded(np.frombuffer(content, np.uint8, offset=start + 2 * (areas + rings)))
    found = Rings(grid, counts[:areas], counts[areas:], differences.reshape(-1, 2).cumsum(axis=0))
    if found.rings.sum() != rings or found.points.sum() != points or len(found.steps) != points:
        raise ValueError("the counts are at odds with the points")
    return found


def read_header(content: bytes) -> tuple[Grid, tuple[int, int, int]]:
    """Return the grid, and the numbers of areas, rings and points.

    Raises:
        ValueError: it is shorter than a header, or does not begin as one does.
    """
    if len(content) < _HEADER.size or content[:4] != MAGIC:
        raise ValueError(f"does not begin with {MAGIC.decode()}")
    _, areas, rings, points, *place, _ = _HEADER.unpack_from(content)
    return Grid(*place), (areas, rings, points)


def _folded(differences: Ints) -> bytes:
    flat = differences.ravel()
    numbers = np.where(flat < 0, -2 * flat - 1, 2 * flat)
    length = 1 + (numbers >= 1 << 7) + (numbers >= 1 << 14)  # 2 * 65,535 fits 21 bits
    start = np.cumsum(length) - length
    out = np.zeros(int(length.sum()), dtype=np.uint8)
    for place in range(3):
        here = length > place
        more = np.where(length[here] > place + 1, 128, 0)
        out[start[here] + place] = (numbers[here] >> 7 * place & 127) | more
    return out.tobytes()


def _unfolded(stream: NDArray[np.uint8]) -> Ints:
    if not len(stream):
        return np.zeros(0, dtype=np.int64)
    ends = np.flatnonzero(stream < 128)
    starts = np.concatenate([[0], ends[:-1] + 1])
    place = np.arange(len(stream)) - np.repeat(starts, ends - starts + 1)
    numbers = np.add.reduceat((stream & 127).astype(np.int64) << 7 * place, starts)
    return np.where(numbers & 1, -(numbers + 1) // 2, numbers // 2)
