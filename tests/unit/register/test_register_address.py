"""Is the register looked for where it is said to stand, and nowhere else?"""

import subprocess
import sys

import pytest

from het_geo import register as package
from het_geo.errors import RegisterError
from het_geo.register.address import may_stand
from het_geo.register.engine import address_of, shown


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("mysql://host/db", "an address of mysql: give the path of a file, or postgresql"),
        ("://", "is no address"),
        ("sqlite://", "an address of sqlite"),
        ("sqlite:///:memory:", "an address of sqlite"),
    ],
)
def test_is_an_address_of_another_kind_refused(address, said, opened):
    with pytest.raises(RegisterError, match=said):
        opened(address)


def test_is_not_said_where_the_register_stands_when_it_does_not_answer(tmp_path, opened):
    address = f"postgres://het_geo:sesame@/register?host={tmp_path}"
    register = opened(address)
    with pytest.raises(RegisterError, match="does not answer: see that it runs") as caught:
        register.rows("action", "luton")
    for secret in ("sesame", str(tmp_path), "het_geo"):  # a page shows it to everybody
        assert secret not in str(caught.value)
    assert shown(address_of(address)).startswith("postgresql+psycopg://het_geo:***@/register")


def test_does_the_environment_say_where_the_register_stands(monkeypatch, tmp_path):
    monkeypatch.setenv("HET_GEO_REGISTER", f" {tmp_path}/one.sqlite ")
    assert address_of().database == f"{tmp_path}/one.sqlite"
    monkeypatch.setenv("HET_GEO_REGISTER", "postgresql://host/db")
    assert address_of().drivername == "postgresql+psycopg"
    monkeypatch.setenv("HET_GEO_REGISTER", "")
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    assert address_of().database == f"{tmp_path}/het_geo/register.sqlite"


def test_does_a_file_that_is_no_register_say_so(tmp_path, opened):
    (tmp_path / "note.txt").write_text("x" * 5000)
    with pytest.raises(RegisterError, match="its file is no database of SQLite"):
        opened(str(tmp_path / "note.txt")).rows("action", "luton")
    with pytest.raises(RegisterError, match="its file cannot be opened"):
        opened(str(tmp_path)).rows("action", "luton")


def test_is_a_register_looked_for_unless_it_is_a_file_that_is_not_there(monkeypatch, tmp_path):
    path = tmp_path / "one.sqlite"
    monkeypatch.setenv("HET_GEO_REGISTER", str(path))
    assert not may_stand()
    path.touch()
    assert may_stand()
    monkeypatch.setenv("HET_GEO_REGISTER", "postgresql://host/db")
    assert may_stand()


def test_does_a_command_that_makes_profiles_load_a_database_only_for_a_register_that_stands():
    code = "import sys, het_geo.cli.profiles; sys.exit('sqlalchemy' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_does_the_package_give_every_name_that_it_tells_of_and_no_other():
    assert all(getattr(package, name).__name__ == name for name in package.__all__)
    assert not hasattr(package, "forgotten")
