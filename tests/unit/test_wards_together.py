"""Does what is shared between wards leak from one ward's files into another's?"""

import gc
from datetime import date

import pytest

from het_geo.atlas.atlas import Atlas
from het_geo.cli import CATALOGUE
from het_geo.geography import Level
from het_geo.render.batch import Batch, MadeBefore, PackPlace, Wanted
from tests.conftest import ROOT
from tests.luton import pack
from tests.sampled import some

TODAY = date(2026, 3, 21)
FORMATS = ("pdf", "docx")
WARDS = some(pack().codes(Level.WARD), 5, "wards together")


def made(pack, folder, codes):
    """Return every file of some wards, made in their order from an atlas that holds nothing yet."""
    record = MadeBefore(folder, pack.manifest.version)
    batch = Batch(PackPlace(ROOT, "luton", CATALOGUE), Atlas(pack), record, TODAY)
    list(batch.make([Wanted((code,), FORMATS) for code in codes]))
    return {path.name: path.read_bytes() for path in folder.glob("*-*")}


@pytest.fixture(scope="module")
def together(luton, tmp_path_factory):
    return made(luton, tmp_path_factory.mktemp("together"), WARDS)


@pytest.mark.in_turn
def test_is_each_of_many_wards_the_same_bytes_in_whatever_order_they_are_made(
    luton, together, tmp_path
):
    turned = made(luton, tmp_path, WARDS[::-1])
    assert len(together) == 2 * len(WARDS)
    assert [name for name in together if together[name] != turned.get(name)] == []


@pytest.mark.sampled(1)
@pytest.mark.parametrize("at", [0, len(WARDS) // 2, len(WARDS) - 1])
@pytest.mark.in_turn
def test_is_a_ward_made_with_others_the_same_bytes_as_one_made_alone(luton, together, tmp_path, at):
    alone = made(luton, tmp_path, [WARDS[at]])
    assert len(alone) == len(FORMATS)
    assert alone == {name: together[name] for name in alone}


def test_are_no_two_wards_files_the_same(together):
    assert len(set(together.values())) == len(together)


@pytest.mark.parametrize("often", [True, False])
def test_is_python_left_to_look_for_cycles_as_often_as_before(luton, atlas, tmp_path, often):
    before = gc.isenabled()
    (gc.enable if often else gc.disable)()
    try:
        record = MadeBefore(tmp_path, luton.manifest.version)
        batch = Batch(PackPlace(ROOT, "luton", CATALOGUE), atlas, record, TODAY)
        making = batch.make([Wanted((luton.codes(Level.WARD)[0],), ("csv",))])
        next(making)
        assert not gc.isenabled()
        making.close()
        assert gc.isenabled() == often
    finally:
        (gc.enable if before else gc.disable)()
