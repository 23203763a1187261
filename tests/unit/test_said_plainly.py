"""Is what a newcomer reads true, whole and plain? The laws behind what one stumbled over."""

import re
from dataclasses import replace
from datetime import date
from itertools import pairwise

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from het_geo import phrases
from het_geo.atlas.asked import areas_asked
from het_geo.atlas.atlas import Atlas
from het_geo.atlas.choice import Choice, levels_of, newest
from het_geo.atlas.over_time import runs
from het_geo.atlas.reading import indicator_view
from het_geo.atlas.record import records_of
from het_geo.atlas.resolve import resolve
from het_geo.blank import key_of, no_limits
from het_geo.briefing.model import Audience
from het_geo.briefing.propose import screen_of
from het_geo.compare import Verdict
from het_geo.document import Text
from het_geo.figures import FEW_EVENTS, NO_VALUE, Status, note_of
from het_geo.geography import Level
from het_geo.pictures.map_values import legend
from het_geo.pictures.scale import Scale
from het_geo.profiles.layout import document_of
from het_geo.profiles.spine import INSIDE, _line
from het_geo.sentences import headlines, notes
from het_geo.ui.frame import PAGES, lost
from het_geo.ui.gap_charts import counted_by
from tests.unit.documents import profile_and_pack

TODAY = date(2026, 3, 21)


def views(pack):
    for name in pack.periods_held:
        for level in levels_of(pack, name):
            choice = Choice(name, level, newest(pack, name, level).id)
            yield indicator_view(pack, choice)


@pytest.mark.parametrize("known", [25, 5, 2, 1])
def test_are_only_areas_with_a_figure_counted_beside_a_benchmark(luton, known):
    choice, _ = resolve(luton, {"indicator": "overcrowding", "level": "ward"})
    view = indicator_view(luton, choice)
    table = view.table.copy()
    gone = table.index[known:]
    table.loc[gone, ["value", "lower", "upper"]] = np.nan
    said = notes.spread(replace(view, table=table))
    numbers = [int(n) for n in re.findall(r"\d+", said)]
    if known == 1:
        assert said.startswith("The one ward that has a figure is ")
        numbers = [1, 1, *numbers]
    first, areas, *rest = numbers
    if len(gone):
        assert rest[-1] == len(gone)
        assert said.endswith(f"{len(gone)} wards have none.")
        rest = rest[:-1]
    assert areas == min(known, len(table))
    assert first + sum(rest) == areas


def test_says_a_headline_without_a_figure_so_in_a_sentence(luton):
    for view in views(luton):
        for status in NO_VALUE:
            code = view.table.index[0]
            table = view.table.copy()
            table.loc[code, ["value", "least", "most"]] = np.nan
            table["status"] = table["status"].astype(object)
            table.loc[code, "status"] = str(status)
            said = headlines.headline(replace(view, table=table), code)
            assert " has no figure for “" in said
            assert "not available" not in said
            assert said.endswith(".")
            assert said[0].isupper()
        return


def test_does_a_legend_of_one_area_count_and_order_nothing(luton):
    for view in views(luton):
        found = legend(view)
        alone = len(view.table) == 1
        assert ("darker" in found.title) == (not alone)
        assert not (alone and any(row.count for row in found.rows))
        assert not (alone and "everywhere" in " ".join(row.text for row in found.rows))


def test_is_each_word_of_a_table_explained_in_one_clause(catalogue):
    blanks = [no_limits(i) for i in catalogue.indicators.values()]
    said = key_of(blanks)
    assert "none given" in said
    for part in said.removeprefix("Where there is no figure, ").split("; "):
        assert part.count(":") == 1, part


@pytest.mark.parametrize(
    ("share", "said"),
    [(0.25, "a quarter"), (0.33, "a third"), (0.2, "a fifth"), (0.5, "half"), (0.27, "27%")],
)
def test_is_a_part_of_one_thing_no_count_of_people(share, said):
    assert phrases.part(share) == said


@given(st.lists(st.integers(1, 10**6), min_size=1, max_size=9))
def test_do_shares_written_in_whole_per_cents_add_up(parts):
    found = phrases.percents([part / sum(parts) for part in parts])
    assert sum(found) == 100
    for part, written in zip(parts, found):
        assert abs(part / sum(parts) * 100 - written) < 1


def test_do_the_shares_of_every_retired_ward_add_up(luton):
    for old in sorted(set(luton.retired["old_code"])):
        said = " ".join(n.text for n in areas_asked(luton, old).notices)
        shares = [int(n) for n in re.findall(r"\((\d+)%", said)]
        rows = luton.retired[luton.retired["old_code"] == old]
        if shares:
            assert sum(shares) == round(rows["share"].sum() * 100), said


@pytest.mark.parametrize("code", ["E05014742X"[:9] + "9", "E05014471", "E05999999", "W05000123"])
def test_is_no_area_guessed_from_the_digits_of_a_code(luton, code):
    for notice in areas_asked(luton, code).notices:
        assert notice.offers == ()
        assert code in notice.text


@pytest.mark.parametrize("key", ["indicator", "level", "period", "compare"])
def test_do_notices_of_a_link_name_nothing_by_its_id(luton, key):
    choice, found = resolve(luton, {key: "nosuch"})
    said = " ".join(notice.text for notice in found)
    assert "nosuch" in said
    shown = str(getattr(choice, key))
    labels = {
        "indicator": f"“{luton.catalogue.indicators[choice.indicator].label}”",
        "level": choice.level.many,
        "period": luton.catalogue.indicators[choice.indicator].period(choice.period).label,
        "compare": choice.compare.capitalize(),
    }
    assert said.endswith(f"Showing {labels[key]} instead.")
    assert shown == labels[key] or f"“{shown}”" not in said


@pytest.mark.parametrize(
    ("path", "named"),
    [("", False), ("/", False), *((f"/{page}", False) for page in PAGES.values()),
     ("/nopage", True), ("/luton/", False), ("/a%20b<i>", True), ("/my", True)],
)  # fmt: skip
def test_is_an_address_of_no_page_told_and_never_by_what_streamlit_left_of_it(path, named):
    said = lost(f"http://localhost:8501{path}?area=E05014741")
    assert said == ("There is no such page here: Home is shown instead." if named else "")


@pytest.mark.parametrize("x", [-9.0, -5.01, -5.0, 0.0, 5.0, 5.01, 9.0])
def test_stands_a_mark_beyond_the_line_inside_of_its_arrow(x):
    profile, _ = profile_and_pack("ward")
    spine = next(row.spine for row in profile.rows if row.spine)
    drawn = _line(replace(spine, x=x), Verdict.WORSE, Scale(-5, 5, 2, 98), 10)
    moved = re.findall(r"translate\((-?[\d.]+) 0\)", drawn)
    assert [float(by) for by in moved] == ([-INSIDE if x > 0 else INSIDE] if abs(x) > 5 else [])
    assert abs(x) <= 5 or "M-6-5L0 0L-6 5" in drawn or "M6-5L0 0L6 5" in drawn


def test_says_a_profile_without_figures_once_that_it_has_none():
    profile, pack = profile_and_pack("nothing known")
    texts = [
        part.text
        for section in document_of(profile, pack).sections
        for part in section.parts
        if isinstance(part, Text)
    ]
    assert sum("No figure is known here" in text for text in texts) == 1
    assert not [text for text in texts if "How to read the lines" in text]


def test_does_the_first_screen_tell_of_every_figure_it_counts(luton, atlas: Atlas):
    for codes in ((), *((code,) for code in luton.codes(Level.WARD)[:6])):
        screen = screen_of(atlas, Audience(codes), "setting", TODAY)
        counts = [[int(n) for n in row[1:]] for row in screen.table.rows]
        totals = [sum(part) for part in zip(*counts)]
        for count, word in zip(totals, ("worse", "similar", "better")):
            told = screen.headline
            if all_alike := re.search(r"All (\d+) figures that .* are (\w+)\.", told):
                assert count == (int(all_alike[1]) if all_alike[2] == word else 0)
                continue
            assert re.search(rf"\b({count}|none)( is| are)?( figures are)? {word}", told)
        assert any("not counted" in note for note in screen.notes)


def test_do_shares_of_a_chart_s_axis_say_whom_they_are_of(luton):
    households = indicator_view(luton, resolve(luton, {"indicator": "overcrowding"})[0])
    assert counted_by(households) == households.indicator.counted == "households"
    for view in views(luton):
        of_people = view.indicator.base is None
        assert counted_by(view) == ("people" if of_people else view.indicator.counted)


@pytest.mark.parametrize("status", [s for s in Status if s not in NO_VALUE])
@pytest.mark.parametrize("events", [0, FEW_EVENTS - 1, FEW_EVENTS, 400])
def test_are_few_events_told_whatever_else_is_known(status, events):
    said = note_of(str(status), "rate", events / 2000 * 1000, 2000.0, 1000.0)
    few = events < FEW_EVENTS or status == Status.FEW_EVENTS
    assert ("few events" in said) == few
    assert status.words in said
    assert "few events" not in note_of(str(status), "mean", 1.0, 2.0, 1.0) or status == "few_events"


@pytest.mark.in_turn
def test_are_few_events_filed_with_a_figure_of_another_status(luton):
    rates = [v for v in views(luton) if v.indicator.kind == "rate"]
    view = next(v for v in rates if v.table["denominator"].notna().all())
    table = view.table.assign(status="apportioned")
    table["value"] = view.unit.times * 3 / table["denominator"]
    for record in records_of(replace(view, table=table)):
        assert record.status == "apportioned"
        assert record.note.endswith("; few events")
    code = table.index[0]
    assert notes.status(replace(view, table=table), code).endswith("; few events")


def test_do_periods_of_a_line_follow_without_a_hole(luton):
    # The law of the lines themselves is in test_breaks_told; this is its arithmetic.
    indicator = luton.catalogue.indicators["persistent_absence"]
    periods = [p for p in indicator.periods if p.kind == "school_year"]
    table = pd.DataFrame({"id": [p.id for p in periods], "area": "Luton", "segment": 0})
    found = runs(indicator, periods, table)
    for (one, run), (other, after) in pairwise(zip(periods, found)):
        assert (run == after) == (other.start.year - one.start.year == 1)
    assert len(set(found)) > 1
