"""Does every rule of the catalogue say which record and key breaks it?

Each record is one that stands, with one thing changed.
"""

from dataclasses import replace
from datetime import date

import pytest

from het_geo.catalogue.periods import Period
from het_geo.catalogue.recipes import Terms
from het_geo.catalogue.rules import check_indicator, check_leads, check_source, check_sources
from het_geo.catalogue.strict import record
from het_geo.catalogue.vocabulary import Unit
from het_geo.errors import CatalogueError

CENSUS = "census2021-ts052"
YEAR = Period("2021", "year", date(2021, 1, 1), date(2021, 12, 31), "2021")


def terms(columns, source=CENSUS):
    return Terms(source, columns)


WRONG = [
    ("id", {"id": "Too Much"}, "must be lower-case letters, digits and _"),
    ("decimals", {"decimals": 7}, "must be 0 to 6"),
    ("than", {"than": ("more crowded",)}, "needs two clauses: of the higher and of the lower"),
    ("says", {"says": "{value} of {homes}"}, r"needs \{value\} in its clause, and no other braces"),
    ("says", {"says": "{value of homes"}, r"needs \{value\}"),
    ("also", {"also": ("cramped", "Cramped")}, "'cramped' is empty, padded, or stands twice"),
    ("also", {"also": ("too few bedrooms",)}, "'too few bedrooms' is empty, padded, or stands"),
    ("also", {"also": ("",)}, "'' is empty"),
    ("also", {"also": (" cramped",)}, "' cramped' is empty, padded"),
    ("periods", {"periods": ()}, "needs at least one"),
    ("periods", {"periods": (YEAR, YEAR)}, "the period '2021' stands twice"),
    ("periods", {"periods": (replace(YEAR, vintage="lsoa1991"),)}, "unknown vintage 'lsoa1991'"),
    ("source", {"numerator": terms({"a": 1.0}, "nobody")}, "unknown source 'nobody'"),
    ("columns", {"numerator": terms({})}, f"names no column of '{CENSUS}'"),
    ("value", {"numerator": None}, "needs a value, or a numerator and a denominator"),
    ("levels", {"levels": ("country",)}, "needs lsoa, msoa or district"),
]


@pytest.mark.parametrize(("key", "change", "said"), WRONG)
def test_is_an_indicator_that_breaks_a_rule_named_with_its_key(catalogue, key, change, said):
    standing = catalogue.indicators["overcrowding"]
    check_indicator(standing, catalogue)
    broken = replace(standing, **change)
    with pytest.raises(CatalogueError, match=f"indicator '{broken.id}', key '{key}': .*{said}"):
        check_indicator(broken, catalogue)


def test_is_a_source_that_cannot_be_named_with_its_key(catalogue):
    source = catalogue.sources["iod2025-indicators"]
    check_source(source)
    with pytest.raises(CatalogueError, match=r"key 'url': 'ftp://a.org' is no http or https"):
        check_source(replace(source, url="ftp://a.org"))
    turned = replace(source, withheld=replace(source.withheld, least=9, most=2))
    with pytest.raises(CatalogueError, match="key 'withheld': a count from 9 to 2 cannot be"):
        check_source(turned)
    strange = replace(catalogue, sources={source.id: replace(source, caveats=("rumour",))})
    with pytest.raises(CatalogueError, match=f"source '{source.id}', key 'caveats': unknown 'rum"):
        check_sources(strange)


@pytest.mark.parametrize("key", ["kinds", "compared"])
def test_is_a_leading_rule_of_an_unknown_word_named(catalogue, key):
    lead = next(iter(catalogue.leads.values()))
    strange = replace(catalogue, leads={lead.id: replace(lead, **{key: ("guess",)})})
    with pytest.raises(CatalogueError, match=f"lead '{lead.id}', key '{key}': unknown 'guess'"):
        check_leads(strange)


def test_is_a_value_of_another_form_named_with_its_place(catalogue):
    unit = {"id": "%", "times": 100.0, "write": ["x"]}
    with pytest.raises(CatalogueError, match=r"units\.toml.*write"):
        record(Unit, unit, "units.toml '%'")
