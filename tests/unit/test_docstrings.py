"""Does a docstring say which errors its function raises, by names that stand?"""

import ast
import builtins
import re

from tests.unit.test_house import TREES

FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)
INNER = (*FUNCTIONS, ast.ClassDef, ast.Lambda)
NEVER = ("NotImplementedError", "AssertionError")  # said by what is never run
OURS = {name: tree for name, tree in TREES.items() if f"{name}.".startswith("het_geo.")}
CLASSES = {
    node.name: [ast.unparse(base) for base in node.bases]
    for tree in OURS.values()
    for node in ast.walk(tree)
    if isinstance(node, ast.ClassDef)
}


def bases(name):
    """Return an error's name and those of all that it is a kind of.

    >>> bases("UnicodeDecodeError")[:3]
    ['UnicodeDecodeError', 'UnicodeError', 'ValueError']
    """
    known = getattr(builtins, name, None)
    if isinstance(known, type):
        return [one.__name__ for one in known.__mro__]
    return [name, *(up for base in CLASSES.get(name, []) for up in bases(base.split(".")[-1]))]


def is_error(name):
    return "BaseException" in bases(name)


MAKERS = {
    node.name: names
    for tree in OURS.values()
    for node in ast.walk(tree)
    if isinstance(node, FUNCTIONS) and node.returns is not None
    if all(map(is_error, names := ast.unparse(node.returns).split(" | ")))
}  # functions that make an error of one of these classes, which others raise


def public(nodes, before=""):
    """Yield the public functions and methods below nodes, with their names."""
    for node in nodes:
        if isinstance(node, (*FUNCTIONS, ast.ClassDef)) and not node.name.startswith("_"):
            yield from (
                public(node.body, f"{node.name}.")
                if isinstance(node, ast.ClassDef)
                else [(before + node.name, node)]
            )


def raised(nodes, caught=()):
    """Yield the names of errors that statements raise and do not catch, inner functions apart."""
    for node in nodes:
        if isinstance(node, ast.Raise) and node.exc is not None:
            yield from (name for name in made(node.exc) if not {*bases(name)} & {*NEVER, *caught})
        elif isinstance(node, ast.Try):
            names = {ast.unparse(n).split(".")[-1] for h in node.handlers for n in kinds(h.type)}
            yield from raised(node.body, (*caught, *names))
            yield from raised([*node.handlers, *node.orelse, *node.finalbody], caught)
        elif not isinstance(node, INNER):
            yield from raised(ast.iter_child_nodes(node), caught)


def kinds(caught):
    """Return the classes that an except clause names."""
    if caught is None:
        return [ast.Name("BaseException")]
    return caught.elts if isinstance(caught, ast.Tuple) else [caught]


def made(raising):
    """Return the names of the errors that are raised: of a class, or of what its maker returns."""
    called = raising.func if isinstance(raising, ast.Call) else raising
    name = ast.unparse(called).split(".")[-1]
    return [name] if is_error(name) else MAKERS.get(name, [])


def parted(function):
    """Return a docstring without its section Raises, and that section's lines."""
    text = ast.get_docstring(function) or ""
    before, _, rest = f"{text}\n".partition("\nRaises:\n")
    section, _, after = rest.partition("\n\n")
    return before + after, section


def told(function):
    """Return what the section Raises of a docstring says, by the names of its errors."""
    return dict(re.findall(r"^    (\w+): (.+)", parted(function)[1], re.MULTILINE))


def untold(function):
    """Return the errors that a function raises itself and its docstring does not name."""
    named = {*told(function)}
    return sorted({name for name in raised(function.body) if not {*bases(name)} & named})


def of_source(text):
    return untold(ast.parse(text).body[0])


def test_does_every_docstring_name_the_errors_that_its_function_raises():
    untold_of = {
        f"{module}.{name}": found
        for module, tree in OURS.items()
        if not module.split(".")[-1].startswith("_")
        for name, function in public(tree.body)
        if (found := untold(function))
    }
    assert untold_of == {}


def test_is_every_error_that_a_docstring_names_a_class_and_on_a_line_of_its_section():
    assert {
        f"{module}.{node.name}": faults
        for module, tree in OURS.items()
        for node in ast.walk(tree)
        if isinstance(node, FUNCTIONS) and (faults := astray(node))
    } == {}


def astray(function):
    """Return what a docstring names as errors where no reader looks, or what is no error."""
    text, section = parted(function)
    inline = [name for name in re.findall(r"`~?(?:\w+\.)*(\w+)`", text) if is_error(name)]
    second = re.findall(r"\S ([A-Z]\w+): ", section)
    return [*inline, *second, *(name for name in told(function) if not is_error(name))]


def test_is_an_error_that_is_named_astray_found():
    of = {
        "Do; :class:`StoreError` where it is late.": ["StoreError"],
        "Do; ``KeyError`` where it is late.": ["KeyError"],
        "Do.\n\n    Raises:\n        KeyError: late. PackError: early.": ["PackError"],
        "Do.\n\n    Raises:\n        LateError: it is late.": ["LateError"],
        "Do ``this``.\n\n    Raises:\n        KeyError: it is late.\n\n    More.": [],
    }
    found = {said: astray(ast.parse(f'def f():\n    """{said}"""').body[0]) for said in of}
    assert found == of


def test_is_an_error_that_is_not_told_found():
    said = '"""Do.\n\n    Raises:\n        {}: it is late.\n    """'
    late = 'def f():\n    {}\n    raise StoreError("late")'
    assert of_source(late.format("")) == ["StoreError"]
    assert of_source(late.format(said.format("ValueError"))) == ["StoreError"]
    assert of_source(late.format(said.format("StoreError"))) == []
    assert of_source(late.format(said.format("PackError"))) == []  # a StoreError is one
    maker = "def f():\n    if late:\n        raise unknown('place', 'x', [])"
    assert of_source(maker) == ["ProblemError"]  # het_geo.api.problem.unknown makes it


def test_is_an_error_that_does_not_leave_its_function_asked_for():
    caught = "def f():\n    try:\n        raise KeyError(1)\n    except (LookupError, TypeError):\n"
    assert of_source(f"{caught}        return 2") == []
    assert of_source(f"{caught}        raise ValueError(2) from None") == ["ValueError"]
    assert of_source(f"{caught}        raise") == []
    inner = "def f():\n    def g():\n        raise KeyError(1)\n    return g"
    assert of_source(inner) == []
