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


def lost(found):
    """Return which of the tests are not there, in order."""
    return sorted(
        (file, function)
        for file, function in found
        if not (ROOT / file).is_file() or (function and f"def {function}(" not in text_of(file))
    )


def text_of(file):
    return (ROOT / file).read_text("utf-8")


@pytest.mark.parametrize("table", TABLES, ids=lambda path: path.name)
def test_is_every_test_there_that_a_table_of_attacks_names(table):
    found = {one for line in table.read_text("utf-8").splitlines() for one in named(line)}
    assert len(found) > 9
    assert lost(found) == []


def test_has_every_attack_of_a_stranger_a_test():
    page = (ROOT / "docs" / "attacks.md").read_text("utf-8")
    lines = [line for line in page.splitlines() if line.startswith("| ")]
    cells = [[cell.strip() for cell in re.split(r"(?<!\\)\|", row)[1:-1]] for row in lines]
    rows = [row for row in cells if row[-1] != "test"]
    assert len(rows) > 60
    assert all(len(row) == 4 and all(row) for row in rows)
    assert [row[0] for row in rows if "::test_" not in row[3]] == []


def test_is_a_test_that_is_not_there_found():
    here = "test_attacks_named.py"
    line = f"| `{here}::test_is_a_test_that_is_not_there_found`, `::test_lost` | `test_lost.py` |"
    assert lost(set(named(line))) == [
        (f"tests/unit/{here}", "test_lost"), ("tests/unit/test_lost.py", ""),
    ]  # fmt: skip
