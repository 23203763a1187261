"""Does the build make, from the raw files, what is committed, and join England without a loss?

These tests read the publishers' raw files. Where those do not stand beside the project, pytest
says that they were skipped and why.
"""

import filecmp
import shutil

import pandas as pd
import pytest

from het_geo.errors import SourceError, VintageError
from het_geo.geography import Vintage, check_vintage
from het_geo.pack import build
from het_geo.pack.assemble import Assembler
from het_geo.pack.geography import find_place, read_geography
from het_geo.pack.store import RawStore
from het_geo.sources import ons
from het_geo.sources.layouts import read_wide
from tests.conftest import ROOT
from tests.golden.test_published import FIRST_TENTH_ENDS_AT

pytestmark = pytest.mark.sources


@pytest.fixture(scope="module")
def store(sources, catalogue):
    return RawStore(sources, catalogue)


@pytest.fixture(scope="module")
def england(store):
    return read_geography(store)


def committed_files():
    folders = [ROOT / "boundaries" / "luton", ROOT / "data" / "luton"]
    return sorted(path.relative_to(ROOT) for folder in folders for path in folder.iterdir())


def test_is_the_committed_pack_what_the_build_makes(tmp_path, sources, catalogue):
    seen = []
    made = build.build(
        "luton", catalogue=catalogue, sources=sources, root=tmp_path, progress=seen.append
    )
    names = committed_files()
    written = sorted(p.relative_to(tmp_path) for p in tmp_path.rglob("*") if p.is_file())
    assert written == names
    different = [n for n in names if not filecmp.cmp(ROOT / n, tmp_path / n, shallow=False)]
    assert different == []
    assert len(seen) == build.steps(catalogue)
    assert sum(file.bytes for file in made.file) < 8_000_000


def test_is_no_code_unmatched_in_any_table_of_england(store, england, catalogue, sources):
    """All 33,755 neighbourhoods get a row of every indicator that England has."""
    path = sources / catalogue.sources["ons-lsoa21-boundaries"].file
    shapes = ons.shapes(path, "LSOA21CD", "LSOA21NM").set_index("area_code").geometry
    assert set(shapes.index) == set(england.lsoas.index)
    assert len(england.lsoas) == 33755
    assert england.lsoas.drop(columns="msoa").notna().all(axis=None)
    assert (england.lsoas["msoa"] != "").all()
    assert england.lsoas["district"].nunique() == 296
    assembler = Assembler(store, england, lambda: shapes)
    for indicator in catalogue.indicators.values():
        if "air_window" in indicator.caveats:
            continue
        for period in indicator.periods:
            found = assembler.neighbourhoods(indicator, period)
            assert set(found.index) == set(england.lsoas.index), (indicator.id, period.id)
            assert found["value"].notna().all(), (indicator.id, period.id)


def test_is_a_join_across_vintages_refused(store, england, catalogue, sources):
    path = sources / catalogue.sources["desnz-fuel-poverty"].file
    table = read_wide(
        path, ["Number of households"], code="LSOA Code", period="data_year",
        vintage=Vintage.LSOA21,
    )  # fmt: skip
    old, new = set(england.divided["lsoa11"]), set(england.lsoas.index)
    with pytest.raises(VintageError, match=r"1,034 codes are not lsoa21 codes .* lsoa11 codes"):
        check_vintage(
            table.at("2020").values.index, new, Vintage.LSOA21, "2020", others={Vintage.LSOA11: old}
        )
    with pytest.raises(VintageError, match=r"1,945 codes are not lsoa11 codes .* lsoa21 codes"):
        check_vintage(
            table.at("2022").values.index, old, Vintage.LSOA11, "2022", others={Vintage.LSOA21: new}
        )


def test_are_the_17_neighbourhoods_those_of_the_published_decile(sources, catalogue):
    path = sources / catalogue.sources["iod2025"].file
    table = pd.read_csv(path).set_index("lsoa21_code")
    first = table[table["IMD_decile"] == 1]
    assert len(first) == 3375
    assert table.loc[table["IMD_decile"] > 1, "IMD_score"].max() < FIRST_TENTH_ENDS_AT
    assert first["IMD_score"].min() >= FIRST_TENTH_ENDS_AT


@pytest.mark.parametrize(
    ("table", "columns", "indicator"),
    [
        ("ts054", ["Tenure of household: Private rented",
                   "Tenure of household: Total: All households"], "private_renting"),
        ("ts067", ["Highest level of qualification: No qualifications",
                   "Highest level of qualification: Total: All usual residents aged 16 years "
                   "and over"], "no_qualifications"),
    ],
)  # fmt: skip
def test_are_all_district_sums_within_disclosure_noise_of_the_census_rows(
    store, england, catalogue, sources, table, columns, indicator
):
    published = pd.read_csv(sources / f"census2021/{table}_ltla.csv.gz").set_index("geography code")
    record = catalogue.indicators[indicator]
    small = Assembler(store, england, dict).neighbourhoods(record, record.periods[0])
    sums = small[["numerator", "denominator"]].groupby(england.lsoas["district"]).sum()
    both = sums.join(published[columns], how="inner")
    assert len(both) == 292  # of 296: four districts were made after the census table
    noise = (both[["numerator", "denominator"]].to_numpy() - both[columns].to_numpy()).__abs__()
    far = set(both.index[(noise > [40, 60]).any(axis=1)])
    # The 2024 best-fit lookup gives a neighbourhood of West Northamptonshire to Cherwell.
    assert far == {"E07000177", "E06000062"}


def test_is_a_changed_raw_file_refused_with_both_hashes(tmp_path, sources, catalogue):
    source = catalogue.sources["ons-population-mid2022"]
    copy = tmp_path / source.file
    copy.parent.mkdir()
    shutil.copy(sources / source.file, copy)
    with copy.open("ab") as file:
        file.write(b"#")
    with pytest.raises(SourceError, match=source.sha256) as refusal:
        RawStore(tmp_path, catalogue).path(source.id)
    assert "--accept-changed" in str(refusal.value)
    assert RawStore(tmp_path, catalogue, accept_changed=True).path(source.id) == copy


def test_is_an_unknown_place_answered_with_close_names(england):
    with pytest.raises(Exception, match="Did you mean luton"):
        find_place("Lutom", england)
    assert find_place("e06000032", england).slug == "luton"
