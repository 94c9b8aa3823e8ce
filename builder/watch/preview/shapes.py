"""Shapes as HTML: every form of the narrow middle, as plain elements that a reader of screens understands."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import assert_never

from builder.model import (
    Agenda,
    AgendaItem,
    Bullets,
    Callout,
    Card,
    Cards,
    Chart,
    Contents,
    Cover,
    Heading,
    Line,
    Notes,
    Para,
    Quote,
    Shape,
    SourceList,
    Steps,
    Table,
    Timeline,
    TwoByTwo,
    Versus,
    plain,
)
from builder.trace_page.markup import Markup, anchor, element, joined
from builder.watch.preview.charts import chart, grid
from builder.watch.preview.inlines import Sheet, each, line, spans, words
from builder.watch.preview.words import word


def html(shape: Shape, sheet: Sheet) -> Markup:
    """One shape; nothing for what a document of this kind does not show."""
    match shape:
        case Cover(title, subtitle, byline, kicker):
            over = _maybe("p", kicker, sheet, "kicker")
            under = _maybe("p", subtitle, sheet, "subtitle")
            small = each("p", byline, sheet, class_="byline")
            return element("header", over, line("h1", title, sheet), under, small, class_="cover")
        case Heading(id, head, level, numbered):
            tag = f"h{max(level, 2) if sheet.deck else level + 1}"  # every slide's title is of one rank
            name = anchor("heading", id)
            inner = words(head.parts, sheet)
            return element(tag, inner, id=name, class_="numbered" if numbered else "", data_id=head.id)
        case Para(one, role):
            return line("p", one, sheet, class_=role)
        case Bullets(lines, ordered):
            return element("ol" if ordered else "ul", each("li", lines, sheet))
        case Cards(items, head):
            top = _maybe("p", head, sheet, "head")
            return element("div", top, element("div", *(_card(c, sheet) for c in items), class_="row"), class_="cards")
        case Callout(lines, head, bulleted):
            held = element("ul", each("li", lines, sheet)) if bulleted else each("p", lines, sheet)
            return element("div", _maybe("p", head, sheet, "head"), held, class_="callout")
        case Table():
            return _table(shape, sheet)
        case Versus(left, right, foot):
            sides = (
                element("div", line("p", s.head, sheet, class_="head"), line("p", s.body, sheet), class_="side")
                for s in (left, right)
            )
            return element(
                "div", element("div", *sides, class_="row"), _maybe("p", foot, sheet, "foot"), class_="versus"
            )
        case Quote(one, by, gloss):
            said = element("blockquote", line("p", one, sheet))
            caption = element("figcaption", line("span", by, sheet))
            return element("figure", said, _maybe("p", gloss, sheet, "gloss"), caption, class_="quote")
        case Chart():
            return chart(shape, sheet)
        case TwoByTwo():
            return grid(shape, sheet)
        case Timeline():
            return _timeline(shape, sheet)
        case Agenda(items):
            return element("ol", *_agenda(items, sheet), class_="agenda")
        case Steps(stages):
            columns = (
                element(
                    "div",
                    line("p", s.head, sheet, class_="head"),
                    _maybe("p", s.aside, sheet, "aside"),
                    element("ul", each("li", s.lines, sheet)),
                    class_="stage",
                )
                for s in stages
            )
            return element("div", *columns, class_="steps")
        case Contents(head, depth):
            return _contents(head, depth, sheet)
        case Notes(lines, evidence):
            return _notes(lines, evidence, sheet)
        case SourceList():
            return _sources(shape, sheet)
        case _:
            assert_never(shape)


def _maybe(tag: str, one: Line | None, sheet: Sheet, class_: str) -> Markup:
    return line(tag, one, sheet, class_=class_) if one else Markup()


def _card(card: Card, sheet: Sheet) -> Markup:
    tags = words(card.tags, sheet)
    return element(
        "div",
        line("p", card.head, sheet, class_="head"),
        element("p", tags, class_="tags") if tags else "",
        line("p", card.body, sheet),
        _maybe("p", card.foot, sheet, "foot"),
        class_="card",
    )


def _table(table: Table, sheet: Sheet) -> Markup:
    heads = (line("th", c.head, sheet, class_=c.role, scope="col") for c in table.columns)
    rows = []
    for row in table.rows:
        cells = []
        for n, (column, cell) in enumerate(zip(table.columns, row, strict=True)):
            held = each("p", cell.lines, sheet)
            of_row = n == 0 and column.role == "label"
            cells.append(element("th" if of_row else "td", held, class_=column.role, scope="row" if of_row else ""))
        rows.append(element("tr", *cells))
    label = f"{sheet.document.words.get('table', '')} {table.number}\u2002" if table.number else ""
    caption = line("caption", table.caption, sheet, before=label) if table.caption else Markup()
    total = sum(c.weight for c in table.columns) or 1
    widths = (element("col", width=f"{100 * c.weight / total:.1f}%") for c in table.columns)
    whole = element(
        "table",
        caption,
        element("colgroup", *widths),
        element("thead", element("tr", *heads)),
        element("tbody", *rows),
        aria_label="" if table.caption else table.summary,
    )
    frame = element("div", whole, class_="scroll", tabindex="0", role="group", aria_label=table.summary)
    return element("div", frame, _maybe("p", table.note, sheet, "note"), class_="table", id=anchor("shape", table.id))


def _timeline(shape: Timeline, sheet: Sheet) -> Markup:
    caption = _maybe("p", shape.caption, sheet, "caption")
    items = sorted(shape.items, key=lambda m: (not m.sort, m.sort))
    held = (
        element("li", element("span", m.when, class_="when"), line("span", m.line, sheet), class_=m.lane) for m in items
    )
    return element("div", caption, element("ol", *held, role="list"), class_="timeline", id=anchor("shape", shape.id))


def _agenda(items: Iterable[AgendaItem], sheet: Sheet) -> Iterator[Markup]:
    for item in items:
        head = words(item.head.parts, sheet)
        led = element("a", head, href=f"#{anchor('heading', item.target)}") if item.target else head
        aside = element("span", item.aside, class_="aside") if item.aside else ""
        top = element("p", led, class_="head", data_id=item.head.id)
        yield element("li", top, aside, _maybe("p", item.body, sheet, "body"))


def _contents(head: Line, depth: int, sheet: Sheet) -> Markup:
    headings = [s for s in sheet.document.shapes if isinstance(s, Heading) and s.level <= depth]
    links = (
        element("li", element("a", plain(h.line), href=f"#{anchor('heading', h.id)}"), class_=f"level-{h.level}")
        for h in headings
    )
    return element("div", line("p", head, sheet, class_="head"), element("ul", *links), class_="contents")


def _notes(lines: Sequence[Line], evidence: Sequence[Line], sheet: Sheet) -> Markup:
    if not sheet.deck:
        return Markup()
    held = joined((each("p", lines, sheet), each("p", evidence, sheet, class_="evidence")))
    return element("details", element("summary", word("notes", sheet.lang)), held, class_="notes")


def _sources(shape: SourceList, sheet: Sheet) -> Markup:
    held = []
    for entry in shape.entries:
        label = element("span", entry.label, class_="number") if entry.label else Markup()
        said = spans(entry.spans, sheet) if entry.spans else words(entry.line.parts, sheet)
        text = element("span", said, data_id=entry.line.id)
        held.append(element("li", label, text, id=anchor("source", entry.source)))
    return element("ol", *held, class_="sources", role="list", id=anchor("shape", shape.id))
