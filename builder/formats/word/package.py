"""The parts around the body: charts, the map of the lines, properties, settings."""

from __future__ import annotations

import datetime
import uuid
from collections.abc import Mapping, Sequence
from typing import Any

from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part

from builder import model
from builder.citation import Record
from builder.formats.word import library
from builder.formats.word.anchors import NAMESPACE, Anchors
from builder.formats.word.elements import name
from builder.formats.word.live import PREFERENCE
from builder.formats.word.runs import EAST, LATIN
from builder.ooxml.chart import chart_part
from builder.ooxml.custom_properties import ORIGIN, PART, custom_xml
from builder.ooxml.properties import short

_CHART = "application/vnd.openxmlformats-officedocument.drawingml.chart+xml"
_SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_STORE = "application/vnd.openxmlformats-officedocument.customXmlProperties+xml"
_STORED = "http://schemas.openxmlformats.org/officeDocument/2006/customXml"
_CUSTOM = "application/vnd.openxmlformats-officedocument.custom-properties+xml"
_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def add_chart(document: Any, chart: model.Chart, number: int, *, text_pt: float, lang: str) -> str:
    """Add a chart part with its workbook; gives the relationship id that the body names."""
    language = EAST if lang == "zh" else LATIN.get(lang, lang)
    xml, workbook = chart_part(chart, text_pt=text_pt, lang=language)
    package = document.part.package
    part = Part(PackURI(f"/word/charts/chart{number}.xml"), _CHART, xml, package)
    book = Part(PackURI(f"/word/embeddings/Microsoft_Excel_Sheet{number}.xlsx"), _SHEET, workbook, package)
    part.relate_to(book, RELATIONSHIP_TYPE.PACKAGE)  # the part's first relation: chart.WORKBOOK_REL
    relation: str = document.part.relate_to(part, RELATIONSHIP_TYPE.CHART)
    return relation


def add_line_map(document: Any, anchors: Anchors, units: Sequence[model.Unit]) -> None:
    """Add the custom XML part that tells which bookmark holds which line, and in which words it was made."""
    _add_custom_xml(document, anchors.part({unit.id: unit.text for unit in units}), NAMESPACE)


def add_sources(document: Any, records: Sequence[Record]) -> None:
    """Add the sources as Word's own References tab lists them."""
    if records:
        _add_custom_xml(document, library.sources_xml(records), library.NAMESPACE)


def _add_custom_xml(document: Any, data: bytes, schema: str) -> None:
    """Add a custom XML part, and the properties part that says of which schema it is."""
    item = str(uuid.uuid5(uuid.NAMESPACE_URL, schema)).upper()
    properties = (
        f'<?xml version="1.0" encoding="UTF-8" standalone="no"?>\n<ds:datastoreItem xmlns:ds="{_STORED}"'
        f' ds:itemID="{{{item}}}"><ds:schemaRefs><ds:schemaRef ds:uri="{schema}"/></ds:schemaRefs></ds:datastoreItem>'
    ).encode("ascii")
    package = document.part.package
    taken = {str(part.partname) for part in package.iter_parts()}
    number = next(n for n in range(1, 1000) if f"/customXml/item{n}.xml" not in taken)
    part = Part(PackURI(f"/customXml/item{number}.xml"), "application/xml", data, package)
    store = Part(PackURI(f"/customXml/itemProps{number}.xml"), _STORE, properties, package)
    part.relate_to(store, f"{_RELATION}/customXmlProps")
    document.part.relate_to(part, f"{_RELATION}/customXml")


def set_properties(document: Any, doc: model.Document) -> None:
    """Title, subject, keywords, language and the date of issue; nobody's name and no comment."""
    core = document.core_properties
    element = core._element  # python-docx can set a property but not take one away
    for child in list(element):
        element.remove(child)
    core.title = short(doc.title)
    if doc.subject:
        core.subject = short(doc.subject)
    if doc.keywords:
        core.keywords = short(doc.keywords)
    core.language = EAST if doc.lang == "zh" else LATIN.get(doc.lang, doc.lang)
    core.created = core.modified = datetime.datetime.fromisoformat(doc.date)


def set_custom_properties(document: Any, properties: Mapping[str, str]) -> None:
    """Write custom properties beside those that the look brings along; ours of an earlier build give way.

    By hand: File > Info > Properties > Advanced Properties > Custom (ECMA-376 Part 1, 22.3).
    """
    package = document.part.package
    name, old = PackURI(f"/{PART}"), b""
    for relation in list(package.rels.values()):
        if relation.reltype == RELATIONSHIP_TYPE.CUSTOM_PROPERTIES:
            before = package.rels.pop(relation.rId).target_part
            name, old = before.partname, before.blob
    part = Part(name, _CUSTOM, custom_xml(properties, old, drop=(PREFERENCE, ORIGIN)), package)
    package.relate_to(part, RELATIONSHIP_TYPE.CUSTOM_PROPERTIES)


def clean_settings(document: Any) -> None:
    """Take out of the look's settings what asks the reader, points outside, or belongs to its own history."""
    settings = document.settings.element
    for tag in ("updateFields", "attachedTemplate", "linkStyles", "rsids", "trackRevisions", "mailMerge"):
        for child in settings.findall(name(f"w:{tag}")):
            settings.remove(child)
