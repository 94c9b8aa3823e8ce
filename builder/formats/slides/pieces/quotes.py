"""Quotes: a rule at the left, the words, and whose they are; two side by side."""

from __future__ import annotations

from collections.abc import Sequence

from builder import model
from builder.formats.slides.pages import Piece
from builder.formats.slides.pieces.text import chars
from builder.formats.slides.scene import Frame, Group, Item, Rect
from builder.formats.slides.setting import Setting

_GAP_PT = 24.0


def quotes_piece(quotes: Sequence[model.Quote], setting: Setting, width_pt: float) -> Piece:
    """All the quotes that stand together; one atom is a row of two."""
    look = setting.look
    left_pt, top_pt, right_pt, low_pt = look.parts["quote"].inset_pt
    columns = min(2, len(quotes))
    wide_pt = (width_pt - _GAP_PT * (columns - 1)) / columns
    inner_pt = wide_pt - left_pt - right_pt
    words = [
        (setting.set(q.line, look.style("quote", "body")), setting.set(q.by, look.style("quote", "by"))) for q in quotes
    ]
    rows = [range(n, min(n + columns, len(quotes))) for n in range(0, len(quotes), columns)]
    heights = [max(setting.room_pt(words[i], inner_pt) for i in row) + top_pt + low_pt for row in rows]

    def need(start: int, stop: int) -> float:
        return sum(heights[start:stop]) + _GAP_PT * (stop - start - 1)

    def draw(start: int, stop: int, rect: Rect, holder: bool) -> tuple[Item, ...]:
        items: list[Item] = []
        for n in range(start, stop):
            strip = rect.row(need(start, n + 1) - heights[n], heights[n])
            for i in rows[n]:
                box = strip.column((i - rows[n][0]) * (wide_pt + _GAP_PT), wide_pt)
                name = words[i][0].line
                rule = look.variant("quote.rule", i)
                made = (
                    Frame(box.column(0, look.parts[rule].rect.w_pt), name=f"{name}/rule", part=rule),
                    Frame(box, words[i], f"{name}/words", anchor="ctr", inset_pt=look.parts["quote"].inset_pt),
                )
                items.append(Group(f"{name}/quote", words[i][0].text, made))
        return tuple(items)

    def lines(start: int, stop: int) -> tuple[model.Line, ...]:
        return tuple(x for row in rows[start:stop] for i in row for x in (quotes[i].line, quotes[i].by))

    def tight(n: int, room_pt: float) -> tuple[model.Line, int]:
        worst = max(rows[n], key=lambda i: setting.room_pt(words[i], inner_pt))
        return quotes[worst].line, chars(setting, words[worst][0], inner_pt, room_pt - 24)

    return Piece(len(rows), need, draw, lines, tight)
