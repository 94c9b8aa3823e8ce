"""Native charts, with their caption, source and reading."""

from __future__ import annotations

from builder import model
from builder.formats.word.elements import Element, name, new, put
from builder.formats.word.tables import below, caption
from builder.formats.word.writer import Writer

EMU_PER_TWIP = 635


def draw_chart(shape: model.Chart, w: Writer) -> None:
    """The chart, its caption, where the numbers stand, a note, and how to read it."""
    where = f"figure {shape.number}" if shape.number else "body"
    text_pt = w.pen.styles.points("Collate Figure")
    p = w.paragraph("Collate Figure")
    relation = w.chart(shape, text_pt)
    w.drawings += 1
    _inline(
        p, relation, w.drawings, f"Chart {w.drawings}", shape.summary, w.width, round(_height_pt(shape, text_pt) * 20)
    )
    for line in (*shape.categories, *(s.name for s in shape.series)):
        w.pen.units.append(model.Unit(line.id, model.plain(line), where))  # words in the chart part: no bookmark there
    caption(shape.id, shape.caption, "figure", shape.number, w)
    below(w, shape.source, "source", where, keep=shape.note is not None)
    below(w, shape.note, "note", where)
    w.lines("List Bullet", *shape.reading)


def _height_pt(shape: model.Chart, text_pt: float) -> float:
    """Of the drawing: bars need a row each; the rest looks right at about a third of the width of A4's text."""
    legend = 2.2 * text_pt if len(shape.series) > 1 else 0.0
    if shape.kind == "bar":
        rows = len(shape.categories) * max(1, len(shape.series))
        return min(340.0, 4.5 * text_pt + legend + rows * (2.3 if len(shape.series) == 1 else 1.7) * text_pt)
    return 14.5 * text_pt + legend


def _inline(p: Element, relation: str, number: int, title: str, summary: str, width: int, height: int) -> None:
    """A chart in the line of text; lengths in twips."""
    drawing = put(put(p, "w:r"), "w:drawing")
    inline = new("wp:inline")
    for side in ("distT", "distB", "distL", "distR"):
        inline.set(side, "0")
    drawing.append(inline)
    extent = put(inline, "wp:extent")
    extent.set("cx", str(width * EMU_PER_TWIP))
    extent.set("cy", str(height * EMU_PER_TWIP))
    effect = put(inline, "wp:effectExtent")
    for side in "ltrb":
        effect.set(side, "0")
    properties = put(inline, "wp:docPr")
    for key, text in (("id", str(number)), ("name", title), ("descr", summary)):
        properties.set(key, text)
    put(inline, "wp:cNvGraphicFramePr")
    data = put(put(inline, "a:graphic"), "a:graphicData")
    data.set("uri", "http://schemas.openxmlformats.org/drawingml/2006/chart")
    put(data, "c:chart").set(name("r:id"), relation)
