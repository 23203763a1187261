"""Is a plan read as it is written, refused where it cannot hold, and are its chains told apart?"""

import re
from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given

from het_geo.errors import JourneyError
from het_geo.framework.logic import (
    DRIVERS,
    LOGIC,
    LONGEST,
    read_plan,
    read_plans,
    template,
)
from het_geo.framework.read import folder_of
from het_geo.sentences.plans import ENDS, NONE, ON_THE_WAY, chains_said, state
from tests.conftest import ROOT
from tests.unit.plans import MADE_UP, as_toml, drawn, luton_framework, plans

#       input ─ do ─┬─ out ─┬─ better ─ end      goal is measured, and sum
#                   └─ sum ─┘  other ── goal      (both ways)
SMALL = drawn("""
    money  | input    | do          |
    do     | activity | out sum     |
    act    | activity | other       |
    out    | output   | better      |
    sum    | output   | better      | x
    better | outcome  | end         |
    other  | outcome  | goal        |
    end    | impact   |             |
    goal   | impact   |             | x
""")


def written(tmp_path, text, kind=LOGIC):
    path = tmp_path / kind.folder / "homes.toml"
    path.parent.mkdir(exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def test_is_every_chain_listed_with_what_is_measured_along_it():
    found = [(" ".join(b.id for b in c.boxes), state(c), c.measures) for c in SMALL.chains]
    assert found == [
        ("do out better end", NONE, ()),
        ("do sum better end", ON_THE_WAY, ("made_up",)),
        ("act other goal", ENDS, ("made_up",)),
    ]


def test_is_a_link_marked_that_stands_on_a_measured_chain_or_leads_into_one():
    assert SMALL.measured == {
        ("money", "do"), ("do", "sum"), ("sum", "better"), ("better", "end"), ("act", "other"),
        ("other", "goal"),
    }  # fmt: skip


ONE = "a | activity | b | {a}\nb | outcome | c | {b}\nc | impact | | {c}"
SAID = [
    ({"c": "x"}, "it ends in a measure."),
    ({"a": "x", "c": "x"}, "it ends in a measure."),
    ({"b": "x"}, "it has a measure on the way only."),
    ({}, "it has no measure."),
]


@pytest.mark.parametrize(("marks", "said"), SAID)
def test_is_it_said_which_chains_end_in_a_measure(marks, said):
    model = drawn(ONE.format(**{"a": "", "b": "", "c": "", **marks}))
    assert chains_said(model) == f"1 chain leads from activities to impact: {said}"


def test_are_many_chains_counted_in_one_sentence():
    assert chains_said(SMALL) == (
        "3 chains lead from activities to impact: 1 ends in a measure, 1 has a measure on "
        "the way only and 1 has no measure."
    )


@given(plans())
def test_is_a_chain_from_the_first_column_to_a_box_that_leads_nowhere(model):
    assert len(set(model.chains)) == len(model.chains) > 0
    for chain in model.chains:
        assert chain.boxes[0].column == model.kind.starts
        assert not chain.boxes[-1].leads_to
        for box, after in pairwise(chain.boxes):
            assert after.id in box.leads_to
    reached = {box.id for chain in model.chains for box in chain.boxes}
    first = model.kind.place(model.kind.starts)
    assert reached == {b.id for b in model.boxes.values() if model.kind.place(b.column) >= first}


@given(plans())
def test_is_a_plan_read_as_it_was_written(model):
    with TemporaryDirectory() as folder:
        path = written(Path(folder), as_toml(model), model.kind)
        assert read_plan(path, MADE_UP, model.kind) == model


GOOD = as_toml(SMALL)
REFUSED = [
    ('id = "do"', 'id = "do"\ncolour = "red"', r"\[\[box\]\] 'do': unknown key 'colour'"),
    ('text = "dobox"', "text = 3", r"'do', key 'text': expected str"),
    ('title = "Made up"', "", r"homes.toml: the key 'title' is missing"),
    ('id = "out"', 'id = "do"', r"'do': the id stands twice"),
    ('column = "input"', 'column = "money"', r"'money': the column 'money' is not known.*input, "),
    ('leads_to = ["do"]', 'leads_to = ["gone"]', r"'money': the box 'gone' is not known"),
    ('leads_to = ["do"]', "leads_to = []", r"'money': it leads nowhere"),
    ('leads_to = ["do"]', 'leads_to = ["do", "do"]', r"'money': 'leads_to' names a box twice"),
    ('leads_to = ["better"]', 'leads_to = ["do"]', r"'out': it leads back to 'do' \(activity\)"),
    ('leads_to = ["better"]', 'leads_to = ["out"]', r"'out': it leads back to 'out' \(output\)"),
    ('leads_to = ["better"]', 'leads_to = ["sum"]', r"'out': it leads back to 'sum' \(output\)"),
    ('text = "endbox"\nleads_to = []', 'text = "e"\nleads_to = ["goal"]', r"'end': it leads on"),
    ('measure = "made_up"', 'measure = "luck"', r"'sum': the measure 'luck' is not known"),
    ('text = "dobox"', 'text = " "', r"'do': its text must have 1 to 160 letters"),
    ('text = "dobox"', f'text = "{"a" * (LONGEST + 1)}"', r"'do': its text must have 1 to 160"),
    ('leads_to = ["other"]', 'leads_to = ["goal"]', r"'other': no chain from 'activity' leads to"),
    ('title = "Made up"', "title = Made up", r"homes.toml: this is no TOML"),
]


@pytest.mark.parametrize(("was", "now", "message"), REFUSED)
def test_is_a_plan_that_cannot_hold_refused_by_file_box_and_reason(tmp_path, was, now, message):
    assert was in GOOD
    path = written(tmp_path, GOOD.replace(was, now, 1))
    with pytest.raises(JourneyError, match=message) as found:
        read_plan(path, MADE_UP, LOGIC)
    assert "homes.toml" in str(found.value)


def test_is_a_plan_with_no_box_or_too_many_chains_refused(tmp_path):
    path = written(tmp_path, 'title = "a"\nabout = "b"\nstatus = ""\n')
    with pytest.raises(JourneyError, match=r"homes.toml: it has no \[\[box\]\]"):
        read_plan(path, MADE_UP, LOGIC)
    six = " ".join("abcdef")
    rows = [f"{n} | activity | {six} |" for n in "uvwxyz"]
    rows += [f"{n} | output | {six.upper()} |" for n in "abcdef"]
    rows += [f"{n} | outcome | end |" for n in "ABCDEF"] + ["end | impact | |"]
    path = written(tmp_path, as_toml(drawn("\n".join(rows))))
    with pytest.raises(JourneyError, match="216 chains, more than 200"):  # 6 · 6 · 6
        read_plan(path, MADE_UP, LOGIC)


def test_is_a_plan_of_no_sub_group_refused(tmp_path):
    written(tmp_path, GOOD).rename(tmp_path / "logic" / "ghosts.toml")
    with pytest.raises(JourneyError, match=r"logic/ghosts.toml: the sub-group 'ghosts'"):
        read_plans(tmp_path, MADE_UP, LOGIC)


def test_has_a_place_without_plans_none(tmp_path):
    assert read_plans(tmp_path, MADE_UP, LOGIC) == {}


@pytest.mark.parametrize("kind", [LOGIC, DRIVERS], ids=lambda kind: kind.name)
def test_is_the_template_for_a_new_place_a_plan_that_holds(tmp_path, kind):
    found = read_plan(written(tmp_path, template(kind), kind), MADE_UP, kind)
    assert [box.column for box in found.boxes.values()] == list(kind.columns)
    assert {box.text for box in found.boxes.values()} == {"To be agreed by the sub-group"}
    assert [state(chain) for chain in found.chains] == [NONE]
    assert "nothing here is agreed" in found.status


@pytest.fixture(scope="module")
def luton_plans(catalogue):
    framework = luton_framework(catalogue)
    folder = folder_of(ROOT, "luton")
    read = {kind.name: read_plans(folder, framework, kind) for kind in (LOGIC, DRIVERS)}
    return framework, read


def test_has_each_sub_group_of_luton_a_logic_model_and_children_a_driver_diagram(luton_plans):
    framework, read = luton_plans
    assert list(read[LOGIC.name]) == list(framework.groups)
    assert len(read[LOGIC.name]) == 6
    assert list(read[DRIVERS.name]) == ["children"]


def test_is_every_plan_of_luton_a_draft_without_a_figure_of_its_own(luton_plans):
    for model in (m for read in luton_plans[1].values() for m in read.values()):
        assert model.status.startswith("draft to confirm")
        said = [model.about, *model.assumptions, *(box.text for box in model.boxes.values())]
        assert set(re.findall(r"\d+", " ".join(said))) <= {"2022"}  # the year of the report
        assert any("to be agreed by the sub-group" in text for text in said)


def test_is_what_luton_has_not_published_said_to_be_open(luton_plans):
    """A measured box is a proposal of this explorer: none is told as agreed."""
    access = luton_plans[1][LOGIC.name]["access"]
    public = ("partners", "women", "men")
    for box in access.boxes.values():
        assert "to be agreed by the sub-group" in box.text or box.id in public
