"""Is what hangs on every figure said once of a page, and never a verdict without its reason?"""

import re
from datetime import date

import pytest

from het_geo.atlas.gaps.setting import Setting
from het_geo.atlas.gaps.view import gap_view
from het_geo.briefing.cards import answers
from het_geo.briefing.model import Audience
from het_geo.briefing.propose import propose
from het_geo.document import Drawing, Items, Text
from het_geo.document.table import Table
from het_geo.geography import Level
from het_geo.profiles.layout import document_of
from het_geo.profiles.notes import WORDS
from het_geo.sentences.change import NO_VERDICT
from het_geo.sentences.gap_statements import statements
from het_geo.sentences.headlines import headline
from het_geo.sentences.over_time import told_over_time
from tests.sampled import some
from tests.unit.documents import KINDS, atlas, pack, profile_and_pack

TODAY = date(2026, 3, 21)
DALLOW = "E05014741"
FIT = re.compile(r"\(best fit\)|best-fit \w+|Wards are best fit")
ALONE = re.compile(r"cannot be judged|none can be judged")


def texts_of(part):
    """Yield all that a part of a document says."""
    match part:
        case Text():
            yield part.text
        case Items():
            yield from (f"{item.lead} {item.text}{item.tail}" for item in part.items)
        case Table():
            yield from (column.head for column in part.columns)
            for group in part.groups:
                yield group.label
                yield from (
                    cell for row in group.rows for cell in (row.name, row.quiet, *row.cells)
                )
        case Drawing():
            yield part.title


def said_in(document):
    yield document.title
    yield document.lead
    for section in document.sections:
        yield section.title
        for part in section.parts:
            yield from texts_of(part)


@pytest.mark.sampled(3)
@pytest.mark.parametrize("kind", KINDS)
def test_is_best_fit_said_once_of_a_profile(kind):
    profile, own = profile_and_pack(kind)
    said = [text for text in said_in(document_of(profile, own)) if text not in WORDS.values()]
    assert sum(len(FIT.findall(text)) for text in said) <= 1, [t for t in said if FIT.search(t)]
    assert profile.title.endswith("(best fit)") == (kind in ("ward", "nothing known"))


@pytest.mark.sampled(3)
@pytest.mark.parametrize("kind", KINDS)
def test_does_no_document_say_that_something_cannot_be_judged_alone(kind):
    profile, own = profile_and_pack(kind)
    assert [text for text in said_in(document_of(profile, own)) if ALONE.search(text)] == []
    for row in profile.rows:
        assert not ALONE.search(row.trend.word + row.trend.sentence)
        if NO_VERDICT in row.trend.sentence:  # what changed comes first, and why after
            first, _, why = row.trend.sentence.partition(NO_VERDICT)
            assert bool(first.strip()) == bool(row.trend.sure)
            assert re.match(r": \w", why)


@pytest.mark.parametrize("level", [Level.WARD, Level.LSOA, Level.MSOA])
@pytest.mark.in_turn
def test_does_no_sentence_of_a_gap_stand_alone_or_say_best_fit_twice(level):
    setting = Setting(pack())
    views = atlas().newest_views(level).items()
    for name, view in some(views, 15, f"gaps of {level}"):
        found = statements(gap_view(setting, view), pack().catalogue)
        said = " ".join(statement.text for statement in found.values())
        assert len(FIT.findall(said)) == (level == Level.WARD and "has no gap" not in said), name
        assert not ALONE.search(said), said


@pytest.mark.parametrize("area", ["", DALLOW])
@pytest.mark.in_turn
def test_does_no_sentence_of_the_explorer_say_so_alone(area):
    for view in atlas().newest_views(Level.WARD).values():
        _, over = told_over_time(pack(), view, area)
        said = f"{headline(view, area)} {over}"
        assert not ALONE.search(said), said
        assert len(FIT.findall(said)) <= 1, said


@pytest.mark.parametrize("codes", [(), (DALLOW,)])
def test_does_no_screen_or_answer_say_so_alone(codes):
    for screen in propose(atlas(), Audience(codes), TODAY).screens:
        cells = [cell for row in screen.table.rows for cell in row] if screen.table else []
        said = [screen.headline, screen.title, screen.source, *screen.notes, *map(str, cells)]
        assert [text for text in said if ALONE.search(text)] == []
        assert len(FIT.findall(f"{screen.headline} {screen.source}")) <= 1, screen.headline
    view = atlas().newest("overcrowding", Level.WARD)
    for answer in answers(atlas(), view, DALLOW, TODAY):
        assert not ALONE.search(f"{answer.answer} {answer.sure}")
