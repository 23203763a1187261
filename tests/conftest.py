"""What tests share: the committed pack, the catalogue, and the raw files where they stand."""

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pandas as pd
import pytest
from hypothesis import settings

from het_geo.atlas.atlas import Atlas
from het_geo.atlas.reading import indicator_view
from het_geo.atlas.resolve import resolve
from het_geo.atlas.views import IndicatorView
from het_geo.catalogue.records import Catalogue
from het_geo.pack.model import Pack
from tests import luton as shared
from tests import sampled
from tests.luton import ROOT

if TYPE_CHECKING:
    from tests.built import Districts

LONGEST = "tests/golden/"  # raw files of all England are read there
# A machine with much other work is no fault of a law's: how long an example takes is not tested.
settings.register_profile("patient", deadline=None, max_examples=sampled.tried(100))
settings.load_profile("patient")


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say which cases were taken: with ``-q`` nothing is said before the tests."""
    if not sampled.WHOLE:
        turn = "TESTS=turn " if sampled.TURN else ""
        day = f"{turn}TESTS_DAY={sampled.DAY}"
        terminalreporter.write_line(f"Walks were sampled ({day}); make test-all takes every case.")


def pytest_make_parametrize_id(val: object) -> str | None:
    """Call a file by its size: it holds the second in which it was made.

    Processes that share the tests must call each case the same.
    """
    return f"{len(val)} bytes" if isinstance(val, bytes) else None


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out what is not drawn (:mod:`tests.sampled`), and begin with what takes longest.

    Whoever of two that share the tests ends with a build of districts keeps the other waiting.
    """
    kept = sorted(sampled.taken(items), key=lambda item: not item.nodeid.startswith(LONGEST))
    config.hook.pytest_deselected(items=[*({*items} - {*kept})])
    items[:] = kept


@pytest.fixture(autouse=True)
def main_is_put_back():
    """Put the main module back: AppTest leaves a page there, which a new process would run."""
    main = sys.modules["__main__"]
    yield
    sys.modules["__main__"] = main


@pytest.fixture(scope="session", autouse=True)
def no_register_of_this_machine(tmp_path_factory: pytest.TempPathFactory) -> None:
    """Let no test read or write what somebody who works here has written."""
    os.environ["HET_GEO_REGISTER"] = str(tmp_path_factory.mktemp("register") / "register.sqlite")


@pytest.fixture(scope="session", autouse=True)
def no_page_opened_that_no_test_asks_for() -> None:
    """Let no server of a test open its pages beforehand, beside what is tested."""
    os.environ["HET_GEO_REHEARSE"] = "off"


@pytest.fixture(scope="session")
def catalogue() -> Catalogue:
    return shared.catalogue()


@pytest.fixture(scope="session")
def luton() -> Pack:
    return shared.pack()


@pytest.fixture(scope="session")
def atlas() -> Atlas:
    """Return what all tests share: Luton's ranks are worked out once for them."""
    return shared.atlas()


@pytest.fixture(scope="session")
def sources() -> Path:
    """Return the publishers' raw files, or skip saying that they do not stand here."""
    folder = Path(os.environ.get("HET_GEO_SOURCES", ROOT.parent / "shared" / "sources"))
    if not folder.is_dir():
        pytest.skip(f"the raw files do not stand at {folder} (name them in HET_GEO_SOURCES)")
    return folder


@pytest.fixture(scope="session")
def districts_built(
    tmp_path_factory: pytest.TempPathFactory, sources: Path, catalogue: Catalogue
) -> "Districts":
    """Return districts built from the raw files, once for all processes that share the tests."""
    from tests.built import districts_in  # noqa: PLC0415 - few tests need a builder

    base = tmp_path_factory.getbasetemp()
    shared_base = base.parent if os.environ.get("PYTEST_XDIST_WORKER") else base
    return districts_in(shared_base, sources, catalogue)


@pytest.fixture(scope="session")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with Luton's pack and a made-up copy of it under other codes."""
    from tests.places import two_places  # noqa: PLC0415 - which itself imports from here

    return two_places(tmp_path_factory.mktemp("two-places"))


@pytest.fixture(scope="session")
def folder(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder that both places were published to."""
    from het_geo.stores.publish import publish  # noqa: PLC0415 - few tests need a store

    made = tmp_path_factory.mktemp("published")
    publish(root, str(made), said=str)
    return made


def view_of(pack: Pack, indicator: str, level: str = "", **others: str) -> IndicatorView:
    """Return the view that a link with these choices opens; the link has no fault."""
    asked = {"indicator": indicator, **({"level": level} if level else {}), **others}
    choice, notices = resolve(pack, asked)
    assert notices == []
    return indicator_view(pack, choice)


def frame(rows: str) -> pd.DataFrame:
    """Make a frame from a drawn table: a header line, then rows; the first column is the index.

    A cell may show its arithmetic, such as ``(101+102)/2``; ``.`` is missing.
    """
    lines = [line.split("|") for line in rows.strip().splitlines()]
    header, *body = [[cell.strip() for cell in line] for line in lines]
    table = pd.DataFrame([[_cell(cell) for cell in row] for row in body], columns=header)
    return table.set_index(header[0])


def _cell(text: str) -> object:
    if text == ".":
        return float("nan")
    if set(text) <= set("0123456789.+-*/() "):
        return float(eval(text))  # arithmetic drawn in a test of our own
    return text
