"""Are packs published whole, to a folder and to S3, and served as the environment says?"""

import shutil
import sys

import pytest

from het_geo.__main__ import main
from het_geo.errors import ExportError, PackError, StoreError
from het_geo.files import sha256_in
from het_geo.pack.load import load
from het_geo.stores import address, open
from het_geo.stores.index import digest, read_index
from het_geo.stores.packs import Packs
from het_geo.stores.publish import publish
from het_geo.stores.published import PublishedPacks
from tests.places import NAME, SLUG, two_places
from tests.publisher import serve
from tests.stores import S3Handler, asked, give, s3


@pytest.mark.in_turn
def test_is_nothing_put_twice_and_no_place_dropped_unasked(root, folder, tmp_path):
    target, put = str(tmp_path / "target"), []
    _, first = publish(root, target, said=put.append)
    assert len(put) == 3  # two places, and which has which area
    assert publish(root, target, said=put.append) == publish(root, target)
    assert (len(put), first) == (3, digest((folder / "index.toml").read_bytes()))
    alone = two_places(tmp_path / "alone")
    shutil.rmtree(alone / "data" / SLUG)
    with pytest.raises(PackError, match=r"1 places .*otherton.*--drop.*Nothing was put"):
        publish(alone, target)
    index, _ = publish(alone, target, drop=True, said=str)
    assert [one.slug for one in index.place] == ["luton"]


def test_is_a_damaged_pack_not_published(tmp_path):
    root = two_places(tmp_path / "root")
    (root / "data" / SLUG / "areas.csv").write_text("cut")
    with pytest.raises(PackError, match=r"areas\.csv"):
        publish(root, str(tmp_path / "target"), said=str)
    assert not (tmp_path / "target" / "index.toml").exists()


def test_are_packs_published_to_s3_and_fetched_from_it(root, tmp_path, monkeypatch, catalogue):
    with s3() as (told, objects):
        for name, value in told.items():
            monkeypatch.setenv(name, value)
        publish(root, "s3://bucket/packs", said=str)
        assert "/bucket/packs/index.toml" in objects
        packs = PublishedPacks("s3://bucket/packs", tmp_path)
        assert load(packs.root_of(SLUG), SLUG, catalogue).manifest.name == NAME
        monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "another")
        other = PublishedPacks("s3://bucket/packs/", tmp_path)
        with pytest.raises(StoreError, match=r"refuses to give index\.toml"):
            other.places()


@pytest.mark.parametrize(
    ("text", "name"),
    [("https://me:secret@example.org/packs", "https://example.org/packs"),
     ("https://example.org/packs?sig=secret", "https://example.org/packs")],
)  # fmt: skip
def test_does_no_message_hold_a_secret_of_an_address(text, name):
    assert address.shown(text) == name


def test_is_a_token_in_an_address_refused():
    with pytest.raises(StoreError, match="more behind a “\\?” or “#”: leave it out") as refused:
        address.read("https://example.org/packs?sig=secret", "index.toml")
    assert "secret" not in str(refused.value)


def test_does_the_environment_say_which_packs_are_served(root, folder, tmp_path, monkeypatch):
    assert open.packs_here(root).key == str(root)
    monkeypatch.setenv("HET_GEO_CACHE", str(tmp_path))
    for text, kind in [(root, Packs), (folder, PublishedPacks), ("https://h/p", PublishedPacks)]:
        monkeypatch.setenv("HET_GEO_PACKS", str(text))
        assert type(open.packs_here(tmp_path)) is kind
    assert open.packs_here(root).root == tmp_path / sha256_in("https://h/p")[:16]
    monkeypatch.setenv("HET_GEO_PACKS", str(tmp_path / "gone"))
    with pytest.raises(StoreError, match="neither a folder of packs nor an address"):
        open.packs_here(root)
    monkeypatch.setenv("HET_GEO_PACKS", str(root))
    monkeypatch.setenv("HET_GEO_PACKS_INDEX", "ab" * 32)
    with pytest.raises(StoreError, match="names nothing that was published"):
        open.packs_here(root)


@pytest.mark.in_turn
def test_do_commands_publish_and_take_a_place_from_the_store(root, tmp_path, monkeypatch, capsys):
    target = tmp_path / "published"
    assert main(["--root", str(root), "publish", str(target)]) == 0
    said = capsys.readouterr().out
    assert "2 places" in said
    pin = digest((target / "index.toml").read_bytes())
    assert f"HET_GEO_PACKS_INDEX={pin}" in said
    with serve() as publisher:
        give(publisher, target)
        monkeypatch.setenv("HET_GEO_PACKS", publisher.base)
        monkeypatch.setenv("HET_GEO_PACKS_INDEX", pin)
        monkeypatch.setenv("HET_GEO_CACHE", str(tmp_path / "cache"))
        wanted = ["profile", "dallow", "--place", NAME, "--format", "csv", "--out"]
        assert main([*wanted, str(tmp_path / "files")]) == 0
        assert asked(publisher) == ["/index.toml", f"/{SLUG}"]
        publisher.routes.clear()
        assert main(["profile", "dallow", "--place", "luton", "--format", "csv"]) == 1
        assert "is not in the store of packs" in capsys.readouterr().err
    assert [SLUG in path.name for path in (tmp_path / "files").glob("*.csv")] == [True]


def test_is_an_empty_folder_not_published(tmp_path):
    with pytest.raises(PackError, match=r"no pack to publish.*het_geo build"):
        publish(tmp_path, str(tmp_path / "target"), said=str)
    assert not (tmp_path / "target").exists()


def test_is_an_index_that_cannot_be_read_left_as_it_is(root, folder, tmp_path):
    """Of what it names nobody knows whether it would leave: whoever publishes looks first."""
    target = tmp_path / "target"
    shutil.copytree(folder, target)
    (target / "index.toml").write_text("layout = ", encoding="utf-8")
    with pytest.raises(StoreError, match=r"index\.toml: the index of packs is damaged") as refusal:
        publish(root, str(target), said=str)
    assert "say --drop" in str(refusal.value)  # it said “publish again”, which said so again
    assert "Publish again" not in str(refusal.value)
    assert (target / "index.toml").read_text(encoding="utf-8") == "layout = "
    index, pin = publish(root, str(target), drop=True, said=str)
    assert pin == digest((target / "index.toml").read_bytes())
    assert read_index((target / "index.toml").read_bytes(), "") == index


@pytest.mark.in_turn
def test_is_a_store_that_takes_nothing_named_and_its_index_left(root, tmp_path, monkeypatch):
    with s3() as (told, objects):
        for name, value in told.items():
            monkeypatch.setenv(name, value)
        publish(root, "s3://bucket/packs", said=str)
        before = dict(objects)
        monkeypatch.setattr(S3Handler, "do_PUT", lambda handler: handler.answer(403))
        with pytest.raises(ExportError, match=r"could not be put into the store.*stands"):
            publish(root, "s3://bucket/packs", said=str)
        assert objects == before


def test_is_what_packs_behind_an_address_need_named_where_it_is_missing(monkeypatch):
    monkeypatch.setitem(sys.modules, "obstore.fsspec", None)
    with pytest.raises(StoreError, match=r"obstore.*pip install 'het-geo\[stores\]'"):
        address.read("s3://bucket/packs", "index.toml")
