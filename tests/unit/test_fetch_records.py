"""The fetch records: one a source, strictly read, and enough for what the catalogue reads."""

from pathlib import Path
from urllib.parse import urlsplit

import pytest

from het_geo.catalogue.records import Catalogue
from het_geo.errors import CatalogueError
from het_geo.fetch.records import Fetch, read_fetches, read_leads

FILE = Path(__file__).resolve().parents[2] / "data" / "catalogue" / "fetch.toml"
ONE = 'id = "voa-build-period"\n'


def test_has_every_source_with_a_file_a_record(
    catalogue: Catalogue, records: dict[str, Fetch]
) -> None:
    assert list(records) == [s.id for s in catalogue.sources.values() if s.file]


def test_does_every_record_by_hand_say_why(records: dict[str, Fetch]) -> None:
    assert all(len(one.reason) > 40 for one in records.values() if one.how == "by_hand")


def test_does_every_table_make_the_columns_that_indicators_use(
    catalogue: Catalogue, records: dict[str, Fetch]
) -> None:
    readers = {"nomis_wide", "nomis_long", "mhclg", "ons_population", "nomis_claimants", "desnz"}
    lacking = []
    for indicator in catalogue.indicators.values():
        for terms in indicator.terms:
            source = catalogue.sources[terms.source]
            one = records.get(source.id)
            if one is None or one.table is None or source.reader not in readers:
                continue
            rows = list(one.table.long.rows) if one.table.long else []
            made = {*one.table.names, *rows, *one.label.split(), *one.labels}
            wanted = {*terms.columns, source.options["code"]}
            lacking += [(one.id, name) for name in sorted(wanted - made)]
    assert lacking == []


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (
            'how = "by_hand"\nreason = "?"\nurl = "x"',
            "unknown key 'url'. Known keys: called, how, id, join",
        ),
        ('how = "by_magic"', "unknown how 'by_magic'. Known: file, archive"),
        ('how = "by_hand"', "how = 'by_hand' needs the key 'reason'"),
        ('how = "file"', "how = 'file' needs the key 'urls'"),
        ('how = "workbook"\nurls = ["x"]', "how = 'workbook' needs the key 'sheets'"),
        (
            'how = "file"\nurls = ["https://a.org"]\nlabel = "year"',
            "1 urls and 0 labels: give one label a url",
        ),
        (
            'how = "file"\nurls = ["https://a.org"]\npage_size = 0',
            "page_size is 0: give a positive number",
        ),
        ('how = "file"\nurls = ["javascript:x"]', "'javascript:x' is no http or https address"),
        ('how = "file"\nurls = "x"', "key 'urls': expected a list, found 'x'"),
        ('how = "by_hand"\nreason = "?"', "how = 'by_hand' needs the key 'called'"),
        (
            'how = "by_hand"\nreason = "?"\ncalled = "?"',
            "the source 'ons-lsoa21-boundaries' has no record",
        ),
    ],
)
def test_is_a_wrong_record_refused_by_name(
    catalogue: Catalogue, tmp_path: Path, text: str, message: str
) -> None:
    file = tmp_path / "fetch.toml"
    file.write_text(f"[[fetch]]\n{ONE}{text}\n", "utf-8")
    with pytest.raises(CatalogueError) as refused:
        read_fetches(file, catalogue)
    assert message in str(refused.value)


def test_are_an_unknown_source_and_a_second_record_refused(
    catalogue: Catalogue, tmp_path: Path
) -> None:
    file = tmp_path / "fetch.toml"
    file.write_text('[[fetch]]\nid = "no-such"\nhow = "by_hand"\nreason = "?"\n', "utf-8")
    with pytest.raises(CatalogueError, match=r"no source 'no-such' stands in sources.toml"):
        read_fetches(file, catalogue)
    file.write_text(f'[[fetch]]\n{ONE}how = "by_hand"\nreason = "?"\ncalled = "?"\n' * 2, "utf-8")
    with pytest.raises(CatalogueError, match=r"the id 'voa-build-period' is declared twice"):
        read_fetches(file, catalogue)


@pytest.mark.parametrize("text", ["[[fetch", "[source]", ""])
def test_is_a_file_of_another_form_refused(catalogue: Catalogue, tmp_path: Path, text: str) -> None:
    file = tmp_path / "fetch.toml"
    file.write_text(text, "utf-8")
    with pytest.raises(CatalogueError, match=r"not valid TOML|expected \[\[fetch\]\] and"):
        read_fetches(file, catalogue)
    with pytest.raises(CatalogueError, match=r"is missing. Restore it"):
        read_fetches(tmp_path / "none.toml", catalogue)


@pytest.mark.parametrize(
    "text", ['name = "a.org"', "name = 1\nleads_to = []", 'leads_to = "b.org"']
)
def test_is_a_host_of_another_form_refused(tmp_path: Path, text: str) -> None:
    file = tmp_path / "fetch.toml"
    file.write_text(f"fetch = []\n[[host]]\n{text}\n", "utf-8")
    with pytest.raises(CatalogueError, match=r"fetch.toml \[\[host\]\]"):
        read_leads(file)


def test_is_every_host_that_leads_on_one_that_is_asked(records: dict[str, Fetch]) -> None:
    asked = {urlsplit(url).netloc for one in records.values() for url in one.urls}
    assert set(read_leads(FILE)) <= asked
    assert not asked & {host for hosts in read_leads(FILE).values() for host in hosts}
