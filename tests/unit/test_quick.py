"""Is what a minute is enough for chosen by what a file of tests asks for?"""

import pytest

from tests.quick import SLOW, quick


@pytest.mark.parametrize(
    ("text", "slow"),
    [
        ("def test_a(luton, catalogue):\n", True),
        ("def briefing(request, atlas):\n", True),
        ("import subprocess\n", True),
        ("from tests.unit.documents import pack\n", True),
        ("def test_a(catalogue, tmp_path):\n    luton = 1\n", False),
        ("from het_geo.inequality import gaps\n", False),
        ("# tests.luton is not imported\n", False),
    ],
)
def test_is_a_file_slow_that_asks_for_a_pack_a_server_or_a_process(text, slow):
    assert bool(SLOW.search(text)) == slow


def test_are_the_laws_of_measures_and_of_the_house_among_the_quick():
    names = {path.stem for path in quick()}
    assert {"test_house", "test_docs", "test_gaps", "test_slope", "test_spatial"} <= names
    assert names & {"test_handout", "test_profile_pdf", "test_packaging"} == set()
