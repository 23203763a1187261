"""The commands: each a module that adds its parser and says what was done."""

from pathlib import Path

_PROJECT = Path(__file__).resolve().parent.parent.parent
# Where the library was installed without the project's data, the folder that it is used in.
ROOT = _PROJECT if (_PROJECT / "data").is_dir() else Path.cwd()
CATALOGUE = ROOT / "data" / "catalogue"
