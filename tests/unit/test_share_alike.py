"""Does the licence of a figure that must be shared alike stand in every file that holds it?"""

import io
import re
import zipfile

import pytest
from pypdf import PdfReader

from het_geo.atlas.choice import Choice, levels_of, newest
from het_geo.briefing.model import Audience
from het_geo.briefing.order import arrange
from het_geo.briefing.propose import propose
from het_geo.pictures.choropleth import choropleth
from het_geo.render import briefings, files, table
from het_geo.render.framed import framed
from het_geo.render.street_map import to_street_map
from tests.unit.documents import TODAY, atlas, pack, profile_and_pack

LICENCE = "ODbL"


def words_of(data):
    """Return all the text of a file of whatever format, as one line."""
    data = data if isinstance(data, bytes) else data.encode("utf-8")
    if data.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(data)) as parts:
            xml = (parts.read(name).decode("utf-8", "ignore") for name in parts.namelist())
            text = re.sub(r"<[^>]+>", "", " ".join(xml))
    elif data.startswith(b"%PDF"):
        text = " ".join(page.extract_text() for page in PdfReader(io.BytesIO(data)).pages)
    else:
        text = data.decode("utf-8")
    return " ".join(text.split())


def alike():
    """Return the indicators of Luton's pack whose source must be shared alike."""
    sources = pack().catalogue.sources
    held = (pack().catalogue.indicators[name] for name in pack().periods_held)
    return sorted(i.id for i in held if sources[i.source].share_alike)


def test_is_the_licence_known_of_each_such_source_by_its_record():
    found = {pack().catalogue.indicators[name].source for name in alike()}
    assert found == {"foe-air-quality", "ea-flood-risk", "foe-heat-risk", "foe-epc-bands"}
    manifest = {s.id for s in pack().manifest.source if "share-alike" in s.licence}
    assert manifest == found | {"railway-stations"}  # places on the map, and no figure


@pytest.mark.parametrize("name", alike())
def test_does_every_file_of_a_view_say_it(name):
    level = levels_of(pack(), name)[0]
    view = atlas().view(Choice(name, level, newest(pack(), name, level).id))
    made = {
        "csv": table.to_csv(pack(), view),
        "geojson": table.to_geojson(pack(), view),
        "svg": framed(choropleth(pack(), view, ""), pack(), view, "A title", TODAY),
        "html": to_street_map(pack(), view, ""),
    }
    assert {kind for kind, data in made.items() if LICENCE not in words_of(data)} == set()


@pytest.mark.sampled(1)
@pytest.mark.parametrize("kind", ["ward", "neighbourhood", "district"])
@pytest.mark.in_turn
def test_does_every_file_of_a_profile_say_it(kind):
    profile, held = profile_and_pack(kind)
    assert {row.id for row in profile.rows} & set(alike())
    maps = {"png", "svg"}  # hold no figure but an outline
    made = {f.id: f.make(profile, held) for f in files.FORMATS.values() if f.id not in maps}
    assert {kind for kind, data in made.items() if LICENCE not in words_of(data)} == set()


def test_does_every_file_of_a_briefing_say_it():
    proposed = propose(atlas(), Audience(), TODAY)
    briefing, notices = arrange(atlas(), proposed, TODAY, order=["gap.pm25_mean.ward"])
    assert not notices
    made = {f.id: f.make(atlas(), briefing, TODAY) for f in briefings.FORMATS.values()}
    assert {kind for kind, data in made.items() if LICENCE not in words_of(data)} == set()
