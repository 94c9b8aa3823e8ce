"""A document as topics: the cover, sections, and what will be a slide or several."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Literal

from builder import model
from builder.typography.numerals import in_han


@dataclass(frozen=True)
class Topic:
    """A heading and all that belongs to it.

    Attributes:
        kind: "cover", "section" (heading of level 1) or "content" (level 2).
        id, heading: the heading's id and line; on a cover its title.
        lead: the paragraph under the title that asks the question.
        shapes: everything else, without notes.
        notes: what is said.
        section: id, number and line of the section that it stands in; empty id before the first.
    """

    kind: Literal["cover", "section", "content"]
    id: str
    heading: model.Line
    lead: model.Line | None = None
    shapes: tuple[model.Shape, ...] = ()
    notes: tuple[model.Line, ...] = ()
    section: str = ""
    number: str = ""
    section_line: model.Line | None = None


def topics(shapes: Iterable[model.Shape], han: bool) -> Iterator[Topic]:
    """Group the shapes under their headings; shapes before any heading come under a topic without id."""
    current: Topic | None = None
    section, number, section_line, count = "", "", None, 0
    for shape in shapes:
        match shape:
            case model.Cover(title=title):
                if current:
                    yield current
                current = Topic("cover", title.id, title, shapes=(shape,))
            case model.Heading(id=id, line=line, level=1 | 2 as level):
                if current:
                    yield current
                if level == 1:
                    count += shape.numbered
                    number = section_number(count, han) if shape.numbered else ""
                    section, section_line = id, line
                kind: Literal["section", "content"] = "section" if level == 1 else "content"
                shown = section_line if shape.numbered else None  # back matter stands in no part
                current = Topic(kind, id, line, None, (), (), section, number, shown)
            case model.Notes(lines=lines, evidence=evidence):
                current = current or Topic("content", "", model.Line("", ()))
                current = replace(current, notes=(*current.notes, *lines, *evidence))
            case model.Para(line=line, role="lead") if current and current.lead is None and not _body(current):
                current = replace(current, lead=line)
            case _:
                if current is None or current.kind == "cover":
                    if current:
                        yield current
                    current = Topic("content", "", model.Line("", ()))
                current = replace(current, shapes=(*current.shapes, shape))
    if current:
        yield current


def _body(topic: Topic) -> tuple[model.Shape, ...]:
    return topic.shapes if topic.kind != "cover" else ()


def section_number(n: int, han: bool) -> str:
    """ "三" or "3"."""
    return in_han(n) if han else str(n)
