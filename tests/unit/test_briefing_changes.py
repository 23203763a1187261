"""Is what changed since an earlier pack told? Altered packs are made up."""

import re
import shutil
import tomllib
from dataclasses import replace

import pandas as pd
import pytest
import tomli_w

from het_geo.briefing.earlier import read_earlier
from het_geo.briefing.since import changes
from het_geo.errors import PackError
from het_geo.files import sha256_of
from het_geo.pack.archive import pack_as_zip
from het_geo.pack.load import BESIDE
from het_geo.pack.manifest import FORMAT
from het_geo.pack.seal import sealed
from het_geo.strangers.child import in_child
from tests.conftest import ROOT

DALLOW = "E05014741"
TABLE = "census2021-ts052.csv"
LATER = BESIDE  # what packs of earlier formats lack


def with_figures(pack, figures, **parts):
    manifest = replace(pack.manifest, version="madeup000000", **parts)
    return replace(pack, manifest=manifest, figures=figures)


def altered(pack, indicator, period, area, **numbers):
    figures = pack.figures.copy()
    keys = {"indicator": indicator, "period": period, "area_code": area}
    hit = pd.concat([figures[k] == v for k, v in keys.items()], axis=1).all(axis=1)
    assert hit.sum() == 1
    for name, number in numbers.items():
        figures.loc[hit, name] = number
    return figures


def test_is_nothing_said_to_change_between_the_same_packs(luton):
    found = changes(luton, luton)
    assert found.sentences == ("Nothing has changed.",)
    assert found.revisions == found.sources == found.verdicts == found.periods_added == ()


@pytest.fixture(scope="module")
def few(luton):
    """Return a pack of three of Luton's figures: what changed is asked of no others."""
    held = luton.figures["indicator"].isin(["overcrowding", "flats", "claimant_rate"])
    return replace(luton, figures=luton.figures[held])


def test_is_a_pack_with_other_files_alone_said_to_be_so(few):
    found = changes(with_figures(few, few.figures), few)
    assert found.sentences == (
        "Nothing has changed in the figures; files of the pack differ (madeup000000, now "
        f"{few.manifest.version}).",
    )


def test_is_one_figure_told_with_its_verdict(few):
    # Dallow was 4.0 % (3.5 to 4.6), similar to England's 4.4 %: made up; it is 21.1 %, worse.
    figures = altered(few, "overcrowding", "2021", DALLOW, value=4.0, lower=3.5, upper=4.6)
    found = changes(with_figures(few, figures), few)
    (revision,) = found.revisions
    assert (revision.label, revision.areas, revision.area) == ("Too few bedrooms", 1, "Dallow ward")
    assert (revision.before, revision.after) == ("4.0%", "21.1%")
    (verdict,) = found.verdicts
    assert (verdict.area, verdict.before, verdict.after) == ("Dallow ward", "similar", "worse")
    assert found.sentences[1:] == (
        "1 figure was revised, in 1 indicator.",
        "Too few bedrooms (21 March 2021): 1 area; the largest change is in Dallow ward, from "
        "4.0% to 21.1%.",
        "1 verdict of a ward against England changed: 1 from similar to worse.",
        "Dallow ward, Too few bedrooms (21 March 2021): was similar, is worse.",
    )


def test_is_the_largest_change_the_one_named(few):
    figures = few.figures.copy()
    hit = (figures["indicator"] == "flats") & (figures["area_code"].str.startswith("E0501"))
    figures.loc[hit, "value"] += 1.0
    figures.loc[hit & (figures["area_code"] == DALLOW), "value"] += 2.5  # 1 + 2.5
    (revision,) = changes(few, with_figures(few, figures)).revisions
    assert (revision.areas, revision.area) == (20, "Dallow ward")


def test_is_a_figure_that_came_told(few):
    figures = altered(few, "overcrowding", "2021", DALLOW, value=float("nan"), lower=float("nan"),
                      upper=float("nan"))  # fmt: skip
    found = changes(with_figures(few, figures), few)
    assert (found.revisions[0].before, found.revisions[0].after) == ("no figure", "21.1%")
    assert found.verdicts[0].before == "not compared"


def test_are_indicators_and_periods_that_came_or_went_told(few):
    figures = few.figures[few.figures["indicator"] != "flats"]
    gone = (figures["indicator"] == "claimant_rate") & (figures["period"] == "2022")
    old = with_figures(few, figures[~gone])
    found = changes(old, few)
    assert found.indicators_added == ("Homes in flats",)
    assert found.periods_added == (("Claiming unemployment benefits", "2022"),)
    assert found.indicators_removed == found.periods_removed == found.revisions == ()
    assert "1 indicator is new: “Homes in flats”." in found.sentences
    back = changes(few, old)
    assert back.indicators_removed == ("Homes in flats",)
    assert back.periods_removed == found.periods_added


def test_is_an_indicator_that_the_catalogue_forgot_named_by_its_id(few):
    rows = few.figures[few.figures["indicator"] == "flats"]
    extra = pd.concat([few.figures, rows.assign(indicator="old_thing", period="1991")])
    found = changes(with_figures(few, extra), few)
    assert found.indicators_removed == ("old_thing",)
    both = changes(with_figures(few, extra), with_figures(few, extra.assign(
        value=extra["value"].where(extra["indicator"] != "old_thing", 1.0))))  # fmt: skip
    assert {r.indicator for r in both.revisions} == {"old_thing"}


def test_is_a_source_with_a_new_file_told(few):
    first, second, *rest = few.manifest.source
    sources = (replace(first, sha256="0" * 64, period="1999"), *rest)
    found = changes(with_figures(few, few.figures, source=sources), few)
    said = {s.id: s.what for s in found.sources}
    assert said == {
        first.id: f"a new file; its period was “1999” and is “{first.period}”",
        second.id: "new here",
    }
    assert "2 sources have changed." in found.sentences


def test_are_packs_of_two_places_refused(few):
    with pytest.raises(PackError, match="Elsewhere"):
        changes(with_figures(few, few.figures, code="E06000055", name="Elsewhere"), few)


@pytest.fixture
def folder(tmp_path):
    shutil.copytree(ROOT / "data" / "luton", tmp_path / "data" / "luton")
    return tmp_path


def manifest(folder, change):
    path = folder / "data" / "luton" / "manifest.toml"
    content = tomllib.loads(path.read_text(encoding="utf-8"))
    del content["sha256"]
    change(content)
    path.write_bytes(sealed(tomli_w.dumps(content)))


@pytest.mark.in_turn
def test_is_an_earlier_pack_read_from_its_folder(folder, luton, catalogue):
    old = read_earlier(folder, "luton", catalogue)  # its shapes are not needed
    assert changes(old, luton).sentences == ("Nothing has changed.",)


def test_is_a_pack_of_an_earlier_format_read_with_a_notice(folder, luton, catalogue):
    def older(content):
        content["format"] = FORMAT - 1
        content["version"] = "anearlierone"
        del content["inputs"]
        content["file"] = [f for f in content["file"] if not f["path"].endswith(LATER)]
        for source in content["source"]:
            del source["status"]

    manifest(folder, older)
    for name in LATER:
        (folder / "data" / "luton" / name).unlink()
    old = read_earlier(folder, "luton", catalogue)
    found = changes(old, luton)
    assert found.sentences[0].startswith(f"The earlier pack is of format {FORMAT - 1}")
    assert not found.revisions


def test_does_an_unknown_indicator_in_an_earlier_pack_break_nothing(folder, luton, catalogue):
    path = folder / "data" / "luton" / TABLE
    rows = pd.read_csv(path, dtype=str)
    known = rows["indicator"].eq("overcrowding") & rows["period"].eq("2021")
    more = rows[known].assign(indicator="forgotten", period="1971")
    pd.concat([rows, more]).to_csv(path, index=False)

    def told(content):
        entry = next(f for f in content["file"] if f["path"].endswith(TABLE))
        entry |= {"sha256": sha256_of(path), "bytes": path.stat().st_size}

    manifest(folder, told)
    found = changes(read_earlier(folder, "luton", catalogue), luton)
    assert found.indicators_removed == ("forgotten",)


@pytest.mark.parametrize("change", [
    lambda c: c.update(format=FORMAT + 1), lambda c: c.pop("file"), lambda c: c.pop("code"),
    lambda c: c.update(format="x"), lambda c: c.update(file=[1]), lambda c: c.update(file=[]),
    lambda c: c["file"][4].update(sha256="0" * 64), lambda c: c.update(format=float("inf")),
    lambda c: c["source"][0].update(title=3), lambda c: c["source"][0].update(period=2021),
    lambda c: c.update(name=1), lambda c: c["file"][0].update(bytes="x"),
    lambda c: c["file"][0].update(path=["data/luton"]), lambda c: c.update(place="bedford"),
    lambda c: c["source"][0].update(url="javascript:alert(1)"), lambda c: c.update(file={}),
    lambda c: c.update(format="6"), lambda c: c.update(version=6), lambda c: c.update(source=6),
])  # fmt: skip
def test_is_a_later_or_damaged_pack_refused_plainly(folder, catalogue, change):
    manifest(folder, change)
    with pytest.raises(PackError, match="luton"):
        read_earlier(folder, "luton", catalogue)


def resealed(folder, change):
    """Change a table of an earlier pack, and its manifest with it: only the table is wrong."""
    path = folder / "data" / "luton" / TABLE
    path.write_bytes(change(path.read_bytes()))

    def told(content):
        entry = next(f for f in content["file"] if f["path"].endswith(TABLE))
        entry |= {"sha256": sha256_of(path), "bytes": path.stat().st_size}

    manifest(folder, told)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda data: data + data.splitlines(keepends=True)[-1], "a row stands twice"),
        (lambda data: data.splitlines(keepends=True)[0], "is new: “Too few bedrooms”"),
        (lambda data: data + b"E01000001,overcrowding,1981,inf,,,,,,,,,ok\n", "without end"),
        (lambda data: b",".join([b"a"] * 40_000) + b"\n", "40,000 columns"),
        (lambda data: data + b"\n" * 1_100_000, "more than 1,000,000 rows|more than 9"),
        (lambda data: data + b"x," * 500 + b"\n", "more cells than there are columns"),
        (lambda data: data.replace(b"overcrowding", b"\xff", 1), "no text in UTF-8"),
    ],
)
@pytest.mark.in_turn
def test_is_a_table_that_no_pack_has_refused_before_it_is_read(folder, luton, change, said):
    resealed(folder, change)
    try:
        told = " ".join(changes(read_earlier(folder, "luton", luton.catalogue), luton).sentences)
    except PackError as error:
        told = str(error)
    assert re.search(said, told), told


@pytest.mark.in_turn
def test_is_an_earlier_pack_compared_in_a_process_of_its_own(luton):
    found = in_child(
        "het_geo.briefing.earlier:sentences_since",
        data=pack_as_zip(ROOT, luton.manifest), slug="luton", root=str(ROOT),
        catalogue=str(ROOT / "data" / "catalogue"),
    )  # fmt: skip
    assert found == ["Nothing has changed."]


def test_is_a_folder_without_a_pack_refused(tmp_path, catalogue):
    with pytest.raises(PackError, match="no earlier pack"):
        read_earlier(tmp_path, "luton", catalogue)
    (tmp_path / "data" / "luton").mkdir(parents=True)
    (tmp_path / "data" / "luton" / "manifest.toml").write_bytes(b"\xff\x00")
    with pytest.raises(PackError, match="damaged"):
        read_earlier(tmp_path, "luton", catalogue)
