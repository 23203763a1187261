"""Files below an address (https, S3, Azure, whatever fsspec knows) or a folder: read and put whole.

fsspec is imported for an address alone; its drivers of https, S3, Azure and Google are obstore's.
How one signs in stands in the environment, as each store's own tools have it.
"""

from __future__ import annotations

import logging
import os
import re
from datetime import timedelta
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from het_geo.errors import ExportError, StoreError
from het_geo.files import write

CONNECT_S, SILENT_S, WHOLE_S = 5, 10, 60  # seconds to be reached, between two parts, for a file
RETRIES = 2
REFUSED = "status code: 403"  # as a driver has it that knows no better
DRIVEN = ("http", "https", "s3", "s3a", "az", "abfs", "abfss", "adl", "gs", "gcs")
LATER = "Try again in a minute; whoever runs this server finds more in its log."


def is_address(base: str) -> bool:
    """Tell whether a text is an address, and no folder.

    >>> is_address("s3://bucket/packs"), is_address("/srv/packs"), is_address("C:/packs")
    (True, False, False)
    """
    return "://" in base


def shown(base: str) -> str:
    """Return an address as messages name it: no name or password that may stand in it.

    >>> shown("https://me:secret@example.org/packs/")
    'https://example.org/packs'
    """
    parts = urlsplit(base)
    return (
        base
        if not parts.scheme
        else f"{parts.scheme}://{parts.netloc.split('@')[-1]}" + (parts.path.rstrip("/"))
    )


def read(base: str, name: str) -> bytes:
    """Return a file's bytes.

    Raises:
        StoreError: there is none, it is not to be read, or the store does not answer in time.
    """
    try:
        if not is_address(base):
            return Path(base, name).read_bytes()
        system, path = _system(base)
        return bytes(system.cat_file(f"{path}/{name}"))
    except FileNotFoundError as error:
        raise StoreError(f"{name} is not in the store of packs at {shown(base)}.") from error
    except StoreError:
        raise
    except Exception as error:  # every driver has errors of its own
        _log(base, name, error)
        if isinstance(error, PermissionError) or REFUSED in str(error):
            said = f"The store of packs at {shown(base)} refuses to give {name}."
            raise StoreError(f"{said} Its keys stand in the server's environment.") from error
        raise StoreError(
            f"The store of packs at {shown(base)} cannot be reached, or broke off while it gave "
            f"{name}. {LATER}"
        ) from error


def put(base: str, name: str, data: bytes) -> None:
    """Put a file whole or not at all.

    Raises:
        ExportError: the store does not take it.
    """
    try:
        if not is_address(base):
            write(Path(base, name), data)
            return
        system, path = _system(base)
        system.pipe_file(f"{path}/{name}", data)
    except StoreError:
        raise
    except Exception as error:
        _log(base, name, error)
        raise ExportError(
            f"{name} could not be put into the store at {shown(base)} ({_first_line(error)}). "
            "What stood there stands. Run the command again: what has been put is not put again."
        ) from error


def _system(base: str) -> tuple[Any, str]:
    """Return the file system of an address and the path below it, with bounded patience."""
    parts = urlsplit(base)
    if parts.query or parts.fragment:
        raise StoreError(
            f"The address {shown(base)} has more behind a “?” or “#”: leave it out. Keys and "
            "tokens stand in the environment, as the store's own tools read them."
        )
    try:
        import fsspec  # noqa: PLC0415 - a plain folder needs none of it
        import obstore.fsspec  # noqa: PLC0415
    except ModuleNotFoundError as error:
        raise StoreError(
            f"Packs behind an address need {error.name}, which is not installed. Say: pip install "
            "'het-geo[stores]'"
        ) from error
    options: dict[str, Any] = {}
    if parts.scheme in DRIVEN:
        obstore.fsspec.register(parts.scheme)
        patience = {
            "connect_timeout": timedelta(seconds=CONNECT_S),
            "read_timeout": timedelta(seconds=SILENT_S),
            "timeout": timedelta(seconds=WHOLE_S),
        }
        plain = parts.scheme == "http" or os.environ.get("AWS_ALLOW_HTTP") == "true"
        retry = {"max_retries": RETRIES, "retry_timeout": timedelta(seconds=2 * SILENT_S)}
        options = {"client_options": {**patience, "allow_http": plain}, "retry_config": retry}
    system, path = fsspec.core.url_to_fs(base.rstrip("/"), **options)
    return system, str(path).rstrip("/")


def _log(base: str, name: str, error: Exception) -> None:
    text = f"{shown(base)}/{name}: {_first_line(error)}"
    logging.getLogger(__name__).warning(text)


def _first_line(error: Exception) -> str:
    """Return the first line of an error, without what may be secret behind a question mark."""
    line = str(error).strip().split("\n")[0][:300]
    return re.sub(r"\?\S+", "?…", line) or type(error).__name__
