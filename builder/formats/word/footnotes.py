"""Footnotes and endnotes: the part that holds them, with the lines that separate them from the text.

By hand: References > Insert Footnote. Word writes a run with `w:footnoteReference` in the text, and the note in
word/footnotes.xml, beginning with a run with `w:footnoteRef`; both runs have the style "footnote reference". The part
also holds the separator and the continuation separator, which settings.xml names in `w:footnotePr` (ECMA-376 Part 1,
17.11). Endnotes are the same under their own names; their styles "endnote text" and "endnote reference" are those of
footnotes where the look has none.

A note that points back by number (同2) needs numbers that run through the whole document, whatever the look asks for.
Where the template lets them begin anew on every page, no note does (`builder.cite`).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any, Literal, TypeAlias

from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import XmlPart
from docx.oxml.parser import parse_xml
from lxml import etree

from builder import model
from builder.formats.word.elements import NAMESPACES, Element, name, new, put, value
from builder.formats.word.runs import HYPERLINK, Pen
from builder.formats.word.styles import NOTE, NOTE_NUMBER

Kind: TypeAlias = Literal["footnote", "endnote"]

_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.{}s+xml"
_RELATIONS = {"footnote": RELATIONSHIP_TYPE.FOOTNOTES, "endnote": RELATIONSHIP_TYPE.ENDNOTES}
_SEPARATORS = {"separator": -1, "continuationSeparator": 0}  # the ids that Word gives them
_CIRCLED = "decimalEnclosedCircleChinese"
_BEHIND = (
    "endnotePr", "compat", "docVars", "rsids", "mathPr", "attachedSchema", "themeFontLang", "clrSchemeMapping",
    "doNotIncludeSubdocsInStats", "doNotAutoCompressPictures", "forceUpgrade", "captions", "readModeInkLockDown",
    "smartTagType", "schemaLibrary", "shapeDefaults", "doNotEmbedSmartTags", "decimalSymbol", "listSeparator",
)  # fmt: skip
"""Of the children of `w:settings` (17.15.1.78), what follows `w:footnotePr`."""


@dataclass(frozen=True)
class NoteWriter:
    """What the pen has to know of notes.

    Attributes:
        kind: "footnote" or "endnote".
        style: of their numbers, by id.
        write: writes the note of a mark, given something that tells the mark from all others; gives its id.
    """

    kind: Kind
    style: str
    write: Callable[[model.Cite, str], str]


@dataclass(frozen=True)
class _Notes:
    """The notes of one document.

    Attributes:
        kind: at the foot of the page, or at the end.
        root: the `w:footnotes` or `w:endnotes`.
        pen: writes into it: addresses outside the file are relations of this part, not of the text's.
        text, number: the styles of a note and of its number, by id.
    """

    kind: Kind
    root: Element
    pen: Pen
    text: str
    number: str

    def write(self, cite: model.Cite, key: str) -> str:
        """Write the note of a mark; gives the id that the reference in the text names.

        Raises:
            ValueError: the notes come in another order than they are numbered in, so "as note 2" would lie.
        """
        assert cite.note is not None
        there = self.root.findall(name(f"w:{self.kind}"))
        if cite.note.number != sum(not value(n, "w:type") for n in there) + 1:
            raise ValueError(f"note {cite.note.number} is out of order")
        number = max(int(value(n, "w:id")) for n in there) + 1
        p = put(put(self.root, f"w:{self.kind}", id=number), "w:p")
        put(put(p, "w:pPr"), "w:pStyle", val=self.text)
        self.pen.note_number(p, f"w:{self.kind}Ref", self.number)
        self.pen.text(p, " ")
        self.pen.mark(p, cite, cite.note.spans, key)
        return str(number)


def open_notes(document: Any, pen: Pen, form: model.NoteForm) -> NoteWriter:
    """The notes of the document, none yet; the look's own notes go, as all of its text does.

    The separators stay as the look has them.
    """
    kind: Kind = "endnote" if form.at == "end" else "footnote"
    close_notes(document, "footnote" if kind == "endnote" else "endnote")
    text = _own_style(document, f"{kind} text", pen) or pen.styles[NOTE]
    number = _own_style(document, f"{kind} reference", pen) or pen.styles[NOTE_NUMBER]
    root: Any = new(f"w:{kind}s")
    old = _part_of(document, kind)
    if old is not None:
        root.extend(_separators(parse_xml(old.blob)))
    if len(root) == 0:
        for what, at in _SEPARATORS.items():
            p = put(put(root, f"w:{kind}", type=what, id=at), "w:p")
            put(put(p, "w:pPr"), "w:pStyle", val=text)
            put(put(p, "w:r"), f"w:{what}")
    uri = PackURI(f"/word/{kind}s.xml") if old is None else old.partname
    part = XmlPart(uri, _TYPE.format(kind), root, document.part.package)
    document.part.relate_to(part, _RELATIONS[kind])
    _tell(document.settings.element, kind, form, [value(note, "w:id") for note in root])

    def relate(address: str) -> str:
        relation: str = part.relate_to(address, HYPERLINK, is_external=True)
        return relation

    return NoteWriter(kind, number, _Notes(kind, root, replace(pen, relate=relate), text, number).write)


def close_notes(document: Any, *kinds: Kind) -> None:
    """Take the look's own notes out of a document that has none of these kinds."""
    for kind in kinds:
        if _part_of(document, kind) is not None:
            for properties in document.settings.element.findall(name(f"w:{kind}Pr")):
                document.settings.element.remove(properties)


def tell_section(section: Element, form: model.NoteForm | None) -> Element | None:
    """Say of a section how its notes are numbered: Word asks the section first, and the settings after it.

    Args:
        section: a copy of the look's `w:sectPr`; what it says of notes itself gives way.
        form: of this document's notes; None where it has none.

    Returns:
        A `w:footnotePr` or `w:endnotePr` to be put in, where there is anything to be said.
    """
    kind: Kind = "endnote" if form and form.at == "end" else "footnote"
    for old in (*section.findall(name("w:footnotePr")), *section.findall(name("w:endnotePr"))):
        if form is None or old.tag != name(f"w:{kind}Pr"):
            section.remove(old)
    properties = section.find(name(f"w:{kind}Pr"))
    if form is None or (properties is None and form == model.NoteForm()):
        return None
    if properties is not None:
        section.remove(properties)
    else:
        properties = new(f"w:{kind}Pr")
    _number(properties, kind, form)
    return properties if len(properties) else None


def _own_style(document: Any, style: str, pen: Pen) -> str:
    """The id of the look's style of this name, "" where it has none."""
    ids = {
        value(s.find(name("w:name"))).casefold(): value(s, "w:styleId")
        for s in document.styles.element.iterchildren(name("w:style"))
    }
    return ids.get(f"{style} {pen.lang}", ids.get(style, ""))


def _separators(root: Element) -> list[Element]:
    """The separators of a look; none where it lacks one, or where they show what another part holds."""
    kept = [note for note in root if value(note, "w:type") not in ("", "normal")]
    whole = {value(note, "w:type") for note in kept} >= set(_SEPARATORS)
    relations = f"{{{NAMESPACES['r']}}}"
    own = not any(key.startswith(relations) for note in kept for e in note.iter() for key in map(str, e.attrib))
    return kept if whole and own else []


def _part_of(document: Any, kind: Kind) -> Any:
    """The look's notes, taken out of the package; None where it has none."""
    for relation in list(document.part.rels.values()):
        if relation.reltype == _RELATIONS[kind]:
            return document.part.rels.pop(relation.rId).target_part
    return None


def _tell(settings: Element, kind: Kind, form: model.NoteForm, separators: list[str]) -> None:
    """Name the separators in the settings, and say how the notes are numbered."""
    properties = settings.find(name(f"w:{kind}Pr"))
    if properties is None:
        properties = put(settings, f"w:{kind}Pr")
        later = _BEHIND[1:] if kind == "endnote" else _BEHIND
        behind = next((c for c in settings if etree.QName(c).localname in later), None)
        if behind is not None:
            behind.addprevious(properties)
    for old in properties.findall(name(f"w:{kind}")):
        properties.remove(old)
    _number(properties, kind, form)
    for number in separators:
        put(properties, f"w:{kind}", id=number)


def _number(properties: Element, kind: Kind, form: model.NoteForm) -> None:
    """Write numerals and restart into a `w:footnotePr` or `w:endnotePr`, behind `w:pos` (17.11.11, 17.11.17 to 19).

    Arabic numerals stay what the look makes of them; endnotes of a look that says nothing would have roman ones.
    """
    own = properties.find(name("w:numFmt"))
    numerals = _CIRCLED if form.numbers == "①" else value(own) or ("decimal" if kind == "endnote" else "")
    for tag in ("numFmt", "numStart", "numRestart"):
        for child in properties.findall(name(f"w:{tag}")):
            properties.remove(child)
    at = 1 if properties.find(name("w:pos")) is not None else 0
    if form.restart == "page":
        properties.insert(at, new("w:numRestart", val="eachPage"))
    if numerals:
        properties.insert(at, new("w:numFmt", val=numerals))
