"""What unit tests share: a publisher on this machine, the records of fetching, a briefing."""

from collections.abc import Iterator
from datetime import date

import pytest

from het_geo.atlas.atlas import Atlas
from het_geo.briefing.model import Audience, Briefing
from het_geo.briefing.propose import propose
from het_geo.catalogue.records import Catalogue
from het_geo.fetch.records import Fetch, read_fetches
from het_geo.framework.read import folder_of, read_framework
from het_geo.journey.here import Journey
from tests.conftest import ROOT
from tests.publisher import Publisher, serve


@pytest.fixture
def publisher() -> Iterator[Publisher]:
    with serve() as found:
        yield found


@pytest.fixture(scope="module")
def records(catalogue: Catalogue) -> dict[str, Fetch]:
    return read_fetches(ROOT / "data" / "catalogue" / "fetch.toml", catalogue)


@pytest.fixture(scope="module")
def town(atlas: Atlas) -> Briefing:
    """Return the briefing that is proposed on Luton as a whole."""
    return propose(atlas, Audience(), date(2026, 3, 21))


@pytest.fixture(scope="module")
def journey(catalogue: Catalogue) -> Journey:
    """Return Luton's own framework with nothing written of it."""
    return Journey(read_framework(folder_of(ROOT, "luton"), catalogue))
