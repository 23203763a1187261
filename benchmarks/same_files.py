"""Are files and pages as they were? Make all of a checkout's, then compare two such folders.

    python benchmarks/same_files.py make FOLDER [--root CHECKOUT] [--only pages]
    python benchmarks/same_files.py compare BEFORE AFTER [--lines 12]

``make`` knows a checkout by its command line, its ``app.py``, its ``pages/`` and its catalogue
alone, so that it runs on a tree before and after a rearrangement. Every file bears one day.
``compare`` names each file that differs, and the member and the lines in which it does.
"""

from __future__ import annotations

import argparse
import io
import os
import shutil
import subprocess
import sys
import tempfile
import tomllib
from collections.abc import Callable, Iterable, Iterator
from difflib import unified_diff
from hashlib import sha256
from html.parser import HTMLParser
from itertools import islice
from pathlib import Path
from xml.etree import ElementTree
from zipfile import ZipFile

HERE = Path(__file__).resolve()
SET = "E01015693,E01015728,E01015740"
AREAS = ("E06000032", "dallow", "biscot", "E02003276", "E01015728")  # district to neighbourhood
PROFILES = "pdf,docx,xlsx,csv,geojson,html,png,svg"
BRIEFINGS = "html,pptx,pdf"
AUDIENCES = {"place": [], "wards": ["dallow", "biscot"], "principle": ["--principle", "4"]}
PACKED = {".docx", ".xlsx", ".pptx"}
# A day that is every day: put before Python's own start, it holds for every process that is begun.
ONE_DAY = """
import datetime
class _Kind(type(datetime.date)):
    def __instancecheck__(cls, other):
        return isinstance(other, _date)
_date = datetime.date
class date(_date, metaclass=_Kind):
    @classmethod
    def today(cls):
        return _date(2026, 3, 21)
datetime.date = date
"""


def make(root: Path, folder: Path, only: str) -> None:
    """Make every kind of file below ``folder`` with the program that stands at ``root``."""
    folder = folder.resolve()
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as shim:
        Path(shim, "sitecustomize.py").write_text(ONE_DAY, "utf-8")
        run = _runner(root.resolve(), Path(shim))
        if only != "pages":
            _files(root.resolve(), folder, run)
        if only != "files":
            run([str(HERE), "pages", str(folder / "pages")])


def _files(root: Path, folder: Path, run: Callable[[list[str]], object]) -> None:
    profile = ["profile", *AREAS, "--set", SET, "--format", PROFILES, "--processes", "1"]
    run(["-m", "het_geo", *profile, "--out", str(folder / "profiles")])
    for name, words in AUDIENCES.items():
        out = ["--format", BRIEFINGS, "--out", str(folder / "briefings" / name)]
        run(["-m", "het_geo", "briefing", *words, *out])
    _docs(root, folder / "docs", run)


def _runner(root: Path, shim: Path) -> Callable[[list[str]], object]:
    paths = os.pathsep.join([str(shim), str(root)])
    env = {**os.environ, "PYTHONWARNINGS": "ignore", "PYTHONPATH": paths, "PYTHONHASHSEED": "0"}

    def run(words: list[str]) -> object:
        print(" ".join(words)[:110], file=sys.stderr, flush=True)
        return subprocess.run(
            [sys.executable, *words], cwd=root, env=env, check=True, stdout=subprocess.DEVNULL
        )

    return run


def _docs(root: Path, folder: Path, run: Callable[[list[str]], object]) -> None:
    """Keep what the command writes into the checkout's docs, and put back what stood there."""
    before = {path: path.read_bytes() for path in (root / "docs").glob("*.md")}
    run(["-m", "het_geo", "docs"])
    folder.mkdir(parents=True, exist_ok=True)
    for path in (root / "docs").glob("*.md"):
        shutil.copy(path, folder)
    for path, data in before.items():
        if path.read_bytes() != data:
            path.write_bytes(data)


def write_pages(folder: Path) -> None:
    """Write what every page of the checkout in the working folder says, and all of Explore's."""
    root = Path.cwd()
    views = {path.stem: (path, {}) for path in sorted((root / "pages").glob("*.py"))}
    for name in _indicators(root):
        link = {"indicator": name, "level": "ward", "table": "true"}
        views[f"explore-{name}"] = (root / "pages" / "explore.py", link)
    folder.mkdir(parents=True, exist_ok=True)
    for name, (path, link) in views.items():
        (folder / f"{name}.txt").write_text(_page(root, path, link), "utf-8")


def _indicators(root: Path) -> Iterator[str]:
    for path in sorted((root / "data" / "catalogue" / "indicators").glob("*.toml")):
        for records in tomllib.loads(path.read_text("utf-8")).values():
            yield from (one["id"] for one in records if isinstance(one, dict) and "id" in one)


def _page(root: Path, path: Path, link: dict[str, str]) -> str:
    from streamlit.testing.v1 import AppTest  # noqa: PLC0415 - only where pages are written

    app = AppTest.from_file(str(root / "app.py"), default_timeout=600)
    for key, value in link.items():
        app.query_params[key] = value
    app.run()
    if not link:
        app.switch_page(str(path.relative_to(root))).run()
    return "\n".join(line for part in (app.main, app.sidebar) for line in _said(part)) + "\n"


def _said(node: object) -> Iterator[str]:
    """Return what an element and all inside it say, in their order."""
    if children := getattr(node, "children", None):
        for child in children.values():
            yield from _said(child)
        return
    kind, proto = str(getattr(node, "type", "")), getattr(node, "proto", None)
    value = getattr(node, "value", None)
    if callable(getattr(value, "to_csv", None)):
        yield from (f"{kind}: {line}" for line in value.to_csv().splitlines())
        return
    for name in ("label", "body", "value", "options", "help", "message"):
        if (found := getattr(proto, name, None)) and isinstance(found, str | Iterable):
            lines = [found] if isinstance(found, str) else [str(one) for one in found]
            yield from (f"{kind} {name}: {part}" for line in lines for part in _broken(line))


def _broken(text: str) -> list[str]:
    """Return text a line an element of HTML, so that a difference is short."""
    return text.replace("><", ">\n<").replace("</p>", "</p>\n").splitlines()


class _Words(HTMLParser):
    """The text of a page, a line for each run of it."""

    def __init__(self) -> None:
        super().__init__()
        self.lines: list[str] = []

    def handle_data(self, data: str) -> None:
        if text := " ".join(data.split()):
            self.lines.append(text)


def texts_of(path: Path) -> dict[str, list[str]]:
    """Return the lines of a file by the members that it has; one without a name for plain files."""
    data = path.read_bytes()
    if path.suffix in PACKED:
        with ZipFile(io.BytesIO(data)) as held:
            return {name: _member(name, held.read(name)) for name in held.namelist()}
    if path.suffix == ".pdf":
        found = subprocess.run(["pdftotext", "-layout", path, "-"], capture_output=True, check=True)
        return {"": found.stdout.decode("utf-8").splitlines()}
    if path.suffix != ".html":
        return {"": _member(path.name, data)}
    words = _Words()
    words.feed(data.decode("utf-8"))
    return {"": words.lines}


def _member(name: str, data: bytes) -> list[str]:
    """Return a member as lines: of XML a line an element, of a picture how large it is."""
    try:
        text = data.decode("utf-8")
        if name.endswith((".xml", ".rels", ".svg")):
            root = ElementTree.fromstring(text)
            return [f"<{e.tag.rpartition('}')[2]} {e.attrib}> {e.text or ''}" for e in root.iter()]
        return text.splitlines()
    except (UnicodeDecodeError, ElementTree.ParseError):
        return [f"{len(data)} bytes, {sha256(data).hexdigest()[:12]}"]


def compare(before: Path, after: Path, most: int) -> int:
    """Print which files differ and in what; return how many."""
    names = {str(p.relative_to(d)) for d in (before, after) for p in d.rglob("*") if p.is_file()}
    alike = 0
    for name in sorted(names):
        if missing := [one for one in (before, after) if not (one / name).is_file()]:
            print(f"{name}: not in {missing[0]}")
            continue
        pair = (before / name, after / name)
        if pair[0].read_bytes() == pair[1].read_bytes():
            alike += 1
        else:
            _tell(name, pair, most)
    print(f"{alike} of {len(names)} files are alike, byte for byte.")
    return len(names) - alike


def _tell(name: str, pair: tuple[Path, Path], most: int) -> None:
    old, new = map(texts_of, pair)
    said = False
    for member in dict.fromkeys([*old, *new]):
        changed = [
            line
            for line in unified_diff(old.get(member, []), new.get(member, []), n=0, lineterm="")
            if not line.startswith(("---", "+++", "@@"))
        ]
        if not changed:
            continue
        said = True
        print(f"{name} {member}: {len(changed)} lines")
        for line in islice(changed, most):
            print(f"    {line[:220]}")
    if not said:
        print(f"{name}: other bytes, the same text")


def main() -> int:
    """Make, or compare: 1 where something differs."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    commands = parser.add_subparsers(dest="command", required=True)
    making = commands.add_parser("make")
    making.add_argument("folder", type=Path)
    making.add_argument("--root", type=Path, default=HERE.parent.parent)
    making.add_argument("--only", choices=("files", "pages"), default="")
    commands.add_parser("pages").add_argument("folder", type=Path)
    comparing = commands.add_parser("compare")
    comparing.add_argument("before", type=Path)
    comparing.add_argument("after", type=Path)
    comparing.add_argument("--lines", type=int, default=12, help="lines shown of each")
    options = parser.parse_args()
    if options.command == "make":
        make(options.root, options.folder, options.only)
    if options.command == "pages":
        write_pages(options.folder)
    differ = options.command == "compare" and compare(options.before, options.after, options.lines)
    return 1 if differ else 0


if __name__ == "__main__":
    sys.exit(main())
