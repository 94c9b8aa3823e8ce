"""A look's file opened: documents and templates alike, never one with macros."""

from __future__ import annotations

import zipfile
from io import BytesIO
from typing import Any

import docx
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.exceptions import PackageNotFoundError
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from lxml import etree

from builder import model
from builder.formats.word.elements import name, value
from builder.formats.word.paint import themed
from builder.formats.word.settle import Host
from builder.formats.word.shipped import shipped
from builder.problem import Problem, Problems

_TEMPLATE, _DOCUMENT = b"wordprocessingml.template.main+xml", b"wordprocessingml.document.main+xml"
_MACROS = b"macroEnabled"
_THEME = "application/vnd.openxmlformats-officedocument.theme+xml"


def open_file(look: model.Look) -> Any:
    """The look as python-docx's document.

    Raises:
        Problems: it is no Word file, it holds macros, or a part of it has a DOCTYPE.
    """
    try:
        data = _as_document(look)
        return docx.Document(BytesIO(data))
    except (zipfile.BadZipFile, KeyError, ValueError, PackageNotFoundError, etree.XMLSyntaxError) as e:
        hint = "save it in Word as .docx"
        raise Problems([Problem(look.place, f"{look.path.name} is not a Word file", "not-word", hint)]) from e


def _as_document(look: model.Look) -> bytes:
    """A template (.dotx) differs from a document by its main content type; python-docx takes documents only."""
    with zipfile.ZipFile(BytesIO(look.data)) as package:
        types = package.read("[Content_Types].xml")
        if _MACROS in types:
            hint = "save it in Word as .docx or .dotx: nothing that runs is taken over"
            raise Problems([Problem(look.place, f"{look.path.name} holds macros", "macros", hint)])
        for part in package.namelist():
            if part.endswith((".xml", ".rels")) and b"<!DOCTYPE" in package.read(part)[:2000]:
                hint = "save it in Word again: no Office program writes one"
                message = f"{look.path.name}, {part}: a DOCTYPE"
                raise Problems([Problem(look.place, message, "doctype", hint)])
        if _TEMPLATE not in types:
            return look.data
        out = BytesIO()
        with zipfile.ZipFile(out, "w") as changed:
            for part in package.namelist():
                read = package.read(part)
                changed.writestr(part, types.replace(_TEMPLATE, _DOCUMENT) if part == "[Content_Types].xml" else read)
        return out.getvalue()


def hanging_tables(document: Any) -> bool:
    """Whether tables hang out of the text to the left: so they did until Word 2013, whose mode is 15."""
    settings = document.settings.element.iter(name("w:compatSetting"))
    modes = [value(s) for s in settings if value(s, "w:name") == "compatibilityMode"]
    return not modes or not modes[0].isdigit() or int(modes[0]) < 15


def theme_of(document: Any) -> Any:
    """The root of the file's theme; None where it has none."""
    for relation in document.part.rels.values():
        if relation.reltype == RELATIONSHIP_TYPE.THEME and not relation.is_external:
            return etree.fromstring(relation.target_part.blob, etree.XMLParser(resolve_entities=False, no_network=True))
    return None


def add_theme(document: Any, host: Host) -> None:
    """Give a file without a theme ours, in its own colour and fonts: charts draw with it."""
    if theme_of(document) is not None:
        return
    sheet, body = host.sheet, host.theirs.get("Collate Body")
    body = sheet.default("paragraph") if body is None else body
    fonts = {key: sheet.attribute(body, "w:rPr/w:rFonts", f"w:{key}") for key in ("ascii", "eastAsia")}
    data = themed(shipped().theme, host.paint.deep, fonts["ascii"], fonts["eastAsia"])
    part = Part(PackURI("/word/theme/theme1.xml"), _THEME, data, document.part.package)
    document.part.relate_to(part, RELATIONSHIP_TYPE.THEME)
