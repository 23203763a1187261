"""Does every setting of the environment stand in the documents, and nothing there that is none?"""

import ast
import re
from dataclasses import asdict
from functools import cache

import pytest

from het_geo.atlas.shelf import SHELF_ROOM
from het_geo.gate.allowance import Allowance, setting
from tests.conftest import ROOT

NAME = re.compile(r"HET_GEO_[A-Z_]*[A-Z]")
README = (ROOT / "README.md").read_text(encoding="utf-8")
# Where the raw files stand, and where `deploy/as-service` finds the settings: no server reads them.
OF_OTHERS = {"HET_GEO_SOURCES", "HET_GEO_ENVIRONMENT"}
SAID = sorted(
    file
    for folder in ("", "docs", "docs/decisions", "deploy")
    for file in (ROOT / folder).glob("**/*" if folder == "deploy" else "*.md")
    if file.is_file() and file.suffix not in {".json", ".pyc"}
)


@cache  # every file of the library is read for it
def read_by_code():
    """Return the settings that the library names as a text of their own, and the limits' names."""
    trees = (ast.parse(file.read_text("utf-8")) for file in (ROOT / "het_geo").rglob("*.py"))
    texts = (n.value for tree in trees for n in ast.walk(tree) if isinstance(n, ast.Constant))
    named = {text for text in texts if isinstance(text, str) and NAME.fullmatch(text)}
    return named | set(map(setting, asdict(Allowance())))


def test_does_the_readme_name_every_setting():
    assert len(read_by_code()) > 20
    assert read_by_code() - set(NAME.findall(README)) == set()


@pytest.mark.parametrize("file", SAID, ids=lambda file: str(file.relative_to(ROOT)))
def test_is_every_setting_of_a_document_one_that_is_read(file):
    told = set(NAME.findall(file.read_text("utf-8")))
    assert told - read_by_code() - OF_OTHERS == set()


@pytest.mark.parametrize(("name", "value"), asdict(Allowance()).items())
def test_does_the_readme_say_a_limit_as_it_is(name, value):
    row = next(line for line in README.splitlines() if line.startswith(f"| `{setting(name)}`"))
    assert re.search(rf"\({value}\b", row)


def test_does_the_readme_say_how_much_memory_open_places_take():
    assert f"| MB that open places may take together ({SHELF_ROOM >> 20});" in README
