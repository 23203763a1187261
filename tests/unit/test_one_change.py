"""Does a tile say of a change what the sentence on the same change says?"""

from datetime import date

import pytest

from het_geo.atlas.tiles import tiles_of
from het_geo.geography import Level
from het_geo.sentences.changed import is_alike, what_changed
from het_geo.sentences.tiles import tile_words
from het_geo.trends.change import Sureness

TODAY = date(2026, 11, 29)
# What the sentence has, and what the tile then has.
SAID = {
    "That may be chance": "may be chance",
    "That is more than chance": "by more than chance",
    "Compare with care": "compare with care",
}


@pytest.mark.sampled(2)
@pytest.mark.parametrize("level", [Level.WARD, Level.LSOA, Level.MSOA, Level.DISTRICT])
def test_is_one_change_told_in_the_same_words_on_a_tile_and_in_a_sentence(level, atlas, luton):
    seen = set()
    for code in luton.codes(level):
        for tile in tiles_of(atlas, "" if level == Level.DISTRICT else code):
            if tile.view is None or tile.changed is None:
                continue
            text, short = what_changed(tile.view, tile.changed), tile_words(tile, TODAY).change
            for long, word in SAID.items():
                assert (long in text) <= (word in short.lower()), (code, text, short)
                seen |= {word} if long in text else set()
    assert seen == set(SAID.values()) or level == Level.DISTRICT


def test_is_the_direction_told_of_every_change_that_is_more_than_chance(atlas):
    told = set()
    for tile in (tile for code in atlas.pack.codes(Level.WARD) for tile in tiles_of(atlas, code)):
        if tile.changed is None or tile.changed.whole.sure != Sureness.SURE:
            continue
        way = "risen" if tile.changed.whole.difference.value > 0 else "fallen"
        short = tile_words(tile, TODAY).change
        alike = is_alike(tile.view, tile.changed.whole)
        assert (f"has {way} by more than chance" in short) != alike, short
        told |= {way}
    assert told == {"risen", "fallen"}
