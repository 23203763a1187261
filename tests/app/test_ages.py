"""Do pages say how old their figures are, and does the Data page list all by age?"""

import html
from datetime import date

import pytest

from het_geo.geography import Level
from het_geo.sentences.ages import age_of, ages_said, ages_table
from tests.app.pages import open_app, page_text
from tests.app.test_principles import open_principles

SAID = "A newer edition (2024) is said to exist."
# Columns whose cells stand as their publishers write them; those of all others begin large.
AS_WRITTEN = [
    "Unit", "Publisher", "Attribution", "Link", "File’s SHA-256", "Where it is said",
]  # fmt: skip


@pytest.mark.parametrize("opened", [open_app, open_principles])
def test_does_a_page_say_how_old_the_figures_are_beside_its_sentence_and_its_sources(
    luton, atlas, opened
):
    app = opened(principle="4", indicator="fuel_poverty", level="ward", period="2022")
    view = atlas.newest("fuel_poverty", Level.WARD)
    age = age_of(luton, view, date.today())
    text = html.unescape(page_text(app))
    assert f'<p class="hg-age">{age}</p>' in text
    assert f"{view.indicator.subtitle}. {age}" in text
    assert age.endswith(SAID)


def test_is_an_earlier_period_s_own_age_said_on_its_page():
    text = html.unescape(page_text(open_app(indicator="fuel_poverty", level="ward", period="2019")))
    assert "Figures for 2019: " in text
    assert "The newest held here are for 2022: " in text


def test_does_the_data_page_list_all_figures_by_age_and_offer_them(luton):
    app = open_app()
    app.switch_page("pages/data.py").run()
    assert not app.exception
    table = ages_table(luton, date.today())
    for shown in app.dataframe:
        cells = shown.value.drop(columns=AS_WRITTEN, errors="ignore").fillna("").astype(str)
        assert not cells.apply(lambda column: column.str.match("[a-z]").any()).any()
    assert app.dataframe[2].value.fillna("").equals(table)
    assert ages_said(table, date.today()) in html.unescape(page_text(app))
    assert [button.label for button in app.get("download_button")] == [
        "Figures (CSV)",
        "Figures (Parquet)",
        "Figures (GeoPackage)",
        "Figures (Excel)",
        "Ages (CSV)",
    ]
