"""Machines with one font alone: what a reader sees, and what a file may not depend on."""

import os
import re
from pathlib import Path

import pytest

FILES = {
    "DejaVu Sans": ("DejaVuSans.ttf", "DejaVuSans-Bold.ttf"),
    "Liberation Sans": ("LiberationSans-Regular.ttf", "LiberationSans-Bold.ttf"),
}
PACKAGES = {"DejaVu Sans": "fonts-dejavu-core", "Liberation Sans": "fonts-liberation"}
PLACES = ("/usr/share/fonts", "/usr/local/share/fonts", "~/.fonts", "~/.local/share/fonts")
CONF = """<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>{told}<cachedir>{folder}/cache</cachedir></fontconfig>
"""
# What a program is told of this machine's fonts, and then that it fits no letter to pixels.
UNFITTED = """<include ignore_missing="yes">{here}</include><match target="pattern">
<edit name="hinting" mode="assign"><bool>false</bool></edit>
<edit name="hintstyle" mode="assign"><const>hintnone</const></edit></match>"""


def files_of(font: str) -> list[Path]:
    """Return the files of a font, regular and bold; skip where this machine has it not."""
    found = []
    for name in FILES[font]:
        here = (f for place in PLACES for f in sorted(Path(place).expanduser().rglob(name)))
        if (file := next(here, None)) is None:
            pytest.skip(f"no {font} here: apt-get install {PACKAGES[font]}")
        found.append(file)
    return found


def told(folder: Path, fonts: str) -> dict[str, str]:
    """Return the environment of a program that is told of fonts by a file in a folder."""
    conf = folder / "fonts.conf"
    conf.write_text(CONF.format(folder=folder, told=fonts), encoding="utf-8")
    return os.environ | {"FONTCONFIG_FILE": str(conf)}


def machine_with(font: str, folder: Path) -> dict[str, str]:
    """Return the environment of a program for which a font is all there is, fitted to pixels."""
    for file in files_of(font):
        (folder / file.name).write_bytes(file.read_bytes())
    return told(folder, f"<dir>{folder}</dir>")


def unfitted(folder: Path) -> dict[str, str]:
    """Return the environment of a program that fits no letter to pixels, as some machines do.

    Fitted letters are up to a tenth wider, and lines of text break otherwise.
    """
    here = os.environ.get("FONTCONFIG_FILE", "/etc/fonts/fonts.conf")
    return told(folder, UNFITTED.format(here=here))


def without_own(file: str) -> str:
    """Return an HTML or SVG file as it reads where the font that it holds is not shown."""
    stripped, count = re.subn(r"@font-face\{.*?\}", "", file)
    assert count == 2
    return stripped
