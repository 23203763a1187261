"""Is a place found by what it is called, and a code in the place that has it?"""

import pytest

from het_geo.pack.elsewhere import holders, place_of
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
    assert place_of(root, SLUGS, text) == slug


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
