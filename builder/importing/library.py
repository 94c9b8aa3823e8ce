"""The parsers that the extra `import` brings, loaded when a file asks for them."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path
from typing import Any

from builder.problem import Place, Problem, Problems

# not `collate[import]`: where Collate is not, pip would fetch a stranger's package of that name
HINT = "pip install 'bibtexparser>=2.1' 'rispy>=0.10'"


def library(name: str, path: Path) -> Any:
    """The library that reads this file.

    Raises:
        Problems: it is not installed.
    """
    try:
        return import_module(name)
    except ModuleNotFoundError as e:
        message = f"reading {path.suffix} files needs the library '{name.partition('.')[0]}'"
        raise Problems([Problem(Place(path), message, "no-library", HINT)]) from e
