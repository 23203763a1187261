"""Do dates, and numbers with what they count, stay on one line, and their text as it is?"""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import escape

from het_geo.render.markup import piece
from het_geo.render.unbroken import STYLE, unbroken

KEPT = re.compile(rf'<span class="{STYLE}">(.*?)</span>')
WORDS = ["21 March 2021", "93.3 per 1,000", "of", "2021", "and", "12", "<b>", "people", "&", "£ 5"]


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ("22.3% on 27 March 2011; 12 of them", ["27 March 2011"]),
        ("in the year to March 2023", ["March 2023"]),
        ("93.3 per 1,000 people in 2025, over 4 years old", ["93.3 per 1,000", "4 years"]),
        ("(10.0 µg/m³), 7.8 percentage points higher", ["10.0 µg/m³", "7.8 percentage"]),
        ("between 36.5 and 36.6 in every 100", ["36.6 in every 100"]),
        ("1,250 people lived there for £ 1,000 a week", ["1,250 people", "£ 1,000"]),
        ("4.9% to 28.8% of households in 2021 or 2022", []),
    ],
)
def test_what_is_kept_on_one_line(said, kept):
    html = unbroken(f"<p>{escape(said)}</p>")
    assert KEPT.findall(html) == kept


@given(st.lists(st.sampled_from(WORDS), max_size=12).map(" ".join))
def test_does_the_text_stay_as_it_is_and_nothing_stand_in_itself(said):
    html = f"<p title='21 March 2021'>{escape(said)}</p><svg><text>21 March 2021</text></svg>"
    once = unbroken(html)
    assert KEPT.sub(r"\1", once) == html  # no sign of the text is another, no tag is touched
    assert unbroken(once) == once


def test_is_what_a_page_is_made_of_kept_so():
    html = piece("explorer.html", "led", "In 2021 it was so.", ["On 21 March 2021."])
    assert f'<span class="{STYLE}">21 March 2021</span>' in html
