"""What golden tests share: raw files read row by row, without the project's own readers."""

import csv
import gzip

import pytest

from het_geo.build.england import read_geography
from het_geo.build.store import RawStore


def rows_of(path):
    """Yield the rows of a compressed table as dictionaries of text."""
    with gzip.open(path, "rt", encoding="utf-8-sig", newline="") as file:
        yield from csv.DictReader(file)


@pytest.fixture(scope="session")
def districts(sources):
    """Return the district of each neighbourhood of 2021, from the lookup alone."""
    path = sources / "geography/lookup_lsoa21_ward25_derived_england.csv.gz"
    return {row["lsoa21_code"]: row["ltla24_code"] for row in rows_of(path)}


@pytest.fixture(scope="session")
def store(sources, catalogue):
    return RawStore(sources, catalogue)


@pytest.fixture(scope="session")
def england(store):
    return read_geography(store)
