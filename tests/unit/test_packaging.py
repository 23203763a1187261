"""What does each part of the project need, and is the library usable without a screen?"""

import ast
import re
import subprocess
import sys
import tomllib

import pytest

from tests.conftest import ROOT

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
# What a package is imported as, where that is not its name.
IMPORTED = {
    "font_source_sans_pro": "font_source_sans_pro",
    "pillow": "PIL",
    "python_docx": "docx",
    "python_pptx": "pptx",
    "vl_convert_python": "vl_convert",
    "zxing_cpp": "zxingcpp",
}
# The rooms that need an extra; all others get on with the library's own dependencies.
ROOMS = {
    "api": ("app",),
    "gate": ("app",),
    "health": ("app", "stores"),
    "council": ("documents",),
    "ui": ("app",),
    "render": ("documents",),
    "fonts": ("documents",),
    "fetch": ("build",),
    "stores": ("stores",),
    "register": ("register",),
    "strangers": ("app",),
}
# What comes with another package, and is used with it.
WITH_ANOTHER = {
    "urllib3": "requests",
    "markupsafe": "jinja2",
    "pyproj": "geopandas",
    "pyogrio": "geopandas",
    "starlette": "streamlit",
    "anyio": "streamlit",
    "uvicorn": "streamlit",
    "google": "streamlit",  # protobuf
}


def names(requirements):
    """Return the packages that requirements name, one spelling each, without our own extras."""
    found = {re.split(r"[=<>\[ ;]", line)[0].lower() for line in requirements if line.strip()}
    return {name.replace("-", "_") for name in found if name and not name.startswith("#")} - {
        "het_geo"
    }


def given(*extras):
    """Return what the library and some extras bring, with what these bring themselves."""
    found = names(PROJECT["dependencies"])
    for extra in extras:
        wanted = PROJECT["optional-dependencies"][extra]
        found |= names(wanted)
        for line in wanted:
            if inner := re.match(r"het-geo\[(.*)\]", line):
                found |= given(*inner[1].split(","))
    return found


def imported(path):
    tree = ast.parse(path.read_text(encoding="utf-8"))
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name.split(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.module.split(".")[0]


def test_do_the_owners_two_files_and_the_extras_name_the_same_packages():
    files = (ROOT / name for name in ("requirements.txt", "requirements-dev.txt"))
    lines = [line for file in files for line in file.read_text().splitlines()]
    assert names(lines) | {"numpy"} == given("dev")  # numpy comes with pandas


def test_has_every_package_one_version():
    lines = (ROOT / "constraints.txt").read_text().splitlines()
    pairs = (line.lower().split("==") for line in lines if "==" in line)
    pinned = {name.replace("-", "_"): version for name, version in pairs}
    assert given("dev") <= pinned.keys()
    for file in ("requirements.txt", "requirements-dev.txt"):
        for line in (ROOT / file).read_text().splitlines():
            if "==" in line:
                name, version = line.split("==")
                bare = name.split("[")[0].lower().replace("-", "_")
                assert pinned[bare] == version


@pytest.mark.parametrize("path", sorted((ROOT / "het_geo").rglob("*.py")), ids=str)
def test_does_every_room_import_only_what_its_extra_brings(path):
    parts = path.relative_to(ROOT / "het_geo").with_suffix("").parts
    brought = {IMPORTED.get(name, name) for name in given(*ROOMS.get(parts[0], ()))}
    brought |= {name.lower() for name in brought}
    for name in imported(path):
        if name in sys.stdlib_module_names or name == "het_geo":
            continue
        assert WITH_ANOTHER.get(name, name).lower() in brought, f"{name} in {path}"


@pytest.mark.in_turn
def test_does_the_library_work_without_a_screen_and_documents():
    other = {IMPORTED.get(name, name) for name in given("dev") - given()}
    other |= {"fontTools", "streamlit_folium"}
    program = f"""
import sys
class Refused:
    def find_spec(self, name, path=None, target=None):
        if name.split(".")[0] in {other!r}:
            raise ImportError(name)
sys.meta_path.insert(0, Refused())
from pathlib import Path
from het_geo import inequality, intervals, ranks, spatial, trends
from het_geo.atlas.atlas import Atlas
from het_geo.atlas.resolve import resolve
from het_geo.catalogue.read import read_catalogue
from het_geo.pack.load import load
from het_geo.sentences.headlines import area_headline
pack = load(Path("."), "luton", read_catalogue(Path("data/catalogue")))
atlas = Atlas(pack)
view = atlas.view(resolve(pack, {{"area": "dallow"}})[0])
print(atlas.gaps(2, view.level, "uneven").shape[0] > 0, len(view.table))
"""
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert (done.stdout.split(), done.returncode) == (["True", "20"], 0), done.stderr
