"""Two places published, a server on this machine that gives them, and a made-up S3 beside it."""

import hashlib
import hmac
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import urlsplit

from het_geo.stores.published import PublishedPacks
from tests.publisher import Answer, Publisher

KEY, SECRET, REGION = "made-up-key", "made-up-secret", "eu-west-2"


def give(publisher: Publisher, folder: Path) -> None:
    """Let a server give what was published to a folder."""
    for path in folder.rglob("*.*"):
        publisher.routes[f"/{path.relative_to(folder).as_posix()}"] = Answer(path.read_bytes())


def asked(publisher: Publisher) -> list[str]:
    """Return the paths that a server was asked for, without what tells files apart."""
    return [path.rsplit("-", 1)[0].removeprefix("/packs") for path, _, _ in publisher.asked]


def fetched(packs: PublishedPacks) -> list[str]:
    """Return the places whose files stand in the cache, and whatever half file stands there."""
    found = [path.name for path in (packs.root / "packs").glob("*")]
    return sorted(name.rsplit("-", 1)[0] for name in found if not name.endswith(".lock"))


class S3Handler(BaseHTTPRequestHandler):
    """Keeps objects for whoever signs with the one key, as AWS Signature Version 4 has it."""

    objects: dict[str, bytes]
    protocol_version = "HTTP/1.1"

    def do_PUT(self) -> None:
        data = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        if self.allowed():
            self.objects[self.path] = data
            self.answer(200)

    def do_GET(self) -> None:
        if self.allowed():
            data = self.objects.get(self.path)
            self.answer(404 if data is None else 200, data or b"")

    def allowed(self) -> bool:
        """Refuse what is not signed with the key: the signature is worked out once more."""
        said = self.headers.get("Authorization", "").removeprefix("AWS4-HMAC-SHA256 ")
        parts = dict(part.strip().split("=", 1) for part in said.split(",") if "=" in part)
        if parts.get("Signature") == self.signature(parts.get("SignedHeaders", "")):
            return True
        self.answer(403)
        return False

    def signature(self, names: str) -> str:
        url, when = urlsplit(self.path), self.headers.get("x-amz-date", "")
        lines = "".join(f"{name}:{self.headers.get(name, '')}\n" for name in names.split(";"))
        content = self.headers.get("x-amz-content-sha256", "")
        request = "\n".join([self.command, url.path, url.query, lines, names, content])
        scope = f"{when[:8]}/{REGION}/s3/aws4_request"
        hashed = hashlib.sha256(request.encode()).hexdigest()
        key = f"AWS4{SECRET}".encode()
        for part in scope.split("/"):
            key = hmac.digest(key, part.encode(), "sha256")
        text = f"AWS4-HMAC-SHA256\n{when}\n{scope}\n{hashed}"
        return hmac.digest(key, text.encode(), "sha256").hex()

    def answer(self, status: int, data: bytes = b"") -> None:
        self.send_response(status)
        self.send_header("ETag", f'"{hashlib.md5(data).hexdigest()}"')
        self.send_header("Last-Modified", "Sun, 29 Nov 2026 07:00:00 GMT")
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, *_: object) -> None:
        pass


@contextmanager
def s3() -> Iterator[tuple[dict[str, str], dict[str, bytes]]]:
    """Run a made-up S3; give what the environment says of it, and its objects."""
    objects: dict[str, bytes] = {}
    handler = type("Bound", (S3Handler,), {"objects": objects})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    told = {
        "AWS_ENDPOINT_URL": f"http://127.0.0.1:{server.server_port}",
        "AWS_ALLOW_HTTP": "true",
        "AWS_ACCESS_KEY_ID": KEY,
        "AWS_SECRET_ACCESS_KEY": SECRET,
        "AWS_REGION": REGION,
    }
    try:
        yield told, objects
    finally:
        server.shutdown()
        server.server_close()
        thread.join(5)
