"""Do publishers' lists of releases tell whether a newer edition is out, and say why if they do not?

All that the server answers is made up, in the forms that publishers' documentation gives.
"""

import json
import re
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest

from het_geo.catalogue.records import Catalogue
from het_geo.cli import fetch as cli
from het_geo.errors import CatalogueError, SourceError
from het_geo.fetch.editions import NEWER, SAME, SETTLED, UNASKED, UNLISTED, ListAnswer, Lists
from het_geo.fetch.records import Fetch, read_fetches
from het_geo.fetch.web import Web
from tests.publisher import Answer, Publisher, Route
from tests.unit.test_fetch_run import options

TODAY = date(2026, 11, 29)
FUEL, CRIME, WARDS, LOOKUP = (
    "desnz-fuel-poverty",
    "police-street-crime",
    "ons-ward25-boundaries",
    "lsoa21-ward25-lookup-derived",
)
CAPTCHA = b"<!DOCTYPE html><html><title>Are you a person?</title></html>"


def answer(found: Any) -> Answer:
    return Answer(json.dumps(found).encode())


def collection(*titles: str) -> Answer:
    """Return a collection as GOV.UK's content API gives it: titles of documents, among much."""
    documents = [{"title": title, "public_updated_at": "2026-05-14T08:30:00Z"} for title in titles]
    return answer({"title": "A collection", "links": {"documents": documents}, "details": {}})


def months(*names: str) -> Answer:
    return answer([{"date": name, "stop-and-search": ["bedfordshire"]} for name in names])


def services(*names: str) -> Answer:
    return answer({"services": [{"name": name, "type": "FeatureServer"} for name in names]})


def route(records: dict[str, Fetch], name: str) -> str:
    release = records[name].release
    assert release is not None
    parts = urlsplit(release.page)
    return f"/{parts.netloc}{parts.path}"


def web_of(publisher: Publisher, records: dict[str, Fetch]) -> tuple[Web, list[float]]:
    pages = [one.release.page for one in records.values() if one.release and one.release.page]
    web, slept = publisher.web(*{urlsplit(page).netloc for page in pages})
    return replace(web, timeout=0.3, pauses=(1.0,)), slept


def asked(
    publisher: Publisher, catalogue: Catalogue, records: dict[str, Fetch], *names: str
) -> list[ListAnswer]:
    web, _ = web_of(publisher, records)
    return list(Lists(web, TODAY).check(catalogue, records, names))


@pytest.mark.parametrize(
    ("name", "given", "state", "listed"),
    [
        (FUEL, collection("Fuel poverty (2022 data)", "Fuel poverty (2024 data)"), NEWER, "2024"),
        (FUEL, collection("Fuel poverty (2022 data)"), SAME, "2022"),
        (FUEL, collection("Fuel poverty (2022 data)", "Fuel poverty (9999 data)"), SAME, "2022"),
        (CRIME, months("2025-11", "2025-12", "2026-09"), NEWER, "2026-09"),
        (CRIME, months("2025-12", "2024-01"), SAME, "2025-12"),
        (CRIME, months("2025-12", "2026-13"), SAME, "2025-12"),
        (WARDS, services("WD_MAY_2026_UK_BGC", "WD_MAY_2025_UK_BGC_V2"), NEWER, "2026"),
        (WARDS, services("WD_MAY_2026_UK_BFC", "WD_MAY_2025_UK_BGC_V2"), SAME, "2025"),
        (LOOKUP, services("LSOA21_WD24_LAD24_EW_LU", "LSOA21_WD26_LAD26_EW_LU"), NEWER, "2026"),
    ],
)
def test_is_what_a_list_names_held_against_what_we_have(
    publisher: Publisher, catalogue: Catalogue, records: dict[str, Fetch],
    name: str, given: Route, state: str, listed: str,
) -> None:  # fmt: skip
    publisher.routes[route(records, name)] = given
    (found,) = asked(publisher, catalogue, records, name)
    assert (found.state, found.found) == (state, listed)
    release = records[name].release
    assert release is not None
    assert (found.held, found.why) == (release.held, release.page)


@pytest.mark.parametrize(
    ("given", "why"),
    [
        (Answer(b"gone", 404), "HTTP 404: nothing is there"),
        (Answer(b"no", 403), "HTTP 403: the publisher refuses the request"),
        (Answer(CAPTCHA), "the answer is a web page, not data"),
        (Answer(b'{"links": [', 200), "the answer is no JSON"),
        (Answer(b"{}", 200, cut=0), "the connection was cut, in 2 attempts. Try again later"),
        (Answer(b"{}", slow=3.0), "the connection was cut, in 2 attempts. Try again later"),
        (Answer(b"busy", 503), "HTTP 503, in 2 attempts. Try again later"),
        (answer({"title": "Fuel poverty"}), "names no edition like '\\((?P<year>20\\d{2}) data"),
        (answer([1, None, True]), "names no edition like"),
        (collection("Fuel poverty (2021 data)"), "names 2021 at most, older than what is held"),
        (collection("Fuel poverty (2055 data)"), "names no edition like"),
    ],
)
def test_does_a_list_that_cannot_be_asked_say_why(
    publisher: Publisher, catalogue: Catalogue, records: dict[str, Fetch], given: Route, why: str
) -> None:
    publisher.routes[route(records, FUEL)] = given
    publisher.routes[route(records, CRIME)] = months("2025-12")
    first, second = asked(publisher, catalogue, records, FUEL, CRIME)
    assert first.state == UNASKED
    assert why in first.why
    assert "api/content/government/collections/fuel-poverty" in first.why
    assert second.state == SAME  # the next one is asked all the same


def test_is_a_page_that_serves_several_sources_asked_once(
    publisher: Publisher, catalogue: Catalogue, records: dict[str, Fetch]
) -> None:
    iod = [name for name in records if name.startswith("iod2025")]
    found = asked(publisher, catalogue, records, *iod)  # no such page: 404
    assert [one.state for one in found] == [UNASKED] * len(iod)
    assert len(iod) > 3
    assert len(publisher.asked) == 1


def test_is_a_source_without_a_list_or_without_editions_told_apart(
    publisher: Publisher, catalogue: Catalogue, records: dict[str, Fetch]
) -> None:
    found = asked(publisher, catalogue, records, "census2021-ts054", "railway-stations")
    assert [one.state for one in found] == [SETTLED, UNLISTED]
    assert found[1].why == "look at https://github.com/davwheat/uk-railway-stations"
    assert publisher.asked == []
    with pytest.raises(SourceError, match="no source 'no-such'"):
        asked(publisher, catalogue, records, "no-such")


def test_is_what_is_held_the_edition_that_the_catalogue_has(
    catalogue: Catalogue, records: dict[str, Fetch]
) -> None:
    for name, one in records.items():
        if one.release and one.release.page:
            assert one.release.page.startswith("https://"), name
            source = catalogue.sources[name]  # the title has it where the period is of the people
            assert one.release.held[:4] in f"{source.period} {source.url}", name


def test_does_the_command_list_what_seems_newer_first_and_say_its_status(
    publisher: Publisher, catalogue: Catalogue, records: dict[str, Fetch],
    tmp_path: Path, capsys: Any,
) -> None:  # fmt: skip
    publisher.routes[route(records, FUEL)] = collection("Fuel poverty 2026 (2024 data)")
    publisher.routes[route(records, CRIME)] = months("2025-12")
    web, slept = web_of(publisher, records)
    words = (CRIME, WARDS, FUEL, "census2021-ts054", "--check")
    assert cli.run(options(tmp_path, *words), web, TODAY) == 1
    lines = capsys.readouterr().out.splitlines()
    rows = [re.split(r"  +", line) for line in lines if line]
    assert rows[0] == ["Source", "Result", "Held", "Listed", "Where, or why"]
    assert rows[1][:4] == [FUEL, "seems to have a newer edition", "2022", "2024"]
    assert rows[1][4].endswith("(the catalogue: 2024 is said to exist)")
    assert [row[0] for row in rows[2:5]] == [WARDS, CRIME, "census2021-ts054"]
    assert rows[2][1] == "could not be asked"
    assert lines[-1] == (
        "Exit status 1: 1 source seems to have a newer edition, 1 could not be asked."
    )
    assert slept == []
    assert not list(tmp_path.iterdir())  # it fetches nothing


def test_does_the_command_end_well_where_nothing_is_newer(
    publisher: Publisher, records: dict[str, Fetch], tmp_path: Path, capsys: Any
) -> None:
    publisher.routes[route(records, CRIME)] = months("2025-12")
    web, _ = web_of(publisher, records)
    assert cli.run(options(tmp_path, CRIME, "--check"), web, TODAY) == 0
    assert "Exit status 0: 0 sources seem to have a newer edition" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("release", "message"),
    [
        ("", "give a page with pattern and held, or settled: one of both"),
        ('page = "x", settled = "y"', "give a page with pattern and held, or settled"),
        ('page = "x", pattern = "(", held = "2022"', "the pattern cannot be read"),
        ('page = "x", pattern = "20", held = "2022"', "the pattern needs a group 'year'"),
        ('page = "x", pattern = "(?P<year>20..)", held = "FYE2022"', "held is 'FYE2022': write"),
        ('page = "x", pattern = "(?P<month>..)-(?P<year>..)", held = "2022"', "like 2025-12"),
    ],
)
def test_is_a_wrong_release_refused_by_name(
    catalogue: Catalogue, tmp_path: Path, release: str, message: str
) -> None:
    file = tmp_path / "fetch.toml"
    text = 'how = "file"\nurls = ["x"]\nrelease'
    file.write_text(f'[[fetch]]\nid = "iod2025"\n{text} = {{ {release} }}\n', "utf-8")
    with pytest.raises(CatalogueError) as refused:
        read_fetches(file, catalogue)
    assert "'iod2025', key 'release'" in str(refused.value)
    assert message in str(refused.value)
