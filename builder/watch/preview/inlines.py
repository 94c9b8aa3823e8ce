"""Lines as HTML: words, links, marks, tags. Every line keeps its id, so that the page can tell which one changed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import assert_never

from builder.citation import Span
from builder.model import Cite, Document, Inline, Line, Link, Ref, SourceList, Tag, Text
from builder.trace_page.markup import Markup, anchor, element, escaped, joined

SAFE = ("https://", "http://", "mailto:")


@dataclass(frozen=True)
class Sheet:
    """What lines know of the document around them.

    Attributes:
        document: it.
        deck: it is made of slides, whose marks are short; else of pages.
        listed: the sources that its list holds, to which marks lead.
    """

    document: Document
    deck: bool
    listed: frozenset[str]

    @property
    def lang(self) -> str:
        """The document's language."""
        return self.document.lang


def sheet_of(document: Document, deck: bool) -> Sheet:
    """A document with what its lines have to know of it."""
    entries = (entry for shape in document.shapes if isinstance(shape, SourceList) for entry in shape.entries)
    return Sheet(document, deck, frozenset(entry.source for entry in entries))


def line(tag: str, one: Line, sheet: Sheet, *, class_: str = "", scope: str = "", before: str = "") -> Markup:
    """A line in an element of its own; `before` are words that belong to the element and not to the line."""
    return element(tag, before, words(one.parts, sheet), class_=class_, scope=scope, data_id=one.id)


def each(tag: str, lines: Iterable[Line], sheet: Sheet, *, class_: str = "") -> Markup:
    """Some lines, each in an element of its own."""
    return joined(line(tag, one, sheet, class_=class_) for one in lines)


def words(parts: Iterable[Inline], sheet: Sheet) -> Markup:
    """What stands in a line."""
    return joined(_inline(part, sheet) for part in parts)


def _inline(part: Inline, sheet: Sheet) -> Markup:
    match part:
        case Text(text, strong, emphasis):
            held = joined(_broken(text))
            held = element("em", held) if emphasis else held
            return element("strong", held) if strong else held
        case Link(text, url):
            return _link(text, url)
        case Ref(target, text):
            return element("a", text, href=f"#{anchor('shape', target)}")
        case Tag(kind, value, word, symbol):
            sign = element("span", symbol, class_="sign", aria_hidden="true") if symbol else Markup()
            return element("span", sign, " " if symbol else "", word, class_=f"tag {_plain(kind)} {_plain(value)}")
        case Cite():
            return _cite(part, sheet)
        case _:
            assert_never(part)


def _cite(part: Cite, sheet: Sheet) -> Markup:
    if part.note is not None and not sheet.deck:
        number = str(part.note.number)
        return element("sup", element("a", number, href=f"#note-{number}", id=f"mark-{number}"))
    short = sheet.deck and part.form == "mark" and bool(part.short)
    return element("span", spans(part.short if short else part.spans, sheet), class_=f"cite {part.form}")


def spans(given: Iterable[Span], sheet: Sheet) -> Markup:
    """The runs of a citation."""
    return joined(_span(span, sheet) for span in given)


def _span(span: Span, sheet: Sheet) -> Markup:
    held = escaped(span.text)
    if span.link.startswith("source:"):
        source = span.link.removeprefix("source:")
        held = element("a", held, href=f"#{anchor('source', source)}") if source in sheet.listed else held
    elif span.link:
        held = _link(span.text, span.link)
    held = element("em", held) if span.italic else held
    held = element("span", held, class_="small-caps") if span.small_caps else held
    return element("sup", held) if span.raised else held


def _link(text: str, url: str) -> Markup:
    """An address outside; anything but http, https and mailto stays words."""
    if not url.lower().startswith(SAFE):
        return escaped(text)
    return element("a", text, href=url, rel="noreferrer noopener", target="_blank")


def _broken(text: str) -> Iterable[str]:
    """A tab, which parts left from right, as a wide gap."""
    for n, piece in enumerate(text.split("\t")):
        if n:
            yield element("span", " ", class_="gap")
        yield piece


def _plain(name: str) -> str:
    """A name that can be a class."""
    return "".join(c if c.isalnum() or c == "-" else "-" for c in name)
