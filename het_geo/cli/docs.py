"""The command ``python -m het_geo docs``: pages that the catalogue and the Luton pack write."""

from __future__ import annotations

import argparse

from het_geo.atlas.atlas import Atlas
from het_geo.catalogue.read import read_catalogue
from het_geo.cli import CATALOGUE
from het_geo.fetch.records import read_fetches
from het_geo.files import write
from het_geo.pack.layout import places
from het_geo.pack.load import load
from het_geo.sentences.aloud import sentences_page
from het_geo.sentences.catalogue import indicators_page
from het_geo.sentences.get_data import get_data_page

ALOUD = "luton"  # the place whose sentences are written down, where its pack is held


def add_parser(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the ``docs`` command to the command line."""
    docs = commands.add_parser(
        "docs", help="write docs/indicators.md, docs/get-the-data.md and docs/sentences.md"
    )
    docs.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Write the pages, and say what each holds."""
    catalogue = read_catalogue(CATALOGUE)
    records = read_fetches(CATALOGUE / "fetch.toml", catalogue)
    pages = {
        "indicators.md": (indicators_page(catalogue), f"{len(catalogue.indicators)} indicators"),
        "get-the-data.md": (get_data_page(catalogue, records), f"{len(records)} raw files"),
    }
    if ALOUD in places(options.root):
        page = sentences_page(Atlas(load(options.root, ALOUD, catalogue)))
        pages["sentences.md"] = (page, f"{page.count(chr(10) + '* ')} sentences")
    for name, (text, holds) in pages.items():
        path = options.root / "docs" / name
        write(path, text.encode("utf-8"))
        print(f"{path}: {holds}.")
    return 0
