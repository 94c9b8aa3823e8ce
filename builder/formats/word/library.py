"""The sources as Word's own References tab lists them (ECMA-376 Part 1, 22.6): a custom XML part `b:Sources`."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Mapping
from typing import Any

from lxml import etree

from builder.citation import Record

NAMESPACE = "http://schemas.openxmlformats.org/officeDocument/2006/bibliography"

_KINDS = {
    "article-journal": "JournalArticle",
    "article-magazine": "ArticleInAPeriodical",
    "article-newspaper": "ArticleInAPeriodical",
    "book": "Book",
    "chapter": "BookSection",
    "entry": "BookSection",
    "entry-dictionary": "BookSection",
    "entry-encyclopedia": "BookSection",
    "graphic": "Art",
    "interview": "Interview",
    "legal_case": "Case",
    "motion_picture": "Film",
    "paper-conference": "ConferenceProceedings",
    "patent": "Patent",
    "post": "InternetSite",
    "post-weblog": "InternetSite",
    "report": "Report",
    "song": "SoundRecording",
    "thesis": "Report",
    "webpage": "InternetSite",
}
_CONTAINERS = {
    "JournalArticle": "JournalName",
    "ArticleInAPeriodical": "PeriodicalTitle",
    "BookSection": "BookTitle",
    "ConferenceProceedings": "ConferenceName",
    "InternetSite": "InternetSiteTitle",
}
_FIELDS = {
    "title": "Title",
    "title-short": "ShortTitle",
    "volume": "Volume",
    "issue": "Issue",
    "page": "Pages",
    "edition": "Edition",
    "publisher": "Publisher",
    "publisher-place": "City",
    "genre": "ThesisType",
    "URL": "URL",
}
_ROLES = {"author": "Author", "editor": "Editor", "translator": "Translator"}
_NUMBERS = ("DOI", "ISBN", "ISSN")


def sources_xml(records: Iterable[Record]) -> bytes:
    """The part's XML, with the sources in the order given; what a record does not state is left out."""
    root = etree.Element(f"{{{NAMESPACE}}}Sources", nsmap={"b": NAMESPACE})
    for number, record in enumerate(records, 1):
        source = etree.SubElement(root, f"{{{NAMESPACE}}}Source")
        kind = _KINDS.get(str(record.get("type", "")), "Misc")
        _put(source, "Tag", record["id"])
        _put(source, "SourceType", kind)
        guid = uuid.uuid5(uuid.NAMESPACE_URL, f"urn:collate:source:{record['id']}")
        _put(source, "Guid", f"{{{str(guid).upper()}}}")
        _people(source, record)
        for field, element in _FIELDS.items():
            _put(source, element, record.get(field))
        _put(source, _CONTAINERS.get(kind, ""), record.get("container-title"))
        _date(source, record.get("issued"), "")
        _date(source, record.get("accessed"), "Accessed")
        _put(source, "StandardNumber", next((record[n] for n in _NUMBERS if record.get(n)), None))
        _put(source, "LCID", record.get("language"))
        _put(source, "RefOrder", number)
    made: bytes = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    return made


def _put(parent: etree._Element, tag: str, text: Any) -> None:
    if tag and text not in (None, ""):
        etree.SubElement(parent, f"{{{NAMESPACE}}}{tag}").text = str(text)


def _people(source: etree._Element, record: Record) -> None:
    roles = [role for role in _ROLES if record.get(role)]
    outer = etree.SubElement(source, f"{{{NAMESPACE}}}Author") if roles else source
    for role in roles:
        inner = etree.SubElement(outer, f"{{{NAMESPACE}}}{_ROLES[role]}")
        people = record[role]
        if len(people) == 1 and "literal" in people[0]:
            _put(inner, "Corporate", people[0]["literal"])
            continue
        listed = etree.SubElement(inner, f"{{{NAMESPACE}}}NameList")
        for person in people:
            made = etree.SubElement(listed, f"{{{NAMESPACE}}}Person")
            _put(made, "Last", person.get("family") or person.get("literal"))
            _put(made, "First", person.get("given"))


def _date(source: etree._Element, date: Any, what: str) -> None:
    points = date.get("date-parts") if isinstance(date, Mapping) else None
    for tag, part in zip(("Year", "Month", "Day"), points[0] if points else (), strict=False):
        _put(source, f"{tag}{what}", part)
