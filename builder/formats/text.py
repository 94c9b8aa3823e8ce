"""Plain text: the document as a reader would say it. For tests, diffs and quick looks; needs no look file.

```yaml
format: text
```

Where the citation style writes notes, a mark is `[^3]`, and the notes stand at the end.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import assert_never

from builder.citation import Span, text_of
from builder.model import (
    Agenda,
    Bullets,
    Callout,
    Cards,
    Chart,
    Cite,
    Contents,
    Cover,
    Document,
    Heading,
    Inline,
    Line,
    Look,
    Made,
    Notes,
    Para,
    Quote,
    Shape,
    SourceList,
    Steps,
    Table,
    Timeline,
    TwoByTwo,
    Unit,
    Versus,
    lines_of,
    over_lines,
    plain,
)

SUFFIX = ".txt"


def render(doc: Document, look: Look | None) -> Made:
    """The document as UTF-8 text; a look is not used."""
    shapes = tuple(over_lines(shape, _marked) for shape in doc.shapes)
    lines = [line.rstrip() for shape in shapes for line in (*_shape(shape), "")]
    lines += _notes(doc)
    units = tuple(Unit(line.id, plain(line), "text") for shape in shapes for line in lines_of(shape))
    return Made(("\n".join(lines).rstrip() + "\n").encode("utf-8"), units)


def _marked(line: Line) -> Line:
    """The line with its footnotes as Markdown writes them: `[^3]`."""

    def marked(part: Inline) -> Inline:
        if isinstance(part, Cite) and part.note:
            return replace(part, spans=(Span(f"[^{part.note.number}]"),))
        return part

    return Line(line.id, tuple(map(marked, line.parts)))


def _notes(doc: Document) -> list[str]:
    parts = [part for shape in doc.shapes for line in lines_of(shape) for part in line.parts]
    notes = {p.note.number: text_of(p.note.spans) for p in parts if isinstance(p, Cite) and p.note}
    return [f"[^{number}]: {text}" for number, text in sorted(notes.items())]


def _shape(shape: Shape) -> Iterator[str]:
    match shape:
        case Cover(title, subtitle, byline, kicker):
            yield from map(plain, filter(None, (kicker, title, subtitle, *byline)))
        case Heading(line=line, level=level):
            yield f"{'#' * level} {plain(line)}"
        case Para(line, role):
            yield plain(line) if role == "body" else f"({role}) {plain(line)}"
        case Bullets(lines, ordered):
            for n, line in enumerate(lines, 1):
                yield f"{f'{n}.' if ordered else '*'} {plain(line)}"
        case Cards(items, head):
            yield from _head(head)
            for card in items:
                tags = "".join(f" <{t.symbol} {t.word}>" for t in card.tags)
                yield f"* {plain(card.head)}{tags}: {plain(card.body)}"
                if card.foot:
                    yield f"    {plain(card.foot)}"
        case Callout(lines, head, bulleted):
            yield from _head(head)
            yield from (f"{'*' if bulleted else '>'} {plain(line)}" for line in lines)
        case Table():
            yield from _head(shape.caption)
            yield " | ".join(plain(c.head) for c in shape.columns)
            for row in shape.rows:
                yield " | ".join(" / ".join(map(plain, cell.lines)) for cell in row)
            yield from _head(shape.note)
        case Versus(left, right, foot):
            yield f"{plain(left.head)}: {plain(left.body)}"
            yield f"{plain(right.head)}: {plain(right.body)}"
            yield from _head(foot)
        case Quote(line, by, gloss):
            yield f"> {plain(line)}"
            yield from (f"    {plain(x)}" for x in (gloss, by) if x)
        case Chart():
            yield f"[{shape.kind}] {plain(shape.caption)}"
            for series in shape.series:
                pairs = zip(shape.categories, series.values, strict=True)
                values = ", ".join(f"{plain(c)} {'-' if v is None else f'{v:g}'}" for c, v in pairs)
                yield f"{plain(series.name)}: {values} ({series.unit or shape.unit})"
            yield from (f"* {plain(line)}" for line in shape.reading)
            yield plain(shape.source)
            yield from _head(shape.note)
        case Timeline():
            yield from _head(shape.caption)
            yield from (f"{m.when} [{m.lane}] {plain(m.line)}" for m in shape.items)
        case TwoByTwo():
            for arrow, axis in (("→", shape.across), ("↑", shape.up)):
                yield f"{arrow} {plain(axis.name)}: {plain(axis.low)} … {plain(axis.high)}"
            yield from filter(None, [" | ".join(map(plain, shape.corners))])
            for n, spot in enumerate(shape.items, 1):
                yield f"{n}. {plain(spot.head)} ({spot.where}): {plain(spot.body)}"
            yield from _head(shape.note)
        case Agenda(items):
            for item in items:
                yield " | ".join(filter(None, (plain(item.head), plain(item.body) if item.body else "", item.aside)))
        case Steps(stages):
            for stage in stages:
                yield plain(stage.head) + (f" ({plain(stage.aside)})" if stage.aside else "")
                yield from (f"* {plain(line)}" for line in stage.lines)
        case Contents(head, depth):
            yield f"[{plain(head)}, {depth}]"
        case Notes(lines, evidence):
            yield from (f"    // {plain(line)}" for line in lines)
            yield from (f"    //   {plain(line)}" for line in evidence)
        case SourceList(entries=entries):
            yield from (f"{e.label} {plain(e.line)}".strip() for e in entries)
        case _:
            assert_never(shape)


def _head(line: Line | None) -> Iterator[str]:
    if line is not None:
        yield plain(line)
