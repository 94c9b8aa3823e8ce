"""Whether a file is an OOXML package at all, and whether a stranger's is safe to read."""

from __future__ import annotations

import re
import zipfile
import zlib
from collections.abc import Mapping
from io import BytesIO
from xml.parsers import expat

MOST_PACKED = 50_000_000  # bytes of the file
MOST_BYTES = 400_000_000  # unpacked; a look is a few hundred kilobytes, a deck of 20,000 claims half of this
MOST_PARTS = 65_535  # what the list of a zip file holds (APPNOTE 4.4.21); a deck of 20,000 claims has 27,000
MOST_TAGS = 2_000_000  # in all parts of a look: a tree of so many elements takes half a gigabyte
DEEPEST = 200  # elements in elements; tables in tables in Word come to fifty
_TYPES = "[Content_Types].xml"
_OUT = re.compile(r"(^|[/\\])\.\.([/\\]|$)|^[/\\]|\\|^[A-Za-z]:|\x00")
_XML = re.compile(r"\.(xml|rels|vml)$", re.IGNORECASE)
_TYPED = re.compile(
    rb"""<Override\b[^>]*?PartName\s*=\s*["']/([^"']*)["'][^>]*?ContentType\s*=\s*["'][^"']*[+/]xml["']"""
)
_TYPED_BACK = re.compile(
    rb"""<Override\b[^>]*?ContentType\s*=\s*["'][^"']*[+/]xml["'][^>]*?PartName\s*=\s*["']/([^"']*)["']"""
)


def fault(package: bytes) -> str:
    """Why these bytes are no OOXML package, in a few words; "" where nothing is wrong (ECMA-376 part 2, OPC)."""
    try:
        unpacked(package)
    except ValueError as e:
        return str(e)
    return ""


def unpacked(package: bytes) -> dict[str, bytes]:
    """The parts of a package, by name.

    Raises:
        ValueError: these bytes are no OOXML package; says why in a few words, as `fault` does.
    """
    parts: dict[str, bytes] = {}
    try:
        with zipfile.ZipFile(BytesIO(package)) as opened:
            if wrong := _listed(package, opened):
                raise _Refused(wrong)
            for name in opened.namelist():
                try:
                    parts[name] = opened.read(name)
                except zipfile.BadZipFile:
                    raise _Refused(f"its part '{name}' is damaged") from None
    except _Refused as e:
        raise ValueError(str(e)) from None
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, RuntimeError, ValueError):
        raise ValueError("it is empty, cut short, encrypted, or of another kind") from None
    return parts


def _listed(package: bytes, opened: zipfile.ZipFile) -> str:
    """What is wrong with the list of parts, before any is unpacked."""
    entries = opened.infolist()
    if package[:2] != b"PK":
        return "something else stands in front of it"
    if _TYPES not in opened.namelist():
        return "it is a zip file, but no Word or PowerPoint file"
    if len(entries) > MOST_PARTS:
        return f"it has more than {MOST_PARTS:,} parts"
    if wrong := _name(opened.namelist()):
        return wrong
    if sum(entry.file_size for entry in entries) > MOST_BYTES:
        return f"it unpacks to more than {MOST_BYTES:,} bytes"
    return ""


def unsound(package: bytes) -> str:
    """Why a stranger's package must not be read, in a few words; "" where it may."""
    try:
        parts = unpacked(package)
    except ValueError as e:
        return str(e)
    return danger(parts)


def danger(parts: Mapping[str, bytes]) -> str:
    """Why the XML of a stranger's package, unpacked, must not be read, in a few words; "" where it may.

    No part has a document type (ECMA-376 part 2, 8.1.4: entities swell, or fetch files); none is nested beyond reason.
    """
    types = parts[_TYPES]
    typed = {name.decode("utf-8", "replace").casefold() for how in (_TYPED, _TYPED_BACK) for name in how.findall(types)}
    tags = 0
    for name, data in parts.items():
        if _XML.search(name) or name.casefold() in typed:
            tags += data.count(b"<")
            if tags > MOST_TAGS:
                return f"it has more than {MOST_TAGS:,} tags"
            if wrong := _xml(data):
                return f"{name}: {wrong}"
    return ""


def _name(names: list[str]) -> str:
    """What is wrong with the names of parts: they are told apart without regard to case (OPC, 6.2.2.3)."""
    seen: set[str] = set()
    for name in names:
        if _OUT.search(name):
            return f"its part {name[:80]!a} leads out of it"
        if name.casefold() in seen:
            return f"it has the part {name[:80]!a} twice"
        seen.add(name.casefold())
    return ""


class _Refused(Exception):  # noqa: N818
    """Reading stops here; the message says why."""


def _xml(data: bytes) -> str:
    depth = 0

    def start(*element: object) -> None:
        nonlocal depth
        depth += 1
        if depth > DEEPEST:
            raise _Refused(f"elements are nested more than {DEEPEST} deep")

    def end(name: str) -> None:
        nonlocal depth
        depth -= 1

    def doctype(*found: object) -> None:
        raise _Refused("a DOCTYPE")

    parser = expat.ParserCreate()
    parser.StartElementHandler, parser.EndElementHandler = start, end
    parser.StartDoctypeDeclHandler = doctype
    try:
        parser.Parse(data, True)
    except _Refused as e:
        return str(e)
    except (expat.ExpatError, ValueError, LookupError):
        return "the XML is not well-formed"
    return ""
