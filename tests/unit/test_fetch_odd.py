"""Is what a publisher, or somebody in its place, should never send refused by name and by limit?"""

import gzip
import json

import pytest

from het_geo.errors import SourceError
from het_geo.fetch import caps, pages
from het_geo.fetch.download import Shelf, attachment
from het_geo.fetch.web import Web
from tests.publisher import Answer

HOST = "www.example.org"


def at(path):
    return f"https://{HOST}{path}"


def refused(action, said):
    with pytest.raises(SourceError, match=said) as refusal:
        action()
    return str(refusal.value)


def fault_of(action):
    """Return what an action is refused with; "" where it is not. Nothing else may be raised."""
    try:
        action()
    except SourceError as error:
        return str(error)
    return ""


# Where an answer may lead.


@pytest.mark.parametrize(
    "to",
    [
        "https://elsewhere.org/x", "http://www.example.org/x", "//elsewhere.org/x", "file:///etc/x",
        "https://www.example.org.elsewhere.org/x", "https://user@elsewhere.org/x", "https://[x/",
        "https://www.example.org:8443/x", "javascript:alert(1)", "http://169.254.169.254/latest",
        "https://2130706433/", "https://0x7f.1/", "https://[::ffff:127.0.0.1]/", " //elsewhere.org",
        "https://www.example.org@elsewhere.org/", "https://elsewhere.org/www.example.org",
        "https://xwww.example.org/", "https://www.example.org\\@elsewhere.org/",
        "\\\\elsewhere.org",
        "https://www.example.org%2eelsewhere.org/", "data:text/csv,a", "vbscript:x",
    ],
)  # fmt: skip
def test_is_an_answer_that_leads_to_another_host_not_followed(publisher, to):
    """It was, wherever it led."""
    publisher.routes[f"/{HOST}/old"] = Answer(status=302, headers={"Location": to})
    web, _ = publisher.web(HOST, "elsewhere.org")
    said = refused(lambda: web.content(at("/old")), "leads to")
    assert "data/catalogue/fetch.toml" in said or to == "https://[x/"
    assert [path for path, _, _ in publisher.asked] == [f"/{HOST}/old"]


@pytest.mark.parametrize(
    "to", ["/new", "https://www.example.org/new", "https://files.example.net/new"]
)
def test_is_an_answer_that_leads_to_the_publisher_s_own_followed(publisher, to):
    publisher.routes[f"/{HOST}/old"] = Answer(status=302, headers={"Location": to})
    for host in (HOST, "files.example.net"):
        publisher.routes[f"/{host}/new"] = Answer(b"here")
    web, _ = publisher.web(HOST, "files.example.net")
    web.leads = {HOST: ("files.example.net",)}
    assert web.content(at("/old")) == b"here"


def test_is_a_redirect_of_a_question_that_was_posted_not_followed(publisher):
    publisher.routes[f"/{HOST}/ask"] = Answer(status=307, headers={"Location": "/other"})
    web, _ = publisher.web(HOST)
    refused(lambda: web.json(at("/ask"), body={"a": 1}), "HTTP 307")


@pytest.mark.parametrize(
    "listed",
    [
        [{"url": "https://elsewhere.org/File_7.csv"}], [{"url": 7}], [7], 7,
        [{"url": "http://www.example.org/File_7.csv"}],
    ],
)  # fmt: skip
def test_is_an_attachment_elsewhere_not_fetched(publisher, listed):
    found = {"details": {"attachments": listed}}
    publisher.routes[f"/{HOST}/page"] = Answer(json.dumps(found).encode())
    web, _ = publisher.web(HOST)
    refused(lambda: attachment(web, at("/page#File_*.csv")), "attachments|leads to")


# How much of an answer is read.


def test_is_an_answer_beyond_the_cap_left(publisher, monkeypatch):
    monkeypatch.setattr(caps, "ANSWER", 100_000)
    web, _ = publisher.web(HOST)
    publisher.routes[f"/{HOST}/much"] = Answer(b"x" * 100_001)
    refused(lambda: web.content(at("/much")), "more than 0.1 MB")
    publisher.routes[f"/{HOST}/bomb"] = Answer(
        gzip.compress(b"x" * 5_000_000), headers={"Content-Encoding": "gzip"}
    )
    refused(lambda: web.json(at("/bomb")), "more than 0.1 MB")


def test_is_a_download_beyond_the_cap_left_and_not_kept(publisher, tmp_path, monkeypatch):
    monkeypatch.setattr(caps, "FILE", 100_000)
    web, _ = publisher.web(HOST)
    for headers in ({}, {"Content-Encoding": "gzip"}, {"Content-Length": "200000"}):
        body = b"x" * 100_001
        body = gzip.compress(body) if "Content-Encoding" in headers else body
        publisher.routes[f"/{HOST}/f.csv"] = Answer(body, headers=headers)
        refused(lambda: Shelf(tmp_path, web).get(at("/f.csv")), "more than 0.1 MB")
        assert list(tmp_path.rglob("*.part")) == []


@pytest.mark.parametrize(
    "headers",
    [
        {"Content-Length": "many"}, {"Content-Length": "-7"}, {"Content-Length": "7, 8"},
        {"ETag": "\u00e9\u00ff"}, {"Last-Modified": "soon"}, {"Content-Range": "bytes many"},
        {"Content-Encoding": "gzip"}, {"Content-Encoding": "gold"}, {"Content-Type": "x;charset=y"},
        {"Retry-After": "\u00b2"}, {"Location": "/x"}, {"Content-Length": "9" * 400},
        {f"X-{n}": "y" for n in range(120)}, {"X": "y" * 70_000},
    ],
)  # fmt: skip
@pytest.mark.parametrize("status", [200, 302, 416, 503])
def test_is_a_download_with_odd_headers_had_or_refused_by_name(
    publisher, tmp_path, headers, status
):
    """A number that is none, in the head of an answer, ended the whole run."""
    publisher.routes[f"/{HOST}/f.csv"] = Answer(b"a,b\n1,2\n", status=status, headers=headers)
    publisher.routes[f"/{HOST}/x"] = Answer(b"a,b\n")
    web, _ = publisher.web(HOST)
    web.pauses = (0.0,)
    said = fault_of(lambda: Shelf(tmp_path, web).get(at("/f.csv")))
    assert said == "" or at("/f.csv") in said


@pytest.mark.parametrize("body", [b"[" * 100_000, b"\xff", b"{", b"", b"9" * 5_000, b"NaN"])
def test_is_an_answer_that_is_no_json_named(publisher, body):
    publisher.routes[f"/{HOST}/j"] = Answer(body)
    web, _ = publisher.web(HOST)
    said = fault_of(lambda: web.json(at("/j")))
    assert at("/j") in said or body == b"NaN"


# Services of another form, or without end.


@pytest.mark.parametrize(
    "error",
    [{"details": [7]}, {"details": 7}, {"details": {"a": 1}}, {"code": [1]}, {"code": {}},
     {"message": [1]}, [], 7, None],
)  # fmt: skip
def test_is_an_error_of_another_form_told_and_no_end_of_the_run(publisher, error):
    publisher.routes[f"/{HOST}/layer/query"] = Answer(json.dumps({"error": error}).encode())
    web, _ = publisher.web(HOST)
    refused(
        lambda: pages.features(web, at("/layer"), ["a"], where="1=1", size=3, shapes=False),
        "HTTP 200, but error",
    )


@pytest.mark.parametrize(
    "listed",
    [[], 7, None, {"children": 7}, {"children": [7]}, {"children": [{}]}, {"children": {"a": 1}},
     {"children": [{"id": 7}]}],
)  # fmt: skip
def test_is_a_value_set_of_another_form_told_and_no_end_of_the_run(publisher, listed):
    publisher.routes[f"/{HOST}/schema/a"] = Answer(json.dumps(listed).encode())
    web, _ = publisher.web(HOST)
    asked = dict.fromkeys(pages.NEEDS, "a")
    refused(lambda: pages.read(web, at(""), asked, 10, "key"), "a value set of another form")


@pytest.mark.parametrize(
    ("counted", "page", "said"),
    [
        (10**12, [], "counts 1,000,000,000,000"), ("many", [], "no number"), (-1, [], "no number"),
        (2, [{"attributes": {"a": 1}}] * 3, "more records than"),
        (1, [{"attributes": 7}], "of another form"), (1, [{}], "of another form"),
        (1, 7, "of another form"),
    ],
)  # fmt: skip
def test_does_a_service_without_end_end(publisher, counted, page, said):
    """It says that there are more for as long as it is asked."""

    def answer(query):
        more = counted == 2
        found = {"features": page, "exceededTransferLimit": more}
        if "returnCountOnly" in query:
            found = {"count": counted}
        return Answer(json.dumps(found).encode())

    publisher.routes[f"/{HOST}/layer/query"] = answer
    web, _ = publisher.web(HOST)
    refused(
        lambda: pages.features(web, at("/layer"), ["a"], where="1=1", size=3, shapes=False), said
    )


@pytest.mark.parametrize("counted", ["1e300", "inf", "-5", "many", "999999999999"])
def test_does_a_count_that_cannot_be_end_a_query(publisher, counted):
    publisher.routes[f"/{HOST}/q"] = Answer(f"a,RECORD_COUNT\n1,{counted}\n".encode())
    web, _ = publisher.web(HOST)
    refused(lambda: pages.nomis(web, at("/q"), ["a"], {}, 10), HOST)


def test_is_every_limit_above_what_any_publisher_sends():
    """The police's archives have 1.6 GB, the largest answer of a service some 30 MB."""
    assert caps.FILE >= 2_000_000_000
    assert caps.ANSWER >= 100_000_000
    assert Web().leads == {}
