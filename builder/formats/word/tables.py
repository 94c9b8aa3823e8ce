"""Shapes that Word shows as tables: comparisons, two sides, timelines, stages; and captions."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TypeAlias

from builder import model
from builder.formats.word.anchors import numbered
from builder.formats.word.elements import Element
from builder.formats.word.grid import Box, grid, lines, words
from builder.formats.word.measure import Measured, ems, measured
from builder.formats.word.writer import Writer

CELLS = {
    "label": "Collate Cell Label",
    "text": "Collate Cell",
    "brief": "Collate Cell Brief",
    "tag": "Collate Cell Brief",
    "source": "Collate Cell Source",
}
"""The style of a cell by the role of its column."""
HEADS = {"brief": "Collate Cell Head Brief", "tag": "Collate Cell Head Brief"}


def draw_table(shape: model.Table, w: Writer) -> None:
    """Caption, table, note."""
    where = f"table {shape.number}" if shape.number else "body"
    if shape.caption:
        caption(shape.id, shape.caption, "table", shape.number, w)
    head = [lines(w, HEADS.get(c.role, "Collate Cell Head"), (c.head,), where) for c in shape.columns]
    rows = _rows(shape, w, where)
    title = model.plain(shape.caption) if shape.caption else shape.summary
    grid(
        w,
        "Collate Table",
        [c.weight for c in shape.columns],
        rows,
        head=head,
        title=title,
        summary=shape.summary,
        more=shape.note is not None,
        even=any(c.role == "brief" for c in shape.columns),  # columns that are compared are as wide as one another
        alike=_alike(shape, w, where),
        firm=[n for n, c in enumerate(shape.columns) if c.role == "tag"],
    )
    below(w, shape.note, "note", where)


def _rows(shape: model.Table, w: Writer, where: str) -> list[list[Box]]:
    return [
        [_cell(w, column.role, cell, where) for column, cell in zip(shape.columns, row, strict=True)]
        for row in shape.rows
    ]


def _alike(shape: model.Table, w: Writer, where: str) -> Sequence[Sequence[Measured]]:
    """The rows of the document's tables with the same columns: their widths are the same too. All are measured once."""
    if not w.alike:
        for other in w.doc.shapes:
            if isinstance(other, model.Table):
                rows = ([box.measure for box in row] for row in _rows(other, w, where))
                w.alike.setdefault(_columns(other), []).extend(rows)
    return w.alike.get(_columns(shape), ())


def _columns(shape: model.Table) -> tuple[object, ...]:
    """What tables have in common whose columns are the same."""
    return (shape.wide, *((model.plain(c.head), c.weight, c.role) for c in shape.columns))


def draw_timeline(shape: model.Timeline, w: Writer) -> None:
    """A table of three columns: when, article or event, what."""
    where = f"table {shape.number}" if shape.number else "body"
    if shape.caption:
        caption(shape.id, shape.caption, "table", shape.number, w)
    lanes = f"{w.word('article')}{'／' if w.doc.lang == 'zh' else ' / '}{w.word('event')}"
    head = [words(w, "Collate Cell Head", text) for text in (w.word("date"), lanes, w.word("what"))]
    rows = []
    for item in shape.items:
        style = "Collate Cell Label" if item.lane == "article" else "Collate Cell"
        when, lane = words(w, "Collate Cell", item.when, whole=True), words(w, style, w.word(item.lane))
        rows.append([when, lane, lines(w, style, (item.line,), where)])
    title = model.plain(shape.caption) if shape.caption else shape.summary
    grid(w, "Collate Table", [1.5, 1.5, 7], rows, head=head, title=title, summary=shape.summary)


def draw_two_by_two(shape: model.TwoByTwo, w: Writer) -> None:
    """A table of four quadrants with the ends of both axes as heads; what stands in them is numbered as in a deck."""
    across, up = shape.across, shape.up
    top = "Collate Cell Head"
    corner = _mixed(w, [(top, (up.name, " ↑")), (top, (across.name, " →"))])
    ends = [lines(w, "Collate Cell Head Brief", (end,), "body") for end in (across.low, across.high)]
    rows = [
        [
            lines(w, "Collate Cell Label", (end,), "body"),
            *(_mixed(w, list(_quadrant(shape, row, column, w))) for column in range(2)),
        ]
        for row, end in enumerate((up.high, up.low))
    ]
    title = w.colon.join(model.plain(axis.name) for axis in (up, across))
    more = shape.note is not None
    grid(
        w,
        "Collate Table",
        [1.5, 4, 4],
        rows,
        head=[corner, *ends],
        title=title,
        summary=shape.summary,
        more=more,
        even=True,
    )
    below(w, shape.note, "note", "body")


_Paragraph: TypeAlias = tuple[str, Sequence[model.Line | str]]
"""A style, and what stands in the paragraph: lines, and words that are no line."""


def _quadrant(shape: model.TwoByTwo, row: int, column: int, w: Writer) -> Iterator[_Paragraph]:
    """The name of a quadrant, then what stands in it, where exactly, and why."""
    if shape.corners:
        yield "Collate Cell Label", (shape.corners[2 * row + column],)
    inside = [
        (n, spot)
        for n, spot in enumerate(shape.items, 1)
        if (spot.across > 1) == bool(column) and (spot.up > 1) == (row == 0)
    ]
    for n, spot in inside:
        where = f"（{spot.where}）：" if w.doc.lang == "zh" else f" ({spot.where}): "
        yield "Collate Cell", (f"{n}. ", spot.head, where, spot.body)
    if not inside:
        yield "Collate Cell", ("–",)


def _mixed(w: Writer, paragraphs: Sequence[_Paragraph]) -> Box:
    """A cell of lines, and of words between them that are no line."""

    def fill(cell: Element, keep: bool) -> None:
        for style, parts in paragraphs:
            p = w.paragraph(style, into=cell, keep=keep)
            for part in parts:
                if isinstance(part, str):
                    w.pen.text(p, part)
                else:
                    w.pen.line(p, part, "body")

    texts = ["".join(p if isinstance(p, str) else model.plain(p) for p in parts) for _, parts in paragraphs]
    return Box(fill, measured(w.pen.styles, paragraphs[0][0], texts))


def draw_versus(shape: model.Versus, w: Writer) -> None:
    """Two heads, two statements, and what would decide, across."""
    sides = (shape.left, shape.right)
    styles = ("Collate Versus Left", "Collate Versus Right")
    head = [lines(w, style, (side.head,), "body", tint=style) for style, side in zip(styles, sides, strict=True)]
    rows = [[lines(w, "Collate Cell", (side.body,), "body") for side in sides]]
    if shape.foot:
        rows.append([lines(w, "Collate Versus Foot", (shape.foot,), "body", tint="Collate Versus Foot", span=2)])
    title = w.colon.join(model.plain(side.head) for side in sides)
    summary = " ".join(model.plain(side.body) for side in sides)
    grid(w, "Collate Versus Table", [1, 1], rows, head=head, title=title, summary=summary, even=True)


def draw_steps(shape: model.Steps, w: Writer) -> None:
    """One column a stage where their lines are short, else one row a stage."""
    stages = shape.stages
    title = " – ".join(model.plain(s.head) for s in stages)
    column_ems = w.width / 20 / len(stages) / w.pen.styles.points("Collate Cell Item")
    longest = max((ems(model.plain(line)) for s in stages for line in s.lines), default=0.0)
    heads = [_stage(w, s) for s in stages]
    texts = [lines(w, "Collate Cell Item", s.lines, "body") for s in stages]
    if len(stages) <= 4 and longest <= 2.5 * column_ems:
        weights = [1.0] * len(stages)
        grid(w, "Collate Steps Table", weights, [texts], head=heads, title=title, summary=title, even=True)
    else:
        rows = [[head, text] for head, text in zip(heads, texts, strict=True)]
        grid(w, "Collate Steps Table", [1.15, 5], rows, title=title, summary=title, even=True, loose=True)


def caption(shape: str, line: model.Line, word: str, number: int, w: Writer) -> None:
    """ "Table 1  …": the label is bookmarked, so that a mention of it is a field that Word keeps up to date."""
    p = w.paragraph("Caption")
    if number:
        label = w.word(word) + ("" if w.doc.lang == "zh" else " ")
        mark = w.pen.anchors.open(p, numbered("Ref", shape))
        w.pen.text(p, label)
        w.pen.field(p, f"SEQ {w.word(word) or word} \\* ARABIC", str(number))
        w.pen.anchors.close(p, mark)
        w.pen.text(p, "　" if w.doc.lang == "zh" else "\u2002")
    w.pen.line(p, line, f"{word} {number}" if number else "body")


def below(w: Writer, line: model.Line | None, word: str, where: str, keep: bool = False) -> None:
    """A source or a note under a table or a figure."""
    if line is not None:
        p = w.paragraph("Collate Source", keep=keep)
        w.pen.text(p, w.word(word, w.colon))
        w.pen.line(p, line, where)


def _cell(w: Writer, role: str, cell: model.Cell, where: str) -> Box:
    """A cell by the role of its column; a tag that stands in it alone tints the whole of it."""
    tags = [part for line in cell.lines for part in line.parts if isinstance(part, model.Tag)]
    alone = len(tags) == 1 and all(len(line.parts) == 1 for line in cell.lines) and role != "text"
    if tags and (role == "tag" or alone):
        style = w.pen.styles.tag(tags[0].value)[0]
        return lines(w, style, cell.lines, where, tint=style)
    return lines(w, CELLS[role], cell.lines, where)


def _stage(w: Writer, stage: model.Stage) -> Box:
    parts = [lines(w, "Collate Stage", (stage.head,), "body")]
    if stage.aside:
        parts.append(lines(w, "Collate Stage Aside", (stage.aside,), "body"))

    def fill(cell: Element, keep: bool) -> None:
        for part in parts:
            part.fill(cell, keep)

    return Box(fill, Measured(tuple(p for part in parts for p in part.measure.paragraphs)), "Collate Stage")
