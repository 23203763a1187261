"""Does the whole pack go out as it is, in every format, with what its figures mean and owe?"""

import io
import sqlite3
import zipfile

import pandas as pd
import pytest

from het_geo.figures import NUMBERS
from het_geo.render.whole_pack import COLUMNS, FORMATS, tables_of
from tests.unit.documents import TODAY, pack
from tests.unit.office import read_book

BLOCK = "air"


def from_csv(data, name):
    with zipfile.ZipFile(io.BytesIO(data)) as made:
        return pd.read_csv(io.BytesIO(made.read(f"{name}.csv")), encoding="utf-8-sig")


def from_parquet(data, name):
    with zipfile.ZipFile(io.BytesIO(data)) as made:
        return pd.read_parquet(io.BytesIO(made.read(f"{name}.parquet")))


def from_gpkg(data, name, tmp_path):
    path = tmp_path / "pack.gpkg"
    path.write_bytes(data)
    held = sqlite3.connect(path)
    table = pd.read_sql(f'select * from "{name}"', held)
    held.close()
    return table.drop(columns=[c for c in ("fid", "geom") if c in table])


def from_xlsx(data, name):
    heading, *rows = read_book(data)[name].iter_rows(values_only=True)
    return pd.DataFrame(rows, columns=heading)


@pytest.fixture(scope="module")
def made():
    return {f.ending: f.make(pack(), BLOCK, TODAY) for f in FORMATS}


def opened(made, name, tmp_path):
    return {
        "CSV": from_csv(made["csv.zip"], name),
        "Parquet": from_parquet(made["parquet.zip"], name),
        "GeoPackage": from_gpkg(made["gpkg"], name, tmp_path),
        "Excel": from_xlsx(made["xlsx"], name),
    }


def test_holds_every_format_the_figures_of_the_pack(made, tmp_path):
    own = {i.id for i in pack().catalogue.indicators.values() if i.block == BLOCK}
    held = pack().figures[pack().figures["indicator"].isin(own)]
    assert len(held) > 2_000
    for kind, table in opened(made, "figures", tmp_path).items():
        assert list(table.columns) == list(COLUMNS), kind
        assert table["area_code"].tolist() == held["area_code"].tolist(), kind
        for name in set(NUMBERS) & set(COLUMNS):
            numbers = pd.to_numeric(table[name]).to_numpy()
            assert numbers == pytest.approx(held[name].to_numpy(), nan_ok=True), (kind, name)
        assert (table["status"] == "ok").sum() == (held["status"] == "ok").sum(), kind


@pytest.mark.parametrize("name", ["codebook", "columns", "licences"])
def test_is_what_the_figures_mean_and_owe_beside_them(made, tmp_path, name):
    expected = tables_of(pack(), BLOCK)[name].astype(str)
    assert expected.map(len).to_numpy().all() or name == "codebook"
    for kind, table in opened(made, name, tmp_path).items():
        pd.testing.assert_frame_equal(
            table.fillna("").astype(str), expected, check_dtype=False, obj=kind
        )


def test_stand_the_areas_of_every_level_in_the_geopackage(made, tmp_path):
    for level in ("lsoa", "msoa", "ward", "district"):
        areas = from_gpkg(made["gpkg"], f"areas_{level}", tmp_path)
        assert set(areas["area_code"]) == set(pack().shapes[level])


def test_is_every_block_a_part_and_are_all_together_the_pack():
    catalogue = pack().catalogue
    parts = [len(tables_of(pack(), block)["figures"]) for block in catalogue.blocks]
    assert sum(parts) == len(tables_of(pack())["figures"]) == len(pack().figures)
    known = set(tables_of(pack())["codebook"]["indicator"])
    assert known == set(pack().periods_held)


@pytest.mark.parametrize("kind", [f.ending for f in FORMATS])
def test_are_the_bytes_the_same_when_made_again(made, kind):
    make = next(f.make for f in FORMATS if f.ending == kind)
    assert make(pack(), BLOCK, TODAY) == made[kind]
