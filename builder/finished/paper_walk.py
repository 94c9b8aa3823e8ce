"""The walk through the body of a Word document: paragraphs, tables, runs, fields, notes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from builder.finished.package import Package
from builder.finished.paper import Block, Paragraph, Row, Table, TableCell, paragraphs
from builder.finished.paper_drawings import drawing
from builder.finished.paper_fields import Fields
from builder.finished.paper_forms import Drawing, Run
from builder.finished.paper_grid import GONE, cell_form, cells_of, row_form, rows_of
from builder.finished.paper_styles import Element, Styles, W, number, part, val
from builder.finished.paper_words import short

_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_PROPERTIES, _RUN_PR, _SECTION = (W + n for n in ("pPr", "rPr", "sectPr"))
_SIGNS = {"tab": "\t", "cr": "\n", "noBreakHyphen": "\u2011", "softHyphen": "\u00ad"}
_MM_PER_TWIP = 25.4 / 1440


@dataclass
class _Said:
    """What has been collected of one paragraph."""

    at: int
    where: str
    style: str
    table: str
    runs: list[Run] = field(default_factory=list)
    drawings: list[Drawing] = field(default_factory=list)
    notes: list[tuple[str, str]] = field(default_factory=list)
    breaks: int = 0
    link: str = ""


class _Names(dict[Any, str]):
    """The names of elements without their namespace, by their tags; "" for what is no element, or not read here."""

    def __missing__(self, tag: Any) -> str:
        self[tag] = name = tag.rpartition("}")[2] if isinstance(tag, str) else ""
        return name


@dataclass
class Walk:
    """Walks once; fields may stay open over paragraphs.

    Attributes:
        marks: the names of the bookmarks.
        closing: the numbers of the paragraphs that close a section, with its `w:sectPr`.
        read: the texts of the body's paragraphs.
    """

    package: Package
    part: str
    styles: Styles
    boxes: list[Paragraph] = field(default_factory=list)
    fields: Fields = field(default_factory=Fields)
    closing: list[tuple[int, Element]] = field(default_factory=list)
    read: list[str] = field(default_factory=list)
    marks: set[str] = field(default_factory=set)
    _marks: list[str] = field(default_factory=list)
    _number: int = 0
    _tables: int = 0
    _heading: str = ""
    _count: int = 0
    _names: _Names = field(default_factory=lambda: _Names(dict.fromkeys(GONE, "")))

    def apart(self, root: Element, part: str, where: str) -> tuple[Paragraph, ...]:
        """The paragraphs of a note, a header or a footer; a field left open in it stays open."""
        inner = Walk(self.package, part, self.styles, _number=self._number)
        found = tuple(paragraphs(tuple(inner.blocks(root, where))))
        self._number = inner._number
        self.fields.done += inner.fields.done
        self.marks |= inner.marks | set(inner._marks)
        self.fields.stray += inner.fields.unbalanced()
        return found

    def blocks(self, parent: Element, where: str = "", table: str = "") -> Iterator[Block]:
        """The blocks in a body, a cell, a text box or a content control.

        Args:
            where: of the cell or note; "" in the body.
            table: the id of the table's style.
        """
        for child in parent:
            match self._names[child.tag]:
                case "p":
                    yield self._paragraph(child, where, table)
                case "tbl":
                    yield self._table(child)
                case "bookmarkStart":
                    self._marks.append(val(child, "name"))
                case "":
                    pass
                case _:
                    yield from self.blocks(child, where, table)

    def _table(self, table: Element) -> Table:
        self._tables += 1
        count, at = self._tables, self._number + 1
        form = table.find(f"{W}tblPr")
        style, look, layout = (part(form, c) for c in ("tblStyle", "tblLook", "tblLayout"))
        first = val(look, "firstRow") or str(int(val(look) or "0", 16) >> 5 & 1)
        under, style_id = self._under(), val(style)
        rows = []
        for n, row in enumerate(rows_of(table), 1):
            cells = []
            for k, cell in enumerate(cells_of(row), 1):
                blocks = tuple(self.blocks(cell, f"table {count}, row {n}, column {k}{under}", style_id))
                cells.append(TableCell(blocks, *cell_form(cell)))
            rows.append(Row(tuple(cells), *row_form(row)))
        return Table(
            number=count,
            at=at,
            where=f"table {count}{under}",
            rows=tuple(rows),
            headed=first in ("1", "true", "on"),
            fixed=val(layout, "type") == "fixed",
            grid=tuple(number(val(c, "w")) * _MM_PER_TWIP for c in table.iterfind(f"{W}tblGrid/{W}gridCol")),
            title=val(part(form, "tblCaption")),
            words=val(part(form, "tblDescription")),
        )

    def _paragraph(self, p: Element, where: str, table: str) -> Paragraph:
        self._number += 1
        properties = p[0] if len(p) and p[0].tag == _PROPERTIES else p.find(_PROPERTIES)
        style, form = self.styles.form(properties)
        said = _Said(self._number, where, style, table)
        self._inside(p, said)
        marks, self._marks = tuple(self._marks), []
        self.marks.update(marks)
        made = Paragraph(
            said.at, where, form, tuple(said.runs), tuple(said.drawings), tuple(said.notes), marks, said.breaks
        )
        end = next(properties.iterchildren(_SECTION), None) if properties is not None else None
        if end is not None:
            self.closing.append((said.at, end))
        if where:
            self.read.append(made.text)
            return made
        return replace(made, where=self._called(made), closes=end is not None)

    def _called(self, p: Paragraph) -> str:
        """The place of a paragraph of the body."""
        text = p.text.strip()
        self.read.append(text)
        if p.form.level:
            self._heading, self._count = text, 0
            return f"heading '{short(text)}'"
        self._count += 1
        return f"paragraph {self._count}{self._under()}"

    def _under(self) -> str:
        return f" under '{short(self._heading)}'" if self._heading else ""

    def _inside(self, element: Element, said: _Said) -> None:
        """Collect runs, drawings, notes and fields of a paragraph."""
        for child in element:
            match self._names[child.tag]:
                case "r":
                    self._run(child, said)
                case "bookmarkStart":
                    self._marks.append(val(child, "name"))
                case "":
                    pass
                case "hyperlink":
                    before, said.link = said.link, val(child, "anchor")
                    self._inside(child, said)
                    said.link = before
                case "fldSimple":
                    self.fields.begin(said.at, dirty=_yes(child, "dirty"), code=val(child, "instr"), shown=True)
                    self._inside(child, said)
                    self.fields.end(said.at)
                case _:
                    self._inside(child, said)

    def _run(self, r: Element, said: _Said) -> None:
        """One run; where a field begins or ends in it, its words are cut there."""
        form = r[0] if len(r) and r[0].tag == _RUN_PR else r.find(_RUN_PR)
        words: list[str] = []
        for child in r:
            match self._names[child.tag]:
                case "t":
                    words.append(child.text or "")
                case "tab" | "cr" | "noBreakHyphen" | "softHyphen" as sign:
                    words.append(_SIGNS[sign])
                case "br":
                    if val(child, "type") == "page":
                        said.breaks += 1
                    else:
                        words.append("\n")
                case "fldChar":
                    self._say(words, form, said)
                    self._mark(child, said.at)
                case "instrText":
                    self.fields.instruct(child.text or "")
                case "footnoteReference" | "endnoteReference" as kind:
                    said.notes.append((kind.removesuffix("Reference"), val(child, "id")))
                case "drawing" | "pict" | "object" | "AlternateContent":
                    self._drawn(child, said)
        self._say(words, form, said)

    def _say(self, words: list[str], form: Element, said: _Said) -> None:
        text = "".join(words)
        words.clear()
        if not text:
            return
        self.fields.say(text)
        look = self.styles.look(said.style, form, said.table)
        said.runs.append(Run(text, look.face, look.style, look.direct, self.fields.kind, look.fonts, said.link))

    def _mark(self, mark: Element, at: int) -> None:
        match val(mark, "fldCharType"):
            case "begin":
                self.fields.begin(at, dirty=_yes(mark, "dirty"))
            case "separate":
                self.fields.separate(at)
            case "end":
                self.fields.end(at)

    def _drawn(self, element: Element, said: _Said) -> None:
        """A drawing, and the paragraphs of the text box in it."""
        if found := drawing(element, self.package, self.part):
            said.drawings.append(found)
        for box in element.iter(f"{W}txbxContent"):
            if not any(a.tag == f"{_MC}Fallback" for a in box.iterancestors()):
                marks, self._marks = self._marks, []
                self.boxes += paragraphs(tuple(self.blocks(box, f"text box in {said.where or 'the body'}")))
                self._marks = marks


def _yes(element: Element, name: str) -> bool:
    return val(element, name) in ("1", "true", "on")
