"""Walking through shapes: every line, every citation, and the plain words."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from operator import is_
from typing import assert_never

from builder.model.inlines import Cite, Cited, Inline, Line, Link, Ref, Tag, Text
from builder.model.shapes import (
    Agenda,
    Axis,
    Bullets,
    Callout,
    Card,
    Cards,
    Cell,
    Chart,
    Contents,
    Cover,
    Heading,
    Notes,
    Para,
    Quote,
    Shape,
    Side,
    SourceList,
    Stage,
    Steps,
    Table,
    Timeline,
    TwoByTwo,
    Versus,
)


def plain(line: Line | tuple[Inline, ...]) -> str:
    """The words of a line without any form, as a reader without eyes for form would get them."""
    parts = line.parts if isinstance(line, Line) else line
    return "".join(map(words_of, parts))


def words_of(part: Inline) -> str:
    """The words of one inline."""
    match part:
        case Text(text=text) | Link(text=text) | Ref(text=text):
            return text
        case Cite(spans=spans):
            return "".join(s.text for s in spans)
        case Tag(word=word, symbol=symbol):
            return f"{symbol} {word}" if symbol else word
        case _:
            assert_never(part)


def over_lines(shape: Shape, f: Callable[[Line], Line]) -> Shape:
    """The same shape with every one of its lines passed through `f`, in reading order.

    Cells and paragraphs whose lines come back as they were are not made anew: most passes change few lines.
    """

    def opt(line: Line | None) -> Line | None:
        return None if line is None else f(line)

    def each(lines: tuple[Line, ...]) -> tuple[Line, ...]:
        return tuple(map(f, lines))

    def cell(old: Cell) -> Cell:
        lines = each(old.lines)
        return old if all(map(is_, lines, old.lines)) else Cell(lines)

    match shape:
        case Cover(title, subtitle, byline, kicker):
            return Cover(f(title), opt(subtitle), each(byline), opt(kicker))
        case Heading(line=line) | Para(line=line):
            passed = f(line)
            return shape if passed is line else replace(shape, line=passed)
        case Bullets(lines=lines):
            return replace(shape, lines=each(lines))
        case Notes(lines=lines, evidence=evidence):
            return Notes(each(lines), each(evidence))
        case Cards(items, head):
            top = opt(head)
            return Cards(tuple(Card(f(c.head), f(c.body), c.tags, opt(c.foot)) for c in items), top)
        case Callout(lines, head, bulleted):
            top = opt(head)
            return Callout(each(lines), top, bulleted)
        case Table():
            caption = opt(shape.caption)
            columns = tuple(replace(c, head=f(c.head)) for c in shape.columns)
            rows = tuple(tuple(map(cell, row)) for row in shape.rows)
            return replace(shape, caption=caption, columns=columns, rows=rows, note=opt(shape.note))
        case Versus(left, right, foot):
            sides = [Side(f(s.head), f(s.body)) for s in (left, right)]
            return Versus(sides[0], sides[1], opt(foot))
        case Quote(line, by, gloss):
            words = f(line)
            said = opt(gloss)
            return Quote(words, f(by), said)
        case Chart():
            return replace(
                shape,
                caption=f(shape.caption),
                categories=each(shape.categories),
                series=tuple(replace(s, name=f(s.name)) for s in shape.series),
                reading=each(shape.reading),
                source=f(shape.source),
                note=opt(shape.note),
            )
        case Timeline():
            caption = opt(shape.caption)
            moments = tuple(replace(m, line=f(m.line)) for m in shape.items)
            return replace(shape, caption=caption, items=moments)
        case TwoByTwo(across=across, up=up):
            axes = [Axis(f(a.name), f(a.low), f(a.high)) for a in (across, up)]
            corners = each(shape.corners)
            spots = tuple(replace(p, head=f(p.head), body=f(p.body)) for p in shape.items)
            return replace(shape, across=axes[0], up=axes[1], corners=corners, items=spots, note=opt(shape.note))
        case Agenda(items):
            return Agenda(tuple(replace(i, head=f(i.head), body=opt(i.body)) for i in items))
        case Steps(stages):
            return Steps(tuple(Stage(f(s.head), each(s.lines), opt(s.aside)) for s in stages))
        case Contents(head, depth):
            return Contents(f(head), depth)
        case SourceList():
            return replace(shape, entries=tuple(replace(e, line=f(e.line)) for e in shape.entries))
        case _:
            assert_never(shape)


def lines_of(shape: Shape) -> tuple[Line, ...]:
    """Every line of a shape, in reading order."""
    found: list[Line] = []

    def note(line: Line) -> Line:
        found.append(line)
        return line

    over_lines(shape, note)
    return tuple(found)


def cited_in(lines: Iterable[Line]) -> tuple[Cited, ...]:
    """The claims cited in some lines, each once, in order of appearance."""
    seen: dict[tuple[str, str], Cited] = {}
    for line in lines:
        for part in line.parts:
            if isinstance(part, Cite):
                for item in part.items:
                    seen.setdefault((item.article, item.claim), item)
    return tuple(seen.values())
