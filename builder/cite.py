"""Citations filled in: what every mark prints, and the list of sources. Only this room asks a citation style.

Sources are numbered once per outline, in the outline's own reading order, so that a briefing and a deck made from it
give the same source the same number, whatever each of them shows first.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import groupby

from builder import cites
from builder.citation import Item, Record, Session, Span, Style, text_of
from builder.comparison import Comparison
from builder.model import (
    Cite,
    Cited,
    Document,
    Entry,
    Inline,
    Line,
    SourceList,
    Text,
    cited_in,
    lines_of,
    over_lines,
)
from builder.problem import Problem, Problems, did_you_mean
from builder.shelf import names


def cite(doc: Document, comparison: Comparison) -> Document:
    """The document with its citations printed in the outline's style.

    Raises:
        Problems: the style is unknown, or a kind that the formats can't draw.
    """
    desk = _desk(comparison, doc)
    shapes = tuple(over_lines(s, lambda line: Line(line.id, tuple(map(desk.fill, line.parts)))) for s in doc.shapes)
    used = {c.article for s in shapes for c in cited_in(lines_of(s))}
    entries = tuple(desk.entry(name) for name in desk.order if name in used)
    return replace(doc, shapes=tuple(replace(s, entries=entries) if isinstance(s, SourceList) else s for s in shapes))


@dataclass(frozen=True)
class _Desk:
    """What is known while citations are filled in."""

    comparison: Comparison
    style: Style
    session: Session
    numbers: dict[str, int]
    order: tuple[str, ...]
    doc: Document

    def fill(self, part: Inline) -> Inline:
        if not isinstance(part, Cite):
            return part
        items = tuple(self._item(i) for i in part.items)
        spans = self._source(items) if part.form == "source" else self._mark(items)
        return replace(part, items=items, spans=spans, short=self._short(items))

    def _item(self, item: Cited) -> Cited:
        number = self.numbers.get(item.article, 0)
        short = self.comparison.articles[item.article].short.texts.get(self.doc.lang, "")
        return replace(item, number=number, label=f"[{number}]" if number else "", name=str(short))

    def _mark(self, items: tuple[Cited, ...]) -> tuple[Span, ...]:
        """The style's own mark. Pages are pinpoints that the style knows how to raise; a section and paragraph is too
        long for that, and follows its mark on the line, small, where the format has small type."""
        spans: list[Span] = []
        for article, group in groupby(sorted(items, key=self._rank), key=lambda i: i.article):
            given = list(group)
            pages = [i.locator.page for i in given if i.locator.page]
            spans += [Span(" ")] if spans else []
            spans += self._print([Item(self._record(article), ", ".join(pages))])
            sections = self._places(i for i in given if not i.locator.page)
            spans += [Span(sections)] if sections else []
        return tuple(spans)

    def _short(self, items: tuple[Cited, ...]) -> tuple[Span, ...]:
        articles = dict.fromkeys(i.article for i in sorted(items, key=self._rank))
        return self._print([Item(self._record(article)) for article in articles])

    def _print(self, items: list[Item]) -> tuple[Span, ...]:
        return tuple(self.style.mark(items, numbers=self.numbers, lang=self.doc.lang, session=self.session))

    def _record(self, article: str) -> Record:
        return self.comparison.articles[article].article.data

    def _source(self, items: tuple[Cited, ...]) -> tuple[Span, ...]:
        """Spelled out: `[4] 三（一）第2段、四第1段；[5] 第3段`; names where the style has no numbers."""
        spans: list[Span] = []
        for article, group in groupby(sorted(items, key=self._rank), key=lambda i: i.article):
            given = list(group)
            if spans:
                spans.append(Span(self.doc.words.get("semicolon", "; ")))
            spans.append(Span(given[0].label or given[0].name, link=f"source:{article}"))
            spans.append(Span(" " + self._places(given)))
        return tuple(spans)

    def _places(self, items: Iterable[Cited]) -> str:
        return self.doc.words.get("comma", ", ").join(dict.fromkeys(i.where for i in items if i.where))

    def _rank(self, item: Cited) -> int:
        return self.order.index(item.article)

    def entry(self, name: str) -> Entry:
        article = self.comparison.articles[name]
        record = {**article.article.data, "not_stated": list(article.not_stated)}
        number = self.numbers.get(name, 0)
        suffix = self.session.suffixes.get(name, "")
        spans = self.style.entry(record, number=number or None, lang=self.doc.lang, suffix=suffix)
        line = Line(f"sources.{name}@{self.doc.lang}", (Text(text_of(spans)),))
        return Entry(name, number, f"[{number}]" if number else "", line, tuple(spans))


def _style(comparison: Comparison) -> Style:
    name = comparison.outline.citations
    if name not in names(cites):
        hint = did_you_mean(name, names(cites))
        raise Problems([Problem(name.place, f"no citation style '{name}'", "no-style", hint)])
    style: Style = cites.style(name)
    if style.kind == "note":
        hint = "use the numeric or the author-date form of the standard"
        raise Problems([Problem(name.place, f"'{name}' writes notes, which no format draws yet", "no-style", hint)])
    return style


def _desk(comparison: Comparison, doc: Document) -> _Desk:
    style = _style(comparison)
    records = [comparison.articles[a].article.data for a in comparison.cited()]
    order = tuple(style.order(records))
    numbers = {name: n for n, name in enumerate(order, 1)} if style.kind == "numeric" else {}
    return _Desk(comparison, style, Session(suffixes=style.suffixes(records)), numbers, order, doc)
