"""Do the pages that are made from the catalogue say what it says today?"""

from het_geo.catalogue_table import indicators_page
from tests.conftest import ROOT


def test_is_the_page_of_indicators_fresh(catalogue):
    page = (ROOT / "docs" / "indicators.md").read_text(encoding="utf-8")
    assert page == indicators_page(catalogue), "run: python -m het_geo docs"


def test_does_the_readme_name_every_command(capsys):
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    for command in ("fetch", "build", "check", "docs"):
        assert f"python -m het_geo {command}" in readme


def test_does_every_document_linked_from_the_readme_stand():
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    links = [part.split(")")[0] for part in readme.split("](")[1:]]
    own = [link for link in links if "://" not in link]
    assert own
    assert [link for link in own if not (ROOT / link).exists()] == []


def test_does_every_indicator_stand_once_in_the_table_of_definitions(catalogue):
    page = (ROOT / "docs" / "definitions-checked.md").read_text(encoding="utf-8")
    rows = [line for line in page.splitlines() if line.startswith("| `")]
    cells = [[cell.strip() for cell in row.strip("|").split(" | ")] for row in rows]
    assert sorted(row[0].strip("`") for row in cells) == sorted(catalogue.indicators)
    assert all(len(row) == 5 and all(row) for row in cells)
