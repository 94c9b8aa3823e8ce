"""An OOXML package as a reader meets it: parts as trees, and the relations between them. Knows no writer of ours.

The files come from anywhere: no entity is resolved, nothing is fetched, and what is no package is refused.
"""

from __future__ import annotations

import posixpath
from dataclasses import dataclass, field
from typing import Any, TypeAlias

from lxml import etree

from builder.ooxml.sound import unpacked

Element: TypeAlias = Any
_RELATION = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
RELATION_ID = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
CHART = "http://schemas.openxmlformats.org/drawingml/2006/chart"


@dataclass(frozen=True)
class Related:
    """Where a relation leads: the last word of its type ("slide", "chart"), and the part, or an outside address."""

    kind: str
    part: str
    outside: bool = False


@dataclass
class Package:
    """The parts of one file, by name ("word/document.xml"); `data` is the file itself."""

    parts: dict[str, bytes]
    data: bytes = b""
    _trees: dict[str, Element] = field(default_factory=dict)
    _relations: dict[str, dict[str, Related]] = field(default_factory=dict)
    _related: dict[str, dict[str, Related]] = field(default_factory=dict)
    _parser: etree.XMLParser = field(
        default_factory=lambda: etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    )

    def tree(self, part: str) -> Element:
        """The root of an XML part, or None where there is no such part or it is no XML."""
        if part not in self._trees:
            try:
                self._trees[part] = etree.fromstring(self.parts[part], self._parser) if part in self.parts else None
            except etree.XMLSyntaxError:
                self._trees[part] = None
        return self._trees[part]

    def relations(self, part: str) -> dict[str, Related]:
        """All relations of a part, by their ids, those to outside addresses too; "" is the package itself."""
        if part not in self._relations:
            folder, name = posixpath.split(part)
            root = self.tree(posixpath.join(folder, "_rels", f"{name}.rels"))
            found = {}
            for one in root.iter(_RELATION) if root is not None else ():
                kind, target = one.get("Type", "").rpartition("/")[2], one.get("Target", "")
                outside = one.get("TargetMode") == "External"
                if not outside:
                    target = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
                found[one.get("Id", "")] = Related(kind, target, outside)
            self._relations[part] = found
        return self._relations[part]

    def related(self, part: str) -> dict[str, Related]:
        """The parts to which a part is related, by the relation's id; "" is the package itself."""
        if part not in self._related:
            self._related[part] = {id: one for id, one in self.relations(part).items() if not one.outside}
        return self._related[part]

    @property
    def main(self) -> str:
        """The part with the document or the presentation ("" where the package names none)."""
        return next((r.part for r in self.related("").values() if r.kind == "officeDocument"), "")

    def charts(self, element: Element, relations: dict[str, Related]) -> list[tuple[str, ...]]:
        """The charts in an element, in reading order: a line a series, with every category and number."""
        found = []
        for mention in element.iter(f"{{{CHART}}}chart"):
            related = relations.get(mention.get(RELATION_ID, ""))
            root = self.tree(related.part) if related else None
            if root is not None:
                found.append(tuple(map(_series, root.iter(f"{{{CHART}}}ser"))))
        return found


def children(element: Element) -> dict[str, Element]:
    """The first child of each tag."""
    found: dict[str, Element] = {}
    for one in element:
        found.setdefault(one.tag, one)
    return found


def signature(element: Element) -> bytes:
    """All that an element says: the same for two elements only if everything in them is."""
    said: bytes = etree.tostring(element, with_tail=False)
    return said


def open_package(data: bytes) -> Package:
    """The parts of a file.

    Raises:
        ValueError: the bytes are no OOXML package; says why.
    """
    return Package(unpacked(data), data)


def _series(series: Element) -> str:
    """`Exports: 2021 12, 2022 15`: a series as a reader would say it."""
    name = " ".join(_points(series, "tx").values())
    categories = _points(series, "cat")
    values = _points(series, "val")
    pairs = [f"{categories.get(n, n)} {_number(value)}" for n, value in values.items()]
    return f"{name}: {', '.join(pairs)}"


def _points(series: Element, kind: str) -> dict[str, str]:
    """The cached points of a part of a series ("tx", "cat", "val"), by index (ECMA-376 part 1, 21.2.2)."""
    found = {}
    for part in series.iterchildren(f"{{{CHART}}}{kind}"):
        for point in part.iter(f"{{{CHART}}}pt"):
            found[point.get("idx", "")] = point.findtext(f"{{{CHART}}}v") or ""
    return found


def _number(text: str) -> str:
    try:
        return f"{float(text):g}"
    except ValueError:
        return text
