"""Citation styles, one module each, found by name: `style("gb-t-7714-2025-numeric")`.

A module here answers the questions of `builder.citation.Style` with functions of the same names; its docstring is its
manual. To add a style, copy a neighbour.
"""

from __future__ import annotations

import sys
from typing import cast

from builder import shelf
from builder.citation import Style


def styles() -> list[str]:
    """The names of the styles that are built in, as YAML writes them."""
    return list(shelf.names(sys.modules[__name__]))


def style(name: str) -> Style:
    """The built-in style of this name.

    Raises:
        KeyError: there is none.
    """
    return cast(Style, shelf.take(sys.modules[__name__], name))
