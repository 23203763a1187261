"""Is an archive or a workbook that no publisher should send refused by name and by limit?"""

import io
import re
import zipfile

import pytest

from het_geo.fetch import caps, unpack
from het_geo.fetch.workbooks import workbook
from tests.unit.test_fetch_odd import fault_of, refused
from tests.unit.test_strangers import flagged, lying, zipped


def damaged(data):
    """Return a ZIP file with a byte of its part's packed content changed."""
    found = bytearray(data)
    found[40] ^= 0xFF
    return bytes(found)


PART = zipped(("a.csv", "a\n" + "1\n" * 5_000))


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (flagged(PART, flag=1), "w: .*encrypted"),
        (flagged(PART, method=97), "w: .*(method|packed)"),
        (damaged(PART), "w: "),
        (PART[:-10], "w: not a whole zip file"),
        (zipped(("a.csv", "a\n" + "1\n" * 2_000_000)), "^w .*more than 1 MB unpacked"),
    ],
)
def test_is_an_odd_archive_named(tmp_path, monkeypatch, data, said):
    monkeypatch.setattr(caps, "UNPACKED", 1_000_000)
    path = tmp_path / "a.zip"
    path.write_bytes(data)
    found = fault_of(lambda: unpack.archive(path, "w", "a.csv", ["a"]))
    assert re.search(said, found), found


def test_gives_an_archive_that_lies_of_its_size_no_more_than_it_says(tmp_path):
    path = tmp_path / "a.zip"
    path.write_bytes(lying(PART, 10))
    said = fault_of(lambda: unpack.archive(path, "w", "a.csv", ["a"]))
    assert "w: not a whole zip file" in said or said == ""


def book(**parts):
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            archive.writestr(name.replace("__", "/").replace("_xml", ".xml"), text)
    return made.getvalue()


LOL = "<!DOCTYPE l [<!ENTITY a 'x'>" + "".join(
    f"<!ENTITY {chr(98 + n)} '{f'&{chr(97 + n)};' * 10}'>" for n in range(9)
) + "]><l>&j;</l>"  # fmt: skip


@pytest.mark.parametrize(
    "data",
    [
        b"", b"PK", PART, flagged(PART, flag=1), damaged(PART),
        book(xl__workbook_xml="<", **{"[Content_Types]_xml": "<x"}),
        book(xl__workbook_xml=LOL, **{"[Content_Types]_xml": LOL}),
        book(xl__workbook_xml="x" * 3_000_000),
    ],
    ids=range(8),
)  # fmt: skip
def test_is_an_odd_workbook_named(tmp_path, monkeypatch, data):
    monkeypatch.setattr(caps, "WORKBOOK", 1_000_000)
    path = tmp_path / "b.xlsx"
    path.write_bytes(data)
    refused(lambda: workbook(path, "w", ("*",), ["a"]), "^w: ")
