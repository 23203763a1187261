"""Makes profiles of a pack: what areas share is worked out once, each profile then only gathers."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import partial
from math import isnan

from het_geo.atlas.atlas import Atlas
from het_geo.geography import Level, slug_of
from het_geo.profiles import notes
from het_geo.profiles.change import AreaTrends
from het_geo.profiles.column import Column, Figure, columns_of
from het_geo.profiles.custom import Summer
from het_geo.profiles.find import checked
from het_geo.profiles.headlines import RULE as HEADLINE_RULE
from het_geo.profiles.headlines import headlines_of, summary_of
from het_geo.profiles.inside import CONTEXT, inside_of, who_lives_here
from het_geo.profiles.lenses import RULE as GAP_RULE
from het_geo.profiles.lenses import gaps_of
from het_geo.profiles.model import Profile
from het_geo.profiles.notes import glossary_of
from het_geo.profiles.parts import Block, Headline, Inside, Unknown
from het_geo.profiles.row import IndicatorRow
from het_geo.profiles.rows import SPINE_RULE, row_of
from het_geo.profiles.subject import SET, Around, Subject, around_of, subject_of

PEOPLE = "population"  # the indicator that says how many people live in an area
Pairs = dict[str, tuple[Column, Figure]]


class ProfileMaker:
    """Makes profiles; what they share the atlas keeps, so that the first costs most."""

    def __init__(self, atlas: Atlas) -> None:
        """Keep the atlas; columns, ranks and trends are worked out when first asked for."""
        self.atlas, self.pack = atlas, atlas.pack
        self._changes = AreaTrends(atlas)

    def columns(self, level: Level) -> dict[str, Column]:
        """Return every indicator that has figures at a level, with all areas' figures."""
        return columns_of(self.atlas, level)

    @property
    def know(self) -> Around:
        """Names and parents of the pack's areas."""
        return around_of(self.atlas)

    @property
    def _summer(self) -> Summer:
        make = partial(Summer, self.pack, self.columns(Level.LSOA))
        return self.atlas.keep(("sums of sets",), make)

    def profile(self, codes: Sequence[str], today: date) -> Profile:
        """Return the profile of one area, or of several neighbourhoods taken together.

        Raises:
            AreaError: an unknown code, no code, or a set that is not of neighbourhoods alone.
        """
        chosen = checked(self.pack, codes)
        kind = SET if len(chosen) > 1 else self.know.levels[chosen[0]]
        pairs = self._pairs(kind, chosen)
        column, people = pairs.get(PEOPLE, (None, None))
        subject = subject_of(self.know, chosen, people, column.view.period.label if column else "")
        rows = tuple(
            self._row(subject, *pair) for pair in pairs.values() if not isnan(pair[1].value)
        )
        return self._gathered(subject, pairs, rows, today)

    def _pairs(self, kind: str, codes: tuple[str, ...]) -> Pairs:
        """Return each indicator's column and the figure of the area, in the catalogue's order."""
        found: Pairs = {}
        if kind != SET:
            own = self.columns(Level(kind))
            found = {name: (column, column.figures[codes[0]]) for name, column in own.items()}
        if kind in (SET, Level.MSOA):
            columns = self.columns(Level.LSOA)
            members = codes if kind == SET else self.know.inside(codes[0])
            summed = self._summer.figures(members)
            found |= {name: (columns[name], figure) for name, figure in summed.items()}
        return {name: found[name] for name in self.pack.catalogue.indicators if name in found}

    def _row(self, subject: Subject, column: Column, figure: Figure) -> IndicatorRow:
        code = subject.codes[0] if column.view.level == subject.kind else ""
        members = [area.code for area in subject.neighbourhoods]
        if code:
            trend = self._changes.of(column, code)
        else:
            trend = self._changes.of_set(
                column, lambda periods: self._summer.series(column.indicator, periods, members)
            )
        whole = subject.kind == Level.DISTRICT or tuple(members) == self.know.neighbourhoods
        same = self.pack.district if whole and subject.kind in (Level.DISTRICT, SET) else ""
        return row_of(column, figure, subject.said, trend, code=code, same=same)

    def _gathered(
        self, subject: Subject, pairs: Pairs, rows: tuple[IndicatorRow, ...], today: date
    ) -> Profile:
        pack, catalogue = self.pack, self.pack.catalogue
        headlines = headlines_of([row for row in rows if row.block != CONTEXT])
        gaps = tuple(gap for row in rows for gap in gaps_of(*pairs[row.id], subject.said))
        unknown = self._unknown(subject, pairs, rows)
        district = self.know.named(pack.district)
        own = "" if subject.kind == Level.DISTRICT else f"-{slug_of(district.label)}"
        said = (subject.said, subject.population_written, subject.population_period)
        return Profile(
            place=district,
            subject=subject,
            title=f"Profile of {subject.said}",
            summary=notes.NO_FIT.format(subject.label)
            if subject.overlapping
            else summary_of(*said, rows),
            pack_version=pack.manifest.version,
            made=today,
            file_stem=f"{subject.slug}{own}-{today:%Y-%m-%d}-{pack.manifest.version}",
            who_lives_here=who_lives_here(
                rows, {i.id: i.partition for i in catalogue.indicators.values()}
            ),
            headlines=headlines,
            headline_rule=HEADLINE_RULE,
            blocks=tuple(
                Block(b.id, b.label, b.question, tuple(r for r in rows if r.block == b.id))
                for b in catalogue.blocks.values()
                if b.id != CONTEXT
            ),
            gaps=gaps,
            gap_rule=GAP_RULE,
            spine_rule=SPINE_RULE,
            inside=tuple(self._inside(subject, headlines)),
            best_fit=notes.best_fit_of(pack, self.know, subject),
            caveats=notes.caveats_of(catalogue, rows),
            sources=notes.sources_of(pack, rows),
            glossary=glossary_of(subject, rows, gaps, unknown),
            not_known=unknown,
        )

    def _unknown(
        self, subject: Subject, pairs: Pairs, rows: tuple[IndicatorRow, ...]
    ) -> tuple[Unknown, ...]:
        """Return every indicator that has no row, with the reason, and then the honest blanks."""
        known = {row.id for row in rows}
        held = self.pack.periods_held
        found = [
            notes.unknown_of(i, subject, pairs[i.id][1].status if i.id in pairs else None)
            if i.id in held
            else notes.unheld(i)
            for i in self.pack.catalogue.indicators.values()
            if i.id not in known
        ]
        return (*found, *notes.blanks_of(self.pack.catalogue))

    def _inside(self, subject: Subject, headlines: tuple[Headline, ...]) -> list[Inside]:
        if subject.kind == Level.LSOA:
            return []
        levels = {Level.LSOA: [area.code for area in subject.neighbourhoods]}
        if subject.kind == Level.DISTRICT:
            levels = {Level.WARD: [area.code for area in subject.wards]} | levels
        return [
            inside_of(self.know, level, codes, self.columns(level), headlines)
            for level, codes in levels.items()
            if codes
        ]


def profile_of(atlas: Atlas, codes: Sequence[str], today: date) -> Profile:
    """Return the profile of one area, or of several neighbourhoods taken together."""
    key = ("profile", tuple(codes), today)
    return atlas.keep(key, lambda: ProfileMaker(atlas).profile(codes, today))
