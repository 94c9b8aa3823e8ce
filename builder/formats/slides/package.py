"""A deck as a file: slides, notes, charts, links and sections put into the look's package."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from datetime import datetime
from io import BytesIO
from typing import Any

from lxml import etree
from pptx.opc.constants import CONTENT_TYPE as CT
from pptx.opc.constants import RELATIONSHIP_TYPE as RT
from pptx.opc.package import Part
from pptx.opc.packuri import PackURI
from pptx.oxml import parse_xml
from pptx.parts.chart import ChartPart
from pptx.parts.embeddedpackage import EmbeddedXlsxPart
from pptx.parts.slide import NotesSlidePart, SlidePart

from builder import model
from builder.formats.slides.draw import NAMESPACES, Links, notes_xml, slide_xml
from builder.formats.slides.emptied import emptied, renamed
from builder.formats.slides.layouts import P
from builder.formats.slides.look import DeckLook
from builder.formats.slides.needed import PARTS_LAYOUT
from builder.formats.slides.opened import opened
from builder.formats.slides.scene import Figure, Slide
from builder.ooxml.chart import WORKBOOK_REL, chart_part
from builder.ooxml.custom_properties import ORIGIN, PART, custom_xml, origin
from builder.ooxml.properties import short

_P14 = "http://schemas.microsoft.com/office/powerpoint/2010/main"
_SECTIONS = "{521415D9-36F7-43E2-AB2F-B90AF26B5E84}"
_SAFE = ("http://", "https://", "mailto:")
_FIRST_SLIDE_ID = 256  # ECMA-376 Part 1, 19.7.13: ids of slides begin here


def package(slides: Sequence[Slide], doc: model.Document, look: DeckLook, file: model.Look, locale: str) -> bytes:
    """The bytes of the pptx.

    Args:
        file: the look file; its slides, but those to be kept, and the layout of parts are left out.
        locale: the language of the deck ("zh-CN").
    """
    deck = opened(file)
    layouts = {str(x.part.partname): x for m in deck.slide_masters for x in m.slide_layouts}
    kept = emptied(deck, look.keep)
    renamed(deck, kept, len(slides) + 1)
    parts = [_new_slide(deck, layouts[look.files[s.layout]], n) for n, s in enumerate(slides, 1)]
    _last(deck, kept)
    opens = {id: part for slide, part in zip(slides, parts, strict=True) for id in slide.opens}
    footer = doc.running.get("footer", "")
    charts = _Charts(deck.part.package, locale, look.flipped)
    for n, (slide, part) in enumerate(zip(slides, parts, strict=True), 1):
        links = _links(part, opens, charts)
        part._element = parse_xml(slide_xml(slide, look, links, footer, locale))
        if slide.notes:
            _notes(deck, part, slide, look, locale, n)
    _sections(deck, slides, doc, len(kept))
    for master in deck.slide_masters:
        for layout in list(master.slide_layouts):
            if layout.name == PARTS_LAYOUT:
                master.slide_layouts.remove(layout)
    _properties(deck, doc, locale)
    out = BytesIO()
    deck.save(out)
    return out.getvalue()


def _last(deck: Any, kept: Sequence[Any]) -> None:
    """Kept slides behind ours, with the ids that follow."""
    ids = deck.slides._sldIdLst
    for entry in kept:
        ids.remove(entry)
        ids.append(entry)
    for n, entry in enumerate(ids):
        entry.set("id", str(_FIRST_SLIDE_ID + n))


def _new_slide(deck: Any, layout: Any, n: int) -> SlidePart:
    """A slide without shapes yet. `add_slide` looks at all names each time, and may take one that is in use."""
    element = parse_xml(f"<p:sld {NAMESPACES}><p:cSld><p:spTree/></p:cSld></p:sld>")
    part = SlidePart(PackURI(f"/ppt/slides/slide{n}.xml"), CT.PML_SLIDE, deck.part.package, element)
    part.relate_to(layout.part, RT.SLIDE_LAYOUT)
    entry = deck.slides._sldIdLst._add_sldId()
    entry.rId = deck.part.rels._add_relationship(RT.SLIDE, part)  # a new one: `relate_to` looks at all others first
    entry.set("id", str(_FIRST_SLIDE_ID + n - 1))
    return part


class _Charts:
    """The charts of a deck, numbered as they are drawn."""

    def __init__(self, package: Any, locale: str, flipped: bool = False):
        self.package, self.locale, self.flipped, self.count = package, locale, flipped, 0

    def add(self, figure: Figure) -> ChartPart:
        self.count += 1
        xml, workbook = chart_part(figure.chart, text_pt=figure.text_pt, lang=self.locale)
        xml = _flipped(xml) if self.flipped else xml
        chart = ChartPart(PackURI(f"/ppt/charts/chart{self.count}.xml"), CT.DML_CHART, self.package, parse_xml(xml))
        name = PackURI(f"/ppt/embeddings/Microsoft_Excel_Sheet{self.count}.xlsx")
        book = EmbeddedXlsxPart(name, CT.SML_SHEET, self.package, workbook)
        found = chart.relate_to(book, RT.PACKAGE)
        assert found == WORKBOOK_REL, "the workbook is a chart's first relationship"
        return chart


def _flipped(xml: bytes) -> bytes:
    """A chart's words on a ground for which the theme's own dark and light must change places."""
    return xml.replace(b'val="tx1"', b'val=""').replace(b'val="bg1"', b'val="tx1"').replace(b'val=""', b'val="bg1"')


def _links(part: Part, opens: dict[str, SlidePart], charts: _Charts) -> Links:
    def slide(id: str) -> str:
        return str(part.relate_to(opens[id], RT.SLIDE)) if id in opens and opens[id] is not part else ""

    def url(address: str) -> str:
        safe = address.lower().startswith(_SAFE)
        return str(part.relate_to(address, RT.HYPERLINK, is_external=True)) if safe else ""

    return Links(slide, url, lambda figure: str(part.relate_to(charts.add(figure), RT.CHART)))


def _notes(deck: Any, part: SlidePart, slide: Slide, look: DeckLook, locale: str, n: int) -> None:
    element = parse_xml(f"<p:notes {NAMESPACES}><p:cSld><p:spTree/></p:cSld></p:notes>")
    name = PackURI(f"/ppt/notesSlides/notesSlide{n}.xml")
    notes = NotesSlidePart(name, CT.PML_NOTES_SLIDE, deck.part.package, element)
    notes.relate_to(deck.part.notes_master_part, RT.NOTES_MASTER)
    notes.relate_to(part, RT.SLIDE)
    part.relate_to(notes, RT.NOTES_SLIDE)
    links = _links(notes, {}, _Charts(deck.part.package, locale))
    notes._element = parse_xml(notes_xml(slide, look, links, locale))


def _sections(deck: Any, slides: Sequence[Slide], doc: model.Document, kept: int) -> None:
    """PowerPoint's sections, in its own extension of `p:presentation`; what stands before the first has the title."""
    names = {s.id: model.plain(s.line) for s in doc.shapes if isinstance(s, model.Heading)}
    if not any(s.section for s in slides):
        return
    groups: list[tuple[str, list[int]]] = []
    for n, slide in enumerate(slides):
        if not groups or groups[-1][0] != slide.section:
            groups.append((slide.section, []))
        groups[-1][1].append(_FIRST_SLIDE_ID + n)
    groups[-1][1].extend(_FIRST_SLIDE_ID + len(slides) + n for n in range(kept))
    root = deck.part._element
    extensions = root.find(P + "extLst")
    if extensions is None:
        extensions = etree.SubElement(root, P + "extLst")
    holder = etree.SubElement(extensions, P + "ext", uri=_SECTIONS)
    section_list = etree.SubElement(holder, f"{{{_P14}}}sectionLst", nsmap={"p14": _P14})
    for id, numbers in groups:
        guid = uuid.uuid5(uuid.NAMESPACE_URL, f"collate:section:{id}")
        section = etree.SubElement(
            section_list, f"{{{_P14}}}section", name=names.get(id, doc.title), id=f"{{{str(guid).upper()}}}"
        )
        ids = etree.SubElement(section, f"{{{_P14}}}sldIdLst")
        for number in numbers:
            etree.SubElement(ids, f"{{{_P14}}}sldId", id=str(number))


def _properties(deck: Any, doc: model.Document, locale: str) -> None:
    core = deck.core_properties
    core.title, core.subject, core.keywords = short(doc.title), short(doc.subject), short(doc.keywords)
    core.language = locale
    core.author = core.last_modified_by = core.comments = ""
    core.created = core.modified = datetime.fromisoformat(doc.date)
    package = deck.part.package
    name, old = PackURI(f"/{PART}"), b""
    for relation in list(package._rels.values()):
        if relation.reltype == RT.CUSTOM_PROPERTIES:
            before = package._rels.pop(relation.rId).target_part
            name, old = before.partname, before.blob
    custom = custom_xml(origin(doc.origin), old, drop=(ORIGIN,))
    package.relate_to(Part(name, CT.OFC_CUSTOM_PROPERTIES, package, custom), RT.CUSTOM_PROPERTIES)
