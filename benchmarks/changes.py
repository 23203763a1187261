"""The changes of one thing that make a mutant of a module's source (benchmarks/mutants.py)."""

from __future__ import annotations

import ast
import copy
from collections.abc import Iterator
from dataclasses import dataclass, field

COMPARED = {
    ast.Lt: (ast.LtE, ast.GtE),
    ast.LtE: (ast.Lt, ast.Gt),
    ast.Gt: (ast.GtE, ast.LtE),
    ast.GtE: (ast.Gt, ast.Lt),
    ast.Eq: (ast.NotEq,),
    ast.NotEq: (ast.Eq,),
    ast.Is: (ast.IsNot,),
    ast.IsNot: (ast.Is,),
    ast.In: (ast.NotIn,),
    ast.NotIn: (ast.In,),
}
RECKONED = {
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.Mult: ast.Div,
    ast.Div: ast.Mult,
    ast.FloorDiv: ast.Mult,
    ast.Mod: ast.Mult,
    ast.Pow: ast.Mult,
    ast.BitAnd: ast.BitOr,
    ast.BitOr: ast.BitAnd,
}
_PAIRS = (
    ("min", "max"), ("minimum", "maximum"), ("argmin", "argmax"), ("any", "all"),
    ("floor", "ceil"), ("head", "tail"), ("left", "right"), ("isna", "notna"),
)  # fmt: skip
SWAPPED = dict(_PAIRS) | {other: one for one, other in _PAIRS}


@dataclass(frozen=True)
class Change:
    """One thing changed: the function and line where, what stood there, and what stands now."""

    where: str
    line: int
    before: str
    after: str
    source: str = field(repr=False)

    def __str__(self) -> str:
        return f"{self.where}: {self.before} → {self.after}"


def changes_of(source: str) -> list[Change]:
    """Return every change of a module's source, in the order of its lines."""
    tree = ast.parse(source)
    found = []
    for node, parent, where in _walk(tree, tree, ""):
        for other in _others(node):
            before, after = _said(node), _said(other)
            _put(parent, node, other)
            found.append(Change(where, node.lineno, before, after, ast.unparse(tree)))
            _put(parent, other, node)
    return found


def _said(node: ast.AST) -> str:
    return " ".join(ast.unparse(node).split())  # as docs/mutants.md is read


def _walk(node: ast.AST, parent: ast.AST, where: str) -> Iterator[tuple[ast.AST, ast.AST, str]]:
    """Yield what can be changed with what holds it and the function it is in: no annotation."""
    if isinstance(node, ast.FunctionDef | ast.ClassDef):
        where = f"{where}.{node.name}".strip(".")
    yield node, parent, where
    for name, value in list(ast.iter_fields(node)):
        if name in ("annotation", "returns", "decorator_list") or isinstance(node, ast.JoinedStr):
            continue
        for child in value if isinstance(value, list) else [value]:
            if isinstance(child, ast.AST):
                yield from _walk(child, node, where)


def _put(parent: ast.AST, old: ast.AST, new: ast.AST) -> None:
    for name, value in ast.iter_fields(parent):
        if value is old:
            setattr(parent, name, new)
        elif isinstance(value, list):
            value[:] = [new if part is old else part for part in value]


def _others(node: ast.AST) -> Iterator[ast.AST]:
    """Yield what may stand in a node's place."""
    made = OTHERS.get(type(node))
    for other in made(node) if made else ():
        yield ast.copy_location(other, node)


def _with(node: ast.AST, **parts: object) -> ast.AST:
    other = copy.copy(node)
    for name, part in parts.items():
        setattr(other, name, part)
    return other


def _compare(node: ast.Compare) -> Iterator[ast.AST]:
    for place, operator in enumerate(node.ops):
        for other in COMPARED[type(operator)]:
            yield _with(node, ops=[*node.ops[:place], other(), *node.ops[place + 1 :]])


def _reckon(node: ast.BinOp | ast.AugAssign) -> Iterator[ast.AST]:
    if other := RECKONED.get(type(node.op)):
        yield _with(node, op=other())


def _constant(node: ast.Constant) -> Iterator[ast.AST]:
    if isinstance(node.value, bool):
        yield ast.Constant(not node.value)
    elif isinstance(node.value, int | float):
        yield from (ast.Constant(node.value + step) for step in (1, -1))


def _either(node: ast.BoolOp) -> Iterator[ast.AST]:
    yield _with(node, op=ast.Or() if isinstance(node.op, ast.And) else ast.And())


def _sign(node: ast.UnaryOp) -> Iterator[ast.AST]:
    yield node.operand


def _named(node: ast.Name | ast.Attribute) -> Iterator[ast.AST]:
    part = "id" if isinstance(node, ast.Name) else "attr"
    if (other := SWAPPED.get(getattr(node, part))) and isinstance(node.ctx, ast.Load):
        yield _with(node, **{part: other})


def _branch(node: ast.If | ast.IfExp) -> Iterator[ast.AST]:
    if not isinstance(node.test, ast.Compare):  # whose opposite is a change of its own
        yield _with(node, test=ast.UnaryOp(ast.Not(), node.test))


def _return(node: ast.Return) -> Iterator[ast.AST]:
    if node.value and not (isinstance(node.value, ast.Constant) and node.value.value is None):
        yield ast.Return(ast.Constant(None))


def _raise(node: ast.Raise) -> Iterator[ast.AST]:
    yield ast.Pass()


OTHERS = {
    ast.Compare: _compare,
    ast.BinOp: _reckon,
    ast.AugAssign: _reckon,
    ast.Constant: _constant,
    ast.BoolOp: _either,
    ast.UnaryOp: _sign,
    ast.Name: _named,
    ast.Attribute: _named,
    ast.If: _branch,
    ast.IfExp: _branch,
    ast.Return: _return,
    ast.Raise: _raise,
}
