"""Strict reading of delimited text: every refusal names the file, the row and the column."""

from __future__ import annotations

import csv
import gzip
import io
import re
import zlib
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from het_geo.catalogue.vocabulary import Withheld
from het_geo.errors import SourceError
from het_geo.sources.table import RawTable, numbers


def read_text(path: Path, columns: Sequence[str]) -> pd.DataFrame:
    """Read ``columns`` of a CSV file (plain or gzip) as text, one row a line.

    Raises:
        SourceError: the file is missing, empty or cut short, is an HTML page, has another
            separator, or lacks a column.
    """
    return _parse(path, _checked(path, columns), columns, {"dtype": str, "keep_default_na": False})


def read_parts(
    path: Path, texts: Sequence[str], counts: Sequence[str], *, withheld: Withheld | None = None
) -> tuple[pd.DataFrame, RawTable]:
    """Read text columns and number columns of a CSV file, row by row alike.

    ``withheld`` is the rule for low counts.

    Raises:
        SourceError: as of :func:`read_text`, or a mark stands where a number should that is not
            known.
    """
    content = _checked(path, [*texts, *counts, *(withheld.columns if withheld else ())])
    if not withheld:
        try:  # most tables hold nothing but numbers and blanks: let the parser convert them
            return _numbers_only(path, content, texts, counts)
        except ValueError:
            pass
    how = {"dtype": str, "keep_default_na": False}
    frame = _parse(path, content, [*texts, *counts], how)
    if withheld:
        marked = [name for name in counts if name in (withheld.columns or counts)]
        frame[marked] = frame[marked].replace(withheld.mark, "c")
    return frame[list(texts)], numbers(frame, counts, path)


def read_header(path: Path) -> list[str]:
    """Return the names of a CSV file's columns."""
    return next(csv.reader(io.StringIO(_decode(path))), [])


def _numbers_only(
    path: Path, content: str, texts: Sequence[str], counts: Sequence[str]
) -> tuple[pd.DataFrame, RawTable]:
    frame = pd.read_csv(
        io.StringIO(content),
        usecols=list(dict.fromkeys([*texts, *counts])),
        dtype=dict.fromkeys(counts, np.float64) | dict.fromkeys(texts, str),
        keep_default_na=False,
        na_values={name: [""] for name in counts},
    )
    values = frame[list(counts)]
    if np.isinf(values.to_numpy()).any():
        raise ValueError("infinite")
    return frame[list(texts)], RawTable(
        values, pd.DataFrame(False, index=values.index, columns=values.columns)
    )


def _checked(path: Path, columns: Sequence[str]) -> str:
    """Return a file's text once it is a table that has these columns."""
    text = _decode(path)
    if re.match(r"\s*(<!doctype|<html|<\?xml)", text[:200], re.IGNORECASE):
        raise SourceError(
            f"{path}: this is a web page, not a table: the download failed. Fetch the file again."
        )
    header = next(csv.reader(io.StringIO(text[:100_000])), [])
    _check_header(path, header, columns)
    last = next(csv.reader([text.rstrip().rsplit("\n", 1)[-1]]), [])
    if len(last) != len(header):
        raise SourceError(
            f"{path}: the last row has {len(last)} fields, the header {len(header)}: "
            "the file is cut short. Fetch it again."
        )
    return text


def _parse(path: Path, text: str, columns: Sequence[str], how: dict[str, Any]) -> pd.DataFrame:
    try:
        return pd.read_csv(io.StringIO(text), usecols=list(dict.fromkeys(columns)), **how)
    except (pd.errors.ParserError, ValueError) as error:
        raise SourceError(f"{path}: the table cannot be read: {error}. Fetch it again.") from error


def _decode(path: Path) -> str:
    try:
        content = path.read_bytes()
        if content.startswith(b"\x1f\x8b"):
            content = gzip.decompress(content)
        return content.decode("utf-8-sig")
    except FileNotFoundError as error:
        raise SourceError(
            f"{path}: the raw file is missing. Fetch it, or name --sources."
        ) from error
    except (EOFError, gzip.BadGzipFile, zlib.error) as error:
        raise SourceError(f"{path}: the file is cut short or damaged. Fetch it again.") from error
    except UnicodeDecodeError as error:
        raise SourceError(
            f"{path}: not UTF-8 text at byte {error.start}. Fetch it again."
        ) from error


def _check_header(path: Path, header: list[str], columns: Sequence[str]) -> None:
    if not header:
        raise SourceError(f"{path}: the file is empty. Fetch it again.")
    twice = [name for name in columns if header.count(name) > 1]
    if twice:
        raise SourceError(f"{path}: row 1 has the column '{twice[0]}' twice: which one is meant?")
    absent = [name for name in columns if name not in header]
    if not absent:
        return
    if len(header) == 1 and re.search(r"[;\t|]", header[0]):
        raise SourceError(
            f"{path}: row 1 is not separated by commas ({header[0][:60]!r}). Save it as CSV."
        )
    raise SourceError(
        f"{path}: row 1 has no column '{absent[0]}'. Found: {', '.join(header[:12])}"
        f"{' …' if len(header) > 12 else ''}. The publisher may have moved or renamed it."
    )
