"""Is a text measured by the font itself, and is a file the same whatever fonts there are?"""

import io
import os
import re
import subprocess
import sys
from base64 import b64decode
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from html import unescape
from itertools import pairwise

import pytest
from fontTools.ttLib import TTFont
from hypothesis import given
from hypothesis import strategies as st

from het_geo import fonts
from het_geo.briefing.model import Audience
from het_geo.briefing.propose import propose
from het_geo.pictures.svg import ANY, OWN, UNKNOWN
from het_geo.render.briefings import deck_of
from het_geo.render.markup import asset
from het_geo.render.page import to_html
from tests.conftest import ROOT
from tests.fonts import FILES, files_of, machine_with
from tests.unit.documents import KINDS, TODAY, profile_and_pack

LARGEST = 40_000  # characters that the font adds to a file
PROGRAM = """
import sys
from hashlib import sha256
{body}
for made in files():
    print(sha256(made.encode() if isinstance(made, str) else made).hexdigest())
"""
FACES = "from het_geo.fonts import faces\ndef files(): yield faces()"
# A file of each way in which a text becomes an outline or is measured.
DRAWN = """
from datetime import date
from het_geo.atlas.resolve import resolve
from het_geo.render.page import map_png
from het_geo.render.framed import as_png, framed
from het_geo.render.page import to_html
from het_geo.render.profile_pdf import to_pdf
from het_geo.render.framed import chart_picture
from het_geo.pictures.ranked import ranked_picture
from het_geo.ui.gap_charts import fifths_chart
from het_geo.atlas.gaps.setting import Setting
from het_geo.atlas.gaps.view import gap_view
from het_geo.atlas.reading import indicator_view
from tests.unit.documents import TODAY, named

def files():
    profile, pack = named("Dallow ● ◄")  # signs that the font has not
    view = indicator_view(pack, resolve(pack, {"indicator": "overcrowding", "level": "ward"})[0])
    chart = fifths_chart(gap_view(Setting(pack), view), "●").to_dict()
    yield from (to_pdf(profile, pack), map_png(profile, pack), to_html(profile, pack))
    drawn = framed(chart_picture(chart), pack, view, "● ◄", TODAY)
    yield from (drawn, as_png(drawn))
    yield as_png(framed(ranked_picture(view), pack, view, "● ◄", TODAY))
"""


def said_by(body, env):
    """Return what a program prints that makes files in a process of its own."""
    words = [sys.executable, "-W", "ignore", "-c", PROGRAM.format(body=body)]
    done = subprocess.run(words, cwd=ROOT, env=env, capture_output=True, text=True, check=True)
    return done.stdout.split()


def parts():
    """Return the fonts that a file holds, read back from its style."""
    held = re.findall(r"base64,([^)]*)", fonts.faces())
    return [TTFont(io.BytesIO(b64decode(part))) for part in held]


def test_is_the_font_in_a_file_small_of_two_weights_and_under_its_licence():
    faces = fonts.faces()
    assert len(faces) <= LARGEST
    assert re.findall(r"font-weight:(\d+)", faces) == ["400", "700"]
    assert "SIL Open Font License" in faces
    for part in parts():
        notes = {record.nameID: str(record) for record in part["name"].names}
        assert set(notes) == {0, 13, 14}  # no name of its own: the licence reserves it
        assert "Reserved Font Name" in notes[0]
        assert "SIL Open Font License" in notes[13]


def test_does_the_font_in_a_file_have_the_same_bytes_in_every_process():
    environ = dict(os.environ)
    said = [said_by(FACES, environ | {"PYTHONHASHSEED": seed, "TZ": zone})
            for seed, zone in (("1", "UTC"), ("2", "Asia/Tokyo"))]  # fmt: skip
    assert said[0] == said[1]
    assert len(said[0]) == 1


def test_is_the_font_in_a_file_made_once_though_many_ask_at_once(monkeypatch):
    asked = []
    monkeypatch.setattr(fonts, "_part", lambda weight: asked.append(weight) or b"")
    fonts._faces.cache_clear()
    with ThreadPoolExecutor(8) as pool:
        made = set(pool.map(lambda _: fonts.faces(), range(16)))
    fonts._faces.cache_clear()
    assert (len(made), asked) == (1, [400, 700])


def test_does_the_font_in_a_file_have_every_character_that_the_whole_font_has(atlas):
    town = propose(atlas, Audience(), TODAY)
    said = "".join(to_html(*profile_and_pack(kind)) for kind in KINDS) + deck_of(atlas, town, TODAY)
    shown = set(unescape(re.sub(r"<(style|script)>.*?</\1>|<[^>]*>", "", said, flags=re.DOTALL)))
    for weight, part in zip(fonts.WEIGHTS, parts(), strict=True):
        known = {chr(code) for code in part.getBestCmap()}
        assert sorted(shown & set(fonts.advances(weight)) - known) == []
        sizes = part["head"].unitsPerEm
        across = {c: part["hmtx"][name][0] / sizes for c, name in part.getBestCmap().items()}
        assert all(fonts.advances(weight)[chr(c)] == wide for c, wide in across.items())


def test_do_page_deck_and_pictures_ask_for_the_font_by_one_name(atlas):
    names = [name.strip('" ') for name in fonts.FAMILY.split(",")]
    for sheet in (asset("page.css"), (ROOT / "het_geo/render/deck.css").read_text("utf-8")):
        asked = re.search(r":root \{[^}]*font: \S+ ([^;]*);", sheet)[1]
        assert [name.strip('" ') for name in asked.split(",")] == names
    assert f'font-family:"{names[0]}"' in fonts.faces()


@cache
def texts():
    """Return every text that stands in a picture of a profile."""
    pages = (to_html(*profile_and_pack(kind)) for kind in ("ward", "msoa", "district"))
    return {
        (unescape(text), "700" in style)
        for page in pages
        for style, text in re.findall(r"<text([^>]*)>([^<]*)</text>", page)
    }


@pytest.mark.parametrize("font", FILES)
def test_has_every_text_room_in_a_font_that_is_wider(font):
    widths = []
    for file in files_of(font):
        with TTFont(file, lazy=True) as held:
            size, across = held["head"].unitsPerEm, held["hmtx"].metrics
            widths.append({chr(c): across[n][0] / size for c, n in held.getBestCmap().items()})
    assert len(texts()) > 300
    beyond = {
        text: (wide, ANY.room(text, 1, bold=bold))
        for text, bold in texts()
        if (wide := sum(widths[bold].get(c, UNKNOWN) for c in text)) > ANY.room(text, 1, bold=bold)
    }
    assert beyond == {}


@given(st.text("ab mW.1-é●", max_size=60), st.floats(5, 400), st.booleans())
def test_are_wrapped_lines_the_text_and_no_wider_than_their_room(text, across, bold):
    lines = OWN.wrapped(text, across, bold=bold)
    assert "".join(lines).replace(" ", "") == "".join(text.split())
    for line in lines:
        assert OWN.room(line, bold=bold) <= across or len(line) == 1
    if all(OWN.room(word, bold=bold) <= across for word in text.split()):
        assert " ".join(lines).split() == text.split()  # no word is broken that has room
        for line, after in pairwise(lines):  # nor a line that has room for the next
            assert OWN.room(f"{line} {after.split()[0]}", bold=bold) > across


@given(st.text("ab mW.1-é●", max_size=60), st.floats(40, 400))
def test_is_a_text_cut_only_where_it_has_no_room(text, across):
    short = OWN.shortened(text, across)
    if OWN.room(text) <= across:
        assert short == text
    else:
        assert short.endswith("…")
        assert text.startswith(short[:-1])
        assert OWN.room(short) <= across


@pytest.mark.in_turn
def test_are_files_the_same_whatever_fonts_the_machine_has(tmp_path):
    made = []
    for font in FILES:
        folder = tmp_path / font
        folder.mkdir()
        made.append(said_by(DRAWN, machine_with(font, folder)))
    assert made[0] == made[1]
    assert len(made[0]) == 6
