"""Do ``build`` and ``check`` say what is sound, what is wrong, and what is missing where?"""

from types import SimpleNamespace

import pytest

from het_geo.__main__ import main
from het_geo.build.place import Built
from het_geo.cli import packs
from het_geo.pack import manifest
from tests.conftest import ROOT
from tests.luton import copied


def test_is_a_sound_pack_said_to_be_with_what_has_no_figure(capsys, luton):
    assert main(["check", "luton"]) == 0
    said = capsys.readouterr().out.splitlines()
    assert said[0] == (
        f"luton: sound. Pack {luton.manifest.version}, {len(luton.figures):,} figures."
    )
    assert any(line.startswith("  without a figure: ") for line in said)
    assert any(line.startswith("  beside the publisher's own: ") for line in said)


def test_is_a_damaged_pack_told_beside_a_sound_one_and_are_both_looked_at(tmp_path, capsys):
    root = copied(tmp_path)
    areas = root / "data" / "luton" / "areas.csv"
    areas.write_bytes(areas.read_bytes()[:-1])
    assert main(["--root", str(root), "check", "luton", "postcodes", "england", "nowhere"]) == 1
    said = capsys.readouterr().out
    assert "luton: data/luton/areas.csv: the file is cut short" in said
    assert "sound" not in said
    for place in ("postcodes", "england", "nowhere"):
        assert f"\n{place}: " in said, said


@pytest.mark.parametrize("places", [[], ["luton", "--all"]])
def test_is_a_build_of_nothing_or_of_two_things_refused(tmp_path, capsys, places):
    assert main(["build", *places, "--sources", str(tmp_path)]) == 1
    assert capsys.readouterr().err == (
        "het_geo: name the places to build, or say --all for every district.\n"
    )


def test_is_a_build_without_raw_files_refused_by_the_first_that_is_missing(tmp_path, capsys):
    for place in ("luton", "england", "postcodes"):
        assert main(["--root", str(tmp_path), "build", place, "--sources", str(tmp_path)]) == 1
        said = capsys.readouterr().err.splitlines()[-1]
        assert said.startswith(f"het_geo: {tmp_path}")
        assert "missing" in said
    assert not (tmp_path / "data").exists()


def test_is_what_a_raw_file_lacks_or_has_changed_told_and_never_0(capsys):
    store = SimpleNamespace(
        changed=["ons-made-up"], not_sent={"crime": {"2025-07": ["Burglary", "Robbery"]}}
    )
    packs._warn(store)
    assert capsys.readouterr().out.splitlines() == [
        "warning: the raw file of 'ons-made-up' has changed; the manifest holds its new hash.",
        "warning: 'crime', 2025-07: nearly empty in the raw file, so not sent, never 0: Burglary, "
        "Robbery.",
    ]


def test_is_told_what_was_built_what_stood_and_which_figures_are_missing_where(capsys):
    held = manifest.read(ROOT, "luton")
    fresh = Built(held, ("air", "schools"), unplaced={"dfe-schools": 3, "nhs": 0})
    other = Built(held, ("air",), unplaced={"dfe-schools": 3, "nhs": 0})
    packs._report([fresh, other, Built(held, (), fresh=False)])
    said = capsys.readouterr().out.splitlines()
    assert (
        said[:3]
        == [
            f"Luton (E06000032): pack {held.version}, {len(held.file)} files, "
            f"{sum(file.bytes for file in held.file) / 1e6:.1f} MB"
        ]
        * 3
    )
    assert said[3:] == [
        "2 built, 1 already up to date.",
        "points without coordinates left out of 'dfe-schools': 3",
        "no figures of air in 2 of 2: Luton, Luton",
        "no figures of schools in 1 of 2: Luton",
    ]
    packs._report([])
    assert capsys.readouterr().out == "0 built, 0 already up to date.\n"
