"""Does what has changed name what did, in the grammar of its counts, and draw no silence?"""

import re
from collections import Counter
from datetime import date

import pytest

from het_geo.atlas.change_at import change_at
from het_geo.briefing.model import Audience
from het_geo.briefing.propose import screen_of
from het_geo.briefing.screens.tally import KINDS, _headline
from het_geo.geography import Level

TODAY = date(2026, 11, 29)


@pytest.mark.parametrize(("counts", "said"), [  # worse, may be chance, better, not said
    ((1, 0, 0, 9), "A: the one figure with a margin of error then and now changed for the worse, "
     "by more than chance."),
    ((0, 1, 0, 9), "A: the one figure with a margin of error then and now may have changed by "
     "chance."),
    ((0, 4, 0, 0), "A: of 4 figures with a margin of error then and now, none changed by more "
     "than chance; 4 may be chance."),
    ((2, 0, 0, 0), "A: of 2 figures with a margin of error then and now, 2 changed for the worse "
     "and none for the better by more than chance."),
    ((2, 3, 1, 0), "A: of 6 figures with a margin of error then and now, 1 changed for the better "
     "and 2 for the worse by more than chance; 3 may be chance."),
])  # fmt: skip
def test_are_changes_said_in_the_grammar_of_their_counts(counts, said):
    assert _headline("A", Counter(dict(zip(KINDS, counts, strict=True))), 1) == said


def test_are_up_to_three_named_to_either_side_the_largest_first(atlas):
    screen = screen_of(atlas, Audience(), "better", TODAY)
    catalogue, place = atlas.pack.catalogue, atlas.pack.district
    for kind in ("worse", "better"):
        named = re.search(rf"For the {kind}: (.*?)\.", screen.picture.says)[1]
        labels = {i.label.lower(): i.id for i in catalogue.indicators.values()}
        found = [name for name in labels if name in named.lower()]
        found = [n for n in found if not any(n in other for other in found if other != n)]
        assert len(found) == 3, named
        found.sort(key=named.lower().index)
        sizes = []
        for label in found:
            view = atlas.newest(labels[label], Level.DISTRICT)
            whole = change_at(atlas, view, place).whole
            sizes.append(abs(whole.difference.value / whole.earlier.value))
        assert sizes == sorted(sizes, reverse=True)


def test_is_what_is_not_said_told_in_words_and_in_no_bar(atlas):
    screen = screen_of(atlas, Audience(), "better", TODAY)
    unsaid = sum(int(row[-1]) for row in screen.table.rows)
    assert f"{unsaid} figures are not drawn: no change can be said of them" in screen.picture.says
    drawn = [int(n) for n in re.findall(r">(\d+)</text>", screen.picture.body)]
    told = [int(count) for row in screen.table.rows for count in row[1:-1] if count != "0"]
    assert sorted(drawn) == sorted(told)
    assert KINDS[-1] not in screen.picture.body
