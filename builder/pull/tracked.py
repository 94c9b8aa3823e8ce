"""Changes that reviewers have tracked in a Word file and nobody has accepted or rejected yet.

What is pending is a suggestion, not yet the text: a file is read as it was before them, or with those of some authors
taken (ECMA-376 part 1, 17.13.5: insertions, deletions, moves, rows and the ends of paragraphs).
"""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Iterable, Iterator
from io import BytesIO

from lxml import etree

from builder.finished.package import Element, open_package

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_COMES = (f"{_W}ins", f"{_W}moveTo")
_GOES = (f"{_W}del", f"{_W}moveFrom")
_TRACKED = (*_COMES, *_GOES)
_PARTS = ("footnotes", "endnotes", "header", "footer")
MOST_AUTHORS = 50


def authors(data: bytes) -> dict[str, str]:
    """Who has changes pending in a Word file, with the date of the latest ("" where none is given).

    Raises:
        ValueError: it is no Word file, or one with changes by more authors than anybody asks.
    """
    found: dict[str, str] = {}
    for _, root in _trees(data):
        for one in root.iter(*_TRACKED):
            name = one.get(f"{_W}author", "")
            found[name] = max(found.get(name, ""), one.get(f"{_W}date", ""))
    if len(found) > MOST_AUTHORS:  # the file is read once for each of them
        raise ValueError(f"changes by more than {MOST_AUTHORS} authors wait in it")
    return found


def settled(data: bytes, taken: Callable[[str], bool]) -> bytes:
    """The file with every pending change decided, for reading: accepted where its author is `taken`, else rejected.

    Raises:
        ValueError: it is no Word file.
    """
    changed = {}
    for name, root in _trees(data):
        if next(root.iter(*_TRACKED), None) is not None:
            for one in reversed(list(root.iter(*_TRACKED))):
                _settle(one, (one.tag in _COMES) == taken(one.get(f"{_W}author", "")))
            changed[name] = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    if not changed:
        return data
    made = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as old, zipfile.ZipFile(made, "w") as new:
        for name in old.namelist():
            new.writestr(name, changed.get(name) or old.read(name))
    return made.getvalue()


def _trees(data: bytes) -> Iterator[tuple[str, Element]]:
    """The parts of a Word file that hold text."""
    package = open_package(data)
    names = [package.main, *(r.part for r in package.related(package.main).values() if r.kind in _PARTS)]
    for name in dict.fromkeys(names):
        root = package.tree(name)
        if root is not None:
            yield name, root


def _settle(one: Element, stays: bool) -> None:
    """One change decided: what it marks stays or goes."""
    parent = one.getparent()
    match parent.tag.removeprefix(_W):
        case "rPr" if parent.getparent().tag == f"{_W}pPr":
            paragraph = parent.getparent().getparent()
            parent.remove(one)
            if not stays:
                _join(paragraph)
        case "trPr":
            row = parent.getparent()
            parent.remove(one)
            if not stays:
                row.getparent().remove(row)
        case _ if stays:
            for text in one.iter(f"{_W}delText", f"{_W}delInstrText"):
                text.tag = f"{_W}t" if text.tag == f"{_W}delText" else f"{_W}instrText"
            at = parent.index(one)
            parent[at : at + 1] = list(one)
        case _:
            parent.remove(one)


def _join(paragraph: Element) -> None:
    """A paragraph whose end goes: what follows belongs to it."""
    behind = paragraph.getnext()
    if behind is not None and behind.tag == f"{_W}p":
        paragraph.extend([child for child in behind if child.tag != f"{_W}pPr"])
        behind.getparent().remove(behind)


def only(names: Iterable[str]) -> Callable[[str], bool]:
    """Takes the changes of these authors."""
    known = frozenset(names)
    return lambda name: name in known
