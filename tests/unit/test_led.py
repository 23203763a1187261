"""Does the first sentence of a headline lead, and no part of it?"""

import pytest

from het_geo.ui.show import led


@pytest.mark.parametrize(
    ("text", "first", "rest"),
    [
        ("It fell to 4.4%. That may be chance. So it is.", "It fell to 4.4%.",
         "That may be chance. So it is."),
        ("In St. John’s ward it fell.", "In St. John’s ward it fell.", ""),
        ("In St. John’s ward it fell. It may be chance.", "In St. John’s ward it fell.",
         "It may be chance."),
        ("It rose (by 2.0). Luton’s did not.", "It rose (by 2.0).", "Luton’s did not."),
        ("About a < b", "About a &lt; b", ""),
    ],
)  # fmt: skip
def test_where_does_the_first_sentence_end(text, first, rest):
    assert led(text) == (f'{first} <span class="hg-rest">{rest}</span>' if rest else first)
