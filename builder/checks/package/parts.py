"""What lies in the file: rule 59, errors.

* `orphan-part`: a part to which nothing leads, such as a sample slide that was taken out of the list and not out of the
  file, with what hangs on it.
* `lost-part`: a relation to a part that is not there: Office calls the file damaged.
* `part-type`: a part whose kind `[Content_Types].xml` does not say.
* `part-xml`: a part that says it is XML and is not well-formed, or has a DOCTYPE, which no part may have (ECMA-376
  part 2, 8.1.4).
* `outside`: macros, or something that the file fetches from outside when it is opened: a template, a picture, an
  object. Links for readers are none of it.
"""

from __future__ import annotations

from collections.abc import Iterator

from builder.finished.flaw import Flaw
from builder.finished.package import Package

CODES = ("orphan-part", "lost-part", "part-type", "part-xml", "outside")
_TYPES = "[Content_Types].xml"
_FETCHED = ("attachedTemplate", "image", "oleObject", "video", "audio", "media", "aFChunk", "frame", "subDocument")


def check(package: Package) -> Iterator[Flaw]:
    """Parts that are too many, too few, or broken."""
    reached = {_TYPES, "_rels/.rels", *_reached(package)}
    for part in sorted(set(package.parts) - reached):
        if not part.endswith("/"):
            yield Flaw(part, 59, "orphan-part", "nothing leads to this part", "take it out of the file")
    typed, endings = _types(package)
    for part, data in package.parts.items():
        if part == _TYPES or part.endswith("/"):
            continue
        if f"/{part}".casefold() not in typed and part.rpartition(".")[2].casefold() not in endings:
            yield Flaw(part, 59, "part-type", f"{_TYPES} does not say of what kind it is", "save it in Office again")
        if part.endswith((".xml", ".rels")):
            if package.tree(part) is None:
                yield Flaw(part, 59, "part-xml", "the XML is not well-formed", "save the file in Office again")
            elif b"<!DOCTYPE" in data:
                yield Flaw(part, 59, "part-xml", "it has a DOCTYPE", "take it out: entities can hide anything")
        for related in package.relations(part).values() if _may_lead(part) else ():
            if related.outside and related.kind in _FETCHED:
                message = f"it fetches '{related.part[:60]}' ({related.kind})"
                yield Flaw(part, 59, "outside", message, "put it into the file, or take it out")
            elif not related.outside and related.part not in package.parts:
                yield Flaw(part, 59, "lost-part", f"it leads to '{related.part}', which is not there", "")
    for part in package.parts:
        if part.endswith(("vbaProject.bin", "vbaData.xml")):
            yield Flaw(part, 59, "outside", "the file holds macros", "save it without macros")


def _reached(package: Package) -> set[str]:
    """The parts to which relations lead, from the package itself on, and the parts that hold those relations."""
    found: set[str] = set()
    waiting = [""]
    while waiting:
        part = waiting.pop()
        folder, _, name = part.rpartition("/")
        if part:
            found.add(f"{folder}/_rels/{name}.rels" if folder else f"_rels/{name}.rels")
        for related in package.related(part).values():
            if related.part not in found:
                found.add(related.part)
                waiting.append(related.part)
    return found


def _types(package: Package) -> tuple[set[str], set[str]]:
    """The parts that have a type of their own, and the endings that have one."""
    root = package.tree(_TYPES)
    entries = list(root) if root is not None else []
    typed = {e.get("PartName", "").casefold() for e in entries if e.get("PartName")}
    return typed, {e.get("Extension", "").casefold() for e in entries if e.get("Extension")}


def _may_lead(part: str) -> bool:
    return part.endswith(".xml") and "/_rels/" not in part
