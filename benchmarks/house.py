"""Count what makes the house hard to find one's way in: modules, import chains, circles, twins.

    python benchmarks/house.py [ROOT]

Imports inside functions are counted like those at the head of a file. The chain of a page is the
longest path of distinct modules from it, circles taken as one module.
"""

from __future__ import annotations

import ast
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

PACKAGE = "het_geo"
Graph = Mapping[str, set[str]]


def modules(root: Path) -> dict[str, Path]:
    """Return every module of the library and the pages, by dotted name."""
    files = [*(root / PACKAGE).rglob("*.py"), *(root / "pages").glob("*.py"), root / "app.py"]
    return {name_of(path.relative_to(root)): path for path in sorted(files)}


def name_of(path: Path) -> str:
    """Return the dotted name of a module's file below the root."""
    parts = path.with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def imports(name: str, path: Path, known: Mapping[str, Path]) -> set[str]:
    """Return the modules of the project that a module imports, wherever in its text."""
    package = path.name == "__init__.py"
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            base = node.module or ""
            if node.level:
                parent = name.split(".")[: len(name.split(".")) - node.level + package]
                base = ".".join([*parent, *([node.module] if node.module else [])])
            found |= {base, *(f"{base}.{alias.name}" for alias in node.names)}
    return {one for one in found if one in known and one != name}


def graph_of(root: Path) -> dict[str, set[str]]:
    """Return which module imports which."""
    known = modules(root)
    return {name: imports(name, path, known) for name, path in known.items()}


def circles(graph: Graph) -> list[list[str]]:
    """Return groups of modules that import each other in a circle (strongly connected parts)."""
    reached = {name: _reach(name, graph) for name in graph}
    seen: set[str] = set()
    groups = []
    for name in graph:
        group = sorted(o for o in reached[name] if name in reached[o]) if name not in seen else []
        seen |= set(group)
        if len(group) > 1:
            groups.append(group)
    return groups


def _reach(name: str, graph: Graph) -> set[str]:
    found: set[str] = set()
    waiting = [name]
    while waiting:
        for other in graph[waiting.pop()] - found:
            found.add(other)
            waiting.append(other)
    return found


def longest(start: str, graph: Graph) -> list[str]:
    """Return the longest chain of imports from a module; a circle counts as one link."""
    part = {name: min(group) for group in circles(graph) for name in group}
    joined: dict[str, set[str]] = defaultdict(set)
    for name, others in graph.items():
        mine = part.get(name, name)
        joined[mine] |= {part.get(other, other) for other in others} - {mine}

    @cache
    def chain(name: str) -> tuple[str, ...]:
        return (name, *max((chain(other) for other in joined[name]), key=len, default=()))

    return list(chain(part.get(start, start)))


def packages(graph: Graph) -> dict[str, set[str]]:
    """Return the imports between the packages right below the library."""

    def room(name: str) -> str:
        parts = name.split(".")
        return ".".join(parts[:2]) if parts[0] == PACKAGE else parts[0]

    rooms: dict[str, set[str]] = {room(name): set() for name in graph}
    for name, others in graph.items():
        rooms[room(name)] |= {room(other) for other in others} - {room(name), PACKAGE}
    return rooms


def class_names(root: Path) -> Counter[str]:
    """Return how often each class name stands in the library."""
    found: Counter[str] = Counter()
    for path in (root / PACKAGE).rglob("*.py"):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        found.update(node.name for node in tree.body if isinstance(node, ast.ClassDef))
    return found


def code_lines(path: Path) -> int:
    """Return the lines of a file that hold code: no blanks, comments or docstrings."""
    text = path.read_text(encoding="utf-8")
    kept = {
        number
        for number, line in enumerate(text.splitlines(), 1)
        if line.strip() and not line.strip().startswith("#")
    }
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef):
            first = node.body[0] if node.body else None
            if isinstance(first, ast.Expr) and isinstance(first.value, ast.Constant):
                kept -= set(range(first.lineno, (first.end_lineno or first.lineno) + 1))
    return len(kept)


def report(root: Path) -> Iterator[str]:
    """Yield the counts, a line each."""
    known, graph = modules(root), graph_of(root)
    library = [name for name in known if name.startswith(PACKAGE)]
    yield f"modules of {PACKAGE}: {len(library)}"
    yield f"lines of code: {sum(code_lines(path) for path in known.values()):,}"
    for page in sorted(name for name in known if name.startswith("pages.")):
        yield f"longest chain of {page}: {len(longest(page, graph))}"
    yield f"circles between modules: {len(circles(graph))}"
    rooms = packages(graph)
    knots = circles(rooms)
    yield f"circles between packages: {len(knots)}"
    yield from (f"  {', '.join(knot)}" for knot in knots)
    twice = {name: count for name, count in class_names(root).items() if count > 1}
    yield f"class names used twice or more: {len(twice)}"
    yield f"  {', '.join(f'{name} {count}' for name, count in sorted(twice.items()))}"


if __name__ == "__main__":
    for line in report(Path(sys.argv[1] if len(sys.argv) > 1 else ".").resolve()):
        print(line)
