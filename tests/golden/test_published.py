"""Are the committed figures those that their publishers printed?"""

import pytest

from het_geo.geography import Level

LUTON, EAST, ENGLAND = "E06000032", "E12000006", "E92000001"


def figure(pack, indicator, area, period):
    rows = pack.figures
    found = rows[
        (rows["indicator"] == indicator) & (rows["area_code"] == area) & (rows["period"] == period)
    ]
    assert len(found) == 1
    return found.iloc[0]


@pytest.mark.parametrize(
    ("indicator", "area", "period", "value", "within", "source"),
    [
        ("imd_score", LUTON, "2025", 29.548, 0.0005, "IoD 2025 File 10, district average score"),
        ("income_deprivation", LUTON, "2025", 36.5, 0.05, "IoD 2025 File 10, income average 0.365"),
        ("employment_deprivation", LUTON, "2025", 15.0, 0.05, "IoD 2025 File 10, average 0.150"),
        ("fuel_poverty", LUTON, "2022", 100 * 10520 / 80760, 1e-6, "DESNZ 2024 report, 2022 data"),
        ("fuel_poverty", ENGLAND, "2022", 13.1, 0.05, "DESNZ, England 13.1 % in 2022"),
        # The neighbourhoods sum to 9,605 of 78,928, 12.17 %. The district's own table is said to
        # give 12.1 %: census tables are perturbed cell by cell, so sums differ a little.
        ("overcrowding", LUTON, "2021", 12.1, 0.1, "Census 2021 TS052, Luton"),
        ("private_renting", LUTON, "2021", 100 * 22887 / 78940, 0.02, "Census 2021 TS054, LTLA"),
        ("no_qualifications", LUTON, "2021", 100 * 39478 / 172698, 0.02, "Census 2021 TS067, LTLA"),
        # Unemployed, students included: 7,321 + 1,807; economically active: those and the 98,718
        # in employment (20,943 + 55,840 + … of the 20 categories).
        ("unemployment", LUTON, "2021", 100 * 9128 / 107846, 0.02, "Census 2021 TS066, LTLA"),
        # Looking after home or family, long-term sick or disabled, other: of 172,695 aged 16+.
        ("inactive_other", LUTON, "2021", 100 * (14512 + 6720 + 7748) / 172695, 0.02,
         "Census 2021 TS066, LTLA"),
    ],
)  # fmt: skip
def test_is_the_district_s_figure_the_published_one(
    luton, indicator, area, period, value, within, source
):
    found = figure(luton, indicator, area, period)["value"]
    assert found == pytest.approx(value, abs=within), source


def test_are_17_of_125_neighbourhoods_in_the_most_deprived_tenth(luton):
    """IoD 2025: rank 3,375 of 33,755 ends the first tenth; Luton's file has 17 (13.6 %)."""
    scores = luton.figures[luton.figures["indicator"] == "imd_score"].set_index("area_code")
    small = scores.loc[luton.codes(Level.LSOA), "value"]
    assert len(small) == 125
    assert (small >= FIRST_TENTH_ENDS_AT).sum() == 17
    assert round(17 / 125, 3) == 0.136  # the published proportion for Luton


# The lowest IMD 2025 score among the 3,375 most deprived neighbourhoods; checked against the file
# in test_sources.py.
FIRST_TENTH_ENDS_AT = 44.914


def test_are_the_counts_those_that_desnz_published(luton):
    row = figure(luton, "fuel_poverty", LUTON, "2022")
    assert (row["numerator"], row["denominator"]) == (10520, 80760)


def test_is_luton_s_population_that_of_the_census_within_its_noise(luton):
    """Census 2021: 225,262 usual residents; the neighbourhoods of TS021 sum to 225,244."""
    people = figure(luton, "ethnic_asian", LUTON, "2021")["denominator"]
    assert people == pytest.approx(225262, abs=50)
    adults = figure(luton, "no_qualifications", LUTON, "2021")["denominator"]
    assert adults == pytest.approx(172698, abs=50)  # TS067, LTLA


def test_do_33_neighbourhoods_reach_over_their_ward_s_edge_and_5_lie_mostly_elsewhere(luton):
    small = luton.areas[luton.areas["level"] == "lsoa"]
    assert (small["ward_share"] < 0.9).sum() == 33
    assert (small["most_area_in"] != small["ward"]).sum() == 5


def test_are_there_125_neighbourhoods_and_20_wards_in_force_since_2023(luton):
    wards = luton.codes(Level.WARD)
    assert len(luton.codes(Level.LSOA)) == 125
    assert wards == [f"E050{number}" for number in range(14735, 14755)]


@pytest.mark.parametrize("pollutant", ["no2", "pm25"])
@pytest.mark.parametrize("period", ["2018", "2021", "2023"])
def test_has_air_a_value_everywhere_in_luton_and_none_for_england(luton, pollutant, period):
    rows = luton.figures.query("indicator == @pollutant and period == @period")
    rows = rows.set_index("area_code")
    inside = rows.drop([EAST, ENGLAND])
    assert len(inside) == 125 + 20 + 1
    assert inside["value"].notna().all()
    assert set(rows.loc[[EAST, ENGLAND], "status"]) == {"low_coverage"}


@pytest.mark.parametrize(
    ("indicator", "parts", "parent"),
    [
        ("children_low_income", ["E02006937", "E02006938"], "MSOA Luton 018"),
        ("universal_credit", ["E02006937", "E02006938"], "MSOA Luton 018"),
        ("claimant_rate", ["E01033803", "E01033804", "E01033805"], "LSOA Luton 018F"),
        ("fuel_poverty", ["E01033806", "E01033807"], "LSOA Luton 021C"),
    ],
)
def test_do_the_parts_of_a_split_area_keep_their_parent_s_rate(luton, indicator, parts, parent):
    rows = luton.figures[luton.figures["indicator"] == indicator]
    rows = rows[rows["area_code"].isin(parts) & rows["status"].eq("apportioned")]
    values = rows.dropna(subset="value").groupby("period")["value"].agg(["min", "max", "size"])
    assert len(values) >= 2, parent  # the periods published for the parent
    assert (values["size"] == len(parts)).all(), parent
    assert (values["max"] - values["min"]).max() < 1e-6, parent
