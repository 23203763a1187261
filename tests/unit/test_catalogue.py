"""Is a record refused when it says what the catalogue does not know?"""

import shutil

import pytest

from het_geo.catalogue.read import read_catalogue
from het_geo.errors import CatalogueError
from het_geo.figures import Status
from het_geo.sources import ADDED, GEOGRAPHY_READER, MADE, POINT_READERS, READERS, dfe, nhs
from tests.conftest import ROOT


@pytest.fixture
def folder(tmp_path):
    copy = tmp_path / "catalogue"
    shutil.copytree(ROOT / "data" / "catalogue", copy)
    return copy


def edit(folder, old, new, name="indicators/homes.toml"):
    path = folder / name
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ('tier = "outcome"', 'tier = "outcome"\nhue = "red"', "'overcrowding': unknown key 'hue'"),
        ('"best_fit"]', '"made_up"]', "'overcrowding', key 'caveats': unknown 'made_up'"),
        ('block = "homes"', 'block = "castles"', "key 'block': unknown 'castles'. Known: homes"),
        ('unit = "%"', 'unit = "furlongs"', "key 'unit': unknown 'furlongs'"),
        ('kind = "proportion"', 'kind = "guess"', "key 'kind': unknown 'guess'"),
        ("polarity = -1", "polarity = 2", "key 'polarity': unknown 2"),
        ("principles = [5]", "principles = [9]", "key 'principles': unknown 9"),
        ('subgroups = ["housing"]', 'subgroups = ["x"]', "key 'subgroups': unknown 'x'"),
        ('source = "census2021-ts052"', 'source = "x"', "key 'source': unknown 'x'"),
        ("valid = [0, 100]", "valid = [100, 0]", r"key 'valid': the range \[100.0, 0.0\] is empty"),
        ("valid = [0, 100]", "valid = [0]", "expected 2 values, found 1"),
        ("decimals = 1", 'decimals = "1"', "key 'decimals': expected int, found '1'"),
        ("decimals = 1\n", "", "the key 'decimals' is missing"),
        ('levels = ["lsoa", "ward"]', 'levels = ["street"]', "key 'levels': unknown 'street'"),
        ("{value} of households", "some households", r"key 'says': needs \{value\}"),
        ('kind = "instant"', 'kind = "aeon"', "unknown period kind 'aeon'"),
        ("end = 2021-03-21", "end = 2020-03-21", "'2021' ends before it starts"),
        ("[[indicator]]", "[[indicador]]", "unknown table 'indicador'"),
        ('id = "overcrowding"', 'id = "private_renting"', "'private_renting' is declared twice"),
        ('id = "overcrowding"', "id = overcrowding", "not valid TOML"),
        ('denominator = {', 'weight = {', "'overcrowding', key 'denominator': a proportion needs"),
        ('kind = "proportion"', 'kind = "rank"', "a mean of ranks is refused: lsoa or msoa"),
    ],
)  # fmt: skip
def test_is_a_wrong_record_refused_by_name_and_key(folder, old, new, message):
    edit(folder, old, new)
    with pytest.raises(CatalogueError, match=message):
        read_catalogue(folder)


def test_is_a_source_that_warns_in_unknown_words_refused(folder):
    edit(folder, 'caveats = ["population_estimate"]', 'caveats = ["made_up"]', "sources.toml")
    with pytest.raises(CatalogueError, match="'ons-population-mid2024', key 'caveats': unknown 'm"):
        read_catalogue(folder)


@pytest.mark.parametrize(
    ("topic", "message"),
    [
        ('words = ["crime"]\nindicators = ["unemployment"]', "'crime' is of 'crime' too"),
        ('words = ["frogs"]\nindicators = ["frogs_*"]', r"no indicator is called 'frogs_\*'"),
        ('words = ["frogs"]\nblank = "frogs"', "no blank is called 'frogs'"),
        ('words = ["frogs"]', "give words, with indicators, near or a blank"),
        ('words = []\nnear = "No frog is counted."', "give words"),
        ('words = ["frogs"]\nnear = "No."\nblank = "control"', "give words, with indicators"),
    ],
)
def test_is_a_topic_refused_that_offers_nothing_or_what_there_is_not(folder, topic, message):
    with (folder / "topics.toml").open("a", encoding="utf-8") as file:
        file.write(f'[[topic]]\nid = "frogs"\n{topic}\n')
    with pytest.raises(CatalogueError, match=rf"topics.toml 'frogs': {message}"):
        read_catalogue(folder)


def test_is_a_missing_catalogue_said_to_be_missing(tmp_path):
    with pytest.raises(CatalogueError, match="the catalogue file is missing"):
        read_catalogue(tmp_path)


def test_is_every_declared_word_used_and_every_source_read(catalogue):
    indicators = list(catalogue.indicators.values())
    used = {
        "caveats": {c.id for i in indicators for c in catalogue.caveats_of(i)},
        "units": {i.unit for i in indicators},
    }
    assert used["caveats"] == set(catalogue.caveats)
    assert used["units"] == set(catalogue.units)
    figures = {s.id for i in indicators for s in catalogue.sources_of(i)}
    made = {s.id for s in catalogue.sources.values() if s.made_from}
    read = {s.id for s in catalogue.sources.values() if s.reader in READERS}
    counted = {"ons-population-mid2022"}  # read by the geography too
    assert figures | counted == read | made
    assert {ADDED, *(s.reader for s in catalogue.sources.values())} == {  # none is added here
        MADE,
        *READERS,
        *POINT_READERS,
        GEOGRAPHY_READER,
    }
    assert {*dfe.KINDS.values(), *nhs.KINDS.values(), "station"} == set(catalogue.point_kinds)


def test_does_every_status_have_its_words():
    assert all(status.words for status in Status if status is not Status.OK)
