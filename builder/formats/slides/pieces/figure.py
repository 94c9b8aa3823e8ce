"""A native chart with its caption, how to read it at its right, and where its numbers stand."""

from __future__ import annotations

from builder import model
from builder.formats.slides.needed import CHART, READING
from builder.formats.slides.pages import Piece
from builder.formats.slides.pieces.table import caption_words
from builder.formats.slides.pieces.text import chars, level_pt
from builder.formats.slides.scene import Figure, Frame, Item
from builder.formats.slides.setting import Setting
from builder.ooxml.rect import Rect

_LOW_PT = 210.0  # lower, a chart cannot be read from the last row
_GAP_PT = 6.0


def figure_piece(chart: model.Chart, setting: Setting, width_pt: float) -> Piece:
    """A chart, as wide as the layout's placeholder where there is something to read beside it, else full width."""
    look = setting.look
    holders = look.layouts["Collate Chart"]
    text_pt = setting.size_pt(holders[CHART].style)
    beside = holders[READING]
    shift_pt = beside.rect.x_pt - holders[CHART].rect.x_pt
    readings = tuple(setting.set(x, beside.style) for x in chart.reading)
    reading_pt = setting.room_pt(readings, beside.rect.w_pt)
    caption = caption_words(chart, setting.words.get("figure", ""), setting)
    chart_wide_pt = holders[CHART].rect.w_pt if readings else width_pt
    below = [setting.set(x, look.style("text", "note")) for x in (_told(chart), chart.note) if x]
    above_pt = setting.room_pt([caption], chart_wide_pt) + _GAP_PT if caption else 0.0
    below_pt = sum(setting.room_pt([w], width_pt) for w in below) + (_GAP_PT if below else 0.0)
    need_pt = above_pt + max(_LOW_PT * look.share, reading_pt) + below_pt

    def draw(start: int, stop: int, rect: Rect, holder: bool) -> tuple[Item, ...]:
        left = rect.column(0, chart_wide_pt)
        items: list[Item] = [Frame(left.row(0, above_pt - _GAP_PT), (caption,))] if caption else []
        place = left.row(above_pt, rect.h_pt - above_pt - below_pt)
        items.append(Figure(place, chart, text_pt, CHART if holder else None))
        if readings:
            room = Rect(rect.x_pt + shift_pt, rect.y_pt + above_pt, beside.rect.w_pt, place.h_pt)
            spot = READING if holder else None
            items.append(Frame(room, readings, f"{chart.id}/reading", holder=spot, anchor=beside.anchor))
        top_pt = rect.h_pt - below_pt + _GAP_PT
        for words in below:
            high_pt = setting.room_pt([words], width_pt)
            items.append(Frame(rect.row(top_pt, high_pt), (words,)))
            top_pt += high_pt
        return tuple(items)

    def tight(n: int, room_pt: float) -> tuple[model.Line, int]:
        if not chart.reading:
            return chart.caption, 0
        needs = [setting.room_pt([w], beside.rect.w_pt) for w in readings]
        between_pt = reading_pt - sum(needs)
        free_pt = level_pt(needs, room_pt - above_pt - below_pt - between_pt)
        worst = needs.index(max(needs))
        return chart.reading[worst], chars(setting, readings[worst], beside.rect.w_pt, free_pt)

    shown = tuple(x for x in (chart.caption, *chart.reading, chart.source, chart.note) if x)
    return Piece(1, lambda i, j: need_pt, draw, lambda i, j: shown, tight, lambda i, j: 400.0, "Chart")


def _told(chart: model.Chart) -> model.Line | None:
    """The source, where it says more than the slide's source line says anyway."""
    said = any(isinstance(p, model.Text) and p.text.strip(" ，。；：,.;:") for p in chart.source.parts)
    return chart.source if said else None
