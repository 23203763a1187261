"""Scripts of the browser: ES modules as they are written, one script as it is sent.

A component of Streamlit and a file that must stand alone have room for one script, and nothing to
load others from. So each module becomes a scope, once, after those that it imports: what is not
exported stays its own, as a browser has it. A browser that is served the folder reads the very
same files (tests/browser/test_scripts.py).
"""

from __future__ import annotations

import re
from base64 import b64encode
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable

from het_geo.errors import HetGeoError
from het_geo.files import sha256_in

_IMPORT = re.compile(r'^import \{ ([\w, ]+) \} from "\./(\w+)\.js";$', re.MULTILINE)
_EXPORT = re.compile(r"^export (?=(?:async )?(?:const|function) (\w+))", re.MULTILINE)
_OTHER = re.compile(r"^(import\b.*|export (?!default ).*)$", re.MULTILINE)


@cache
def script_of(package: str, folder: str, entry: str) -> str:
    """Return what :func:`joined` makes of a module in a folder ("" for its own) of a package."""
    return joined(files(package).joinpath(folder), entry)


def joined(folder: Traversable, entry: str) -> str:
    """Return a module and all that it imports, from one folder, as one script.

    The module itself comes last, at the top: what it exports by default is the script's own.

    Args:
        folder: where the modules lie.
        entry: name of the module's file, without its ending.

    Raises:
        HetGeoError: naming the line: a module that imports itself by way of others, a name that is
            not exported, or a form of import or export that is not ``import { … } from "./….js"``,
            ``export const`` or ``export function``.
    """
    done: dict[str, tuple[str, list[str]]] = {}
    _read(folder, entry, done, ())
    *before, last = done
    scopes = [_scope(name, *done[name]) for name in before]
    return "\n".join([*scopes, done[last][0]])


def _read(
    folder: Traversable, name: str, done: dict[str, tuple[str, list[str]]], way: tuple[str, ...]
) -> None:
    """Put a module's text and exports into ``done``, behind those of what it imports."""
    if name in way:
        raise HetGeoError(f"{name}.js imports itself: {' → '.join([*way, name])}.")
    if name in done:
        return
    text = folder.joinpath(f"{name}.js").read_text(encoding="utf-8")
    for found in _IMPORT.finditer(text):
        _read(folder, found[2], done, (*way, name))
        missing = set(found[1].split(", ")) - set(done[found[2]][1])
        if missing:
            raise HetGeoError(f"{name}.js: {found[0]} {found[2]}.js exports no {min(missing)}.")
    exports = _EXPORT.findall(text)
    text = _EXPORT.sub("", _IMPORT.sub(r"const { \1 } = $\2;", text))
    if wrong := _OTHER.search(text):
        raise HetGeoError(f"{name}.js: “{wrong[0]}” cannot be put together with other modules.")
    done[name] = (text, exports)


def _scope(name: str, text: str, exports: list[str]) -> str:
    return f"const ${name} = (() => {{\n{text}return {{ {', '.join(exports)} }};\n}})();"


def hash_of(script: str) -> str:
    """Return the source by which a policy lets one script run that stands within a page.

    >>> hash_of("")
    "'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='"
    """
    return f"'sha256-{b64encode(bytes.fromhex(sha256_in(script))).decode()}'"
