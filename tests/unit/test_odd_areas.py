"""What does a profile say of a ward without a neighbourhood, and of an area drawn anew?"""

from dataclasses import replace
from html import unescape

import pytest

from het_geo.atlas.atlas import Atlas
from het_geo.geography import Level
from het_geo.profiles.profile import profile_of
from het_geo.render.page import to_html
from tests.unit.test_profiles import DALLOW, TODAY


@pytest.mark.in_turn
def test_is_a_figure_of_a_redrawn_area_marked_and_explained(luton):
    figures = luton.figures.copy()
    rows = (figures["area_code"] == DALLOW) & (figures["indicator"] == "overcrowding")
    figures.loc[rows, "status"] = "mixed"
    profile = profile_of(Atlas(replace(luton, figures=figures)), [DALLOW], TODAY)
    row = next(row for row in profile.rows if row.id == "overcrowding")
    assert (row.mark, row.status_words) == (
        " †", "mixed: its boundary was redrawn among several older neighbourhoods"
    )  # fmt: skip
    assert any(line.word == "mixed" for line in profile.glossary)
    page = unescape(to_html(profile, luton))
    assert f"{row.written} †" in page
    assert "† Mixed: its boundary was redrawn among several older neighbourhoods" in page


@pytest.mark.in_turn
def test_has_a_ward_without_a_neighbourhood_a_profile_that_says_why(luton):
    """Made up: Dallow's four neighbourhoods are counted in the ward before it in the pack."""
    areas = luton.areas.copy()
    other = luton.codes(Level.WARD)[0]
    own = list(areas.index[areas["ward"] == DALLOW])
    areas.loc[own, "ward"] = other
    areas.loc[DALLOW, "population"] = float("nan")
    areas.loc[DALLOW, "overlapped_by"] = " ".join(own)
    figures = luton.figures.copy()
    rows = figures["area_code"] == DALLOW
    numbers = ["value", "numerator", "denominator", "lower", "upper", "percentile"]
    figures.loc[rows, numbers] = float("nan")
    figures.loc[rows, "status"] = "no_neighbourhood"
    pack = replace(luton, areas=areas, figures=figures)
    profile = profile_of(Atlas(pack), [DALLOW], TODAY)
    assert profile.summary == (
        "Dallow ward: no neighbourhood has most of its people here, so no figure is counted for it."
    )
    assert [area.code for area in profile.subject.overlapping] == own
    assert not profile.subject.neighbourhoods
    assert (profile.rows, profile.inside, profile.headlines) == ((), (), ())
    reasons = {line.reason for line in profile.not_known if line.kind == "indicator"}
    assert "No neighbourhood has most of its people here." in reasons
    page = unescape(to_html(profile, pack))
    assert "Its ground lies in " in page
    for code in own:
        assert f"{areas.loc[code, 'name']} (counted in {areas.loc[other, 'name']} ward)" in page
    whole = profile_of(Atlas(pack), [pack.district], TODAY)
    assert whole.best_fit.notes[1] == (
        "No neighbourhood fits Dallow ward best, so it has no figures."
    )
