"""Is what a link or a command asks for opened, or named with what it has become or is like?"""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from het_geo.atlas.asked import Offer, areas_asked
from het_geo.atlas.find import fold
from het_geo.atlas.topics import Meets, figures_for
from het_geo.geography import area_label
from tests.unit.documents import pack

LUTON = pack()
DALLOW, BEECH_HILL, BARNFIELD = "E05014741", "E05014736", "E05014735"


def said(text):
    return " ".join(notice.written for notice in areas_asked(LUTON, text).notices)


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("", ()),
        (DALLOW, (DALLOW,)),
        ("e05014741, E01015693,E05014741", (DALLOW, "E01015693")),
        ("Dallow ward", (DALLOW,)),
        ("Bury Park", ("E02003274",)),
        ("Luton", ("E06000032",)),
    ],
)
def test_is_what_stands_meant_without_a_word(text, codes):
    asked = areas_asked(LUTON, text)
    assert (asked.codes, asked.notices, asked.whole) == (codes, (), True)


@pytest.mark.parametrize(
    ("text", "codes", "words"),
    [
        ("E05002193", (BARNFIELD,),
         "Barnfield ward (E05002193) stands in the list of wards of 2017: its people now live in "
         "Barnfield ward (E05014735), which is opened."),
        # 9,306 of 18,065 people (mid-2022) of the old ward's neighbourhoods are in today's Dallow
        ("E05002198", (),
         "Dallow ward (E05002198) "
         "stands in the list of wards of 2017: its people now live in Dallow "
         "ward (52%) and Beech Hill ward (48%). One name, two wards: figures of the earlier one "
         "are not of today’s. Choose one: Dallow ward (E05014741), or Beech Hill ward "
         "(E05014736)."),
        # a name of an MSOA today, and of a ward until 2023
        ("Limbury", ("E02003263",),
         "“Limbury” is the name of a neighbourhood group (MSOA), which is opened. Limbury ward "
         "(E05002204) stands in the list of wards of 2017: its people now live in Northwell ward "
         "(80%) and Saints ward (20%). "
         "Or open: Northwell ward (E05014746), or Saints ward (E05014749)."),
        ("crawley ward", (), "Crawley ward (E05002197) stands in the list of wards of 2017"),
        ("e01015741", (),
         "E01015741 (Luton 018B) was retired in 2021: it is now Luton 022C (High Town) (52% of "
         "its people) and Luton 022D (High Town) (48% of its people). Choose one: Luton 022C "
         "(High Town) (E01033801), or Luton 022D (High Town) (E01033802)."),
        ("Crawley", (), "Crawley ward (E05002197) stands in the list of wards of 2017"),
        ("E02003275", (), "E02003275 (Luton 018) was retired in 2021"),
    ],
)  # fmt: skip
def test_is_a_retired_code_or_name_answered_with_what_it_has_become(text, codes, words):
    asked = areas_asked(LUTON, text)
    assert asked.codes == codes
    assert asked.whole == bool(codes)
    assert said(text).startswith(words)


@pytest.mark.parametrize("old", sorted(set(LUTON.retired["old_code"])))
def test_does_every_retired_code_open_its_one_successor_or_name_them_all(old):
    asked = areas_asked(LUTON, old)
    new = tuple(LUTON.retired.loc[LUTON.retired["old_code"] == old, "new_code"])
    assert asked.codes == (new if len(new) == 1 else ())
    for code in new:
        assert area_label(LUTON.areas, code) in said(old)
        assert code in said(old)


def test_is_a_code_whose_people_nobody_can_follow_said_to_be_so():
    lost = LUTON.retired.iloc[:1].assign(
        old_code="E05099999", old_name="Made Up", edition="2026", new_code="", share=float("nan")
    )
    asked = areas_asked(replace(LUTON, retired=lost), "E05099999")
    assert (asked.codes, asked.whole) == ((), False)
    assert asked.notices[0].written == (
        "Made Up ward (E05099999) "
        "stands in the list of wards of 2026, which this pack does not hold. "
        "Nothing here says which of its wards hold the same people."
    )


def test_is_an_area_much_like_it_offered_before_what_is_measured():
    (notice,) = areas_asked(LUTON, "dalow").notices
    assert [offer.indicator for offer in notice.offers] == [""] * len(notice.offers) != []


@pytest.mark.parametrize("id", sorted(LUTON.periods_held))
def test_is_each_measure_found_by_its_own_label(id):
    found = figures_for(LUTON, LUTON.catalogue.indicators[id].label).indicators
    same = {i.label for i in LUTON.catalogue.indicators.values() if i.id in found}
    assert LUTON.catalogue.indicators[id].label in same


WORDS = {  # each everyday word of the catalogue, with all figures that it stands for
    word: {i for i in LUTON.periods_held if word in LUTON.catalogue.indicators[i].also}
    for one in LUTON.catalogue.indicators.values()
    for word in one.also
}


@pytest.mark.parametrize("word", sorted(word for word, of in WORDS.items() if of))
def test_does_every_everyday_word_lead_to_all_its_figures(word):
    for text in (word, word.upper()):
        (notice,) = areas_asked(LUTON, text).notices
        assert WORDS[word] <= {offer.indicator for offer in notice.offers}


TOPICS = LUTON.catalogue.topics.values()


@pytest.mark.parametrize(
    ("word", "topic"), [pytest.param(word, t, id=word) for t in TOPICS for word in t.words]
)
def test_does_every_word_of_a_topic_lead_to_its_figures_the_first_of_them_first(word, topic):
    found, (notice,) = figures_for(LUTON, word), areas_asked(LUTON, word).notices
    held = [i for i in topic.indicators if i in LUTON.periods_held]
    assert set(held) <= set(found.indicators)
    offered = [offer.indicator for offer in notice.offers if offer.indicator]
    assert offered[: len(held)] == [i for i in found.indicators if i in held][: len(offered)]
    hidden = len(found.indicators) - len(offered)
    told = f"{len(found.indicators)} figures here ", f"The first {len(offered)}"
    assert [words in notice.lead for words in told] == [bool(hidden)] * 2


@pytest.mark.parametrize("topic", [t for t in TOPICS if t.is_near], ids=lambda t: t.id)
def test_does_no_near_word_pass_for_the_thing_itself(topic):
    for word in topic.words:
        (notice,) = areas_asked(LUTON, word).notices
        assert notice.text.startswith(f"No figure here is of “{word}” itself. {topic.near}")
        assert notice.lead in ("Nearest", "You could look through")
        assert figures_for(LUTON, word).meets is Meets.NEAR


def test_is_no_everyday_word_what_another_figure_or_an_area_is_called():
    near = [word for topic in TOPICS if topic.is_near for word in topic.words]
    labels = {fold(i.label) for i in LUTON.catalogue.indicators.values()}
    areas = {fold(name) for name in LUTON.areas["name"]}
    assert [word for word in [*WORDS, *near] if fold(word) in labels | areas] == []


def test_stands_each_everyday_word_in_one_list_alone():
    every = [fold(word) for word in (*WORDS, *(word for topic in TOPICS for word in topic.words))]
    assert sorted({word for word in every if every.count(word) > 1}) == []


@pytest.mark.parametrize(
    ("text", "first", "never"),
    [  # a word that another begins with is no word of it: “hous” of “household”, “men” of “mental”
        ("housing", "overcrowding", "no_car"),
        ("men", "life_expectancy_male", "mental_health"),
        ("age", "older_people", "years_life_lost"),
        ("homes", "overcrowding", ""),  # and no offer of Poets, whose name is like it
        ("mental health", "mental_health", ""),
        ("unemployment", "unemployment", ""),
    ],
)
def test_does_a_topic_find_the_figures_of_that_topic_first(text, first, never):
    (notice,) = areas_asked(LUTON, text).notices
    offered = [offer.indicator for offer in notice.offers]
    assert offered[0] == first
    assert never not in offered or not never


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("jobless", {"unemployment", "claimant_rate", "claimant_count", "never_worked"}),
        ("cramped homes", {"overcrowding"}),
        ("GP", {"patients_per_gp"}),
        ("warm homes", {"fuel_poverty", "epc_below_c"}),
        ("obesity", {"adult_obesity", "excess_weight_reception", "excess_weight_year6"}),
        ("weapons", {"recorded_crime_possession_of_weapons", "public_order"}),
        ("CO2", {"greenhouse_gas"}),  # CO2 is Colchester's too, where a postcode begins so
        ("cramped", {"overcrowding"}),  # a part of a word that is known
    ],
)
def test_do_words_that_people_use_find_what_is_measured(text, expected):
    (notice,) = areas_asked(LUTON, text).notices
    assert {offer.indicator for offer in notice.offers} == expected


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Barnfield", "“Barnfield” is the name of a ward and of a neighbourhood group (MSOA): the "
         "ward is opened. Or open: Barnfield (Luton 007) (E02003264)."),
        ("dalow", "No area of Luton is called “dalow”, and no figure here goes by that name. Did "
         "you mean: Dallow ward (E05014741)"),
        ("E05999999", "No area of Luton has the code “E05999999”."),
        ("E12000006", "East of England (E12000006) is a region: Luton is compared with it"),
        ("LU1 1", "“LU1 1” is how a postcode begins: give the whole of it."),
        ("child poverty", "“child poverty” is a topic, not an area of Luton. Figures about this: "
         "Child poverty after housing costs, or Children in low income (IDACI 2025), or "),
        ("cramped", "No area of Luton is called “cramped”. Figures about this: "
         "Too few bedrooms."),
        ("smoking", "“smoking” is a topic, not an area of Luton. Figures about this: "
         "Adults who smoke."),
        ("crime", "“crime” is a topic, not an area of Luton. 25 figures here are about it, all of "
         "them on the page Explore under “Community and safety”. The first 8: Recorded crime, all "
         "types, or Crime deprivation (IoD 2025), or "),
        ("mould", "No figure here is of “mould” itself. The figures here tell of homes in poor "
         "condition and of homes that are hard to heat; damp and mould are not counted. Nearest: "
         "Poor homes (IoD 2025), or "),
        ("cycling", "No area of Luton is called “cycling”. Figures that mention it: Poor outdoors "
         "(IoD 2025)."),
        ("england", "England (E92000001) is a country: Luton is compared with it"),
        ("united kingdom", "The United Kingdom (K02000001) is a country: Luton is "),
        *[(text, f"No area of Luton is called “{text[:40]}{'…' * (len(text) > 40)}”, and no figure "
           "here goes by that name.")
          for text in ("LU", "Great Britain", "how many &", "zebra crossings", "😀 🏥", "x" * 600)],
    ],
)  # fmt: skip
def test_is_what_is_not_one_area_named_with_what_it_may_mean(text, words):
    assert said(text).startswith(words)


def test_is_a_long_list_read_whole_and_of_what_is_unknown_the_first_twenty():
    codes = LUTON.codes("lsoa")
    assert areas_asked(LUTON, ",".join(codes)).codes == tuple(codes)
    unknown = [f"x{number}" for number in range(3_000)]
    asked = areas_asked(LUTON, ",".join([*unknown, *codes]))
    assert (asked.codes, asked.whole) == (tuple(codes), False)
    assert len(asked.notices) == 21
    said = "2,980 more parts of what was asked for are no code here."
    assert asked.notices[-1].text == said


def test_is_a_code_of_another_place_offered_there():
    there = Offer("Bedwell ward in Stevenage", "E05010001", "stevenage")  # made up
    asked = areas_asked(LUTON, "E05010001", lambda code: [there])
    assert asked.codes == ()
    assert asked.notices[0].offers == (there,)
    assert "E05010001 is no area of Luton: it is Bedwell ward in Stevenage." in said_of(asked)


def said_of(asked):
    return " ".join(notice.written for notice in asked.notices)


@settings(deadline=None)
@given(st.text(max_size=30))
def test_is_every_text_an_area_or_a_sentence(text):
    asked = areas_asked(LUTON, text)
    assert asked.codes or asked.notices or not text.replace(",", "").strip()
    assert set(asked.codes) <= set(LUTON.areas.index)
    for notice in asked.notices:
        areas = {o.area for o in notice.offers if not (o.indicator or o.page)}
        assert areas <= set(LUTON.areas.index)
        assert {offer.indicator for offer in notice.offers} <= {"", *LUTON.periods_held}
