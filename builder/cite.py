"""Citations filled in: what every mark prints, and the list of sources. Only this room asks a citation style.

Sources are numbered once per outline, in the outline's own reading order, so that a briefing and a deck made from it
give the same source the same number, whatever each of them shows first; a template may ask for another style than the
outline's (`citations:` in plan.yaml), with the same numbers. In a note style every mark of a document has
its footnote, and in formats without footnotes (a slide has none) the raised number of the source in the list.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import groupby
from pathlib import Path
from typing import TypeAlias

from builder import cites, csl
from builder.citation import Item, Record, Session, Span, Style, text_of
from builder.comparison import Comparison
from builder.model import (
    Chart,
    Citations,
    Cite,
    Cited,
    Cover,
    Document,
    Entry,
    Footnote,
    Inline,
    Line,
    Notes,
    Shape,
    SourceList,
    Steps,
    Text,
    TwoByTwo,
    Versus,
    cited_in,
    lines_of,
    over_lines,
)
from builder.shelf import names

_Footnotes: TypeAlias = dict[tuple[str, int], Footnote]
"""By the id of the line and the place of the mark among its parts."""


def cite(doc: Document, comparison: Comparison, own_styles: Path | None = None) -> Document:
    """The document with its citations printed in the outline's style.

    Args:
        own_styles: the project's folder of `.csl` files.

    Raises:
        Problems: the style is unknown, or it is one of CSL and its engine is not installed.
    """
    name = doc.style or comparison.outline.citations.style
    desk = _desk(comparison, doc, name, own_styles)
    footnotes = desk.footnotes(doc.shapes) if desk.notes else {}

    def filled(line: Line) -> Line:
        if not any(isinstance(part, Cite) for part in line.parts):
            return line
        parts = (desk.fill(part, footnotes.get((line.id, n))) for n, part in enumerate(line.parts))
        return Line(line.id, tuple(parts))

    shapes = tuple(over_lines(s, filled) for s in doc.shapes)
    used = {c.article for s in shapes for c in cited_in(lines_of(s))}
    entries = tuple(desk.entry(name) for name in desk.order if name in used)
    return replace(
        doc,
        shapes=tuple(replace(s, entries=entries) if isinstance(s, SourceList) else s for s in shapes),
        citations=Citations(str(name), desk.notes, comparison.outline.citations.live or ""),
    )


@dataclass(frozen=True)
class _Desk:
    """What is known while citations are filled in."""

    comparison: Comparison
    style: Style
    session: Session
    numbers: dict[str, int]
    order: tuple[str, ...]
    doc: Document

    @cached_property
    def ranks(self) -> Mapping[str, int]:
        """The places of the sources in their order."""
        return {name: n for n, name in enumerate(self.order)}

    @property
    def notes(self) -> bool:
        """Whether the style writes notes."""
        return self.style.kind == "note"

    def fill(self, part: Inline, footnote: Footnote | None) -> Inline:
        if not isinstance(part, Cite):
            return part
        items = tuple(map(self._item, part.items))
        ranked = self._ranked(items)
        spans = self._source(ranked) if part.form == "source" else self._mark(ranked)
        short, sources = self._short(ranked), self._together(ranked)
        return replace(part, items=items, spans=spans, short=short, note=footnote, sources=sources)

    def footnotes(self, shapes: Iterable[Shape]) -> _Footnotes:
        """A footnote for every mark, in reading order; repeats point back to the number of the first."""
        found: _Footnotes = {}
        session = self.session
        for line in (line for shape in shapes for line in _read(shape)):
            for n, part in enumerate(line.parts):
                if isinstance(part, Cite) and part.form == "mark" and part.items:
                    cited = self._together(self._ranked(map(self._item, part.items)))
                    number = len(found) + 1
                    found[line.id, n] = Footnote(number, _leading(self._print(cited, session), cited))
                    session = session.after(cited, number)
        return found

    def _item(self, item: Cited) -> Cited:
        number = self.numbers.get(item.article, 0)
        short = self.comparison.articles[item.article].short.texts.get(self.doc.lang, "")
        return replace(item, number=number, label=f"[{number}]" if number else "", name=str(short))

    def _mark(self, items: tuple[Cited, ...]) -> tuple[Span, ...]:
        """The style's own mark. Pages are pinpoints that the style knows how to raise; a section and paragraph is too
        long for that, and follows its mark on the line, small, where the format has small type. What stands for the
        mark of a note style has no pinpoints that could be raised."""
        spans: list[Span] = []
        for article, group in groupby(items, key=lambda i: i.article):
            given = list(group)
            paged = [] if self.notes else [i for i in given if i.locator.page]
            spans += [Span(" ")] if spans else []
            if self.notes:
                spans += self._numbered([article])
            else:
                spans += self._print([Item(self._record(article), ", ".join(str(i.locator.page) for i in paged))])
            places = self._places(i for i in given if i not in paged)
            spans += [Span(places)] if places else []
        return tuple(spans)

    def _short(self, items: tuple[Cited, ...]) -> tuple[Span, ...]:
        articles = list(dict.fromkeys(i.article for i in items))
        if self.notes:
            return self._numbered(articles)
        return self._print([Item(self._record(article)) for article in articles])

    def _numbered(self, articles: Sequence[str]) -> tuple[Span, ...]:
        """The numbers of sources in the list, raised, in one bracket: [1,3]."""
        inside: list[Span] = []
        for article in articles:
            comma = [Span(",", raised=True)] if inside else []
            inside += [*comma, Span(str(self.numbers[article]), raised=True, link=f"source:{article}")]
        return (Span("[", raised=True), *inside, Span("]", raised=True)) if inside else ()

    def _print(self, items: Sequence[Item], session: Session | None = None) -> tuple[Span, ...]:
        session = session or self.session
        return tuple(self.style.mark(items, numbers=self.numbers, lang=self.doc.lang, session=session))

    def _together(self, items: Iterable[Cited]) -> tuple[Item, ...]:
        """One item a source: several pinpoints become one, so that notes and fields name each source once."""
        drawn = []
        for article, group in groupby(items, key=lambda i: i.article):
            given = list(group)
            pages = [i.locator.page for i in given if i.locator.page]
            if pages and len(pages) == len(given):
                drawn.append(Item(self._whole(article), ", ".join(dict.fromkeys(pages))))
            else:
                places = self._places(given)
                drawn.append(Item(self._whole(article), places, "section" if places else "page"))
        return tuple(drawn)

    def _record(self, article: str) -> Record:
        return self.comparison.articles[article].article.data

    def _whole(self, article: str) -> Record:
        """The record with the names of the fields that the source does not state, for entries."""
        return {**self._record(article), "not_stated": list(self.comparison.articles[article].not_stated)}

    def _source(self, items: tuple[Cited, ...]) -> tuple[Span, ...]:
        """Spelled out: `[4] 三（一）第2段、四第1段；[5] 第3段`; names where the style's marks are no numbers."""
        spans: list[Span] = []
        for article, group in groupby(items, key=lambda i: i.article):
            given = list(group)
            if spans:
                spans.append(Span(self.doc.words.get("semicolon", "; ")))
            label = "" if self.notes else given[0].label
            spans.append(Span(label or given[0].name, link=f"source:{article}"))
            spans.append(Span(" " + self._places(given)))
        return tuple(spans)

    def _places(self, items: Iterable[Cited]) -> str:
        return self.doc.words.get("comma", ", ").join(dict.fromkeys(i.where for i in items if i.where))

    def _ranked(self, items: Iterable[Cited]) -> tuple[Cited, ...]:
        return tuple(sorted(items, key=lambda item: self.ranks[item.article]))

    def entry(self, name: str) -> Entry:
        number = self.numbers.get(name, 0)
        suffix = self.session.suffixes.get(name, "")
        spans = self.style.entry(self._whole(name), number=number or None, lang=self.doc.lang, suffix=suffix)
        line = Line(f"sources.{name}@{self.doc.lang}", (Text(text_of(spans)),))
        return Entry(name, number, f"[{number}]" if number else "", line, tuple(spans))


def _leading(spans: tuple[Span, ...], cited: Sequence[Item]) -> tuple[Span, ...]:
    """A note on one source, with all that has no address of its own leading to that source in the list."""
    if len(cited) != 1:
        return spans
    return tuple(span if span.link else replace(span, link=f"source:{cited[0].id}") for span in spans)


def _read(shape: Shape) -> tuple[Line, ...]:
    """The lines of a shape whose marks may have footnotes, in the order in which a page shows them.

    What a speaker says, the words inside a chart and the names of stages are no place for a footnote.
    """
    match shape:
        case Notes():
            return ()
        case Chart(caption=caption, source=source, note=note, reading=reading):
            return (caption, source, *((note,) if note else ()), *reading)
        case Versus(left, right, foot):
            return (left.head, right.head, left.body, right.body, *((foot,) if foot else ()))
        case TwoByTwo(items=items):  # by quadrants, from the upper left
            ranked = sorted(items, key=lambda item: (item.up < 2, item.across > 1))
            return tuple(line for item in ranked for line in (item.head, item.body))
        case Steps(stages):
            return tuple(line for stage in stages for line in stage.lines)
        case Cover(title, subtitle, byline, kicker):
            return tuple(line for line in (kicker, title, subtitle, *byline) if line)
        case _:
            return lines_of(shape)


def _style(comparison: Comparison, name: str, own_styles: Path | None) -> Style:
    """A built-in style, or one of CSL: from the project's folder of styles, or from the user's cache."""
    if name in names(cites):
        return cites.style(name)
    return csl.style(name, [comparison.articles[a].article.data for a in comparison.cited()], own_styles)


def _desk(comparison: Comparison, doc: Document, name: str, own_styles: Path | None) -> _Desk:
    style = _style(comparison, name, own_styles)
    records = [comparison.articles[a].article.data for a in comparison.cited()]
    order = tuple(style.order(records))
    numbers = {name: n for n, name in enumerate(order, 1)} if style.kind != "author-date" else {}
    short = {a: comparison.articles[a].short.texts.get(doc.lang, "") for a in comparison.cited()}
    session = Session(
        suffixes=style.suffixes(records),
        numbered=doc.notes.restart == "document",
        names=short if doc.notes.again == "short" else {},
    )
    return _Desk(comparison, style, session, numbers, order, doc)
