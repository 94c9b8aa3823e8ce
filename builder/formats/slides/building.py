"""From the shapes of a topic to pieces: which shapes stand together, and who measures them."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from typing import assert_never

from builder import model
from builder.formats.slides.pages import Piece
from builder.formats.slides.pieces.agenda import agenda_piece
from builder.formats.slides.pieces.cards import callout_piece, cards_piece, versus_piece
from builder.formats.slides.pieces.figure import figure_piece
from builder.formats.slides.pieces.quotes import quotes_piece
from builder.formats.slides.pieces.rows import card_rows_piece
from builder.formats.slides.pieces.steps import steps_piece
from builder.formats.slides.pieces.table import table_piece
from builder.formats.slides.pieces.text import numbered_piece, sources_piece, text_piece
from builder.formats.slides.pieces.timeline import timeline_piece
from builder.formats.slides.pieces.two_by_two import two_by_two_piece
from builder.formats.slides.setting import Setting
from builder.formats.slides.topics import Topic

SIDE_BY_SIDE = 3  # more cards than this stand as rows


def build(
    topic: Topic,
    setting: Setting,
    width_pt: float,
    all_topics: Sequence[Topic],
    numbers: Mapping[str, str],
    *,
    sentences: bool,
    room_pt: float,
) -> list[Piece]:
    """The pieces of a topic, measured at this setting.

    Args:
        all_topics: of the document: the table of contents is made of its sections.
        numbers: of the sections, by heading id.
        sentences: paragraphs and high rows of tables may be cut between sentences.
        room_pt: the height that a slide has for them.
    """
    shapes = [_contents(topic, all_topics) if isinstance(s, model.Contents) else s for s in topic.shapes]
    groups = list(_together([s for s in shapes if _holds_something(s)]))
    alone = all(_is_text(g[0]) for g in groups)
    most_pt = room_pt if sentences else math.inf
    return [_piece(g, setting, width_pt, numbers, alone, most_pt) for g in groups]


def _together(shapes: Sequence[model.Shape]) -> Iterator[list[model.Shape]]:
    """Running text, and quotes, are one piece where they follow one another."""
    group: list[model.Shape] = []
    for shape in shapes:
        last = group[-1] if group else None
        text = last is not None and _is_text(last) and _is_text(shape)
        quotes = isinstance(last, model.Quote) and isinstance(shape, model.Quote)
        if group and not (text or quotes):
            yield group
            group = []
        group.append(shape)
    if group:
        yield group


def _is_text(shape: model.Shape) -> bool:
    return isinstance(shape, model.Para | model.Heading) or (isinstance(shape, model.Bullets) and not shape.ordered)


def _piece(
    group: list[model.Shape],
    setting: Setting,
    width_pt: float,
    numbers: Mapping[str, str],
    alone: bool,
    most_pt: float,
) -> Piece:
    shape = group[0]
    match shape:
        case model.Para() | model.Heading() | model.Bullets(ordered=False):
            return text_piece(group, setting, width_pt, alone=alone, sentences=most_pt < math.inf)
        case model.Bullets():
            return numbered_piece(shape, setting, width_pt)
        case model.Quote():
            return quotes_piece([q for q in group if isinstance(q, model.Quote)], setting, width_pt)
        case model.Cards(items=items, head=None) if len(items) > SIDE_BY_SIDE:
            return card_rows_piece(shape, setting, width_pt)
        case model.Cards():
            return cards_piece(shape, setting, width_pt)
        case model.Callout():
            return callout_piece(shape, setting, width_pt)
        case model.Table():
            return table_piece(shape, setting, width_pt, most_pt)
        case model.Versus():
            return versus_piece(shape, setting, width_pt)
        case model.Chart():
            return figure_piece(shape, setting, width_pt)
        case model.Timeline():
            return timeline_piece(shape, setting, width_pt)
        case model.TwoByTwo():
            return two_by_two_piece(shape, setting, width_pt)
        case model.Agenda():
            return agenda_piece(shape, setting, width_pt, numbers)
        case model.Steps():
            return steps_piece(shape, setting, width_pt)
        case model.SourceList():
            return sources_piece(shape, setting, width_pt)
        case model.Cover() | model.Notes() | model.Contents():
            raise TypeError(f"{type(shape).__name__} is no part of a slide's body")
        case _:
            assert_never(shape)


def _contents(here: Topic, all_topics: Sequence[Topic]) -> model.Agenda:
    """The sections of the document, with what each asks; in a document without sections its slides."""
    found = [t for t in all_topics if t.kind == "section"]
    found = found or [t for t in all_topics if t.kind == "content" and t.id != here.id]
    return model.Agenda(tuple(model.AgendaItem(t.heading, t.lead, "", t.id) for t in found))


def _holds_something(shape: model.Shape) -> bool:
    """False for a list without items or a table without rows: there is nothing to draw."""
    match shape:
        case model.Table(rows=items) | model.Steps(stages=items) | model.SourceList(entries=items):
            return bool(items)
        case model.Chart():
            return bool(shape.categories and shape.series)
        case _:
            return any(True for _ in model.lines_of(shape))
