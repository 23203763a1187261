"""Do tables come to be what the program needs, and go back, with rows in them?"""

import pytest
import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory

from het_geo.errors import RegisterError
from het_geo.register.engine import reading, writing
from het_geo.register.rows import KINDS
from het_geo.register.schema import TABLES
from het_geo.register.upgrade import REVISIONS, configuration, downgrade, upgrade
from tests.unit.register.conftest import RUNS, VALUES


def tables(register):
    with reading(register.engine) as connection:
        return set(sa.inspect(connection).get_table_names()) - {"alembic_version"}


def test_do_migrations_make_the_tables_that_the_program_declares(register):
    register.upgrade()
    assert tables(register) == set(TABLES.tables)
    with reading(register.engine) as connection:
        # Types too: a text that a table cuts, or a moment without its zone, would be found.
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, TABLES) == []


def test_are_the_migrations_those_that_the_program_names():
    script = ScriptDirectory.from_config(configuration())
    assert [one.revision for one in script.walk_revisions()][::-1] == list(REVISIONS)


def test_do_rows_stand_while_tables_go_down_and_up(register, added):
    rows = {kind: [added(kind)] for kind in KINDS}
    downgrade(register.engine, "0001")
    assert tables(register) == set(KINDS) - {"review"}
    register.upgrade()
    rows["review"] = []  # which a later step brought
    assert {kind: register.rows(kind, "luton") for kind in KINDS} == rows
    assert (register.history("luton"), register.stamp("luton")) == ([], 0)
    action = rows["action"][0]
    changed = register.change(RUNS, "action", action.id, {"status": "done"}, 1)
    assert (changed.version, register.stamp("luton")) == (2, 1)


def test_do_reviews_go_with_their_step_and_all_else_stays_with_its_history(register, added):
    rows = {kind: [added(kind)] for kind in KINDS}
    before, stamp = register.history("luton"), register.stamp("luton")
    downgrade(register.engine, "0002")
    assert tables(register) == set(TABLES.tables) - {"review"}
    register.upgrade()
    rows["review"] = []
    assert {kind: register.rows(kind, "luton") for kind in KINDS} == rows
    assert register.history("luton") == [past for past in before if past.kind != "review"]
    assert register.stamp("luton") == stamp
    again = added("review")
    assert register.rows("review", "luton") == [again]
    assert register.stamp("luton") == stamp + 1


def test_is_nothing_left_at_the_bottom_and_all_made_anew(register, added):
    added("action")
    downgrade(register.engine, "base")
    assert tables(register) == set()
    register.upgrade()
    assert register.rows("action", "luton") == []
    added("action")


def test_is_an_upgrade_of_what_is_up_nothing(register, added):
    row = added("action")
    register.upgrade()
    assert register.rows("action", "luton") == [row]


def test_does_a_step_that_fails_leave_the_tables_as_they_were(register, added):
    added("action")
    downgrade(register.engine, "0001")
    with writing(register.engine) as connection:  # in the way of the second half of the step
        connection.execute(sa.text("CREATE TABLE stamp (a INTEGER)"))
    with pytest.raises(RegisterError, match="the database"):
        upgrade(register.engine)
    assert tables(register) == {*KINDS, "stamp"} - {"review"}
    with writing(register.engine) as connection:
        connection.execute(sa.text("DROP TABLE stamp"))
    upgrade(register.engine)
    assert len(register.rows("action", "luton")) == 1


@pytest.mark.parametrize(
    ("version", "said"),
    [
        ("0001", "older program.*python -m het_geo register upgrade"),
        ("0002", "older program.*python -m het_geo register upgrade"),
        ("9999", "newer program"),
    ],
)
def test_does_a_register_of_another_program_say_so_and_stay_as_it_is(version, said, url, opened):
    first = opened(url)
    first.add(RUNS, "action", "luton", VALUES["action"])
    with writing(first.engine) as connection:
        connection.execute(sa.text(f"UPDATE alembic_version SET version_num = '{version}'"))
    register = opened(url)
    for attempt in (
        lambda: register.rows("action", "luton"),
        lambda: register.stamp("luton"),
        lambda: register.add(RUNS, "action", "luton", VALUES["action"]),
    ):
        with pytest.raises(RegisterError, match=said):
            attempt()
