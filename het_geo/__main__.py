"""The command line: fetch raw files, build and check packs, write profiles, briefings and docs."""

from __future__ import annotations

import argparse
import gc
import os
import sys
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path

from het_geo.cli import ROOT
from het_geo.errors import HetGeoError

MODULES = {  # and the extra whose libraries a command needs
    "build": ("het_geo.cli.packs", "build"),
    "check": ("het_geo.cli.packs", "build"),
    "add": ("het_geo.cli.add", "build"),
    "docs": ("het_geo.cli.docs", "build"),
    "fetch": ("het_geo.cli.fetch", "build"),
    "profile": ("het_geo.cli.profiles", "documents"),
    "minute": ("het_geo.cli.minutes", "documents"),
    "briefing": ("het_geo.cli.briefings", "documents"),
    "journey": ("het_geo.cli.journey", "app"),
    "publish": ("het_geo.cli.publish", "stores"),
    "doctor": ("het_geo.cli.doctor", "app"),
    "register": ("het_geo.cli.register", "register"),
}


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command; return the exit status: 0 done, 1 refused with a message, 2 wrong usage."""
    words = sys.argv[1:] if arguments is None else arguments
    try:
        options = _parser(words).parse_args(words)
        status = int(options.run(options))
        sys.stdout.flush()
        return status
    except BrokenPipeError:  # whoever reads has read enough, as in "check luton | head"
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except ModuleNotFoundError as error:
        _, extra = MODULES.get(_named(words), ("", "app"))
        print(
            f"het_geo: this needs {str(error.name).split('.')[0]}, which is not installed. "
            f"Say: pip install 'het-geo[{extra}]'",
            file=sys.stderr,
        )
    except HetGeoError as error:
        print(f"het_geo: {error}", file=sys.stderr)
    except OSError as error:
        where = f"{error.filename}: " if error.filename else ""
        print(
            f"het_geo: {where}{error.strerror or error}. It was not finished: what was written "
            "before it stands, and no file is half written.",
            file=sys.stderr,
        )
    return 1


def _named(words: Sequence[str]) -> str:
    """Return the command that is named; "" for none. What follows it are its own words."""
    return next((word for word in words if word in MODULES), "")


def _parser(words: Sequence[str]) -> argparse.ArgumentParser:
    """Return the parser of the command that is named, or of all: each brings its libraries."""
    parser = argparse.ArgumentParser(prog="python -m het_geo", description=__doc__)
    parser.add_argument(
        "--root", type=Path, default=ROOT, help="folder that holds boundaries/ and data/"
    )
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    named = [MODULES[name][0]] if (name := _named(words)) else []
    for module in named or dict.fromkeys(module for module, _ in MODULES.values()):
        try:
            import_module(module).add_parser(commands)
        except ModuleNotFoundError:
            if named:  # of a list of all commands those that can be had are enough
                raise
    return parser


if __name__ == "__main__":
    done = main()
    gc.freeze()  # all goes at once now: to look through it for waste takes a tenth of a second
    sys.exit(done)
