"""A journey as large as one may become: 100 measures, and 5,000 rows in its register, all made up.

:func:`large_journey` makes it below a folder, for the benchmark of first paints.
"""

from __future__ import annotations

import sys
from itertools import cycle, islice
from pathlib import Path

from browser import ROOT

sys.path.insert(0, str(ROOT))
from het_geo.catalogue.read import read_catalogue
from het_geo.people.roles import EVERYWHERE, Person, Post, Role
from het_geo.register import open_register

MEASURES, ROWS = 100, 5_000
RUNS = Person("benchmark", (Post(Role.ADMINISTRATOR, EVERYWHERE),))
HEAD = """place = "luton"
title = "Made up"
about = "Made up, to measure by."
status = "made up: to measure by"
[[group]]
id = "housing"
label = "Housing and Health"
does = "Made up."
"""
ONE = """[[measure]]
id = "m{number}"
principle = {principle}
tier = "outcome"
indicator = "{indicator}"
owner = "housing"
role = "chair"
month = {month}
why = "Made up."
"""


def large_journey(folder: Path) -> dict[str, str]:
    """Make it, and return what the environment of a server must say for it."""
    for name in ("boundaries", "data/catalogue", "data/luton"):
        there = folder / name
        there.parent.mkdir(parents=True, exist_ok=True)
        there.symlink_to(ROOT / name)
    catalogue = read_catalogue(ROOT / "data/catalogue")
    named = islice(cycle(i.id for i in catalogue.indicators.values() if i.principles), MEASURES)
    journey = folder / "data/journey/luton"
    journey.mkdir(parents=True)
    measures = (
        ONE.format(number=i, principle=i % 8 + 1, indicator=name, month=i % 12 + 1)
        for i, name in enumerate(named)
    )
    (journey / "framework.toml").write_text(HEAD + "".join(measures), "utf-8")
    register = folder / "register.sqlite"
    _filled(register)
    return {"HET_GEO_ROOT": str(folder), "HET_GEO_REGISTER": str(register)}


def _filled(path: Path) -> None:
    held = open_register(f"sqlite:///{path}")
    columns = "title,principle,subgroup,status,owner,due,measure"
    lines = [
        f"Made up {i},{i % 8 + 1},housing,planned,Head of Housing,2027-03-31,m{i % MEASURES}"
        for i in range(ROWS)
    ]
    found = held.import_csv(RUNS, "luton", "action", "\n".join([columns, *lines]).encode())
    assert not found.refused, found.refused[:3]
    held.close()
