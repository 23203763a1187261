"""Are packs behind an address fetched once, as published, and what is wrong said and not shown?"""

from dataclasses import replace
from threading import Thread

import pandas as pd
import pytest
from filelock import FileLock

from het_geo.errors import PackError, StoreError
from het_geo.pack.load import load
from het_geo.pack.manifest import FORMAT
from het_geo.pack.postcode_index import COLUMNS as INDEXED
from het_geo.stores import address, cache
from het_geo.stores.index import digest, read_index, written
from het_geo.stores.packs import Packs
from het_geo.stores.publish import publish
from het_geo.stores.published import LOOK_S, PAUSE_S, PublishedPacks
from tests.places import CODE, NAME, SLUG, other_code, two_places
from tests.publisher import Answer, serve
from tests.stores import asked, fetched, give
from tests.unit.test_postcodes import index_of

DALLOW = "E05014741"


@pytest.fixture
def publisher(folder):
    with serve() as found:
        give(found, folder)
        yield found


class Clock:
    now = 0.0

    def __call__(self):
        return self.now


@pytest.fixture
def packs(publisher, tmp_path):
    return PublishedPacks(publisher.base, tmp_path / "cache", clock=Clock())


def the_file(publisher, slug):
    return next(path for path in publisher.routes if path.startswith(f"/packs/{slug}-"))


@pytest.mark.in_turn
def test_is_a_place_fetched_once_and_the_pack_that_was_published(root, publisher, packs, catalogue):
    for _ in range(2):
        pack = load(packs.root_of(SLUG), SLUG, catalogue)
    here = load(root, SLUG, catalogue)
    assert pack.manifest == here.manifest
    assert pack.figures.equals(here.figures)
    assert asked(publisher) == ["/index.toml", f"/{SLUG}"]
    assert fetched(packs) == [SLUG]


def test_is_a_place_found_and_named_with_no_place_fetched(publisher, packs):
    assert packs.places() == ["luton", SLUG]
    assert [packs.name_of(slug) for slug in packs.places()] == ["Luton", NAME]
    for text, slug in [(NAME, SLUG), (CODE.lower(), SLUG), ("luton", "luton"), ("atlantis", ""),
                       ("E06900099", ""), ("../luton", "luton")]:  # fmt: skip
        assert packs.place_of(packs.places(), text) == slug
    assert asked(publisher) == ["/index.toml", "/areas"]  # for the code that no place has


@pytest.mark.parametrize(
    "code", [other_code(DALLOW), DALLOW, other_code("E01015728"), "E05002197", "E05999999", "E0501"]
)
def test_is_a_code_found_where_a_folder_finds_it_and_no_place_fetched(root, packs, code):
    places = packs.places()
    assert packs.holders(places, code) == Packs(root).holders(places, code)
    assert packs.holders([], code) == []
    assert fetched(packs) == ["areas"]


def test_do_two_processes_that_share_a_folder_fetch_once(publisher, tmp_path):
    several = [PublishedPacks(publisher.base, tmp_path) for _ in range(4)]
    threads = [Thread(target=one.root_of, args=(SLUG,)) for one in several]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert asked(publisher).count(f"/{SLUG}") == 1
    assert len({one.root_of(SLUG) for one in several}) == 1


WRONG = {
    "down": (Answer(b"", 503), "cannot be reached, or broke off"),
    "slow": (Answer(b"", slow=30), "cannot be reached, or broke off"),
    "cut": (Answer(b"x" * 5000, cut=100), "cannot be reached, or broke off"),
    "short": (Answer(b"x" * 100), "gave another file than its index says (100 of"),
    "gone": (Answer(b"", 404), "is not in the store of packs at http://127"),
    "forbidden": (Answer(b"", 403), "refuses to give packs/"),
}


@pytest.fixture
def impatient(monkeypatch):
    monkeypatch.setattr(address, "SILENT_S", 0.2)
    monkeypatch.setattr(address, "RETRIES", 1)


@pytest.mark.parametrize("kind", WRONG)
@pytest.mark.in_turn
def test_is_a_store_that_fails_named_and_nothing_of_it_kept(publisher, packs, impatient, kind):
    answer, said = WRONG[kind]
    name = the_file(publisher, SLUG)
    good, publisher.routes[name] = publisher.routes[name], answer
    packs.root_of("luton")
    for _ in range(2):  # who asks again at once is told at once
        with pytest.raises(StoreError) as refused:
            packs.root_of(SLUG)
        assert said in str(refused.value)
    times = asked(publisher).count(f"/{SLUG}")
    assert times <= 2
    assert fetched(packs) == ["luton"]
    publisher.routes[name] = good
    packs.clock.now += PAUSE_S
    assert packs.root_of(SLUG).is_dir()
    assert fetched(packs) == ["luton", SLUG]


def test_is_a_file_of_the_right_length_and_another_hash_refused(publisher, packs):
    name = the_file(publisher, SLUG)
    body = publisher.routes[name].body
    publisher.routes[name] = Answer(b"\0" + body[1:])
    with pytest.raises(StoreError, match=r"another file than its index.*Nothing of it is shown"):
        packs.root_of(SLUG)
    assert fetched(packs) == []


@pytest.mark.in_turn
def test_is_what_was_fetched_served_while_the_store_is_down(publisher, packs, catalogue, impatient):
    load(packs.root_of(SLUG), SLUG, catalogue)
    publisher.routes.clear()
    packs.clock.now += LOOK_S
    later = PublishedPacks(packs.base, packs.root.parent, clock=Clock())  # and after a new start
    for one in (packs, later):
        assert one.places() == ["luton", SLUG]
        assert load(one.root_of(SLUG), SLUG, catalogue).manifest.place == SLUG
        with pytest.raises(StoreError, match="is not in the store"):
            one.root_of("luton")


def test_is_a_store_that_never_answered_named(tmp_path, impatient):
    packs = PublishedPacks("http://127.0.0.1:9/packs", tmp_path)
    with pytest.raises(StoreError, match=r"http://127.0.0.1:9/packs cannot be reached"):
        packs.places()
    assert list(tmp_path.rglob("*.toml")) == []


def test_is_a_new_edition_shown_and_the_one_in_use_left_whole(root, folder, publisher, packs):
    before = packs.root_of(SLUG)
    index = read_index((folder / "index.toml").read_bytes(), "")
    other = index.place[0].file  # made up: Luton's file under the second place's name
    moved = replace(index.place[1], file=other, bytes=index.place[0].bytes,
                    sha256=index.place[0].sha256)  # fmt: skip
    publisher.routes["/index.toml"] = Answer(
        written(replace(index, place=(replace(index.place[0], name="Luton now"), moved)))
    )
    assert packs.name_of("luton") == "Luton"
    packs.clock.now += LOOK_S
    assert packs.name_of("luton") == "Luton now"
    with pytest.raises(PackError, match=f"no pack of {SLUG}"):
        packs.root_of(SLUG)
    assert (before / "data" / SLUG / "manifest.toml").is_file()
    assert fetched(packs) == [SLUG]  # and no half of the other


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"<html>not found</html>", "the index of packs is damaged"),
        (b"\xff\xfe", "the index of packs is damaged"),
        (b"layout = 1\nplaces = []", "unknown key 'places'"),
        (b"layout = 3", "an index of layout 3, this version reads 2"),
        (b"layout = 2", "the index of packs has been altered"),
        (b"", "an index of layout None"),
    ],
)
def test_is_an_index_that_is_none_refused(publisher, packs, data, said):
    publisher.routes["/index.toml"] = Answer(data)
    with pytest.raises(StoreError, match=said):
        packs.places()


@pytest.mark.parametrize(
    "change",
    [{"file": "packs/../../secret.zip"}, {"file": "/etc/passwd"}, {"file": "packs/.."},
     {"slug": "../luton"}, {"file": "https://elsewhere.example/x.zip"}],
)  # fmt: skip
def test_does_an_index_reach_outside_neither_the_store_nor_the_cache(folder, change):
    index = read_index((folder / "index.toml").read_bytes(), "")
    bad = replace(index, place=(replace(index.place[0], **change),))
    with pytest.raises(StoreError, match="names no file of a pack"):
        read_index(written(bad), "index")


def test_is_a_pack_of_an_older_format_named_before_it_is_fetched(folder, publisher, packs):
    index = read_index((folder / "index.toml").read_bytes(), "")
    older = tuple(replace(one, format=FORMAT - 1) for one in index.place)
    publisher.routes["/index.toml"] = Answer(written(replace(index, place=older)))
    with pytest.raises(
        PackError, match=f"{NAME}: .* made for format {FORMAT - 1}, this version reads {FORMAT}"
    ):
        packs.root_of(SLUG)
    assert asked(publisher) == ["/index.toml"]


def test_is_a_place_that_is_not_published_named(packs):
    with pytest.raises(StoreError, match="No pack of “atlantis” is published at http"):
        packs.root_of("atlantis")


def test_does_a_pin_hold_the_index_and_need_the_store_no_more(folder, publisher, tmp_path):
    pin = digest((folder / "index.toml").read_bytes())
    pinned = PublishedPacks(publisher.base, tmp_path, pin.upper())
    pinned.root_of(SLUG)
    publisher.routes["/index.toml"] = Answer(b"layout = 1")
    again = PublishedPacks(publisher.base, tmp_path, pin)
    assert again.places() == ["luton", SLUG]
    assert asked(publisher).count("/index.toml") == 1
    with pytest.raises(StoreError, match=r"not the index that is pinned.*Nothing of it is shown"):
        PublishedPacks(publisher.base, tmp_path / "other", pin).places()


def test_is_a_folder_that_cannot_be_written_to_named(publisher, tmp_path):
    (tmp_path / "file").write_text("no folder")
    with pytest.raises(StoreError, match=r"HET_GEO_CACHE"):
        PublishedPacks(publisher.base, tmp_path / "file").places()


def test_is_what_was_damaged_in_the_cache_fetched_anew(publisher, packs):
    root = packs.root_of(SLUG)
    (root / "data" / SLUG / "areas.csv").write_text("cut")
    assert packs.forget(SLUG)
    assert packs.root_of(SLUG) == root
    assert (root / "data" / SLUG / "areas.csv").read_text() != "cut"


def test_is_a_postcode_found_in_its_place_and_no_other_fetched(tmp_path):
    root = two_places(tmp_path / "root")
    rows = [("E06000032", "Luton", "", "LU1 1 AA"), (CODE, NAME, "", "OT1 1 EW")]
    index_of(root, pd.DataFrame(rows, columns=INDEXED))
    publish(root, str(tmp_path / "published"), said=str)
    packs = PublishedPacks(str(tmp_path / "published"), tmp_path / "cache")
    (found,) = packs.holders(packs.places(), "OT1 1EW")
    assert (found.slug, found.label) == (SLUG, "Beech Hill ward")
    assert packs.holders(["luton"], "OT1 1EW") == packs.holders(packs.places(), "LU9 9ZZ") == []
    assert fetched(packs) == [SLUG, "postcodes"]


def test_does_a_folder_answer_what_a_store_of_it_answers(root, packs):
    here = Packs(root)
    assert here.places() == packs.places()
    for slug in (*here.places(), "atlantis"):
        assert (here.has(slug), here.name_of(slug)) == (packs.has(slug), packs.name_of(slug))
    for text in (NAME, CODE, CODE.lower(), "luton", "atlantis", "E06900099"):
        assert here.place_of(here.places(), text) == packs.place_of(packs.places(), text)
    assert here.key != packs.key
    with pytest.raises(FileNotFoundError):
        here.stamp("atlantis")
    with pytest.raises(PackError, match="atlantis"):
        packs.stamp("atlantis")


def test_is_a_process_that_keeps_others_waiting_named(tmp_path, monkeypatch):
    monkeypatch.setattr(cache, "WAIT_S", 0.05)
    with (
        FileLock(tmp_path / f".{SLUG}.lock"),
        pytest.raises(StoreError, match=f"Another process has been fetching {SLUG}"),
        cache.alone(tmp_path, SLUG),
    ):
        pass


def test_is_the_index_in_hand_served_while_another_visitor_looks(publisher, packs):
    first = packs.index()
    packs.clock.now += LOOK_S + 1
    with packs._looking:  # another thread asks the store just now
        assert packs.index() is first
    assert asked(publisher) == ["/index.toml"]


def test_is_a_code_found_nowhere_where_no_list_of_areas_was_published(folder, publisher, tmp_path):
    index = read_index((folder / "index.toml").read_bytes(), "index.toml")
    publisher.routes["/index.toml"] = Answer(written(replace(index, beside=())))
    packs = PublishedPacks(publisher.base, tmp_path / "cache")
    assert packs.holders(packs.places(), "E05999999") == []
