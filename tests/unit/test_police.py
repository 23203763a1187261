"""Is what the police did not record told from what they did not send?"""

import pytest

from het_geo.errors import SourceError
from het_geo.sources import police
from tests.unit.made_up import csv

TYPES = {"Burglary": 40, "Robbery": 60, "Bicycle theft": 4}  # a month, in two areas together
YEARS = [f"{year}-{month:02}" for year in (2023, 2024) for month in range(1, 13)]


def test_is_what_the_police_did_not_record_a_true_0_in_the_areas_covered(tmp_path, catalogue):
    rows = ["LSOA code,LSOA name,Month,Crime type,crimes"]
    rows += [f"E01000001,Made up,2022-{month:02},Burglary,2" for month in range(1, 13)]
    rows += ["E01000002,Made up,2022-03,Robbery,1", "E01000001,Made up,2023-01,Burglary,4"]
    columns = ["Burglary", police.ALL_TYPES]
    path = csv(tmp_path, "\n".join(rows) + "\n")
    table = police.read(path, columns, catalogue.sources["police-street-crime"])
    assert table.at("2022").values.loc["E01000001"].tolist() == [12 * 2, 12 * 2]
    assert table.at("2022").values.loc["E01000002"].tolist() == [0, 1]
    with pytest.raises(KeyError):
        table.at("2023")  # a year with one month is no year


def police_file(folder, counts):
    """Write a made-up file of two years; ``counts`` gives other numbers by month and type."""
    rows = ["LSOA code,LSOA name,Month,Crime type,crimes"]
    for month in YEARS:
        for name, usual in TYPES.items():
            found = counts.get((month, name), counts.get(month, usual))
            rows += [
                f"E0100000{i},Made up,{month},{name},{found // 2}" for i in (1, 2) if found > 1
            ]
    return csv(folder, "\n".join(rows) + "\n")


@pytest.mark.parametrize(
    ("counts", "lost"),
    [
        ({}, {}),
        # One or two records of each type for the whole force: the month was not sent.
        ({"2024-08": 2}, {"2024-08": [*TYPES, "All types"]}),
        (
            {"2024-07": 2, "2024-08": 2},
            dict.fromkeys(["2024-07", "2024-08"], (*TYPES, "All types")),
        ),
        # A month without any row.
        ({"2023-05": 0}, {"2023-05": [*TYPES, "All types"]}),
        # One type alone: 0 of 60, then the total is short of it too.
        ({("2024-03", "Robbery"): 0}, {"2024-03": ["Robbery", "All types"]}),
        # A fifth of 60 is 12: a quiet month is true.
        ({("2024-03", "Robbery"): 12}, {}),
        # 0 of 4 can be chance: a rare type's 0 is true.
        ({("2024-03", "Bicycle theft"): 0}, {}),
    ],
)
def test_is_a_nearly_empty_month_or_type_not_sent(tmp_path, catalogue, counts, lost):
    columns = [*TYPES, police.ALL_TYPES]
    path = police_file(tmp_path, counts)
    table = police.read(path, columns, catalogue.sources["police-street-crime"])
    years = {month[:4]: names for month, names in lost.items()}  # no year is made of it
    wanted = {(p, name) for held in (lost, years) for p, names in held.items() for name in names}
    assert table.not_sent == wanted
    for period in [*YEARS, "2023", "2024"]:
        values = table.at(period).values
        assert list(values.columns[values.isna().any()]) == [
            name for name in columns if (period, name) in wanted
        ]
        assert values.isna().any().equals(values.isna().all())  # in every area alike


def test_is_what_was_sent_the_sum_of_the_rows(tmp_path, catalogue):
    path = police_file(tmp_path, {("2024-03", "Bicycle theft"): 0, "2023-02": 2})
    columns = ["Bicycle theft", police.ALL_TYPES]
    table = police.read(path, columns, catalogue.sources["police-street-crime"])
    assert table.at("2024").values.loc["E01000001"].tolist() == [
        11 * 4 / 2, (12 * (40 + 60) + 11 * 4) / 2
    ]  # fmt: skip
    assert table.at("2024-03").values.loc["E01000001"].tolist() == [0, (40 + 60) / 2]


def test_is_a_file_whose_months_are_mostly_empty_refused(tmp_path, catalogue):
    path = police_file(tmp_path, dict.fromkeys(YEARS[:14], 2))
    with pytest.raises(SourceError, match=r"most months are nearly empty \(6 .* 104 in 2024-03\)"):
        police.read(path, ["Robbery"], catalogue.sources["police-street-crime"])
