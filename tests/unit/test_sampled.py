"""Is a law held to a few cases, a slow one in its turn, and each to all of them by ``test-all``?"""

import pytest

from tests import sampled
from tests.sampled import FEW, some, taken, tried


@pytest.fixture(autouse=True)
def a_day(monkeypatch):
    monkeypatch.setattr(sampled, "WHOLE", False)
    monkeypatch.setattr(sampled, "TURN", False)
    monkeypatch.setattr(sampled, "DAY", "2026-11-29")


def test_are_a_few_drawn_in_their_order_and_the_same_all_day():
    drawn = some(range(100), 7, "a law")
    assert len({*drawn}) == 7
    assert drawn == sorted(drawn) == some(range(100), 7, "a law")
    assert drawn != some(range(100), 7, "another law")
    assert some("abc", 3, "a law") == ["a", "b", "c"]


def test_does_every_case_come_up_as_days_go_by(monkeypatch):
    seen = set()
    for day in range(60):
        monkeypatch.setattr(sampled, "DAY", str(day))
        seen |= {*some(range(20), 4, "a law")}
    assert seen == {*range(20)}


def test_is_every_case_taken_where_all_are_asked_for(monkeypatch):
    monkeypatch.setattr(sampled, "WHOLE", True)
    assert some(range(100), 7, "a law") == [*range(100)]


def cases(request, law, many, few=None):
    """Return the tests that pytest would run of a law with so many cases."""
    names = [f"{law}[{i}]" for i in range(many)]
    found = [
        pytest.Function.from_parent(request.node.parent, name=name, callobj=lambda: None)
        for name in names
    ]
    for one in found if few else ():
        one.add_marker(pytest.mark.sampled(few))
    return found


def test_are_cases_left_out_of_marked_laws_alone(request):
    walk, whole = cases(request, "test_walk", 12, 5), cases(request, "test_whole", 12)
    kept = taken([*walk, *whole])
    assert kept == [one for one in [*walk, *whole] if one in kept]  # in their order
    assert len({*kept} & {*walk}) == 5
    assert {*whole} <= {*kept}


def test_are_cases_left_out_of_laws_in_folders_where_each_takes_a_page(request, monkeypatch):
    monkeypatch.setitem(FEW, "tests/unit/test_sampled", 3)
    assert len(taken(cases(request, "test_walk", 12))) == 3
    assert len(taken(cases(request, "test_walk", 12, 12))) == 12  # its own mark stands before it


def test_is_a_law_marked_whole_held_to_all_its_cases(request, monkeypatch):
    monkeypatch.setitem(FEW, "tests/unit/test_sampled", 3)
    found = cases(request, "test_walk", 12)
    for one in found:
        one.add_marker(pytest.mark.whole)
    assert taken(found) == found


def laws(request, many, *marks):
    """Return one test of each of so many laws."""
    found = [case for i in range(many) for case in cases(request, f"test_law_{i}", 1)]
    for one in found:
        for mark in marks:
            one.add_marker(mark)
    return found


@pytest.mark.parametrize("many", [1, 2, 7])
@pytest.mark.parametrize("days", [2, 3])
def test_do_so_many_days_hold_every_law_that_comes_in_turn(request, monkeypatch, many, days):
    monkeypatch.setattr(sampled, "TURN", True)
    monkeypatch.setitem(sampled.DAYS, "tests/unit/test_sampled", days)
    found, held = laws(request, many, pytest.mark.in_turn), []
    for day in ("2026-12-30", "2026-12-31", "2027-01-01", "2027-01-02")[: days + 1]:
        monkeypatch.setattr(sampled, "DAY", day)
        held.append(taken(found))
    *every, again = held
    assert sorted(map(str, found)) == sorted(str(one) for day in every for one in day)  # once each
    assert again == held[0]
    assert max(map(len, every)) - min(map(len, every)) <= 1


@pytest.mark.parametrize(
    ("slow_folder", "marks", "every_day"),
    [
        (False, [], True),
        (False, [pytest.mark.in_turn], False),
        (True, [], False),
        (True, [pytest.mark.whole], True),
        (True, [pytest.mark.every_day], True),
    ],
)
def test_which_laws_come_in_turn(request, monkeypatch, slow_folder, marks, every_day):
    if slow_folder:
        monkeypatch.setitem(FEW, "tests/unit/test_sampled", 1)
    found = laws(request, 6, *marks)
    assert taken(found) == found  # who runs a file holds all of its laws
    monkeypatch.setattr(sampled, "TURN", True)
    assert (taken(found) == found) is every_day
    assert len(taken(found)) == (6 if every_day else 6 / 2)


@pytest.mark.parametrize(("examples", "few"), [(400, 100), (100, 25), (60, 20), (8, 8)])
def test_is_a_law_tried_on_a_quarter_of_its_examples_and_on_20_at_least(monkeypatch, examples, few):
    assert tried(examples) == few  # 400 / 4, 100 / 4, 60 / 4 < 20, 8 < 20
    monkeypatch.setattr(sampled, "WHOLE", True)
    assert tried(examples) == examples
