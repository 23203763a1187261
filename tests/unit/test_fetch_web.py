"""Requests: polite, bounded, and clear about what went wrong."""

import socket
import threading
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest

from het_geo.errors import SourceError
from tests.publisher import Answer, Publisher


def test_is_a_redirect_followed(publisher: Publisher) -> None:
    publisher.routes = {
        "/old": Answer(status=301, headers={"Location": f"{publisher.base}/new"}),
        "/new": Answer(b'{"moved": true}'),
    }
    web, _ = publisher.web()
    assert web.json(f"{publisher.base}/old") == {"moved": True}


def test_does_a_circle_of_redirects_end(publisher: Publisher) -> None:
    publisher.routes["/a"] = Answer(status=302, headers={"Location": f"{publisher.base}/a"})
    web, _ = publisher.web()
    with pytest.raises(SourceError, match=r"/a: HTTP 302: it leads on and on"):
        web.content(f"{publisher.base}/a")


def test_is_a_404_refused_at_once_with_its_url_and_what_to_do(publisher: Publisher) -> None:
    web, slept = publisher.web()
    with pytest.raises(SourceError, match=r"/gone: HTTP 404: .*moved or removed"):
        web.content(f"{publisher.base}/gone")
    assert len(publisher.asked) == 1
    assert slept == []


def test_is_retry_after_obeyed_on_429(publisher: Publisher) -> None:
    publisher.routes["/busy"] = [
        Answer(status=429, headers={"Retry-After": "17"}),
        Answer(b"at last"),
    ]
    web, slept = publisher.web()
    assert web.content(f"{publisher.base}/busy") == b"at last"
    assert slept == [17.0]


def test_is_a_date_in_retry_after_obeyed(publisher: Publisher) -> None:
    later = format_datetime(datetime.now(UTC) + timedelta(seconds=40))
    publisher.routes["/busy"] = [Answer(status=503, headers={"Retry-After": later}), Answer(b"x")]
    web, slept = publisher.web()
    web.content(f"{publisher.base}/busy")
    assert 35 < slept[0] <= 40


def test_is_a_publisher_that_asks_for_an_hour_left_alone(publisher: Publisher) -> None:
    publisher.routes["/busy"] = Answer(status=429, headers={"Retry-After": "3600"})
    web, slept = publisher.web()
    with pytest.raises(SourceError, match=r"HTTP 429, in 1 attempts. It asks for 3600 s"):
        web.content(f"{publisher.base}/busy")
    assert slept == []


def test_does_a_500_pass(publisher: Publisher) -> None:
    publisher.routes["/ill"] = [Answer(status=500), Answer(status=502), Answer(b"well")]
    web, slept = publisher.web()
    assert web.content(f"{publisher.base}/ill") == b"well"
    assert slept == [1.0, 2.0]


def test_are_attempts_bounded(publisher: Publisher) -> None:
    publisher.routes["/ill"] = Answer(status=500)
    web, slept = publisher.web()
    with pytest.raises(SourceError, match=r"/ill: HTTP 500, in 5 attempts. Try again later"):
        web.content(f"{publisher.base}/ill")
    assert slept == [1.0, 2.0, 4.0, 8.0]


def test_is_an_answer_cut_half_way_asked_for_again(publisher: Publisher) -> None:
    publisher.routes["/data"] = [Answer(b"0123456789", cut=5), Answer(b"0123456789")]
    web, slept = publisher.web()
    assert web.content(f"{publisher.base}/data") == b"0123456789"
    assert slept == [1.0]


@pytest.mark.in_turn
def test_is_a_silent_server_given_up(publisher: Publisher) -> None:
    publisher.routes["/slow"] = [Answer(b"late", slow=60), Answer(b"soon")]
    web, slept = publisher.web()
    web.timeout = 1.5  # enough for the second answer, on a machine with other work
    assert web.content(f"{publisher.base}/slow") == b"soon"
    assert slept == [1.0]


@pytest.mark.parametrize("page", [b"<!DOCTYPE html><p>Sorry", b"\n<html><body>At work"])
def test_is_a_web_page_with_status_200_refused(publisher: Publisher, page: bytes) -> None:
    publisher.routes["/data.csv"] = Answer(page)
    web, _ = publisher.web()
    with pytest.raises(SourceError, match=r"data.csv: HTTP 200, but the answer is a web page"):
        web.content(f"{publisher.base}/data.csv")


def test_is_an_answer_that_is_no_json_refused(publisher: Publisher) -> None:
    publisher.routes["/json"] = Answer(b"{'half':")
    web, _ = publisher.web()
    with pytest.raises(SourceError, match=r"/json: the answer is no JSON"):
        web.json(f"{publisher.base}/json")


def test_is_there_never_more_than_one_request_at_a_time_to_a_host(publisher: Publisher) -> None:
    publisher.routes["/data"] = Answer(b"x", slow=0.05)
    web, _ = publisher.web()
    threads = [
        threading.Thread(target=web.content, args=(f"{publisher.base}/data",)) for _ in range(4)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(5)
    assert (len(publisher.asked), publisher.most_at_once) == (4, 1)


def test_is_a_host_out_of_reach_tried_twice_and_then_remembered(publisher: Publisher) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        nobody = f"http://127.0.0.1:{free.getsockname()[1]}"  # held, so that no one answers
        web, slept = publisher.web()
        for _ in range(2):
            with pytest.raises(SourceError, match=r"cannot be reached. Is there a connection"):
                web.content(f"{nobody}/data")
    assert slept == [1.0]


def test_does_the_client_say_who_it_is(publisher: Publisher) -> None:
    publisher.routes["/data"] = Answer(b"x")
    web, _ = publisher.web()
    web.content(f"{publisher.base}/data")
    assert publisher.asked[0][2]["User-Agent"].startswith("het_geo/")
