"""What does the progress to a target not answer? (Open SDG; its figures stand in test_course.)"""

import pytest

from het_geo.open_sdg import GrowthStatus, progress


@pytest.mark.parametrize("years", [(2020, 2020, 2030), (2020, 2019, 2030), (2020, 2025, 2020)])
def test_are_years_that_do_not_begin_with_the_baseline_refused(years):
    with pytest.raises(ValueError, match="years must begin with the baseline's"):
        progress(years, (20, 16, 10), aim=-1)


@pytest.mark.parametrize("aim", [0, 2])
def test_is_a_target_without_a_direction_refused(aim):
    with pytest.raises(ValueError, match="aim must be -1 or 1"):
        progress((2020, 2025, 2030), (20, 16, 10), aim=aim)


def test_is_there_no_progress_to_a_target_that_is_the_baseline():
    found = progress((2020, 2025, 2030), (20, 22, 20), aim=-1)
    assert (found.status, found.required) == (GrowthStatus.NONE, 0)
    assert found.reason == "the target is the baseline"
    assert found.observed == pytest.approx((22 / 20) ** (1 / 5) - 1)
