"""Does every list of what people wrote say what it leaves out? Made up."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from het_geo.journey.lists import MOST, shown_lines
from het_geo.journey.written import WrittenLine
from het_geo.render.markup import piece
from tests.conftest import ROOT

LINES = st.lists(
    st.builds(WrittenLine, st.text("abc", max_size=4), st.just("Planned"), st.text(max_size=9),
              st.just("owner"), late=st.booleans()),
    max_size=12,
)  # fmt: skip


@given(LINES, st.integers(0, 12))
@pytest.mark.in_turn
def test_are_lines_shown_and_lines_said_to_be_left_out_all_of_them(lines, most):
    found = shown_lines(lines, "they are elsewhere", most)
    left = int(re.search(r"And (\d+) more: they are elsewhere\.", found.more or "")[1]) if (
        found.more) else 0  # fmt: skip
    assert len(found.lines) + left == found.count == len(lines)
    assert len(found.lines) == min(most, len(lines))
    # What is late is left out last.
    late = sum(line.late for line in lines)
    assert [line.late for line in found.lines] == sorted(
        (line.late for line in found.lines), reverse=True
    )
    assert sum(line.late for line in found.lines) == min(late, most)


def test_does_every_list_of_a_page_say_what_it_leaves_out():
    line = WrittenLine("1", "Planned", "Visit", "Head of Housing")
    shown = shown_lines([line] * 1234, "the file below has all of them")
    for macro in ("lines", "open_lines"):
        text = piece("journey.html", macro, "Actions", shown, "Nothing.")
        assert text.count("<li>") == MOST
        assert "And 1,134 more: the file below has all of them." in text


def test_is_no_list_of_a_page_cut_by_any_other_way():
    """Pages hand lists of rows to one macro, and it takes what one function has cut."""
    written = {path.name: path.read_text("utf-8") for path in (ROOT / "het_geo/ui").glob("*.py")}
    made = {name: re.findall(r'"(?:open_)?lines", .*?, (\w+),', text)
            for name, text in written.items() if 'lines", ' in text}  # fmt: skip
    assert sorted(name for name, found in made.items() if found) == [
        "journey_beside.py", "register.py", "report.py",
    ]  # fmt: skip
    for name, found in made.items():
        for variable in found:
            assert f"{variable} = shown_lines(" in written[name], (name, variable)
