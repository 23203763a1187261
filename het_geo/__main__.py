"""The command line: fetch raw files, build and check packs, write profiles, briefings and docs."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path

from het_geo.errors import HetGeoError

PROJECT = Path(__file__).resolve().parent.parent
MODULES = {
    "build": "het_geo.cli.packs",
    "check": "het_geo.cli.packs",
    "docs": "het_geo.cli.packs",
    "fetch": "het_geo.cli.fetch",
    "profile": "het_geo.cli.profiles",
    "briefing": "het_geo.cli.briefings",
}


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command; return the exit status: 0 done, 1 refused with a message, 2 wrong usage."""
    words = sys.argv[1:] if arguments is None else arguments
    options = _parser(words).parse_args(words)
    try:
        status = int(options.run(options))
        sys.stdout.flush()
        return status
    except BrokenPipeError:  # whoever reads has read enough, as in "check luton | head"
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except HetGeoError as error:
        print(f"het_geo: {error}", file=sys.stderr)
    except OSError as error:
        print(f"het_geo: {error.filename}: {error.strerror}. Nothing was changed.", file=sys.stderr)
    return 1


def _parser(words: Sequence[str]) -> argparse.ArgumentParser:
    """Return the parser of the commands that are named, or of all: each brings its libraries."""
    parser = argparse.ArgumentParser(prog="python -m het_geo", description=__doc__)
    parser.add_argument(
        "--root", type=Path, default=PROJECT, help="folder that holds boundaries/ and data/"
    )
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    named = [module for name, module in MODULES.items() if name in words]
    for module in dict.fromkeys(named or MODULES.values()):
        import_module(module).add_parser(commands)
    return parser


if __name__ == "__main__":
    sys.exit(main())
