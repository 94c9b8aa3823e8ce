"""The document in the middle, before it is Word or PowerPoint.

Blocks are lowered to these few shapes, and every format draws exactly these shapes. They say what a thing *is*
(a judgement card, a relation tag), never how it looks, and never name a format. Every `Line` keeps the id of the
outline node that it prints, so that a bookmark or a shape name can lead back to the YAML. Keep the list short.
"""

from __future__ import annotations

from builder.model.document import Citations, Document, Look, Made, Unit
from builder.model.inlines import Cite, Cited, Footnote, Inline, Line, Link, Ref, Tag, Text
from builder.model.shapes import (
    Agenda,
    AgendaItem,
    Bullets,
    Callout,
    Card,
    Cards,
    Cell,
    Chart,
    Column,
    Contents,
    Cover,
    Entry,
    Heading,
    Moment,
    Notes,
    Para,
    Quote,
    Series,
    Shape,
    Side,
    SourceList,
    Stage,
    Steps,
    Table,
    Timeline,
    Versus,
)
from builder.model.walk import cited_in, lines_of, over_lines, plain, words_of

__all__ = [
    "Agenda",
    "AgendaItem",
    "Bullets",
    "Callout",
    "Card",
    "Cards",
    "Cell",
    "Chart",
    "Citations",
    "Cite",
    "Cited",
    "Column",
    "Contents",
    "Cover",
    "Document",
    "Entry",
    "Footnote",
    "Heading",
    "Inline",
    "Line",
    "Link",
    "Look",
    "Made",
    "Moment",
    "Notes",
    "Para",
    "Quote",
    "Ref",
    "Series",
    "Shape",
    "Side",
    "SourceList",
    "Stage",
    "Steps",
    "Table",
    "Tag",
    "Text",
    "Timeline",
    "Unit",
    "Versus",
    "cited_in",
    "lines_of",
    "over_lines",
    "plain",
    "words_of",
]
