"""Does nothing break, and nothing hold for ever, when the server's clock is set on or back?"""

import ast
import os
import shutil
from contextlib import closing
from datetime import UTC, date, datetime, timedelta
from zipfile import ZipFile

import pytest
from hypothesis import given
from hypothesis import strategies as st
from starlette.applications import Starlette

from het_geo.api.about import PREFIX
from het_geo.api.routes import api_routes
from het_geo.dates import long_date
from het_geo.files import dated, zipped
from het_geo.health.clocks import clock_findings
from het_geo.people.claims import SKEW_S, lasts, read_sign_in
from het_geo.profiles.profile import profile_of
from het_geo.register import open_register
from het_geo.render.files import FORMATS
from het_geo.ui.shelf import stamp_of
from tests.conftest import ROOT
from tests.unit.register.conftest import EDITS, VALUES
from tests.unit.test_api import OF, asked, door
from tests.unit.test_people import CLAIMS, NOW, SECRET

DALLOW = "E05014741"
# Who asks for the time of day, and why; all else waits by seconds that only go forward.
ASK = {
    "clock.py": "which day it is",
    "fetch/web.py": "until when a publisher asks us to wait",
    "health/clocks.py": "whether the clock is right",
    "register/register.py": "when something was written",
    "ui/doorway.py": "whether a sign-in has ended",
}
OF_DAY = {"time.time", "date.today", "datetime.now", "datetime.today", "datetime.utcnow"}


def asks(path):
    """Return the calls of a file that ask for the time of day."""
    calls = [one for one in ast.walk(ast.parse(path.read_text())) if isinstance(one, ast.Call)]
    return {ast.unparse(one.func) for one in calls} & OF_DAY


def test_does_nothing_wait_or_end_by_a_clock_that_can_be_set():
    files = {path: asks(path) for path in (ROOT / "het_geo").rglob("*.py")}
    found = {path.relative_to(ROOT / "het_geo").as_posix() for path in files if files[path]}
    assert found == set(ASK)


@given(st.integers(-2 * 366, 2 * 366))
def test_does_a_sign_in_hold_in_its_own_hours_alone_wherever_the_clock_is_set(days):
    found = read_sign_in(CLAIMS | {"iat": NOW, "exp": NOW + 3600}, SECRET, 12)
    assert lasts(found, NOW + days * 86_400) is (days == 0)
    assert lasts(found, NOW)  # set right again, it holds as before


def test_is_a_sign_in_kept_over_a_small_step_back():
    found = read_sign_in(CLAIMS | {"iat": NOW, "exp": NOW + 3600}, SECRET, 12)
    assert lasts(found, NOW - SKEW_S)
    assert not lasts(found, NOW - SKEW_S - 1)


@pytest.mark.parametrize(("days", "told"), [(-366, True), (-1, True), (0, False), (1, False)])
def test_does_the_doctor_say_that_the_register_is_dated_in_the_future(
    days, told, tmp_path, monkeypatch
):
    monkeypatch.setenv("HET_GEO_REGISTER", str(tmp_path / "register.sqlite"))
    noon = datetime(2026, 11, 29, 12, tzinfo=UTC)
    with closing(open_register(now=lambda: noon)) as register:
        register.add(EDITS, "action", "luton", VALUES["action"])
    found = [one.said for one in clock_findings(ROOT, lambda: noon + timedelta(days=days))]
    assert ("is dated 29 November 2026, 12:00 UTC, which is still to come" in found[-1]) is told


@pytest.mark.parametrize("day", [date(1970, 1, 1), date(1979, 12, 31), date(2108, 1, 1)])
def test_does_a_package_bear_the_nearest_day_that_it_can(day, tmp_path):
    found = tmp_path / "found.zip"
    found.write_bytes(dated(zipped({"a": b"1", "b": b"2"}), day))
    with ZipFile(found) as package:
        assert {part.date_time[0] for part in package.infolist()} == {
            min(max(day.year, 1980), 2107)
        }
        assert package.testzip() is None


def test_are_files_of_a_profile_made_where_the_clock_was_never_set(atlas, luton):
    """A clock that nobody has set says 1970: no Word file and no workbook was made."""
    profile = profile_of(atlas, (DALLOW,), date(1970, 1, 1))
    for kind in ("docx", "xlsx", "pdf"):
        assert FORMATS[kind].make(profile, luton)


def test_does_an_answer_of_the_interface_bear_the_day_on_which_it_is_given(atlas, monkeypatch):
    """It was kept, and said for weeks that it was made today."""
    app = Starlette(routes=api_routes(door(atlas)))
    path = f"{PREFIX}{OF}/pictures/map?indicator=overcrowding&level=ward"
    for day in (date(2026, 11, 29), date(2026, 11, 30), date(2026, 11, 29)):
        monkeypatch.setattr("het_geo.clock.today", lambda day=day: day)
        answer = asked(app, path)
        assert answer.status_code == 200
        assert f"made on {long_date(day)}" in " ".join(answer.text.split())


def test_is_a_catalogue_seen_to_be_another_whatever_the_clock_said_when_it_was_changed(
    tmp_path, monkeypatch
):
    """One that was changed while the clock was behind was taken for the one before."""
    for kind in ("boundaries", "data"):
        shutil.copytree(ROOT / kind / "luton", tmp_path / kind / "luton")
    shutil.copytree(ROOT / "data" / "catalogue", tmp_path / "data" / "catalogue")
    monkeypatch.setenv("HET_GEO_ROOT", str(tmp_path))
    monkeypatch.setattr("het_geo.ui.shelf.LOOK_S", 0.0)
    seen = [stamp_of("luton")]
    for days in (-366, -1, 1, 366):
        when = (datetime.now(UTC) + timedelta(days=days)).timestamp()
        os.utime(tmp_path / "data" / "catalogue" / "caveats.toml", (when, when))
        seen.append(stamp_of("luton"))
    os.utime(tmp_path / "data" / "luton" / "manifest.toml", (0, 0))
    seen.append(stamp_of("luton"))
    assert len(set(seen)) == len(seen)
