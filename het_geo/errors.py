"""The errors a person may meet. Each message names the file, column, row or id, and what to do."""

from __future__ import annotations

from het_geo.plain import seen


class HetGeoError(Exception):
    """Base of every error whose message is written for the person who reads it.

    It names what stands in files of others: letters that turn others round would turn it, too.
    """

    def __init__(self, said: object = "") -> None:
        """Say why, in letters that are seen."""
        super().__init__(seen(str(said)))


class CatalogueError(HetGeoError):
    """A catalogue record is wrong: an unknown key, caveat, block, unit or source."""


class SourceError(HetGeoError):
    """A raw file is missing, altered, or holds what its reader refuses."""


class VintageError(HetGeoError):
    """Codes of one vintage were met where another was declared."""


class PackError(HetGeoError):
    """A pack file is missing, truncated, altered or inconsistent."""


class StoreError(PackError):
    """A store of packs is down, slow or cut, or gives what its index does not say."""


class UnheldError(HetGeoError):
    """An indicator, or a level of one, that the pack does not hold."""


class AreaError(HetGeoError):
    """The areas asked for are not in the pack, or make no set; the message says what to do."""


class PlaceError(HetGeoError):
    """The place asked for is not an English district that the lookup knows."""


class ExportError(HetGeoError):
    """A file cannot be made or written; the message names it and says what to do."""


class BriefingError(HetGeoError):
    """A briefing names an audience or a screen that the pack cannot show, or its file is none."""


class ServerError(HetGeoError):
    """A setting of the server is none; the message names it and says what to give."""


class JourneyError(HetGeoError):
    """A place's framework, logic model or plan is wrong: the message names file, record and key."""


class SignInError(HetGeoError):
    """It is not known who is signed in, or what he may; the message says what to do."""


class RegisterError(HetGeoError):
    """The register cannot be read or written, or refuses what it is given; the message says why."""
