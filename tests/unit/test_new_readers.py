"""Do readers of classes, summed crime and tenths say what their files say, and refuse the rest?"""

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from het_geo.errors import SourceError
from het_geo.figures import DIGITS, kept
from het_geo.sources import ohid, police, research

HEAT = "msoa21,heat\nE02000001,high\nE02000002,low\n"


@pytest.fixture
def heat(tmp_path, catalogue):
    path = tmp_path / "heat.csv"
    path.write_text(HEAT)
    source = replace(
        catalogue.sources["foe-heat-risk"], options={"code": "msoa21", "classes": "low | high"}
    )
    return path, source


def test_is_a_class_its_place_in_the_order(heat):
    path, source = heat
    table = research.classes(path, ["heat"], source)
    assert table.values["heat"].to_dict() == {"E02000001": 2.0, "E02000002": 1.0}


def test_is_an_unknown_class_refused_with_its_row(heat):
    path, source = heat
    path.write_text(HEAT.replace("low", "lukewarm"))
    with pytest.raises(SourceError, match="row 3, column 'heat': 'lukewarm' is none of"):
        research.classes(path, ["heat"], source)


def test_is_a_district_divided_whose_records_stand_twice(tmp_path, catalogue):
    """One district of 100 counts, all even; one of three counts, of which nothing can be said."""
    codes = [f"E0100{i:04d}" for i in range(50)]
    rows = [(c, "E07000001", t, n) for c in codes for t, n in (("Drugs", 2), ("Robbery", 4))]
    rows += [("E01009001", "E07000002", "Drugs", 6), ("E01009002", "E07000002", "Robbery", 8)]
    rows += [("E01009003", "E06000032", "Drugs", 8)]  # Luton, which has its own
    path = tmp_path / "crime.parquet"
    names = ["lsoa11_code", "ltla24_code", "crime_type", "crimes"]
    pd.DataFrame(rows, columns=names).to_parquet(path)
    source = catalogue.sources["police-street-crime-2022"]
    table = police.summed(path, ["All types", "Drugs"], source)
    assert table.districts == {"E07000001", "E07000002"}
    assert table.values.loc[codes[0]].tolist() == [3.0, 1.0]  # (2 + 4) / 2 and 2 / 2
    assert table.values.loc["E01009002"].tolist() == [8.0, 0.0]  # no row: a true 0
    assert "E01009003" not in table.values.index


def test_is_a_tenth_of_another_name_or_time_refused(tmp_path, sources, catalogue):
    source = catalogue.sources["ohid-life-expectancy-deciles"]
    frame = pd.read_csv(sources / source.file, dtype=str, keep_default_na=False).head(11)
    path = tmp_path / "life.csv"
    frame.replace("Most deprived decile", "Worst tenth").to_csv(path, index=False)
    with pytest.raises(SourceError, match="row 3, column 'Category': 'Worst tenth' is none"):
        ohid.tenths(path, "Male", source)
    frame.replace("2019 - 21", "2020 - 22").to_csv(path, index=False)
    with pytest.raises(SourceError, match=r"'Time period' holds .*2020 - 22"):
        ohid.tenths(path, "Male", source)


def test_are_numbers_shortened_as_their_text_would_be():
    random = np.random.default_rng(7)
    wide = random.random(50_000) * 10.0 ** random.uniform(-30, 30, 50_000)
    middles = np.round(random.random(20_000) * 1000, 8) + 5e-9
    odd = [0.0, -0.1, 1e9, 999_999_999.5, 9.999999995e-5, 1e22, 1e23, 5e-324, 1e308, 1e-14]
    numbers = np.concatenate([wide, -wide, middles, odd])
    whole = (numbers % 1 == 0) & (np.abs(numbers) < 10.0**DIGITS)
    text = np.array([float(f"{number:.{DIGITS}g}") for number in numbers])
    np.testing.assert_array_equal(kept(numbers), np.where(whole, numbers, text))
