"""Is every measure the same to its last bit, whatever the processor, its threads and vectors?"""

import os
import subprocess
import sys

import pytest
from numpy._core._multiarray_umath import __cpu_dispatch__, __cpu_features__

from tests.conftest import ROOT
from tests.sampled import WHOLE

# numpy has its sums, powers and orders again for wider vectors; what this machine has is put away.
VECTORS = [name for name in __cpu_dispatch__ if __cpu_features__.get(name)]
MACHINES = {
    "an old processor's dense products, in one thread": {
        "OPENBLAS_CORETYPE": "Prescott",
        "OPENBLAS_NUM_THREADS": "1",
    },
    "narrow vectors": {"NPY_DISABLE_CPU_FEATURES": " ".join(VECTORS)},
}


def printed(**settings: str) -> list[str]:
    """Return what is printed by a process of its own, as on another machine."""
    found = subprocess.run(
        [sys.executable, "-m", "tests.unit.every_measure"],
        cwd=ROOT,
        env=os.environ | settings,
        capture_output=True,
        text=True,
        check=True,
    )
    return found.stdout.splitlines()


@pytest.fixture(scope="module")
def here():
    return printed()


@pytest.mark.sampled(1)
@pytest.mark.parametrize("machine", MACHINES)
@pytest.mark.in_turn
def test_is_every_measure_the_same_on_another_processor(here, machine):
    there = printed(**MACHINES[machine])
    assert len(here) > (5_000 if WHOLE else 1_000)
    assert [pair for pair in zip(here, there, strict=True) if pair[0] != pair[1]] == []
