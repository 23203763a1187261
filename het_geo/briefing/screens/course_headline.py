"""Where the measures of a journey stand, in one sentence that can be read out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from het_geo import words
from het_geo.atlas.atlas import Atlas
from het_geo.briefing.audience import theme
from het_geo.briefing.model import Audience
from het_geo.briefing.wording import fitting
from het_geo.course import CourseVerdict
from het_geo.framework.records import Framework
from het_geo.journey.model import Followed

# What is said of so many measures that have a target, and of which verdicts.
AIMED = {
    "on course or at the target": (CourseVerdict.MET, CourseVerdict.ON),
    "about on the path": (CourseVerdict.ABOUT,),
    "off course": (CourseVerdict.OFF,),
}


def course_headline(
    atlas: Atlas, audience: Audience, framework: Framework, found: Sequence[Followed]
) -> str:
    """Return how many measures of what a briefing is about surely stand where, and of when."""
    who = f"{atlas.district.label}{' as a whole' if audience.codes else ''}"
    if not found:
        about = theme(atlas, audience)
        of = f" of {about}" if about else ""
        short = f"{who}: no measure is set, so whether it is on course cannot be said."
        return fitting(short.replace("measure", f"measure{of}", 1), short)
    draft = "draft measure" if framework.status else "measure"
    count = words.count_of(len(found), draft, f"{draft}s")
    of = f" of principle {audience.principle}" if audience.principle else ""
    if audience.subgroup:
        of += f" of “{framework.groups[audience.subgroup].label}”"
    said = _counted(found)
    when = _years(found)
    full, short = f"{who}: of {count}{of}, {said}", f"{who}: of {count}, {said}"
    return fitting(f"{full}{when}.", f"{short}{when}.", f"Of {count}, {said}{when}.")


def _counted(found: Sequence[Followed]) -> str:
    """Return how many measures surely stand somewhere, and that the others do not."""
    held = Counter(one.course.verdict for one in found)
    aimed = {said: sum(held[verdict] for verdict in group) for said, group in AIMED.items()}
    better, worse = held[CourseVerdict.BETTER], held[CourseVerdict.WORSE]
    parts = [f"{count} {_is(count)} {said}" for said, count in aimed.items() if count]
    parts += [_moved(better, worse)] if better or worse else []
    rest = len(found) - sum(aimed.values()) - better - worse
    if not parts:
        return "none is surely better or worse than at its baseline"
    if not rest:
        return words.listed(parts)
    others = f"the other {'one' if rest == 1 else rest} {_is(rest)}"
    return f"{words.listed(parts)}; {others} not surely better or worse"


def _moved(better: int, worse: int) -> str:
    """Return how many measures without a target moved by more than chance."""
    its = "its" if better + worse == 1 else "their"
    ways = {"better": better, "worse": worse}
    (first, count), *other = [(way, n) for way, n in ways.items() if n]
    more = "".join(f" and {n} {_is(n)} {way}" for way, n in other)
    return f"{count} {_is(count)} {first}{more} than at {its} baseline by more than chance"


def _is(count: int) -> str:
    return "is" if count == 1 else "are"


def _years(found: Sequence[Followed]) -> str:
    """Return the years in which the newest figures end."""
    ends = sorted(one.newest.day.year for one in found if one.newest)
    if not ends:
        return ""
    return f" ({ends[0]})" if ends[0] == ends[-1] else f" ({ends[0]} to {ends[-1]})"
