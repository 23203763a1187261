"""Do a pack's descriptions for other programs hold, and say of each column what is declared?

They are held against the two formats' own programs: frictionless, and csvw.
"""

import csv
import io
import json
import shutil
import warnings
import zipfile
from dataclasses import replace

import pytest
from csvw import CSVW
from frictionless import validate

from het_geo.build.described import SCHEMAS
from het_geo.errors import PackError
from het_geo.figures import COLUMNS, NUMBERS
from het_geo.pack import areas_table, described, figures_table
from het_geo.pack.archive import pack_as_zip
from het_geo.pack.schema import NUMBER, TEXT, Column, Schema
from het_geo.render.whole_described import SCHEMAS as GIVEN_OUT
from het_geo.render.whole_pack import FORMATS
from tests.conftest import ROOT
from tests.sampled import some
from tests.unit.documents import TODAY, pack

FOLDER = ROOT / "data" / "luton"
SOME = 150  # rows of a table that the slower of the two programs is given


@pytest.fixture(scope="module")
def whole(tmp_path_factory):
    """Return a folder with the tables of the pack's ZIP file, as somebody unpacks it."""
    folder = tmp_path_factory.mktemp("kept")
    with zipfile.ZipFile(io.BytesIO(pack_as_zip(ROOT, pack().manifest))) as archive:
        archive.extractall(folder)
    return folder / "data" / "luton"


@pytest.fixture(scope="module")
def given_out(tmp_path_factory):
    """Return a folder with the figures of a building block as CSV, as somebody unpacks them."""
    folder = tmp_path_factory.mktemp("given-out")
    with zipfile.ZipFile(io.BytesIO(FORMATS[0].make(pack(), "air", TODAY))) as archive:
        archive.extractall(folder)
    return folder


@pytest.fixture
def copied(whole, tmp_path):
    shutil.copytree(whole, tmp_path / "luton")
    return tmp_path / "luton"


@pytest.fixture(scope="module")
def shortened(whole, tmp_path_factory):
    """Return the pack's tables with their first rows alone; what others refer to stays whole."""
    folder = tmp_path_factory.mktemp("short") / "luton"
    shutil.copytree(whole, folder)
    for path in folder.glob("*.csv"):
        if path.name not in ("areas.csv", "codebook.csv"):
            lines = path.read_text("utf-8").splitlines(keepends=True)
            path.write_text("".join(lines[:SOME]), "utf-8", newline="\n")
    return folder


def of_these(folder, names):
    """Leave in a package the tables so named and those that any refers to; return the folder."""
    path = folder / described.PACKAGE
    package = json.loads(path.read_text("utf-8"))
    kept = {"areas", "codebook", *names}
    package["resources"] = [one for one in package["resources"] if one["name"] in kept]
    path.write_text(json.dumps(package), "utf-8")
    return folder


def faults(folder):
    """Return what frictionless finds: the table, the kind of fault."""
    report = validate(str(folder / described.PACKAGE))
    found = [(task.name, error.type) for task in report.tasks for error in task.errors]
    return [*found, *(("", error.type) for error in report.errors)]


def valid_on_the_web(folder):
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # they are what makes it not valid
        try:
            return CSVW(str(folder / described.CSVW), validate=True).is_valid
        except ValueError:  # so it says what a cell or a reference has
            return False


def test_is_the_pack_as_it_is_kept_a_data_package_that_holds(copied):
    tables = sorted(path.stem for path in copied.glob("*.csv"))
    assert faults(of_these(copied, some(tables, 9, "a data package"))) == []


@pytest.mark.in_turn
def test_are_the_pack_s_tables_as_the_web_s_description_says(shortened):
    assert valid_on_the_web(shortened)


def test_are_the_figures_that_are_given_out_described(given_out):
    assert faults(given_out) == []
    assert valid_on_the_web(given_out)


def changed(folder, name, old, new):
    path = folder / name
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8", newline="\n")


WRONG = [
    ("census2021-ts052.csv", "E01015693,", "E01999999,", "foreign-key"),
    ("census2021-ts054.csv", ",social_renting,", ",gold,", "foreign-key"),
    ("census2021-ts045.csv", ",ok\n", ",fine\n", "constraint-error"),
    ("areas.csv", "E12000006,", "E92000001,", "primary-key"),
    ("areas.csv", ",57106398,", ",many,", "type-error"),
    ("tenths.csv", ",E06000032,1,", ",E06000032,11,", "constraint-error"),
    ("retired.csv", "old_name", "name", "label"),
]


def test_does_the_description_find_what_is_wrong(copied):
    """Else it could say anything. The bytes and hash no longer hold either."""
    for name, old, new, _ in WRONG:
        changed(copied, name, old, new)
    found = faults(of_these(copied, [name.removesuffix(".csv") for name, *_ in WRONG]))
    for name, _, _, fault in WRONG:
        kinds = [kind for table, kind in found if table == name.removesuffix(".csv")]
        assert any(fault in kind for kind in kinds), (name, fault, kinds)
        assert "hash-count" in kinds or "byte-count" in kinds or "label" in fault


@pytest.mark.sampled(2)
@pytest.mark.parametrize(("name", "old", "new", "_fault"), [WRONG[n] for n in (0, 2, 3, 4, 5)])
@pytest.mark.in_turn
def test_does_the_web_s_description_find_what_is_wrong(shortened, tmp_path, name, old, new, _fault):
    shutil.copytree(shortened, tmp_path / "luton")
    changed(tmp_path / "luton", name, old, new)
    assert not valid_on_the_web(tmp_path / "luton")


def test_says_each_table_its_columns_sources_and_licences_once():
    made = json.loads((FOLDER / described.PACKAGE).read_text("utf-8"))
    manifest = {file.path.rsplit("/", 1)[-1]: file for file in pack().manifest.file}
    tables = {one["path"]: one for one in made["resources"]}
    assert set(tables) == {path.name for path in FOLDER.glob("*.csv")}
    for name, table in tables.items():
        with (FOLDER / name).open(encoding="utf-8", newline="") as file:
            header = next(csv.reader(file))
        fields = table["schema"]["fields"]
        assert [field["name"] for field in fields] == header
        assert all(field["description"].endswith(".") for field in fields)
        assert all("unit" in field for field in fields if field["type"] == "number")
        assert (table["bytes"], table["hash"]) == (
            manifest[name].bytes, f"sha256:{manifest[name].sha256}",
        )  # fmt: skip
        assert len(table["sources"]) == len(manifest[name].sources)
        assert table["licenses"]
    licences = {source.licence for source in pack().manifest.source}
    assert {one["title"] for one in made["licenses"]} == licences
    assert {one["path"] for one in made["sources"]} == {s.url for s in pack().manifest.source}


def test_say_both_descriptions_the_same():
    packaged = json.loads((FOLDER / described.PACKAGE).read_text("utf-8"))
    on_the_web = json.loads((FOLDER / described.CSVW).read_text("utf-8"))
    said = {
        table["url"]: [
            (c["name"], c["dc:description"], c.get("schema:unitText"), c.get("required"))
            for c in table["tableSchema"]["columns"]
        ]
        for table in on_the_web["tables"]
    }
    assert said == {
        one["path"]: [
            (f["name"], f["description"], f.get("unit"), f.get("constraints", {}).get("required"))
            for f in one["schema"]["fields"]
        ]
        for one in packaged["resources"]
    }


def test_is_a_column_declared_in_one_place_alone():
    """A new one is added to its schema: by this it is read, and described."""
    more = replace(
        areas_table.SCHEMA,
        columns=(*areas_table.SCHEMA.columns, Column("height", "how high it lies", NUMBER, "m")),
    )
    text = (FOLDER / "areas.csv").read_text("utf-8").splitlines()
    made = "\n".join([f"{text[0]},height", *(f"{line},3.5" for line in text[1:])])
    assert more.read(io.BytesIO(made.encode()))["height"].eq(3.5).all()
    table = described.DescribedTable("areas.csv", "", more, described.header_of(made), (), 0, "")
    assert table.columns[-1].unit == "m"
    with pytest.raises(PackError, match="'height' is declared or there, not both"):
        _ = replace(table, header=described.header_of(text[0])).columns
    with pytest.raises(PackError, match="'height' is declared or there, not both"):
        _ = replace(table, schema=areas_table.SCHEMA).columns


def test_are_the_columns_of_figures_those_that_pages_read():
    assert figures_table.SCHEMA.names == COLUMNS
    assert figures_table.SCHEMA.of_kind(NUMBER) == NUMBERS


@pytest.mark.parametrize("schema", [*SCHEMAS.values(), *GIVEN_OUT.values()], ids=lambda s: s.title)
def test_is_every_schema_at_one_with_itself(schema):
    assert isinstance(schema, Schema)
    assert len(set(schema.names)) == len(schema.names)
    assert set(schema.key) <= set(schema.names)
    for one in schema.refers:
        assert set(one.columns) <= set(schema.names)
        assert len(one.columns) == len(one.theirs)
    for column in schema.columns:
        assert column.says
        assert not column.says.endswith(".")
        assert not column.unit or column.kind != TEXT
