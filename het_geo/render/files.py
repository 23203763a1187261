"""The formats a profile can be had in, the names of its files, and how a file is put in place."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterable, Mapping
from importlib import import_module
from pathlib import Path
from typing import TypeVar

from het_geo import files
from het_geo.errors import ExportError
from het_geo.fonts import carried
from het_geo.pack.model import Pack
from het_geo.profiles.model import Profile
from het_geo.render.formats import EXCEL, PDF, WORD, Format, by_id
from het_geo.render.plain import marked

Kind = TypeVar("Kind")
ProfileFormat = Format[[Profile, Pack]]


# A format's libraries are imported when it is first asked for: a page that offers seven loads none.
def _from(module: str, name: str) -> Callable[..., str | bytes]:
    made: Callable[..., str | bytes] = getattr(import_module(module), name)
    return made


def _pdf(profile: Profile, pack: Pack) -> bytes:
    return _bytes(_from("het_geo.render.profile_pdf", "to_pdf")(profile, pack))


def _docx(profile: Profile, pack: Pack) -> bytes:
    return _bytes(_from("het_geo.render.word.walk", "to_docx")(profile, pack))


def _xlsx(profile: Profile, pack: Pack) -> bytes:
    return _bytes(_from("het_geo.render.workbook", "to_xlsx")(profile))


def _csv(profile: Profile, pack: Pack) -> bytes:
    return marked(str(_from("het_geo.render.profile_data", "to_csv")(profile)))


def _geojson(profile: Profile, pack: Pack) -> bytes:
    return _bytes(_from("het_geo.render.profile_data", "to_geojson")(profile, pack))


def _html(profile: Profile, pack: Pack) -> bytes:
    return _bytes(_from("het_geo.render.page", "to_html")(profile, pack))


def _svg(profile: Profile, pack: Pack) -> bytes:
    return _bytes(carried(str(_from("het_geo.render.page", "map_svg")(profile, pack))))


def _png(profile: Profile, pack: Pack) -> bytes:
    return _bytes(_from("het_geo.render.page", "map_png")(profile, pack))


def _bytes(made: str | bytes) -> bytes:
    return made.encode("utf-8") if isinstance(made, str) else made


FORMATS = by_id(
    Format("pdf", "Whole profile (PDF)", PDF, _pdf),
    Format("docx", "Whole profile (Word)", WORD, _docx),
    Format("xlsx", "Figures (Excel)", EXCEL, _xlsx),
    Format("csv", "Figures (CSV)", "text/csv", _csv),
    Format("geojson", "Figures (GeoJSON)", "application/geo+json", _geojson),
    Format("html", "Whole profile (web page)", "text/html", _html),
    Format("png", "Map (PNG)", "image/png", _png),
    Format("svg", "Map (SVG)", "image/svg+xml", _svg),
)


def formats_of(names: Iterable[str]) -> list[ProfileFormat]:
    """Return the formats of a profile with the given ids; see :func:`chosen`."""
    return chosen(names, FORMATS)


def chosen(names: Iterable[str], formats: Mapping[str, Kind]) -> list[Kind]:
    """Return the formats of the given ids, each once, in the order asked for.

    Raises:
        ExportError: no id, or one that is no format; the message lists those that are.
    """
    asked = list(dict.fromkeys(name.strip().lower().lstrip(".") for name in names if name.strip()))
    for name in asked:
        if name not in formats:
            raise ExportError(f"“{name[:40]}” is no format. The formats are {', '.join(formats)}.")
    if not asked:
        raise ExportError(f"no format is named. The formats are {', '.join(formats)}.")
    return [formats[name] for name in asked]


def file_name(profile: Profile, ending: str) -> str:
    """Return a file's name: area, district, date, pack version and ending."""
    return f"{profile.file_stem}.{ending}"


def write(path: Path, data: bytes) -> None:
    """Put a file in its place whole or not at all; a folder that is not there is made.

    Raises:
        ExportError: the folder cannot be made or written, or the disk is full. What stood at
            ``path`` still stands, and no half file is left.
    """
    try:
        files.write(path, data)
    except OSError as error:
        raise ExportError(
            f"{path.name} cannot be written in {path.parent}: {error.strerror or error}. No half "
            "file is left. Free some space there, or name another folder with --out."
        ) from error


def check_folder(folder: Path) -> None:
    """Make a folder where there is none, and see that files can be put in it.

    Raises:
        ExportError: it cannot be made or written.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder):
            pass
    except OSError as error:
        raise ExportError(
            f"no file can be written in {folder}: {error.strerror or error}. Name another folder "
            "with --out."
        ) from error
