"""Is the index of published packs read whole or refused, and one from before it read still?"""

import random
from dataclasses import replace

import pytest

from het_geo.errors import StoreError
from het_geo.pack.seal import is_whole
from het_geo.stores.index import read_index, written
from tests.unit.test_pack_whole import flipped


def test_is_every_flipped_bit_of_the_index_refused(folder):
    """Of 3,888 bits 1,538 were read unseen: a place had another name, or another one's code."""
    whole = (folder / "index.toml").read_bytes()
    assert is_whole(whole)
    for bit in random.Random(18).sample(range(8 * len(whole)), 400):
        with pytest.raises(StoreError, match="index: "):
            read_index(flipped(whole, bit), "index")


def test_is_an_index_that_was_published_before_it_bore_a_hash_read_still(folder):
    index = read_index((folder / "index.toml").read_bytes(), "")
    before = b"\n".join(written(replace(index, layout=1)).splitlines()[1:])
    assert read_index(before, "") == replace(index, layout=1)
