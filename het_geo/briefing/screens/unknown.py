"""What is not known: what matters and nobody measures here, with whom to ask."""

from __future__ import annotations

from het_geo import words
from het_geo.briefing.audience import blanks_for, is_in, level_of
from het_geo.briefing.drawings import lines_picture
from het_geo.briefing.model import Audience, Link, Screen, Table
from het_geo.briefing.wording import fitting, more_note
from het_geo.briefing.workspace import Workspace
from het_geo.geography import Level
from het_geo.profiles.column import is_shown

SHOWN = 5


def unknown(work: Workspace, audience: Audience) -> Screen:
    """Return what no figure here measures, and how many figures stop at larger areas."""
    blanks = blanks_for(work, audience)
    level = level_of(work, audience)
    meant = [i for i in work.pack.catalogue.indicators.values() if is_in(i, audience)]
    larger = [i for i in meant if i.polarity and not is_shown(work.pack, i, level)]
    headline = _headline([label for label, _, _ in blanks], level)
    held = words.count_of(len(larger), "figure is", "figures are")
    many = level.many
    notes = [f"{label}: {why} {ask}" for label, why, ask in blanks[:SHOWN]]
    notes += more_note(len(blanks) - SHOWN, "in the table")
    notes.append(f"{held} known for larger areas alone, not for {many}.")
    notes.append("Do not say: there is no problem, where there is no figure.")
    lines = [(label, ask) for label, _, ask in blanks[:SHOWN]]
    others = [(text, "") for text in more_note(len(blanks) - SHOWN, "not measured")]
    return Screen(
        id="unknown",
        kind="unknown",
        title="What is not known",
        indicator="",
        level=str(level),
        areas=audience.codes or (work.pack.district,),
        headline=headline,
        picture=lines_picture([*lines, *others], headline),
        table=Table(("What", "Why it is not known", "Whom to ask"), tuple(blanks)),
        source="What het_geo’s catalogue lists as blanks; no figure is made up for them.",
        notes=tuple(notes),
        cards=(),
        links=(Link("principles", {"principle": str(audience.principle or 1)}),),
    )


def _headline(blanks: list[str], level: Level) -> str:
    if not blanks:
        return "Nothing that matters here is known to lack a figure."
    labels = (label.split(", by ")[0].removesuffix(" by ward") for label in blanks)
    first = sorted(labels, key=len)  # the shortest names are those that can be read out
    count = words.count_of(len(blanks), "thing that matters is", "things that matter are")
    head = f"{count} not measured for {level.many.removesuffix(' (LSOA)')} here"
    return fitting(
        f"{head}, such as {lowered(first[:2])}.",
        f"{head}, such as {lowered(first[:1])}.",
        f"{head}.",
    )


def lowered(labels: list[str]) -> str:
    """Join labels inside a sentence, each with a small first letter where it is a plain word.

    >>> lowered(["Life expectancy", "NHS waits"])
    'life expectancy and NHS waits'
    """
    return words.listed([
        text[0].lower() + text[1:] if text[1:2].islower() else text for text in labels
    ])  # fmt: skip
