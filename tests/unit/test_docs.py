"""Do the pages that are made from the catalogue say what it says today?"""

import pytest

from het_geo.sentences.catalogue import indicators_page
from tests.conftest import ROOT


def test_is_the_page_of_indicators_fresh(catalogue):
    page = (ROOT / "docs" / "indicators.md").read_text(encoding="utf-8")
    assert page == indicators_page(catalogue), "run: python -m het_geo docs"


def test_does_the_readme_name_every_command(capsys):
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    for command in ("fetch", "build", "check", "docs"):
        assert f"python -m het_geo {command}" in readme


@pytest.mark.parametrize("page", ["README.md", "docs/methods.md"])
def test_does_every_document_linked_from_a_page_stand(page):
    # Sections of docs/methods.md that are linked are those of tests/unit/test_methods.py.
    text = (ROOT / page).read_text(encoding="utf-8")
    links = [part.split(")")[0].split("#")[0] for part in text.split("](")[1:]]
    own = [link for link in links if link and "://" not in link]
    assert own
    assert [link for link in own if not ((ROOT / page).parent / link).exists()] == []


def test_does_every_indicator_stand_once_in_the_table_of_definitions(catalogue):
    page = (ROOT / "docs" / "definitions-checked.md").read_text(encoding="utf-8")
    rows = [line for line in page.splitlines() if line.startswith("| `")]
    cells = [[cell.strip() for cell in row.strip("|").split(" | ")] for row in rows]
    assert sorted(row[0].strip("`") for row in cells) == sorted(catalogue.indicators)
    assert all(len(row) == 5 and all(row) for row in cells)
