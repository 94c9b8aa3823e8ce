"""Sections: upright and wide pages, their headers and footers."""

from __future__ import annotations

import copy
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import count
from typing import Any, Literal

from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part

from builder import model
from builder.formats.word.elements import Element, name, new, part_bytes, put, value
from builder.formats.word.footnotes import tell_section
from builder.formats.word.runs import Pen
from builder.formats.word.styles import Page

_ORDER = (
    "headerReference", "footerReference", "footnotePr", "endnotePr", "type", "pgSz", "pgMar", "paperSrc", "pgBorders",
    "lnNumType", "pgNumType", "cols", "formProt", "vAlign", "noEndnote", "titlePg",
)  # fmt: skip
"""Of the children of `w:sectPr` (ECMA-376 Part 1, 17.6.17), as far as `titlePg`."""
_EDGE = 510
"""As near to the edge as our running lines may stand, in twips: 9 mm."""
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.{}+xml"


@dataclass(frozen=True)
class Stretch:
    """The shapes of one section: on upright or on wide pages, and on which page it starts (17.18.77)."""

    wide: bool
    shapes: tuple[model.Shape, ...]
    start: Literal["nextPage", "evenPage", "oddPage"] = "nextPage"


def split(shapes: Sequence[model.Shape]) -> list[Stretch]:
    """The document cut into sections.

    An imprint stands at the foot of the last page, and that is the back of a sheet (GB/T 9704—2012, 7.4): the annex
    before it is a section of its own that starts on an even page, or on an odd one where it is two pages long. Word
    leaves the page before it blank where that has to be.
    """
    *parts, (wide, last) = _turned(shapes)
    made = [Stretch(*part) for part in parts]
    heads = [n for n, s in enumerate(last) if isinstance(s, model.Heading) and s.level == 1 and not s.numbered]
    if heads and heads[-1] and any(isinstance(s, model.Para) and s.role == "imprint" for s in last):
        annex = last[heads[-1] :]
        made.append(Stretch(wide, last[: heads[-1]]))
        return [*made, Stretch(wide, annex, "evenPage" if _pages(annex) % 2 else "oddPage")]
    return [*made, Stretch(wide, last)]


def _pages(annex: Sequence[model.Shape]) -> int:
    """How many pages of an official paper an annex takes, nearly: 22 lines of 28 characters, four of them free."""
    words = [model.plain(line) for shape in annex for line in model.lines_of(shape)]
    return -(-(4 + sum(1 + len(text) // 26 for text in words)) // 22)


def _turned(shapes: Sequence[model.Shape]) -> Iterator[tuple[bool, tuple[model.Shape, ...]]]:
    """The document cut into upright and wide (True) stretches.

    A heading right above a wide table goes to its page: it never stands at the foot of another. A list of sources that
    ends the document stays on the page of the wide table before it.
    """
    here: list[model.Shape] = []
    wide: list[model.Shape] = []
    for shape in shapes:
        if isinstance(shape, model.Notes):
            continue
        if isinstance(shape, model.Table) and shape.wide:
            at = _opening(here)
            if wide and at:
                yield True, tuple(wide)
                wide = []
            if here[:at]:
                yield False, tuple(here[:at])
            wide += [*here[at:], shape]
            here = []
        else:
            here.append(shape)
    if wide and all(isinstance(shape, model.Heading | model.SourceList) or _leads(shape) for shape in here):
        wide, here = [*wide, *here], []
    if wide:
        yield True, tuple(wide)
    if here or not wide:
        yield False, tuple(here)


def _opening(shapes: Sequence[model.Shape]) -> int:
    """Where the headings and small lines begin that the next shape stands right under; small lines above the first of
    these headings belong to what stands before.
    """
    at = len(shapes)
    while at and _leads(shapes[at - 1]):
        at -= 1
    heads = [n for n in range(at, len(shapes)) if isinstance(shapes[n], model.Heading)]
    return heads[0] if heads else at


def _leads(shape: model.Shape) -> bool:
    return isinstance(shape, model.Heading) or (isinstance(shape, model.Para) and shape.role != "body")


class Sections:
    """The section properties of one document, made from its upright and its wide page.

    The first page has no header. A header or footer that the look brings along (a logo) stays as it is; otherwise
    the running lines of the plan are written. Where the plan or the look asks for even pages, these have parts of
    their own, with the page number at the outer edge. `notes`: how notes are numbered; None where there are none.
    """

    def __init__(self, document: Any, doc: model.Document, pen: Pen, notes: model.NoteForm | None = None):
        self._doc = doc
        self._pen = pen
        self._part = document.part
        self._notes = notes
        asked = any(key.endswith("_even") for key in doc.running)
        self._even = asked or bool(document.settings.odd_and_even_pages_header_footer)
        document.settings.odd_and_even_pages_header_footer = self._even
        self._own = {
            kind: [r for r in pen.styles.page.section.iterchildren(name(f"w:{kind}Reference")) if self._filled(r)]
            for kind in ("header", "footer")
        }
        self._made: dict[tuple[str, bool, bool], str] = {}

    def properties(self, *, first: bool, wide: bool, start: str = "nextPage") -> Element:
        """The `w:sectPr` of one section, which starts on the next page, or on the next even or odd one."""
        section = copy.deepcopy(self._page(wide).section)
        plain = section.find(name("w:titlePg")) is None
        for child in list(section):
            if child.tag in (name("w:headerReference"), name("w:footerReference"), name("w:titlePg"), name("w:type")):
                section.remove(child)
        pages = section.find(name("w:pgNumType"))
        if pages is not None and not first:
            pages.attrib.pop(name("w:start"), "")  # a look's first page may be page 3, but not every section's
        numbered = tell_section(section, self._notes)
        references = [r for kind in ("header", "footer") for r in self._references(kind, first=first, wide=wide)]
        for n, reference in enumerate(references):
            section.insert(n, reference)
        if self._pen.styles.foreign:
            self._make_room(section)
        if numbered is not None:
            _insert(section, numbered)
        _insert(section, new("w:type", val=start))
        if first and not (plain and self._own["header"] and self._pen.styles.foreign):  # theirs may be for page 1 too
            _insert(section, new("w:titlePg"))
        return section

    def _references(self, kind: str, *, first: bool, wide: bool) -> Iterator[Element]:
        """What a section has above or below its text, by page."""
        if own := self._own[kind]:
            yield from (copy.deepcopy(r) for r in own)
            pages = {r.get(name("w:type")): r.get(name("r:id"), "") for r in own}
            if kind == "footer" and first and "first" not in pages and "default" in pages:
                yield self._reference(kind, "first", pages["default"])
            return
        if made := self._running(kind, wide):
            yield self._reference(kind, "default", made)
            if first and kind == "footer":
                yield self._reference(kind, "first", made)
        if self._even and (made := self._running(kind, wide, even=True)):
            yield self._reference(kind, "even", made)

    def _make_room(self, section: Element) -> None:
        """Keep our running lines off the edge of a page that was not made for any; lengths in twips."""
        margins = section.find(name("w:pgMar"))
        for kind, side in (("header", "top"), ("footer", "bottom")):
            if margins is None or self._own[kind] or not self._running(kind, wide=False):
                continue
            beside, free = (int(value(margins, f"w:{key}").lstrip("-") or 0) for key in (kind, side))
            if beside < _EDGE and free >= 2 * _EDGE:
                margins.set(name(f"w:{kind}"), str(_EDGE))

    def _page(self, wide: bool) -> Page:
        return self._pen.styles.wide if wide else self._pen.styles.page

    def _filled(self, reference: Element) -> bool:
        part = self._part.related_parts[reference.get(name("r:id"))]
        root = part.element
        return (
            bool("".join(root.itertext()).strip())
            or next(root.iter(name("w:drawing"), name("w:pict")), None) is not None
        )

    def _reference(self, kind: str, page: str, relation: str) -> Element:
        made = new(f"w:{kind}Reference", type=page)
        made.set(name("r:id"), relation)
        return made

    def _running(self, kind: str, wide: bool, *, even: bool = False) -> str:
        """The relationship id of a header or footer part, "" where nothing is to be said."""
        text = self._doc.running.get(kind, "")
        if even:
            text = self._doc.running.get(f"{kind}_even", text)
        if kind == "header" and not text:
            return ""
        if (kind, wide, even) not in self._made:
            root = new("w:hdr" if kind == "header" else "w:ftr")
            p = put(root, "w:p")
            properties = put(p, "w:pPr")
            put(properties, "w:pStyle", val=self._pen.styles["Header" if kind == "header" else "Footer"])
            if kind == "footer":
                tabs = put(properties, "w:tabs")
                for stop in self._pen.styles.tabs("Footer"):
                    put(tabs, "w:tab", val="clear", pos=stop)
                put(tabs, "w:tab", val="right", pos=self._page(wide).text)
            if kind == "footer" and even:
                self._page_number(p)
                self._pen.tab(p)
            if text:
                self._pen.text(p, text)
            if kind == "footer" and not even:
                self._pen.tab(p)
                self._page_number(p)
            number = len(self._made) + 1
            taken = {str(part.partname) for part in self._part.package.iter_parts()}
            uri = next(PackURI(u) for n in count(number) if (u := f"/word/{kind}{n}.xml") not in taken)
            part = Part(uri, _TYPE.format(kind), part_bytes(root), self._part.package)
            relation = RELATIONSHIP_TYPE.HEADER if kind == "header" else RELATIONSHIP_TYPE.FOOTER
            self._made[kind, wide, even] = self._part.relate_to(part, relation)
        return self._made[kind, wide, even]

    def _page_number(self, p: Element) -> None:
        words, gap = self._doc.words, "" if self._doc.lang == "zh" else " "
        before, between, after = (words.get(f"page_{w}", "").strip() for w in ("before", "between", "after"))
        self._pen.text(p, f"{before}{gap}" if before else "")
        self._pen.field(p, "PAGE", "1")
        if between:
            self._pen.text(p, f"{gap}{between}{gap}")
            self._pen.field(p, "NUMPAGES", "1")
        self._pen.text(p, after)


def _insert(section: Element, child: Element) -> None:
    """Put a child where the schema wants it."""
    local = child.tag.rpartition("}")[2]
    for n, other in enumerate(section):
        there = other.tag.rpartition("}")[2]
        if there not in _ORDER or _ORDER.index(there) > _ORDER.index(local):
            section.insert(n, child)
            return
    section.append(child)
