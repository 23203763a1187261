"""Does every page say what it should, whatever the link? (Run from app.py, as Streamlit does.)"""

import html
import re
import shutil

import pytest

from het_geo.atlas.tiles import tiles_of
from tests.app.pages import field, notices, open_app, page_text
from tests.conftest import ROOT
from tests.luton import copied


def test_does_the_page_open_on_a_sentence_about_luton():
    app = open_app()
    assert not app.exception
    assert "12.2% of households had too few bedrooms" in page_text(app)


def test_is_a_figure_that_the_whole_place_lacks_said_to_be_missing_once():
    app = open_app(indicator="recorded_crime", level="ward")
    card = page_text(app).partition("Luton and beyond")[2].partition("</table>")[0]
    rows = re.findall(r"<tr>(.*?)</tr>", card, flags=re.S)
    missing = [row for row in rows if "not available" in row]
    assert len(missing) == 2  # England and the region: the police send Bedfordshire’s alone
    assert all(row.count("not available") == 1 for row in missing)


PARTS = 8  # several short tests can run side by side, one long one cannot


@pytest.mark.parametrize("part", range(PARTS))
def test_does_every_indicator_open_with_its_question_and_all_its_areas(luton, catalogue, part):
    held = [i for i in catalogue.indicators.values() if i.id in luton.periods_held]
    for indicator in held[part::PARTS]:
        level = indicator.levels[0]
        app = open_app(indicator=indicator.id, level=level, table="true")
        assert not app.exception, indicator.id
        assert not app.error, indicator.id
        assert notices(app) == "", indicator.id
        assert indicator.question in html.unescape(page_text(app)), indicator.id
        assert len(app.dataframe[0].value) == len(luton.codes(level)), indicator.id


@pytest.mark.parametrize("period", ["2012", "2018"])
def test_does_an_older_period_on_older_boundaries_open(period):
    app = open_app(
        indicator="fuel_poverty_lihc", level="ward", period=period, area="E05014739", table="true"
    )
    assert not app.exception
    assert "shared out from an older" in app.dataframe[0].value["Note"]["E05014739"]


def test_does_a_choice_go_into_the_link():
    app = open_app()
    field(app, "explore-block").select("air").run()
    assert app.query_params["indicator"] == "no2"
    assert not [box for box in app.selectbox if box.key == "explore-level"]  # until it is opened
    for key, chosen in [("level", "lsoa"), ("period", "2018"), ("compare", "district")]:
        app.session_state["explore-view"] = True  # the button is pressed: its lists come
        field(app.run(), f"explore-{key}").select(chosen).run()
    field(app, "explore-area").select("E01015693").run()
    assert not app.exception
    assert dict(app.query_params.items()) == {
        "indicator": "no2", "level": "lsoa", "period": "2018", "compare": "district",
        "area": "E01015693", "place": "luton",
    }  # fmt: skip
    assert "In Luton 007A (Barnfield), background nitrogen dioxide averaged" in page_text(app)


@pytest.mark.parametrize(("level", "area"), [("ward", "E05014741"), ("lsoa", "E01015693")])
def test_does_a_block_open_on_the_figure_of_its_tile(level, area, atlas):
    tiles = {t.block.id: t.view for t in tiles_of(atlas, area) if t.view}
    app = open_app(indicator="overcrowding", level=level, area=area)
    for block, view in tiles.items():
        field(app, "explore-block").select(block).run()
        assert app.query_params["indicator"] == view.indicator.id
        assert (app.query_params["level"], app.query_params["area"]) == (level, area)


def test_is_a_ward_kept_where_wards_have_no_figure():
    app = open_app(indicator="overcrowding", area="E05014742")
    field(app, "explore-block").select("money").run()
    field(app, "explore-indicator").select("universal_credit").run()
    assert (app.query_params["level"], app.query_params["area"]) == ("msoa", "E05014742")
    assert field(app, "explore-area").value == "E05014742"
    assert notices(app) == ""
    text = html.unescape(page_text(app))
    assert (
        "In the 3 neighbourhood groups (MSOA) that Farley ward’s neighbourhoods lie in (best fit)"
        in text
    )
    assert "<h2>Farley ward</h2>" in text
    field(app, "explore-area").select("E05014741").run()
    assert app.query_params["area"] == "E05014741"
    assert (
        "the neighbourhood group (MSOA) that Dallow ward’s neighbourhoods lie in"
        in html.unescape(page_text(app))
    )
    field(app, "explore-indicator").select("income_deprivation").run()
    app.session_state["explore-view"] = True
    field(app.run(), "explore-level").select("ward").run()
    assert "In Dallow ward (best fit)" in page_text(app)


def test_is_the_change_shown_beside_its_table_and_files_where_it_is_chosen():
    app = open_app(indicator="overcrowding", area="E05014741", table="true")
    assert "21.1% of households had too few bedrooms" in page_text(app)
    app.segmented_control(key="explore-show").set_value("change").run()
    assert not app.exception
    assert app.query_params["of"] == "change"
    assert re.search(r"Too few bedrooms in Dallow ward[^:]*: it went from 22\.3%", page_text(app))
    table = open_app(indicator="overcrowding", of="change", table="true").dataframe[0].value
    assert table.loc["E05014741", "Change"] == -1.2
    assert table.loc["E05014741", "How sure"] == "may be chance"
    assert len(table) == 20
    files = [b.proto.label for b in app.get("download_button") if "(" in b.proto.label]
    assert files == ["Table (CSV)", "Shapes (GeoJSON)", "Map (PNG)", "Map (SVG)"]
    app.segmented_control(key="explore-show").set_value("figure").run()
    assert "of" not in app.query_params


@pytest.mark.parametrize(
    ("indicator", "why"),
    [
        ("bad_health", "No change is shown: 21 March 2021 is the only period held."),
        ("imd_rank", "No change is shown: ranks cannot be taken from one another."),
        ("households_deprived", "earlier figures are not comparable; the reason stands below."),
        ("households_deprived", "they cannot be compared, so no change is told."),  # below
    ],
)
def test_says_the_switch_why_where_there_is_no_change(indicator, why):
    app = open_app(indicator=indicator, of="change")
    assert not app.exception
    assert why in html.unescape(page_text(app))
    assert app.segmented_control(key="explore-show").disabled
    assert app.query_params["of"] == "change"  # the next indicator may have one
    app = open_app(indicator="overcrowding", of="gold")
    assert "gold" in notices(app)


def test_can_an_area_be_found_by_ward_or_msoa_and_is_no_code_seen():
    options = open_app().selectbox(key="explore-area").options
    assert "Luton 007A (Barnfield) in Barnfield ward" in options
    assert [option for option in options if "E0" in option] == []
    assert len(options) == 1 + 20 + 125


@pytest.mark.parametrize(
    ("key", "bad"),
    [("indicator", "gold"), ("area", "E05999999"), ("period", "1066")],
)
def test_is_an_unknown_id_in_the_link_answered_with_a_notice(key, bad):
    app = open_app(**{key: bad})
    assert not app.exception
    assert bad in notices(app)
    assert "Across Luton" in page_text(app)


def test_is_markup_in_a_link_never_run():
    app = open_app(area="<script>alert(1)</script>")
    assert "<script>" not in page_text(app)


def test_does_the_data_page_name_every_source_and_licence(luton):
    app = open_app()
    app.switch_page("pages/data.py").run()
    assert not app.exception
    assert set(app.dataframe[1].value["Licence"]) >= {"Open Government Licence v3.0"}
    assert len(app.dataframe[1].value) == len(luton.manifest.source)
    assert len(app.dataframe[0].value) == len(luton.periods_held)


def test_is_the_view_kept_when_pages_are_switched():
    app = open_app(indicator="unemployment", level="lsoa")
    app.switch_page("pages/data.py").run()
    app.query_params.clear()
    app.switch_page("pages/explore.py").run()
    assert app.query_params["indicator"] == "unemployment"


@pytest.mark.parametrize("name", ["data/luton/iod2025.csv", "data/luton/manifest.toml"])
def test_is_a_damaged_pack_answered_with_a_message_and_no_traceback(tmp_path, monkeypatch, name):
    path = copied(tmp_path) / name
    path.write_bytes(path.read_bytes()[:100])
    monkeypatch.setenv("HET_GEO_ROOT", str(tmp_path))
    app = open_app()
    assert not app.exception
    assert name in app.error[0].value
    assert "Build it again" in app.error[0].value


def test_is_a_missing_pack_answered_with_what_to_do(tmp_path, monkeypatch):
    (tmp_path / "data").mkdir()
    shutil.copytree(ROOT / "data" / "catalogue", tmp_path / "data" / "catalogue")
    monkeypatch.setenv("HET_GEO_ROOT", str(tmp_path))
    app = open_app()
    assert not app.exception
    assert "python -m het_geo build luton" in app.error[0].value


@pytest.mark.parametrize("indicator", ["persistent_absence", "overcrowding", "ev_chargers"])
def test_are_licence_and_attribution_said_once_and_where_they_are_owed(indicator):
    text = page_text(open_app(indicator=indicator))
    about = text[text.index("<h3>Sources</h3>") :]
    assert "Boundaries: Source:" not in about
    assert ("Zapmap" in about) == (indicator == "ev_chargers")
    for line in re.findall(r"<li>(.*?)</li>", about):
        assert line.count("Open Government Licence") < 2, line
