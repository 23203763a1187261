"""The command ``python -m het_geo journey``: begin, check, report and calendar of a framework."""

from __future__ import annotations

import argparse
import re
from datetime import date
from pathlib import Path

from het_geo import clock, words
from het_geo.atlas.atlas import Atlas
from het_geo.catalogue.read import read_catalogue
from het_geo.cli import CATALOGUE
from het_geo.council import council_here
from het_geo.errors import JourneyError
from het_geo.framework.read import folder_of, read_framework
from het_geo.framework.records import Framework
from het_geo.framework.skeleton import begin
from het_geo.geography import slug_of
from het_geo.journey.follow import follow_all
from het_geo.journey.plans import plan_chapters, plans_of
from het_geo.journey.report import ReportGround, report_of
from het_geo.journey.written import written_of
from het_geo.register import known_of, open_register
from het_geo.render.batch import PackPlace
from het_geo.render.files import check_folder, chosen, write
from het_geo.render.report import REPORT_FORMATS
from het_geo.stores.open import packs_here


def add_parser(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the ``journey`` command to the command line."""
    journey = commands.add_parser("journey", help="a place's framework: begin, check, report")
    deeds = journey.add_subparsers(required=True, metavar="DEED")
    new = deeds.add_parser("new", help="write a skeleton to fill in; nothing is overwritten")
    new.set_defaults(run=run_new)
    check = deeds.add_parser("check", help="list what is wrong; the exit status says it")
    check.set_defaults(run=run_check)
    report = deeds.add_parser("report", help="write the annual report")
    report.add_argument(
        "--format", default="pdf,docx", help=f"any of {','.join(REPORT_FORMATS)} (pdf,docx)"
    )
    report.set_defaults(run=run_report)
    ical = deeds.add_parser("calendar", help="write reviews and due days as a calendar file")
    ical.set_defaults(run=run_calendar)
    for deed in (new, check, report, ical):
        deed.add_argument("place", help="the place, such as luton")
    for deed in (report, ical):
        deed.add_argument(
            "--out", type=Path, default=Path("journey"), help="folder for the files (journey/)"
        )


def run_new(options: argparse.Namespace) -> int:
    """Begin a framework, and say what to do with it."""
    slug = _slug(options.place)
    path = begin(options.root, slug, _name(options, slug))
    print(f"{path}: fill it in, then say: python -m het_geo journey check {slug}")
    return 0


def _name(options: argparse.Namespace, slug: str) -> str:
    """Return what a place is called: as its pack has it, where its id was typed; else as typed."""
    if options.place != slug:
        return " ".join(options.place.split())
    packs = packs_here(options.root)
    return packs.name_of(slug) if slug in packs.places() else slug


def run_check(options: argparse.Namespace) -> int:
    """Say what is wrong with a framework, fault by fault; 1 where there is any."""
    framework = _framework(options)
    plans, _ = plans_of(folder_of(options.root, _slug(options.place)), framework)
    for fault in framework.faults:
        print(fault)
    if framework.faults:
        return 1
    held = framework.measures.values()
    targets = sum(measure.target is not None for measure in held)
    measures = words.count_of(len(held), "measure", "measures")
    groups = words.count_of(len(framework.groups), "sub-group", "sub-groups")
    told = words.count_of(len(plans), "plan", "plans")
    print(f"{measures}, {targets} with a target, {groups}, {told}: no fault.")
    return 0


def run_report(options: argparse.Namespace, today: date | None = None) -> int:
    """Write the annual report in the formats asked for."""
    formats = chosen(options.format.split(","), REPORT_FORMATS)
    report = report_of(_ground(options), today or clock.today(), council_here())
    check_folder(options.out)
    for kind in formats:
        path = options.out / f"{report.file_stem}.{kind.id}"
        write(path, kind.make(report))
        print(f"made {path}")
    return 0


def run_calendar(options: argparse.Namespace, today: date | None = None) -> int:
    """Write the calendar file."""
    from het_geo.render.ical import calendar_file  # noqa: PLC0415 - the others do without it

    ground, day = _ground(options), today or clock.today()
    check_folder(options.out)
    place = _slug(options.place)
    path = options.out / f"{place}-journey.ics"
    write(path, calendar_file(place, ground.framework, ground.followed, ground.written, day))
    print(f"made {path}")
    return 0


def _slug(place: str) -> str:
    """Return a place's name in links.

    Raises:
        JourneyError: no letter of it can stand in one.
    """
    slug = slug_of(place)
    if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", slug):
        raise JourneyError(
            f"“{place[:60]}” is no place's name. Give it as in links, such as luton."
        )
    return slug


def _framework(options: argparse.Namespace) -> Framework:
    folder = folder_of(options.root, _slug(options.place))
    found = read_framework(folder, read_catalogue(CATALOGUE))
    if found is None:
        raise JourneyError(
            f"{folder} holds no framework. Begin one: python -m het_geo journey new "
            f"{_slug(options.place)}"
        )
    return found


def _ground(options: argparse.Namespace) -> ReportGround:
    """Return what a report is made of: the place's pack, its framework and the register."""
    framework, slug = _framework(options), _slug(options.place)
    atlas = Atlas(PackPlace(packs_here(options.root).root_of(slug), slug, CATALOGUE).load())
    register = open_register(known=lambda _: known_of(framework))
    written = written_of(register, slug)
    register.close()
    followed = follow_all(atlas, framework, written.entered(framework))
    plans = plan_chapters(atlas, folder_of(options.root, slug), framework)
    return ReportGround(atlas, framework, followed, written, plans)
