"""Links in links: rule 59.

`link-in-link`, error: a link of a Word file stands inside another (ECMA-376 part 1, 17.16.22): Word reads it, and other
programs call the file damaged.
"""

from __future__ import annotations

from collections.abc import Iterator

from builder.finished.flaw import Flaw
from builder.finished.package import Package

CODES = ("link-in-link",)
_LINK = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}hyperlink"


def check(package: Package) -> Iterator[Flaw]:
    """Every link that stands in another."""
    for part in package.parts:
        tree = package.tree(part) if part.startswith("word/") and part.endswith(".xml") else None
        for link in tree.iter(_LINK) if tree is not None else ():
            if next(link.iterancestors(_LINK), None) is not None:
                text = "".join(link.itertext())[:40]
                yield Flaw(part, 59, "link-in-link", f"the link '{text}' stands in a link", "take one of them away")
