"""A PowerPoint file whose parts can be changed one by one; what is not changed is written as it came, to the byte."""

from __future__ import annotations

import posixpath
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from typing import Any, TypeAlias

from lxml import etree

from builder.finished.package import open_package

Element: TypeAlias = Any
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
P = "{http://schemas.openxmlformats.org/presentationml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
KINDS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
_RELS = "http://schemas.openxmlformats.org/package/2006/relationships"
_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_EPOCH = (1980, 1, 1, 0, 0, 0)  # the zip format's zero, as in builder.ooxml.steady


@dataclass(frozen=True)
class Rel:
    """A relation: the last word of its type ("slide"), its whole type, and the part or the outside address."""

    kind: str
    type: str
    target: str
    outside: bool = False


class File:
    """The parts of a file by name ("ppt/presentation.xml"), their trees, relations and content types."""

    def __init__(self, data: bytes):
        """Open a file.

        Raises:
            ValueError: it is no PowerPoint file; says why.
        """
        opened = open_package(data)
        self.parts = dict(opened.parts)
        self._trees: dict[str, Element] = {}
        self._rels: dict[str, dict[str, Rel]] = {}
        self._touched: set[str] = set()
        self._dirty = False
        self._retyped = False
        self._defaults: dict[str, str] = {}
        self._types: dict[str, str] = {}
        for one in _parsed(self.parts["[Content_Types].xml"]):
            if one.tag == f"{{{_TYPES}}}Default":
                self._defaults[one.get("Extension", "").lower()] = one.get("ContentType", "")
            elif one.tag == f"{{{_TYPES}}}Override":
                self._types[one.get("PartName", "").lstrip("/")] = one.get("ContentType", "")
        self.main = next((r.target for r in self.rels("").values() if r.kind == "officeDocument"), "")
        if self.main not in self.parts or self.root.tag != f"{P}presentation":
            raise ValueError("it is no PowerPoint file")
        self._first = set(self._reached())

    @property
    def root(self) -> Element:
        """The presentation's own tree."""
        return self.tree(self.main)

    def tree(self, part: str) -> Element:
        """The root of an XML part; whoever changes it says so with `touch`."""
        if part not in self._trees:
            self._trees[part] = _parsed(self.parts[part])
        return self._trees[part]

    def touch(self, part: str) -> None:
        """The part's tree has been changed: write it anew."""
        self._touched.add(part)
        self._dirty = True

    def put(self, part: str, tree: Element) -> None:
        """Give a part another tree."""
        self._trees[part] = tree
        self.parts.setdefault(part, b"")
        self.touch(part)

    def put_data(self, part: str, data: bytes) -> None:
        """Give a part other bytes."""
        self.parts[part] = data
        self._dirty = True
        self._trees.pop(part, None)
        self._touched.discard(part)

    def type_of(self, part: str) -> str:
        """The content type of a part."""
        return self._types.get(part) or self._defaults.get(part.rpartition(".")[2].lower(), "")

    def add(self, like: str, content_type: str, data: bytes) -> str:
        """A new part, named after another ("ppt/slides/slide7.xml") with the first number that is free.

        Returns:
            Its name.
        """
        stem, suffix = posixpath.splitext(like)
        stem = re.sub(r"\d+$", "", stem)
        used = {name.lower() for name in self.parts}
        number = next(n for n in range(1, len(used) + 2) if f"{stem}{n}{suffix}".lower() not in used)
        name = f"{stem}{number}{suffix}"
        self.parts[name] = data
        self._dirty = True
        if self._defaults.get(suffix[1:].lower()) != content_type:
            self._types[name] = content_type
            self._retyped = True
        return name

    @property
    def changed(self) -> bool:
        """Whether anything in it is not as it came."""
        return self._dirty

    # ---------------------------------------------------------------- relations

    def rels(self, part: str) -> dict[str, Rel]:
        """All relations of a part by id; "" is the package itself. Change them with `relate` and `unrelate` only."""
        if part not in self._rels:
            found = {}
            name = _rels_name(part)
            for one in _parsed(self.parts[name]) if name in self.parts else ():
                if one.tag != f"{{{_RELS}}}Relationship":
                    continue
                type, target = one.get("Type", ""), one.get("Target", "")
                outside = one.get("TargetMode") == "External"
                if not outside:
                    target = posixpath.normpath(posixpath.join("/", posixpath.dirname(part), target)).lstrip("/")
                found[one.get("Id", "")] = Rel(type.rpartition("/")[2], type, target, outside)
            self._rels[part] = found
        return self._rels[part]

    def related(self, part: str, kind: str) -> Iterator[str]:
        """The parts to which a part is related so."""
        return (r.target for r in self.rels(part).values() if r.kind == kind and not r.outside)

    def one(self, part: str, kind: str) -> str:
        """The first of them; "" if there is none."""
        return next((name for name in self.related(part, kind) if name in self.parts), "")

    def relate(self, part: str, rel: Rel) -> str:
        """The id of a relation, made if need be."""
        rels = self.rels(part)
        for id, one in rels.items():
            if one == rel:
                return id
        id = next(f"rId{n}" for n in range(1, len(rels) + 2) if f"rId{n}" not in rels)
        rels[id] = rel
        self.touch(_rels_name(part))
        return id

    def set_rel(self, part: str, id: str, rel: Rel) -> None:
        """Give a part a relation under an id of its own."""
        self.rels(part)[id] = rel
        self.touch(_rels_name(part))

    def unrelate(self, part: str, id: str) -> None:
        """Drop a relation; parts to which none leads any more are not written."""
        del self.rels(part)[id]
        self.touch(_rels_name(part))

    def _reached(self) -> Iterator[str]:
        """The parts to which relations lead from the package."""
        seen, left = {""}, [""]
        while left:
            for rel in self.rels(left.pop()).values():
                if not rel.outside and rel.target in self.parts and rel.target not in seen:
                    seen.add(rel.target)
                    left.append(rel.target)
                    yield rel.target

    # ---------------------------------------------------------------- writing

    def save(self) -> bytes:
        """The file's bytes: members in the order in which they came, new ones behind them; the same every time."""
        gone = self._first - set(self._reached())
        gone |= {_rels_name(part) for part in gone}
        for part in gone & set(self._types):
            del self._types[part]
            self._retyped = True
        parts = {name: data for name, data in self.parts.items() if name not in gone}
        for part in sorted(self._touched - gone):
            parts[part] = self._written(part)
        if self._retyped:
            parts["[Content_Types].xml"] = self._content_types()
        out = BytesIO()
        with zipfile.ZipFile(out, "w") as new:
            for name in sorted(parts, key=lambda n: n != "[Content_Types].xml"):
                info = zipfile.ZipInfo(name, _EPOCH)
                info.compress_type = zipfile.ZIP_DEFLATED
                info.create_system = 0
                info.external_attr = 0
                new.writestr(info, parts[name], compresslevel=6)
        return out.getvalue()

    def _written(self, part: str) -> bytes:
        if part in self._trees and not part.endswith(".rels"):
            return _bytes(self._trees[part])
        folder, _, name = part.rpartition("_rels/")
        owner = folder + name.removesuffix(".rels")
        root = etree.Element(f"{{{_RELS}}}Relationships", nsmap=_default(_RELS))
        for id, rel in self.rels(owner).items():
            target = rel.target if rel.outside else posixpath.relpath(rel.target, posixpath.dirname(owner) or ".")
            one = etree.SubElement(root, f"{{{_RELS}}}Relationship", Id=id, Type=rel.type, Target=target)
            if rel.outside:
                one.set("TargetMode", "External")
        return _bytes(root)

    def _content_types(self) -> bytes:
        root = etree.Element(f"{{{_TYPES}}}Types", nsmap=_default(_TYPES))
        for suffix, type in self._defaults.items():
            etree.SubElement(root, f"{{{_TYPES}}}Default", Extension=suffix, ContentType=type)
        for part, type in self._types.items():
            etree.SubElement(root, f"{{{_TYPES}}}Override", PartName=f"/{part}", ContentType=type)
        return _bytes(root)


def _default(namespace: str) -> Any:
    """A namespace map without prefix, which lxml's types do not know."""
    return {None: namespace}


def _rels_name(part: str) -> str:
    return posixpath.join(posixpath.dirname(part), "_rels", f"{posixpath.basename(part)}.rels")


def _parsed(data: bytes) -> Element:
    try:
        return etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False))
    except etree.XMLSyntaxError as e:
        raise ValueError(f"one of its parts is no XML: {e}") from e


def _bytes(root: Element) -> bytes:
    written: bytes = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    return written
