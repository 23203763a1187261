"""What does the interface cost, and do visitors of the pages feel it?

    python benchmarks/api.py [--visitors 25] [--seconds 30] [--rate 200]

To reach: an answer of one indicator for all areas of Luton within 20 ms; 200 questions a second
with 25 visitors present, whose 95th percentile rises by a fifth at most. Visitors are sessions
over websockets that switch indicators, 2 s apart on average; both runs have the same seeds.
"""

from __future__ import annotations

import argparse
import asyncio
import statistics
import sys
import time
from pathlib import Path

import httpx
from browser import served
from visitors import visit

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from het_geo.api.door import Door
from het_geo.api.encoded import write
from het_geo.api.endpoints import ENDPOINTS
from het_geo.atlas.here import open_place

SERVER = "het_geo/ui/server.py"
THINK_S = 2.0
SWITCHES = [
    ("explore", f"place=luton&indicator={name}&level={level}")
    for name in ("overcrowding", "no2", "private_renting", "no_qualifications")
    for level in ("ward", "lsoa")
]
VALUES = "/api/v1/places/luton/values?indicator={}&level={}"


def main() -> None:
    """Print the time of a first answer, and visitors' times without and with questions."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--visitors", type=int, default=25)
    parser.add_argument("--seconds", type=float, default=30)
    parser.add_argument("--rate", type=float, default=200, help="questions a second")
    options = parser.parse_args()
    first_answers()
    with served(SERVER, 8796) as (address, _):
        httpx.get(f"{address}{VALUES.format('overcrowding', 'lsoa')}")
        asyncio.run(_visits(address, options, 0))  # both runs find all pages open
        for rate in (0.0, options.rate):
            times, answers = asyncio.run(_visits(address, options, rate))
            said = f"visitors {_ms(times)} over {len(times)} switches"
            print(f"{rate:.0f} questions a second: {said}")
            if answers:
                print(f"  {len(answers) / options.seconds:.0f} a second, {_ms(answers)}")


def first_answers() -> None:
    """Print how long an answer takes that nobody has asked for yet, in this process."""
    atlas = open_place("luton")
    door = Door(lambda: ["luton"], str, lambda _: atlas, lambda _: 0)
    values = next(one for one in ENDPOINTS if one.name == "values")
    times = []
    for level in ("ward", "lsoa"):
        for view in atlas.newest_views(level).values():
            query = [("indicator", view.indicator.id), ("level", level)]
            begun = time.perf_counter()
            asked = values.read({"place": "luton"}, query, "")
            write(values, asked, values.answer(door, asked))
            times.append(time.perf_counter() - begun)
    print(f"first answer of one indicator, {len(times)} of them: {_ms(times)}")


async def _visits(
    address: str, options: argparse.Namespace, rate: float
) -> tuple[list[float], list[float]]:
    visits = [
        visit(address, SWITCHES, options.seconds, THINK_S, seed) for seed in range(options.visitors)
    ]
    answers: list[float] = []
    asking = asyncio.create_task(_ask(address, options.seconds, rate, answers))
    found = await asyncio.gather(*visits)
    await asking
    return [one for times in found for one in times], answers


async def _ask(address: str, seconds: float, rate: float, answers: list[float]) -> None:
    """Ask at a steady rate, whatever the answers take."""
    if not rate:
        return
    limits = httpx.Limits(max_connections=20, max_keepalive_connections=20)
    async with httpx.AsyncClient(base_url=address, limits=limits, timeout=60) as client:

        async def one() -> None:
            begun = time.perf_counter()
            answer = await client.get(VALUES.format("overcrowding", "lsoa"))
            answer.raise_for_status()
            answers.append(time.perf_counter() - begun)

        begun, asked = time.perf_counter(), []
        while (now := time.perf_counter() - begun) < seconds:
            asked += [asyncio.create_task(one()) for _ in range(int(now * rate) - len(asked))]
            await asyncio.sleep(0.005)
        await asyncio.gather(*asked)


def _ms(times: list[float]) -> str:
    ordered = sorted(times)
    high = ordered[min(int(0.95 * len(ordered)), len(ordered) - 1)]
    return f"median {statistics.median(ordered) * 1000:.0f} ms, 95th {high * 1000:.0f} ms"


if __name__ == "__main__":
    main()
