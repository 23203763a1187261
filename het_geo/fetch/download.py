"""Plain files: downloads that resume, are checked by hash, and are never half-written."""

from __future__ import annotations

import os
import re
from fnmatch import fnmatch
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import pooch  # type: ignore[import-untyped]
import requests
from tqdm import tqdm

from het_geo.errors import SourceError
from het_geo.fetch import caps
from het_geo.fetch.caps import capped
from het_geo.fetch.leads import led
from het_geo.fetch.web import Passing, Web
from het_geo.files import sha256_in, sha256_of
from het_geo.plain import is_web_address

FOLDER = ".downloads"  # publishers' own files, inside the folder of raw files, while they are used
CHUNK = 1 << 13  # bytes: a cut loses what had come of the last chunk, and only that


class Shelf:
    """The publishers' own files of this run, each downloaded once and kept until it is used."""

    def __init__(self, folder: Path, web: Web) -> None:
        self.folder = folder / FOLDER
        self.web = web
        self._open: set[Path] = set()  # of the source at work
        self._used: set[Path] = set()

    def get(self, url: str, sha256: str = "", parameters: dict[str, str] | None = None) -> Path:
        """Return the file of a URL, downloading what of it is not here yet.

        Raises:
            SourceError: it cannot be had, or ``sha256`` is given and the file has another: both
                hashes are named and the file is kept beside.
        """
        try:
            return self._get(url, sha256, parameters)
        except SourceError:
            self._open.clear()  # one of several failed: the others wait for the next attempt
            raise

    def _get(self, url: str, sha256: str, parameters: dict[str, str] | None) -> Path:
        address = attachment(self.web, url)
        if parameters:
            address = str(requests.Request("GET", address, params=parameters).prepare().url)
        name = _name(address)
        registry = pooch.create(
            path=self.folder,
            base_url="",
            registry={name: f"sha256:{sha256}" if sha256 else None},
            urls={name: address},
        )
        pooch.get_logger().setLevel("WARNING")
        path = self.folder / name
        registry.fetch(name, downloader=Resuming(self.web, path, sha256))
        self._open.add(path)
        return path

    def done(self) -> None:
        """Say that a source is done with its downloads; another of this run may still want them."""
        self._used |= self._open
        self._open = set()

    def clear(self) -> None:
        """Remove the downloads that were used; what waits for the next attempt stays."""
        for path in self._used:
            path.unlink(missing_ok=True)
        self._used = set()
        for path in self.folder.glob("tmp*"):  # pooch's, of a run that was killed
            path.unlink(missing_ok=True)
        if self.folder.is_dir() and not any(self.folder.iterdir()):
            self.folder.rmdir()


class Resuming:
    """A downloader for pooch that goes on where a cut download stopped.

    The bytes so far stand in ``NAME.part``. They are continued only if the server says, by the
    entity tag or date kept in ``NAME.part.tag``, that the file is still the same; else begun again.
    """

    def __init__(self, web: Web, path: Path, sha256: str = "") -> None:
        self.web = web
        self.sha256 = sha256
        self.part = path.with_name(path.name + ".part")
        self.tag = path.with_name(path.name + ".part.tag")
        self.beside = path.with_name(path.name + ".changed")

    def __call__(self, url: str, output_file: str, _pooch: Any) -> None:
        """Download ``url`` and put it, whole, where pooch asks for it."""
        self.web.retry(url, lambda: self._go_on(url))
        self.tag.unlink(missing_ok=True)
        with self.part.open("rb") as file:
            start = file.read(512)
        try:
            self.web.refuse_page(url, start)
        except SourceError:
            self.part.unlink()
            raise
        found = sha256_of(self.part)
        if self.sha256 and found != self.sha256:
            os.replace(self.part, self.beside)
            raise SourceError(
                f"{url}: the publisher's file has changed: expected sha256 {self.sha256}, found "
                f"{found}. It is kept as {self.beside}: look at it, then put the new hash in "
                "data/catalogue/fetch.toml."
            )
        os.replace(self.part, output_file)

    def _go_on(self, url: str) -> None:
        """Ask for the rest of the file, or the whole, and write what comes."""
        have = self.part.stat().st_size if self.part.exists() and self.tag.exists() else 0
        headers = {"Accept-Encoding": "identity"}  # a range of packed bytes could not be continued
        if have:
            headers |= {"Range": f"bytes={have}-", "If-Range": self.tag.read_text("utf-8")}
        with self.web.open(url, headers=headers, allow=(200, 206, 416)) as response:
            begins = response.headers.get("Content-Range", "").startswith(f"bytes {have}-")
            if response.status_code == 416 or (response.status_code == 206 and not begins):
                self.part.unlink(missing_ok=True)
                raise Passing(f"HTTP {response.status_code} with another part than was asked for")
            if response.status_code == 200:
                have = 0
                self._forget()  # a mark never stands beside bytes of another edition
                self._remember(response)
            self._write(url, response, have)

    def _forget(self) -> None:
        """Remove the bytes so far, and before them what they are continued by."""
        self.tag.unlink(missing_ok=True)
        self.part.unlink(missing_ok=True)

    def _remember(self, response: requests.Response) -> None:
        """Keep what tells whether the file is still the same; a weak entity tag does not."""
        tag = response.headers.get("ETag", "")
        tag = response.headers.get("Last-Modified", "") if tag.startswith("W/") or not tag else tag
        packed = "Content-Encoding" in response.headers  # sent though identity was asked for
        if tag.isascii() and tag and not packed:
            self.tag.write_text(tag, "utf-8")

    def _write(self, url: str, response: requests.Response, have: int) -> None:
        size = _length(response.headers.get("Content-Length", "")) + have
        if size > caps.FILE:
            raise SourceError(f"{url}: more than {caps.FILE / 1e6:g} MB. Nothing of it is kept.")
        name = self.part.name.removesuffix(".part").split("-", 1)[-1]
        try:
            with (
                self.part.open("ab" if have else "wb") as file,
                tqdm(
                    total=size or None, initial=have, unit="B", unit_scale=True, desc=name[:40],
                    dynamic_ncols=True, disable=None, leave=False,
                ) as bar,
            ):  # fmt: skip
                for chunk in capped(response.iter_content(CHUNK), caps.FILE - have, url):
                    file.write(chunk)
                    bar.update(len(chunk))
                file.flush()
                os.fsync(file.fileno())
        except SourceError:
            self._forget()
            raise


def _length(text: str) -> int:
    """Return the bytes that the head of an answer says will come; 0 where it says no number.

    >>> _length("12"), _length("many"), _length("-7"), _length("9" * 400)
    (12, 0, 0, 0)
    """
    return int(text) if re.fullmatch("[0-9]{1,18}", text) else 0


def attachment(web: Web, url: str) -> str:
    """Return the address of the attachment that ``PAGE#PATTERN`` names, or the URL itself.

    GOV.UK gives every edition of a file a new address, but its page keeps its own; the content API
    (https://content-api.publishing.service.gov.uk) lists a page's attachments.

    Raises:
        SourceError: no file name fits, or several do; those that stand there are named.
    """
    page, _, pattern = url.partition("#")
    if not pattern:
        return url
    found = web.json(page)
    details = found.get("details") if isinstance(found, dict) else None
    listed = details.get("attachments") if isinstance(details, dict) else None
    urls = {
        unquote(urlsplit(url).path.rsplit("/", 1)[-1]): url
        for one in (listed if isinstance(listed, list) else [])
        # a page of the site stands there as a path
        if isinstance(one, dict) and is_web_address(url := str(one.get("url", "")))
    }
    fits = [name for name in urls if fnmatch(name.lower(), pattern.lower())]
    if len(fits) != 1:
        raise SourceError(
            f"{page}: {len(fits)} attachments are named like '{pattern}', expected one. The page "
            f"lists: {', '.join(urls) or 'nothing'}. Put the right name in fetch.toml."
        )
    return led(page, urls[fits[0]], web.leads)


def _name(url: str) -> str:
    """Return a file name for a URL: a hash that tells addresses apart, and its last part."""
    last = unquote(urlsplit(url).path.rsplit("/", 1)[-1]) or "index"
    safe = "".join(c if c.isalnum() or c in "._-" else "_" for c in last)
    return f"{sha256_in(url)[:12]}-{safe[-80:]}"
