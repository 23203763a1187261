"""Are the newer figures of Luton and England those of their raw files, added up by hand?

Each is worked out here another way than the build does: row by row, without its readers,
crosswalks and groups. See test_sources.py for where the raw files stand.
"""

from collections import Counter, defaultdict

import pytest

from het_geo.atlas.choice import Choice
from het_geo.atlas.guidelines import above_of
from het_geo.atlas.reading import indicator_view
from het_geo.geography import ENGLAND, Level
from tests.golden.conftest import rows_of
from tests.golden.test_published import LUTON, figure

pytestmark = pytest.mark.sources

CENSUS = "census2021/{}_lsoa21.csv.gz"


def counted(sources, districts, table, wanted):
    """Return the sum of columns (each named by its end) for Luton and for England."""
    found = Counter()
    for row in rows_of(sources / CENSUS.format(table)):
        if (code := row["geography code"]) not in districts:
            continue  # Wales
        count = sum(int(row[name]) for name in row if name.endswith(wanted))
        found[ENGLAND] += count
        found[LUTON] += count if districts[code] == LUTON else 0
    return found


@pytest.mark.parametrize(
    ("indicator", "table", "above", "below", "luton_s", "england_s"),
    [
        # shared/issues: Luton 10,676 of 225,257 = 4.74 %; England 2,911,044 of 56,489,964 = 5.15 %
        ("bad_health", "ts037", ("health: Bad health", "Very bad health"), "usual residents",
         (10676, 225257, 4.74), (2911044, 56489964, 5.15)),
        ("no_car", "ts045", ("No cars or vans in household",), "Total: All households",
         (19713, 78935, 24.97), (5515948, 23435839, 23.54)),
        ("no_central_heating", "ts046", ("No central heating",), "Total: All households",
         (1460, 78930, 1.85), (351648, 23436240, 1.50)),
        ("managers_professionals", "ts063", ("senior officials", ": 2. Professional occupations"),
         "the week before the census", (24085, 98695, 24.4), (8760336, 26405057, 33.2)),
        ("elementary_occupations", "ts063", ("9. Elementary occupations",),
         "the week before the census", (16733, 98695, 17.0), (2762618, 26405057, 10.5)),
    ],
)  # fmt: skip
@pytest.mark.in_turn
def test_is_a_census_share_that_of_its_neighbourhoods_added_up(
    luton, sources, districts, indicator, table, above, below, luton_s, england_s
):
    many = counted(sources, districts, table, above)
    whole = counted(sources, districts, table, (below,))
    for code, (count, people, share) in ((LUTON, luton_s), (ENGLAND, england_s)):
        assert (many[code], whole[code]) == (count, people)
        found = figure(luton, indicator, code, "2021")
        assert (found["numerator"], found["denominator"]) == (count, people)
        assert found["value"] == pytest.approx(100 * count / people, rel=1e-8)
        decimals = len(str(share).partition(".")[2])
        assert round(100 * count / people, decimals) == share


def test_is_who_never_worked_a_share_of_everyone_from_16(luton, sources, districts):
    """TS065 is of people not in work: over them alone it would be 39.7 % in Luton."""
    never = counted(sources, districts, "ts065", ("Never worked",))
    out = counted(sources, districts, "ts065", ("the week before the census",))
    work = counted(sources, districts, "ts063", ("the week before the census",))
    for code, share in ((LUTON, 17.0), (ENGLAND, 10.9)):
        found = figure(luton, "never_worked_16plus", code, "2021")
        assert found["denominator"] == out[code] + work[code]
        assert found["numerator"] == never[code]
        assert round(100 * never[code] / (out[code] + work[code]), 1) == share
    assert round(100 * never[LUTON] / out[LUTON], 1) == 39.7


def test_are_certificates_below_c_counted_over_all_certificates(luton, sources):
    below, every, apart = Counter(), Counter(), 0
    own = set(luton.codes(Level.MSOA))
    for row in rows_of(sources / "housing/foe_epc_bands_msoa21_2025-04.csv.gz"):
        bands = {band: int(row[f"{band}_n"]) for band in "ABCDEFG"}
        apart += sum(bands.values()) != int(row["number_of_epcs"])
        for code in {ENGLAND, LUTON} if row["msoa21"] in own else {ENGLAND}:
            below[code] += sum(bands[band] for band in "DEFG")
            every[code] += int(row["number_of_epcs"])
    assert apart == 27
    assert (below[LUTON], every[LUTON]) == (41165, 72361)
    assert round(100 * below[ENGLAND] / every[ENGLAND], 1) == 53.2
    for code in (LUTON, ENGLAND):
        found = figure(luton, "epc_below_c", code, "2008-2025")
        assert (found["numerator"], found["denominator"]) == (below[code], every[code])


def test_are_homes_at_risk_of_flooding_a_count_of_wards_and_larger(luton, sources, districts):
    homes = Counter()
    for row in rows_of(sources / "environment/ea_flood_risk_properties_lsoa21.csv.gz"):
        homes[ENGLAND] += int(row["resi_high_med_low"])
        homes[districts[row["lsoa21"]]] += int(row["resi_high_med_low"])
    assert (homes[LUTON], homes[ENGLAND]) == (1398, 1227080)
    for code in (LUTON, ENGLAND):
        assert figure(luton, "flood_risk", code, "2025")["value"] == homes[code]
    rows = luton.rows("flood_risk", "2025")
    assert rows["numerator"].isna().all()  # never a share
    assert not rows.index.isin(luton.codes(Level.LSOA)).any()
    assert rows.loc[luton.codes(Level.WARD), "value"].sum() == 1398


def test_is_air_of_england_the_mean_over_people_of_mid_2022(luton, sources, districts):
    """Weighted by the people of each neighbourhood of 2021, whose parents of 2011 were read."""
    people = {
        row["lsoacd"]: float(row["population"])
        for row in rows_of(sources / "population/lsoa21_population_mid2022_ew.csv.gz")
    }
    parents = defaultdict(list)
    for row in rows_of(sources / "geography/lookup_lsoa11_lsoa21_chgind_ew.csv.gz"):
        parents[row["LSOA21CD"]].append(row["LSOA11CD"])
    path = sources / "environment/foe_air_quality_lsoa11_2021_2023.csv.gz"
    air = {row["lsoa11"]: row for row in rows_of(path)}
    for name, column, line, means, above in (
        ("no2_mean", "no2_202123_conc", 10, (13.12, 11.63), (123, 55.2)),
        ("pm25_mean", "pm25_202123_conc", 5, (8.38, 7.31), (125, 97.2)),
    ):
        value = {
            code: sum(float(air[old][column]) for old in parents[code]) / len(parents[code])
            for code in districts
        }
        own = [code for code in districts if districts[code] == LUTON]
        for area, codes, mean in ((LUTON, own, means[0]), (ENGLAND, districts, means[1])):
            total = sum(people[code] for code in codes)
            found = sum(value[code] * people[code] for code in codes) / total
            assert round(found, 2) == mean
            assert figure(luton, name, area, "2021-2023")["value"] == pytest.approx(found, abs=2e-4)
        over = sum(value[code] > line for code in districts)
        here = sum(value[code] > line for code in own)
        assert (here, round(100 * over / len(districts), 1)) == above
        view = indicator_view(luton, Choice(name, Level.WARD, "2021-2023"))
        luton_s, england_s = above_of(luton, view)
        assert (luton_s.above, luton_s.neighbourhoods) == (above[0], 125)
        assert (england_s.neighbourhoods, england_s.above) == (33755, over)
        live = sum(people[code] for code in own if value[code] > line)
        assert luton_s.people_above == live
        assert luton_s.distance == pytest.approx(means[0] - line, abs=0.005)
