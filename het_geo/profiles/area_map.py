"""Where an area lies in its district, and the areas inside it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pandas as pd

from het_geo import words
from het_geo.classes import INK, QUIET, SELECTED, classify, shades
from het_geo.geography import Level
from het_geo.pack.model import Pack
from het_geo.pictures.legend import NONE, Legend, LegendRow
from het_geo.pictures.panel import Features, Panel, hatches, panel
from het_geo.pictures.svg import PAPER, WIDTH, Form, Letters, Picture
from het_geo.profiles.subject import SET

if TYPE_CHECKING:
    from het_geo.profiles.model import Profile
    from het_geo.profiles.parts_inside import Inside, InsideColumn

NARROW = 360.0  # points: how wide a page mostly is that is narrow
HIGH, TALL = 240.0, 360.0  # points: how tall a map is beside another, and alone
FAINT, PALE, FILL = "#8b99a5", "#f3f6f8", "#8fa9bb"
MOST = 3  # classes: they must be told apart in black and white, on few areas


@dataclass(frozen=True)
class Colouring:
    """Which indicator colours the areas inside, and each area's class (not in it: no figure)."""

    column: InsideColumn
    classes: dict[str, int]
    colours: tuple[str, ...]
    rows: tuple[str, ...]
    missing: int


def area_map(pack: Pack, profile: Profile, form: Form = PAPER) -> Picture:
    """Return two maps: the area in its district, and what is inside it (or around it).

    The areas inside are coloured by the figure that the minute speaks of first, where the profile
    has it for them; else by the first headline's.
    A narrow ``form`` has one map below the other. The district itself has one map, of its wards.
    """
    narrow = form.narrow
    parts, y, low, said = [hatches(3)], 0.0, 0.0, []
    alone = profile.subject.kind == Level.DISTRICT
    makers = [_within] if alone else [_around, _within]
    wide = 100.0 if narrow or alone else 47.0
    high = TALL if alone and not narrow else HIGH
    for i, make in enumerate(makers):
        left = 0.0 if narrow else i * 53.0
        drawn, bottom, says = make(pack, profile, _Box(left, wide, y, high, form))
        parts.append(drawn)
        said.append(says)
        low = max(low, bottom)
        y = low + 14 if narrow else 0.0
    return Picture("".join(parts), low, " ".join([*said, "North is up."]))


@dataclass(frozen=True)
class _Box:
    """Where a map stands: left edge and width in per cent, top in points."""

    left: float
    wide: float
    top: float
    high: float
    form: Form

    def plan(self, features: Iterable[Mapping[str, Any]], top: float) -> Panel:
        """Return a map of features below ``top``."""
        across = NARROW if self.form.narrow else WIDTH
        return panel(
            features, left=self.left, wide=self.wide, top=top + 4, high=self.high, across=across
        )

    def texts(self, text: str, y: float, **style: Any) -> tuple[str, float]:
        """Return wrapped text, and where it ends."""
        return self.form.lines(text, self.left, self.wide, y, **style)


def _around(pack: Pack, profile: Profile, box: _Box) -> tuple[str, float, str]:
    """Return the district with its wards faint and the area filled."""
    title = f"{profile.subject.called} in {profile.place.label}"
    title = words.capital(title) if profile.subject.kind == SET else title  # a name is as it is
    head, y = box.texts(title, box.top, font_weight=700)
    district = pack.shapes[Level.DISTRICT][pack.district]
    plan = box.plan([district], y)
    wards = pack.shapes[Level.WARD].values()
    own = [pack.shapes[profile.subject.shape_level][c] for c in profile.subject.shape_codes]
    drawn = plan.drawn(
        plan.shape(district, PALE, "none", 0),
        plan.shapes(own, SELECTED, SELECTED, 0.8),
        plan.shapes(wards, "none", FAINT, 0.8),
        plan.shape(district, "none", INK, 1.6),
    )
    note, end = box.texts("↑ North is up. Thin lines: wards.", y + box.high + 6, fill=QUIET)
    return head + drawn + note, end, f"Map: {title}."


def _within(pack: Pack, profile: Profile, box: _Box) -> tuple[str, float, str]:
    """Return the areas inside, coloured; for one neighbourhood, those around it in its ward."""
    if profile.subject.overlapping:
        return _under(pack, profile, box)
    if not profile.inside:
        return _in_ward(pack, profile, box)
    inside = profile.inside[0]
    features = pack.shapes[inside.level]
    areas = {row.area.code: features[row.area.code] for row in inside.rows}
    paint = colouring(profile, inside)
    many = "Wards" if inside.level == Level.WARD else "Neighbourhoods"
    title = f"{many} inside"
    if paint:
        title += f": {paint.column.label}, {paint.column.period}"
    head, y = box.texts(title, box.top, font_weight=700)
    plan = box.plan(areas.values(), y)
    fills = {code: _fill(paint, code) for code in areas}
    names = _short_names(pack, list(areas))
    edge = ""
    if inside.level == Level.WARD:
        edge = plan.shape(pack.shapes[Level.DISTRICT][pack.district], "none", INK, 1.6)
    drawn = _areas(plan, areas, fills, names, box.form.letters, over=edge)
    key, end = "", y + box.high + 6
    if paint:
        key, end = _legend(paint).drawn(box.left, box.wide, end, box.form)
    spread = [s.sentence for s in inside.spreads if paint and s.indicator == paint.column.indicator]
    return head + drawn + key, end, " ".join([f"Map: {title}.", *spread])


def _under(pack: Pack, profile: Profile, box: _Box) -> tuple[str, float, str]:
    """Return the neighbourhoods on whose ground a ward lies that none fits best."""
    own = pack.shapes[Level.WARD][profile.subject.codes[0]]
    codes = [area.code for area in profile.subject.overlapping]
    areas = {code: pack.shapes[Level.LSOA][code] for code in codes}
    title = "Its ground, among the neighbourhoods it lies in"
    head, y = box.texts(title, box.top, font_weight=700)
    plan = box.plan(areas.values(), y)
    fills = dict.fromkeys(codes, PALE)
    ward = plan.shape(own, FILL, INK, 1.6)
    drawn = _areas(plan, areas, fills, _short_names(pack, codes), box.form.letters, over=ward)
    return head + drawn, y + box.high + 6, f"{title}."


def _in_ward(pack: Pack, profile: Profile, box: _Box) -> tuple[str, float, str]:
    ward = profile.subject.wards[0]
    level, own = profile.subject.shape_level, profile.subject.shape_codes
    features = pack.shapes[level]
    codes = [c for c in pack.codes(level) if pack.areas.at[c, "ward"] == ward.code]
    areas = {code: features[code] for code in codes}
    title = f"In {ward.label}, among its neighbourhoods"
    head, y = box.texts(title, box.top, font_weight=700)
    plan = box.plan(areas.values(), y)
    fills = {code: FILL if code in own else PALE for code in areas}
    drawn = _areas(plan, areas, fills, _short_names(pack, codes), box.form.letters)
    return head + drawn, y + box.high + 6, f"{title}."


def _areas(
    plan: Panel,
    areas: Features,
    fills: dict[str, str],
    names: dict[str, str],
    letters: Letters,
    *,
    over: str = "",
) -> str:
    """Return areas with their names; ``over`` is drawn between the two."""
    shown = (plan.name(area, names[code], letters) for code, area in areas.items())
    return plan.drawn(plan.filled(areas, fills, INK, 1.0), over, *shown)


def colouring(profile: Profile, inside: Inside) -> Colouring | None:
    """Return the classes of the areas inside by what is spoken of first, where they have it."""
    names = [column.indicator for column in inside.columns]
    spoken = [profile.opening.minute.of, *(line.indicator for line in profile.headlines[:1])]
    first = next((name for name in spoken if name in names), "")
    if not first:
        return None
    at = names.index(first)
    cells = {row.area.code: row.cells[at] for row in inside.rows}
    values = pd.Series({code: cell.value for code, cell in cells.items()}, dtype=float)
    classes = classify(values, MOST)
    written = {cell.value: cell.written for cell in cells.values() if cell.value is not None}
    polarity = next(row.polarity for row in profile.rows if row.id == first)
    of = {str(code): int(number) for code, number in classes.of.items()}
    rows = []
    for number, count in enumerate(classes.counts):
        held = sorted(values[code] for code in of if of[code] == number)
        low, high = written[held[0]], written[held[-1]]
        span = low if low == high else f"{low} to {high}"
        rows.append(f"{span} ({count})")
    colours = shades(classes.k, polarity)
    return Colouring(inside.columns[at], of, colours, tuple(rows), int(values.isna().sum()))


def _fill(paint: Colouring | None, code: str) -> str:
    if paint is None:
        return PALE
    return paint.colours[paint.classes[code]] if code in paint.classes else NONE


def _legend(paint: Colouring) -> Legend:
    """Return what the colours mean: a range a class, with how many areas are in it."""
    rows = [LegendRow(*row) for row in zip(paint.colours, paint.rows, strict=True)]
    if paint.missing:
        rows.append(LegendRow(NONE, f"no figure ({paint.missing})"))
    return Legend(tuple(rows))


def _short_names(pack: Pack, codes: Sequence[str]) -> dict[str, str]:
    """Return names as a map has room for: "019A" for "Luton 019A"."""
    start = f"{pack.title} "
    return {code: str(pack.areas.at[code, "name"]).removeprefix(start) for code in codes}
