"""The paragraphs of a drawn document as they will be set: words with their forms, the width between the indents.

Read from the XML that the writer made, with the styles of its look, so that line ends can be foreseen (`last_lines`).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from builder.fit.faces import Face, face
from builder.fit.paragraph import Stretch, Way, broken
from builder.formats.word.elements import Element, name, value
from builder.formats.word.headings import lists_in
from builder.formats.word.lists import in_words
from builder.formats.word.sheet import Sheet, title

_NOTE = "·"  # stands for the raised number of a note: a sign that begins no line
_ANY = Way(gap_em=0.2, raised=0.6)
_ROW_PT = 5.0  # the margins of a row's cells
_SYMBOLS = re.compile("[\u25a0-\u25ff]+")


@dataclass(frozen=True)
class Form:
    """Of a run: size, Latin face, weight, what is added behind each character (points), space of its border."""

    size_pt: float
    face: Face
    bold: bool
    raised: bool
    spacing_pt: float
    edge_pt: float


@dataclass(frozen=True)
class SetParagraph:
    """A paragraph that carries words of ours.

    Attributes:
        element: its `w:p`.
        style: the name of its style.
        stretches: its words; `styles` names the character style of each, `runs` has their `w:r` (None for a number).
        left_pt, right_pt: its indents.
        width_pt, indent_pt: between its indents; of its first line.
        align: "both", "center", "left", …
        boxed: it has a border or a fill of its own, which would show a change of its indents.
        hangs: signs may stand beyond the end of its lines, in LibreOffice 7.4: not in tables, and not where its style
            allows it in so many words, which that version takes the wrong way round.
    """

    element: Element
    style: str
    stretches: tuple[Stretch, ...]
    styles: tuple[str, ...]
    runs: tuple[Element | None, ...]
    left_pt: float
    right_pt: float
    width_pt: float
    indent_pt: float
    align: str
    boxed: bool
    hangs: bool

    @property
    def text(self) -> str:
        """All of its words."""
        return "".join(s.text for s in self.stretches)

    def broken(self, way: Way, *, more_pt: float = 0.0, less_pt: float = 0.0) -> list[tuple[int, int]]:
        """First character and end of each line, with more between characters or a narrower measure."""
        return broken(self.stretches, self.width_pt - less_pt, way, indent_pt=self.indent_pt, more_pt=more_pt)


@dataclass(frozen=True)
class SetSection:
    """What stands between two section breaks, and how wide and tall its text may be, in points."""

    blocks: list[Element]
    width_pt: float
    tall_pt: float


@dataclass
class Typesetting:
    """A document whose paragraphs are asked for.

    Attributes:
        document: python-docx's.
    """

    document: Any
    _sheet: Sheet = field(init=False)
    _lists: dict[str, Element] = field(init=False)
    _forms: dict[tuple[str, str], Form] = field(init=False, default_factory=dict)
    _known: dict[tuple[str, str, str], str] = field(init=False, default_factory=dict)
    _counts: Counter[tuple[str, int]] = field(init=False, default_factory=Counter)

    def __post_init__(self) -> None:
        self._sheet = Sheet.of(self.document.styles.element)
        self._lists = lists_in(self.document.part.numbering_part.element)

    def sections(self) -> Iterator[SetSection]:
        """The body cut at its section breaks."""
        waiting: list[Element] = []
        for block in self.document.element.body:
            waiting.append(block)
            section = block if block.tag == name("w:sectPr") else block.find(f"{name('w:pPr')}/{name('w:sectPr')}")
            if section is not None:
                yield SetSection(waiting, *_text_pt(section))
                waiting = []

    def paragraphs(self) -> Iterator[SetParagraph]:
        """Those of the text and of its tables, in order; none that holds a tab in its words."""
        for section in self.sections():
            for block in section.blocks:
                if block.tag == name("w:p") and _ours(block):
                    yield from self._paragraph(block, section.width_pt)
                elif block.tag == name("w:tbl") and _ours(block):
                    for row in block.iterchildren(name("w:tr")):
                        for cell in self._cells(row):
                            yield from cell

    def height_pt(self, piece: Element, width_pt: float) -> float:
        """About how high a paragraph or a row is, in points."""
        if piece.tag == name("w:p"):
            return self._height_pt(piece, self._paragraph(piece, width_pt))
        rows = [list(cell) for cell in self._cells(piece)]
        return max((sum(self._height_pt(p.element, [p]) for p in cell) for cell in rows), default=0.0) + _ROW_PT

    def _cells(self, row: Element) -> Iterator[Iterator[SetParagraph]]:
        table = row.getparent()
        style = None if table is None else table.find(f"{name('w:tblPr')}/{name('w:tblStyle')}")
        sides = sum(
            int(
                self._sheet.attribute(self._sheet.by_id.get(value(style)), f"w:tblPr/w:tblCellMar/w:{side}", "w:w")
                or 108
            )
            for side in ("left", "right")
        )
        for cell in row.iterchildren(name("w:tc")):
            cell_pt = (int(value(cell.find(f"{name('w:tcPr')}/{name('w:tcW')}"), "w:w") or 0) - sides) / 20
            yield (made for p in cell.iterchildren(name("w:p")) for made in self._paragraph(p, cell_pt, cell=True))

    def _height_pt(self, p: Element, made: Iterable[SetParagraph]) -> float:
        """Of one paragraph; one line where its words can't be set here."""
        style = self._sheet.by_id.get(value(p.find(f"{name('w:pPr')}/{name('w:pStyle')}")))
        size_pt = self._sheet.points(style)
        line, rule, before, after = (
            self._sheet.attribute(style, "w:pPr/w:spacing", f"w:{key}")
            for key in ("line", "lineRule", "before", "after")
        )
        pitch_pt = int(line) / 20 if line and rule in ("exact", "atLeast") else 1.3 * size_pt * int(line or 240) / 240
        count = sum(len(one.broken(_ANY)) for one in made) or 1
        if self._sheet.on(style, "w:pPr/w:contextualSpacing"):
            return count * pitch_pt  # its neighbour may be of the same style
        return count * pitch_pt + (int(before or 0) + int(after or 0)) / 20

    def _paragraph(self, p: Element, width_pt: float, *, cell: bool = False) -> Iterator[SetParagraph]:
        properties = p.find(name("w:pPr"))
        style_id = value(None if properties is None else properties.find(name("w:pStyle")))
        style = self._sheet.by_id.get(style_id)
        left, right, first, number = self._indents(properties, style)
        pieces = list(self._pieces(p, style_id))
        if style is None or not pieces:
            return
        if number:
            pieces.insert(0, (self._stretch(number, style_id, ""), "", None))
        tabs = [n for n, (stretch, _, _) in enumerate(pieces) if "\t" in stretch.text]
        if tabs:  # only behind a hanging number
            if first >= 0 or len(tabs) > 1:
                return
            del pieces[: tabs[0] + 1]
            first = 0.0
            if not pieces:
                return
        align = value(None if properties is None else properties.find(name("w:jc")))
        align = align or self._says(style, "w:pPr/w:jc", "w:val") or "left"
        hangs = not cell and self._sheet.property(style, "w:pPr/w:overflowPunct") is None
        stretches, styles, runs = zip(*pieces, strict=True)
        room_pt = width_pt - left - right
        boxed = not cell and any(self._sheet.property(style, f"w:pPr/{tag}") is not None for tag in ("w:pBdr", "w:shd"))
        yield SetParagraph(p, title(style), stretches, styles, runs, left, right, room_pt, first, align, boxed, hangs)

    def _indents(self, properties: Element | None, style: Element | None) -> tuple[float, float, float, str]:
        """Left, right and first line in points; and the number that stands before the words without a tab."""
        own = None if properties is None else properties.find(name("w:ind"))
        listed, text = self._numbered(properties, style)

        def points(key: str) -> float | None:
            for each in (own, listed):
                if found := value(each, f"w:{key}"):
                    return int(found) / 20
            if listed is not None and key in ("firstLine", "hanging") and listed.attrib:
                return None
            found = self._says(style, "w:pPr/w:ind", f"w:{key}")
            return int(found) / 20 if found else None

        hanging = points("hanging")
        first = -hanging if hanging is not None else points("firstLine") or 0.0
        if text == "\t":
            first, text = max(first, 0.0), ""
        return points("left") or 0.0, points("right") or 0.0, first, text

    def _says(self, style: Element | None, path: str, key: str) -> str:
        """What a style says, with all that it inherits; asked for every paragraph, and the same for all of a style."""
        wanted = (value(style, "w:styleId"), path, key)
        if wanted not in self._known:
            self._known[wanted] = self._sheet.attribute(style, path, key)
        return self._known[wanted]

    def _numbered(self, properties: Element | None, style: Element | None) -> tuple[Element | None, str]:
        """The indents of the list level, and the number itself; a tab where one stands behind it."""
        numbers = None if properties is None else properties.find(name("w:numPr"))
        if numbers is None:
            numbers = self._sheet.property(style, "w:pPr/w:numPr")
        number, level = (value(None if numbers is None else numbers.find(name(f"w:{k}"))) for k in ("numId", "ilvl"))
        abstract = self._lists.get(number)
        if abstract is None:
            return None, ""
        depth = int(level or 0)
        rungs = {int(value(one, "w:ilvl") or 0): one for one in abstract.iterchildren(name("w:lvl"))}
        if depth not in rungs:
            return None, ""
        self._counts[number, depth] += 1
        for deeper in range(depth + 1, 9):
            self._counts[number, deeper] = 0

        def shown(m: re.Match[str]) -> str:
            at = int(m[1]) - 1
            form = value(rungs[at].find(name("w:numFmt"))) if at in rungs else "decimal"
            return in_words(max(1, self._counts[number, at]), form)

        one = rungs[depth]
        text = re.sub(r"%(\d)", shown, value(one.find(name("w:lvlText"))))
        behind = value(one.find(name("w:suff"))) or "tab"
        shows = {"tab": "\t", "space": f"{text} ", "nothing": text}[behind] if text else ""
        return one.find(f"{name('w:pPr')}/{name('w:ind')}"), shows

    def _pieces(self, p: Element, style_id: str) -> Iterator[tuple[Stretch, str, Element | None]]:
        for piece in p.iter(name("w:t"), name("w:tab"), name("w:footnoteReference"), name("w:endnoteReference")):
            run = piece.getparent()
            if run is None or run.tag != name("w:r"):
                continue  # a tab stop
            own = value(run.find(f"{name('w:rPr')}/{name('w:rStyle')}"))
            text = {name("w:t"): piece.text or "", name("w:tab"): "\t"}.get(piece.tag, _NOTE)
            if text:
                style = self._sheet.by_id.get(own)
                yield self._stretch(text, style_id, own), "" if style is None else title(style), run

    def _stretch(self, text: str, style_id: str, own: str) -> Stretch:
        form = self._forms.get((style_id, own))
        if form is None:
            form = self._forms[style_id, own] = self._form(style_id, own)
        symbol = _SYMBOLS.fullmatch(text) is not None
        return Stretch(
            text, form.size_pt, form.face, form.bold, form.raised, symbol, form.spacing_pt, form.edge_pt
        )  # fmt: skip

    def _form(self, style_id: str, own: str) -> Form:
        """What takes effect on a run: its character style's, else its paragraph style's."""
        outer, inner = self._sheet.by_id.get(style_id), self._sheet.by_id.get(own)

        def found(tag: str, key: str = "w:val") -> str:
            for each in self._sheet.chain(inner):
                if text := value(each.find(f"{name('w:rPr')}/{name(tag)}"), key):
                    return text
            return self._sheet.attribute(outer, f"w:rPr/{tag}", key)

        on = any(each.find(f"{name('w:rPr')}/{name('w:b')}") is not None for each in self._sheet.chain(inner))
        return Form(
            size_pt=int(found("w:sz") or 20) / 2,
            face=face(found("w:rFonts", "w:ascii") or "Times New Roman"),
            bold=self._sheet.on(inner, "w:rPr/w:b") if on else self._sheet.on(outer, "w:rPr/w:b"),
            raised=found("w:vertAlign") == "superscript",
            spacing_pt=int(found("w:spacing") or 0) / 20,
            edge_pt=int(found("w:bdr", "w:sz") or 0) / 8 * 2,
        )


def _text_pt(section: Element) -> tuple[float, float]:
    """Width and height of a section's text."""
    size, margins = section.find(name("w:pgSz")), section.find(name("w:pgMar"))

    def twips(element: Element | None, *keys: str) -> int:
        return sum(abs(int(value(element, f"w:{key}") or 0)) for key in keys)

    wide, tall = twips(size, "w"), twips(size, "h")
    return (wide - twips(margins, "left", "right", "gutter")) / 20, (tall - twips(margins, "top", "bottom")) / 20


def _ours(element: Element) -> bool:
    """Whether it holds a line of the document's."""
    return any(value(mark, "w:name").startswith("_c_") for mark in element.iter(name("w:bookmarkStart")))
