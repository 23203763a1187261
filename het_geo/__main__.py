"""The command line: ``python -m het_geo build PLACE --sources FOLDER``."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from tqdm import tqdm

from het_geo.catalogue import read_catalogue
from het_geo.errors import HetGeoError
from het_geo.pack import build as building

PROJECT = Path(__file__).resolve().parent.parent


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command; return the exit status: 0 done, 1 refused with a message, 2 wrong usage."""
    options = _parser().parse_args(arguments)
    try:
        return int(options.run(options))
    except HetGeoError as error:
        print(f"het_geo: {error}", file=sys.stderr)
    except OSError as error:
        print(f"het_geo: {error.filename}: {error.strerror}. Nothing was changed.", file=sys.stderr)
    return 1


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m het_geo", description=__doc__)
    parser.add_argument(
        "--root", type=Path, default=PROJECT, help="folder that holds boundaries/ and data/"
    )
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    build = commands.add_parser("build", help="build a place's pack from the raw files")
    build.add_argument("place", help="a district's name or code, such as luton or E06000032")
    build.add_argument(
        "--sources", type=Path, required=True, help="folder of the publishers' raw files"
    )
    build.add_argument(
        "--accept-changed", action="store_true", help="build on raw files that have changed"
    )
    build.set_defaults(run=_build)
    return parser


def _build(options: argparse.Namespace) -> int:
    catalogue = read_catalogue(options.root / "data" / "catalogue")
    with tqdm(total=building.steps(catalogue), unit="step", dynamic_ncols=True) as bar:

        def progress(step: str) -> None:
            bar.set_description(step, refresh=False)
            bar.update()

        made = building.build(
            options.place,
            catalogue=catalogue,
            sources=options.sources,
            root=options.root,
            progress=progress,
            accept_changed=options.accept_changed,
        )
    size = sum(file.bytes for file in made.file)
    print(
        f"{made.name} ({made.code}): pack {made.version}, {len(made.file)} files, "
        f"{size / 1e6:.1f} MB, in boundaries/{made.place} and data/{made.place}."
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
