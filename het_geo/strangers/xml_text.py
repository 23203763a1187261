"""A stranger's XML, looked through before anything reads it whole.

Nothing of it is opened, and no entity but the five of XML itself is written out: a document that
declares a type of its own is refused, whatever for.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import NamedTuple
from xml.parsers import expat

from het_geo.strangers.limits import USUAL, Limits, StrangerError, sized

_DEEPEST = 60  # elements within elements
_DECLARED = re.compile(r"^\s*<\?xml[^>]*\?>")


class Xml(NamedTuple):
    """A document in UTF-8 without its declaration, its outermost element, and how many of each."""

    data: bytes
    root: str
    elements: Counter[str]


class _Look:
    """What is met on the way through."""

    def __init__(self) -> None:
        self.encoding, self.depth, self.root = "utf-8", 0, ""
        self.elements: Counter[str] = Counter()

    def declared(self, version: str, encoding: str | None, standalone: int) -> None:
        del version, standalone
        self.encoding = encoding or "utf-8"

    def starts(self, name: str, attributes: dict[str, str]) -> None:
        del attributes
        bare = name.rpartition(":")[2]
        self.root = self.root or bare
        self.depth += 1
        if self.depth > _DEEPEST:
            raise StrangerError("It is nested too deeply.")
        self.elements[bare] += 1
        if len(self.elements) > 5_000:
            raise StrangerError("It has more than 5,000 kinds of element.")

    def ends(self, name: str) -> None:
        del name
        self.depth -= 1


def looked_through(data: bytes, limits: Limits = USUAL, what: str = "such a file") -> Xml:
    """Return an XML document that is whole, within limits and declares nothing of its own.

    Raises:
        StrangerError: it is not.
    """
    look, parser = _Look(), expat.ParserCreate()
    parser.XmlDeclHandler = look.declared
    parser.StartElementHandler = look.starts
    parser.EndElementHandler = look.ends
    parser.StartDoctypeDeclHandler = _refused
    try:
        parser.Parse(sized(data, limits.size, what), True)
        text = data.decode("utf-16" if data[:2] in {b"\xff\xfe", b"\xfe\xff"} else look.encoding)
    except expat.ExpatError as error:
        said = expat.ErrorString(error.code)
        raise StrangerError(f"It is no whole XML (line {error.lineno:,}: {said}).") from None
    except (LookupError, UnicodeError, ValueError):
        raise StrangerError(
            "Its encoding is not one that is read here: save it in UTF-8."
        ) from None
    return Xml(_DECLARED.sub("", text.lstrip("\ufeff")).encode(), look.root, look.elements)


def _refused(*declared: object) -> None:
    del declared
    said = "It declares a document type or entities of its own (DOCTYPE), which are not read here."
    raise StrangerError(said)
