"""Does the house stand as docs/architecture.md says: who may import whom, and what lies where?"""

import ast
import importlib.util
import re

import pytest

from tests.conftest import ROOT

ARCHITECTURE = ROOT / "docs" / "architecture.md"
SCREEN = ("app", "pages", "het_geo.ui")  # who may import Streamlit
STREAMLIT = {"streamlit", "streamlit_folium"}


def load_house():
    spec = importlib.util.spec_from_file_location("house", ROOT / "benchmarks" / "house.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


house = load_house()
KNOWN = house.modules(ROOT)
TREES = {name: ast.parse(path.read_text(encoding="utf-8")) for name, path in KNOWN.items()}


def declared():
    """Return the rooms of the declared order, from the bottom up."""
    text = ARCHITECTURE.read_text(encoding="utf-8").split("## The declared order")[1]
    lines = text.split("```text\n")[1].split("```")[0].splitlines()
    return [room for line in lines for room in line.split(":")[1].split()]


def by_name(name):
    """Return the modules that a module names in a text, to import them when they are needed."""
    texts = {n.value for n in ast.walk(TREES[name]) if isinstance(n, ast.Constant)}
    return {text for text in texts if isinstance(text, str) and text in KNOWN} - {name, "app"}


def rooms():
    """Return which room imports which, by their short names, imports by name included."""
    graph = {name: others | by_name(name) for name, others in house.graph_of(ROOT).items()}
    short = {
        room.removeprefix("het_geo."): {other.removeprefix("het_geo.") for other in others}
        for room, others in house.packages(graph).items()
    }
    return {room: others for room, others in short.items() if room != house.PACKAGE}


def uphill(imports, order):
    """Return the imports that go against an order.

    >>> uphill({"atlas": {"pack"}, "pack": {"atlas"}}, ["pack", "atlas"])
    ['pack imports atlas']
    """
    place = {room: number for number, room in enumerate(order)}
    return [
        f"{room} imports {other}"
        for room, others in imports.items()
        for other in sorted(others)
        if place[other] >= place[room]
    ]


def imported(tree):
    """Return the first names of all that a module imports."""
    nodes = list(ast.walk(tree))
    plain = [alias.name for n in nodes if isinstance(n, ast.Import) for alias in n.names]
    return {
        name.split(".")[0]
        for name in [*plain, *(n.module or "" for n in nodes if isinstance(n, ast.ImportFrom))]
    }


def test_is_the_day_asked_for_in_one_place():
    """What moves with the day can then be shown on any day; moments of the register are its own."""
    asked = {
        name
        for name, tree in TREES.items()
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute) and node.attr in {"today", "localtime"}
        if not (isinstance(node.value, ast.Name) and node.value.id == "clock")
        and isinstance(node.ctx, ast.Load)
        and isinstance(node.value, ast.Name)
        and node.value.id in {"date", "datetime", "time"}
    }
    assert asked == {"het_geo.clock"}


def test_does_every_package_stand_once_in_the_declared_order():
    assert sorted(declared()) == sorted(rooms())


def test_does_every_package_import_only_from_those_before_it():
    assert uphill(rooms(), declared()) == []


def test_is_an_import_against_the_order_found():
    order = declared()
    wrong = {"pack": {"atlas"}, "atlas": {"pack"}, "words": {"words", "ui"}}
    assert uphill(wrong, order) == ["pack imports atlas", "words imports ui", "words imports words"]


def test_do_modules_and_packages_form_no_circle():
    assert house.circles(house.graph_of(ROOT)) == []
    assert house.circles(rooms()) == []


def test_does_every_class_have_a_name_of_its_own():
    assert {name: n for name, n in house.class_names(ROOT).items() if n > 1} == {}


def test_does_streamlit_stay_on_the_screen():
    with_it = {name for name, tree in TREES.items() if imported(tree) & STREAMLIT}
    assert with_it
    assert {n for n in with_it if not f"{n}.".startswith(tuple(f"{s}." for s in SCREEN))} == set()


@pytest.mark.parametrize("page", ["docs/architecture.md", "CONTRIBUTING.md"])
def test_does_every_file_that_a_page_names_stand(page):
    text = (ROOT / page).read_text(encoding="utf-8")
    named = re.findall(r"`((?:[\w.-]+/)*[\w.-]+\.(?:py|js|typ|css|toml|md|csv|txt|xml))`", text)
    named += re.findall(r"`((?:[\w.-]+/)+)`", text)
    assert len(named) > 10
    gone = [name for name in named if not (ROOT / name).exists() and "NAME" not in name]
    assert gone == []


def test_is_every_csv_written_in_one_place():
    """Elsewhere a carriage return in a name was not quoted, and ended its row."""
    writers = {
        name
        for name, tree in TREES.items()
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)
        if node.func.attr in {"DictWriter", "to_csv", "writer"}
    }
    assert writers == {"het_geo.files"}
