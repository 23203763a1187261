"""Is a pack kept as a ZIP file the pack that was kept, and nothing else let in?"""

import io
import random
import zipfile

import pytest

from het_geo.briefing.earlier import read_earlier
from het_geo.briefing.since import changes
from het_geo.errors import PackError
from het_geo.pack.archive import LARGEST, PUBLISHED, pack_as_zip, unpack, unpacked
from het_geo.strangers.limits import Limits
from tests.conftest import ROOT


def zipped(**files):
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for name, text in files.items():
            archive.writestr(name, text)
    return made.getvalue()


def test_is_a_kept_pack_the_same_when_it_is_opened(luton):
    kept = pack_as_zip(ROOT, luton.manifest)
    assert kept == pack_as_zip(ROOT, luton.manifest)
    with unpacked(kept, "luton") as folder:
        old = read_earlier(folder, "luton", luton.catalogue)
        assert {f.path for f in luton.manifest.file} == {
            p.relative_to(folder).as_posix() for p in folder.rglob("*.*")
        } - {"data/luton/manifest.toml"}
    assert changes(old, luton).sentences[0].startswith("Nothing has changed")


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"no zip at all", "no ZIP file"),
        (zipped(**{"readme.txt": "hello"}), "holds no pack of luton"),
        (zipped(**{"../../data/luton/manifest.toml": "x"}), "holds no pack of luton"),
        (zipped(**{"data/luton/../../etc/manifest.toml": "x"}), "holds no pack of luton"),
    ],
)
def test_is_what_is_no_pack_refused(data, said, tmp_path):
    with pytest.raises(PackError, match=said), unpacked(data, "luton"):
        pass


def test_is_a_file_that_unpacks_too_large_refused(tmp_path):
    large = zipped(**{"data/luton/manifest.toml": "x" * 11})
    with pytest.raises(PackError, match="larger unpacked than a pack"):
        unpack(large, "luton", tmp_path, Limits(unpacked=10))


def test_is_a_published_pack_larger_than_any_that_a_stranger_may_bring(tmp_path):
    """That of all England has 16 MB: from a store it was refused as a stranger's."""
    head = '[[file]]\npath = "data/england/figures.parquet"\n'
    figures = random.Random(16).randbytes(LARGEST + 1)
    whole = zipped(**{"data/england/national.toml": head, "data/england/figures.parquet": figures})
    with pytest.raises(PackError, match="a pack has 12 MB at most"):
        unpack(whole, "england", tmp_path)
    unpack(whole, "england", tmp_path, PUBLISHED)
    assert (tmp_path / "data/england/figures.parquet").read_bytes() == figures
