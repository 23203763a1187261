"""The commands ``build``, ``check`` and ``docs``: packs, and the list of what they hold."""

from __future__ import annotations

import argparse
import gc
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from tqdm import tqdm

from het_geo.build.national import NationalBuilder
from het_geo.build.national_check import findings as national_findings
from het_geo.build.place import Builder, Built
from het_geo.build.postcode_index import build_index
from het_geo.build.store import RawStore
from het_geo.catalogue.read import read_catalogue
from het_geo.catalogue.records import Catalogue
from het_geo.cli import CATALOGUE
from het_geo.errors import PlaceError
from het_geo.geography import slug_of
from het_geo.national.load import load_national
from het_geo.pack import postcode_index
from het_geo.pack.layout import NATIONAL, POSTCODES
from het_geo.pack.load import load
from het_geo.pack.manifest import Manifest
from het_geo.pack.report import beside_published, findings, without_figures


def add_parser(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the three commands to the command line."""
    build = commands.add_parser("build", help="build packs of places from the raw files")
    build.add_argument(
        "place",
        nargs="*",
        help="districts by name or code, such as luton or E06000032; england, for one map of it; "
        "postcodes, for the index of all",
    )
    build.add_argument(
        "--all", action="store_true", help="every district and the index of postcodes; resumes"
    )
    build.add_argument(
        "--sources", type=Path, required=True, help="folder of the publishers' raw files"
    )
    build.add_argument(
        "--accept-changed", action="store_true", help="build on raw files that have changed"
    )
    build.add_argument(
        "--without-share-alike",
        action="store_true",
        help="leave out what may be published only under its own licence (ODbL)",
    )
    build.set_defaults(run=_build)
    check = commands.add_parser("check", help="hold a pack against its manifest and catalogue")
    check.add_argument("place", nargs="+", help="packs' names, such as luton, england, postcodes")
    check.set_defaults(run=_check)


def _catalogue() -> Catalogue:
    return read_catalogue(CATALOGUE)


def _asked_for(options: argparse.Namespace) -> Catalogue:
    """Return the catalogue to build from: all of it, or what no licence makes share alike."""
    catalogue = _catalogue()
    return catalogue.without_share_alike() if options.without_share_alike else catalogue


def _build(options: argparse.Namespace) -> int:
    if bool(options.place) == options.all:
        raise PlaceError("name the places to build, or say --all for every district.")
    gc.set_threshold(200_000)  # frames hold no cycles: collecting often costs a tenth of the time
    slugs = {name: slug_of(name) for name in options.place}
    if NATIONAL in slugs.values():
        _build_england(options)
    districts = [name for name, slug in slugs.items() if slug != NATIONAL]
    return _build_districts(options, districts) if districts or options.all else 0


def _build_districts(options: argparse.Namespace, asked: Sequence[str]) -> int:
    """Build districts; return 1 where one of several was refused, after the others are built.

    The index of postcodes is made with all of them, or where it is named.
    """
    names = [name for name in asked if slug_of(name) != POSTCODES]
    builder = Builder(
        _asked_for(options), options.sources, options.root, accept_changed=options.accept_changed
    )
    places = builder.places(names) if names or options.all else []
    if options.all or len(names) < len(asked):
        _say(build_index(builder.postcodes, options.root, resume=options.all))
    if not places:
        return 0
    with _bar(builder.steps + len(places)) as progress:
        built = list(builder.build(places, progress, resume=options.all))
    _warn(builder.store)
    _report(built)
    for refused in builder.refused:
        print(f"het_geo: {refused}", file=sys.stderr)
    return 1 if builder.refused else 0


def _build_england(options: argparse.Namespace) -> None:
    builder = NationalBuilder(
        _asked_for(options), options.sources, options.root, accept_changed=options.accept_changed
    )
    with _bar(builder.steps) as progress:
        built = Built(builder.build(progress), ())
    _warn(builder.store)
    _report([built])


@contextmanager
def _bar(steps: int) -> Iterator[Callable[[str], None]]:
    """Show a progress bar; gives a function that is told each step as it begins."""
    with tqdm(total=steps, unit="step", dynamic_ncols=True) as bar:

        def progress(step: str) -> None:
            bar.set_description(step[:40], refresh=False)
            bar.update()

        yield progress


def _warn(store: RawStore) -> None:
    for name in store.changed:
        print(f"warning: the raw file of '{name}' has changed; the manifest holds its new hash.")
    for name, periods in store.not_sent.items():
        for period, columns in periods.items():
            print(
                f"warning: '{name}', {period}: nearly empty in the raw file, so not sent, never 0: "
                f"{', '.join(columns)}."
            )


def _check(options: argparse.Namespace) -> int:
    catalogue = _catalogue()
    wrong = 0
    for place in options.place:
        slug = slug_of(place)
        if slug == NATIONAL:
            found, say = national_findings(options.root, catalogue), _sound_england
        elif slug == POSTCODES:
            found, say = postcode_index.findings(options.root), _sound_postcodes
        else:
            found, say = findings(options.root, slug, catalogue), _sound
        for line in found:
            print(f"{place}: {line}")
        wrong += len(found)
        if not found:
            say(options.root, slug, catalogue)
    return 1 if wrong else 0


def _sound(root: Path, slug: str, catalogue: Catalogue) -> None:
    pack = load(root, slug, catalogue)
    print(f"{slug}: sound. Pack {pack.manifest.version}, {len(pack.figures):,} figures.")
    for name, share in without_figures(pack).items():
        print(f"  without a figure: {name}, {share:.0%} of its rows")
    for row in beside_published(pack).itertuples():
        print(
            f"  beside the publisher's own: {row.indicator}, {row.areas} {row.level}: median "
            f"{row.median:.3g} apart, most {row.largest:+.3g} in {row.where}"
        )


def _sound_england(root: Path, slug: str, catalogue: Catalogue) -> None:
    pack = load_national(root, catalogue)
    periods = sum(len(held) for held in pack.periods_held.values())
    print(
        f"{slug}: sound. Pack {pack.manifest.version}, {len(pack.areas):,} neighbourhoods, "
        f"{len(pack.periods_held)} indicators, {periods} indicator-periods."
    )


def _sound_postcodes(root: Path, slug: str, catalogue: Catalogue) -> None:
    del catalogue
    index = postcode_index.open_index(root)
    if index is not None:
        print(f"{slug}: sound. Pack {index.manifest.version}, the list of {index.edition}.")


def _say(made: Manifest) -> None:
    size = sum(file.bytes for file in made.file) / 1e6
    print(f"{made.name} ({made.code}): pack {made.version}, {len(made.file)} files, {size:.1f} MB")


def _report(built: Sequence[Built]) -> None:
    """Print what was built, and what is missing where."""
    for pack in built if len(built) <= 10 else []:
        _say(pack.manifest)
    fresh = [pack for pack in built if pack.fresh]
    kept = len(built) - len(fresh)
    print(f"{len(fresh)} built, {kept} already up to date.")
    missing = Counter(indicator for pack in fresh for indicator in pack.missing)
    for source, count in (fresh[-1].unplaced if fresh else {}).items():
        if count:
            print(f"points without coordinates left out of '{source}': {count:,}")
    for indicator, count in missing.most_common():
        where = [pack.manifest.name for pack in fresh if indicator in pack.missing]
        named = ", ".join(where[:3]) + (" …" if count > 3 else "")
        print(f"no figures of {indicator} in {count} of {len(fresh)}: {named}")
