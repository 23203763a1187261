"""Is the journey told in a briefing once, where a framework is kept, and as it stands?"""

import re
from collections import Counter
from dataclasses import replace
from datetime import date
from io import BytesIO

import pypdf
import pytest
from pptx import Presentation

from het_geo.briefing.files import open_briefing, save
from het_geo.briefing.model import Audience
from het_geo.briefing.order import arrange, order_of, to_params
from het_geo.briefing.propose import propose, screen_of
from het_geo.briefing.screens.course import RULE, measures_of
from het_geo.course import CourseVerdict
from het_geo.errors import BriefingError
from het_geo.framework.records import AgreedTarget
from het_geo.geography import Level
from het_geo.journey.here import NO_JOURNEY
from het_geo.render.briefings import deck_of
from het_geo.render.handout import to_handout
from het_geo.render.slides import to_pptx
from tests.sampled import some
from tests.unit.documents import squeezed
from tests.unit.test_briefing import check_screen

TODAY = date(2026, 11, 29)
DALLOW = "E05014741"


def with_framework(journey, **changes):
    return replace(journey, framework=replace(journey.framework, **changes))


def audiences(pack):
    wards, small = pack.codes(Level.WARD), pack.codes(Level.LSOA)
    areas = ((), (DALLOW,), tuple(wards[:2]), (small[5],))
    themes = [{"principle": n} for n in pack.catalogue.principles]
    themes += [{"subgroup": name} for name in pack.catalogue.subgroups]
    read = [{}, {"principle": 1}, {"principle": 3}, {"subgroup": "housing"}]  # below, word by word
    themes = [*read, *some([one for one in themes if one not in read], 2, "the journey told")]
    return [Audience(codes, **theme) for theme in themes for codes in areas]


@pytest.fixture(scope="module")
def proposed(atlas, journey):
    """Return each audience's briefing without and with a journey."""
    return [
        tuple(propose(atlas, audience, TODAY, journey=held) for held in (NO_JOURNEY, journey))
        for audience in audiences(atlas.pack)
    ]


def course_of(briefing):
    return next(screen for screen in briefing.screens if screen.id == "course")


def test_is_it_told_once_before_what_is_not_known_and_all_else_as_before(proposed):
    told = about = 0
    for without, briefing in proposed:
        assert "course" not in without.order
        about += briefing.audience.subgroup != "built_environment"
        if "course" in briefing.order:
            told += 1
            assert briefing.order[briefing.order.index("course") + 1] == "unknown"
        rest = [screen for screen in briefing.screens if screen.id != "course"]
        assert [s.id for s in rest] == list(without.order)
        for before, now in zip(without.screens, rest):
            assert [c.answers for c in before.cards] == [c.answers[:-1] for c in now.cards]
            assert replace(now, cards=()) == replace(before, cards=())
    assert told == about >= 4 * 4  # one of six groups owns no measure


def test_is_it_told_where_a_measure_of_what_the_deck_is_about_can_be_judged(proposed, journey):
    for _, briefing in proposed:
        about = measures_of(journey, briefing.audience)
        assert ("course" in briefing.order) == bool(about), briefing.title
        if about:
            assert len(course_of(briefing).table.rows) == len(about)


def test_does_every_screen_of_it_fit_a_projector_and_say_of_when_and_that_it_is_a_draft(proposed):
    for _, briefing in proposed:
        for screen in (s for s in briefing.screens if s.id == "course"):
            check_screen(screen)
            assert re.search(r"\((20\d\d to )?20\d\d\)\.$", screen.headline), screen.headline
            assert "draft measure" in screen.headline
            assert "Draft to confirm: the measures, owners" in screen.source
            assert RULE in briefing.rule
            whole = "Luton as a whole: " if briefing.audience.codes else ""
            assert screen.headline.startswith((whole or "Luton: ", "Of ")), screen.headline


def test_is_lutons_what_can_be_read_out(proposed):
    found = {b.audience: course_of(b).headline for _, b in proposed if "course" in b.order}
    assert found[Audience()] == (
        "Luton: of 22 draft measures, 1 is better and 1 is worse than at their baseline by more "
        "than chance; the other 20 are not surely better or worse (2021 to 2026)."
    )
    assert found[Audience((DALLOW,), 1)] == (
        "Luton as a whole: of 3 draft measures of principle 1, none is surely better or worse than "
        "at its baseline (2024 to 2025)."
    )
    assert found[Audience(subgroup="housing")] == (
        "Luton: of 2 draft measures of “Housing and Health”, none is surely better or worse than "
        "at its baseline (2021 to 2025)."
    )


def test_do_headline_picture_and_table_count_the_same(proposed):
    for _, briefing in proposed:
        for screen in (s for s in briefing.screens if s.id == "course"):
            marks = Counter(row[1].split(" ")[0] for row in screen.table.rows)
            for way, mark in (("better", "△"), ("worse", "▽")):
                said = re.search(rf"(\d+) (?:is|are) {way}", screen.headline)
                assert int(said[1] if said else 0) == marks[mark], screen.headline
            if screen.drawing.form == "counts":
                drawn = re.findall(r"(\d+) (worse|better|no sure change|not judged yet)\b[.,]",
                                   screen.picture.says)  # fmt: skip
                assert sum(int(n) for n, _ in drawn) == len(screen.table.rows)
            else:
                for row in screen.table.rows:
                    assert f"{row[0]}: {row[1]}." in screen.picture.says


AIMED = [  # years women live in good health, of 2022 to 2024 fewer than of 2019 to 2021
    (None, "1 is worse than at its baseline by more than chance"),
    ((40.0, "2031-12-31"), ""),  # no better than the baseline: not judged, so not told
    ((70.0, "2031-12-31"), "1 is off course"),
]


@pytest.mark.parametrize(("target", "says"), AIMED)
def test_is_a_made_up_target_told_as_it_stands(atlas, journey, target, says):
    own = journey.framework.measures["healthy_years_women"]
    by = target and AgreedTarget(target[0], date.fromisoformat(target[1]), "made up")
    held = with_framework(
        journey, measures={"healthy_years_women": replace(own, target=by)}, status=""
    )
    briefing = propose(atlas, Audience(), TODAY, journey=held)
    if not says:
        assert "course" not in briefing.order
        return
    screen = course_of(briefing)
    assert screen.headline == f"Luton: of 1 measure, {says} (2024)."
    assert "raft" not in screen.source
    verdict = CourseVerdict.OFF if target else CourseVerdict.WORSE
    assert verdict.split(" ")[0] in screen.table.rows[0][1]


def test_is_a_measure_of_one_area_told_of_that_area_and_the_place_alone(atlas, journey):
    own = replace(journey.framework.measures["bedrooms"], area=DALLOW)
    held = with_framework(journey, measures={"bedrooms": own})
    other = next(code for code in atlas.pack.codes(Level.WARD) if code != DALLOW)
    for codes, told in (((), 1), ((DALLOW,), 1), ((other,), 0)):
        assert len(measures_of(held, Audience(codes))) == told, codes


def test_is_it_refused_by_name_where_no_framework_is_kept_and_said_where_no_measure_is(
    atlas, journey
):
    with pytest.raises(BriefingError, match="no framework is kept for Luton"):
        screen_of(atlas, Audience(), "course", TODAY)
    town = propose(atlas, Audience(), TODAY)
    _, notices = arrange(atlas, town, TODAY, order=["setting", "course"])
    assert notices == ("A screen is left out: no framework is kept for Luton.",)
    none = screen_of(atlas, Audience(subgroup="built_environment"), "course", TODAY, journey)
    check_screen(none)
    assert none.headline == (
        "Luton: no measure of Health and Built Environment is set, so whether it is on course "
        "cannot be said."
    )


def test_do_orders_and_files_of_before_open_what_they_opened(atlas, journey, proposed):
    without, briefing = proposed[0]
    opened, notices = open_briefing(atlas, save(without, TODAY), TODAY, journey)
    assert (opened.order, notices) == (without.order, ())
    again, _ = arrange(atlas, briefing, TODAY, order=without.order)
    assert again.order == without.order
    back, _ = arrange(atlas, briefing, TODAY, dropped=["course"])
    assert back.order == without.order
    assert to_params(order_of(briefing)) == {}  # as proposed
    kept, notices = open_briefing(atlas, save(briefing, TODAY), TODAY, journey)
    assert (kept, notices) == (briefing, ())
    elsewhere, notices = open_briefing(atlas, save(briefing, TODAY), TODAY)  # nothing kept there
    assert elsewhere.order == without.order
    assert len(notices) == 1


@pytest.mark.in_turn
def test_is_it_in_deck_slides_and_handout(atlas, journey, proposed):
    for audience in (Audience(), Audience(principle=3)):
        briefing = next(b for _, b in proposed if b.audience == audience)
        screen = course_of(briefing)
        deck = deck_of(atlas, briefing, TODAY)
        assert screen.headline in deck
        assert deck.count('<article id="q-doing">') > 20  # every ward, on each screen of wards
        slides = Presentation(BytesIO(to_pptx(briefing, TODAY))).slides
        slide = next(s for s in slides if s.shapes.title.text_frame.text == screen.headline)
        assert slide.notes_slide.notes_text_frame.text.split("\n") == list(screen.spoken)
        assert any(shape.name in ("Picture", "Table") for shape in slide.shapes)
        pages = pypdf.PdfReader(BytesIO(to_handout(briefing, TODAY))).pages
        text = squeezed(" ".join(page.extract_text() for page in pages))
        for said in (screen.headline, screen.source, *(row[1] for row in screen.table.rows)):
            assert squeezed(said) in text, said
