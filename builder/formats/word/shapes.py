"""Every shape as Word draws it."""

from __future__ import annotations

from typing import assert_never

from builder import model
from builder.formats.word.anchors import named
from builder.formats.word.elements import Element, name, new, put
from builder.formats.word.figures import draw_chart
from builder.formats.word.live import cites, list_code
from builder.formats.word.tables import draw_steps, draw_table, draw_timeline, draw_two_by_two, draw_versus
from builder.formats.word.writer import Writer

PARAS = {
    "body": "Collate Body",
    "lead": "Collate Lead",
    "note": "Collate Note",
    "signed": "Collate Signed",
    "imprint": "Collate Imprint",
}
_ONE_PAGE = 20
"""Contents of at most so many entries are not broken over two pages."""


def draw(shape: model.Shape, w: Writer) -> None:
    """Draw one shape at the end of the body."""
    match shape:
        case model.Cover():
            _cover(shape, w)
        case model.Heading():
            _heading(shape, w)
        case model.Para(line=line, role=role):
            if role == "signed":
                w.keep_last()
            w.lines(PARAS[role], line, keep=w.opens)
            if role == "imprint":
                w.frame_last(PARAS[role])
        case model.Bullets():
            _bullets(shape, w)
        case model.Cards():
            _cards(shape, w)
        case model.Callout():
            _callout(shape, w)
        case model.Table():
            draw_table(shape, w)
        case model.Versus():
            draw_versus(shape, w)
        case model.Quote(line=line, by=by, gloss=gloss):
            w.lines("Quote", line, keep=True)
            w.lines("Collate Quote By", gloss, keep=True)
            w.lines("Collate Quote By", by)
        case model.Chart():
            draw_chart(shape, w)
        case model.Timeline():
            draw_timeline(shape, w)
        case model.TwoByTwo():
            draw_two_by_two(shape, w)
        case model.Agenda():
            _agenda(shape, w)
        case model.Steps():
            draw_steps(shape, w)
        case model.Contents():
            _contents(shape, w)
        case model.Notes():
            pass  # a paper has no speaker
        case model.SourceList():
            _sources(shape, w)
        case _:
            assert_never(shape)


def _cover(shape: model.Cover, w: Writer) -> None:
    """A masthead, not a page of its own: page 1 is for the judgements."""
    w.lines("Collate Kicker", shape.kicker)
    w.lines("Title", shape.title)
    w.lines("Subtitle", shape.subtitle)
    w.lines("Collate Byline", *shape.byline)


def _heading(shape: model.Heading, w: Writer) -> None:
    heading = w.headings[shape.id]
    style = "Collate Annex" if shape.level == 1 and not shape.numbered else f"Heading {shape.level}"
    number = w.numbering.direct if heading.numbered else w.numbering.plain
    p = w.paragraph(style, number=(number, shape.level - 1) if number else None)
    mark = w.pen.anchors.open(p, heading.bookmark)
    w.pen.line(p, shape.line, "body")
    w.pen.anchors.close(p, mark)


def _bullets(shape: model.Bullets, w: Writer) -> None:
    style = "List Number" if shape.ordered else "List Bullet"
    number = None
    if shape.ordered and (like := w.pen.styles.list(style)):
        number = (w.numbering.restarted(like), 0)
    for line in shape.lines:
        w.pen.line(w.paragraph(style, number=number), line, "body")


def _cards(shape: model.Cards, w: Writer) -> None:
    """A box of paragraphs: head and statement in one, then the tags; the evidence below in small type."""
    w.lines("Collate Box Head", shape.head)
    for card in shape.items:
        p = w.paragraph("Collate Box Text", keep=card.foot is not None)
        w.pen.line(p, card.head, "body", strong=True)
        words = model.plain(card.head)
        stop = "。" if w.doc.lang == "zh" else "."
        ended = words.endswith(tuple("。.!?！？：:"))
        w.pen.text(p, ("" if ended else stop) + ("" if w.doc.lang == "zh" else " "), "Strong")
        w.pen.line(p, card.body, "body")
        for tag in card.tags:
            w.pen.text(p, "\u2002")
            w.pen.tag(p, tag, gap="\u00a0")
        w.lines("Collate Box Foot", card.foot)
    w.box_ends()


def _callout(shape: model.Callout, w: Writer) -> None:
    """A box; where it must break, at least two lines stand on each page."""
    w.lines("Collate Callout Head", shape.head)
    style = "Collate Callout Item" if shape.bulleted else "Collate Callout Text"
    for n, line in enumerate(shape.lines):
        w.lines(style, line, keep=n + 1 < len(shape.lines) and n in (0, len(shape.lines) - 2))
    w.box_ends()


def _agenda(shape: model.Agenda, w: Writer) -> None:
    """A numbered list with the minutes at the right margin, each item leading to its heading."""
    number = None
    if like := w.pen.styles.list("Collate Agenda"):
        number = (w.numbering.restarted(like), 0)
    for n, item in enumerate(shape.items):
        p = w.paragraph("Collate Agenda", keep=item.body is not None, number=number)
        if item.body is None:  # its style keeps it with what follows
            _let_go(p)
        w.pen.line(w.pen.into(p, f"heading:{item.target}"), item.head, "body", strong=True)
        if item.aside:
            w.pen.tab(p)
            w.pen.text(p, item.aside)
        w.lines("Collate Agenda Body", item.body, keep=n == len(shape.items) - 2)  # the last doesn't go over alone


def _let_go(p: Element) -> None:
    """Nothing holds a paragraph to what follows, whatever its style says."""
    properties = p[0]
    for held in properties.findall(name("w:keepNext")):
        properties.remove(held)
    properties.insert(1, new("w:keepNext", val=0))  # behind its style


def _contents(shape: model.Contents, w: Writer) -> None:
    """The field with its entries filled in; with page numbers where a renderer has found them (`Document.pages`)."""
    w.lines("TOC Heading", shape.head)
    entries = [(heading, entry) for heading, entry in w.headings.items() if entry.level <= shape.depth]
    for n, (heading, entry) in enumerate(entries):
        page = w.doc.pages.get(heading)
        keep = len(entries) <= _ONE_PAGE and n < len(entries) - 1
        p = w.paragraph(f"TOC {entry.level}", keep=keep, dots=w.width if page else 0)
        if n == 0:
            w.pen.field_mark(p, "begin")
            code = put(put(p, "w:r"), "w:instrText")
            code.text = f' TOC \\o "1-{shape.depth}" \\h \\z \\u '
            w.pen.field_mark(p, "separate")
        inside = put(p, "w:hyperlink", anchor=entry.bookmark, history=1)
        for k, piece in enumerate(entry.words.split("\t")):
            if k:
                w.pen.tab(inside)
            w.pen.text(inside, piece)
        if page:
            w.pen.tab(inside)
            w.pen.field(inside, f"PAGEREF {entry.bookmark} \\h", str(page))
        if n == len(entries) - 1:
            w.pen.field_mark(p, "end")


def _sources(shape: model.SourceList, w: Writer) -> None:
    """The entries; where marks are live, in one field. Each leads back to the first mark that cites it: by its number,
    or, where it has none, by an arrow behind it."""
    tip = w.word("back")
    for n, entry in enumerate(shape.entries):
        p = w.paragraph("Collate Source Entry")
        if w.pen.live and n == 0:
            marked = {item.id for cite in cites(w.doc) if cite.form == "mark" for item in cite.sources}
            w.pen.open_field(p, list_code([e.source for e in shape.entries if e.source not in marked]))
        mark = w.pen.anchors.open(p, named("s", entry.source))
        if entry.label:
            back = w.pen.back(p, entry.source, tip)
            w.pen.text(p if back is None else back, entry.label, "" if back is None else "Collate Pointer")
            w.pen.tab(p)
        w.pen.entry(p, entry, "body")
        if not entry.label and (back := w.pen.back(p, entry.source, tip)) is not None:
            w.pen.text(back, "\u00a0↑", "Collate Pointer")
        w.pen.anchors.close(p, mark)
        if w.pen.live and n == len(shape.entries) - 1:
            w.pen.field_mark(p, "end")
