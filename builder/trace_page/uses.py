"""Where the finished files use a claim, read off the document that was drawn and the units that arrived."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from builder.model import (
    Cards,
    Chart,
    Cite,
    Cover,
    Document,
    Heading,
    Line,
    Made,
    Shape,
    Table,
    Unit,
    Versus,
    lines_of,
    plain,
)

_CLAIM = re.compile(r"(?:^|/)claims/([^/@]+)\.says@")
_PAGE = re.compile(r"(?:slide|notes) (\d+)")


@dataclass(frozen=True)
class Use:
    """One statement of one finished file that rests on a claim.

    Attributes:
        claim: the claim ("zhang-2023.d4").
        file: the file's name ("seminar.zh.pptx").
        lang: the file's language.
        headings: the headings over it, outermost first; for a slide its title.
        statement: its words, without its citation.
        slide: the slide's number; 0 in files without slides.
        spoken: it stands in the speaker notes.
        label: how the file's lists name the source ("[4]"), or "".
    """

    claim: str
    file: str
    lang: str
    headings: tuple[str, ...]
    statement: str
    slide: int = 0
    spoken: bool = False
    label: str = ""


def uses(file: str, document: Document, made: Made) -> tuple[Use, ...]:
    """Every use of every claim in one finished file, in reading order, each once.

    Only what arrived counts: a statement without a unit of its own in the file is no use.

    Args:
        file: the file's name.
        document: what the file was drawn from, its citations filled in.
        made: the finished file.
    """
    where = _Where(made.units)
    titles = _titles(document, made.units)
    found: dict[Use, None] = {}
    above: tuple[str, ...] = ()
    for shape in document.shapes:
        if isinstance(shape, Heading):
            above = (*above[: max(shape.level - 1, 0)], _words(shape.line))
        for heads, statement, line in _statements(shape):
            unit = where.find(statement.id) or where.find(line.id)
            if unit is None:
                continue
            page = _PAGE.match(unit.where)
            slide = int(page[1]) if page else 0
            headings = (titles[slide],) if slide in titles else (*above, *map(_words, heads))
            spoken = unit.where.startswith("notes")
            for claim, label in _claims(line):
                found.setdefault(
                    Use(claim, file, document.lang, headings, _words(statement), slide, spoken, label), None
                )
    return tuple(found)


class _Where:
    """Units by id. A line that a deck continues on the next slide has its id with something behind it."""

    def __init__(self, units: Iterable[Unit]):
        self.exact: dict[str, Unit] = {}
        self.begun: dict[str, Unit] = {}
        for unit in units:
            self.exact.setdefault(unit.id, unit)
            self.begun.setdefault(unit.id.partition("~")[0], unit)

    def find(self, name: str) -> Unit | None:
        return self.exact.get(name) or self.begun.get(name)


def _titles(document: Document, units: Iterable[Unit]) -> Mapping[int, str]:
    """The titles of the slides: their first unit that is a heading, else their first unit."""
    heads = {s.line.id for s in document.shapes if isinstance(s, Heading)}
    heads |= {s.title.id for s in document.shapes if isinstance(s, Cover)}
    first: dict[int, str] = {}
    titled: dict[int, str] = {}
    for unit in units:
        page = _PAGE.fullmatch(unit.where)
        if page and unit.where.startswith("slide"):
            n = int(page[1])
            first.setdefault(n, unit.text)
            if unit.id in heads or unit.id.partition("~")[0] in heads:
                titled.setdefault(n, unit.text)
    return first | titled


def _statements(shape: Shape) -> Iterator[tuple[tuple[Line, ...], Line, Line]]:
    """Every line that may cite: the heads over it inside its shape, the line whose words it carries, and itself."""
    match shape:
        case Table(columns=columns, rows=rows):
            texts = [n for n, column in enumerate(columns) if column.role == "text"]
            for row in rows:
                said = next((row[n].lines[0] for n in texts if row[n].lines), None)
                for column, cell in zip(columns, row, strict=True):
                    for line in cell.lines:  # a column of sources speaks for its row
                        yield (), (said if column.role == "source" and said else line), line
        case Cards(items, head):
            for card in items:
                heads = (*((head,) if head else ()), card.head)
                yield heads, card.head, card.head
                yield heads, card.body, card.body
                if card.foot:
                    yield heads, card.body, card.foot
        case Chart():
            yield (), shape.caption, shape.source
            yield from (((), line, line) for line in lines_of(shape) if line is not shape.source)
        case Versus(left, right, foot):
            for side in (left, right):
                yield (), side.head, side.head
                yield (side.head,), side.body, side.body
            if foot:
                yield (), foot, foot
        case _:
            yield from (((), line, line) for line in lines_of(shape))


def _claims(line: Line) -> Iterator[tuple[str, str]]:
    """The claims that a line cites, and the one that it prints, with the source's label."""
    printed = _CLAIM.search(line.id)
    if printed:
        yield printed[1], ""
    for part in line.parts:
        if isinstance(part, Cite):
            yield from ((f"{item.article}.{item.claim}", item.label) for item in part.items if item.claim)


def _words(line: Line) -> str:
    """The words of a line without its citations."""
    kept = tuple(part for part in line.parts if not isinstance(part, Cite))
    return plain(kept).strip() or plain(line).strip()
