"""Does the edge of a page cut no column of a table that is wider than the page?"""

import pandas as pd
from hypothesis import given
from hypothesis import strategies as st

from het_geo.sentences.ages import ages_table
from het_geo.sentences.catalogue import indicators_table, sources_table
from het_geo.ui.tables import ACROSS, NAMES, READ, across, in_sight
from tests.unit.documents import TODAY, pack

TEXTS = st.text("abc de", min_size=1, max_size=120)


@given(st.lists(TEXTS, min_size=2, max_size=12))
def test_end_the_columns_that_are_seen_first_at_the_edge_of_the_page(texts):
    table = pd.DataFrame({f"{n}": [text] for n, text in enumerate(texts)})
    if across(table, NAMES, {}) <= ACROSS:
        return
    found = in_sight(table, NAMES, {})
    assert [*found] == [*table.columns[1 : len(found) + 1]]  # the first of them, in their order
    assert NAMES + sum(found.values()) == ACROSS


def test_are_the_tables_of_the_data_page_cut_nowhere():
    for table in (indicators_table(pack()), sources_table(pack()), ages_table(pack(), TODAY)):
        found = in_sight(table, NAMES, {})
        assert NAMES + sum(found.values()) == ACROSS
        *whole, last = found.values()
        assert len(whole) > 1
        assert last >= 75


def test_has_a_text_what_is_left_where_it_can_be_read_in_so_much():
    long, short = "w" * 200, "s"
    table = pd.DataFrame({"name": ["n"], "one": [long], "two": [long], "three": [long]})
    # 1,120 - 190 = 930 = 3 × 300 + 30, which the first of the widest has
    assert in_sight(table, 190, {}) == {"one": 330, "two": 300, "three": 300}
    # 1,120 - 300 = 820 = 2 × 300 + 220: enough to read in, at least 200
    assert in_sight(table, 300, {}) == {"one": 300, "two": 300, "three": 220}
    # 1,120 - 350 = 770 = 2 × 300 + 170, which is less
    assert in_sight(table, 350, {}) == {"one": 470, "two": 300}
    assert READ == 200
    table = pd.DataFrame({"name": ["n"], "one": [short] * 1, "two": [long], "three": [short]})
    assert in_sight(table, 190, {})["one"] < 75
