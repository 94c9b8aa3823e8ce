"""A document as HTML: pages of blocks, or slides. Each block can be replaced by itself."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby

from builder.locator import rank
from builder.model import Cite, Cited, Cover, Document, Footnote, Heading, Line, Notes, Shape, cited_in, lines_of
from builder.trace_page.markup import Markup, element, joined
from builder.watch.preview.inlines import Sheet, sheet_of, spans
from builder.watch.preview.shapes import html
from builder.watch.preview.words import word


def sheet(document: Document, *, deck: bool) -> Markup:
    """The whole document, its blocks one after the other, each with a key (`data-key`) that outlives an edit."""
    known = sheet_of(document, deck)
    blocks = _slides(known) if deck else _blocks(known)
    return element("div", *blocks, class_=f"sheet {'deck' if deck else 'paper'}", lang=document.lang)


def _blocks(known: Sheet) -> Iterator[Markup]:
    for n, shape in enumerate(known.document.shapes):
        if held := html(shape, known):
            yield element("div", held, class_="block", data_key=_key(shape, n))
    if notes := _footnotes(known):
        yield element("div", notes, class_="block", data_key="footnotes")


def _slides(known: Sheet) -> Iterator[Markup]:
    for n, (key, shapes) in enumerate(_by_slide(known.document.shapes), 1):
        shown = [shape for shape in shapes if not isinstance(shape, Notes)]
        spoken = joined(html(shape, known) for shape in shapes if isinstance(shape, Notes))
        kind = "cover" if isinstance(shapes[0], Cover) else "section" if _opens(shapes[0]) else "plain"
        number = element("p", word("slide", known.lang, n=n), class_="counter")
        held = joined(html(shape, known) for shape in shown)
        inner = element("div", held, _credits(shown, known), class_=f"slide {kind}")
        yield element("section", number, inner, spoken, class_="block", data_key=key)


def _opens(shape: Shape) -> bool:
    return isinstance(shape, Heading) and shape.level == 1


def _by_slide(shapes: Iterable[Shape]) -> Iterator[tuple[str, list[Shape]]]:
    """Shapes by slide: a cover begins one, and every heading down to level 2."""
    slide: list[Shape] = []
    for shape in shapes:
        begins = isinstance(shape, Cover) or (isinstance(shape, Heading) and shape.level <= 2)
        if begins and slide:
            yield _key(slide[0], 0), slide
            slide = []
        slide.append(shape)
    if slide:
        yield _key(slide[0], 0), slide


def _key(shape: Shape, n: int) -> str:
    """A name for a block that stays when its words change: its first line's id."""
    lines = lines_of(shape)
    return f"{type(shape).__name__}/{lines[0].id}" if lines else f"{type(shape).__name__}/{n}"


def _credits(shapes: Iterable[Shape], known: Sheet) -> Markup:
    """The source line of a slide: every article that it cites, with the places."""
    cited = sorted(
        cited_in([line for shape in shapes for line in lines_of(shape)]), key=lambda c: (c.number, c.article)
    )
    if not cited:
        return Markup()
    fixed = known.document.words
    parts = []
    for _, group in groupby(cited, key=lambda c: c.article):
        items: list[Cited] = sorted(group, key=lambda c: rank(c.locator))
        places = fixed.get("comma", ", ").join(dict.fromkeys(c.where for c in items if c.where))
        parts.append(" ".join(filter(None, (items[0].label, items[0].name, places))))
    colon = "：" if known.lang.startswith("zh") else ": "
    text = f"{fixed.get('source', '')}{colon}{fixed.get('semicolon', '; ').join(parts)}"
    return element("p", text, class_="credits", data_id="credits")


def _footnotes(known: Sheet) -> Markup:
    notes: dict[int, Footnote] = {}
    for line in (line for shape in known.document.shapes for line in lines_of(shape)):
        notes |= {part.note.number: part.note for part in _cites(line) if part.note}
    held = (
        element("li", spans(note.spans, known), id=f"note-{number}", value=str(number), data_id=f"note-{number}")
        for number, note in sorted(notes.items())
    )
    return element("ol", *held, class_="footnotes", aria_label=word("footnotes", known.lang)) if notes else Markup()


def _cites(line: Line) -> Iterator[Cite]:
    return (part for part in line.parts if isinstance(part, Cite))
