"""Is the sample marked as an example wherever it stands, and gone when it is removed?"""

import pytest

from het_geo.errors import RegisterError
from het_geo.register.rows import KINDS, values_of
from tests.unit.register.conftest import RUNS, VALUES


def test_is_the_sample_marked_and_removed_whole(register, added):
    own = added("action")
    count = register.load_sample("luton")
    rows = [row for kind in KINDS for row in register.rows(kind, "luton", example=True)]
    assert len(rows) == count > 8
    assert all("Example" in str(values_of(row)) for row in rows)
    with pytest.raises(RegisterError, match="loaded already"):
        register.load_sample("luton")
    first = register.rows("action", "luton", example=True)[0]
    changed = register.change(RUNS, "action", first.id, {"status": "done"}, 1)
    assert changed.example
    assert register.remove_sample("luton") == count
    assert [row for kind in KINDS for row in register.rows(kind, "luton")] == [own]
    assert register.remove_sample("luton") == 0


def test_does_the_sample_stay_where_an_action_of_ones_own_rests_on_it(register, added):
    register.load_sample("luton")
    advice = register.rows("recommendation", "luton")[0]
    added("action", recommendation=advice.id)
    with pytest.raises(RegisterError, match="1 of the actions rest"):
        register.remove_sample("luton")
    assert len(register.rows("action", "luton", example=True)) == 2


def test_does_the_sample_hold_every_kind_but_a_closed_year(register):
    register.load_sample("luton")
    held = [kind for kind in KINDS if register.rows(kind, "luton")]
    assert held == [kind for kind in VALUES if kind != "closed_year"]
