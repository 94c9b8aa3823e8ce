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


ORDERS = {
    "pPr": (
        "pStyle", "keepNext", "keepLines", "pageBreakBefore", "framePr", "widowControl", "numPr", "suppressLineNumbers",
        "pBdr", "shd", "tabs", "suppressAutoHyphens", "kinsoku", "wordWrap", "overflowPunct", "topLinePunct",
        "autoSpaceDE", "autoSpaceDN", "bidi", "adjustRightInd", "snapToGrid", "spacing", "ind", "contextualSpacing",
        "mirrorIndents", "suppressOverlap", "jc", "textDirection", "textAlignment", "textboxTightWrap", "outlineLvl",
        "divId", "cnfStyle", "rPr", "sectPr", "pPrChange",
    ),
    "rPr": (
        "rStyle", "rFonts", "b", "bCs", "i", "iCs", "caps", "smallCaps", "strike", "dstrike", "outline", "shadow",
        "emboss", "imprint", "noProof", "snapToGrid", "vanish", "webHidden", "color", "spacing", "w", "kern",
        "position", "sz", "szCs", "highlight", "u", "effect", "bdr", "shd", "fitText", "vertAlign", "rtl", "cs", "em",
        "lang", "eastAsianLayout", "specVanish", "oMath",
    ),
    "lvl": (
        "start", "numFmt", "lvlRestart", "pStyle", "isLgl", "suff", "lvlText", "lvlPicBulletId", "legacy", "lvlJc",
        "pPr", "rPr",
    ),
}  # fmt: skip
"""The order of children (ECMA-376 Part 1, 17.3.1.26, 17.3.2.28, 17.9.6); another one makes Word "repair" a file."""


def ordered(element: Element) -> None:
    """Put the children of a `w:pPr`, `w:rPr` or `w:lvl` in the order of the schema; those it doesn't know go last."""
    order = ORDERS[etree.QName(element).localname]
    ranks = {name(f"w:{tag}"): n for n, tag in enumerate(order)}
    element[:] = sorted(element, key=lambda child: ranks.get(child.tag, len(order)))
