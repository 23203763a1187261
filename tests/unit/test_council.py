"""Whose explorer is it: a council's name, its logo, its public address, and what is none?"""

import struct
import zlib
from base64 import b64decode
from pathlib import Path

import pytest

from het_geo.council import LARGEST, Council, council_here

DRAWN = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 10"><path d="M0 0h9v9z"/>{}</svg>'


def png(wide=3, high=2, cut=0):
    """Return a grey PNG, made up; ``cut`` bytes are missing at its end."""
    size = struct.pack(">IIBBBBB", wide, high, 8, 0, 0, 0, 0)
    rows = zlib.compress(b"".join(b"\0" + b"\x80" * wide for _ in range(high)))
    parts = ((b"IHDR", size), (b"IDAT", rows), (b"IEND", b""))
    chunks = (
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        for kind, data in parts
    )
    whole = b"\x89PNG\r\n\x1a\n" + b"".join(chunks)
    return whole[: len(whole) - cut]


def council_of(tmp_path, data, name="logo.svg"):
    path = tmp_path / name
    path.write_bytes(data if isinstance(data, bytes) else data.encode())
    return council_here({"HET_GEO_LOGO": str(path)})


def test_is_nothing_said_where_nothing_is_set():
    assert council_here({}) == Council("", None, "", ())
    assert council_here({"HET_GEO_COUNCIL": "  ", "HET_GEO_LOGO": ""}) == Council()


def test_is_a_name_kept_on_one_line():
    assert council_here({"HET_GEO_COUNCIL": " Made-up \n Council "}).name == "Made-up Council"


@pytest.mark.parametrize("name", ["x" * 81, "Council\x07"])
def test_is_a_name_that_is_none_said(name):
    found = council_here({"HET_GEO_COUNCIL": name})
    assert found.name == ""
    assert found.faults[0].startswith("HET_GEO_COUNCIL is no name")


@pytest.mark.parametrize(
    ("data", "mime", "ratio"),
    [
        (DRAWN.format(""), "image/svg+xml", 40 / 10),
        ("\ufeff" + DRAWN.format(""), "image/svg+xml", 40 / 10),
        (
            '<svg xmlns="http://www.w3.org/2000/svg" width="30px" height="20"/>',
            "image/svg+xml",
            1.5,
        ),
        (DRAWN.format('<use href="#a"/>'), "image/svg+xml", 4),
        (DRAWN.format('<g fill="url(#a)" stroke="url(\'#b\')"/>'), "image/svg+xml", 4),
        (png(), "image/png", 3 / 2),
    ],
)
def test_is_a_picture_kept_with_its_type_and_shape(tmp_path, data, mime, ratio):
    found = council_of(tmp_path, data)
    assert (found.faults, found.logo.mime, found.logo.ratio) == ((), mime, ratio)
    head, _, body = found.logo.uri.partition(",")
    assert head == f"data:{mime};base64"
    assert b64decode(body) == (data if isinstance(data, bytes) else data.encode())


@pytest.mark.parametrize(
    "data",
    [
        "",
        "Our logo",
        "<html><body>logo</body></html>",
        DRAWN.format("")[:-4],  # cut
        '<svg xmlns="http://www.w3.org/2000/svg"/>',  # no size
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 nan 4"/>',
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 4 0"/>',
        '<svg viewBox="0 0 40 10"/>',  # of no namespace: a browser draws nothing
        DRAWN.format("<script>alert(1)</script>"),
        DRAWN.format('<g onload="alert(1)"/>'),
        DRAWN.format('<image href="https://example.org/a.png"/>'),
        DRAWN.format('<a xmlns:x="http://www.w3.org/1999/xlink" x:href="javascript:alert(1)"/>'),
        DRAWN.format('<style>@import "https://example.org/a.css";</style>'),
        DRAWN.format("<style>path { fill: url(https://example.org/a.svg#a) }</style>"),
        DRAWN.format('<g fill="url(https://example.org/a.svg#a)"/>'),
        DRAWN.format("<foreignObject><p>logo</p></foreignObject>"),
        '<!DOCTYPE svg [<!ENTITY a "b">]>' + DRAWN.format("&a;"),
        DRAWN.format("").encode("utf-16"),
        b"\x89PNG\r\n\x1a\n",
        png(cut=30),
        png().replace(b"IDAT", b"IDAX"),
        png(40_000, 1_000),  # forty million pixels
        b"GIF89a" + bytes(20),
    ],
    ids=range(23),
)
def test_is_a_logo_that_is_no_picture_said_and_left_out(tmp_path, data):
    found = council_of(tmp_path, data)
    assert found.logo is None
    (fault,) = found.faults
    assert fault == (
        "HET_GEO_LOGO: the file “logo.svg” is no picture that can be shown; there is no logo. "
        "Give a PNG or SVG picture of at most 200 kB."
    )
    assert str(tmp_path) not in fault


def test_is_a_logo_too_large_left_out(tmp_path):
    fits = DRAWN.format("").ljust(LARGEST)
    assert council_of(tmp_path, fits).logo
    found = council_of(tmp_path, fits + " ")
    assert (found.logo, "has 200 kB" in found.faults[0]) == (None, True)


@pytest.mark.parametrize("path", ["gone.png", "", "a\0b"])
def test_is_a_logo_that_cannot_be_read_left_out(tmp_path, path):
    found = council_here({"HET_GEO_LOGO": str(tmp_path / path)})
    assert found.logo is None
    assert "cannot be read" in found.faults[0]


def test_is_a_logo_that_was_changed_read_again(tmp_path):
    assert council_of(tmp_path, DRAWN.format("")).logo.ratio == 4
    assert council_of(tmp_path, png()).logo.ratio == 1.5


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("https://het.example.org", "https://het.example.org"),
        ("https://het.example.org/", "https://het.example.org"),
        (" https://example.org:8443/health/ ", "https://example.org:8443/health"),
    ],
)
def test_is_a_public_address_kept(text, address):
    assert council_here({"HET_GEO_ADDRESS": text}) == Council(address=address)


@pytest.mark.parametrize(
    "text",
    [
        "het.example.org",
        "http://het.example.org",
        "javascript:alert(1)",
        "https://localhost:8501",
        "https://user:secret@example.org",
        "https://example.org/?place=luton",
        "https://example.org/#top",
        "https://example.org/a b",
        'https://example.org/"><script>',
        "https://example.org:port",
        "https://[::1",
        "https://example.org/" + "x" * 200,
    ],
)
def test_is_an_address_that_is_none_said(text):
    found = council_here({"HET_GEO_ADDRESS": text})
    assert found.address == ""
    assert found.faults[0].startswith("HET_GEO_ADDRESS is no public address: give the https")
    assert "secret" not in found.faults[0]


def test_does_a_link_say_page_and_view():
    here = Council(address="https://het.example.org")
    view = {"place": "luton", "area": "E05014741,E05014742"}
    assert here.link("explore", view) == (
        "https://het.example.org/explore?place=luton&area=E05014741,E05014742"
    )
    assert here.link("", {}) == "https://het.example.org/"
    assert here.link("x", {"a": 'b&c "d"'}) == "https://het.example.org/x?a=b%26c%20%22d%22"
    assert Council().link("explore", view) == ""


def test_is_the_real_environment_read(monkeypatch, tmp_path):
    path = Path(tmp_path / "logo.png")
    path.write_bytes(png())
    for key, text in {
        "COUNCIL": "Made-up Council",
        "LOGO": path,
        "ADDRESS": "https://a.example",
    }.items():
        monkeypatch.setenv(f"HET_GEO_{key}", str(text))
    found = council_here()
    assert (found.name, found.logo.data, found.address) == (
        "Made-up Council", png(), "https://a.example"
    )  # fmt: skip


@pytest.mark.parametrize(
    ("text", "sites"),
    [
        ("https://www.example.org", ("https://www.example.org",)),
        ("https://a.example.org/  https://*.b.example.org:8443",
         ("https://a.example.org", "https://*.b.example.org:8443")),
        ("http://localhost:8000", ("http://localhost:8000",)),
        ("https://a.org https://a.org", ("https://a.org",)),
    ],
)  # fmt: skip
def test_are_sites_that_may_frame_a_page_read(text, sites):
    assert council_here({"HET_GEO_FRAME_ANCESTORS": text}).frames == sites


@pytest.mark.parametrize(
    "text",
    ["*", "https:", "http://www.example.org", "https://a.org/page", "https://a.org; script-src *",
     "'none'", "https://a.org https://b", "data:", "https://a.org\nX-Head: 1",
     " ".join(f"https://a{n}.org" for n in range(21))],
)  # fmt: skip
def test_is_what_is_no_site_said_and_no_site_allowed(text):
    found = council_here({"HET_GEO_FRAME_ANCESTORS": text})
    assert found.frames == ()
    assert found.faults[0].startswith("HET_GEO_FRAME_ANCESTORS names what is no site")
