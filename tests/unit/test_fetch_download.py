"""Downloads: resumed, checked by hash, never half-written."""

import gzip
import hashlib
import json
import random
from pathlib import Path

import pytest

from het_geo.errors import SourceError
from het_geo.fetch.download import Shelf, attachment
from tests.publisher import Answer, Publisher

BODY = b"area_code,n\nE01000001,1\n" * 5_000
TAG = {"ETag": '"first"'}


def ranges(publisher: Publisher) -> list[str]:
    return [headers.get("Range", "") for _, _, headers in publisher.asked]


def test_does_a_cut_download_go_on_where_it_stopped(publisher: Publisher, tmp_path: Path) -> None:
    publisher.routes["/big.csv"] = [
        Answer(BODY, headers=TAG, cut=8 * 8192 + 99),
        Answer(BODY, headers=TAG),
    ]
    web, _ = publisher.web()
    found = Shelf(tmp_path, web).get(f"{publisher.base}/big.csv")
    assert found.read_bytes() == BODY
    assert ranges(publisher) == ["", f"bytes={8 * 8192}-"]
    assert [p.name for p in found.parent.iterdir()] == [found.name]


def test_does_the_next_run_go_on_where_this_one_gave_up(
    publisher: Publisher, tmp_path: Path
) -> None:
    publisher.routes["/big.csv"] = [
        Answer(BODY, headers=TAG, cut=6 * 8192),
        *[Answer(status=500)] * 4,
        Answer(BODY, headers=TAG),
    ]
    web, _ = publisher.web()
    with pytest.raises(SourceError, match=r"big.csv: HTTP 500, in 5 attempts"):
        Shelf(tmp_path, web).get(f"{publisher.base}/big.csv")
    (part,) = (tmp_path / ".downloads").glob("*.part")
    assert part.stat().st_size == 6 * 8192
    assert not list((tmp_path / ".downloads").glob("*.csv"))
    assert Shelf(tmp_path, web).get(f"{publisher.base}/big.csv").read_bytes() == BODY
    assert ranges(publisher)[-1] == f"bytes={6 * 8192}-"


def test_is_a_download_begun_again_by_a_server_without_ranges(
    publisher: Publisher, tmp_path: Path
) -> None:
    whole = Answer(BODY, headers=TAG, ranges=False)
    publisher.routes["/big.csv"] = [Answer(BODY, headers=TAG, cut=8 * 8192 + 99), whole]
    web, _ = publisher.web()
    assert Shelf(tmp_path, web).get(f"{publisher.base}/big.csv").read_bytes() == BODY


def test_are_two_editions_of_a_file_never_joined(publisher: Publisher, tmp_path: Path) -> None:
    newer = BODY.replace(b",1\n", b",2\n")
    publisher.routes["/big.csv"] = [
        Answer(BODY, headers=TAG, cut=8 * 8192 + 99),
        Answer(newer, headers={"ETag": '"second"'}),
    ]
    web, _ = publisher.web()
    assert Shelf(tmp_path, web).get(f"{publisher.base}/big.csv").read_bytes() == newer


@pytest.mark.parametrize("headers", [{}, {"ETag": 'W/"weak"'}])
def test_is_a_file_without_a_sure_mark_begun_again(
    publisher: Publisher, tmp_path: Path, headers: dict[str, str]
) -> None:
    publisher.routes["/big.csv"] = [Answer(BODY, headers=headers, cut=9000), Answer(BODY)]
    web, _ = publisher.web()
    assert Shelf(tmp_path, web).get(f"{publisher.base}/big.csv").read_bytes() == BODY
    assert ranges(publisher) == ["", ""]


def test_is_a_file_that_comes_packed_begun_again(publisher: Publisher, tmp_path: Path) -> None:
    packed, headers = (
        gzip.compress(random.Random(1).randbytes(20_000)),
        TAG | {"Content-Encoding": "gzip"},
    )
    publisher.routes["/f.csv"] = [Answer(packed, headers=headers, cut=15_000), Answer(BODY)]
    web, _ = publisher.web()
    assert Shelf(tmp_path, web).get(f"{publisher.base}/f.csv").read_bytes() == BODY
    assert ranges(publisher) == ["", ""]


def test_is_a_refused_range_begun_again(publisher: Publisher, tmp_path: Path) -> None:
    publisher.routes["/big.csv"] = [
        Answer(BODY, headers=TAG, cut=8192), Answer(status=416), Answer(BODY, headers=TAG),
    ]  # fmt: skip
    web, _ = publisher.web()
    assert Shelf(tmp_path, web).get(f"{publisher.base}/big.csv").read_bytes() == BODY
    assert ranges(publisher) == ["", "bytes=8192-", ""]


def test_is_another_part_than_was_asked_for_not_joined(
    publisher: Publisher, tmp_path: Path
) -> None:
    publisher.routes["/big.csv"] = [
        Answer(BODY, headers=TAG, cut=8192),
        Answer(b"zzz", status=206, headers={"Content-Range": "bytes 0-2/3"}),
        Answer(BODY, headers=TAG),
    ]
    web, _ = publisher.web()
    assert Shelf(tmp_path, web).get(f"{publisher.base}/big.csv").read_bytes() == BODY


def test_is_a_changed_file_reported_with_both_hashes_and_kept_beside(
    publisher: Publisher, tmp_path: Path
) -> None:
    publisher.routes["/f.csv"] = Answer(b"new")
    expected, found = (hashlib.sha256(text).hexdigest() for text in (b"old", b"new"))
    web, _ = publisher.web()
    with pytest.raises(SourceError, match=rf"expected sha256 {expected}, found\s+{found}"):
        Shelf(tmp_path, web).get(f"{publisher.base}/f.csv", expected)
    (kept,) = (tmp_path / ".downloads").iterdir()
    assert kept.name.endswith("-f.csv.changed")
    assert kept.read_bytes() == b"new"


def test_is_a_web_page_in_place_of_a_file_refused_and_not_kept(
    publisher: Publisher, tmp_path: Path
) -> None:
    publisher.routes["/f.zip"] = Answer(b"<!doctype html><title>Maintenance</title>")
    web, _ = publisher.web()
    with pytest.raises(SourceError, match=r"f.zip: HTTP 200, but the answer is a web page"):
        Shelf(tmp_path, web).get(f"{publisher.base}/f.zip")
    assert list((tmp_path / ".downloads").iterdir()) == []


def test_is_a_file_of_a_run_downloaded_once_and_removed_after(
    publisher: Publisher, tmp_path: Path
) -> None:
    publisher.routes["/f.csv"] = Answer(b"x", headers=TAG)
    web, _ = publisher.web()
    shelf = Shelf(tmp_path, web)
    for _ in range(2):
        shelf.get(f"{publisher.base}/f.csv")
        shelf.done()
    assert len(publisher.asked) == 1
    shelf.clear()
    assert not (tmp_path / ".downloads").exists()


# Made up in the form of https://www.gov.uk/api/content: a page that lists its attachments.
PAGE = {
    "details": {
        "attachments": [
            {"url": "https://assets.publishing.service.gov.uk/media/1a/File_7_Made_up_v2.csv"},
            {"url": "https://assets.publishing.service.gov.uk/media/2b/File_8_Made_up.xlsx"},
        ]
    }
}


def test_is_an_attachment_found_by_its_file_name(publisher: Publisher) -> None:
    publisher.routes["/page"] = Answer(json.dumps(PAGE).encode())
    web, _ = publisher.web()
    own = publisher.base.removeprefix("http://")
    web.leads = {own: ("assets.publishing.service.gov.uk",)}
    found = attachment(web, f"{publisher.base}/page#file_7_*.csv")
    assert found.endswith("/1a/File_7_Made_up_v2.csv")


@pytest.mark.parametrize(("pattern", "count"), [("File_9_*", 0), ("File_*", 2)])
def test_is_no_or_more_than_one_attachment_refused_with_the_names(
    publisher: Publisher, pattern: str, count: int
) -> None:
    publisher.routes["/page"] = Answer(json.dumps(PAGE).encode())
    web, _ = publisher.web()
    with pytest.raises(SourceError, match=rf"page: {count} attachments .*File_7_Made_up_v2.csv, "):
        attachment(web, f"{publisher.base}/page#{pattern}")
