"""WordprocessingML elements, built directly: python-docx's own classes take forty times as long in the small."""

from __future__ import annotations

from functools import cache
from typing import Any

from lxml import etree

Element = etree._Element

NAMESPACES = {
    "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "c": "http://schemas.openxmlformats.org/drawingml/2006/chart",
}
SPACE = "{http://www.w3.org/XML/1998/namespace}space"


@cache
def name(tag: str) -> str:
    """`w:p` as lxml wants it."""
    prefix, _, local = tag.partition(":")
    return f"{{{NAMESPACES[prefix]}}}{local}"


def put(parent: Element, tag: str, **attributes: str | int) -> Element:
    """Append a child; attributes take the child's prefix (`put(p, "w:jc", val="left")`)."""
    child = etree.SubElement(parent, name(tag))
    _set(child, tag, attributes)
    return child


def new(tag: str, **attributes: str | int) -> Element:
    """An element without a parent."""
    made = etree.Element(name(tag), nsmap=NAMESPACES)
    _set(made, tag, attributes)
    return made


def _set(element: Element, tag: str, attributes: dict[str, Any]) -> None:
    prefix = tag.partition(":")[0]
    for key, value in attributes.items():
        element.set(name(f"{prefix}:{key}"), str(value))


def value(element: Element | None, key: str = "w:val") -> str:
    """An attribute of an element that may be missing ("" then)."""
    return "" if element is None else element.get(name(key), "")


def part_bytes(root: Element) -> bytes:
    """The XML of a part."""
    made: bytes = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    return made
