"""Is the national pack read as it was written, kept apart from places, and refused if damaged?"""

import numpy as np
import pandas as pd
import pyarrow as pa
import pytest

from het_geo.__main__ import main
from het_geo.build.blocks import Blocks
from het_geo.build.national_check import findings
from het_geo.build.national_figures import england_wide, neighbourhoods
from het_geo.build.tables import Piece
from het_geo.errors import PackError
from het_geo.national import load
from het_geo.national.load import load_national
from het_geo.national.rings import Grid
from het_geo.pack import layout
from het_geo.pack.layout import NATIONAL, places
from het_geo.stores.packs import Packs
from tests.england import write_england

CODES = pd.Index(["E01000001", "E01000002", "E01000003"], name="area_code")
DISTRICTS = pd.Series(["E09000002", "E09000001", "E09000001"], index=CODES)
GRID = Grid.around((0, 0, 300, 100), 10)
TABLE = pa.table(
    {
        "overcrowding|2021": pa.array([1.5, None, 30.0], pa.float32()),
        "overcrowding|2011": pa.array([2.5, 3.5, None], pa.float32()),
        "overcrowding|2011|status": pa.array(
            ["ok", "apportioned", "suppressed"]
        ).dictionary_encode(),
    }
)


def write(root, catalogue, table=TABLE, grid=GRID):
    """Write a pack of three made-up neighbourhoods in two districts."""
    write_england(root, catalogue, table, DISTRICTS, grid)


@pytest.fixture
def root(tmp_path, catalogue):
    write(tmp_path, catalogue)
    return tmp_path


def test_are_figures_read_as_they_were_written(root, catalogue):
    pack = load_national(root, catalogue)
    assert pack.periods_held == {"overcrowding": {"2011", "2021"}}
    newer = pack.values("overcrowding", "2021")
    pd.testing.assert_series_equal(
        newer, pd.Series([1.5, np.nan, 30.0], index=CODES), check_names=False
    )
    assert pack.values("overcrowding", "2011").tolist()[:2] == [2.5, 3.5]
    assert pack.status("overcrowding", "2021").tolist() == ["ok", "missing", "ok"]
    assert pack.status("overcrowding", "2011").tolist() == ["ok", "apportioned", "suppressed"]
    england = pack.benchmarks("overcrowding", "2021")
    assert england.loc["E92000001", ["name", "value", "status"]].tolist() == ["England", 4.0, "ok"]
    assert pack.benchmarks("overcrowding", "2011").empty
    assert pack.districts.index.tolist() == ["E09000001", "E09000002"]
    assert pack.grid == GRID


@pytest.mark.parametrize("ask", ["values", "status", "benchmarks"])
def test_is_what_the_pack_does_not_hold_refused_not_shown_as_missing(root, catalogue, ask):
    pack = load_national(root, catalogue)
    for indicator, period in (("overcrowding", "1991"), ("no2", "2023")):
        with pytest.raises(KeyError, match=f"no figures of '{indicator}' in '{period}'"):
            getattr(pack, ask)(indicator, period)


def test_is_england_no_place_even_while_it_is_put_in_place(root):
    assert places(root) == []
    for slug in ("luton", NATIONAL):
        following = root / "data" / f".next-{slug}" / layout.manifest_of(slug)
        following.parent.mkdir(parents=True)
        following.write_text("made up")
    assert places(root) == ["luton"]


def test_is_england_built_only_where_it_stands(root, tmp_path_factory):
    assert Packs(root).has(NATIONAL)
    assert not Packs(tmp_path_factory.mktemp("empty")).has(NATIONAL)


def refused(root, catalogue, message):
    with pytest.raises(PackError, match=message) as refusal:
        load_national(root, catalogue)
    assert "python -m het_geo build england --sources FOLDER" in str(refusal.value)
    assert "version control" not in str(refusal.value)  # it is not committed


@pytest.mark.parametrize("name", load.ALL)
def test_is_a_missing_cut_or_altered_file_named(root, catalogue, name):
    path = root / name
    whole = path.read_bytes()
    path.write_bytes(whole[:-1] + bytes([whole[-1] ^ 1]))
    refused(root, catalogue, f"{name}: the file has been altered")
    path.write_bytes(whole[: len(whole) // 2])
    refused(root, catalogue, f"{name}: the file is cut short")
    path.unlink()
    refused(root, catalogue, f"{name}: the file is missing")


def test_is_a_missing_manifest_said_so(tmp_path, catalogue):
    refused(tmp_path, catalogue, "data/england/national.toml: there is no pack for 'england'")


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        ({"table": TABLE.slice(1)}, "figures.parquet: 2 rows for 3 areas"),
        (
            {"table": TABLE.rename_columns(["overcrowding|1891", *TABLE.column_names[1:]])},
            "figures.parquet: the catalogue does not declare 'overcrowding|1891'",
        ),
        ({"grid": Grid(0, 100, 5, 60, 20)}, "district.rings: on another grid"),
    ],
)
def test_is_a_pack_at_odds_with_itself_named(tmp_path, catalogue, wrong, message):
    write(tmp_path, catalogue, **wrong)
    refused(tmp_path, catalogue, message)


def test_does_check_say_what_is_wrong_and_fail(root, catalogue, capsys):
    table = TABLE.set_column(0, "overcrowding|2021", pa.array([1.5, None, 130.0], pa.float32()))
    write(root, catalogue, table)
    found = findings(root, catalogue)
    assert f"{load.FIGURES}: overcrowding, 2021: E01000003 lies outside the valid range." in found
    assert any(
        line.startswith("imd_score: the catalogue's period 2025 is not in") for line in found
    )
    assert main(["--root", str(root), "check", "england"]) == 1
    assert "E01000003 lies outside the valid range" in capsys.readouterr().out


def test_do_indicators_of_one_district_or_of_larger_areas_stay_out(catalogue):
    kept = england_wide(catalogue).indicators
    assert {"overcrowding", "imd_score", "claimant_rate"} <= set(kept)
    assert not {"no2", "recorded_crime", "children_low_income", "median_pay"} & set(kept)


def test_do_statuses_stand_beside_values_only_where_they_say_more(catalogue):
    """Made up: in one period a share is capped; in the other one is missing, which says itself."""
    indicator = catalogue.indicators["overcrowding"]
    values = [1.0, 2.0, 3.0, 4.0, np.nan, 6.0]
    index = CODES.append(CODES)
    frame = pd.DataFrame({"value": values, "status": ["ok", "capped", "ok", "ok", "missing", "ok"]})
    for name in ("numerator", "denominator", "lower", "upper", "percentile"):
        frame[name] = np.nan
    blocks = Blocks(frame.set_axis(index), CODES, indicator.periods[:2])
    first, second = (f"overcrowding|{period.id}" for period in indicator.periods[:2])
    found = neighbourhoods([Piece(indicator, {"lsoa": blocks})], catalogue)
    assert found.column_names == [first, f"{first}|status", second]
    assert found[second].to_pylist() == [4.0, None, 6.0]
    assert found[f"{first}|status"].to_pylist() == ["ok", "capped", "ok"]
