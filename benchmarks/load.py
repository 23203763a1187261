"""How long do visitors wait when many come at once, to one process and to two behind nginx?

python benchmarks/load.py [--visitors 1,10,25,50,100] [--processes 1,2] [--think 5] [--seconds 60]

Each visitor is a session of its own by websocket, all from one address, and does one thing after
another: half explore (another page or indicator), a third choose an area on Explore, a tenth open a
briefing, the rest a profile whose file they have made. Between two he thinks, ``--think`` seconds
on average (exponential, by a seed). All have come before times count. What a server and the load
itself take of the processors is told apart: on two cores the load takes its share of them too.

Visitors come once ``/readyz`` says so, as an orchestrator sends them: a server has opened its first
pages by itself then, and goes on with others beside. ``--rehearse off`` has it open none;
``--rehearse whole`` has visitors come once all have been opened.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from statistics import median, quantiles

from browser import ROOT, served
from visitors import Visitor

PORT, DOOR = 8626, 8629  # of the first process, and of nginx
SERVER = "het_geo/ui/server.py"
TICKS = os.sysconf("SC_CLK_TCK")
MIX = {"explore": 50, "select": 33, "brief": 10, "download": 7}  # of 100 steps
INDICATORS = ("overcrowding", "fuel_poverty", "no_qualifications", "private_renting", "bad_health")
PAGES = ("explore", "principles", "profile", "compare", "home", "data", "journey")
WARDS = [f"E050147{number}" for number in range(35, 55)]
COOKIE = re.compile(r"(het_geo_server=\w+)")


@dataclass
class Seen:
    """What visitors met: seconds by what they did, and what failed."""

    times: dict[str, list[float]] = field(default_factory=dict)
    first: list[float] = field(default_factory=list)
    failed: list[str] = field(default_factory=list)

    @property
    def every(self) -> list[float]:
        """All steps but the first pages."""
        return [one for times in self.times.values() for one in times]


class Usage:
    """Processor time and memory of processes, as the kernel counts them."""

    def __init__(self, processes: list[int]) -> None:
        """Begin to count."""
        self._processes = processes
        self._begun = self._used()

    def seconds(self) -> float:
        """Return what they have used since."""
        return self._used() - self._begun

    def megabytes(self) -> int:
        """Return what the largest of them holds."""
        pages = [int(Path(f"/proc/{p}/statm").read_text().split()[1]) for p in self._processes]
        return max(pages) * os.sysconf("SC_PAGE_SIZE") // 10**6

    def _used(self) -> float:
        used = 0
        for process in self._processes:
            parts = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
            used += int(parts[11]) + int(parts[12])
        return used / TICKS


@contextmanager
def door(folder: Path, ports: list[int]) -> Iterator[str]:
    """Serve nginx before processes, by the settings that administrators are given, without TLS."""
    text = (ROOT / "deploy/nginx/het_geo.conf").read_text()
    text = re.sub(r"server \{\n    listen 80;.*?\n\}\n", "", text, flags=re.DOTALL)
    text = re.sub(r"^ *(listen \[|ssl_|listen 443|http2 ).*\n", "", text, flags=re.MULTILINE)
    text = text.replace("server_name het", f"listen {DOOR};\n    server_name het")
    text = text.replace("/var/log/nginx", str(folder))
    for old, new in zip((8501, 8502), ports):
        text = text.replace(f"127.0.0.1:{old}", f"127.0.0.1:{new}")
    (folder / "nginx.conf").write_text(
        f"daemon off; worker_processes 1; pid {folder}/pid; error_log {folder}/error.log;\n"
        f"events {{ worker_connections 4096; }}\nhttp {{\n{text}\n}}\n"
    )
    nginx = shutil.which("nginx") or "/usr/sbin/nginx"
    with subprocess.Popen(
        [nginx, "-c", f"{folder}/nginx.conf", "-e", f"{folder}/error.log"]
    ) as run:
        time.sleep(1)
        try:
            yield f"http://localhost:{DOOR}"
        finally:
            run.terminate()


def when(address: str, rehearsed: str) -> float:
    """Wait until a server says that visitors may come; return the seconds."""
    begun = time.monotonic()
    wanted = '"further":"ok"' if rehearsed == "whole" else '"ready":true'
    while wanted not in _said(f"{address}/readyz"):
        time.sleep(0.2)
    return time.monotonic() - begun


def _said(address: str) -> str:
    try:
        with urllib.request.urlopen(address, timeout=5) as answer:
            return str(answer.read(), "utf-8")
    except OSError:
        return ""


def cookie_of(address: str) -> str:
    """Return the cookie that a browser is given with its first page."""
    asked = urllib.request.Request(f"{address}/explore", headers={"Accept": "text/html"})
    with urllib.request.urlopen(asked) as answer:
        found = COOKIE.search(answer.headers.get("set-cookie", ""))
    return found[1] if found else ""


async def one_of_many(address: str, number: int, options: argparse.Namespace, seen: Seen) -> None:
    """Come, and do one thing after another until time is over."""
    random = Random(1000 * options.seed + number)
    cookie = await asyncio.to_thread(cookie_of, address)
    async with Visitor(address, cookie, packed=True) as visitor:
        await asyncio.sleep(random.uniform(0, options.think))
        seen.first.append(await visitor.open("explore", query(random)))
        await options.come.wait()
        until = time.monotonic() + options.seconds
        while True:
            await asyncio.sleep(random.expovariate(1 / options.think))
            if time.monotonic() > until:
                return
            (deed,) = random.choices(list(MIX), MIX.values())
            try:
                took = await asyncio.wait_for(DEEDS[deed](visitor, random), 120)
                seen.times.setdefault(deed, []).append(took)
            except (OSError, TimeoutError) as error:
                seen.failed.append(f"{deed}: {error!r}")


def query(random: Random) -> str:
    """Return what a link asks for: an indicator, often a ward."""
    area = f"&area={random.choice(WARDS)}" if random.random() < 0.7 else ""
    return f"place=luton&indicator={random.choice(INDICATORS)}{area}"


async def explore(visitor: Visitor, random: Random) -> float:
    """Open another page, or another indicator; Explore as often as all others."""
    page = random.choice(PAGES) if random.random() < 0.5 else "explore"
    return await visitor.open(page, query(random))


async def select(visitor: Visitor, random: Random) -> float:
    """Choose an area on Explore, which is opened first where it is not; that is not counted."""
    await visitor.open("explore", said := query(random))
    await asyncio.sleep(random.expovariate(1 / 2))
    return await visitor.select(said.split("&area")[0] + f"&area={random.choice(WARDS)}")


async def brief(visitor: Visitor, random: Random) -> float:
    """Open a briefing about a ward or about the place."""
    return await visitor.open("briefing", query(random))


async def download(visitor: Visitor, random: Random) -> float:
    """Open a profile, and have one of its files made; the file alone is counted."""
    await visitor.open("profile", f"place=luton&area={random.choice(WARDS)}")
    return await visitor.download(random.randrange(100))


DEEDS = {"explore": explore, "select": select, "brief": brief, "download": download}


async def load(address: str, visitors: int, options: argparse.Namespace, usage: Usage) -> str:
    """Return a row of the table: what so many visitors met."""
    seen, options.come = Seen(), asyncio.Event()
    async with asyncio.TaskGroup() as all_of_them:
        for number in range(visitors):
            all_of_them.create_task(one_of_many(address, number, options, seen))
        while len(seen.first) < visitors:
            await asyncio.sleep(0.1)
        counted = Usage(usage._processes)
        own, begun = time.process_time(), time.monotonic()
        options.come.set()
    took, own = time.monotonic() - begun, time.process_time() - own
    steps = seen.every
    parts = "; ".join(f"{name} {median(times):.2f}" for name, times in sorted(seen.times.items()))
    return (
        f"{visitors:4} | {len(steps):5} | {median(steps):6.2f} | {p95(steps):6.2f} | "
        f"{max(steps):6.2f} | {p95(seen.first):6.2f} | {counted.seconds() / took:5.2f} | "
        f"{own / took:5.2f} | {1000 * counted.seconds() / max(1, len(steps)):6.0f} | "
        f"{usage.megabytes():5} | {parts} | {len(seen.failed)} failed {' '.join(seen.failed[:2])}"
    )


def p95(times: list[float]) -> float:
    """Return the 95th percentile; of fewer than 20 times the largest."""
    return quantiles(times, n=20)[-1] if len(times) >= 20 else max(times)


HEAD = (
    "vis. | steps | median |    p95 |    max | 1st95 | cores | load | ms/st | MB | medians | failed"
)


def main() -> int:
    """Serve, load, and print a table for each number of processes."""
    parser = argparse.ArgumentParser(description=__doc__)
    for name, usual in (("visitors", "1,10,25,50,100"), ("processes", "1,2")):
        parser.add_argument(f"--{name}", default=usual)
    for name, usual in (("think", 5.0), ("seconds", 60.0), ("seed", 1.0)):
        parser.add_argument(f"--{name}", type=float, default=usual)
    parser.add_argument("--rehearse", choices=("first", "whole", "off"), default="first")
    options = parser.parse_args()
    for count in map(int, options.processes.split(",")):
        with ExitStack() as stack:
            folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
            settings = {"HET_GEO_REGISTER": str(folder / "register.sqlite")}
            settings["HET_GEO_REHEARSE"] = "off" if options.rehearse == "off" else ""
            ports = [PORT + number for number in range(count)]
            servers = [stack.enter_context(served(SERVER, port, **settings)) for port in ports]
            usage = Usage([process.pid for _, process in servers])
            waited = sum(when(url, options.rehearse) for url, _ in servers)
            print(f"ready after {waited:.0f} s, {usage.seconds():.0f} s of processor")
            address = stack.enter_context(door(folder, ports)) if count > 1 else servers[0][0]
            print(f"\n{count} process{'es' * (count > 1)}, think {options.think:g} s\n{HEAD}")
            for visitors in map(int, options.visitors.split(",")):
                print(asyncio.run(load(address, visitors, options, usage)), flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
