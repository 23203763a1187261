"""Does the build make, from the raw files, what is committed, and join England without a loss?

These tests read the publishers' raw files. Where those do not stand beside the project, pytest
says that they were skipped and why.
"""

import filecmp
import shutil
from dataclasses import replace

import pandas as pd
import pytest

from benchmarks import same_bytes
from het_geo.build.ages import people
from het_geo.build.assemble import Assembler
from het_geo.build.england import find_place
from het_geo.build.store import RawStore
from het_geo.errors import SourceError, VintageError
from het_geo.geography import Vintage, check_vintage
from het_geo.pack import manifest
from het_geo.sources import ons
from het_geo.sources.layouts import read_wide
from tests.built import PLACES
from tests.conftest import ROOT
from tests.golden.test_published import FIRST_TENTH_ENDS_AT

pytestmark = pytest.mark.sources


def committed_files():
    folders = [ROOT / "boundaries" / "luton", ROOT / "data" / "luton"]
    return sorted(path.relative_to(ROOT) for folder in folders for path in folder.iterdir())


def test_is_the_committed_pack_what_the_build_makes(districts_built):
    made, names = districts_built.root, committed_files()
    written = [p.relative_to(made) for p in made.rglob("*") if p.is_file()]
    assert sorted(path for path in written if path.parts[1] == "luton") == names
    assert {path.parts[1] for path in written} == {*PLACES, "catalogue"}  # and nothing elsewhere
    different = [n for n in names if not filecmp.cmp(ROOT / n, made / n, shallow=False)]
    assert different == []
    assert districts_built.told == districts_built.steps + len(PLACES)
    assert districts_built.missing["luton"] == []
    assert sum(file.bytes for file in manifest.read(made, "luton").file) < 8_000_000


@pytest.mark.sampled(1)
@pytest.mark.parametrize("setting", [same_bytes.ONE_THREAD, same_bytes.narrow()])
@pytest.mark.in_turn
def test_does_another_processor_make_the_committed_bytes(tmp_path, sources, setting):
    """Another kernel of BLAS with one thread; NumPy without this processor's wide instructions."""
    same_bytes.build(tmp_path, sources, setting)
    assert same_bytes.apart(tmp_path) == []


@pytest.mark.in_turn
def test_is_no_code_unmatched_in_any_table_of_england(store, england, catalogue):
    """Every small area of England is reached; where figures are absent, it is the publisher."""
    assert len(england.lsoas) == 33755
    assert len(england.msoas) == 6856
    assert england.lsoas["district"].nunique() == 296
    assert england.lsoas.notna().all(axis=None)
    assembler = Assembler(store, england, dict)
    few = {"pre1919_homes", "children_income_deprivation", "older_income_deprivation"}
    for indicator in catalogue.indicators.values():
        if catalogue.sources[indicator.source].options.get("district"):
            continue
        if indicator.base_level == "district":
            continue
        found = assembler.small.figures(indicator, indicator.periods)
        index = england.base(indicator.base_level).index
        assert found.areas is index, indicator.id
        assert len(found.frame) == len(index) * len(indicator.periods), indicator.id
        absent = found.frame["value"].isna()
        if indicator.id not in few and indicator.id != "universal_credit":
            assert absent[~unmeasured(england, index, absent)].mean() < 0.01, indicator.id
            whole = indicator.source != "police-street-crime-2022"
            assert unmeasured(england, index, absent).any() != whole, indicator.id


def unmeasured(england, index, absent):
    """Tell of every row whether all of its district is absent: the publisher lacks the district."""
    small = england.lsoas if index.equals(england.lsoas.index) else england.msoas
    district = small["district"].reindex(absent.index)
    return absent.groupby(district.to_numpy()).transform("all")


@pytest.mark.parametrize(
    ("ages", "column", "together", "each"),
    [
        ("18 to 66", "people_18_66", 0.002, 0.020),
        ("0 to 15", "children_0_15", 0.002, 0.047),
        ("60 and over", "people_60_plus", 0.013, 0.060),
    ],
)
def test_are_the_estimated_people_of_an_age_near_the_publisher_s_own_in_luton(
    store, england, sources, ages, column, together, each
):
    """IoD 2025 File 7, mid-2022, 125 neighbourhoods; a year of ageing adds 1 % to those of 60."""
    made = store.catalogue.sources["people-by-age-mid2022"]
    bands, years, now = (store.table(name).values for name in made.made_from)
    msoa = england.lsoas.loc[england.lsoas["district"] == "E06000032", "msoa"]
    found = people(ages, bands, years, now["population"], msoa.astype(object))
    file7 = pd.read_csv(sources / "deprivation/luton_lsoa21_iod25_file7.csv")
    own = file7.set_index("lsoa21_code")[column].reindex(found.index)
    assert found.sum() / own.sum() == pytest.approx(1, abs=together)
    assert (found / own).std() < each


def test_is_the_published_rate_of_children_beside_ours(luton):
    """IoD 2025 File 7: Luton 017C is 74.9 % by MHCLG; the census's children gave 68.7."""
    rows = luton.rows("children_income_deprivation", "2025")
    code = luton.areas.index[luton.areas["name"] == "Luton 017C"][0]
    own = rows.loc[code]
    assert own["published"] == 74.9
    assert own["value"] == pytest.approx(own["numerator"] / own["denominator"] * 100)
    assert abs(own["value"] - own["published"]) < 1


def test_is_a_join_across_vintages_refused(store, england, catalogue, sources):
    path = sources / catalogue.sources["desnz-fuel-poverty"].file
    table = read_wide(
        path, ["Number of households"], code="LSOA Code", period="data_year",
        vintage=Vintage.LSOA21,
    )  # fmt: skip
    old = set(england.crosswalks[Vintage.LSOA11].old)
    new = set(england.lsoas.index)
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


def test_is_the_correction_of_the_lookup_still_needed(sources, catalogue):
    """The lookup gives E01027305 to a ward of Cherwell; 99.9 % of it lies in West Northants."""
    source = catalogue.sources["lsoa21-ward25-lookup-derived"]
    found = ons.best_fit_lookup(sources / source.file, source).loc["E01027305"]
    assert (found["ward_name"], found["district"]) == ("Middleton Cheney", "E06000062")
    mended = replace(source, options={"ward:E01027305": "E05015999 > E05016005"})
    with pytest.raises(SourceError, match="expects the ward E05015999, and finds E05010929"):
        ons.best_fit_lookup(sources / source.file, mended)


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
