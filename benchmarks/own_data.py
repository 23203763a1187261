"""How long own data takes, and what a million rows take of memory; with --fuzz, what breaks it.

    python benchmarks/own_data.py
    python benchmarks/own_data.py --fuzz 60

All tables are made up. The child that counts rows of people has its own memory: it says at its end
how much it took at most.
"""

from __future__ import annotations

import argparse
import io
import os
import random
import subprocess
import sys
import time
from contextlib import suppress
from dataclasses import replace
from datetime import date
from pathlib import Path

import pandas as pd

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from het_geo.catalogue.read import read_catalogue
from het_geo.errors import HetGeoError
from het_geo.geography import Level
from het_geo.own.data.guess import guess
from het_geo.own.data.make import look_at, make
from het_geo.own.data.saved import opened, saved
from het_geo.pack.load import load
from het_geo.pack.model import Pack
from het_geo.postcodes import unpacked
from het_geo.strangers.sheet import SHEET, sheet_of

PEOPLE, ROWS = 1_000_000, 10_000
CHILD = """
import sys
from het_geo.own.data.reading import tallied
from het_geo.strangers.child import _limit_memory
_limit_memory(300_000_000)
tallied(sys.stdin.buffer.read(), "postcode", "year", {})
print(next(line.split()[1] for line in open("/proc/self/status") if line.startswith("VmHWM")))
"""


def main() -> None:
    """Measure, or try to break."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--fuzz", type=float, default=0.0, help="seconds")
    asked = parser.parse_args()
    pack = load(ROOT, "luton", read_catalogue(ROOT / "data" / "catalogue"))
    if asked.fuzz:
        fuzz(pack, asked.fuzz)
        return
    people = rows_of_people(pack, PEOPLE)
    print(f"{PEOPLE:,} rows of people, {len(people) / 1e6:.0f} MB: {timed(pack, people)}")
    done = subprocess.run([sys.executable, "-c", CHILD], input=people, cwd=ROOT, check=True,
                          stdout=subprocess.PIPE)  # fmt: skip
    print(f"  at most {int(done.stdout) / 1000:.0f} MB in the child")
    table = rows_of_wards(pack)
    print(f"{ROWS:,} rows to the figures of a map: {timed(pack, csv_of(table))}")
    book = io.BytesIO()
    table.to_excel(book, index=False)
    print(f"  the same as XLSX: {timed(pack, book.getvalue())}")


def timed(pack: Pack, data: bytes) -> str:
    """Return how long it takes from a file's bytes to an own figure, by clock and processor."""
    begun, before = time.perf_counter(), os.times()
    made(pack, data)
    took, after = time.perf_counter() - begun, os.times()
    work = sum(after[i] - before[i] for i in range(4))
    return f"{took:.1f} s ({work:.1f} s of processor time)"


def made(pack: Pack, data: bytes) -> object:
    """Return a figure of what the table is taken for."""
    said = replace(guess(pack, look_at(data)), period="2023", publisher="Made up")
    return make(pack, data, said, "own_data_1", date(2026, 11, 29))


def rows_of_people(pack: Pack, count: int) -> bytes:
    """Return made-up rows of people with postcodes of the place."""
    drawn = random.Random(1)
    pairs = zip(pack.postcodes["neighbourhood"], pack.postcodes["postcodes"], strict=True)
    every = [one for code, text in pairs if code for one in unpacked(text)]
    lines = (f"{drawn.choice(every)},{drawn.randint(2015, 2023)}\n" for _ in range(count))
    return ("postcode,year\n" + "".join(lines)).encode()


def rows_of_wards(pack: Pack) -> pd.DataFrame:
    """Return a made-up table of wards by month; of more rows than 60 months hold the rest fails."""
    wards = pack.codes(Level.WARD)
    months = [f"{year}-{month:02}" for year in range(1982, 2024) for month in range(1, 13)]
    rows = [(ward, month, 30, 1_000) for month in months for ward in wards]
    return pd.DataFrame(rows[:ROWS], columns=["Ward", "Month", "Members", "Adults"])


def csv_of(table: pd.DataFrame) -> bytes:
    """Return a table as CSV."""
    return table.to_csv(index=False).encode()


def fuzz(pack: Pack, seconds: float) -> None:
    """Change tables and saved figures at random: each is read, or refused with a sentence."""
    drawn = random.Random(time.time_ns())
    small = replace(SHEET, size=200_000, unpacked=2_000_000, rows=500, cell=500)
    wards = rows_of_wards(pack).head(60)
    book = io.BytesIO()
    wards.to_excel(book, index=False)
    figure = made(pack, csv_of(wards))
    seeds = [csv_of(wards), csv_of(wards).decode().encode("utf-16"), book.getvalue(),
             rows_of_people(pack, 60), saved(figure)]  # type: ignore[arg-type]  # fmt: skip
    end, tried, refused = time.monotonic() + seconds, 0, 0
    while time.monotonic() < end:
        data = bytearray(drawn.choice(seeds))
        for _ in range(drawn.randint(1, 12)):
            at = drawn.randrange(len(data))
            data[at : at + drawn.randint(0, 40)] = drawn.randbytes(drawn.randint(0, 8))
        tried += 1
        try:
            table = sheet_of(bytes(data), small)
            list(table.rows)
        except HetGeoError:
            refused += 1
        with suppress(HetGeoError):
            opened(bytes(data))
    print(f"{tried:,} changed files: {tried - refused:,} read, {refused:,} refused, none broke it")


if __name__ == "__main__":
    main()
