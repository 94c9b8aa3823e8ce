"""Footnotes: the part that holds them, with the lines that separate them from the text (ECMA-376 Part 1, 17.11).

By hand: References > Insert Footnote. Word writes a run with `w:footnoteReference` in the text, and the note in
word/footnotes.xml, beginning with a run with `w:footnoteRef`; both runs have the style "footnote reference". The part
also holds the separator and the continuation separator, which settings.xml names in `w:footnotePr`.

A note points back by number (同2), so the numbers run through the whole document, whatever the look asks for.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import XmlPart
from docx.oxml.parser import parse_xml
from lxml import etree

from builder import model
from builder.formats.word.elements import NAMESPACES, Element, name, new, put, value
from builder.formats.word.runs import HYPERLINK, Pen
from builder.formats.word.styles import NOTE

_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
_SEPARATORS = {"separator": -1, "continuationSeparator": 0}  # the ids that Word gives them
_BEHIND = (
    "endnotePr", "compat", "docVars", "rsids", "mathPr", "attachedSchema", "themeFontLang", "clrSchemeMapping",
    "doNotIncludeSubdocsInStats", "doNotAutoCompressPictures", "forceUpgrade", "captions", "readModeInkLockDown",
    "smartTagType", "schemaLibrary", "shapeDefaults", "doNotEmbedSmartTags", "decimalSymbol", "listSeparator",
)  # fmt: skip
"""Of the children of `w:settings` (17.15.1.78), what follows `w:footnotePr`."""


@dataclass(frozen=True)
class Footnotes:
    """The notes of one document.

    Attributes:
        root: the `w:footnotes`.
        pen: writes into it: addresses outside the file are relations of this part, not of the text's.
    """

    root: Element
    pen: Pen

    def write(self, cite: model.Cite, key: str) -> str:
        """Write the note of a mark; gives the id that the reference in the text names.

        Raises:
            ValueError: the notes come in another order than they are numbered in, so "as note 2" would lie.
        """
        assert cite.note is not None
        there = self.root.findall(name("w:footnote"))
        if cite.note.number != sum(not value(n, "w:type") for n in there) + 1:
            raise ValueError(f"note {cite.note.number} is out of order")
        number = max(int(value(n, "w:id")) for n in there) + 1
        p = put(put(self.root, "w:footnote", id=number), "w:p")
        put(put(p, "w:pPr"), "w:pStyle", val=self.pen.styles[NOTE])
        self.pen.note_number(p, "w:footnoteRef")
        self.pen.text(p, " ")
        self.pen.mark(p, cite, cite.note.spans, key)
        return str(number)


def open_footnotes(document: Any, pen: Pen) -> Footnotes:
    """The footnotes of the document, none yet; the look's own notes go, as all of its text does.

    The separators stay as the look has them.
    """
    root: Any = new("w:footnotes")
    old = _part_of(document)
    if old is not None:
        root.extend(_separators(parse_xml(old.blob)))
    if len(root) == 0:
        for kind, number in _SEPARATORS.items():
            p = put(put(root, "w:footnote", type=kind, id=number), "w:p")
            put(put(p, "w:pPr"), "w:pStyle", val=pen.styles[NOTE])
            put(put(p, "w:r"), f"w:{kind}")
    uri = PackURI("/word/footnotes.xml") if old is None else old.partname
    part = XmlPart(uri, _TYPE, root, document.part.package)
    document.part.relate_to(part, RELATIONSHIP_TYPE.FOOTNOTES)
    _tell(document.settings.element, [value(note, "w:id") for note in root])

    def relate(address: str) -> str:
        relation: str = part.relate_to(address, HYPERLINK, is_external=True)
        return relation

    return Footnotes(root, replace(pen, relate=relate))


def _separators(root: Element) -> list[Element]:
    """The separators of a look; none where it lacks one, or where they show what another part holds."""
    kept = [note for note in root if value(note, "w:type") not in ("", "normal")]
    whole = {value(note, "w:type") for note in kept} >= set(_SEPARATORS)
    relations = f"{{{NAMESPACES['r']}}}"
    own = not any(key.startswith(relations) for note in kept for e in note.iter() for key in map(str, e.attrib))
    return kept if whole and own else []


def close_footnotes(document: Any) -> None:
    """Take the look's own notes out of a document that has none."""
    if _part_of(document) is not None:
        for properties in document.settings.element.findall(name("w:footnotePr")):
            document.settings.element.remove(properties)


def _part_of(document: Any) -> Any:
    """The look's footnotes, taken out of the package; None where it has none."""
    for relation in list(document.part.rels.values()):
        if relation.reltype == RELATIONSHIP_TYPE.FOOTNOTES:
            return document.part.rels.pop(relation.rId).target_part
    return None


def _tell(settings: Element, separators: list[str]) -> None:
    """Name the separators in the settings, and let the numbers run through the document."""
    properties = settings.find(name("w:footnotePr"))
    if properties is None:
        properties = put(settings, "w:footnotePr")
        behind = next((c for c in settings if etree.QName(c).localname in _BEHIND), None)
        if behind is not None:
            behind.addprevious(properties)
    run_through(properties)
    for old in properties.findall(name("w:footnote")):
        properties.remove(old)
    for number in separators:
        put(properties, "w:footnote", id=number)


def run_through(properties: Element) -> None:
    """Take out of a `w:footnotePr` what starts the numbers anew on a page or in a section, or elsewhere than at 1."""
    for tag in ("numStart", "numRestart"):
        for child in properties.findall(name(f"w:{tag}")):
            properties.remove(child)
