"""Names and numbers that must stand once: rule 59, errors. No validator looks for them.

* `id-twice`: two bookmarks of one name or number in a Word file; two shapes of one number on a slide; two slides of one
  number; a layout with the number of a master or of another layout (they share one space, ECMA-376 part 1, 19.2.1.33).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from builder.finished.flaw import Flaw
from builder.finished.package import Package

CODES = ("id-twice",)
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_P = "{http://schemas.openxmlformats.org/presentationml/2006/main}"


def check(package: Package) -> Iterator[Flaw]:
    """Every name and number that stands more than once."""
    if package.main.startswith("ppt/"):
        yield from _twice(package.main, "slides have the number", _numbers(package, [package.main], "sldId"))
        masters = [p for p in package.parts if p.startswith("ppt/slideMasters/") and p.endswith(".xml")]
        shared = [*_numbers(package, [package.main], "sldMasterId"), *_numbers(package, masters, "sldLayoutId")]
        yield from _twice(package.main, "layouts or masters have the number", shared)
        for part in package.parts:
            if part.startswith("ppt/slides/") and part.endswith(".xml"):
                yield from _twice(part, "shapes have the number", _numbers(package, [part], "cNvPr"))
    else:
        stories = [p for p in package.parts if p.startswith("word/") and p.endswith(".xml")]
        marks = [e for p in stories if (t := package.tree(p)) is not None for e in t.iter(f"{_W}bookmarkStart")]
        yield from _twice("document", "bookmarks are called", [e.get(f"{_W}name", "") for e in marks])
        yield from _twice("document", "bookmarks have the number", [e.get(f"{_W}id", "") for e in marks])


def _numbers(package: Package, parts: Iterable[str], tag: str) -> list[str]:
    trees = [tree for part in parts if (tree := package.tree(part)) is not None]
    return [one.get("id", "") for tree in trees for one in tree.iter(f"{_P}{tag}")]


def _twice(where: str, what: str, found: Iterable[str]) -> Iterator[Flaw]:
    for name, count in Counter(found).items():
        if count > 1 and name:
            yield Flaw(where, 59, "id-twice", f"{count} {what} '{name}'", "give each its own")
