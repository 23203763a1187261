"""Does the made-up publisher of the tests serve as a true one does?"""

import pytest

from tests.publisher import Answer, serve


@pytest.mark.parametrize(("tag", "status"), [('"1"', 206), ('"2"', 200)])
def test_does_the_made_up_publisher_continue_only_the_same_file(tag: str, status: int) -> None:
    with serve() as publisher:
        publisher.routes["/file"] = Answer(b"abcdef", headers={"ETag": '"1"'})
        web, _ = publisher.web()
        headers = {"Range": "bytes=4-", "If-Range": tag}
        with web.open(f"{publisher.base}/file", headers=headers, allow=(200, 206)) as response:
            assert response.status_code == status
            assert response.content == (b"ef" if status == 206 else b"abcdef")
