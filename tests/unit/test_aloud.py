"""Is the page of sentences fresh, and free of what nobody would say aloud?"""

import re

import pytest

from het_geo.sentences.aloud import sentences_of, sentences_page
from tests.conftest import ROOT
from tests.sampled import some
from tests.unit.documents import atlas

PAGE = (ROOT / "docs" / "sentences.md").read_text(encoding="utf-8")


@pytest.mark.in_turn
def test_is_the_page_of_sentences_fresh():
    assert sentences_page(atlas()) == PAGE, "run: python -m het_geo docs"


def test_has_every_indicator_of_the_pack_its_sentences():
    assert set(re.findall(r"^### .*\(`(\w+)`\)$", PAGE, re.M)) == set(atlas().pack.periods_held)
    drawn = some(atlas().pack.periods_held, 10, "sentences of every indicator")
    assert all(list(sentences_of(atlas(), name)) for name in drawn)


@pytest.mark.parametrize(
    "turn",
    [
        r"cannot be judged",
        r"came to",
        r"from between|the districts of|, (City|County) of\b",
        r"(?<![\d.])1(\.0)? (percentage points|points|years|tonnes|patients|homes|places)\b",
        r"\b1\.[01]\d? times|or ([1-9]|1[0-2])% ",  # a ratio that reads as one
        r"\d% as (high|far|many|much|wide)",  # which tells of a smaller figure as of a larger one
        r"[Ss]ignifican|[Ss]tatistical|[Cc]onfidence",
        r"best-fit",  # never an adjective: it cannot be heard what it means
        r"\b(0\.0|100\.0)(%| in every| per)",  # none, all, under 0.1 or over 99.9
        r"indicator was",
        r"(higher|lower) than [^.]*\([^)]*\): [^.]*(higher|lower)",  # lower: lower
        r"It was [^,.:]+ and [\d£]",
        r"on \d+ \w+ \d{4} (has|have|had|is|are|was|were)\b",  # a date tied to what follows
        r"(year|patients|homes|people|tonnes) (higher|lower)\b",
        r"points (higher|lower)(?! \()[^.]*score",
        r"(?<!rests on )fewer (older |working-age )?(people|children|adults|women|men)\b",
        r"rank(ed)? [\d,]+ of|decile|\bin \d+(st|nd|rd|th) neighbourhoods",
        r"best.fit.*best.fit",
        r"^(?!.*WHO.*older guideline).*older guideline",
        r"in all \d+ neighbourhoods(?! together)",
        r"\((year to|school year)",
        r"[Ss]ince (year|school year)",
        r"\bnan\b|None(?! of its)|\{|\}",
        r"  | ,| \.|\.\.|;\.",
        r"\b(\w+) \1\b(?! percentage)",
        r"\d (m|years|years of pay) (higher|lower)\b|£[\d,.]+ (higher|lower)\b",
        r"a gap of \d+ (classes|ranks|tenths)",
        r"[Tt]he same( as [^.]*)? when rounded[^.]*more than chance",
        r"more than chance[^.]*, and (better|worse)\.[^*]*Compare with care",
        r"[Hh]ow sure that is|(one|two) decimals?\b|the years are told apart",
        r"\bMSOAs\b|\ban MSOA\b|gravimetric|best fifth",
    ],
)
def test_is_nothing_there_that_nobody_would_say(turn):
    lines = [line for line in PAGE.splitlines() if line.startswith("* ")]
    assert len(lines) > 500
    assert [line for line in lines if re.search(turn, line)] == []


def test_is_no_gap_told_in_who_lives_where():
    for name, indicator in atlas().pack.catalogue.indicators.items():
        if indicator.block == "context" and name in atlas().pack.periods_held:
            assert not [said for said in sentences_of(atlas(), name) if "a gap of" in said], name
