"""Is a place found by what it is called, and a code in the place that has it?"""

from dataclasses import replace

import pytest

from het_geo.geography import slug_of
from het_geo.pack import manifest
from het_geo.pack.elsewhere import holders, name_of
from het_geo.pack.layout import places
from het_geo.stores.packs import Packs
from tests.conftest import ROOT
from tests.places import CODE, NAME, SLUG, other_code, two_places

SLUGS = ["luton", SLUG]


@pytest.fixture(scope="module")
def root(tmp_path_factory):
    return two_places(tmp_path_factory.mktemp("two-places"))


@pytest.mark.parametrize(
    ("text", "slug"),
    [("luton", "luton"), ("Luton", "luton"), (f" {NAME} ", SLUG), (CODE.lower(), SLUG),
     ("E06000032", "luton"), ("atlantis", ""), ("E05014741", ""), ("", ""), ("../luton", "luton")],
)  # fmt: skip
def test_is_a_place_found_by_slug_name_or_code(root, text, slug):
    assert Packs(root).place_of(SLUGS, text) == slug


@pytest.mark.parametrize(
    ("code", "found"),
    [
        (other_code("E05014741"), [(SLUG, NAME, "Dallow ward")]),
        ("E01015728", [("luton", "Luton", "Luton 019B (Dallow Road)")]),
        ("E05002197", [("luton", "Luton", "Crawley ward")]),  # retired
        ("E05999999", []),
        ("E0501474", []),
        ("Dallow", []),
    ],
)
def test_is_a_code_found_in_the_place_that_has_it_or_had_it(root, code, found):
    assert [(h.slug, h.place, h.label) for h in holders(root, SLUGS, code)] == found


def test_is_a_pack_that_cannot_be_read_passed_over(tmp_path):
    (tmp_path / "data" / "broken").mkdir(parents=True)
    (tmp_path / "data" / "broken" / "areas.csv").write_bytes(b"\xff\xfe")
    assert holders(tmp_path, ["broken", "gone"], "E05014741") == []


@pytest.mark.parametrize(
    "name",
    ["City of London", "Kensington and Chelsea", "Kingston upon Hull, City of",
     "King's Lynn and West Norfolk", "St. Helens", "Newcastle-under-Lyme", "Ŵ “quoted” \\ [name]"],
)  # fmt: skip
def test_is_a_place_called_what_its_pack_calls_it(tmp_path, name):
    """Made up but for the names: the place and nothing else of a manifest."""
    slug = slug_of(name)
    folder = tmp_path / "data" / slug
    folder.mkdir(parents=True)
    made = replace(manifest.read(ROOT, "luton"), place=slug, name=name)
    manifest.write(made, folder / "manifest.toml")
    assert name_of(tmp_path, slug) == name == manifest.read(tmp_path, slug).name


def test_is_every_place_that_stands_here_called_what_its_pack_calls_it(root):
    for folder in (ROOT, root):
        for slug in places(folder):
            assert name_of(folder, slug) == manifest.read(folder, slug).name


@pytest.mark.parametrize("text", [b"", b"\xff\xfe", b'title = "x"\n', b'name = "cut sho'])
def test_is_a_place_whose_pack_does_not_say_its_name_called_by_its_slug(tmp_path, text):
    (tmp_path / "data" / "city-of-nowhere").mkdir(parents=True)
    (tmp_path / "data" / "city-of-nowhere" / "manifest.toml").write_bytes(text)
    assert name_of(tmp_path, "city-of-nowhere") == "city-of-nowhere"
    assert name_of(tmp_path, "gone") == "gone"


def test_is_no_name_made_of_a_slug():
    for file in [*(ROOT / "het_geo").rglob("*.py"), *(ROOT / "pages").glob("*.py")]:
        assert ".title()" not in file.read_text("utf-8"), file
