"""Does every file that a visitor could bring end in what was asked or in words, whatever it holds?

For a minute instead of three seconds: ``python benchmarks/fuzz_uploads.py``.
"""

import random
from dataclasses import replace

import pytest

from benchmarks.fuzz_changes import changed
from benchmarks.fuzz_uploads import DOORS, MOST_GROWTH, DoorReport, bring, fuzz, megabytes
from het_geo.errors import PackError


@pytest.mark.parametrize("door", DOORS, ids=lambda door: door.name)
@pytest.mark.in_turn
def test_is_every_whole_file_taken_in(luton, door):
    for data in door.examples(luton):
        door.take(luton, data)


def test_do_changed_files_end_in_words_within_time_and_memory(luton):
    for door in DOORS:  # what is loaded once is no growth
        door.take(luton, door.examples(luton)[0])
    before = megabytes()
    reports = fuzz(luton, 3, seed=2026)
    assert {name: report.faults for name, report in reports.items() if report.faults} == {}
    assert all(report.taken + report.refused for report in reports.values())
    assert megabytes() - before < MOST_GROWTH


@pytest.mark.parametrize(
    ("error", "refused", "faults"), [(PackError("no"), 1, 0), (KeyError("no"), 0, 1)]
)
def test_is_an_error_without_words_of_its_own_a_fault(luton, error, refused, faults):
    def fail(pack, data):
        raise error

    report = DoorReport()
    bring(replace(DOORS[0], take=fail), luton, b"x", report)
    assert (report.refused, len(report.faults)) == (refused, faults)


def test_is_the_same_file_changed_in_the_same_way_by_the_same_seed():
    made = [[changed(random.Random(seed), b"a,b\n1,2\n", [b"x"]) for seed in range(50)]] * 2
    assert made[0] == made[1]
    assert len(set(made[0])) > 30
