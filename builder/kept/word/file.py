"""A package that can be changed: parts, relations and content types; what has not changed keeps its very bytes."""

from __future__ import annotations

import posixpath
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from io import BytesIO

from lxml import etree

from builder.finished.package import Related, open_package
from builder.kept.word.names import Element

_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_CONTENT = "[Content_Types].xml"
_EPOCH = (1980, 1, 1, 0, 0, 0)
_EMPTY = f'<Relationships xmlns="{_RELATIONS}"/>'.encode()


@dataclass
class File:
    """One Word file: `data` as it came, `parts` as they are now, trees that may be changed."""

    data: bytes
    parts: dict[str, bytes] = field(default_factory=dict)
    main: str = ""
    _trees: dict[str, Element] = field(default_factory=dict)
    _relations: dict[str, tuple[int, dict[str, Related]]] = field(default_factory=dict)

    def tree(self, part: str) -> Element:
        """The root of an XML part, to be read and changed in place; None where there is none, or no XML."""
        if part not in self._trees:
            self._trees[part] = parsed(self.parts[part]) if part in self.parts else None
        return self._trees[part]

    @property
    def body(self) -> Element:
        """The `w:body`.

        Raises:
            ValueError: it is no Word file.
        """
        root = self.tree(self.main)
        body = root.find("{*}body") if root is not None else None
        if body is None:
            raise ValueError("it is a zip file, but no Word file")
        return body

    def relations(self, part: str) -> dict[str, Related]:
        """The relations of a part by their ids."""
        elements = self._relation_elements(part)
        known = self._relations.get(part)
        if known is not None and known[0] == len(elements):
            return known[1]
        found = {}
        folder = posixpath.dirname(part)
        for one in elements:
            kind, target = one.get("Type", "").rpartition("/")[2], one.get("Target", "")
            outside = one.get("TargetMode") == "External"
            if not outside:
                target = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
            found[one.get("Id", "")] = Related(kind, target, outside)
        self._relations[part] = len(elements), found
        return found

    def relation_type(self, part: str, id: str) -> str:
        """The whole type of a relation."""
        return next((one.get("Type", "") for one in self._relation_elements(part) if one.get("Id") == id), "")

    def part(self, kind: str, of: str | None = None) -> str:
        """The name of the part of a kind ("styles") to which the document, or another part, is related; "" if none."""
        of = self.main if of is None else of
        return next((r.part for r in self.relations(of).values() if r.kind == kind and not r.outside), "")

    def relate(self, part: str, type: str, target: str, *, outside: bool = False) -> str:
        """The id of a relation to another part, or to an address outside; made where there is none.

        Args:
            part: the part that points.
            type: the whole type of the relation.
            target: the part's name, or the address.
            outside: it is an address.
        """
        kind = type.rpartition("/")[2]
        known = self.relations(part)
        for id, one in known.items():
            if (one.kind, one.part, one.outside) == (kind, target, outside):
                return id
        name = _relations_of(part)
        if self.tree(name) is None:
            self.parts[name], self._trees[name] = _EMPTY, parsed(_EMPTY)
        number = max((int(m[1]) for id in known if (m := re.fullmatch(r"rId(\d+)", id))), default=0) + 1
        made = {"Id": f"rId{number}", "Type": type, "Target": target}
        if outside:
            made["TargetMode"] = "External"
        else:
            made["Target"] = posixpath.relpath(f"/{target}", posixpath.join("/", posixpath.dirname(part)))
        etree.SubElement(self.tree(name), f"{{{_RELATIONS}}}Relationship", made)
        return f"rId{number}"

    def add(self, name: str, data: bytes, content_type: str) -> str:
        """Put a part in under this name, or the next one that is free; gives the name."""
        stem, suffix = posixpath.splitext(name)
        stem, number = stem.rstrip("0123456789"), 1
        while name in self.parts:
            name, number = f"{stem}{number}{suffix}", number + 1
        self.parts[name] = data
        types = self.tree(_CONTENT)
        if types is not None and self.content_type(name) != content_type:
            place = {"PartName": f"/{name}", "ContentType": content_type}
            etree.SubElement(types, f"{{{_TYPES}}}Override", place)
        return name

    def replace(self, name: str, data: bytes) -> None:
        """Other bytes for a part that is there."""
        self.parts[name] = data
        self._trees.pop(name, None)

    def content_type(self, part: str) -> str:
        """What kind of part it is, as the package says; "" if it doesn't."""
        types = self.tree(_CONTENT)
        defaults = ""
        for one in types if types is not None else ():
            if one.get("PartName", "").lower() == f"/{part}".lower():
                return str(one.get("ContentType", ""))
            if one.get("Extension", "").lower() == posixpath.splitext(part)[1][1:].lower():
                defaults = one.get("ContentType", "")
        return defaults

    def saved(self) -> bytes:
        """The package; the very bytes that came if nothing has changed."""
        fresh = dict(self._written())
        with zipfile.ZipFile(BytesIO(self.data)) as old:
            names = [name for name in dict.fromkeys(old.namelist()) if name in fresh]
            if len(names) == len(fresh) and all(old.read(name) == fresh[name] for name in names):
                return self.data
        names += [name for name in fresh if name not in names]
        out = BytesIO()
        with zipfile.ZipFile(out, "w") as new:
            for name in sorted(names, key=lambda one: one != _CONTENT):
                info = zipfile.ZipInfo(name, _EPOCH)
                info.compress_type = zipfile.ZIP_DEFLATED
                info.create_system = 0  # FAT: the same on every system
                info.external_attr = 0
                new.writestr(info, fresh[name], compresslevel=6)
        return out.getvalue()

    def _written(self) -> Iterator[tuple[str, bytes]]:
        for name, data in self.parts.items():
            tree = self._trees.get(name)
            if tree is None or same(tree, parsed(data)):
                yield name, data
            else:
                etree.cleanup_namespaces(tree, keep_ns_prefixes=[p for p in tree.nsmap if p])
                yield name, serialised(tree)

    def _relation_elements(self, part: str) -> list[Element]:
        root = self.tree(_relations_of(part))
        return [] if root is None else list(root.iter(f"{{{_RELATIONS}}}Relationship"))


def opened(data: bytes) -> File:
    """A Word file, to be read or changed.

    Raises:
        ValueError: it is no package, or no Word file.
    """
    file = File(data, dict(open_package(data).parts))
    file.main = file.part("officeDocument", "")
    _ = file.body
    return file


def opened_any(data: bytes) -> File:
    """Any package, such as the workbook behind a chart.

    Raises:
        ValueError: it is none.
    """
    return File(data, dict(open_package(data).parts))


def parsed(data: bytes) -> Element:
    """The root of some XML, or None: nothing is resolved, nothing fetched."""
    try:
        return etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False))
    except etree.XMLSyntaxError:
        return None


def serialised(root: Element) -> bytes:
    """The XML of a part."""
    made: bytes = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    return made


def same(one: Element, other: Element | None) -> bool:
    """Whether two trees are the same XML."""
    if other is None:
        return False
    return bool(etree.tostring(one, method="c14n") == etree.tostring(other, method="c14n"))


def _relations_of(part: str) -> str:
    folder, name = posixpath.split(part)
    return posixpath.join(folder, "_rels", f"{name}.rels")
