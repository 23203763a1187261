"""Layers of a file of shapes, read by GDAL: in a child only, which opens nothing else.

GDAL knows some eighty formats, of which many point to other files and addresses. All but four are
taken away before it starts, it may not call anywhere, and once it has started the child can open
neither a file nor a connection.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from het_geo.strangers.limits import StrangerError

DRIVERS = frozenset({"ESRI Shapefile", "GPKG", "GeoJSON", "LIBKML"})
MOST_FEATURES = 500
MOST_COLUMNS = 500  # of a layer: its reader takes time by the square of their number
MOST_FIELDS = 60  # that could hold a name
MOST_LAYERS = 50
_OFF = {
    "CPL_VSIL_CURL_ALLOWED_EXTENSIONS": "none",
    "GDAL_DRIVER_PATH": "disable",
    "GDAL_VRT_ENABLE_PYTHON": "NO",
    "LIBKML_RESOLVE_STYLE": "NO",
    "OGR_SQLITE_ALLOW_EXTERNAL_ACCESS": "NO",
    "PROJ_NETWORK": "OFF",
}
_OF_KML = frozenset(
    {"id", "description", "timestamp", "begin", "end", "altitudemode", "tessellate", "extrude"}
    | {"visibility", "draworder", "icon", "snippet", "styleurl"}
)  # what the reader adds to every KML


@dataclass(frozen=True)
class Layer:
    """A layer as it stands: its shapes as well-known binary (None where a row has none).

    ``system`` is its coordinate system as it declares it, "" where it declares none; ``columns``
    are those that could hold a name.
    """

    name: str
    system: str
    shapes: NDArray[np.object_]
    columns: dict[str, list[str]]


def start(others: Sequence[str]) -> None:
    """Start GDAL without the formats ``others``, then shut the child off from files and network.

    Raises:
        StrangerError: a format is left that was not asked for.
    """
    os.environ.update(_OFF | {"GDAL_SKIP": ",".join(others)})
    import pyogrio.raw  # noqa: PLC0415 - it reads what stands in the environment as it starts
    from pyproj import Transformer  # noqa: PLC0415

    if extra := set(pyogrio.list_drivers()) - DRIVERS:
        raise StrangerError(
            f"Shapes cannot be read on this server ({len(extra)} formats too many)."
        )
    Transformer.from_crs(27700, 4326, always_xy=True).transform(
        400_000, 300_000
    )  # opens its tables
    _shut()


def _shut() -> None:
    try:
        import resource  # noqa: PLC0415 - Windows has none
    except ImportError:
        return
    resource.setrlimit(resource.RLIMIT_NOFILE, (0, 0))


def layers_of(data: bytes) -> Iterator[Layer]:
    """Give the layers with shapes of a file that is ready (:mod:`het_geo.strangers.shape_files`).

    Raises:
        StrangerError: it is damaged, or has too many layers or rows.
    """
    from pyogrio import list_layers  # noqa: PLC0415
    from pyogrio.errors import CRSError, DataLayerError, DataSourceError  # noqa: PLC0415

    try:
        found = list_layers(data)
        if len(found) > MOST_LAYERS:
            raise StrangerError(f"It has {len(found):,} layers: {MOST_LAYERS} are read at most.")
        for place, (name, kind) in enumerate(found):
            if kind is not None:
                yield _layer(data, place, str(name))
    except CRSError:
        raise StrangerError(
            "Its coordinate system is not known here: save it in another."
        ) from None
    except UnicodeError:
        said = "Its names are in an encoding that is not known here: save it in UTF-8."
        raise StrangerError(said) from None
    except (DataSourceError, DataLayerError, ValueError) as error:
        said = " ".join(str(error).split())[:80]
        raise StrangerError(f"Its shapes cannot be read ({_bare(said)}).") from None


def _bare(said: str) -> str:
    """Return what GDAL says without the name it gave to what lies in memory."""
    return " ".join(word for word in said.split() if "/vsi" not in word).rstrip(".")


def _layer(data: bytes, place: int, name: str) -> Layer:
    from pyogrio import read_info  # noqa: PLC0415
    from pyogrio.raw import read  # noqa: PLC0415

    info = read_info(data, layer=place)
    if len(info["fields"]) > MOST_COLUMNS:
        said = f"It has {len(info['fields']):,} fields, and {MOST_COLUMNS} are read at most."
        raise StrangerError(said)
    added = _OF_KML if info["driver"] == "LIBKML" else frozenset()
    fields = [
        str(field)
        for field, kind in zip(info["fields"], info["dtypes"], strict=True)
        if str(kind).startswith(("object", "int", "str")) and str(field).casefold() not in added
    ][:MOST_FIELDS]
    most = MOST_FEATURES + 1
    meta, _, shapes, values = read(
        data, layer=place, columns=fields, max_features=most, force_2d=True, datetime_as_string=True
    )
    if len(shapes) > MOST_FEATURES:
        raise StrangerError(
            f"It has more than {MOST_FEATURES:,} shapes: bring those of your place."
        )
    columns = {str(f): [_text(v) for v in column] for f, column in zip(meta["fields"], values)}
    return Layer(name, str(info["crs"] or ""), shapes, columns)


def _text(value: Any) -> str:
    return "" if value is None else " ".join(str(value).split())[:200]
