"""What may be asked: an endpoint, its parameters, and a question that has been read by them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeVar

from het_geo.api.problem import ProblemError, unknown
from het_geo.geography import shortened

if TYPE_CHECKING:
    from het_geo.api.door import Door
    from het_geo.api.reply import Reply

LONGEST = 2_000  # characters of a query
MOST_ROWS = 10_000
NUMBER = r"\d{1,9}"
Row = TypeVar("Row")


@dataclass(frozen=True)
class Param:
    """A parameter: its name, what it says, what it may be, and what holds where it is not given.

    ``options`` are all that it may be; ``pattern`` is what its text is like.
    """

    name: str
    says: str
    options: tuple[str, ...] = ()
    pattern: str = ""
    default: str = ""
    example: str = ""
    needed: bool = False

    def read(self, text: str) -> str:
        """Return a parameter's text, as it is asked or as it stands where it is not.

        Raises:
            ProblemError: it is needed and not given, or is nothing that it may be.
        """
        if not text:
            if self.needed:
                raise ProblemError(400, f"Give “{self.name}”: {self.says}", parameter=self.name)
            return self.default
        if self.options and text not in self.options:
            raise unknown(self.name, text, self.options, 400)
        if self.pattern and not re.fullmatch(self.pattern, text):
            said = f"“{self.name}” cannot be “{shortened(text)}”: {self.says}"
            raise ProblemError(400, said, parameter=self.name)
        return text


LIMIT = Param(
    "limit", f"rows of one answer, 1 to {MOST_ROWS:,}", pattern=NUMBER, default="1000", example="50"
)
OFFSET = Param("offset", "rows to leave out before the first", pattern=NUMBER, default="0")


@dataclass(frozen=True)
class Question:
    """A question that has been read: what stands in the path, and every parameter.

    ``root`` is the address below which this version of the interface stands, ``url`` the
    question's own, without its parameters.
    """

    path: Mapping[str, str]
    params: Mapping[str, str]
    root: str = ""
    url: str = ""

    def __getitem__(self, name: str) -> str:
        """Return a part of the path or a parameter; "" where nothing is asked."""
        return self.path.get(name, "") or self.params.get(name, "")

    @property
    def limit(self) -> int:
        """How many rows are asked for at most.

        Raises:
            ProblemError: it is below 1, or more rows than one answer has.
        """
        found = int(self["limit"] or LIMIT.default)
        if not 1 <= found <= MOST_ROWS:
            raise ProblemError(400, f"“limit” is {LIMIT.says}.", parameter="limit")
        return found

    @property
    def offset(self) -> int:
        """How many rows are left out before the first."""
        return int(self["offset"] or 0)

    def page(self, rows: Sequence[Row]) -> Sequence[Row]:
        """Return the page of rows that is asked for."""
        return rows[self.offset : self.offset + self.limit]


@dataclass(frozen=True)
class Endpoint:
    """One kind of question.

    Args:
        path: below ``/api/v1``, with what varies in braces.
        name: its id in the OpenAPI document.
        says: what it answers, in a sentence.
        answer: makes the answer; it is given the door to the packs and what is asked.
        params: what may be asked besides the path.
        formats: in which formats it answers, its usual one first.
        paged: whether it answers with rows, some at a time.
    """

    path: str
    name: str
    says: str
    answer: Callable[[Door, Question], Reply]
    params: tuple[Param, ...] = ()
    formats: tuple[str, ...] = ("json",)
    paged: bool = False
    columns: Mapping[str, str] = field(default_factory=dict)

    @property
    def all_params(self) -> tuple[Param, ...]:
        """Every parameter, with those of format and pages."""
        some = (Param("format", "the format", self.formats, default=self.formats[0]),)
        several = some if len(self.formats) > 1 else ()
        return (*self.params, *several, *((LIMIT, OFFSET) if self.paged else ()))

    @property
    def parts(self) -> tuple[str, ...]:
        """What varies in the path."""
        return tuple(re.findall(r"{(\w+)}", self.path))

    def read(
        self, path: Mapping[str, str], query: Iterable[tuple[str, str]], root: str
    ) -> Question:
        """Return what is asked below an address, each parameter read.

        Raises:
            ProblemError: a parameter is not known, is given twice or is nothing that it may be.
        """
        given: dict[str, str] = {}
        known = {param.name: param for param in self.all_params}
        for name, text in query:
            if name not in known:
                raise unknown("parameter", name, known, 400)
            if name in given:
                raise ProblemError(400, f"“{name}” is given twice.", parameter=name)
            given[name] = text.strip()
        read = {name: param.read(given.get(name, "")) for name, param in known.items()}
        return Question(path, read, root, f"{root}{self.path.format(**path)}")
