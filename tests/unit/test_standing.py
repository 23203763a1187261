"""Does one rule count what is worse and better, and is what follows age counted nowhere?"""

import re
from datetime import date

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from het_geo.atlas.choice import Choice, latest, levels_of, periods_of
from het_geo.atlas.comparison import compare_area
from het_geo.atlas.gaps.principle import gaps_of
from het_geo.atlas.gaps.setting import Setting
from het_geo.atlas.gaps.view import gap_view
from het_geo.atlas.reading import indicator_view
from het_geo.briefing.audience import is_candidate
from het_geo.briefing.cards import answers, question
from het_geo.briefing.model import Audience
from het_geo.briefing.propose import screen_of
from het_geo.briefing.wording import area_headline, not_to_say
from het_geo.classes import shades
from het_geo.compare import AGE, Standing, Verdict, standing_of
from het_geo.geography import Level
from het_geo.pictures.map_values import legend, map_values
from het_geo.profiles.profile import profile_of
from het_geo.sentences import headlines, notes
from het_geo.sentences.catalogue import direction_of
from het_geo.sentences.change import bare_trend, trend_word
from het_geo.sentences.gap_statements import statements
from het_geo.sentences.where import drivers, extremes, noun_of
from het_geo.trends import Direction, Trend

TODAY = date(2026, 3, 21)
DALLOW = "E05014741"
JUDGING = re.compile(r"\b(worse|better|worst|best(?![ -]fit))\b", re.IGNORECASE)


def by_hand(pack, code, level) -> Standing:
    """Count by hand, from the rows of the pack: a figure a judged indicator, at its newest."""
    counts = [0, 0, 0]
    for indicator in pack.catalogue.indicators.values():
        shown = level == Level.DISTRICT or str(level) in indicator.levels
        if not shown or indicator.id not in pack.periods_held:
            continue
        if indicator.polarity == 0 or "not_age_standardised" in indicator.caveats:
            continue
        held = [p for p in periods_of(pack, indicator.id, level) if p.kind != "month"]
        for period in reversed(held or periods_of(pack, indicator.id, level)):
            rows = pack.rows(indicator.id, period.id)
            if rows["value"].reindex(pack.codes(level)).notna().any():
                break
        england = rows["value"].get("E92000001", np.nan)
        low, high = (rows[name].get(code, np.nan) for name in ("lower", "upper"))
        if np.isnan([low, high, england]).any():
            continue
        above = int(low > england) - int(high < england)  # 1 higher, −1 lower, 0 similar
        counts[1 + above * indicator.polarity] += 1  # higher is worse where polarity is −1
    return Standing(*counts)


def counted(said: str) -> Standing:
    """Read the counts of a profile's summary."""
    names = ("worse", "similar", "better")
    if all_of := re.search(
        r"([Tt]he one|[Bb]oth|[Aa]ll (\d+)) figures? that can be judged .* (?:is|are) (\w+)\.",
        said,
    ):
        many = {"the one": 1, "both": 2}.get(all_of[1].lower()) or int(all_of[2])
        return Standing(*(many * (all_of[3] == name) for name in names))
    found = [re.search(rf"(\d+|none) (?:is|are) {name}", said) for name in names]
    return Standing(*(0 if one[1] == "none" else int(one[1]) for one in found))


def test_is_dallow_worse_in_thirteen_figures_and_better_in_none(luton, atlas):
    expected = by_hand(luton, DALLOW, Level.WARD)
    assert expected == (13, 0, 0)
    summary = profile_of(atlas, [DALLOW], TODAY).summary
    said = "allowing for chance, all 13 figures that can be judged against England’s are worse."
    assert said in summary
    screen = screen_of(atlas, Audience((DALLOW,)), "setting", TODAY)
    assert "All 13 figures that can be judged against England’s are worse." in screen.headline


@pytest.mark.parametrize("level", [Level.WARD, Level.DISTRICT])
@pytest.mark.in_turn
def test_do_profile_and_briefing_count_alike_and_as_by_hand(luton, atlas, level):
    for code in luton.codes(level):
        expected = by_hand(luton, code, level)
        assert counted(profile_of(atlas, [code], TODAY).summary) == expected, code
        audience = Audience((code,) if level == Level.WARD else ())
        rows = screen_of(atlas, audience, "setting", TODAY).table.rows
        sums = [sum(int(row[i]) for row in rows) for i in (1, 2, 3)]
        assert tuple(sums) == expected, code


@given(st.lists(st.tuples(st.booleans(), st.sampled_from(list(Verdict)))))
def test_is_only_what_is_judged_counted_each_figure_once(found):
    counts = standing_of(found)
    judged = [verdict for is_judged, verdict in found if is_judged]
    assert counts == tuple(judged.count(v) for v in ("worse", "similar", "better"))
    assert standing_of([(False, verdict) for _, verdict in found]) == (0, 0, 0)


def aged(catalogue):
    return [i for i in catalogue.indicators.values() if "not_age_standardised" in i.caveats]


def test_is_what_follows_age_not_judged(catalogue):
    found = {i.id for i in aged(catalogue)}
    assert {"disability", "unpaid_care"} <= found
    for indicator in catalogue.indicators.values():
        assert indicator.judged == (indicator.polarity != 0 and indicator.id not in found)
        assert indicator.judged_polarity == (indicator.polarity if indicator.judged else 0)
    for indicator in aged(catalogue):
        assert direction_of(indicator) == "higher or lower only: not adjusted for age"


def views_of(pack, indicator):
    for level in levels_of(pack, indicator.id):
        period = latest(periods_of(pack, indicator.id, level)).id
        yield indicator_view(pack, Choice(indicator.id, level, period))


def without_reason(text: str) -> str:
    return text.replace(f"It is not called better or worse: {AGE}.", "")


def test_is_what_follows_age_higher_or_lower_with_the_reason_on_every_page(luton):
    setting = Setting(luton)
    for indicator in aged(luton.catalogue):
        for view in views_of(luton, indicator):
            assert set(view.verdicts) <= {"higher", "lower", "similar", "not compared"}
            assert {"higher", "lower"} & set(view.verdicts)
            gap = gap_view(setting, view)
            said = {name: s.text for name, s in statements(gap, luton.catalogue).items()}
            said |= {"spread": notes.spread(view), "extremes": extremes(view)}
            said |= {"drivers": drivers(gap, luton.areas), "legend": legend(view).title}
            for code in view.table.index:
                said |= {
                    f"headline {code}": headlines.headline(view, code),
                    f"short {code}": headlines.short(view, code),
                    f"rank {code}": notes.rank(view, code),
                    f"percentile {code}": notes.percentile(view, code),
                }
                verdict = str(view.verdicts[code])
                if verdict in ("higher", "lower"):
                    assert AGE in said[f"headline {code}"]
                    assert (
                        f"{verdict.capitalize()} than England, not adjusted for age"
                        in (said[f"short {code}"])
                    )
                assert str(compare_area(view, code)[-1].verdict) == verdict
            for name, text in said.items():
                assert not JUDGING.search(without_reason(text)), (view.level, name, text)
            assert AGE in said["headline"] + said["people"]
            assert AGE in said["spread"]
            assert (
                "could be the highest" in said["extremes"] or "is the highest" in said["extremes"]
            )
            assert said["legend"].endswith("(darker is higher, not adjusted for age)")
            assert noun_of(view) == "difference"
            colours = map_values(view)["colours"]
            assert colours == shades(view.classes.k, 0)


def test_is_a_trend_of_what_follows_age_rising_or_falling(luton):
    disability = luton.catalogue.indicators["disability"]
    rising = Trend(Direction.UP, 1.0, 12.0, 5, periods=("2018", "2022"))
    assert trend_word(rising, disability) == "rising"
    assert not JUDGING.search(bare_trend(rising, disability))
    unknown = Trend(Direction.UNJUDGED, reason="there are figures for fewer than five years")
    assert bare_trend(unknown, disability).startswith("No recent trend is told")


def test_do_lists_of_gaps_name_the_ends_of_what_follows_age_and_count_nobody(luton):
    table = gaps_of(Setting(luton), 6, Level.WARD, "uneven")
    row = table.loc["disability"]
    values = luton.rows("disability", "2021").loc[luton.codes(Level.WARD), "value"]
    assert (row["worst"], row["best"]) == (values.idxmax(), values.idxmin())  # highest, lowest
    assert np.isnan(row["par_count"])


def test_is_what_follows_age_in_a_profile_higher_or_lower_and_no_headline(luton, atlas):
    for ward in luton.codes(Level.WARD):
        profile = profile_of(atlas, [ward], TODAY)
        row = next(row for row in profile.rows if row.id == "disability")
        assert {b.verdict for b in row.benchmarks} <= {"higher", "lower", "similar"}
        assert (row.polarity, row.spine.directed) == (0, False)
        assert row.direction == "higher or lower only: not adjusted for age"
        assert "disability" not in {line.indicator for line in profile.headlines}
        assert not JUDGING.search(without_reason(row.sentence))


def test_does_a_briefing_call_what_follows_age_neither_better_nor_worse(luton, atlas):
    for indicator in aged(luton.catalogue):
        level = Level(levels_of(luton, indicator.id)[0])
        view = atlas.newest(indicator.id, level)
        code = str(view.table.index[0])
        assert not is_candidate(indicator, Audience())
        assert question("worst", view) == "Is it the highest?"
        assert question("better", view) == "Is it changing?"
        assert not_to_say(view) == f"Do not say: better or worse; {AGE}."
        assert not JUDGING.search(area_headline(view, code).split("It is not called")[0])
        found = {answer.id: answer.answer for answer in answers(atlas, view, code, TODAY)}
        assert not JUDGING.search(found["worst"] + found["better"] + found["chance"])
        assert found["close"] == f"This cannot be counted in people: {AGE}, so neither more nor "\
            "fewer is an aim."  # fmt: skip
        assert AGE in found["words"]
