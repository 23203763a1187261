"""Does a profile tell the projects of its area, in every document, and nothing where none is?

The projects are made up.
"""

import io
import re
from dataclasses import replace
from datetime import date
from html import unescape

import docx
import pypdf
import pytest

from het_geo.geography import Level
from het_geo.journey.written import Written, project_lines
from het_geo.profiles.layout import document_of
from het_geo.profiles.profile import profile_of
from het_geo.render.batch import MadeBefore, Wanted
from het_geo.render.files import FORMATS
from tests.unit.documents import squeezed
from tests.unit.test_briefing_doing import project

TODAY = date(2026, 11, 29)
DALLOW = "E05014741"
EVIL = '=1+1 <b>& #strong[a] $x$ *b* @c {1} \\ "q"'
SAID = "Made-up kitchen 1 (2025, £1,500). Cooks together. Dallow ward; principle 4."


def lines(pack, codes, *changes):
    rows = tuple(replace(project(n, DALLOW), **change) for n, change in enumerate(changes, 1))
    return project_lines(Written(projects=rows), pack.areas, codes)


def text_of(name, data):
    if name == "pdf":
        return " ".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(data)).pages)
    if name == "docx":
        return " ".join(p.text for p in docx.Document(io.BytesIO(data)).paragraphs)
    return unescape(re.sub(r"<[^>]*>", "", data.decode() if isinstance(data, bytes) else data))


def test_are_projects_those_of_the_area_or_of_its_ward(luton):
    areas = luton.areas
    inside = next(c for c in luton.codes(Level.LSOA) if areas.at[c, "ward"] == DALLOW)
    outside = next(c for c in luton.codes(Level.LSOA) if areas.at[c, "ward"] != DALLOW)
    for codes, told in (((DALLOW,), 1), ((inside,), 1), ((inside, outside), 1), ((outside,), 0)):
        assert len(lines(luton, codes, {})) == told, codes


@pytest.mark.parametrize("name", ["pdf", "docx", "html"])
@pytest.mark.in_turn
def test_does_every_document_tell_them_with_markup_as_plain_text(atlas, luton, name):
    evil = {"what": EVIL, "link": "https://example.org/a"}
    here = lines(luton, (DALLOW,), {}, evil, {"example": True})
    profile = profile_of(atlas, (DALLOW,), TODAY, projects=here)
    text = squeezed(text_of(name, FORMATS[name].make(profile, luton)))
    assert squeezed("Projects in Dallow") in text
    assert squeezed(SAID) in text
    assert squeezed(EVIL) in text
    assert squeezed("This is a made-up example.") in text
    bare = profile_of(atlas, (DALLOW,), TODAY)
    assert squeezed("Projects in Dallow") not in squeezed(
        text_of(name, FORMATS[name].make(bare, luton))
    )


def test_is_nothing_said_where_none_is_written(atlas, luton):
    bare = profile_of(atlas, (DALLOW,), TODAY)
    told = profile_of(atlas, (DALLOW,), TODAY, projects=lines(luton, (DALLOW,), {}))
    titles = [[s.title for s in document_of(one, luton).sections] for one in (bare, told)]
    assert [t for t in titles[1] if t not in titles[0]] == ["Projects in Dallow ward"]
    assert [t for t in titles[1] if t in titles[0]] == titles[0]
    assert replace(told, projects=()) == bare


def test_is_a_file_made_again_where_its_projects_changed(luton, tmp_path):
    one, other = (lines(luton, (DALLOW,), change) for change in ({}, {"year": 2026}))
    record = MadeBefore(tmp_path, "a pack")
    (tmp_path / "dallow.pdf").write_bytes(b"made up")
    for made in ((), one):
        record.add(Wanted((DALLOW,), ("pdf",), projects=made), ["dallow.pdf"])
        again = MadeBefore(tmp_path, "a pack")
        for asked in ((), one, other):
            assert again.holds((DALLOW,), "pdf", projects=asked) == (asked == made)
