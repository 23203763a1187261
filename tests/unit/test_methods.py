"""Does docs/methods.md define what the code cites and what the library computes?"""

import inspect
import re

import pytest

from het_geo import inequality, intervals, trends
from tests.conftest import ROOT

PAGE = (ROOT / "docs" / "methods.md").read_text(encoding="utf-8")
CITED = re.compile(r"(?:docs/)?methods\.md#([\w-]*)")
BY_NUMBER = re.compile(r"\bmethods(?:\.md)?[,:]?\s+(?:sections?\b|§|\d)", re.IGNORECASE)
KINDS = {".py", ".toml", ".md", ".typ", ".css", ".js", ".json"}


def texts():
    """Return every text of the project that could cite a definition, by its path."""
    folders = ("het_geo", "pages", "data/catalogue", "docs", "tests", "benchmarks")
    files = [*ROOT.glob("*.md"), *ROOT.glob("*.py")]
    files += [path for name in folders for path in (ROOT / name).rglob("*")]
    files = [path for path in files if path.suffix in KINDS and path != ROOT / __file__]
    return {str(path.relative_to(ROOT)): path.read_text(encoding="utf-8") for path in files}


def headings(page):
    """Return the headings of a page, without those inside fenced code."""
    bare = re.sub(r"^```.*?^```", "", page, flags=re.DOTALL | re.MULTILINE)
    return re.findall(r"^#{1,6} (.+?)\s*#*$", bare, flags=re.MULTILINE)


def slug(heading):
    """Return GitHub's anchor of a heading: lower case, no punctuation, dashes for spaces."""
    return re.sub(r"[^\w\- ]", "", heading.strip().lower()).replace(" ", "-")


@pytest.mark.parametrize(
    ("heading", "anchor"),
    [
        ("What is withheld", "what-is-withheld"),
        ("Moran's I", "morans-i"),
        ("Age-standardised rate", "age-standardised-rate"),
        ("`few_events`: 95 % limits", "few_events-95--limits"),
    ],
)
def test_is_an_anchor_what_github_makes_of_a_heading(heading, anchor):
    assert slug(heading) == anchor


def test_does_every_definition_stand_once():
    anchors = [slug(heading) for heading in headings(PAGE)]
    assert len(anchors) == len(set(anchors))


def test_does_every_citation_of_a_definition_stand():
    known = {slug(heading) for heading in headings(PAGE)}
    cited = {(path, anchor) for path, text in texts().items() for anchor in CITED.findall(text)}
    inside = {("docs/methods.md", anchor) for anchor in re.findall(r"\]\(#([^)]*)\)", PAGE)}
    assert len({path for path, _ in cited}) > 20
    assert {path for path, anchor in cited | inside if anchor not in known} == set()


def test_is_no_definition_cited_by_a_number():
    # Sections have names; a number says nothing once one is added.
    assert [path for path, text in texts().items() if BY_NUMBER.search(text)] == []


@pytest.mark.parametrize("said", ["methods section 4", "Methods sections 4", "methods\nsection 1"])
def test_is_a_citation_by_a_number_found(said):
    assert BY_NUMBER.search(f"as the {said} has it")


def exported():
    """Return the names of the public functions of the measures' library."""
    own = [
        name
        for name, part in inspect.getmembers(intervals, inspect.isfunction)
        if part.__module__ == intervals.__name__ and not name.startswith("_")
    ]
    listed = [
        name
        for module in (inequality, trends)
        for name in module.__all__
        if inspect.isfunction(getattr(module, name))
    ]
    return sorted({*own, *listed})


def test_are_there_functions_to_define():
    assert {"wilson", "slope_index", "recent_trend"} <= set(exported())


@pytest.mark.parametrize("name", exported())
def test_is_every_measure_of_the_library_defined(name):
    assert f"`{name}`" in PAGE


def test_is_every_measure_that_pages_explain_defined(catalogue):
    # By the name that the page of definitions shows, or that of its function.
    low = PAGE.lower()
    shown = {m.id: re.sub(r" \(.*\)$", "", m.name).lower() for m in catalogue.measures.values()}
    assert [i for i, name in shown.items() if f"`{i}`" not in PAGE and name not in low] == []


def test_does_every_formula_stand_with_unit_what_is_missing_and_reference():
    sections = re.split(r"^## ", PAGE, flags=re.MULTILINE)[1:]
    formal = [part for part in sections if re.search(r"^ {4}\S", part, flags=re.MULTILINE)]
    assert len(formal) > 15
    wanted = ("**unit**", "**missing**", "**reference**")
    bare = [p.splitlines()[0] for p in formal if not all(word in p.lower() for word in wanted)]
    assert bare == []


def test_is_the_page_wrapped():
    lines = [line for line in PAGE.splitlines() if not line.startswith("|")]
    assert [line for line in lines if len(line) > 100] == []
