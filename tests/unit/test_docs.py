"""Do documents say what the catalogue and the program say today, and lead where they say?"""

import re
import shlex
from pathlib import Path

import pytest

from het_geo.__main__ import _parser
from het_geo.fetch.records import read_fetches
from het_geo.sentences.catalogue import indicators_page
from het_geo.sentences.get_data import get_data_page
from tests.conftest import ROOT
from tests.unit.test_methods import headings, slug

DOCUMENTS = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])
KNOWN = ("python", "python3", "pip", "ruff", "oxlint", "mypy", "streamlit")
WIDE = (
    "README.md",
    "indicators.md",
    "glossary.md",
    "definitions-checked.md",
    "get-the-data.md",
    "sentences.md",
    "attacks.md",
    "attacks-packs.md",
)  # tables, mostly


def test_is_the_page_of_indicators_fresh(catalogue):
    page = (ROOT / "docs" / "indicators.md").read_text(encoding="utf-8")
    assert page == indicators_page(catalogue), "run: python -m het_geo docs"


def test_is_the_page_that_says_how_to_get_the_data_fresh_and_whole(catalogue):
    records = read_fetches(ROOT / "data" / "catalogue" / "fetch.toml", catalogue)
    page = (ROOT / "docs" / "get-the-data.md").read_text(encoding="utf-8")
    assert page == get_data_page(catalogue, records), "run: python -m het_geo docs"
    for name in records:
        source = catalogue.sources[name]
        assert all(f"{text}" in page for text in (f"`{source.file}`", f"`{name}`"))
    by_hand = [one for one in records.values() if one.how == "by_hand"]
    assert page.count("* what it is called there: ") == len(by_hand) > 15
    assert all(catalogue.sources[one.id].sha256 in page for one in by_hand)


def test_does_the_readme_name_every_command(capsys):
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    for command in ("fetch", "build", "check", "docs"):
        assert f"python -m het_geo {command}" in readme


def page_id(path):
    return str(path.relative_to(ROOT))


@pytest.mark.parametrize("page", DOCUMENTS, ids=page_id)
def test_does_every_link_to_a_document_or_a_section_stand(page):
    bare = re.sub(r"`[^`]*`", "", without_fences(page))
    links = [link for link in re.findall(r"\]\(([^)\s]+)\)", bare) if "://" not in link]
    assert [link for link in links if not stands(link, page)] == []


def stands(link, page):
    """Return whether a link from a page leads to a file, and to a heading that the file has."""
    file, _, anchor = link.partition("#")
    target = (page.parent / file) if file else page
    if not anchor:
        return target.exists()
    return target.is_file() and anchor in map(slug, headings(target.read_text(encoding="utf-8")))


def test_is_a_link_that_leads_nowhere_found():
    page = ROOT / "README.md"
    assert stands("docs/architecture.md#three-journeys", page)
    assert not stands("docs/architecture.md#four-journeys", page)
    assert not stands("docs/no-such-page.md", page)


def without_fences(page):
    text = page.read_text(encoding="utf-8")
    return re.sub(r"^ *```.*?^ *```$", "", text, flags=re.DOTALL | re.MULTILINE)


def commands(page):
    """Return the commands of a page, as words: those in blocks of code, and in its sentences."""
    text = page.read_text(encoding="utf-8")
    fenced = re.findall(r"^ *```(\w*)\n(.*?)^ *```$", text, flags=re.DOTALL | re.MULTILINE)
    blocks = [block for language, block in fenced if language in ("", "bash", "sh")]
    inline = re.findall(r"`((?:make|(?:\S*/)?python) [^`]+)`", without_fences(page))
    lines = [part for block in blocks for part in block.replace("\\", "/").splitlines()]
    parts = [part for line in [*lines, *inline] for part in line.split("&&")]
    return [found for part in parts if (found := shlex.split(part, comments=True))]


def fault(words):
    """Return what is wrong with a command as far as can be told without running it, or ""."""
    program, *rest = words
    if program == "make":
        targets = re.findall(r"^([\w-]+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE)
        return "" if {word for word in rest if "=" not in word} <= set(targets) else "no target"
    if rest[:2] == ["-m", "het_geo"]:
        return unread(rest[2:])
    if rest[:1] == ["-m"] and rest[1] not in ("pytest", "venv"):
        ours = ROOT / f"{rest[1].replace('.', '/')}.py"
        return "" if ours.exists() else "no module"
    if program == "py" or Path(program).name in KNOWN:
        files = [word for word in rest if re.fullmatch(r"[\w./-]+\.(py|txt|md)", word)]
        return ", ".join(file for file in files if not (ROOT / file).exists())
    return "an unknown program"


def unread(words):
    try:
        _parser(words).parse_args(words)
    except SystemExit as error:
        return "" if error.code == 0 else "refused by its parser"
    return ""


@pytest.mark.parametrize("page", DOCUMENTS, ids=page_id)
def test_can_every_command_of_a_document_be_read(page):
    faults = {" ".join(words): why for words in commands(page) if (why := fault(words))}
    assert faults == {}


def test_is_a_command_that_does_not_stand_found():
    assert len(commands(ROOT / "README.md")) > 15
    wrong = ("make tea", "python -m het_geo bild luton", "python -m het_geo build --sorces X",
             "python benchmarks/no_such.py", "brew tea", "python -m no_such_module")  # fmt: skip
    assert [text for text in wrong if not fault(text.split())] == []


def test_do_lines_of_documents_fit_the_page():
    pages = [page for page in DOCUMENTS if page.name not in WIDE]
    lines = [(page_id(page), line) for page in pages for line in without_fences(page).splitlines()]
    assert [(p, li) for p, li in lines if len(li) > 100 and not li.lstrip().startswith("|")] == []


def test_does_every_decision_say_its_status():
    for page in (ROOT / "docs" / "decisions").glob("*.md"):
        title, _, status, *_ = page.read_text(encoding="utf-8").splitlines()
        assert title.startswith(f"# {int(page.name[:4])}. "), page.name
        assert re.match(r"Status: (accepted|replaced by \[)", status), page.name


def test_does_every_indicator_stand_once_in_the_table_of_definitions(catalogue):
    page = (ROOT / "docs" / "definitions-checked.md").read_text(encoding="utf-8")
    rows = [line for line in page.splitlines() if line.startswith("| `")]
    cells = [[cell.strip() for cell in row.strip("|").split(" | ")] for row in rows]
    assert sorted(row[0].strip("`") for row in cells) == sorted(catalogue.indicators)
    assert all(len(row) == 5 and all(row) for row in cells)
