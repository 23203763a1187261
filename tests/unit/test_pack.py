"""What happens when a pack file is missing, cut short, altered or wrong, or a build is killed?"""

import pandas as pd
import pytest

from het_geo.errors import PackError
from het_geo.pack import manifest
from het_geo.pack.load import load
from het_geo.pack.report import findings, refuse
from tests.luton import copied

TABLE = "data/luton/census2021-ts052.csv"


@pytest.fixture
def root(tmp_path):
    return copied(tmp_path)


def rewrite(root, name, change):
    """Change a table and its hash in the manifest, as somebody might by hand."""
    path = root / name
    table = pd.read_csv(path, dtype={"period": str})
    change(table).to_csv(path, index=False, lineterminator="\n")
    found = manifest.read(root, "luton")
    files = tuple(
        manifest.entry(root, path, 0, file.sources) if file.path == name else file
        for file in found.file
    )
    manifest.write(
        manifest.Manifest(**{**vars(found), "file": files}), root / "data/luton/manifest.toml"
    )


def refused(root, catalogue, message):
    with pytest.raises(PackError, match=message) as refusal:
        load(root, "luton", catalogue)
    assert "python -m het_geo build luton" in str(refusal.value)


@pytest.mark.parametrize(
    "name",
    [
        TABLE,
        "boundaries/luton/ward25.geojson",
        "data/luton/areas.csv",
        "data/luton/points.csv",
        "data/luton/retired.csv",
        "data/luton/tenths.csv",
        "data/luton/guidelines.csv",
    ],
)
def test_is_a_missing_truncated_or_altered_file_named(root, catalogue, name):
    path = root / name
    whole = path.read_bytes()
    path.write_bytes(whole[:-1] + b"#")
    refused(root, catalogue, f"{name}: the file has been altered")
    path.write_bytes(whole[: len(whole) // 2])
    refused(root, catalogue, f"{name}: the file is cut short")
    path.unlink()
    refused(root, catalogue, f"{name}: the file is missing")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (f"format = {manifest.FORMAT}\n", "the manifest has been altered"),
        ("format = ", "the manifest is damaged"),
        ("place = 1\n", "the manifest has been altered"),
    ],
)
def test_is_a_damaged_manifest_named(root, catalogue, text, message):
    (root / "data/luton/manifest.toml").write_text(text)
    refused(root, catalogue, f"data/luton/manifest.toml: {message}")


def test_does_a_build_refuse_what_check_would(root, catalogue):
    """The message names the row, and no longer says to do what has just been done."""
    rewrite(root, TABLE, _set("value", 104.0))
    with pytest.raises(PackError) as refusal:
        refuse(findings(root, "luton", catalogue), "luton")
    said = str(refusal.value)
    assert said.startswith("luton: the pack just made is refused, and what was there before stays:")
    assert f"{TABLE}: row 5, column 'value': '104.0' (E01015696, overcrowding, 2011)" in said
    assert "python -m het_geo build" not in said
    refuse([], "luton")


def test_is_a_place_without_a_pack_said_so(root, catalogue):
    with pytest.raises(PackError, match="there is no pack for 'bedford'"):
        load(root, "bedford", catalogue)


def _set(column, value, row=3):
    def change(table):
        table[column] = table[column].astype(object)
        table.loc[row, column] = value
        return table

    return change


def _bounds(least, most):
    return lambda table: _set("most", most)(_set("least", least)(table))


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (_set("value", 104.0), "row 5, column 'value': '104.0' .* outside the valid range"),
        (_set("value", "many"), "row 5, column 'value': 'many' is not a number"),
        (_set("area_code", "E01000001"), "row 5, column 'area_code': 'E01000001' .* no area of"),
        (_set("indicator", "gold"), "row 5, column 'indicator': 'gold' .* no indicator"),
        (_set("status", "fine"), "row 5, column 'status': 'fine' .* unknown status"),
        (_set("status", "missing"), "row 5, column 'status': .* at odds with its value"),
        (_set("lower", 99.0), "row 5, column 'lower': '99.0' .* above the upper limit"),
        (_set("least", 3.0), "row 5, column 'least': '3.0' .* without the other bound"),
        (_bounds(9.0, 3.0), "row 5, column 'most': '3.0' .* below the least"),
        (_bounds(3.0, 4.0), "row 5, column 'value': .* outside its own bounds"),
        (_bounds(0.0, 50.0), "row 5, column 'lower': .* above the least"),
        (_bounds(2.7, 2.8), "row 5, column 'status': 'ok' .* at odds with its bounds"),
        (_set("status", "bounded"), "row 5, column 'status': .* at odds with its bounds"),
        (lambda t: pd.concat([t, t.iloc[[3]]]), "row 298, .* a second row for one indicator"),
        (lambda t: t.drop(columns="status"), "the column 'status' is missing"),
    ],
)
@pytest.mark.in_turn
def test_is_a_wrong_row_named_by_file_row_and_column(root, catalogue, change, message):
    rewrite(root, TABLE, change)
    refused(root, catalogue, f"{TABLE}: {message}")


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (_set("vintage", "ward25", 10 + 20), "column 'vintage': this is no code of ward25"),
        (_set("level", "street"), "column 'level': unknown 'street'"),
        (lambda t: pd.concat([t, t.iloc[[3]]]), "stands twice"),
        (lambda t: t.iloc[:-1], "has a shape but is no area"),
        (_set("ward", "E05999999", 50), "E01015697, column 'ward': 'E05999999' is no ward here"),
        (_set("lon", "", 50), "E01015697, column 'lon': 'nan' is not inside this place"),
        (_set("lat", 50.0, 50), "E01015697, column 'lat': '50.0' is not inside this place"),
        (_set("lat", 51.9, 3), "column 'lon': 'nan' is a place of people, which neighbourhoods"),
        (lambda t: t.drop(columns="lat"), "areas.csv: the file is damaged .*lat"),
    ],
)
def test_is_a_wrong_area_named(root, catalogue, change, message):
    rewrite(root, "data/luton/areas.csv", change)
    refused(root, catalogue, message)


POINTS = "data/luton/points.csv"


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (_set("kind", "bus stop"), "row 5, column 'kind': 'bus stop' is no kind of the catalogue"),
        (_set("name", " "), "row 5, column 'name': ' ' is no name"),
        (_set("source", "rumour"), "row 5, column 'source': 'rumour' is no source of the manifest"),
        (_set("lon", -0.2), "row 5, column 'lon': '-0.2' is outside the district"),
        (_set("lat", ""), "row 5, column 'lon': .* is outside the district"),
        (_set("lat", "north"), "the file is damaged .*north"),
        (lambda t: t.rename(columns={"lon": "lat", "lat": "lon"}), "row 2, .* outside the dist"),
        (lambda t: pd.concat([t, t.iloc[[3]]]), "row 217, column 'name': .* a second row"),
        (lambda t: t.drop(columns="detail"), "the file is damaged .*detail"),
    ],
)
def test_is_a_wrong_point_named_by_row_and_column(root, catalogue, change, message):
    rewrite(root, POINTS, change)
    refused(root, catalogue, f"{POINTS}: {message}")


RETIRED = "data/luton/retired.csv"


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (_set("old_code", "E05014741"), "'E05014741' is an area of this pack, not retired"),
        (_set("old_name", " "), "column 'old_name': ' ' is no name"),
        (_set("level", "street"), "'street' is no level that codes are retired of"),
        (_set("new_code", "E05999999"), "'E05999999' is no area of this level here"),
        (_set("new_code", "E01015693"), "'E01015693' is no area of this level here"),
        (_set("new_code", ""), "column 'new_code': '' is blank, though the code has successors"),
        (_set("share", 0), "column 'share': '0.0' is no share above 0 and up to 1"),
        (lambda t: pd.concat([t, t.iloc[[3]]]), "is a second row for one pair"),
        (lambda t: t.drop(columns="share"), "the file is damaged .*share"),
    ],
)
def test_is_a_wrong_retired_code_named_by_row_and_column(root, catalogue, change, message):
    rewrite(root, RETIRED, change)
    refused(root, catalogue, f"{RETIRED}: .*{message}")


SIMILAR, BETTER = "data/luton/similar.csv", "data/luton/similar_better.csv"


@pytest.mark.parametrize(
    ("name", "change", "message"),
    [
        (SIMILAR, _set("area_code", "E05999999"), "row 5, column 'area_code': .* no area of this"),
        (SIMILAR, _set("similar", "E01015693"), "row 5, column 'similar': .* is the area itself"),
        (SIMILAR, _set("similar", "E01999999"), "row 5, .* is not in similar_people.csv"),
        (SIMILAR, _set("distance", 0.1), "row 5, column 'distance': '0.1' is nearer than the one"),
        (SIMILAR, lambda t: t.drop(columns="name"), "the file is damaged .*name"),
        (BETTER, _set("period", "1066"), "row 5, column 'indicator': .* no indicator with that"),
        (BETTER, _set("best", "E01999999"), "row 5, column 'best': .* not beside its area in sim"),
        (BETTER, _set("better", "many"), "row 5, column 'better': 'many' is not the places of"),
    ],
)
def test_is_a_wrong_similar_area_named_by_row_and_column(root, catalogue, name, change, message):
    rewrite(root, name, change)
    refused(root, catalogue, f"{name}: .*{message}")


def test_is_a_distance_that_who_lives_there_does_not_make_found(root, catalogue):
    def nearer(table):
        table.loc[0, "distance"] /= 2
        return table

    rewrite(root, SIMILAR, nearer)
    (found,) = findings(root, "luton", catalogue)
    assert found.startswith(f"{SIMILAR}: E01015693 and ")
    assert "are not as far apart as similar_people.csv makes them" in found


def test_is_a_pack_of_an_earlier_format_refused(root, catalogue):
    now = manifest.FORMAT
    path = root / "data/luton/manifest.toml"
    path.write_text(path.read_text().replace(f"format = {now}", f"format = {now - 1}"))
    refused(root, catalogue, f"made for format {now - 1}, this version reads {now}")


@pytest.mark.parametrize("table", [POINTS, RETIRED, SIMILAR])
def test_is_a_pack_whose_manifest_lacks_a_table_refused(root, catalogue, table):
    found = manifest.read(root, "luton")
    files = tuple(file for file in found.file if file.path != table)
    manifest.write(
        manifest.Manifest(**{**vars(found), "file": files}), root / "data/luton/manifest.toml"
    )
    refused(root, catalogue, f"{table}: missing from the manifest")
