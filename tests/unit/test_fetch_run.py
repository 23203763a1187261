"""Whole fetches of the real records: what stands where afterwards, and what the command says."""

import argparse
import hashlib
import io
import socket
import zipfile
from dataclasses import replace
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pandas as pd
import pytest

from het_geo.catalogue.records import Catalogue
from het_geo.catalogue.vocabulary import Source
from het_geo.cli import fetch as cli
from het_geo.errors import SourceError
from het_geo.fetch.records import Fetch
from het_geo.fetch.run import Fetcher, Outcome
from het_geo.fetch.web import Web
from het_geo.sources import READERS
from tests.publisher import Answer, Publisher

NOMIS, POLICE, DEFRA = "www.nomisweb.co.uk", "data.police.uk", "uk-air.defra.gov.uk"
ARCGIS, GOV, GITHUB = "services1.arcgis.com", "www.gov.uk", "raw.githubusercontent.com"
TS054 = f"/{NOMIS}/output/census/2021/census2021-ts054.zip"


def uncorrected(source: Source) -> Source:
    """Return a source without its corrections, which expect the whole country's rows."""
    kept = {key: value for key, value in source.options.items() if ":" not in key}
    return replace(source, options=kept)


class Bench:
    """A folder, the real catalogue and its records, and a client sent to the made-up publisher."""

    def __init__(
        self, publisher: Publisher, catalogue: Catalogue, records: dict[str, Fetch], folder: Path
    ) -> None:
        self.publisher = publisher
        self.catalogue = catalogue
        self.records = records
        self.folder = folder
        self.web, self.slept = publisher.web(NOMIS, POLICE, DEFRA, ARCGIS, GOV, GITHUB)

    def fetch(self, *ids: str, accept: bool = True) -> list[Outcome]:
        run = Fetcher(self.catalogue, self.records, self.folder, self.web, accept_changed=accept)
        return list(run.fetch(ids))

    def read(self, name: str, *columns: str) -> pd.DataFrame:
        """Fetch a source and read it as a build does."""
        (outcome,) = self.fetch(name)
        assert outcome.state == "changed, and put in place", outcome.message
        source = uncorrected(outcome.source)
        return READERS[source.reader](outcome.path, columns, source).values

    def files(self) -> list[str]:
        return sorted(
            str(p.relative_to(self.folder)) for p in self.folder.rglob("*") if p.is_file()
        )


@pytest.fixture
def bench(
    publisher: Publisher, catalogue: Catalogue, records: dict[str, Fetch], tmp_path: Path
) -> Bench:
    return Bench(publisher, catalogue, records, tmp_path)


def zipped(**members: str) -> Answer:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for name, text in members.items():
            archive.writestr(name, text)
    return Answer(file.getvalue())


def census(table: str, header: list[str], *rows: str) -> Answer:
    """Return a Nomis bulk file: a zip with a CSV a level."""
    text = pd.DataFrame([row.split() for row in rows], columns=header).to_csv(index=False)
    return zipped(**{f"census2021-{table}-lsoa.csv": text, f"census2021-{table}-ltla.csv": "x\n"})


TENURE = ["date", "geography", "geography code", "Tenure of household: Private rented"]


def street(*rows: str) -> str:
    return "\n".join(["Crime ID,Month,LSOA code,LSOA name,Crime type", *rows]) + "\n"


def test_does_the_same_answer_give_the_same_bytes_and_its_hash_make_it_fetched(
    bench: Bench,
) -> None:
    bench.publisher.routes[TS054] = census("ts054", TENURE, "2021 A E01000001 281")
    (first,) = bench.fetch("census2021-ts054")
    content = first.path.read_bytes()
    assert content[4:8] == bytes(4)  # gzip's time, which would differ from run to run
    sha = hashlib.sha256(content).hexdigest()
    first.path.unlink()
    sources = {first.source.id: replace(first.source, sha256=sha)}
    bench.catalogue = replace(bench.catalogue, sources=sources)
    states = [bench.fetch("census2021-ts054", accept=False)[0].state for _ in range(2)]
    assert states == ["fetched", "already here"]
    assert len(bench.publisher.asked) == 2


def test_is_a_changed_file_kept_beside_with_both_hashes_and_the_old_left_alone(
    bench: Bench,
) -> None:
    bench.publisher.routes[TS054] = census("ts054", TENURE, "2021 A E01000001 281")
    old = bench.folder / "census2021" / "ts054_lsoa21.csv.gz"
    old.parent.mkdir()
    old.write_bytes(b"mine")
    (outcome,) = bench.fetch("census2021-ts054", accept=False)
    beside = old.with_name("ts054_lsoa21.csv.gz.changed")
    found = hashlib.sha256(beside.read_bytes()).hexdigest()
    assert outcome.state == "changed, and kept beside"
    assert f"expected sha256 {outcome.source.sha256}, found {found}" in outcome.message
    assert old.read_bytes() == b"mine"


def test_does_a_source_that_fails_leave_nothing_half_written_nor_stop_the_next(
    bench: Bench,
) -> None:
    bench.publisher.routes[TS054] = zipped(**{"other.csv": "x\n"})
    table = f"/{NOMIS}/output/census/2021/census2021-ts067.zip"
    bench.publisher.routes[table] = census("ts067", ["geography code"], "E01000001")
    bad, good = bench.fetch("census2021-ts054", "census2021-ts067")
    assert bad.state == "not fetched"
    assert "no member 'census2021-ts054-lsoa.csv'. It holds: other.csv" in bad.message
    assert str(bad.path) in bad.message
    assert good.good
    assert bench.files() == ["census2021/ts067_lsoa21.csv.gz"]


def test_does_a_full_disk_leave_nothing_half_written(
    bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_path: Path) -> None:
        raise OSError(28, "No space left on device")

    bench.publisher.routes[TS054] = census("ts054", TENURE, "2021 A E01000001 281")
    monkeypatch.setattr("het_geo.fetch.run.synced", full)
    with pytest.raises(SourceError, match=r"No space left .* run the command again") as refusal:
        bench.fetch("census2021-ts054")
    assert str(refusal.value).startswith(f"{bench.folder}: ")
    assert bench.files() == []


def test_are_the_files_that_came_kept_for_the_next_run_when_one_of_several_failed(
    bench: Bench,
) -> None:
    first, second = (f"/{POLICE}/data/archive/{edition}.zip" for edition in ("2022-12", "2025-12"))
    text = street("a,2022-12,E01015693,Luton 007A,Drugs")
    bench.publisher.routes[first] = zipped(**{"2022-12-bedfordshire-street.csv": text})
    assert bench.fetch("police-street-crime")[0].state == "not fetched"
    bench.publisher.routes[second] = zipped(**{"2025-12-bedfordshire-street.csv": text})
    assert bench.fetch("police-street-crime")[0].good
    assert [path for path, _, _ in bench.publisher.asked] == [first, second, second]


@pytest.mark.parametrize(
    ("body", "message"), [(b"PAR1 made up", ""), (b"version https://git-lfs", "not a Parquet file")]
)
def test_is_a_parquet_file_taken_as_it_is_and_a_pointer_to_one_refused(
    bench: Bench, body: bytes, message: str
) -> None:
    path = urlsplit(bench.records["dfe-lait"].urls[0]).path
    bench.publisher.routes[f"/{GITHUB}{path}"] = Answer(body)
    (outcome,) = bench.fetch("dfe-lait")
    assert message in outcome.message
    assert outcome.missing == bool(message)


def options(folder: Path, *words: str) -> argparse.Namespace:
    parser = argparse.ArgumentParser()
    cli.add_parser(parser.add_subparsers())
    return parser.parse_args(["fetch", *words, "--into", str(folder)])


def test_does_the_command_without_internet_say_what_is_missing_and_where_to_get_it(
    tmp_path: Path, catalogue: Catalogue, records: dict[str, Fetch], capsys: Any,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    monkeypatch.delenv("STAT_XPLORE_KEY", raising=False)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        nobody = f"http://127.0.0.1:{free.getsockname()[1]}"  # held, so that no one answers
        urls = [url for one in records.values() for url in one.urls]
        slept: list[float] = []
        web = Web(hosts={urlsplit(url).netloc: nobody for url in urls}, sleep=slept.append)
        assert cli.run(options(tmp_path), web) == 1
    said = capsys.readouterr().out
    files = [source for source in catalogue.sources.values() if source.file]
    assert f"{len(files)} of {len(files)} raw files are missing" in said
    for source in files:
        assert f"* {tmp_path / source.file} (" in said
        assert source.url in said
    assert "cannot be reached. Is there a connection to the internet?" in said
    assert "Stat-Xplore needs a key" in said
    assert len(slept) <= len({urlsplit(url).netloc for url in urls})  # one more try a host


def test_does_the_command_end_well_when_every_file_stands(
    bench: Bench, tmp_path: Path, capsys: Any
) -> None:
    bench.publisher.routes[TS054] = census("ts054", TENURE, "2021 A E01000001 281")
    words = ("census2021-ts054", "--accept-changed")
    assert cli.run(options(tmp_path, *words), bench.web) == 0
    said = capsys.readouterr().out
    assert "census2021-ts054: changed, and put in place" in said
    assert "expected sha256" in said


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["no-such"], "no source 'no-such'. Known: ons-lsoa21-boundaries"),
        (["iod2025", "--all"], "name sources, or say --all for every one: not both"),
        (["--timeout", "0"], "--timeout 0.0: give a positive number of seconds"),
    ],
)
def test_is_a_wrong_command_refused(tmp_path: Path, words: list[str], message: str) -> None:
    with pytest.raises(SourceError) as refused:
        cli.run(options(tmp_path, *words))
    assert message in str(refused.value)
