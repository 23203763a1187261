"""Is an order kept through links and files, and is what cannot be shown left out by name?"""

from dataclasses import replace
from datetime import date

import pytest
import tomli_w
from hypothesis import given, settings
from hypothesis import strategies as st

from het_geo.briefing.files import KIND, LARGEST, MOST_NOTICES, atlas_for, open_briefing, save
from het_geo.briefing.model import Audience
from het_geo.briefing.order import (
    MOST,
    Order,
    added,
    arrange,
    from_params,
    moved,
    order_of,
    to_params,
)
from het_geo.briefing.propose import propose
from het_geo.errors import BriefingError, HetGeoError
from tests.sampled import tried

TODAY = date(2026, 3, 21)
DALLOW = "E05014741"
EXTRA = ("gap.unemployment.ward", "gap.flats.lsoa", f"area.no2.{DALLOW}", f"setting.{DALLOW}",
         "trend.claimant_rate.ward", "gap.employment_rate.district")  # fmt: skip
TOWN_TREND = "trend.claimant_rate.district"  # what EXTRA[4] is shown as: the trend is the town's


def arranged(atlas, briefing, **parts):
    return arrange(atlas, briefing, TODAY, **parts)


def test_is_an_order_followed(atlas, town):
    ids = town.proposed
    order = (ids[2], EXTRA[0], ids[0])
    found, notices = arranged(atlas, town, order=order)
    assert found.order == order
    assert notices == ()
    assert found.proposed == ids
    assert found.screens[0] is town.screens[2]  # nothing is made twice


def test_does_a_pin_stay_whatever_is_dropped_or_chosen(atlas, town):
    pin = "gap.overcrowding.ward"
    found, _ = arranged(atlas, town, pinned=[pin], dropped=[pin, "better"])
    assert pin in found.order
    assert "better" not in found.order
    assert found.dropped == ("better",)
    ward = propose(atlas, Audience((DALLOW,)), TODAY)
    kept, _ = arranged(atlas, ward, pinned=[EXTRA[1]])
    assert kept.order == (EXTRA[1], *ward.proposed)
    assert kept.pinned == (EXTRA[1],)


def test_is_what_is_no_longer_there_left_out_by_name(atlas, town):
    order = ["setting", "gap.gone.ward", "area.overcrowding.E05000001", "no", "gap.flats.region"]
    found, notices = arranged(atlas, town, order=order)
    assert found.order == ("setting",)
    assert len(notices) == 4
    for name in ("gone", "E05000001", "no", "region"):
        assert any(f"“{name}”" in notice for notice in notices), name


@pytest.mark.parametrize(
    ("pinned", "shown"), [((), ("setting",)), ((EXTRA[4],), (TOWN_TREND, "setting"))]
)
def test_is_a_dropped_screen_out_also_by_the_id_of_another_level(atlas, town, pinned, shown):
    found, notices = arranged(
        atlas, town, order=["setting", EXTRA[4]], pinned=pinned, dropped=[TOWN_TREND]
    )
    assert notices == ()
    assert sorted(found.order) == sorted(shown)
    assert (found.pinned, found.dropped) == (((TOWN_TREND,), ()) if pinned else ((), (TOWN_TREND,)))


def test_are_no_more_screens_kept_than_a_page_can_hold(atlas, town):
    order = [f"setting.{code}" for code in atlas.pack.areas.index[: MOST + 5]]
    found, notices = arranged(atlas, town, order=order)
    assert len(found.screens) <= MOST
    assert f"Only the first {MOST} of {MOST + 5}" in notices[0]


PLACES = st.integers(0, 8 + len(EXTRA))  # of the nine screens proposed and some more


@given(
    order=st.lists(PLACES, min_size=1, max_size=8, unique=True),
    pinned=st.lists(PLACES, max_size=2, unique=True),
    dropped=st.lists(PLACES, max_size=2, unique=True),
)
@settings(max_examples=15, deadline=None)
@pytest.mark.in_turn
def test_is_a_briefing_the_same_after_a_link_and_after_a_file(order, pinned, dropped, atlas, town):
    ids = [*town.proposed, *EXTRA]
    order, pinned, dropped = ([ids[i] for i in part] for part in (order, pinned, dropped))
    found, _ = arranged(atlas, town, order=order, pinned=pinned, dropped=dropped)
    wanted = order_of(found)
    assert from_params(atlas, to_params(wanted)) == (wanted, ())
    opened, notices = open_briefing(atlas, save(found, TODAY), TODAY)
    if found.screens:
        assert notices == ()
        assert opened == found
    else:  # an order with nothing left is no order: what is proposed and not dropped comes back
        assert opened.order == tuple(name for name in town.proposed if name not in found.dropped)


@given(order=st.lists(st.integers(0, 9), unique=True), name=st.integers(0, 12), to=st.integers())
def test_does_a_move_lose_nothing(order, name, to):
    ids = tuple(map(str, order))
    found = moved(ids, str(name), to)
    assert sorted(found) == sorted(ids)
    assert [i for i in found if i != str(name)] == [i for i in ids if i != str(name)]
    assert moved(found, str(name), to) == found
    more = added(ids, str(name))
    assert set(more) == {*ids, str(name)}
    assert len(more) == len(set(more))


def test_is_a_link_as_short_as_can_be(atlas, town):
    assert to_params(order_of(town)) == {}
    ward = propose(atlas, Audience((DALLOW,), principle=5), TODAY)
    assert to_params(order_of(ward)) == {"area": DALLOW, "principle": "5"}


@pytest.mark.parametrize(("params", "notices"), [
    ({"area": "E99,E05014741"}, 1), ({"for": "E99.E05014741"}, 1),
    ({"principle": "x"}, 1), ({"principle": "77"}, 1),
    ({"principle": "²"}, 1), ({"group": "x"}, 1), ({"area": "," * 5000}, 0), ({"show": ",,,"}, 0),
    ({"principle": "9" * 5000}, 1),
])  # fmt: skip
@pytest.mark.in_turn
def test_does_a_bad_link_open_with_a_notice(atlas, params, notices):
    order, said = from_params(atlas, params)
    assert len(said) == notices
    assert all(len(notice) < 200 for notice in said)
    assert isinstance(order, Order)
    propose(atlas, order.audience, TODAY)


def table(briefing, **parts):
    """Return a saved file as a table, with parts of it changed (made up)."""
    import tomllib  # noqa: PLC0415

    return tomli_w.dumps(tomllib.loads(save(briefing, TODAY)) | parts)


def test_does_a_file_of_another_place_open_with_what_can_be_shown(atlas, town):
    text = table(town, place="bedford", place_name="Bedford",
                 audience={"areas": ["E05999999"], "principle": 0, "subgroup": ""})  # fmt: skip
    found, notices = open_briefing(atlas, text, TODAY)
    assert "The file is for Bedford; this is Luton." in notices
    assert any("left out" in notice for notice in notices)
    assert found.order == town.order


def test_does_a_file_of_a_later_format_or_another_pack_say_so(atlas, town):
    found, notices = open_briefing(atlas, table(town, format=9, colour="red"), TODAY)
    assert "later version (format 9" in notices[0]
    assert "“colour”" in notices[1]
    assert found == town
    other = replace(town, pack_version="0123456789ab")
    _, notices = open_briefing(atlas, save(other, TODAY), TODAY)
    assert len(notices) == 1
    assert "0123456789ab" in notices[0]


@pytest.mark.parametrize("parts", [
    {"audience": 3}, {"audience": {"areas": "x", "principle": "y", "subgroup": 4}},
    {"audience": {"areas": [1, DALLOW], "principle": True}}, {"order": []},
    {"order": {"screens": "setting"}}, {"order": {"screens": [1, 2.5, ["setting"]]}},
    {"order": {"screens": ["gone"], "pinned": [{}]}}, {"format": "one"}, {"place": 4}, {"pack": []},
])  # fmt: skip
@pytest.mark.in_turn
def test_does_a_damaged_file_open_as_far_as_possible(atlas, town, parts):
    found, notices = open_briefing(atlas, table(town, **parts), TODAY)
    assert found.screens
    assert notices
    assert all(notice.endswith(".") for notice in notices)


@pytest.mark.parametrize("text", [
    "", "{}", '{"kind": "het_geo briefing"}', "kind = 'something else'", "kind = ", b"\xff\xfe\x00",
    "x" * (LARGEST + 1), b"y" * (LARGEST + 1), "a = " + "[" * 20_000, "\x00", "n = " + "9" * 9_000,
    "<html></html>", f"kind = '{KIND}'\nkind = '{KIND}'", "é" * LARGEST,
])  # fmt: skip
@pytest.mark.in_turn
def test_is_what_is_no_briefing_refused_plainly(atlas, text):
    with pytest.raises(BriefingError) as caught:
        open_briefing(atlas, text, TODAY)
    assert issubclass(BriefingError, HetGeoError)
    assert str(caught.value).endswith("Choose a file that the briefing page saved.")
    assert len(str(caught.value)) < 250


def test_is_a_file_about_own_areas_that_cannot_be_read_refused_and_one_without_opened(atlas, town):
    """A briefing about somebody's areas is none without them; what names none needs none."""
    with pytest.raises(BriefingError, match=r"about areas of somebody’s own\. .*the link was cut"):
        atlas_for(atlas, table(town, own="cut"))
    for text in (table(town), table(town, own=""), table(town, own=3)):
        assert atlas_for(atlas, text) is atlas


def test_are_many_parts_that_cannot_be_used_counted(atlas, town):
    many = [f"gone{n}" for n in range(MOST_NOTICES + 7)]
    found, notices = open_briefing(atlas, table(town, order={"screens": ["setting", *many]}), TODAY)
    assert [screen.id for screen in found.screens] == ["setting"]
    assert len(notices) == MOST_NOTICES + 1
    assert notices[0] == "A screen is left out: “gone0” is no screen."
    assert notices[-1] == "And 7 more of the file’s parts could not be used."


def test_does_a_file_open_with_a_byte_order_mark(atlas, town):
    text = save(town, TODAY)
    for form in (text, "\ufeff" + text, text.encode("utf-8-sig"), text.replace("\n", "\r\n")):
        assert open_briefing(atlas, form, TODAY) == (town, ())


@given(text=st.one_of(st.text(max_size=200), st.binary(max_size=200)))
@settings(max_examples=tried(60), deadline=None)
def test_is_any_text_opened_or_refused(text, atlas):
    with pytest.raises(BriefingError):
        open_briefing(atlas, text, TODAY)


@given(cut=st.integers(0, 2000), flip=st.integers(0, 2000))
@settings(max_examples=15, deadline=None)
@pytest.mark.in_turn
def test_does_a_cut_or_altered_file_never_crash(cut, flip, atlas, town):
    text = save(town, TODAY)
    place = flip % len(text)
    for form in (text[:cut], text[:place] + "?" + text[place + 1 :]):
        try:
            found, _ = open_briefing(atlas, form, TODAY)
        except BriefingError:
            continue
        assert found.screens
