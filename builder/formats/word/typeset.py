"""The paragraphs of a drawn document as they will be set: words with their forms, the width between the indents.

Read from the XML that the writer made, with the styles of its look, so that line ends can be foreseen (`last_lines`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from builder.fit.paragraph import Stretch, Way, broken
from builder.formats.word.elements import Element, name, value
from builder.formats.word.headings import lists_in
from builder.formats.word.numbers_shown import NumbersShown
from builder.formats.word.sheet import Sheet
from builder.formats.word.style_forms import ParagraphForm, StyleForms

_NOTE = "·"  # stands for the raised number of a note: a sign that begins no line
_ANY = Way(gap_em=0.2, raised=0.6)
_ROW_PT = 5.0  # the margins of a row's cells
_SYMBOLS = re.compile("[\u25a0-\u25ff]+")


@dataclass(frozen=True)
class SetWords:
    """All on which the line ends of a paragraph depend: the same for the same words, in whatever document.

    Attributes:
        stretches: its words.
        styles: the name of the character style of each stretch.
        width_pt, indent_pt: between its indents; of its first line.
        align: "both", "center", "left", …
        boxed: it has a border or a fill of its own, which would show a change of its indents.
        hangs: signs may stand beyond the end of its lines, in LibreOffice 7.4: not in tables, and not where its style
            allows it in so many words, which that version takes the wrong way round.
    """

    stretches: tuple[Stretch, ...]
    styles: tuple[str, ...]
    width_pt: float
    indent_pt: float
    align: str
    boxed: bool
    hangs: bool

    @property
    def text(self) -> str:
        """All of them."""
        return "".join(s.text for s in self.stretches)

    def broken(self, way: Way, *, more_pt: float = 0.0, less_pt: float = 0.0) -> list[tuple[int, int]]:
        """First character and end of each line, with more between characters or a narrower measure."""
        return broken(self.stretches, self.width_pt - less_pt, way, indent_pt=self.indent_pt, more_pt=more_pt)


@dataclass(frozen=True)
class SetParagraph:
    """A paragraph that carries words of ours.

    Attributes:
        element: its `w:p`.
        style: the name of its style.
        words: as they are set.
        runs: the `w:r` of each stretch; None for a number.
        left_pt, right_pt: its indents.
    """

    element: Element
    style: str
    words: SetWords
    runs: tuple[Element | None, ...]
    left_pt: float
    right_pt: float


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
    _forms: StyleForms = field(init=False)
    _numbers: NumbersShown = field(init=False)

    def __post_init__(self) -> None:
        self._forms = StyleForms(Sheet.of(self.document.styles.element))
        self._numbers = NumbersShown(lists_in(self.document.part.numbering_part.element))

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
        sides_pt = self._forms.sides_pt(value(style))
        for cell in row.iterchildren(name("w:tc")):
            cell_pt = int(value(cell.find(f"{name('w:tcPr')}/{name('w:tcW')}"), "w:w") or 0) / 20 - sides_pt
            yield (made for p in cell.iterchildren(name("w:p")) for made in self._paragraph(p, cell_pt, cell=True))

    def _height_pt(self, p: Element, made: Iterable[SetParagraph]) -> float:
        """Of one paragraph; one line where its words can't be set here."""
        form = self._forms.paragraph(value(p.find(f"{name('w:pPr')}/{name('w:pStyle')}")))
        return (sum(len(one.words.broken(_ANY)) for one in made) or 1) * form.pitch_pt + form.gaps_pt

    def _paragraph(self, p: Element, width_pt: float, *, cell: bool = False) -> Iterator[SetParagraph]:
        properties = p.find(name("w:pPr"))
        style_id = value(None if properties is None else properties.find(name("w:pStyle")))
        form = self._forms.paragraph(style_id)
        left, right, first, number = self._indents(properties, form)
        pieces = list(self._pieces(p, style_id))
        if not form.title or not pieces:
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
        align = value(None if properties is None else properties.find(name("w:jc"))) or form.align
        stretches, styles, runs = zip(*pieces, strict=True)
        boxed, hangs = form.bordered and not cell, not cell and not form.hanging
        words = SetWords(stretches, styles, width_pt - left - right, first, align, boxed, hangs)
        yield SetParagraph(p, form.title, words, runs, left, right)

    def _indents(self, properties: Element | None, form: ParagraphForm) -> tuple[float, float, float, str]:
        """Left, right and first line in points; and the number that stands before the words without a tab."""
        own, numbers = (None if properties is None else properties.find(name(tag)) for tag in ("w:ind", "w:numPr"))
        listed, text = self._numbers.next(form.numbers if numbers is None else numbers)

        def points(key: str) -> float | None:
            for each in (own, listed):
                if found := value(each, f"w:{key}"):
                    return int(found) / 20
            if listed is not None and key in ("firstLine", "hanging") and listed.attrib:
                return None
            return form.indents[key] / 20 if key in form.indents else None

        hanging = points("hanging")
        first = -hanging if hanging is not None else points("firstLine") or 0.0
        if text == "\t":
            first, text = max(first, 0.0), ""
        return points("left") or 0.0, points("right") or 0.0, first, text

    def _pieces(self, p: Element, style_id: str) -> Iterator[tuple[Stretch, str, Element | None]]:
        for piece in p.iter(name("w:t"), name("w:tab"), name("w:footnoteReference"), name("w:endnoteReference")):
            run = piece.getparent()
            if run is None or run.tag != name("w:r"):
                continue  # a tab stop
            own = value(run.find(f"{name('w:rPr')}/{name('w:rStyle')}"))
            text = {name("w:t"): piece.text or "", name("w:tab"): "\t"}.get(piece.tag, _NOTE)
            if text:
                yield self._stretch(text, style_id, own), self._forms.title(own), run

    def _stretch(self, text: str, style_id: str, own: str) -> Stretch:
        form = self._forms.run(style_id, own)
        symbol = _SYMBOLS.fullmatch(text) is not None
        return Stretch(
            text, form.size_pt, form.face, form.bold, form.raised, symbol, form.spacing_pt, form.edge_pt
        )  # fmt: skip


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
