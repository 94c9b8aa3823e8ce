"""A Word file read back: body, tables, text boxes, notes and charts, as a reader sees them once changes are accepted.

What was deleted or moved away under "track changes" is left out, what was inserted stands in the text. Tables of
contents and page numbers are left out: Word writes them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from builder.audit.piece import Piece, folded
from builder.finished.package import CHART, Element, Package, Related, open_package

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_BOX, _CHART = f"{{{_W}}}txbxContent", f"{{{CHART}}}chart"
_GONE = {f"{{{_W}}}{name}" for name in ("del", "moveFrom", "pPr", "rPr", "sectPr", "tblPr", "trPr", "tcPr")}
_SIGNS = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "\u2011"}
_WORDS_OWN = ("TOC", "PAGE", "NUMPAGES")


def read_docx(data: bytes, names: Mapping[str, str]) -> tuple[Piece, ...]:
    """The paragraphs of a Word file, in reading order; footnotes and endnotes last.

    Args:
        data: the file.
        names: the ids of lines by the names of their bookmarks (`formats.word.anchors.lines_in`).

    Raises:
        ValueError: it is no Word file.
    """
    package = open_package(data)
    root = package.tree(package.main)
    body = root.find(f"{{{_W}}}body") if root is not None else None
    if body is None:
        raise ValueError("it is a zip file, but no Word file")
    notes = {kind: _notes(package, kind) for kind in ("footnote", "endnote")}
    reader = _Reader(package, names, notes, _headings(package))
    found = list(reader.block(body))
    for kind, texts in notes.items():
        found += [Piece(n.text, f"{kind} {number}", notes=(n.text,)) for number, n in texts.items() if n.text]
    return tuple(found)


def _part(package: Package, kind: str) -> Element:
    return next((package.tree(r.part) for r in package.related(package.main).values() if r.kind == kind), None)


@dataclass(frozen=True)
class _Note:
    """A footnote or endnote: its words, and the bookmarks to which they lead."""

    text: str
    links: tuple[str, ...]


def _notes(package: Package, kind: str) -> dict[str, _Note]:
    """The notes by id; separators have no words."""
    root = _part(package, f"{kind}s")
    found = {}
    for one in root.iter(f"{{{_W}}}{kind}") if root is not None else ():
        text = folded("".join(t.text or "" for t in one.iter(f"{{{_W}}}t")))
        links = tuple(link.get(f"{{{_W}}}anchor", "") for link in one.iter(f"{{{_W}}}hyperlink") if len(link))
        found[one.get(f"{{{_W}}}id", "")] = _Note(text, links)
    return found


def _headings(package: Package) -> set[str]:
    """The ids of the styles of headings: Word names them "heading 1" in every language."""
    root = _part(package, "styles")
    found = set()
    for style in root.iter(f"{{{_W}}}style") if root is not None else ():
        called = style.find(f"{{{_W}}}name")
        if called is not None and called.get(f"{{{_W}}}val", "").lower().startswith("heading "):
            found.add(style.get(f"{{{_W}}}styleId", ""))
    return found


@dataclass
class _Reader:
    """Walks the body once; fields and bookmarks may stay open over paragraphs."""

    package: Package
    names: Mapping[str, str]
    notes: Mapping[str, Mapping[str, _Note]]
    headings: set[str]
    open: dict[str, str] = field(default_factory=dict)
    fields: list[str] = field(default_factory=list)
    heading: str = ""
    count: int = 0
    tables: int = 0
    charts: int = 0

    def block(self, parent: Element, cell: tuple[int, int, int] = (0, 0, 0)) -> Iterator[Piece]:
        """The paragraphs inside a body, a cell, a text box or a content control."""
        for child in parent:
            if child.tag in _GONE or not isinstance(child.tag, str):
                continue
            match child.tag.rpartition("}")[2]:
                case "p":
                    yield from self.paragraph(child, cell)
                case "tbl":
                    yield from self.table(child)
                case "bookmarkStart" | "bookmarkEnd":
                    self.mark(child)
                case _:
                    yield from self.block(child, cell)

    def table(self, table: Element) -> Iterator[Piece]:
        """The cells, row by row."""
        self.tables += 1
        number = self.tables
        for r, row in enumerate(_parts(table, "tr"), 1):
            column = 1
            for cell in _parts(row, "tc"):
                yield from self.block(cell, (number, r, column))
                span = cell.find(f"{{{_W}}}tcPr/{{{_W}}}gridSpan")
                wide = span.get(f"{{{_W}}}val", "1") if span is not None else "1"
                column += int(wide) if wide.isdecimal() else 1

    def paragraph(self, p: Element, cell: tuple[int, int, int]) -> Iterator[Piece]:
        """One paragraph with words, then the text boxes and charts that hang in it."""
        said = _Said()
        inner: list[Element] = []
        self.inside(p, said, inner)
        text = folded("".join(said.all))
        style = p.find(f"{{{_W}}}pPr/{{{_W}}}pStyle")
        if text and style is not None and style.get(f"{{{_W}}}val") in self.headings:
            self.heading, self.count = text, 0
            place = f"heading '{_short(text)}'"
        elif text and not cell[0]:
            self.count += 1
            place = f"paragraph {self.count}{self.under()}"
        else:
            place = f"table {cell[0]}, row {cell[1]}, column {cell[2]}{self.under()}"
        if text:
            lines = tuple((line, folded("".join(words))) for line, words in said.lines.items())
            rest = folded("".join(said.rest))
            yield Piece(text, place, "", lines, rest, tuple(said.links), tuple(said.notes), cell=cell)
        for one in inner:
            if one.tag == _BOX:
                yield from self.block(one)
            else:
                yield from self.chart(one)

    def chart(self, mention: Element) -> Iterator[Piece]:
        relations: dict[str, Related] = self.package.related(self.package.main)
        for series in self.package.charts(mention, relations):
            self.charts += 1
            for one in series:
                yield Piece(folded(one), f"chart {self.charts}{self.under()}", f"chart {self.charts}")

    def under(self) -> str:
        return f" under '{_short(self.heading)}'" if self.heading else ""

    def inside(self, element: Element, said: _Said, inner: list[Element]) -> None:
        """Collect the words of a paragraph; text boxes and charts are put aside."""
        for child in element:
            if child.tag in _GONE or child.tag == _FALLBACK or not isinstance(child.tag, str):
                continue
            if child.tag in (_BOX, _CHART):
                inner.append(child)
                continue
            name = child.tag.rpartition("}")[2]
            match name:
                case "t":
                    self.say(child.text or "", said)
                case "tab" | "br" | "cr" | "noBreakHyphen":
                    self.say(_SIGNS[name], said)
                case "bookmarkStart" | "bookmarkEnd":
                    self.mark(child)
                case "fldChar":
                    self.field(child.get(f"{{{_W}}}fldCharType", ""))
                case "instrText":
                    if self.fields:
                        self.fields[-1] += child.text or ""
                case "footnoteReference" | "endnoteReference":
                    kind = name.removesuffix("Reference")
                    if note := self.notes[kind].get(child.get(f"{{{_W}}}id", "")):
                        said.notes.append(note.text)
                        said.links += note.links
                case "hyperlink":
                    before = len(said.all)
                    self.inside(child, said, inner)
                    if "".join(said.all[before:]).strip():  # a link without words is no source to a reader
                        said.links.append(child.get(f"{{{_W}}}anchor", ""))
                case "fldSimple":
                    self.fields.append(child.get(f"{{{_W}}}instr", ""))
                    self.inside(child, said, inner)
                    self.fields.pop()
                case _:
                    self.inside(child, said, inner)

    def say(self, text: str, said: _Said) -> None:
        if any(code.split()[:1] and code.split()[0].upper() in _WORDS_OWN for code in self.fields):
            return
        said.all.append(text)
        for line in self.open.values():
            said.lines.setdefault(line, []).append(text)
        if not self.open:
            said.rest.append(text)

    def mark(self, bookmark: Element) -> None:
        number = bookmark.get(f"{{{_W}}}id", "")
        name = bookmark.get(f"{{{_W}}}name")
        if name is None:
            self.open.pop(number, None)
        elif name in self.names:
            self.open[number] = self.names[name]

    def field(self, kind: str) -> None:
        if kind == "begin":
            self.fields.append("")
        elif kind == "end" and self.fields:
            self.fields.pop()


@dataclass
class _Said:
    """What has been collected of one paragraph."""

    all: list[str] = field(default_factory=list)
    lines: dict[str, list[str]] = field(default_factory=dict)
    rest: list[str] = field(default_factory=list)
    links: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


def _parts(parent: Element, name: str) -> Iterator[Element]:
    """The rows of a table or the cells of a row, also those in content controls; none that were deleted."""
    for child in parent:
        if child.tag == f"{{{_W}}}{name}":
            if child.find(f"{{{_W}}}trPr/{{{_W}}}del") is None:
                yield child
        elif child.tag not in _GONE and isinstance(child.tag, str) and child.tag != f"{{{_W}}}tbl":
            yield from _parts(child, name)


def _short(text: str, most: int = 40) -> str:
    return text if len(text) <= most else f"{text[: most - 1]}…"
