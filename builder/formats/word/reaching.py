"""What hangs on the parts that are taken over from somebody's own Word file: nothing there may reach outside or act."""

from __future__ import annotations

import zipfile
from io import BytesIO
from typing import Any

from lxml import etree

from builder.formats.word.elements import NAMESPACES
from builder.ooxml.pictures import fault_of_picture
from builder.ooxml.sound import fault

_HARMLESS = ("image", "chartStyle", "chartColorStyle", "themeOverride", "chartUserShapes", "font", "package",
             "diagramDrawing", "hdphoto", "styles", "theme")  # fmt: skip
_ACTS = ("vbaproject", "externallink", "activex", "connections.xml", "/macrosheets/", "querytable", "oleobject")


def reaches(part: Any, seen: tuple[Any, ...] = ()) -> str:
    """What in a part, or in those that hang on it, reaches outside or acts, in words; "" where nothing does."""
    if part.content_type.startswith("image/") and (why := fault_of_picture(part.blob, part.content_type)):
        return why
    for relation in part.rels.values():
        kind = relation.reltype.rpartition("/")[2]
        if relation.is_external:
            return "something that fetches from outside"
        if kind not in _HARMLESS:
            return f"something of another kind ({kind})"
        if kind == "package" and (why := _workbook(relation.target_part.blob)):
            return why
        inner = relation.target_part
        if inner not in seen and (why := reaches(inner, (*seen, part))):
            return why
    return ""


def _workbook(data: bytes) -> str:
    """A chart's workbook: numbers and words, no program and no connection."""
    if fault(data):
        return "a workbook that is none"
    with zipfile.ZipFile(BytesIO(data)) as book:
        acts = any(word in name.casefold() for name in book.namelist() for word in _ACTS)
    return "a workbook that acts or reaches outside" if acts else ""


def strip(part: Any) -> str:
    """Take what reaches outside out of a part that python-docx leaves as bytes (theme, fonts); says whether it did."""
    gone = {id for id, one in part.rels.items() if one.is_external or reaches(one.target_part)}
    if not gone:
        return ""
    root = etree.fromstring(part.blob, etree.XMLParser(resolve_entities=False, no_network=True))
    for element in list(root.iter()):
        for key in [k for k, v in element.attrib.items() if str(k).startswith(f"{{{NAMESPACES['r']}}}") and v in gone]:
            parent = element.getparent()
            if str(element.tag).endswith("}blip") or parent is None:
                del element.attrib[key]
            else:
                parent.remove(element)
                break
    part._blob = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    for id in gone:
        part.rels.pop(id)
    return "something outside the file"
