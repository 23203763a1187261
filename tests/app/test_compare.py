"""Does Compare show the areas that its link asks for, and say what it cannot?"""

import pytest

from het_geo.geography import Level, area_label
from het_geo.ui.frame import PAGES
from tests.app.pages import field, notices, open_app, said

DALLOW, BARNFIELD, BISCOT = "E05014741", "E05014735", "E05014737"
NEIGHBOURHOOD = "E01015693"
RETIRED = "E05002193"  # Barnfield before 2023


def compare(**params):
    """Open Compare by a link; ``beside`` are the areas beside the first."""
    if "beside" in params:
        params["with"] = params.pop("beside")
    app = open_app("compare", place="luton", **params)
    assert not app.exception
    return app


def offers(app):
    """Return what one area could be set beside: the links on the page itself."""
    own = {*PAGES}
    return {link.proto.label: link.proto.query_string for link in app.get("page_link")
            if link.proto.label not in own}  # fmt: skip


def test_is_nothing_compared_before_an_area_is_chosen():
    app = compare()
    assert "Compare areas of Luton: which one first?" in said(app)
    assert not app.multiselect
    assert notices(app) == ""


def test_is_a_second_area_asked_for_and_offered_by_a_rule():
    app = compare(area=DALLOW)
    assert "Dallow ward, Luton: compared with whom?" in said(app)
    assert "share a border or a corner" in said(app)
    assert "same tenth" in said(app)
    assert f"with={BISCOT}" in offers(app)["Biscot ward"]
    assert "Every figure, with its margin of error" not in said(app)


def test_are_two_areas_set_side_by_side():
    text = said(compare(area=DALLOW, beside=BARNFIELD))
    assert "Dallow ward beside Barnfield ward" in text
    assert "Dallow ward and Barnfield ward: of " in text
    assert "about one figure in twenty would look different" in text
    assert "Every figure, with its margin of error" in text
    assert "Sources and licences" in text


def test_do_areas_of_one_link_stand_beside_one_another_without_the_other_key():
    app = compare(area=f"{DALLOW},{BARNFIELD}")
    assert "Dallow ward beside Barnfield ward" in said(app)
    field(app, "compare-others").set_value([BISCOT]).run()
    assert (app.query_params["area"], app.query_params["with"]) == (DALLOW, BISCOT)
    assert "Dallow ward beside Biscot ward" in said(app)


def test_does_what_is_chosen_stand_in_the_link_and_open_again():
    app = compare()
    field(app, "compare-area").select(DALLOW).run()
    field(app, "compare-others").set_value([BISCOT, NEIGHBOURHOOD]).run()
    assert (app.query_params["area"], app.query_params["with"]) == (
        DALLOW, f"{BISCOT},{NEIGHBOURHOOD}",
    )  # fmt: skip
    again = compare(area=app.query_params["area"], beside=app.query_params["with"])
    assert said(again) == said(app)
    field(app, "compare-others").set_value([]).run()
    assert "with" not in app.query_params
    assert "Dallow ward, Luton: compared with whom?" in said(app)


def test_is_a_comparison_found_again_after_another_page():
    app = compare(area=DALLOW, beside=BARNFIELD)
    app.switch_page("pages/profile.py").run()
    app.query_params.clear()
    app.query_params["area"] = DALLOW
    app.switch_page("pages/compare.py").run()
    assert "Dallow ward beside Barnfield ward" in said(app)
    assert app.query_params["with"] == BARNFIELD


@pytest.mark.parametrize(
    ("beside", "told"),
    [
        (DALLOW, "Dallow ward stands here already: an area is shown once."),
        ("E05999999", "No area of Luton has the code “E05999999”."),
        ("E06000032", "Luton as a whole stands beside every figure"),
        (RETIRED, RETIRED),
        ("Stopsly", "No area of Luton is called “Stopsly”, and no figure here goes by that name."),
    ],
)
def test_is_what_cannot_stand_beside_an_area_said(beside, told):
    app = compare(area=DALLOW, beside=beside)
    assert told in notices(app)
    if beside != RETIRED:
        assert "Dallow ward, Luton: compared with whom?" in said(app)


def test_are_four_of_five_areas_shown_and_the_fifth_named(luton):
    wards = luton.codes(Level.WARD)[:5]
    app = compare(area=wards[0], beside=",".join(wards[1:]))
    assert f"{area_label(luton.areas, wards[4])} is left out" in notices(app)
    assert area_label(luton.areas, wards[3]) in said(app)


def test_does_a_postcode_stand_in_no_link(luton):
    app = compare(area=DALLOW, beside="LU2 7AA")
    assert "LU2" not in app.query_params.get("with", "")


def test_are_two_figures_asked_for_and_set_against_each_other():
    app = compare()
    assert "Do two figures go together over areas?" in said(app)
    field(app, "compare-one").select("overcrowding").run()
    field(app, "compare-against").select("unemployment").run()
    assert (app.query_params["indicator"], app.query_params["against"]) == (
        "overcrowding", "unemployment",
    )  # fmt: skip
    assert "Over 20 wards, where “Too few bedrooms” is higher" in said(app)
    field(app, "compare-level").select("lsoa").run()
    assert "Over 125 neighbourhoods (LSOA)" in said(app)
    again = compare(**{key: app.query_params[key] for key in ("indicator", "against", "level")})
    assert said(again) == said(app)


@pytest.mark.parametrize(
    ("link", "told"),
    [
        ({"indicator": "gold"}, "an indicator this explorer does not know, “gold”"),
        ({"against": "imd_decile"}, "cannot be set against another figure here"),
        (
            {"indicator": "overcrowding", "against": "household_income"},
            "No kind of area has both figures: choose another.",
        ),
        (
            {"indicator": "overcrowding", "against": "overcrowding"},
            "it is the same figure twice: choose another.",
        ),
    ],
)
def test_is_what_cannot_be_set_against_another_said(link, told):
    app = compare(**link)
    assert told in said(app)


def test_stand_both_parts_of_the_page_in_one_link():
    link = {"indicator": "overcrowding", "against": "unemployment"}
    text = said(compare(area=DALLOW, beside=BARNFIELD, **link))
    assert "Dallow ward beside Barnfield ward" in text
    assert "Over 20 wards, where “Too few bedrooms” is higher" in text


def test_are_the_most_similar_areas_of_england_named_with_what_they_have_better():
    text = said(compare(area=DALLOW))
    assert "The most similar in England" in text
    assert "Most like Dallow ward" not in text  # which the sentence says: no two headings alike
    assert (
        "Of all of England’s wards, those most like Dallow ward in who lives there are Wall End "
        "ward in Newham, Farnham ward in Slough and City ward in Bradford." in text
    )
    assert "of households rent privately, Dallow ward 50%" in text
    assert "Most of the 10 are better than Dallow ward, by more than chance" in text
    assert "not in why things are as they are" in text


def test_is_the_place_itself_held_against_all_districts_where_no_area_is_chosen():
    text = said(compare())
    assert "Of all of England’s districts, those most like Luton in who lives there are" in text
    assert "Slough, Birmingham and Hillingdon" in text


def test_have_several_areas_their_most_similar_each():
    app = compare(area=DALLOW, beside=NEIGHBOURHOOD)
    assert "Most like Dallow ward" in said(app)
    assert "Of all of England’s wards, those most like Dallow ward" in said(app)
    assert "Of all of England’s neighbourhoods (LSOA), those most like Luton 007A" in said(app)
    assert not app.exception
