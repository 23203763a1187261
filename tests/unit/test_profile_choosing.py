"""Is every ward offered with what stands worse and better there, and each gap by tenths told?"""

from het_geo import words
from het_geo.atlas.leads import leads
from het_geo.compare import Verdict
from het_geo.geography import Level
from het_geo.profiles.choosing import NONE, UNFITTED, wards_of
from het_geo.sentences.tenths import tenths_sentence, tenths_statement


def test_is_every_ward_offered_with_the_blocks_that_stand_worse_and_better(atlas):
    rows = wards_of(atlas)
    assert [row.code for row in rows] == list(atlas.know.wards)
    views = leads(atlas, Level.WARD)
    blocks = atlas.pack.catalogue.blocks
    for row in (row for row in rows if row.worse != UNFITTED):
        for said, side in ((row.worse, Verdict.WORSE), (row.better, Verdict.BETTER)):
            held = [
                blocks[block].label.lower()
                for block, view in views.items()
                if view.chosen.level == Level.COUNTRY and view.verdicts.get(row.code) == side
            ]
            assert said == (words.listed(held) if held else NONE)
        people = atlas.newest_views(Level.WARD)["population"].value(row.code)
        assert row.people == words.number(people, 0)


def test_does_a_gap_by_tenths_come_with_every_tenth_in_its_receipt(atlas):
    for found in atlas.tenths():
        statement = tenths_statement(found, atlas.pack)
        assert statement.text == tenths_sentence(found)
        names = [name for name, _ in statement.receipt.numbers]
        assert sum(name.startswith("Tenth ") for name in names) == len(found.own.table)
        assert any("slope along all tenths" in name or "Slope in" in name for name in names)
