"""A register of each database, empty, and people who may write in it. All rows are made up."""

import itertools
from datetime import UTC, datetime, timedelta

import psycopg
import pytest

from het_geo.people.roles import EVERYWHERE, Person, Post, Role
from het_geo.register import open_register
from tests.unit.register.server import BINARIES, postgresql

EDITS = Person("e" * 32, (Post(Role.EDITOR, "luton", "housing"),))
CHAIRS = Person("c" * 32, (Post(Role.CHAIR, "luton", "housing"),))
RUNS = Person("a" * 32, (Post(Role.ADMINISTRATOR, EVERYWHERE),))
READS = Person("r" * 32, (Post(Role.READER, EVERYWHERE),))
ELSEWHERE = Person("o" * 32, (Post(Role.EDITOR, "luton", "children"),))

VALUES = {
    "recommendation": {"principle": 5, "text": "Warm homes first", "source": "A report",
                       "subgroup": "housing", "status": "agreed"},
    "action": {"title": "Visit homes", "principle": 5, "subgroup": "housing", "status": "planned",
               "owner": "Head of Housing", "due": "2027-03-31",
               "evidence": "https://example.org/a"},
    "value": {"measure": "warm_homes", "subgroup": "housing", "period": "2025-03-31",
              "value": 41.5, "low": 40, "high": 43.25, "note": None},
    "test": {"aim": "More visits", "plan": "Ask twice", "subgroup": "housing",
             "day": "2026-01-31"},
    "project": {"title": "A kitchen", "principle": 4, "subgroup": "housing",
                "area": "E05002270", "what": "Cooks together", "year": 2025, "amount": 1500,
                "link": "https://example.org/k"},
    "remark": {"measure": "warm_homes", "subgroup": "housing", "words": "Better than it looks",
               "reason": "Counted before the winter"},
    "review": {"measure": "warm_homes", "subgroup": "housing", "day": "2026-06-12",
               "decided": "Go on, and ask the landlords",
               "evidence": "https://example.org/minutes"},
    "closed_year": {"year": 2025, "snapshot": {"measures": [{"id": "warm_homes", "value": 41.5}]}},
}  # fmt: skip


class Clock:
    """A clock that stands still until it is moved on."""

    def __init__(self):
        self.now = datetime(2026, 11, 29, 12, tzinfo=UTC)

    def __call__(self):
        return self.now

    def later(self, **spans):
        self.now += timedelta(**spans)


@pytest.fixture(scope="session")
def server():
    if not BINARIES:
        pytest.skip("no PostgreSQL stands here: install Debian's package postgresql")
    with postgresql() as address:
        yield address


@pytest.fixture(scope="session")
def numbers():
    return itertools.count(1)


@pytest.fixture
def new_url(request, tmp_path, numbers):
    """Return a function that gives an address of an empty database of a kind."""

    def made(kind):
        number = next(numbers)
        if kind == "sqlite":
            return f"sqlite:///{tmp_path}/register{number}.sqlite"
        address = request.getfixturevalue("server")
        with psycopg.connect(address, autocommit=True) as connection:
            connection.execute(f"CREATE SCHEMA t{number}")
        return f"{address}&options=-csearch_path%3Dt{number}"

    return made


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def opened(clock):
    """Return a function that opens a register, to be closed after the test."""
    registers = []

    def made(url, **given):
        registers.append(open_register(url, **({"now": clock} | given)))
        return registers[-1]

    yield made
    for register in registers:
        register.close()


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request, new_url):
    return new_url(request.param)


@pytest.fixture
def register(url, opened):
    return opened(url)


@pytest.fixture
def added(register):
    """Return a function that adds a row of a kind, as an administrator."""

    def made(kind, place="luton", **values):
        return register.add(RUNS, kind, place, VALUES[kind] | values)

    return made
