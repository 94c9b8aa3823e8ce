"""Word: a paper in the look's named styles, with native tables, charts, numbering, fields and links.

In plan.yaml: `format: word`, `look: look.docx` (a .dotx will do as well). The look is any Word file that has the
styles of `styles.PARAGRAPHS`, `styles.CHARACTERS` and `styles.TABLES`, a pair "Collate Tag …" for every tag, and a
multilevel list "Collate Headings <language>". All fonts, sizes, colours and spacings are the look's: restyle it in
Word. The text in the look is not taken over; its pages, theme, header and footer are. Wide tables stand on its first
landscape page. A style "Collate Body zh" stands in for "Collate Body" in Chinese, and so for every other.

How shapes are drawn:
    Cover: a masthead on page 1, not a page. Contents: a field with its entries; with page numbers where they were
    counted (`collate build --pages`), else without until the reader updates it. Cards and Callout: paragraphs with a
    bar and a fill. Table, Versus, Timeline and Steps: tables; a `wide` table has a page of its own. Chart: native,
    with its workbook. Notes: not drawn.

Citations: a mark leads to its source in the list, and an entry of the list back to the first mark on it. In note
styles a mark is a real footnote, and the look also needs the styles "footnote text" and "footnote reference";
`notes:` in plan.yaml makes endnotes of them, or ①② on each page. Where the outline asks for live marks, marks and list
are fields that Zotero goes on with (see `live`). Word's own References tab lists the sources.

Every line stands in a bookmark of its own; `anchors.lines_in` reads from a finished file which is which.
Fixed words that are used where the template gives them: source, note, table, figure, article, event, date, what,
page_before, page_between, page_after, back.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from io import BytesIO

from builder import model
from builder.citation import Record
from builder.formats.word.anchors import Anchors, named, numbered
from builder.formats.word.clean import drop_unused
from builder.formats.word.fields import fields_in as find_fields
from builder.formats.word.fields import fill_fields, fill_properties, parts_with_text
from builder.formats.word.footnotes import close_notes, open_notes
from builder.formats.word.last_lines import accompany
from builder.formats.word.lists import open_numbering
from builder.formats.word.live import cites, preferences
from builder.formats.word.look_file import open_file
from builder.formats.word.opened import Opened, open_look
from builder.formats.word.package import (
    add_chart,
    add_line_map,
    add_sources,
    clean_settings,
    set_custom_properties,
    set_properties,
)
from builder.formats.word.page_ends import keep_ends
from builder.formats.word.paging import settled
from builder.formats.word.places import placed
from builder.formats.word.runs import EAST, HYPERLINK, LATIN, Pen
from builder.formats.word.sections import Sections, split
from builder.formats.word.shapes import draw
from builder.formats.word.slots import Slots
from builder.formats.word.writer import Writer
from builder.ooxml.custom_properties import origin
from builder.problem import Problem, Problems

SUFFIX = ".docx"
__all__ = ["SUFFIX", "Slots", "fields_in", "paged", "render"]


def render(doc: model.Document, look: model.Look | None) -> model.Made:
    """Draw a document in a look.

    Raises:
        Problems: the look is no Word file, or lacks styles or the numbering of headings.
        ValueError: no look is given; the template stage asks for one.
    """
    if look is None:
        raise ValueError("the word format draws in a look")
    notes = any(cite.note for cite in cites(doc))
    live = doc.citations is not None and doc.citations.live == "zotero"
    opened = open_look(look, doc.lang, notes=notes)
    document, styles, opening = opened.document, opened.styles, opened.place.opening
    _fill(opened, doc, look)
    drawn = (shape for shape in doc.shapes if not (opened.place.cover and isinstance(shape, model.Cover)))
    doc = replace(doc, shapes=tuple(model.over_lines(shape, _without_notes) for shape in drawn))
    numbering = open_numbering(document, styles, look, doc.lang)

    def relate(address: str) -> str:
        relation: str = document.part.relate_to(address, HYPERLINK, is_external=True)
        return relation

    def chart(shape: model.Chart, text_pt: float) -> str:
        return add_chart(document, shape, writer.drawings + 1, text_pt=text_pt, lang=doc.lang)

    pen = Pen(styles, doc.lang, Anchors(), _targets(doc), relate, live)
    if notes:
        pen.notes = open_notes(document, pen, doc.notes)
    else:
        close_notes(document, "footnote", "endnote")
    writer = Writer(opening.at, pen, numbering, doc, chart, numbering.headings(doc.shapes))
    sections = Sections(document, doc, pen, doc.notes if notes else None)
    parts = split(doc.shapes)
    for n, part in enumerate(parts):
        writer.wide = part.wide
        for at, shape in enumerate(part.shapes):
            writer.opens = _opens(part.shapes, at)
            draw(shape, writer)
        last = writer.close_on_paragraph()
        properties = sections.properties(first=n == 0, wide=part.wide, start=part.start)
        if n == 0:
            opening.begun(properties)
        if n == len(parts) - 1:
            opening.close(last, properties, sections.properties(first=False, wide=False), wide=part.wide)
        else:
            last[0].append(properties)  # in its w:pPr
    accompany(document)
    keep_ends(document)
    if styles.foreign is not None:
        drop_unused(document)
    add_line_map(document, pen.anchors, pen.units)
    add_sources(document, _records(doc))
    zotero = preferences(doc, EAST if doc.lang == "zh" else LATIN.get(doc.lang, doc.lang)) if live else {}
    set_custom_properties(document, {**zotero, **origin(doc.origin)})
    set_properties(document, doc)
    clean_settings(document)
    out = BytesIO()
    document.save(out)
    return model.Made(out.getvalue(), tuple(pen.units))


def paged(doc: model.Document, look: model.Look | None) -> model.Made:
    """Draw a document whose contents have page numbers, as LibreOffice breaks the pages.

    Raises:
        Problems: as `render`.
        OSError: LibreOffice or poppler are not here.
    """
    return settled(doc, lambda one: render(one, look))


def fields_in(look: model.Look) -> tuple[model.LookField, ...]:
    """The fields (`{{ … }}`) in what stays of a look: for the plan stage, which fills them.

    Raises:
        Problems: the look is no Word file, or something in it is like a field and is none.
    """
    document = open_file(look)
    place = placed(document, look)
    parts = parts_with_text(document, place.sections)
    return tuple(dict.fromkeys(f for part, root in parts for f in find_fields(root, part, look)))


def _fill(opened: Opened, doc: model.Document, look: model.Look) -> None:
    """Fill the fields of what stays of a look: the outline's, and Word's own for the file's properties."""
    for part, root in parts_with_text(opened.document, opened.place.sections):
        for field in find_fields(root, part, look):
            if field.text not in doc.fields:
                raise Problems([Problem(field.place, f"{field.where}: nothing fills '{field.text}'", "jinja")])
        fill_fields(root, doc.fields)
        fill_properties(root, doc)


def _opens(shapes: Sequence[model.Shape], n: int) -> bool:
    """Whether this paragraph keeps to the figure below it: the one that leads to it, and small lines that stand between
    a heading and its figure; not running text, or a page would stay half empty.
    """
    first, last = n, n
    while first > 0 and isinstance(shapes[first - 1], model.Para):
        first -= 1
    while last + 1 < len(shapes) and isinstance(shapes[last + 1], model.Para):
        last += 1
    if last + 1 == len(shapes) or not isinstance(shapes[last + 1], _FIGURES):
        return False
    under = first > 0 and isinstance(shapes[first - 1], model.Heading)
    return n == last or (under and all(_small(shape) for shape in shapes[first : last + 1]))


def _small(shape: model.Shape) -> bool:
    return isinstance(shape, model.Para) and shape.role != "body"


_FIGURES = (model.Table, model.Chart, model.Timeline, model.Versus, model.Steps, model.Quote)


def _without_notes(line: model.Line) -> model.Line:
    """The line as it is read: what stands in a footnote doesn't stand on it."""
    if not any(isinstance(p, model.Cite) and p.note for p in line.parts):
        return line
    parts = (replace(p, spans=()) if isinstance(p, model.Cite) and p.note else p for p in line.parts)
    return model.Line(line.id, tuple(parts))


def _records(doc: model.Document) -> list[Record]:
    """The records of the sources that are cited, in the order of their numbers where they have any."""
    numbers = {item.article: item.number for cite in cites(doc) for item in cite.items}
    records = {item.id: item.record for cite in cites(doc) for item in cite.sources}
    return sorted(records.values(), key=lambda record: numbers[str(record["id"])])


def _targets(doc: model.Document) -> dict[str, str]:
    """The bookmarks that references may lead to, by what they stand at."""
    found = {}
    for shape in doc.shapes:
        match shape:
            case model.Heading(id=i):
                found[f"heading:{i}"] = numbered("Toc", i)
            case model.Table() | model.Timeline() | model.Chart() if shape.caption and shape.number:
                found[f"number:{shape.id}"] = numbered("Ref", shape.id)
            case model.SourceList(entries=entries):
                found |= {f"source:{e.source}": named("s", e.source) for e in entries}
            case _:
                pass
    return found
