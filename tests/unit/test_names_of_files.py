"""Says every button what its file is, and in which format, and the same of the same file?"""

import re

import pytest

from het_geo.render import (
    beside,
    briefings,
    files,
    minute,
    plans,
    similar,
    two,
    two_far,
    whole_pack,
)

LISTS = {
    "minute": minute.MINUTE_FORMATS,
    "profile": files.FORMATS,
    "comparison": beside.BESIDE_FORMATS,
    "most similar": similar.SIMILAR_FORMATS,
    "two figures": two.TWO_FORMATS,
    "two figures of England": two_far.FAR_FORMATS,
    "briefing": briefings.FORMATS,
    "place": {kind.id: kind for kind in whole_pack.FORMATS},
}
LABELS = {name: [kind.label for kind in kinds.values()] for name, kinds in LISTS.items()}
LABELS["plan"] = [label for label, _ in plans.KINDS.values()]


@pytest.mark.parametrize("name", LABELS)
def test_says_each_button_what_its_file_is_and_in_which_format(name):
    for label in LABELS[name]:
        assert re.fullmatch(r"[A-Z][A-Za-z -]+ \([A-Za-z ]+\)", label), label
    assert len(set(LABELS[name])) == len(LABELS[name])


def test_are_pages_to_read_and_to_edit_called_by_what_they_hold():
    assert LABELS["minute"] == ["One-minute summary (PDF)", "One-minute summary (Word)"]
    assert LABELS["profile"][:2] == ["Whole profile (PDF)", "Whole profile (Word)"]
