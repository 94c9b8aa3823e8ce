"""What was not filled in: rule 59.

`unfilled`, error: `{{ … }}` or `{% … %}` in headers, footers, properties, layouts or masters, where a look has fields
to be filled. In the body of a file rules 15 and 30 to 38 look themselves.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from builder.finished.flaw import Flaw
from builder.finished.package import Package

CODES = ("unfilled",)
_FIELD = re.compile(r"\{\{.{0,80}?\}\}|\{%.{0,80}?%\}")
_PARTS = ("word/", "docProps/", "ppt/slideLayouts/", "ppt/slideMasters/", "ppt/notesMasters/")


def check(package: Package) -> Iterator[Flaw]:
    """Every field of a look that still stands there."""
    for part, data in package.parts.items():
        if not part.startswith(_PARTS) or not part.endswith(".xml") or (b"{" not in data):
            continue
        tree = package.tree(part)
        for found in _FIELD.finditer("".join(tree.itertext()) if tree is not None else ""):
            yield Flaw(part, 59, "unfilled", f"'{found[0][:40]}' was not filled in", "fill it, or take it away")
