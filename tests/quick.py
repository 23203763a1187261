"""Print the files of tests that a minute is enough for: python -m tests.quick.

Those of ``tests/unit`` that ask for no whole pack, no server and no process of their own. Which
they are is read from each file's text: a new one is among them as soon as it stands.
"""

import re
from pathlib import Path

HERE = Path(__file__).resolve().parent
# What a test asks for by its name, and what a file imports.
ASKED = "atlas|folder|luton|publisher|root|server|sources|town"
IMPORTED = (
    r"het_geo\.(atlas\.atlas|strangers)|multiprocessing|subprocess|tests\.(england|luton|places)|"
    r"tests\.unit\.documents"
)
SLOW = re.compile(rf"^def \w+\([^)]*\b({ASKED})\b|^(from|import) ({IMPORTED})\b", re.MULTILINE)


def quick() -> list[Path]:
    """Return the files, in their order."""
    files = sorted((HERE / "unit").glob("test_*.py"))
    return [path for path in files if not SLOW.search(path.read_text(encoding="utf-8"))]


if __name__ == "__main__":
    print(*(path.relative_to(HERE.parent) for path in quick()))
