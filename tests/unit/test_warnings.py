"""Does what a publisher warns of reach the reader, and is it true of the figures?"""

import re
from dataclasses import replace
from itertools import pairwise

import pytest

from het_geo.atlas.choice import Choice
from het_geo.atlas.reading import indicator_view
from het_geo.catalogue.read import read_catalogue
from het_geo.document.grounds import grounds_of
from het_geo.geography import Level
from het_geo.sentences.notes import caveats
from het_geo.sentences.receipts import how_made
from het_geo.sentences.view_statements import headline_statement
from het_geo.sources import READERS
from tests.conftest import ROOT
from tests.sampled import some

# What a source's record says of itself, and what a reader must then be told.
WARNINGS = {
    r"modelled": r"modelled|estimate",
    r"experimental": r"experimental",
    r"provisional": r"provisional",
    r"rounded": r"rounded",
    r"disclosure noise": r"random changes",
    r"1 to 4 as a dash": r"1 to 4 are withheld",
    r"negligible": r"negligible",
    r"derived|summed upstream": r"added up|put together",
    r"transcribed": r"copied by hand",
    r"research index": r"research index",
    r"share-alike": r"share-alike",
    r"revised since": r"since been revised",
    r"window around|Luton only": r"no figure for the region or England",
    r"method is changed|official, transcribed": r"method often changes",
}


def unsaid(source, catalogue):
    """Return the warnings of a source's record that none of its caveats tells a reader."""
    own = " ".join([source.status, source.note, source.title, source.period, source.licence])
    told = " ".join(catalogue.caveats[name].text for name in source.caveats)
    return [
        warning
        for warning, wording in WARNINGS.items()
        if re.search(warning, own, re.I) and not re.search(wording, told, re.I)
    ]


def measured(catalogue):
    """Return the sources that figures are made of: not those that only weigh a mean."""
    weights = {
        terms.source
        for i in catalogue.indicators.values()
        if i.weight
        for terms in i.weight.chain()
    }
    own = {i.source for i in catalogue.indicators.values()}
    read = [s for s in catalogue.sources.values() if s.reader in READERS]
    return [s for s in read if s.id in own or s.id not in weights]


def test_does_every_warning_of_a_source_s_record_reach_the_reader(catalogue):
    assert {s.id: missing for s in measured(catalogue) if (missing := unsaid(s, catalogue))} == {}


@pytest.mark.parametrize(
    ("key", "text"),
    [
        ("licence", "Open Data Commons Open Database License (ODbL) 1.0, share-alike"),
        ("status", "official, modelled at LSOA"),
        ("note", "Counts are rounded to 3."),
        ("period", "2024, provisional"),
    ],
)
def test_is_a_warning_that_no_caveat_tells_found(catalogue, key, text):
    silent = replace(catalogue.sources["census2021-ts054"], **({"note": ""} | {key: text}))
    assert len(unsaid(silent, catalogue)) == 1


def test_is_a_source_s_caveat_never_chosen_by_hand_too(catalogue):
    for indicator in catalogue.indicators.values():
        given = {c for s in catalogue.sources_of(indicator) for c in s.caveats}
        assert given.isdisjoint(indicator.caveats), indicator.id
        told = [caveat.id for caveat in catalogue.caveats_of(indicator)]
        assert len(told) == len(set(told))
        assert set(indicator.caveats) <= set(told)


def test_do_figures_of_an_earlier_edition_have_that_edition_s_caveats(catalogue):
    overcrowding = catalogue.indicators["overcrowding"]
    told = {
        period.id: {caveat.id for caveat in catalogue.caveats_of(overcrowding, period)}
        for period in overcrowding.periods
    }
    assert told["2011"] - told["2021"] == {"census_2011_swapped", "older_boundaries"}
    assert told["2021"] - told["2011"] == {"census_noise"}
    both = {caveat.id for caveat in catalogue.caveats_of(overcrowding)}
    assert both == told["2011"] | told["2021"]


def test_has_every_figure_something_to_know_and_how_it_is_worked_out(catalogue, luton):
    for indicator in some(catalogue.indicators.values(), 25, "something to know"):
        for level in indicator.levels:
            period = indicator.periods_at(level)[-1]
            view = indicator_view(luton, Choice(indicator.id, Level(level), period.id))
            assert caveats(view), (indicator.id, level)
            said = headline_statement(view, "", catalogue)
            worked = grounds_of(said.receipt)[0]
            first = worked.parts[0].items[0].text
            assert worked.title == "How it is worked out"
            assert first.startswith(("The ", indicator.numerator_label[:1].upper()))


@pytest.mark.parametrize(
    ("name", "level", "said"),
    [
        ("overcrowding", Level.LSOA,
         "Households with too few bedrooms divided by households (times 100)."),
        ("overcrowding", Level.WARD,
         "Households with too few bedrooms divided by households (times 100). "
         "For wards, the counts of their neighbourhoods are added up first."),
        ("children_low_income", Level.MSOA,
         "Children in relative low income families divided by people under 20, Census 2021 (times "
         "100). A figure over 100 is shown as 100 and marked."),
        ("ahah", Level.WARD,
         "The publisher’s own figure, as published. Figures of wards are means of their "
         "neighbourhoods, weighted by people, mid-2022."),
        ("violence", Level.LSOA, "The publisher’s own figures, added together."),
        ("population", Level.WARD,
         "The publisher’s own figure, as published. Figures of wards add up those of their "
         "neighbourhoods."),
        ("household_income", Level.MSOA, "The publisher’s own figure, as published."),
    ],
)  # fmt: skip
def test_is_it_said_how_a_figure_is_worked_out(catalogue, name, level, said):
    assert how_made(catalogue.indicators[name], level) == said


YEARLY = {"year": 370, "financial_year": 370, "school_year": 370, "month": 31}


def gaps(pack, indicator):
    """Return the ends of each stretch without any figure between two periods that have some."""
    held = pack.figures[pack.figures["indicator"] == indicator.id]
    known = set(held.loc[held["value"].notna(), "period"])
    for kind, longest in YEARLY.items():
        own = [p for p in indicator.periods if p.kind == kind and p.id in known]
        for one, other in pairwise(own):
            if (other.start - one.start).days > longest:
                yield one.end, other.start


def test_is_every_year_without_a_figure_said_and_none_that_has_one(catalogue, luton):
    for indicator in some(catalogue.indicators.values(), 25, "years without a figure"):
        spans = [span for c in catalogue.caveats_of(indicator) for span in c.missing]
        for first, last in gaps(luton, indicator):
            assert any(first < span.start <= span.end < last for span in spans), (
                f"{indicator.id} has no figure between {first} and {last}, and no caveat says so"
            )
        rows = luton.figures[luton.figures["indicator"] == indicator.id]
        for period in indicator.periods:
            inside = [s for s in spans if s.start <= period.start and period.end <= s.end]
            figures = rows.loc[rows["period"] == period.id, "value"]
            assert not inside or figures.isna().all(), f"{indicator.id} has figures for {period.id}"


def test_does_a_caveat_that_says_years_are_missing_name_them(catalogue):
    for caveat in catalogue.caveats.values():
        for span in caveat.missing:
            for day in (span.start, span.end):
                assert re.search(rf"{day:%Y}|/{day:%y}\b", caveat.text), caveat.id
        says = re.search(r"here (is|are) no figures? for \d|not held here", caveat.text)
        assert bool(says) <= bool(caveat.missing), f"{caveat.id} does not say when in `missing`"


def test_is_an_empty_item_of_a_family_left_out(tmp_path, catalogue):
    moved = catalogue.indicators["good_level_of_development_chinese"].caveats
    assert set(moved) - set(catalogue.indicators["good_level_of_development"].caveats) == {
        "small_groups",
        "few_children",
        "moved_year",
    }
    assert all(c for i in catalogue.indicators.values() for c in i.caveats)
    assert read_catalogue(ROOT / "data" / "catalogue") == catalogue
