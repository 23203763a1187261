"""Every word that a person reads on a page, whatever shows it, and which words nobody should.

Pages, tables, charts, lists, maps and frames are all read: what a computer says of a figure that is
missing, and what the code calls a thing, stand in none of them.
"""

import html
import json
import re

import pyarrow as pa
from pandas.api.types import is_numeric_dtype

from het_geo.render.unbroken import STYLE

# What shows text, by what Streamlit calls its field.
READ = {"label", "help", "placeholder", "options", "content", "title", "caption", "error"}
NO_WORD = re.compile(r"<(style|script|svg:style)\b.*?</\1>", re.S)
SAID = re.compile(r'\b(?:aria-label|aria-description|title|alt|placeholder)="([^"]*)"')
WHOLE = re.compile(rf'<span class="{STYLE}">(.*?)</span>', re.S)  # no new word begins with it
TAG = re.compile(r"<[^>]*>")
# What a computer writes for what is missing, and the code's own names: of ids, classes, members.
UNSAID = re.compile(
    r"(?<![\w.’'-])(?:nan|NaN|NaT|[+-]?inf|Infinity|undefined|null|None(?! of\b)|<NA>"
    r"|\[object \w+\]|(?!het_geo|phe_)[a-z][a-z0-9]+(?:_[a-z0-9]+)+(?![.(])"
    r"|[A-Z][A-Za-z]+\((?=\w+=)|[A-Z][a-z]+\.[A-Z]{3,}|-?\d+\.\d{7,}|\{\w*\})(?![\w’-])"
)
FILLED = re.compile(r"\{\w+\}")
NO_FIGURE = re.compile(r"nan|none|inf|null|undefined", re.I)  # where a figure should be
_ADDRESS = re.compile(r"(?:https?://|www\.|[\w.+-]+@)\S+|\S+\.(?:csv|toml|json|md|py|zip|xlsx)\b")


def unsaid(text):
    """Return what of a text no person should read.

    >>> unsaid("In Dallow ward, nan % of households in 2021 (no_car): None")
    ['nan', 'no_car', 'None']
    >>> unsaid("None of them is known; Nan’s house; see data/luton/no_car.csv; 0.25 in 1.25")
    []
    """
    return UNSAID.findall(_ADDRESS.sub(" ", text))


def read(markup):
    """Return the words of HTML, those included that a screen reader alone is given."""
    markup = WHOLE.sub(r"\1", NO_WORD.sub(" ", markup))
    return html.unescape(" ".join([TAG.sub(" ", markup), *SAID.findall(markup)]))


def _all(node):
    for child in getattr(node, "children", {}).values():
        yield child
        yield from _all(child)


def _strings(value):
    """Give the texts of what a component is sent: styles, shapes and what has no blank are none.

    What the browser fills in, such as ``{value}``, is not asked about.
    """
    if isinstance(value, dict):
        value = [one for key, one in value.items() if key not in ("style", "areas", "script")]
    if isinstance(value, list):
        for one in value:
            yield from _strings(one)
    elif isinstance(value, str):
        parts = (read(value),) if "<" in value else FILLED.sub("", value).split("\t")
        yield from (one for one in parts if " " in one or NO_FIGURE.fullmatch(one))


def _fields(proto):
    for field, value in proto.ListFields():
        for one in value if field.is_repeated else [value]:
            if field.type == field.TYPE_MESSAGE:
                yield from _fields(one)
            elif field.name in READ and isinstance(one, str):
                yield one


def _table(proto, frame):
    """Give a table's heads and texts; one that is missing reads as Streamlit shows it."""
    columns = json.loads(proto.columns or "{}")
    missing = proto.placeholder if proto.HasField("placeholder") else "None"
    for name in frame.columns:
        yield str(name)
        kind = (columns.get(str(name)) or {}).get("type_config") or {}
        if is_numeric_dtype(frame[name]):  # the browser writes numbers; of none it draws no bar
            empty = kind.get("type") != "progress" and frame[name].isna().any()
            yield from [f"{missing} in {name}"] * int(empty)
        else:
            yield from frame[name].fillna(f"{missing} in {name}").map(str)


def _chart(proto):
    """Give a chart's words: titles, description and labels, and the texts of its data."""
    spec = json.loads(proto.spec)
    yield from (one for one in _strings(spec) if " " in one and "datum" not in one)
    for held in proto.datasets:
        frame = pa.ipc.open_stream(held.data.data).read_pandas()
        for name in frame.columns:
            if not is_numeric_dtype(frame[name]):
                yield from frame[name].dropna().map(str)


def _component(proto):
    if proto.WhichOneof("data") == "json":
        yield from _strings(json.loads(proto.json))


READERS = {
    "html": lambda element: [read(element.proto.body)],
    "markdown": lambda element: [read(element.proto.body)],
    "iframe": lambda element: [read(element.proto.srcdoc)],
    "dataframe": lambda element: _table(element.proto, element.value),
    "vega_lite_chart": lambda element: _chart(element.proto),
    "bidi_component": lambda element: _component(element.proto),
}


def texts(app):
    """Give what shows something on a page, with each text that it shows."""
    for element in _all(app._tree):
        if getattr(element, "proto", None) is not None:
            reader = READERS.get(element.type, lambda other: _fields(other.proto))
            yield from ((element.type, text) for text in reader(element))
