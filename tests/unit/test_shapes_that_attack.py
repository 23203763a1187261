"""Does a file of shapes that means harm come to nothing, in time and memory that are bounded?"""

import io
import json
import sqlite3
import struct
import zipfile

import pytest

from het_geo.strangers.child import in_child
from het_geo.strangers.limits import StrangerError
from het_geo.strangers.packed import names_of, parts_of
from het_geo.strangers.shape_files import LIMITS
from het_geo.strangers.shapes import kind_of, shapes_of
from het_geo.strangers.xml_text import looked_through
from tests.unit.own_files import NORTH, frame, geojson, written, zipped
from tests.unit.test_shapes import KML, PLACEMARK, SQUARE

ONE = PLACEMARK.format("x")
LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))


def read(data):
    return shapes_of(kind_of(data), data)


def changed(data, *statements):
    """Return a GeoPackage on which statements of SQL were run."""
    base = sqlite3.connect(":memory:")
    base.deserialize(data)
    for statement in statements:
        base.execute(statement)
    base.commit()
    found = base.serialize()
    base.close()
    return found


def many_parts(count, said):
    """Return a ZIP file whose list has one part ``count`` times, and says that it has ``said``."""
    one = zipped(("a.kml", b""))
    start, end = one.index(b"PK\x01\x02"), one.rindex(b"PK\x05\x06")
    listed = one[start:end] * count
    huge = struct.pack("<LQ12xQQQQ", 0x06064B50, 44, count, count, len(listed), start)
    found = struct.pack("<LLQL", 0x07064B50, 0, start + len(listed), 1)
    last = struct.pack("<L4xHHLLH", 0x06054B50, said, said, 46, start, 0)
    return one[:start] + listed + huge + found + last


def nameless():
    """Return a ZIP file with a part whose name has no letter."""
    part = zipfile.ZipInfo("a")
    part.filename = ""
    return zipped((part, b""))


@pytest.mark.parametrize(
    "declared",
    ['<!DOCTYPE kml [<!ENTITY x SYSTEM "file:///etc/passwd">]>',  # an entity of another file
     '<!DOCTYPE kml [<!ENTITY x SYSTEM "http://127.0.0.1:9/">]>',
     f'<!DOCTYPE kml [<!ENTITY l0 "ha">{LAUGHS}]>',  # a billion laughs
     '<!DOCTYPE kml SYSTEM "http://127.0.0.1:9/kml.dtd">'],
)  # fmt: skip
def test_is_xml_that_declares_entities_refused_before_any_is_written_out(declared):
    text = declared + KML.format(PLACEMARK.format("&l9;" if "l9" in declared else "&x;"))
    with pytest.raises(StrangerError, match="declares a document type or entities of its own"):
        looked_through(text.encode())


@pytest.mark.parametrize(
    ("text", "said"),
    [("<kml>", "no whole XML"), ("<kml>&x;</kml>", "no whole XML"), ("<kml><a></kml>", "no whole"),
     ("<a>" * 100 + "</a>" * 100, "nested too deeply"),
     ("<kml>" + "".join(f"<a{n}/>" for n in range(6_000)) + "</kml>", "5,000 kinds"),
     ('<?xml version="1.0" encoding="utf-99"?><kml/>', "no whole|encoding")],
)  # fmt: skip
def test_is_xml_beyond_a_limit_refused_and_said(text, said):
    with pytest.raises(StrangerError, match=said):
        looked_through(text.encode())


def test_is_a_link_to_another_file_told_and_not_opened():
    link = "<NetworkLink><Link><href>http://127.0.0.1:9/more.kml</href></Link></NetworkLink>"
    found = read(KML.format(ONE + link).encode())
    assert len(found.outlines) == 1
    assert found.notices == ("It points to other files (1 NetworkLink), which are not opened.",)


def test_can_a_child_open_neither_a_file_nor_a_connection_once_it_reads():
    for what in ("open_file", "open_socket"):
        with pytest.raises(StrangerError, match="OSError"):
            in_child(f"tests.unit.test_shapes_that_attack:{what}")


# What a child is asked to do here.
def open_file():
    _start()
    with open(__file__) as file:
        return file.read()


def open_socket():
    import socket  # noqa: PLC0415

    _start()
    socket.create_connection(("127.0.0.1", 9), 1)


def _start():
    from het_geo.strangers.layers import DRIVERS, start  # noqa: PLC0415

    start(_drivers_beside(DRIVERS))


def _drivers_beside(wanted):
    """Return the other formats, asked of a process that has not started without them."""
    import subprocess  # noqa: PLC0415
    import sys  # noqa: PLC0415

    asked = "import pyogrio; print('|'.join(pyogrio.list_drivers()))"
    said = subprocess.run([sys.executable, "-c", asked], capture_output=True, check=True)
    return sorted(set(said.stdout.decode().strip().split("|")) - wanted)


@pytest.mark.parametrize(
    "statement",
    ["CREATE VIEW away AS SELECT * FROM layer",
     "CREATE TABLE away (a, b GENERATED ALWAYS AS (upper(a)))"],
)  # fmt: skip
def test_is_a_geopackage_that_computes_what_it_holds_refused(statement):
    data = changed(written(frame(NORTH), "gpkg"), statement)
    with pytest.raises(StrangerError, match=r"“away” is a .*, and only plain tables are read"):
        read(data)


def test_is_a_geopackage_with_a_table_of_elsewhere_refused():
    """GDAL gives SQLite tables that read any file: VirtualOGR."""
    data = changed(
        written(frame(NORTH), "gpkg"),
        "PRAGMA writable_schema = ON",
        "INSERT INTO sqlite_master VALUES ('table', 'away', 'away', 0, "
        "'CREATE VIRTUAL TABLE away USING VirtualOGR(''/etc/passwd'')')",
    )
    with pytest.raises(StrangerError, match="“away” is a table that is made of others"):
        read(data)


def test_is_a_geopackage_whose_words_are_no_text_refused_and_said():
    data = changed(written(frame(NORTH), "gpkg"), "CREATE VIEW away AS SELECT 'xyz'")
    with pytest.raises(StrangerError, match="only plain tables are read"):
        read(data.replace(b"'xyz'", b"'\x80\xff\x80'"))


def test_does_a_trigger_of_a_geopackage_not_act_as_it_is_read():
    kept = written(frame(NORTH), "gpkg")
    trigger = "CREATE TRIGGER act AFTER INSERT ON layer BEGIN DELETE FROM gpkg_contents; END"
    assert read(changed(kept, trigger)).outlines == read(kept).outlines


def test_is_a_geopackage_that_was_saved_while_open_read():
    data = bytearray(written(frame(NORTH), "gpkg"))
    data[18:20] = b"\2\2"  # what QGIS leaves: changes would stand in a second file
    assert len(read(bytes(data)).outlines) == 1


@pytest.mark.parametrize(
    ("data", "said"),
    [(zipped(("doc.kml", "x" * 70_000_000)), "larger unpacked than a KMZ is"),
     (zipped(("a.shp", b"\0" * 70_000_000), ("a.shx", b"")), "larger unpacked than a zipped Shap"),
     (zipped(("inner.zip", zipped(("a.shp", "x")))), "a ZIP file within a ZIP file: unpack it"),
     (zipped(("a.kmz", zipped(("doc.kml", KML.format(ONE))))), "bring “a.kmz”"),
     (zipped(("[Content_Types].xml", ""), ("xl/vbaProject.bin", "macro")), "save its sheet as CSV"),
     (zipped(("readme.txt", "")), "neither a Shapefile nor a KML: it holds “readme.txt”"),
     (zipped(), "it is empty"), (nameless(), "neither a Shapefile nor a KML: it holds “”"),
     (zipped(("../doc.kml", KML.format(ONE))), "This KMZ holds no KML"),
     (zipped(("a.shp", b"x"), ("a.dbf", b"x")), "“a.shx” is missing"),
     (zipped(("a.shp", b"x"), ("a.shx", b"x")), "no shape at all"),
     (zipped(("a.kml", KML), ("b.kml", KML)), "2 KML files and no “doc.kml”"),
     (b"\0\0\x27\x0a" + bytes(96), "one part of a Shapefile"),
     (b"SQLite format 3\0" + bytes(100), "damaged, or is no GeoPackage"),
     (b"SQLite format 3\0", "damaged, or is no GeoPackage"),
     (b"<html><body>404</body></html>", "no KML .it begins with “html”"),
     (b'{"a": 1}', "no GeoJSON"), (b'{"type": "Feature"', "cannot be read"),
     (b'{"type": "Feature\0"}', "a NUL character"),
     (geojson(), "no shape at all"),
     (b'{"type":"Feature","geometry":' + b"[" * 100_000, "cannot be read")],
)  # fmt: skip
def test_is_a_file_that_is_none_or_means_harm_refused_and_said(data, said):
    with pytest.raises(StrangerError, match=said):
        read(data)


@pytest.mark.parametrize("said", [65_535, 1])
def test_are_200_000_parts_of_a_zip_file_refused_whatever_its_end_says(said):
    """The list for huge files is read in place of the first, whatever that says."""
    data = many_parts(200_000, said)
    assert len(zipfile.ZipFile(io.BytesIO(data)).infolist()) == 200_000  # as Python reads it
    for look in (
        lambda: names_of(data, LIMITS),
        lambda: list(parts_of(data, bool)),
        lambda: kind_of(data),
    ):
        with pytest.raises(StrangerError, match="ZIP64"):
            look()


def test_is_a_shapefile_that_says_it_is_larger_than_it_is_refused_within_memory():
    whole = zipfile.ZipFile(io.BytesIO(written(frame(NORTH, crs=27700), "shp")))
    parts = {name: bytearray(whole.read(name)) for name in whole.namelist()}
    shape = parts["layer.shp"]
    shape[104:108] = struct.pack(">L", 2**31 - 1)  # words of the first record
    shape[144:148] = struct.pack("<L", 2**31 - 1)  # rings of its polygon
    with pytest.raises(StrangerError):
        read(zipped(*((name, bytes(part)) for name, part in parts.items())))


@pytest.mark.parametrize(
    "system",
    ['PROJCS["x",GEOGCS["y",DATUM["z",SPHEROID["s",0,0]],PRIMEM["p",0],UNIT["d",0]],UNIT["m",0]]',
     'LOCAL_CS["x",UNIT["m",1]]', "not a system", "\0" * 500, '["' * 50_000],
)  # fmt: skip
def test_is_a_coordinate_system_that_is_none_refused_or_assumed_and_said(system):
    whole = zipfile.ZipFile(io.BytesIO(written(frame(NORTH, crs=27700), "shp")))
    parts = {name: whole.read(name) for name in whole.namelist()} | {"layer.prj": system}
    try:
        (said,) = read(zipped(*parts.items())).notices  # as if it declared none
    except StrangerError as error:
        said = str(error)
    assert "coordinate system" in said


@pytest.mark.parametrize("count", [100, 3_000])
def test_are_fields_offered_to_a_limit_and_thousands_of_them_refused(count):
    feature = {"type": "Feature", "properties": {f"p{n}": n for n in range(count)},
               "geometry": {"type": "Polygon", "coordinates": SQUARE}}  # fmt: skip
    if count == 100:
        assert len(read(json.dumps(feature).encode()).fields) == 60
    else:
        with pytest.raises(StrangerError, match="3,000 fields, and 500 are read at most"):
            read(json.dumps(feature).encode())
