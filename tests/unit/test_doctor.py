"""Does the doctor see what a new administrator forgets?"""

from dataclasses import fields

import pytest

from het_geo.cli import CATALOGUE
from het_geo.errors import ServerError
from het_geo.gate.allowance import Allowance
from het_geo.health import clocks, sign_in
from het_geo.health.clocks import clock_findings
from het_geo.health.database import time_of_database
from het_geo.health.doctor import examine
from het_geo.health.finding import State
from het_geo.health.sign_in import FILES, SECRET, sign_in_findings
from het_geo.people.rules import PEOPLE
from het_geo.register.address import REGISTER
from het_geo.ui.guard import guard
from tests.conftest import ROOT

COOKIES = f'[auth]\ncookie_secret = "{"s" * 64}"\n'


@pytest.fixture(autouse=True)
def alone(monkeypatch, tmp_path):
    for name in (FILES, PEOPLE, SECRET):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv(REGISTER, str(tmp_path / "register.sqlite"))
    for module in (sign_in, clocks):
        monkeypatch.setattr(module, "answer_of", lambda address: None)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("HET_GEO_HOSTS", "https://het.example.org"),
        ("HET_GEO_PROXIES", "here"),
        *((f"HET_GEO_{one.name.upper()}", "many") for one in fields(Allowance)),
    ],
)
def test_is_a_setting_that_would_stop_the_start_named_before(monkeypatch, name, value):
    monkeypatch.setenv(name, value)
    monkeypatch.setattr("het_geo.ui.guard.know_hosts", lambda names, address: None)
    with pytest.raises(ServerError) as stopped:
        guard("")
    assert str(stopped.value) in [
        one.said for one in examine(ROOT, CATALOGUE) if one.state is State.WRONG
    ]


@pytest.mark.parametrize(("name", "state"), [(FILES, State.LOOK), (PEOPLE, State.LOOK),
                                             (SECRET, State.WELL)])  # fmt: skip
def test_is_sign_in_that_was_meant_and_is_not_there_looked_at(monkeypatch, tmp_path, name, state):
    file = tmp_path / "not-there.toml"
    monkeypatch.setenv(name, str(file))
    (found,) = sign_in_findings(ROOT)
    assert found.state is state
    assert "No sign-in is set up" in found.said
    assert (str(file) in found.said) == (name == FILES)


@pytest.mark.parametrize(("letters", "told"), [(31, True), (32, False)])
def test_is_a_secret_of_the_server_that_keeps_nothing_named(monkeypatch, tmp_path, letters, told):
    (tmp_path / "secrets.toml").write_text(COOKIES)
    monkeypatch.setenv(FILES, str(tmp_path / "secrets.toml"))
    monkeypatch.setenv(SECRET, "x" * letters)
    said = f"{SECRET} has fewer than 32 characters: nobody can sign in. Make one with"
    assert any(said in one.said for one in sign_in_findings(ROOT)) is told


def test_is_a_file_of_secrets_that_cannot_be_looked_at_said(monkeypatch, tmp_path):
    monkeypatch.setenv(FILES, str(tmp_path))  # a folder: it is there, and cannot be read
    (found,) = sign_in_findings(ROOT)
    assert (found.state, "cannot be read" in found.said) == (State.WRONG, True)


@pytest.mark.parametrize("address", ["postgresql:///d", "postgresql://u@localhost/d",
                                     "postgresql:///d?host=/run/p"])  # fmt: skip
def test_is_the_clock_of_a_database_on_this_machine_not_compared_with_itself(monkeypatch, address):
    monkeypatch.setenv(REGISTER, address)  # nothing is asked: no such database is there
    assert time_of_database() is None
    (found,) = clock_findings(ROOT)
    assert (found.state, "nothing was there to compare it with" in found.said) == (State.LOOK, True)
