"""An article's text, cleaned into sections and paragraphs.

A paragraph is one piece of prose, or several when the end of a page or column cuts it: a piece without a
sentence's end goes on in the next piece of prose, whatever stands between them (footnotes, captions, tables,
page numbers). A page that happens to end with a sentence can't be seen: then the halves count as two. The
same paragraph printed twice (a body that stands twice on a web page, a pull quote) is counted once, where it
stands first. A caption under a photograph that is a full sentence can't be told from a paragraph, and counts
as one.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property

from builder.evidence.fold import Folded, ends_sentence, fold
from builder.evidence.lines import Kind, Line, cells, heading
from builder.evidence.neighbours import sorted_lines
from builder.locator import NAMED, Locator

_NAMES = tuple((name,) for name in NAMED)
_TWICE = 12  # characters: a shorter paragraph may well be the same by chance


@dataclass(frozen=True)
class Paragraph:
    """A paragraph, a table's row, a caption or a heading, and where it stands.

    Attributes:
        locator: its place; of a row or caption, the place of the paragraph before it.
        raw: its words as printed, footnote marks and all; its pieces on lines of their own.
        spans: start and end of each piece (cut by a page's end, or a cell) in the article's text.
    """

    locator: Locator
    raw: str
    spans: tuple[tuple[int, int], ...]

    @cached_property
    def folded(self) -> Folded:
        """The form in which it is compared."""
        return fold(self.raw)

    def offset(self, position: int) -> int:
        """The offset in the article's text of a position in `raw`."""
        for start, end in self.spans:
            if position <= end - start:
                return start + position
            position -= end - start + 1  # the line break between two pieces
        raise IndexError(position)


@dataclass(frozen=True)
class Body:
    """What counts as an article's text: its paragraphs, and beside them its tables, captions and headings."""

    paragraphs: tuple[Paragraph, ...]
    asides: tuple[Paragraph, ...]


def read_text(text: str) -> Body:
    """Find sections and paragraphs in an article's text, and leave out what isn't the article's own text.

    Sections are opened by 一、 and （一） (short lines without a full stop) and by names (引言, 结语); a numbered
    line "1. …" opens none. Prose before the first section is 引言, or has no section where the article has none.
    """
    found = sorted_lines(text)
    headed = any(what in ("section", "subsection") for _, what in found)
    draft = _Draft(text, ("引言",) if headed else ())
    for line, what in found:
        draft.add(line, what)
    return draft.body()


@dataclass
class _Piece:
    """A paragraph or aside in the making. `beside`: the index of the paragraph before an aside."""

    section: tuple[str, ...]
    spans: list[tuple[int, int]]
    aside: bool = False
    beside: int | None = None


@dataclass
class _Draft:
    """The sections and paragraphs of one text while its lines are read."""

    text: str
    section: tuple[str, ...]
    pieces: list[_Piece] = field(default_factory=list)
    last: int | None = None  # the latest paragraph, by its index
    cut: bool = False  # it still lacks its end

    def add(self, line: Line, what: Kind) -> None:
        """Take in the next line."""
        span = (line.start, line.end)
        match what:
            case "section" | "subsection":
                number = heading(line.text)
                above = self.section[:1] if what == "subsection" and self.section[:1] not in _NAMES else ()
                self.section, self.last, self.cut = (*above, *number), None, False
                self._aside(span)
            case "item":
                self.cut = False
                self._aside(span)
            case "more":
                self.pieces[-1].spans.append(span)
            case "caption":
                self._aside(span)
            case "row":
                self._aside(*((line.start + start, line.start + end) for start, end in cells(line.text)))
            case "prose" | "run-in":
                self._prose(line, self.section, goes_on=self.cut and what == "prose")
            case "abstract":
                self._prose(line, ("摘要",), goes_on=self.cut)

    def body(self) -> Body:
        """Number the paragraphs and place the asides."""
        paragraphs: list[Paragraph] = []
        asides: list[Paragraph] = []
        places: dict[int, Locator] = {}
        seen: dict[str, Locator] = {}
        counts: dict[tuple[str, ...], int] = {}
        for index, piece in enumerate(self.pieces):
            raw = "\n".join(self.text[start:end] for start, end in piece.spans)
            if piece.aside:
                above = Locator(piece.section, None if piece.section else 1)
                place = above if piece.beside is None else places[piece.beside]
                asides.append(Paragraph(place, raw, tuple(piece.spans)))
                continue
            folded = fold(raw).text
            if folded in seen:
                places[index] = seen[folded]
                continue
            number = counts.get(piece.section, 0) + 1
            counts[piece.section] = number
            places[index] = Locator(piece.section, None if piece.section == ("摘要",) else number)
            if len(folded) >= _TWICE:
                seen[folded] = places[index]
            paragraphs.append(Paragraph(places[index], raw, tuple(piece.spans)))
        return Body(tuple(paragraphs), tuple(asides))

    def _prose(self, line: Line, section: tuple[str, ...], goes_on: bool) -> None:
        span = (line.start, line.end)
        if goes_on and self.last is not None and self.pieces[self.last].section == section:
            self.pieces[self.last].spans.append(span)
        else:
            self.last = len(self.pieces)
            self.pieces.append(_Piece(section, [span]))
        self.cut = not ends_sentence(line.text)

    def _aside(self, *spans: tuple[int, int]) -> None:
        if spans:
            self.pieces.append(_Piece(self.section, list(spans), aside=True, beside=self.last))
