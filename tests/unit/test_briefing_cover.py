"""Does every briefing open with its title: place, subject, area, date, maker and code?"""

import re
from datetime import date
from io import BytesIO

import pypdf
import pytest
import zxingcpp
from PIL import Image
from pptx import Presentation

from het_geo.briefing.cover import cover_of
from het_geo.briefing.credits import made_line
from het_geo.briefing.model import Audience
from het_geo.briefing.propose import propose
from het_geo.council import Council, logo_of
from het_geo.phrases import EXPLORER
from het_geo.render.deck import to_deck
from het_geo.render.handout import to_handout
from het_geo.render.slides import to_pptx
from het_geo.render.typesetter import as_pngs
from tests.unit.test_council import DRAWN, png

TODAY = date(2026, 3, 21)
DALLOW = "E05014741"
ADDRESS = "https://het.example.org"


@pytest.fixture(scope="module", params=["svg", "png"])
def council(request, tmp_path_factory):
    """Return a made-up council with a name, a logo and an address."""
    path = tmp_path_factory.mktemp("logo") / f"logo.{request.param}"
    path.write_bytes(png() if request.param == "png" else DRAWN.format("").encode())
    return Council("Made-up Council", logo_of(str(path)), ADDRESS)


@pytest.mark.parametrize(
    ("audience", "says"),
    [
        (Audience(), ("Luton", "All building blocks of health", "21 March 2026")),
        (
            Audience((DALLOW,), 4),
            (
                "Dallow ward",
                "Marmot principle 4: Ensure a healthy standard of living for all",
                "Luton, 21 March 2026",
            ),
        ),
        (Audience(subgroup="children"), ("Luton", "Children and Young People", "21 March 2026")),
    ],
)
def test_does_the_title_say_place_subject_area_date_and_maker(atlas, audience, says):
    found = cover_of(propose(atlas, audience, TODAY), TODAY)
    assert (found.heading, found.about, *found.lines) == (
        *says,
        "Made with het_geo, an open-source explorer of health inequality",
    )
    named = cover_of(propose(atlas, audience, TODAY, Council("Made-up Council")), TODAY)
    assert named.lines[-1] == "Made-up Council"


def test_says_a_briefing_what_het_geo_is_wherever_it_names_it(atlas):
    for council in (Council(), Council("Made-up Council")):
        briefing = propose(atlas, Audience((DALLOW,)), TODAY, council)
        cover = cover_of(briefing, TODAY)
        said = [*cover.texts, *cover.notes, made_line(briefing, TODAY)]
        named = [text for text in said if "het_geo" in text]
        assert named
        assert all(EXPLORER in text for text in named), named


@pytest.mark.parametrize(
    ("codes", "link"),
    [
        ((), "/?place=luton"),
        ((DALLOW,), f"/explore?place=luton&area={DALLOW}"),
        ((DALLOW, "E05014742"), "/?place=luton"),
    ],
)
def test_does_its_code_open_the_place_or_its_one_area(atlas, codes, link):
    briefing = propose(atlas, Audience(codes), TODAY, Council(address=ADDRESS))
    assert cover_of(briefing, TODAY).link == f"{ADDRESS}{link}"
    assert cover_of(propose(atlas, Audience(codes), TODAY), TODAY).link == ""


def read(data):
    (found,) = zxingcpp.read_barcodes(Image.open(BytesIO(data)))
    return found.text


def test_does_the_deck_open_with_it_and_its_code_lead_to_the_live_view(atlas, council):
    text = to_deck(propose(atlas, Audience((DALLOW,)), TODAY, council), TODAY)
    first = text.index('<section class="screen cover"')
    assert first < text.index('<section class="screen setting"')
    title = text[first : text.index("</section>", first)]
    for said in ("Dallow ward", "Made-up Council", council.logo.uri):
        assert said in title
    code = re.search(r"<svg.*?</svg>", title)[0].replace("<svg", '<svg width="300" height="300"')
    assert read(*as_pngs([code], 2)) == f"{ADDRESS}/explore?place=luton&area={DALLOW}"


@pytest.mark.in_turn
def test_do_slides_open_with_it(atlas, council):
    slides = Presentation(BytesIO(to_pptx(propose(atlas, Audience(), TODAY, council), TODAY)))
    first = slides.slides[0]
    assert first.shapes.title.text_frame.text == "Luton"
    shapes = {shape.name: shape for shape in first.shapes}
    assert read(shapes["Code"].image.blob) == f"{ADDRESS}/?place=luton"
    assert shapes["Logo"].width / shapes["Logo"].height == pytest.approx(council.logo.ratio, 0.01)
    boxes = [(s.left, s.top, s.left + s.width, s.top + s.height) for s in first.shapes]
    for i, (left, top, right, bottom) in enumerate(boxes):
        assert right <= slides.slide_width
        assert bottom <= slides.slide_height
        for other in boxes[i + 1 :]:
            aside = left >= other[2] or other[0] >= right
            assert aside or top >= other[3] - 1 or other[1] >= bottom - 1


@pytest.mark.in_turn
def test_does_the_handout_open_with_it(atlas, council):
    briefing = propose(atlas, Audience(), TODAY, council)
    pages = pypdf.PdfReader(BytesIO(to_handout(briefing, TODAY))).pages
    first = " ".join(pages[0].extract_text().split())
    assert "Made-up Council" in first
    assert "Open your own ward on your phone" in first
    assert all("het.example.org" in page.extract_text() for page in pages)


def test_is_there_no_code_without_an_address_and_no_logo_without_one(atlas):
    briefing = propose(atlas, Audience(), TODAY)
    text = to_deck(briefing, TODAY)
    assert "QR code" not in text
    assert "<img" not in text
    names = {s.name for s in Presentation(BytesIO(to_pptx(briefing, TODAY))).slides[0].shapes}
    assert not {"Code", "Logo"} & names
    page = pypdf.PdfReader(BytesIO(to_handout(briefing, TODAY))).pages[0].extract_text()
    assert "phone" not in page


def test_do_neighbours_of_a_principle_with_little_link_to_the_live_view(atlas):
    for address, many in ((ADDRESS, 3), ("", 0)):
        briefing = propose(atlas, Audience((DALLOW,), 7), TODAY, Council(address=address))
        text = to_deck(briefing, TODAY)
        begin = text.index('<section class="screen little"')
        links = re.findall(r'href="([^"]*)"', text[begin : text.index("</section>", begin)])
        view = f"{ADDRESS}/briefing?place=luton&amp;area={DALLOW}&amp;principle="
        assert [link[:-1] for link in links] == [view] * many


def test_does_a_name_with_markup_stay_text(atlas):
    evil = 'C <script>alert(1)</script> #x *b* $y$ "q"'  # made up
    briefing = propose(atlas, Audience(), TODAY, Council(evil))
    assert "<script>alert(1)" not in to_deck(briefing, TODAY)
    page = pypdf.PdfReader(BytesIO(to_handout(briefing, TODAY))).pages[0].extract_text()
    assert "".join(evil.split()) in "".join(page.split())
