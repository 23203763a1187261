"""Does a telephone that looks at our QR code read the address, on paper and on a screen?"""

from io import BytesIO
from xml.etree import ElementTree

import pytest
import zxingcpp
from PIL import Image

from het_geo.errors import ExportError
from het_geo.render.qr import qr_svg
from het_geo.render.typesetter import as_pngs

ADDRESSES = (
    "https://a.example",
    "https://het.example.org/explore?place=luton&area=E05014741&indicator=overcrowding",
    "https://het.example.org/profile?area=" + ",".join(f"E0501474{i}" for i in range(10)),
    "https://het.example.org/?a=%22%3E%3Cscript%3E",
)


def read(png):
    (found,) = zxingcpp.read_barcodes(Image.open(BytesIO(png)))
    return found.text


@pytest.mark.parametrize("address", ADDRESSES, ids=len)
@pytest.mark.parametrize("points", [110, 300])
def test_is_the_address_read_from_the_picture(address, points):
    (png,) = as_pngs([qr_svg(address, points)], 3)
    assert read(png) == address


def test_is_it_read_on_a_dark_page_with_a_corner_hidden():
    (png,) = as_pngs([qr_svg(ADDRESSES[1], 300)], 2)
    page = Image.new("RGB", (800, 800), "#0e1117")
    page.paste(Image.open(BytesIO(png)), (100, 100))
    page.paste("#0e1117", (560, 560, 640, 640))  # 3 % of the code, where no mark to find it lies
    there = BytesIO()
    page.save(there, "PNG")
    assert read(there.getvalue()) == ADDRESSES[1]


def test_is_it_well_formed_and_does_it_say_where_it_leads():
    root = ElementTree.fromstring(qr_svg('https://a.example/?a="<b>&c'))
    assert root.tag == "{http://www.w3.org/2000/svg}svg"
    assert root.get("aria-label") == 'QR code that opens https://a.example/?a="<b>&c'
    assert (root.get("role"), root.get("width"), root.get("id")) == ("img", None, None)
    assert ElementTree.fromstring(qr_svg("https://a.example", 90)).get("width") == "90"


def test_is_it_the_same_every_time():
    assert len({qr_svg(ADDRESSES[0]) for _ in range(3)}) == 1


def test_is_an_address_that_no_code_holds_refused():
    with pytest.raises(ExportError, match="give a shorter one"):
        qr_svg("https://a.example/" + "x" * 2400)
