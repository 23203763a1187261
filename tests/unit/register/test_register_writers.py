"""Do many write at once and lose nothing, and are many rows read quickly?"""

import time
from concurrent.futures import ThreadPoolExecutor

import pytest
import sqlalchemy as sa

from het_geo.register import Overtaken
from het_geo.register.engine import reading
from tests.unit.register.conftest import EDITS, RUNS, VALUES

WRITERS = 50


def test_do_50_writers_at_once_lose_nothing(server, new_url, opened):
    register = opened(new_url("postgresql"))
    shared = register.add(RUNS, "action", "luton", VALUES["action"] | {"title": "0"})

    def write(number):
        """Add a row, and count one more on the row that all share, as often as another is first."""
        register.add(EDITS, "action", "luton", VALUES["action"] | {"title": f"of {number}"})
        seen, met = shared, 0
        while True:
            try:
                title = str(int(seen.title) + 1)
                register.change(EDITS, "action", shared.id, {"title": title}, seen.version)
                return met
            except Overtaken as error:
                seen, met = error.row, met + 1

    with ThreadPoolExecutor(WRITERS) as pool:
        overtaken = sum(pool.map(write, range(WRITERS)))
    rows = {row.title for row in register.rows("action", "luton")}
    assert rows == {str(WRITERS), *(f"of {number}" for number in range(WRITERS))}
    assert overtaken > 0  # else nobody wrote at once
    numbers = [one.number for one in register.history("luton")]
    assert numbers == list(range(2 * WRITERS + 1, 0, -1))  # each change once, none between
    assert register.stamp("luton") == 2 * WRITERS + 1
    counts = [int(one.after["title"]) for one in register.history("luton", id=shared.id)]
    assert counts == list(range(WRITERS, -1, -1))


def test_do_writers_at_once_of_one_file_lose_nothing(new_url, opened):
    url = new_url("sqlite")
    registers = [opened(url) for _ in range(8)]  # as eight processes have it

    def write(register):
        for _ in range(5):
            register.add(EDITS, "action", "luton", VALUES["action"])

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(write, registers))
    assert len(registers[0].rows("action", "luton")) == registers[1].stamp("luton") == 40


@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
def test_do_first_writers_at_once_make_one_register(kind, new_url, opened):
    url = new_url(kind)
    registers = [opened(url) for _ in range(4)]
    with ThreadPoolExecutor(4) as pool:
        added = pool.map(lambda one: one.add(EDITS, "action", "luton", VALUES["action"]), registers)
        assert len(list(added)) == len(registers[0].rows("action", "luton")) == 4


def test_are_5_000_rows_read_quickly(register, added):
    lines = ["title,principle,subgroup,status,owner"] + ["a,5,housing,planned,b"] * 5000
    data = "\n".join(lines).encode()
    assert register.import_csv(EDITS, "luton", "action", data).added == 5000
    began = time.process_time()
    rows = register.rows("action", "luton")
    read = time.process_time() - began
    for _ in range(20):
        register.stamp("luton")
    asked = (time.process_time() - began - read) / 20
    print(f"rows {read * 1000:.0f} ms, stamp {asked * 1000:.2f} ms")
    assert len(rows) == 5000
    assert read < 1  # of the processor; 0.05 s where it was written
    assert asked < 0.05


def test_does_a_reader_see_one_state_of_all_tables(register, added):
    added("action")
    with reading(register.engine) as connection:
        asked = sa.text("SELECT count(*) FROM action")
        first = connection.execute(asked).scalar()
        if register.engine.dialect.name == "postgresql":
            added("action", title="Later")  # a writer waits for no reader
        assert connection.execute(asked).scalar() == first == 1
