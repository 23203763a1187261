"""What can the rounding of counts do to a figure?"""

from dataclasses import replace

import pytest

from het_geo.atlas.reading import indicator_view
from het_geo.atlas.resolve import resolve
from het_geo.sentences import notes
from het_geo.sentences.receipts import reach, standard_error


@pytest.mark.parametrize(
    ("step", "counts", "expected"),
    [(5, 12, 5.0), (10, 3, 10 * 0.5), (0, 100, 0.0), (5, 1, 5 / 12**0.5)],
)
def test_is_the_error_of_a_sum_the_step_times_the_root_of_a_twelfth(step, counts, expected):
    assert standard_error(step, counts) == pytest.approx(expected)


@pytest.mark.parametrize(
    ("name", "step", "counts"),
    [
        ("claimant_rate", 5, 8 / 12),  # eight neighbourhoods, each the mean of twelve months
        ("pre1919_homes", 10, 8 * 2),  # and each the sum of two build periods
        ("children_income_deprivation", 5, 8),
        ("income_deprivation", 0, 0),  # the value is the publisher's own
        ("overcrowding", 0, 0),
    ],
)
def test_is_a_figure_moved_by_all_the_rounded_counts_in_it(catalogue, name, step, counts):
    found = reach(catalogue.indicators[name], catalogue, 1000.0, 8)
    error = 1.959964 * step * (counts / 12) ** 0.5
    assert found == pytest.approx((step, 100 * error / 1000), rel=1e-6)


def test_is_it_said_where_it_changes_what_is_written(luton):
    choice, _ = resolve(luton, {"indicator": "claimant_rate", "level": "ward"})
    view = indicator_view(luton, choice)
    code, table = str(view.table.index[0]), view.table.copy()
    # made up: ±1.96 × 5 × √(8/12/12) = 2.3 of 10,000 people, 0.023 in every 100
    table.loc[code, ["value", "denominator"]] = 5.04, 10_000.0
    found = notes.rounding(replace(view, table=table), code, luton.catalogue, 8)
    assert found == (
        "Counts are rounded to 5: by that alone the figure could be 5.0 to 5.1 in every 100."
    )
    table.loc[code, "value"] = 5.0
    assert notes.rounding(replace(view, table=table), code, luton.catalogue, 8) == ""
