"""Is what is being done about a figure answered from the register? What is in it is made up."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from het_geo.briefing.model import LONGEST_HEADLINE, Audience
from het_geo.briefing.propose import propose, screen_of
from het_geo.geography import Level
from het_geo.journey.written import Written
from het_geo.register.rows import Action, Project
from het_geo.render.briefings import deck_of

TODAY = date(2026, 11, 29)
DALLOW = "E05014741"
WRITTEN = {"id": "0" * 32, "place": "luton", "version": 1, "example": False,
           "created_at": datetime(2026, 1, 1, tzinfo=UTC),
           "changed_at": datetime(2026, 1, 1, tzinfo=UTC)}  # fmt: skip


def action(number, **changes):
    own = {"title": f"Made-up action {number}", "recommendation": None, "measure": None,
           "indicator": None, "principle": 5, "subgroup": "housing", "status": "planned",
           "owner": "lead officer", "due": None, "evidence": None}  # fmt: skip
    return Action(**(WRITTEN | {"id": f"{number:032x}"} | own | changes))


def project(number, area):
    return Project(**(WRITTEN | {"id": f"{number:032x}"}), title=f"Made-up kitchen {number}",
                   principle=4, subgroup=None, area=area, what="Cooks together", year=2025,
                   amount=1500, link=None)  # fmt: skip


def course_of(briefing):
    return next(screen for screen in briefing.screens if screen.id == "course")


# An action on a figure of crowded homes (principle 5): on what it is, and whether it is told there.
BEARS = [
    ({"indicator": "overcrowding"}, True),
    ({"measure": "bedrooms"}, True),
    ({"principle": 5}, True),
    ({"principle": 4}, False),
    ({"indicator": "affordability_ratio"}, False),
    ({"measure": "prices_to_pay"}, False),
]


def doing(atlas, journey, code=DALLOW, name="overcrowding"):
    screen = screen_of(atlas, Audience((code,)), f"gap.{name}.ward", TODAY, journey)
    return next(card for card in screen.cards if card.area.code == code).answers[-1]


@pytest.mark.parametrize(("on", "told"), BEARS)
def test_is_what_is_done_told_of_the_figure_that_it_bears_on(atlas, journey, on, told):
    held = replace(journey, written=Written(actions=(action(1, **on),)))
    found = doing(atlas, held)
    assert found.question == "What are we doing about it?"
    assert ("Made-up action 1" in found.answer) == told
    none = "No action that bears on this figure has been entered in Luton’s register yet."
    assert found.answer.startswith("1 action bears on it: 1 planned." if told else none)
    assert "owned by Housing and Health (chair)" in found.answer  # of the measure, a draft
    assert "(a draft)" in found.answer


def test_are_status_owner_and_day_told_the_overdue_first_and_examples_as_such(atlas, journey):
    rows = (
        action(1, status="done"),
        action(2, status="under way", due=date(2027, 3, 31), example=True),
        action(3, due=date(2026, 6, 30)),
    )
    found = doing(atlas, replace(journey, written=Written(actions=rows)))
    assert found.answer.startswith(
        "3 actions bear on it: 1 planned, 1 under way and 1 done. Planned (overdue): Made-up "
        "action 3. Housing and Health (lead officer), due 30 June 2026. Done: Made-up action 1. "
        "Housing and Health (lead officer), no day is set. And 1 other."
    )
    receipt = {text: what for what, text in found.receipt.numbers}
    assert len(receipt) == 3
    assert any("due 31 March 2027" in text for text in receipt)
    alone = doing(atlas, replace(journey, written=Written(actions=rows[1:2])))
    assert "This is a made-up example." in alone.answer


def test_is_a_project_told_in_its_own_ward_and_its_neighbourhoods_alone(atlas, journey):
    held = replace(journey, written=Written(projects=(project(1, DALLOW),)))
    said = "1 project is in Dallow ward. Made-up kitchen 1 (2025, £1,500): Cooks together"
    other = next(code for code in atlas.pack.codes(Level.WARD) if code != DALLOW)
    assert said in doing(atlas, held).answer
    assert "project" not in doing(atlas, held, other).answer
    inside = next(
        c for c in atlas.pack.codes(Level.LSOA) if atlas.pack.areas.at[c, "ward"] == DALLOW
    )
    screen = screen_of(atlas, Audience((inside,)), "gap.overcrowding.lsoa", TODAY, held)
    assert "Made-up kitchen 1" in screen.cards[0].answers[-1].answer
    ward = propose(atlas, Audience((DALLOW,)), TODAY, journey=held)
    assert any(note.startswith("Project: Made-up kitchen 1") for note in course_of(ward).notes)


def test_is_a_long_row_cut_and_markup_plain_text(atlas, journey):
    evil = "<script>x</script> " + "long " * 58
    rows = tuple(action(n, title=evil) for n in range(5))
    held = replace(journey, written=Written(actions=rows))
    assert len(doing(atlas, held).answer) <= 800
    briefing = propose(atlas, Audience(principle=5), TODAY, journey=held)
    assert "<script>x" not in deck_of(atlas, briefing, TODAY)
    assert len(course_of(briefing).headline) <= LONGEST_HEADLINE
