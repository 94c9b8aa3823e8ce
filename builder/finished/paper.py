"""A finished Word document as a checker sees it: what stands in it, in which form, once its styles are resolved.

`paper_reader.read_paper` reads one. Changes that are tracked count as accepted. Lengths name their unit.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import TypeAlias

from builder.finished.paper_forms import Drawing, Field, Form, Run, Section, Settings
from builder.finished.paper_words import HAN


@dataclass(frozen=True)
class Paragraph:
    """A paragraph.

    Attributes:
        at: its number in the file, cells and text boxes counted.
        where: as a reader would find it: "paragraph 2 under '…'", "table 1, row 2, column 3".
        notes: the footnotes and endnotes that hang on it: kind and id.
        breaks: the page breaks in it.
        closes: it is the last of a section.
    """

    at: int
    where: str
    form: Form
    runs: tuple[Run, ...]
    drawings: tuple[Drawing, ...] = ()
    notes: tuple[tuple[str, str], ...] = ()
    bookmarks: tuple[str, ...] = ()
    breaks: int = 0
    closes: bool = False

    @cached_property
    def text(self) -> str:
        """The words as they are read; what is hidden is left out."""
        return "".join([r.text for r in self.runs if not r.face.hidden])

    @cached_property
    def han(self) -> bool:
        """Whether it speaks Chinese: a third of its letters are Han."""
        letters = sum(map(str.isalpha, self.text))
        return 3 * sum(map(str.isalpha, HAN.findall(self.text))) >= letters > 0


@dataclass(frozen=True)
class TableCell:
    """A cell; `covers` grid columns; `goes_on` the cell above it."""

    blocks: tuple[Block, ...]
    covers: int
    goes_on: bool

    @cached_property
    def text(self) -> str:
        return "\n".join([p.text for p in paragraphs(self.blocks)])


@dataclass(frozen=True)
class Row:
    """A row; `repeats` on every page as a header; `whole`: it doesn't break over two pages."""

    cells: tuple[TableCell, ...]
    repeats: bool
    whole: bool


@dataclass(frozen=True)
class Table:
    """A table.

    Attributes:
        number: in the order of the file, from 1.
        headed: whether the file says that its first row is a header.
        fixed: its columns don't follow their content.
        grid: the widths of the columns, in mm.
        title, words: its alternative text.
    """

    number: int
    at: int
    where: str
    rows: tuple[Row, ...]
    headed: bool
    fixed: bool
    grid: tuple[float, ...]
    title: str
    words: str


Block: TypeAlias = Paragraph | Table


@dataclass(frozen=True)
class Paper:
    """A document, in order.

    Attributes:
        lang: the language in which most of it is written, "zh" or "en".
        boxes: the paragraphs in text boxes.
        running: the paragraphs of headers and footers, each part once.
        notes: the paragraphs of footnotes and endnotes, by kind and id.
        marks: the names of all bookmarks.
        open_fields: the paragraphs in which a field is not closed, or closed without having begun.
        named_fonts: the typefaces that theme and styles name.
    """

    lang: str
    body: tuple[Block, ...]
    boxes: tuple[Paragraph, ...]
    running: tuple[Paragraph, ...]
    notes: Mapping[tuple[str, str], tuple[Paragraph, ...]]
    sections: tuple[Section, ...]
    fields: tuple[Field, ...]
    marks: frozenset[str]
    open_fields: tuple[int, ...]
    settings: Settings
    named_fonts: frozenset[str] = field(default_factory=frozenset)

    @cached_property
    def paragraphs(self) -> tuple[Paragraph, ...]:
        """Those of the body and of its tables, in reading order."""
        return tuple(paragraphs(self.body))

    @cached_property
    def everything(self) -> tuple[Paragraph, ...]:
        """Every paragraph of the file, text boxes, notes, headers and footers last."""
        notes = (p for ones in self.notes.values() for p in ones)
        return (*self.paragraphs, *self.boxes, *notes, *self.running)

    @cached_property
    def flow(self) -> tuple[Paragraph, ...]:
        """The paragraphs of the body that stand in no table."""
        return tuple(b for b in self.body if isinstance(b, Paragraph))

    @cached_property
    def tables(self) -> tuple[Table, ...]:
        return tuple(tables(self.body))

    @cached_property
    def headings(self) -> tuple[Paragraph, ...]:
        return tuple(p for p in self.paragraphs if p.form.level)

    @cached_property
    def bookmarks(self) -> Mapping[str, Paragraph]:
        """The paragraphs by the bookmarks that begin in them."""
        return {name: p for p in self.everything for name in p.bookmarks}

    @cached_property
    def fields_at(self) -> Mapping[int, tuple[Field, ...]]:
        """The fields by the paragraph in which they begin."""
        found: dict[int, tuple[Field, ...]] = {}
        for one in self.fields:
            found[one.at] = (*found.get(one.at, ()), one)
        return found

    def section(self, at: int) -> Section:
        """The section in which a paragraph stands."""
        return next((s for s in self.sections if at <= s.last or s.last < 0), self.sections[-1])


def paragraphs(blocks: tuple[Block, ...]) -> Iterator[Paragraph]:
    """The paragraphs in reading order, those in tables too."""
    for block in blocks:
        if isinstance(block, Paragraph):
            yield block
        else:
            for row in block.rows:
                for cell in row.cells:
                    yield from paragraphs(cell.blocks)


def tables(blocks: tuple[Block, ...]) -> Iterator[Table]:
    """The tables, those in tables too."""
    for block in blocks:
        if isinstance(block, Table):
            yield block
            for row in block.rows:
                for cell in row.cells:
                    yield from tables(cell.blocks)
