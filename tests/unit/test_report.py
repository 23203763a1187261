"""Does the annual report say what the page says, in every format, and stay what it was? Made up."""

import json
import time
from dataclasses import replace
from datetime import UTC, date, datetime
from functools import cache
from io import BytesIO

import pptx
import pytest

from het_geo.council import NOBODY
from het_geo.document import Drawing, Section, Text
from het_geo.errors import JourneyError, RegisterError
from het_geo.framework.read import folder_of, read_framework
from het_geo.framework.records import AgreedTarget
from het_geo.journey.closed import freeze, thawed
from het_geo.journey.follow import follow_all
from het_geo.journey.plans import TITLE, plan_chapters
from het_geo.journey.report import ReportGround, report_of
from het_geo.journey.written import Written
from het_geo.people.roles import EVERYWHERE, Person, Post, Role
from het_geo.register import may, open_register
from het_geo.register.rows import Action, Project, Recommendation
from het_geo.render.report import REPORT_FORMATS
from het_geo.render.slide_file import opened
from het_geo.render.typesetter import as_pngs
from tests.conftest import ROOT
from tests.unit.texts_of_files import pdf_text, slide_text, word_text

DAY = date(2026, 11, 29)
ROW = {"place": "luton", "version": 1, "example": True,
       "created_at": datetime(2026, 1, 1, tzinfo=UTC),
       "changed_at": datetime(2026, 1, 1, tzinfo=UTC)}  # fmt: skip
ADVISED = Recommendation("r" * 32, **ROW, principle=5, text="Made up: build.", source="Made up",
                         subgroup="housing", status="agreed")  # fmt: skip
LATE = Action("a" * 32, **ROW, title="Made up: visit homes", recommendation="r" * 32,
              measure="bedrooms", indicator=None, principle=5, subgroup="housing",
              status="planned", owner="Head of Housing", due=date(2024, 3, 31),
              evidence=None)  # fmt: skip
PRIZE = Project("p" * 32, **ROW, title="Made up: <b>kitchen</b>", principle=4, subgroup=None,
                area="E05014741", what="=1+1", year=2025, amount=1500, link=None)  # fmt: skip
WRITTEN = Written((ADVISED,), (LATE,), projects=(PRIZE,), example=True)


OTHER = {  # measures that have a gap, and one whose newest figures may be held against a target
    "claimants": {"indicator": "claimant_rate", "baseline": "2019"},
    "bedrooms": {"baseline": "2011"},
}


@pytest.fixture(scope="module")
def ground(atlas):
    framework = read_framework(folder_of(ROOT, "luton"), atlas.pack.catalogue)
    measures = {name: replace(one, **OTHER.get(name, {})) for name, one in
                framework.measures.items()}  # fmt: skip
    framework = replace(framework, measures=measures, began=None)
    plans = plan_chapters(atlas, folder_of(ROOT, "luton"), framework)
    return ReportGround(atlas, framework, follow_all(atlas, framework), Written(), plans)


@pytest.fixture(scope="module")
def empty(ground):
    return report_of(ground, DAY, NOBODY)


@pytest.fixture(scope="module")
def full(ground):
    return report_of(replace(ground, written=WRITTEN), DAY, NOBODY)


@pytest.fixture(scope="module")
def ended(ground):
    return report_of(replace(ground, written=WRITTEN), DAY, NOBODY, 2025)


@pytest.fixture(scope="module")
def texts(empty, full):
    """Return a function that gives what a report says in a format: each is made and read once."""
    reports = {"empty": empty, "full": full}
    return cache(lambda which, kind: READ[kind](REPORT_FORMATS[kind].make(reports[which])))


READ = {"pdf": pdf_text, "docx": word_text, "pptx": slide_text}
SAID = [
    "Luton’s journey as a Health Equity Town: annual report 2026, as known on 29 November 2026 "
    "(draft to confirm)",
    "The year in five lines",
    "Are we on course? Of 22 measures, none has a target yet",
    "3. Create fair employment and good work for all",
    "▽ worse; gap wider",
    "△? seems better",
    "Claiming unemployment benefits: worse than at the baseline",
    "The gap beside it: along deprivation, the gap widened from 3.7 per 100",
    "Owner: Housing and Health (chair). Reviewed every June.",
    "Widen Flying Start, with more where there is more need (principle 1)",
    "No measure has one. A target would need a value",
    "on course from 80%",
    "How change is meant to come about",
    "Housing and Health: logic model",
    "5 chains lead from activities to impact",
    "Whose places: exposure by ethnic group",
]


@pytest.mark.parametrize("kind", READ)
@pytest.mark.in_turn
def test_does_every_format_say_the_whole_report(texts, kind):
    text = texts("empty", kind)
    assert [said for said in SAID if said not in text] == []


@pytest.mark.parametrize("kind", READ)
@pytest.mark.in_turn
def test_is_each_format_made_within_two_seconds_of_work(ground, kind):
    begun = time.process_time()
    REPORT_FORMATS[kind].make(report_of(ground, DAY, NOBODY))
    assert time.process_time() - begun <= 2


def test_has_every_measure_its_sentence_and_its_line(ground, empty):
    sections = {s.title: s for s in empty.document.sections if s.level == 3}
    for found in ground.followed:
        (own,) = [s for title, s in sections.items() if f" {found.label}: " in title]
        drawn = [part for part in own.parts if isinstance(part, Drawing)]
        assert len(drawn) == (1 if found.dots else 0)


def test_is_a_gap_of_the_district_alone_told_once(texts):
    text = texts("empty", "pdf")
    assert text.count("not published for areas inside the district") == 1
    assert text.count("Published for districts and larger areas only") == 0
    assert text.count("No target is set") == 0


@pytest.mark.parametrize("kind", READ)
@pytest.mark.in_turn
def test_is_what_people_wrote_in_it_as_text_alone_and_marked_as_an_example(texts, kind):
    text = texts("full", kind)
    for said in ("Made up: build (example)", "Made up: visit homes (example)", "Planned (overdue)",
                 "Housing and Health (Head of Housing), due 31 March 2024",
                 "Made up: <b>kitchen</b> (2025, £1,500)", "=1+1",
                 "Rows marked “example” are made up"):  # fmt: skip
        assert said in text, said


@pytest.mark.in_turn
def test_is_a_measure_with_a_target_told_with_it_and_the_others_named(ground):
    target = AgreedTarget(9.0, date(2030, 3, 31), "made up")
    measures = dict(ground.framework.measures)
    measures["bedrooms"] = replace(measures["bedrooms"], target=target)
    framework = replace(ground.framework, measures=measures)
    followed = follow_all(ground.atlas, framework)
    made = report_of(replace(ground, framework=framework, followed=followed), DAY, NOBODY)
    text = pdf_text(REPORT_FORMATS["pdf"].make(made))
    assert "▼ Too few bedrooms: off course" in text
    assert "Target: at most 9.0% by 31 March 2030 (made up)." in text
    assert "By Open SDG’s rule" in text
    assert "No target. Ready for school, all children; Breastfeeding;" in text


def test_do_sections_of_others_stand_after_what_was_written(ground):
    more = (Section("Logic models", (Text("Made up."),)),)
    titles = [s.title for s in report_of(replace(ground, more=more), DAY, NOBODY).document.sections]
    assert titles.index("Logic models") == titles.index("What is not known here") - 1


def test_is_a_plan_that_is_wrong_said_in_the_report_and_the_rest_whole(atlas, ground, tmp_path):
    (tmp_path / "logic").mkdir()
    (tmp_path / "logic" / "nobody.toml").write_text("title = 1\n", "utf-8")
    (section,) = plan_chapters(atlas, tmp_path, ground.framework)
    assert section.title == TITLE
    assert "nobody" in section.parts[0].text
    assert plan_chapters(atlas, tmp_path / "none", ground.framework) == ()


@pytest.mark.sampled(2)
@pytest.mark.parametrize("kind", READ)
@pytest.mark.in_turn
def test_does_a_closed_report_stay_what_it_was_whatever_changes(ground, ended, kind, tmp_path):
    before = REPORT_FORMATS[kind].make(ended)
    register = open_register(f"sqlite:///{tmp_path / 'register.db'}")
    admin = Person("a" * 32, (Post(Role.ADMINISTRATOR, EVERYWHERE),))
    values = {"year": ended.year, "snapshot": freeze(ended)}
    register.add(admin, "closed_year", "luton", values)
    # Another framework, other figures and another register, which the living report follows:
    changed = replace(
        ground,
        framework=replace(ground.framework, title="Another", status=""),
        followed=ground.followed[3:],
    )
    assert REPORT_FORMATS[kind].make(report_of(changed, DAY, NOBODY, 2025)) != before
    (row,) = open_register(f"sqlite:///{tmp_path / 'register.db'}").rows("closed_year", "luton")
    assert REPORT_FORMATS[kind].make(thawed(row.snapshot)) == before


def test_is_what_is_frozen_small_and_the_same_as_json(ended):
    text = json.dumps(freeze(ended))
    assert len(text) < 500_000
    assert thawed(json.loads(text)) == ended


def test_is_a_report_too_large_for_the_register_refused(ended):
    long = replace(ended.document, sections=(Section("x", (Text("y" * 2_100_000),)),))
    with pytest.raises(RegisterError, match=r"cannot be closed.*2,000,000 at the most"):
        freeze(replace(ended, document=long))


@pytest.mark.parametrize(
    "change",
    [
        {"format": 2},
        {"made": "yesterday"},
        {"document": {"is": "Section", "title": "x", "parts": []}},
        {"document": {"is": "Popen", "args": ["ls"]}},
        {"document": {"is": "Document", "title": "x"}},
        {"document": "x"},
        {"place": None},
        {
            "document": {
                "is": "Document",
                "title": 5,
                "lead": "",
                "made": "",
                "foot": "",
                "sections": [],
            }
        },
    ],
)
def test_is_a_snapshot_that_is_no_report_refused_with_what_to_do(ended, change):
    with pytest.raises(JourneyError, match="Restore the register from its backup"):
        thawed(freeze(ended) | change)


def test_may_an_administrator_alone_close_a_year_and_nobody_change_it():
    chair = Person("c" * 32, (Post(Role.CHAIR, "luton", "housing"),))
    admin = Person("a" * 32, (Post(Role.ADMINISTRATOR, EVERYWHERE),))
    assert not may(chair, "add", "closed_year", "luton")
    assert may(admin, "add", "closed_year", "luton")
    assert not may(admin, "change", "closed_year", "luton")


@pytest.mark.in_turn
def test_are_names_of_parts_that_are_counted_those_of_a_walk_through_the_file(full, monkeypatch):
    counted = REPORT_FORMATS["pptx"].make(full)
    monkeypatch.setattr("het_geo.render.slide_file.count_names", lambda deck: None)
    assert REPORT_FORMATS["pptx"].make(full) == counted


def test_is_a_picture_that_stands_on_two_slides_kept_once():
    deck = opened()
    held = [deck.slides.add_slide(deck.slide_layouts[1]) for _ in range(3)]
    one, other = (
        BytesIO(
            as_pngs([f'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="{high}"/>'], 1)[0]
        )
        for high in (9, 8)
    )
    for slide, picture in zip(held, (one, other, one)):
        slide.shapes.add_picture(picture, 0, 0)
    names = {part.partname for part in deck.part.package.iter_parts()}
    assert {name for name in names if "media" in name} == {
        "/ppt/media/image1.png", "/ppt/media/image2.png",
    }  # fmt: skip


def test_do_slides_hold_all_that_stands_on_them(full):
    deck = pptx.Presentation(BytesIO(REPORT_FORMATS["pptx"].make(full)))
    high = deck.slide_height
    over = [
        (n, shape.name)
        for n, slide in enumerate(deck.slides, 1)
        for shape in slide.shapes
        if shape.top is not None and shape.top + shape.height > high
    ]
    assert over == []
    titles = [slide.shapes.title.text_frame.text for slide in deck.slides]
    assert len(titles) == len(set(titles))


@pytest.mark.in_turn
def test_do_slides_of_a_long_register_say_how_much_they_leave_out(ground):
    actions = tuple(
        replace(LATE, id=f"{i:032x}", title=f"Made up: number {i}", recommendation=None)
        for i in range(100)
    )
    made = report_of(replace(ground, written=Written(actions=actions)), DAY, NOBODY)
    text = slide_text(REPORT_FORMATS["pptx"].make(made))
    left = 100 + len(ground.framework.advice) - 80
    assert f"And {left} more, which the PDF and the Word file hold" in text
    assert "Made up: number 99" not in text
    assert "Made up: number 99" in pdf_text(REPORT_FORMATS["pdf"].make(made))


@pytest.mark.in_turn
def test_do_the_five_lines_stand_on_one_slide_of_their_own_after_the_title(full):
    slides = pptx.Presentation(BytesIO(REPORT_FORMATS["pptx"].make(full))).slides
    titles = [slide.shapes.title.text for slide in slides]
    assert titles[1] == "The year in five lines"
    assert titles[2].startswith("The year at a glance")
    assert len(titles) == len(set(titles))


def test_stands_what_is_said_of_a_measure_before_its_drawing_and_nothing_after(full):
    measures = [s for s in full.document.sections if s.level == 3 and ": logic" not in s.title]
    drawn = [s for s in measures if any(isinstance(part, Drawing) for part in s.parts)]
    assert drawn
    for section in drawn:  # so that no line of it is left on the next page
        assert isinstance(section.parts[-1], Drawing)


def test_has_every_measure_its_source_and_the_age_of_its_newest_figure(ground, empty):
    told = {s.title: " ".join(p.text for p in s.parts if isinstance(p, Text))
            for s in empty.document.sections if s.level == 3}  # fmt: skip
    for found in ground.followed:
        (said,) = [text for title, text in told.items() if f" {found.label}: " in title]
        assert "Source: " in said
        assert found.newest is None or f"Newest figure: {found.newest.label}: " in said
