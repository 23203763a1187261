"""Is every test there that a table of attacks names?"""

import re

import pytest

from tests.conftest import ROOT

TABLES = sorted((ROOT / "docs").glob("attacks*.md"))
NAMED = re.compile(r"`((?:tests/|register/|test_)[\w/]+\.py)?(?:::(test_\w+))?`")


def named(line):
    """Yield the file and function that each reference of a row names; a file holds for the next."""
    file = ""
    for own, function in NAMED.findall(line):
        file = own or file
        if file:
            yield file if file.startswith("tests/") else f"tests/unit/{file}", function


@pytest.mark.parametrize("table", TABLES, ids=lambda path: path.name)
def test_is_every_test_there_that_a_table_of_attacks_names(table):
    found = {one for line in table.read_text("utf-8").splitlines() for one in named(line)}
    assert len(found) > 9
    lost = [
        (file, function)
        for file, function in found
        if not (ROOT / file).is_file() or f"def {function}" not in (ROOT / file).read_text("utf-8")
    ]
    assert lost == []
