"""Are modules put together as a browser would load them, and is what cannot be refused?"""

import re

import pytest

from het_geo.errors import HetGeoError
from het_geo.render.script import joined, script_of

ONE = "export const one = () => 1;\n"


def made(folder, **modules):
    for name, text in modules.items():
        (folder / f"{name}.js").write_text(text, encoding="utf-8")
    return folder


def test_does_each_module_stand_once_behind_what_it_imports(tmp_path):
    both = 'import { one } from "./one.js";\n'
    folder = made(
        tmp_path,
        one=ONE,
        two=both + "export function two() { return one() + 1; }\n",
        main=both + 'import { two } from "./two.js";\nexport default () => one() + two();\n',
        other="export const never = 0;\n",
    )
    assert joined(folder, "main").splitlines() == [
        "const $one = (() => {",
        "const one = () => 1;",
        "return { one };",
        "})();",
        "const $two = (() => {",
        "const { one } = $one;",
        "function two() { return one() + 1; }",
        "return { two };",
        "})();",
        "const { one } = $one;",
        "const { two } = $two;",
        "export default () => one() + two();",
    ]


@pytest.mark.parametrize(
    ("main", "says"),
    [
        ('import { two } from "./one.js";', "one.js exports no two"),
        ('import one from "./one.js";', "cannot be put together"),
        ('import * as all from "./one.js";', "cannot be put together"),
        ('import "./one.js";', "cannot be put together"),
        ("export { main };", "cannot be put together"),
        ("export let main = 1;", "cannot be put together"),
        ('import { main } from "./main.js";', "main → main"),
        ('import { round } from "./round.js";', "main → round → main"),
    ],
)
def test_is_a_form_that_cannot_be_put_together_refused_by_name(tmp_path, main, says):
    back = 'import { main } from "./main.js";\nexport const round = main;\n'
    folder = made(tmp_path, one=ONE, round=back, main=f"{main}\nexport const main = 1;\n")
    with pytest.raises(HetGeoError, match=re.escape(says)):
        joined(folder, "main")


def test_is_a_map_s_own_script_small():
    # Streamlit sends a component's script with each of its messages: the kit's goes once.
    assert len(script_of("het_geo.ui", "assets", "stub")) < 1_000
    assert len(script_of("het_geo.ui", "assets", "kit")) > 20_000
