"""The frame of every table: fixed widths, a header row that repeats, rows that stay whole, an alternative text."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from itertools import pairwise

from builder import model
from builder.formats.word.elements import Element, new, put
from builder.formats.word.measure import Measured, balanced, height_pt, measured
from builder.formats.word.writer import Writer

SHORT = 8
TALL = 0.24
"""Tables of at most so many rows, and of at most so much of a page, stay on one page with what belongs to them."""

Fill = Callable[[Element, bool], None]
"""Writes the content of a cell; the flag asks to keep its paragraphs with the next row."""


@dataclass(frozen=True)
class Box:
    """A cell to be drawn: what it holds, how long that is, the style whose shading tints it."""

    fill: Fill
    measure: Measured
    tint: str = ""

    @property
    def span(self) -> int:
        """The columns that it covers."""
        return self.measure.span


def grid(
    w: Writer,
    style: str,
    weights: Sequence[float],
    rows: Sequence[Sequence[Box]],
    *,
    head: Sequence[Box] = (),
    title: str,
    summary: str,
    more: bool = False,
    even: bool = False,
    loose: bool = False,
    alike: Sequence[Sequence[Measured]] = (),
    firm: Collection[int] = (),
) -> None:
    """Draw a table.

    Args:
        w: where.
        style: of the table.
        weights: of the columns; the widths may differ from them where that makes the table lower.
        rows: below the header row.
        head: the header row.
        title, summary: the alternative text.
        more: something below must stay with the table.
        even: the widths are exactly as the weights say.
        loose: each row is whole in itself, and may stand alone on a page.
        alike: the rows of all tables that are to have the same widths, this one's among them.
        firm: columns that get no less than their weight says.
    """
    every = [*([head] if head else []), *rows]
    measures = [[box.measure for box in row] for row in every]
    room = w.pen.styles.room(style)
    points = [width / 20 for width in shares(weights, w.width)]
    if not even:
        points = balanced(alike or measures, points, room, firm)
    widths = shares(points, w.width)
    low = len(rows) <= SHORT and height_pt(measures, points, room) * 20 <= TALL * w.page.tall
    table = new("w:tbl")
    properties = put(table, "w:tblPr")
    put(properties, "w:tblStyle", val=w.pen.styles[style])
    put(properties, "w:tblW", w=sum(widths), type="dxa")
    put(properties, "w:tblLayout", type="fixed")
    looks = {"firstRow": int(bool(head)), "lastRow": 0, "firstColumn": int(not head), "lastColumn": 0}
    put(properties, "w:tblLook", val="0420" if head else "0480", **looks, noHBand=0 if head else 1, noVBand=1)
    put(properties, "w:tblCaption", val=title)
    put(properties, "w:tblDescription", val=summary)
    columns = put(table, "w:tblGrid")
    for width in widths:
        put(columns, "w:gridCol", w=width)
    for n, row in enumerate(every):
        last = n == len(every) - 1
        together = not loose and (low or n < (1 if head else 0) + (len(rows) > 1) or n == len(every) - 2)
        _row(w, table, row, widths, header=bool(head) and n == 0, keep=more if last else together)
    w.add_table(table)


def _row(w: Writer, table: Element, row: Sequence[Box], widths: Sequence[int], *, header: bool, keep: bool) -> None:
    tr = put(table, "w:tr")
    properties = put(tr, "w:trPr")
    put(properties, "w:cantSplit")
    if header:
        put(properties, "w:tblHeader")
    at = 0
    for box in row:
        cell = put(tr, "w:tc")
        form = put(cell, "w:tcPr")
        put(form, "w:tcW", w=sum(widths[at : at + box.span]), type="dxa")
        if box.span > 1:
            put(form, "w:gridSpan", val=box.span)
        tint = w.pen.styles.tints.get(box.tint)
        if tint is not None:
            shading = put(form, "w:shd")
            shading.attrib.update(tint.attrib)
        box.fill(cell, keep)
        at += box.span


def shares(weights: Sequence[float], width: int) -> list[int]:
    """The width divided by weight, in whole twips that add up to it."""
    edges = [round(width * sum(weights[:n]) / sum(weights)) for n in range(len(weights) + 1)]
    return [b - a for a, b in pairwise(edges)]


def lines(w: Writer, style: str, content: Sequence[model.Line], where: str, *, tint: str = "", span: int = 1) -> Box:
    """A cell whose lines stand under one another; in a tinted cell, tags have no tint of their own."""

    def fill(cell: Element, keep: bool) -> None:
        for one in content:
            w.pen.line(w.paragraph(style, into=cell, keep=keep), one, where, bare=bool(tint))
        if not content:
            w.paragraph(style, into=cell, keep=keep)  # a cell ends with a paragraph

    return Box(fill, measured(w.pen.styles, style, [model.plain(one) for one in content], span), tint)


def words(w: Writer, style: str, text: str, *, whole: bool = False) -> Box:
    """A cell of words that are no line of the outline; `whole` where its column should be wide enough for one line."""

    def fill(cell: Element, keep: bool) -> None:
        w.pen.text(w.paragraph(style, into=cell, keep=keep), text)

    return Box(fill, measured(w.pen.styles, style, [text], whole=whole))
