"""The order of a profile on paper and on a page: nothing is computed, only put in its place."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from het_geo import phrases, words
from het_geo.atlas.tenths import tenths_of
from het_geo.compare import Verdict
from het_geo.council import Council
from het_geo.document import Document, Drawing, Item, Items, Part, Section, Text
from het_geo.geography import Level
from het_geo.journey.written import MADE_UP
from het_geo.pack.model import Pack
from het_geo.pictures.svg import PAGE, PAPER, TELEPHONE
from het_geo.pictures.tenths import tenths_picture
from het_geo.profiles.area_map import area_map
from het_geo.profiles.headlines import SIDES
from het_geo.profiles.layout_gaps import gaps_table
from het_geo.profiles.layout_notes import notes_of
from het_geo.profiles.layout_tables import fits_table, inside_table, rows_table, who_table
from het_geo.profiles.minute import address_of, opening_section
from het_geo.profiles.model import Profile
from het_geo.profiles.parts import Block
from het_geo.profiles.parts_inside import Inside
from het_geo.profiles.row import IndicatorRow
from het_geo.profiles.spine import KEY, by_centre, spine_of
from het_geo.sentences.changed import ONE_IN_TWENTY
from het_geo.sentences.parts import FIT
from het_geo.sentences.tenths import tenths_sentence, title_of
from het_geo.trends.recent import Direction

FIRST = "One-minute summary"
NOBODY = Council()
ENTERED = "As entered in the register of the place’s journey. What they change, no figure tells."
FEW = 12  # areas whose table shows by itself how far apart they are
MOST_ROWS = 10  # of one drawing of the spine
STEPS = ("better", "worse", "higher", "lower")
NO_HEADLINE = "No figure here can be called"
ALONE = "No earlier figure is held to compare with for"
FIVE_YEARS = "it needs five single years of a share or rate with a margin of error"

GAP_KEY = (
    "In brackets: the 95% interval, where one is known. ≈ means that the gap is within the margin "
    "of error."
)


def document_of(
    profile: Profile, pack: Pack, *, paper: bool = False, council: Council = NOBODY
) -> Document:
    """Return the document of a profile; ``pack`` is the one that it was made from.

    On ``paper`` no drawing has a narrow form. A ``council`` with a public address says where a
    telephone finds the profile living.
    """
    made = made_line(profile)
    return Document(
        title=profile.title,
        lead=profile.summary,
        made=f"{words.capital(profile.place.label)}. {made}",
        foot=f"{profile.title.removesuffix(FIT)}. {made}",
        sections=(
            opening_section(pack, profile.subject, profile.opening, FIRST, fit=False),
            _headlines(profile),
            *_projects(profile),
            _where(profile, pack, paper),
            _who(profile),
            *_spines(profile, paper),
            Section("Every figure", (*rows_table(profile), *_trends(profile))),
            _gaps(profile),
            *_tenths(profile, pack),
            *(_inside(inside) for inside in profile.inside),
            *_across(profile),
            *notes_of(profile),
        ),
        address=address_of(pack, profile.subject, council),
    )


def made_line(profile: Profile) -> str:
    """Return which pack a profile is made from, and when."""
    return phrases.made(profile.pack_version, profile.made)


def _headlines(profile: Profile) -> Section:
    """Return what is worse beside what is better, and of which of it no earlier figure is held."""
    sides = [_side(profile, side) for side in SIDES]
    bare = [h.label for h in profile.headlines if not (h.change or h.went)]
    alone = f"{ALONE} {words.listed(bare)}."
    notes = [Text(alone, "note")] if bare else []
    return Section("What stands out", (*sides, *notes), opening=True)


def _projects(profile: Profile) -> list[Section]:
    """Return the projects here, as people have entered them; none: nothing is said."""
    items = tuple(
        Item(
            f"{line.lead}.",
            f"{line.said}. {words.capital(line.tail)}.{MADE_UP if line.example else ''}",
            links=(("More", line.link),) if line.link else (),
        )
        for line in profile.projects
    )
    title = f"Projects in {profile.subject.called}"
    return [Section(title, (Items(items), Text(ENTERED, "note")), opening=True)] if items else []


def _side(profile: Profile, side: Verdict) -> Items:
    lines = [h for h in profile.headlines if h.verdict == side]
    went = bool(lines) and lines[0].went
    items = tuple(
        Item(f"{side.mark} {h.label}.", h.sentence, str(side), tail=f" {h.change}".rstrip())
        for h in lines
    )
    title = f"What has become {side}" if went else f"What is {side} than in England"
    none = Item("", f"{NO_HEADLINE} {side} than England’s.")
    return Items(items or (none,), title=title, half=True)


def _where(profile: Profile, pack: Pack, paper: bool) -> Section:
    narrow = None if paper else area_map(pack, profile, TELEPHONE)
    drawn = Drawing(map_title(profile), area_map(pack, profile, PAPER if paper else PAGE), narrow)
    notes = (Text(note, "note") for note in profile.best_fit.notes)
    return Section("Where it is", (drawn, *notes))


def map_title(profile: Profile) -> str:
    """Return the caption of a profile's map."""
    if profile.place.code == profile.subject.id:
        return f"Map of {profile.subject.label}"
    lies = "lie" if profile.subject.many else "lies"
    return f"Where {profile.subject.called} {lies} in {profile.place.label}"


def _across(profile: Profile) -> list[Section]:
    """Return the neighbourhoods that cross a ward's edge; of one, the note by the map says it."""
    fits = profile.best_fit.across
    if len(fits) < 2:
        return []
    return [Section("Neighbourhoods across a ward’s edge", fits_table(fits))]


def _who(profile: Profile) -> Section:
    items = [Item(f.label, f"{f.written} ({f.period})") for f in profile.who_lives_here.facts]
    parts: list[Part] = [Items(tuple(items))] if items else []
    if not (parts or profile.who_lives_here.groups):
        parts.append(Text("Nothing is known here of who lives in this area."))
    return Section("Who lives here", (*parts, *who_table(profile)))


def _spines(profile: Profile, paper: bool) -> list[Section]:
    """Return the spine, a block of health a heading; one sentence where no figure is known."""
    if not any(block.rows for block in profile.blocks):
        return []  # "Every figure" says it once
    marked = any(row.spine is not None for block in profile.blocks for row in block.rows)
    rule = (Text(f"{profile.spine_rule} {KEY}", "note"),) if marked else ()
    head = Section("How it compares, by building block of health", rule)
    return [head, *(_spine(profile, block, paper) for block in profile.blocks)]


def _spine(profile: Profile, block: Block, paper: bool) -> Section:
    measured = [row for row in block.rows if row.spine is not None]
    parts: list[Part] = [Text(block.question)]
    for some in [part for group in by_centre(measured) for part in _even(group)]:
        name = block.label if len(some) == len(measured) else f"{block.label}, some of its figures"
        narrow = None if paper else spine_of(profile, name, some, TELEPHONE)
        wide = spine_of(profile, name, some, PAPER if paper else PAGE)
        parts.append(Drawing(_spine_title(name, some), wide, narrow))
    rest: dict[str, list[str]] = {}
    for row in block.rows:
        if row.spine is None:
            rest.setdefault(row.spine_note, []).append(f"{row.label} ({row.written})")
    parts += [Text(f"Not on a line: {'; '.join(n)}. {why}", "note") for why, n in rest.items()]
    if not block.rows:
        parts.append(Text("No figure is known here."))
    return Section(block.label, tuple(parts), level=3)


def _spine_title(name: str, rows: Sequence[IndicatorRow]) -> str:
    centres = dict.fromkeys(f"{row.spine.centre}’s" for row in rows if row.spine)
    return f"{name}: how far each figure is from {' or '.join(centres)}"


def _even(rows: Sequence[IndicatorRow]) -> list[Sequence[IndicatorRow]]:
    """Return rows in parts as even as can be, each short enough to stand on a page with others."""
    count = -(-len(rows) // MOST_ROWS)
    ends = [round(i * len(rows) / count) for i in range(count + 1)] if count else []
    return [rows[a:b] for a, b in pairwise(ends)]


def _trends(profile: Profile) -> tuple[Text, ...]:
    """Return which figures changed, and which are getting better or worse, with care where due."""
    rows = [row for block in profile.blocks for row in block.rows]
    judged = [row for row in rows if row.trend.direction != Direction.UNJUDGED]
    if not rows:
        return ()
    said = "; ".join(f"{row.label}: {row.trend.word}" for row in judged) or "none is told"
    rest = len(rows) - len(judged)
    more = f" {rest} of {len(rows)} figures have none to tell: {FIVE_YEARS}." if rest else ""
    care = (Text(f"{row.label}: {row.trend.care}", "note") for row in judged if row.trend.care)
    return (_changes(rows), Text(f"Recent trend: {said}.{more}"), *care)


def _changes(rows: Sequence[IndicatorRow]) -> Text:
    """Return which figures changed by more than chance; what each changed by stands with it."""
    ways = {way: [row.label for row in rows if row.trend.step == way] for way in STEPS}
    said = "; ".join(f"{way}: {words.listed(names)}" for way, names in ways.items() if names)
    head = "Changed by more than chance since the first figure that can be compared"
    return Text(f"{head}: {said}. {ONE_IN_TWENTY}" if said else f"{head}: none.")


def _gaps(profile: Profile) -> Section:
    first: tuple[Part, ...] = gaps_table(profile)
    if not first:
        first = (Text("No gap of this area can be counted in people, households or events."),)
    rule = Text(f"{profile.gap_rule} {GAP_KEY if profile.gaps else ''}".strip(), "note")
    return Section("What it would take", (rule, *first))


def _tenths(profile: Profile, pack: Pack) -> list[Section]:
    """Return life in the district's own tenths by deprivation, in the profile of a district."""
    found = tenths_of(pack) if profile.subject.kind == Level.DISTRICT else []
    if not found:
        return []
    parts: list[Part] = []
    for tenths in found:
        parts.append(Text(tenths_sentence(tenths)))
        if tenths.own.known:
            parts.append(Drawing(title_of(tenths.own), tenths_picture(tenths)))
    return [Section("Life expectancy by deprivation inside the district", tuple(parts))]


def _inside(inside: Inside) -> Section:
    """Return the areas of one level inside: a table, and how far apart they are."""
    many = len(inside.rows) > FEW
    shown = {column.indicator for column in inside.columns if many}
    items = tuple(Item("", s.sentence) for s in inside.spreads if s.indicator in shown)
    parts: list[Part] = [*inside_table(inside)]
    parts += [Items(items, small=True)] if items else []
    return Section(inside.sentence.removesuffix("."), tuple(parts))
