"""Does the plan for principle 7 stand on facts: exposure as counted, blanks said as blanks?"""

import re
from datetime import date
from io import BytesIO

import pytest
from docx import Document as WordFile

from het_geo.atlas.gaps.exposures import exposure_view
from het_geo.blank import Blank
from het_geo.document import Items, Text
from het_geo.document.table import Table
from het_geo.errors import JourneyError
from het_geo.framework.principle7 import read_seventh, template
from het_geo.framework.read import folder_of
from het_geo.geography import Level
from het_geo.journey.follow import follow
from het_geo.journey.principle7 import (
    MOST,
    NOT_KNOWN,
    exposure_rows,
    seventh_document,
    seventh_sections,
)
from het_geo.journey.said import stands
from het_geo.render.plans import document_as
from het_geo.words import number
from tests.conftest import ROOT
from tests.unit.plans import MADE_UP, luton_framework

TODAY = date(2026, 11, 29)


@pytest.fixture(scope="module")
def framework(catalogue):
    return luton_framework(catalogue)


@pytest.fixture(scope="module")
def plan(framework):
    return read_seventh(folder_of(ROOT, "luton"), framework)


@pytest.fixture(scope="module")
def sections(atlas, plan, framework):
    return {one.title: one.parts for one in seventh_sections(atlas, plan, framework)}


def leads(parts):
    return [item.lead for part in parts if isinstance(part, Items) for item in part.items]


def test_is_each_ratio_the_exposure_of_a_group_over_that_of_everyone(atlas):
    """Worked out anew from the people of each group and the figures of their areas."""
    (partition, *_) = atlas.partitions()
    pack = atlas.pack
    names = {i.label: i.id for i in pack.catalogue.indicators.values()}
    for row in exposure_rows(atlas, partition).rows[:4]:
        level = Level(atlas.exposures(partition).loc[names[row[0]], "level"])
        view = atlas.newest(names[row[0]], level)
        people = atlas.people(partition, level)
        values = pack.rows(view.indicator.id, view.period.id)["value"].reindex(people.index)
        held = values.notna()
        mean = {g: (people[g] * values)[held].sum() / people[g][held].sum() for g in people}
        everyone = people.sum(axis=1)
        overall = (everyone * values)[held].sum() / everyone[held].sum()
        assert row[2:] == tuple(number(mean[g] / overall, 2) for g in people)
        again = exposure_view(atlas, view, partition)["ratio"]
        assert row[2:] == tuple(number(again[g], 2) for g in people)


def test_are_the_most_uneven_figures_shown_with_which_way_is_worse(atlas, sections):
    (table,) = (p for p in sections["Whose places: exposure by ethnic group"] if p.kind == "table")
    assert len(table.rows) == MOST
    spread = [max(map(float, row[2:])) / min(map(float, row[2:])) for row in table.rows]
    assert (
        spread == sorted(spread, reverse=True)
        or max(abs(a - b) for a, b in zip(spread, sorted(spread, reverse=True), strict=True)) < 0.02
    )  # of ratios that are rounded to two decimals
    polarity = {i.label: i.judged_polarity for i in atlas.pack.catalogue.indicators.values()}
    said = {-1: "worse", 0: "neither", 1: "better"}
    assert [row[1] for row in table.rows] == [said[polarity[row[0]]] for row in table.rows]
    (note,) = (
        p.text for p in sections["Whose places: exposure by ethnic group"] if p.kind == "text"
    )
    rest = len(atlas.exposures(atlas.partitions()[0])) - MOST
    assert note.endswith(f"The {MOST} most uneven are shown; Principles has {rest} more.")
    assert "not about the people themselves" in note


def test_has_the_plan_actions_workforce_and_blanks_from_data_and_catalogue(
    sections, plan, catalogue
):
    assert len(leads(sections["What is done, and what is advised"])) == len(plan.actions)
    assert leads(sections["The workforce of the partners"]) == [
        f"{one.label}." for one in plan.workforce.values()
    ]
    held = [f"{b.label}." for b in catalogue.blanks.values() if 7 in b.principles]
    assert held
    assert leads(sections[NOT_KNOWN]) == [*(f"{b.label}." for b in plan.blanks.values()), *held]
    (blanks,) = sections[NOT_KNOWN]
    assert all(item.text.startswith("Not known: ") for item in blanks.items)


def test_says_the_plan_who_owns_an_action_and_who_says_so(sections):
    (items,) = sections["What is done, and what is advised"]
    tails = {item.text.split(" ", 1)[0]: item.tail for item in items.items}
    assert tails["Training"] == (
        " Owner: Employment, Skills and Work. Source: What is public of the sub-group’s work."
    )
    assert tails["A"] == (" Owner: no sub-group yet. Source: Evaluation of Luton as a Marmot Town.")


def test_is_the_plan_of_luton_a_draft_that_invents_no_figure(plan):
    assert plan.status.startswith("draft to confirm")
    texts = [plan.about, *(a.text for a in plan.actions.values())]
    texts += [
        f"{q.label} {q.known} {q.why}" for q in [*plan.workforce.values(), *plan.blanks.values()]
    ]
    assert not re.search(r"\d", " ".join(texts))
    assert not any(q.known for q in [*plan.workforce.values(), *plan.blanks.values()])


def test_is_where_a_measure_stands_said_beside_it(atlas, plan, framework):
    followed = [follow(atlas, framework, one) for one in framework.of_principle(7)]
    told = {s.title: s.parts for s in seventh_sections(atlas, plan, framework, followed)}
    (items,) = told["How it is followed"]
    assert len(items.items) == len(followed) == 2
    for item, found in zip(items.items, followed, strict=True):
        assert item.lead == f"{found.label}."
        assert stands(atlas, found) in item.tail


def test_is_a_place_without_groups_or_measures_told_so(atlas, plan, monkeypatch):
    monkeypatch.setattr(type(atlas), "partitions", lambda _: [])
    named = [a for a in plan.actions.values() if not a.owner]
    bare = type(plan)(plan.title, plan.about, "", {a.id: a for a in named}, {}, {})
    told = {one.title: one.parts for one in seventh_sections(atlas, bare, MADE_UP)}
    assert told["Whose places: exposure by ethnic group"] == (
        Text(
            "No counts of people by ethnic group are held for this place, so no exposure is told."
        ),
    )
    assert (
        told["How it is followed"][0].text == "No measure of the framework bears on this principle."
    )


GOOD = """
title = "Made up"
about = "Made up."
status = ""
[[action]]
id = "one"
state = "advised"
text = "Made up."
source = "Nobody"
owner = "homes"
[[blank]]
id = "two"
label = "Made up"
why = "Nobody has looked."
ask = "Ask somebody."
"""
REFUSED = [
    (
        'state = "advised"',
        'state = "hoped"',
        r"\[\[action\]\] 'one': the state 'hoped' is not known",
    ),
    ('owner = "homes"', 'owner = "ghosts"', r"'one': the owner 'ghosts' is not known"),
    ('source = "Nobody"', "", r"'one': the key 'source' is missing"),
    ('ask = "Ask somebody."', "", r"\[\[blank\]\] 'two': give it what is 'known', or else 'why'"),
    ('ask = "Ask somebody."', 'ask = "a"\nknown = "b"', r"'two': give it what is 'known', or else"),
    ('label = "Made up"', 'label = "a"\nshade = 1', r"'two': unknown key 'shade'"),
    ('about = "Made up."', 'about = "a"\nby = "b"', r"principle7.toml: unknown key 'by'"),
]


@pytest.mark.parametrize(("was", "now", "message"), REFUSED)
def test_is_a_plan_that_cannot_hold_refused_by_record_and_reason(tmp_path, was, now, message):
    assert was in GOOD
    (tmp_path / "principle7.toml").write_text(GOOD.replace(was, now), encoding="utf-8")
    with pytest.raises(JourneyError, match=message) as found:
        read_seventh(tmp_path, MADE_UP)
    assert "principle7.toml" in str(found.value)


def test_is_a_plan_read_that_holds_and_the_template_one_that_does(tmp_path):
    assert read_seventh(tmp_path, MADE_UP) is None
    for text in (GOOD, template()):
        (tmp_path / "principle7.toml").write_text(text, encoding="utf-8")
        found = read_seventh(tmp_path, MADE_UP)
        assert all(one.why and one.ask and not one.known for one in found.blanks.values())


def test_is_the_plan_to_be_had_as_word_pdf_and_page(atlas, plan, framework):
    document = seventh_document(atlas, plan, framework, TODAY)
    word = WordFile(BytesIO(document_as("docx", document, TODAY)))
    texts = " ".join(paragraph.text for paragraph in word.paragraphs)
    page = document_as("html", document, TODAY).decode()
    for question in plan.workforce.values():
        assert question.label in texts
        assert question.label in page
    assert document_as("pdf", document, TODAY).startswith(b"%PDF")
    assert any(isinstance(part, Table) for one in document.sections for part in one.parts)
    assert not any(
        isinstance(cell, Blank)
        for one in document.sections
        for part in one.parts
        if isinstance(part, Table)
        for row in part.rows
        for cell in row
    )
