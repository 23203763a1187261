"""Is a saved figure what the catalogue takes, and does a build give it like any other?"""

import io
import shutil
import zipfile
from dataclasses import replace
from hashlib import sha256

import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from het_geo.__main__ import main
from het_geo.build.place import Builder
from het_geo.catalogue.read import read_catalogue
from het_geo.cli.add import add
from het_geo.errors import HetGeoError
from het_geo.geography import Level
from het_geo.own.areas.area import OwnError
from het_geo.own.data.saved import opened, saved
from het_geo.pack.load import load
from tests.conftest import ROOT
from tests.sampled import tried
from tests.unit.test_own_data import csv_of, homes, made, people


@pytest.fixture(scope="module")
def by_people(luton):
    """Return a figure of 700 made-up rows of people: some neighbourhoods are withheld."""
    return made(luton, people(luton, 700, step=13)[0], name="Made up events", polarity=-1)


@pytest.fixture(scope="module")
def by_ward(luton):
    rows = [(code, 100 + i, 1_000) for i, code in enumerate(luton.codes(Level.WARD))]
    table = pd.DataFrame(rows, columns=["Ward", "Members", "Adults"])
    return made(luton, csv_of(table), name="Made up members")


@pytest.fixture(scope="module")
def by_value(luton):
    table = homes(luton, lambda code, i: {"LSOA": code, "Homes (%)": f"{i / 2}%"})
    return made(luton, csv_of(table), name="Made up homes")


@pytest.fixture(scope="module")
def catalogue_with(tmp_path_factory, by_people, by_ward, by_value):
    """Return a copy of the catalogue to which the figures were added."""
    folder = tmp_path_factory.mktemp("added") / "catalogue"
    shutil.copytree(ROOT / "data" / "catalogue", folder)
    for own in (by_people, by_ward, by_value):
        add(opened(saved(own)), folder)
    return folder


def parts(data):
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name).decode() for name in archive.namelist()}


def zipped(files):
    made_of = io.BytesIO()
    with zipfile.ZipFile(made_of, "w") as archive:
        for name, text in files.items():
            archive.writestr(name, text)
    return made_of.getvalue()


def test_is_the_saved_figure_the_same_each_time(by_people):
    assert saved(by_people) == saved(by_people)
    assert sorted(parts(saved(by_people))) == ["record.toml", "table.csv"]


def test_does_the_catalogue_read_what_was_added(catalogue_with, by_ward):
    known = read_catalogue(catalogue_with)
    found = known.indicators["own_made_up_members"]
    same = replace(by_ward.record, id=found.id, source=found.id, numerator=found.numerator,
                   denominator=found.denominator)  # fmt: skip
    assert found == same
    assert known.tables[found.source].is_file()


def test_holds_what_is_saved_of_people_counts_alone(by_people):
    header, *rows = parts(saved(by_people))["table.csv"].splitlines()
    assert header == "area_code,period,numerator"
    counts = [row.rpartition(",")[2] for row in rows]
    assert "c" in counts
    assert not {"1", "2", "3", "4"} & set(counts)


@pytest.mark.in_turn
def test_does_a_build_give_an_added_figure_as_it_was_shown(
    catalogue_with, sources, tmp_path, by_people, by_ward, by_value
):
    known = read_catalogue(catalogue_with)
    few = {
        name: one
        for name, one in known.indicators.items()
        if name.startswith("own_") or one.tenths or one.references
    }
    builder = Builder(replace(known, indicators=few), sources, tmp_path)
    list(builder.build(builder.places(["luton"])))
    pack = load(tmp_path, "luton", replace(known, indicators=few))
    for name, own in (
        ("own_made_up_events", by_people),
        ("own_made_up_members", by_ward),
        ("own_made_up_homes", by_value),
    ):
        shown = own.figures.set_index("area_code")
        built = pack.rows(name, own.record.periods[0].id).reindex(shown.index)
        for column in ("value", "lower", "upper", "numerator"):
            known_to_both = shown[column].notna()
            assert built.loc[known_to_both, column].tolist() == pytest.approx(
                shown.loc[known_to_both, column].tolist(), rel=1e-7
            ), (name, column)
        hidden = built[shown["status"].eq("hidden")]
        assert set(hidden["status"]) <= {"suppressed", "much_withheld", "bounded"}


def test_does_the_command_add_it_once_and_say_how_to_build_it(tmp_path, by_ward, capsys):
    folder, file = tmp_path / "catalogue", tmp_path / "own.zip"
    shutil.copytree(ROOT / "data" / "catalogue", folder)
    file.write_bytes(saved(by_ward))
    assert main(["add", str(file), "--catalogue", str(folder)]) == 0
    assert "build E06000032" in capsys.readouterr().out
    before = sorted(folder.rglob("*"))
    assert main(["add", str(file), "--catalogue", str(folder)]) == 1
    assert "there is one of this name already" in capsys.readouterr().err
    assert sorted(folder.rglob("*")) == before


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('reader = "own"', 'reader = "mhclg"', "of another kind"),
        ("own/own_made_up_members/table.csv", "../x.csv", "stand elsewhere"),
        ('id = "own_made_up_members"', 'id = "overcrowding"', "begins with own_"),
        ('kind = "proportion"', 'kind = "magic"', "unknown 'magic'"),
        ('unit = "%"', 'unit = "furlongs"', "unknown 'furlongs'"),
        ("E06000032", "London", "no district"),
        ("[[indicator]]", "[[other]]", "expected"),
        ('source = "own_made_up_members"', 'source = "iod2025"', "other sources"),
    ],
)
def test_is_a_record_that_was_changed_refused(by_ward, tmp_path, old, new, said):
    files = parts(saved(by_ward))
    assert old in files["record.toml"]
    data = zipped({**files, "record.toml": files["record.toml"].replace(old, new)})
    folder = tmp_path / "catalogue"
    shutil.copytree(ROOT / "data" / "catalogue", folder)
    before = sorted(folder.rglob("*"))
    with pytest.raises(HetGeoError, match=said):
        add(opened(data), folder)
    assert sorted(folder.rglob("*")) == before


def test_is_a_table_that_was_changed_refused(by_ward):
    files = parts(saved(by_ward))
    with pytest.raises(OwnError, match="has been altered"):
        opened(zipped({**files, "table.csv": files["table.csv"] + "E05014741,2023,1,2\n"}))
    with pytest.raises(OwnError, match="This is no saved figure"):
        opened(zipped({"record.toml": files["record.toml"]}))


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda t: t + "=cmd(),2023,1,2\n", "row 22 is no area, time and numbers"),
        (lambda t: t + "E05014741,2023,one,2\n", "row 22 is no area, time and numbers"),
        (lambda t: t + "E05014741,<b>,1,2\n", "row 22 is no area, time and numbers"),
        (lambda t: t.replace("area_code", "area"), "its columns are not those of a saved figure"),
    ],
)
def test_is_a_table_that_holds_something_else_refused_whoever_wrote_its_hash(by_ward, change, said):
    """Its record gives the changed table's own hash, as whoever makes up a file would."""
    files = parts(saved(by_ward))
    assert files["table.csv"].count("\n") == 21  # a header and Luton's 20 wards
    table = change(files["table.csv"])
    before, after = (sha256(text.encode()).hexdigest() for text in (files["table.csv"], table))
    assert before in files["record.toml"]
    record = files["record.toml"].replace(before, after)
    with pytest.raises(OwnError, match=said):
        opened(zipped({"record.toml": record, "table.csv": table}))


@given(st.data())
@settings(max_examples=tried(150), suppress_health_check=list(HealthCheck))
def test_is_every_change_of_bytes_refused_or_harmless(by_ward, data):
    found = bytearray(saved(by_ward))
    for _ in range(data.draw(st.integers(1, 6))):
        found[data.draw(st.integers(0, len(found) - 1))] = data.draw(st.integers(0, 255))
    try:
        assert opened(bytes(found)).id.startswith("own_")
    except HetGeoError as refused:
        assert str(refused)  # noqa: PT017 - either will do
