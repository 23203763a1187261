"""What does a briefing say where figures are missing, or all alike?"""

from dataclasses import replace
from datetime import date

import numpy as np
import pytest

from het_geo.atlas.atlas import Atlas
from het_geo.briefing.model import Audience
from het_geo.briefing.propose import screen_of
from het_geo.geography import Level

TODAY = date(2026, 3, 21)
NUMBERS = ["value", "lower", "upper", "numerator", "denominator", "published", "percentile"]
BARNFIELD, BEECH_HILL, BRAMINGHAM = "E05014735", "E05014736", "E05014737"
SMALL = "E01015693"  # a neighbourhood of Barnfield ward
WHOSE = {
    "place": Audience(),
    "ward": Audience(codes=(BARNFIELD,)),
    "two wards": Audience(codes=(BARNFIELD, BEECH_HILL)),
    "three wards": Audience(codes=(BARNFIELD, BEECH_HILL, BRAMINGHAM)),
    "neighbourhood": Audience(codes=(SMALL,)),
}


def with_figures_of(luton, kept, value=None):
    """Return an atlas in which few areas have a figure of overcrowding, of a made-up value."""
    figures = luton.figures[luton.figures["indicator"] == "overcrowding"].copy()
    small = figures["area_code"].map(luton.areas["level"]).isin(["ward", "msoa", "lsoa"])
    some = figures["area_code"].isin(kept)
    figures.loc[small & ~some, NUMBERS] = np.nan
    figures.loc[figures["value"].isna(), "status"] = "missing"
    if value is not None:
        figures.loc[some, ["value", "lower", "upper"]] = value, value - 1, value + 1
    return Atlas(replace(luton, figures=figures))


@pytest.fixture(scope="module")
def of_none(luton):
    return with_figures_of(luton, [])


@pytest.fixture(scope="module")
def of_one(luton):
    return with_figures_of(luton, [BARNFIELD, SMALL], 20.0)


@pytest.fixture(scope="module")
def of_two(luton):
    return with_figures_of(luton, [BARNFIELD, BEECH_HILL], 20.0)


def headline(atlas, whose, kind, level):
    return screen_of(atlas, WHOSE[whose], f"{kind}.overcrowding.{level}", TODAY).headline


@pytest.mark.parametrize(
    ("whose", "kind", "level", "said"),
    [
        ("place", "gap", "ward", "Too few bedrooms: no gap can be shown between Luton’s wards."),
        ("place", "where", "ward", "Too few bedrooms: no area of Luton has a figure."),
        (
            "ward", "gap", "ward",
            "Barnfield ward has no figure for “Too few bedrooms”: the publisher gives no figure "
            "for this area.",
        ),
        ("ward", "where", "ward", "None of the neighbourhoods of Barnfield ward has a figure."),
        (
            "ward", "closing", "ward",
            "Too few bedrooms: no people to count, because Barnfield ward has no figure.",
        ),
        ("two wards", "gap", "ward", "None of these 2 wards has a figure for “Too few bedrooms”."),
        (
            "two wards", "closing", "ward",
            "Too few bedrooms: no people to count, because none of these wards has a figure.",
        ),
    ],
)  # fmt: skip
def test_is_what_no_area_has_said_to_be_missing(of_none, whose, kind, level, said):
    assert headline(of_none, whose, kind, level) == said


@pytest.mark.parametrize(
    ("whose", "kind", "level", "said"),
    [
        ("place", "gap", "ward", "Too few bedrooms: no gap can be shown between Luton’s wards."),
        (
            "place", "where", "ward",
            "Too few bedrooms: of Luton’s wards, Barnfield ward alone has a figure, 20.0% "
            "(21 March 2021).",
        ),
        (
            "ward", "where", "ward",
            "Of the neighbourhoods of Barnfield ward, Luton 007A (Barnfield) alone has a figure, "
            "20.0% (21 March 2021).",
        ),
        (
            "two wards", "gap", "ward",
            "In Barnfield ward, 20.0% of households had too few bedrooms on 21 March 2021: worse "
            "than England (4.4%), 4.5 times as high. No other of these 2 wards has a figure.",
        ),
        (
            "neighbourhood", "gap", "lsoa",
            "In Luton 007A (Barnfield), 20.0% of households had too few bedrooms on 21 March "
            "2021: worse than England (4.4%), 4.5 times as high.",
        ),
    ],
)  # fmt: skip
def test_is_what_one_area_alone_has_not_said_of_several(of_one, whose, kind, level, said):
    assert headline(of_one, whose, kind, level) == said


@pytest.mark.parametrize(
    ("whose", "kind", "said"),
    [
        (
            "two wards", "gap",
            "Both of these wards are worse than England (4.4%): 20.0% of households had too few "
            "bedrooms on 21 March 2021.",
        ),
        (
            "three wards", "gap",
            "2 of these 3 wards are worse than England (4.4%): 20.0% of households had too few "
            "bedrooms on 21 March 2021. 1 of them has no figure.",
        ),
        (
            "place", "closing",
            "Too few bedrooms: no people to count, because every area is at the level of the best "
            "wards already.",
        ),
    ],
)  # fmt: skip
def test_is_told_how_many_are_worse_and_how_many_have_no_figure(of_two, whose, kind, said):
    assert headline(of_two, whose, kind, Level.WARD) == said


def test_is_an_area_that_is_no_worse_not_said_to_lack_a_figure(luton):
    atlas = with_figures_of(luton, [BARNFIELD, BEECH_HILL], 3.0)  # England has 4.4
    reason = "is no worse than the levels compared with"
    assert headline(atlas, "ward", "closing", Level.WARD) == (
        f"Too few bedrooms: no people to count, because Barnfield ward {reason}."
    )
    assert headline(atlas, "three wards", "closing", Level.WARD) == (
        f"Too few bedrooms: no people to count, because each of these wards {reason}, or has no "
        "figure."
    )


@pytest.mark.parametrize(
    ("whose", "screen", "said"),
    [
        (
            "ward", "where.flood_risk.ward",
            " is not published for neighbourhoods, so what lies inside Barnfield ward is not "
            "known.",
        ),
        (
            "place", "where.overcrowding.district",
            "Too few bedrooms: one figure for the whole of Luton (21 March 2021).",
        ),
        (
            "ward", "closing.private_renting.ward",
            "Private renting: no people to count, because neither high nor low is better.",
        ),
        (
            "ward", "closing.population.ward",
            "People: no people to count, because neither high nor low is better.",
        ),
        (
            "ward", "trend.imd_score.ward",
            "Deprivation as a whole (IMD 2025), Barnfield ward. No recent trend is told: only "
            "shares and rates are judged.",
        ),
    ],
)  # fmt: skip
def test_is_what_a_figure_cannot_tell_said_with_its_reason(atlas, whose, screen, said):
    assert screen_of(atlas, WHOSE[whose], screen, TODAY).headline.endswith(said)
