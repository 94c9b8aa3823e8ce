"""Cards as rows, one under another: for more statements than can stand side by side in a readable size."""

from __future__ import annotations

from builder import model
from builder.formats.slides.pages import Piece
from builder.formats.slides.pieces.cards import pill_rects, pills
from builder.formats.slides.pieces.text import chars
from builder.formats.slides.scene import Frame, Group, Item
from builder.formats.slides.setting import Setting
from builder.ooxml.rect import Rect

_GAP_PT = 6.0
_AIR_PT = 5.0
_COLUMN_PT = 16.0
_HEAD_SHARE = 0.31
_PAD_PT = 4.5
_EASE_PT = 16.0


def card_rows_piece(cards: model.Cards, setting: Setting, width_pt: float) -> Piece:
    """A row a card: at the left its head over its tags, then its body. The evidence stands in the source line."""
    look, items = setting.look, cards.items
    left_pt, _, right_pt, _ = look.parts["card"].inset_pt
    strip_pt = look.parts["card.bar"].rect.h_pt
    inner_pt = width_pt - strip_pt - left_pt - right_pt
    head_wide_pt = inner_pt * _HEAD_SHARE
    body_wide_pt = inner_pt - head_wide_pt - _COLUMN_PT
    heads = [setting.set(c.head, look.style("card", "head")) for c in items]
    bodies = [setting.set(c.body, look.style("card", "body")) for c in items]
    tags = [[setting.tag(f"{c.head.id}/tag{n}", t) for n, t in enumerate(c.tags, 1)] for c in items]
    head_pts = [setting.room_pt([h], head_wide_pt) for h in heads]
    tag_pts = [
        max((r.bottom_pt for r in pill_rects(t, setting, Rect(0, 0, head_wide_pt, 0))), default=0.0) for t in tags
    ]
    left_pts = [h + (_AIR_PT + t if t else 0.0) for h, t in zip(head_pts, tag_pts, strict=True)]
    heights = [
        max(left, setting.room_pt([b], body_wide_pt)) + 2 * _PAD_PT for left, b in zip(left_pts, bodies, strict=True)
    ]

    def need(start: int, stop: int) -> float:
        return sum(heights[start:stop]) + _GAP_PT * (stop - start - 1)

    def draw(start: int, stop: int, rect: Rect, holder: bool) -> tuple[Item, ...]:
        more_pt = (rect.h_pt - need(start, stop)) / (stop - start)
        drawn: list[Item] = []
        top_pt = 0.0
        for n in range(start, stop):
            row = rect.row(top_pt, heights[n] + more_pt)
            top_pt += row.h_pt + _GAP_PT
            bar = next((b for t in items[n].tags if (b := f"card.bar.{t.value}") in look.parts), "card.bar")
            words = Rect(
                row.x_pt + strip_pt + left_pt, row.y_pt + (row.h_pt - left_pts[n]) / 2, head_wide_pt, left_pts[n]
            )
            body = row.column(strip_pt + left_pt + head_wide_pt + _COLUMN_PT, body_wide_pt)
            made: list[Item] = [
                Frame(row, name=f"{items[n].head.id}/box", part="card"),
                Frame(row.column(0, strip_pt), name=f"{items[n].head.id}/bar", part=bar),
                Frame(words.row(0, head_pts[n]), (heads[n],)),
                *pills(tags[n], setting, words.row(head_pts[n] + _AIR_PT, tag_pts[n])),
                Frame(body, (bodies[n],), anchor="ctr"),
            ]
            drawn.append(Group(f"{items[n].head.id}/card", heads[n].text, tuple(made)))
        return tuple(drawn)

    def lines(start: int, stop: int) -> tuple[model.Line, ...]:
        return tuple(x for c in items[start:stop] for x in (c.head, c.body, c.foot) if x)

    def tight(n: int, room_pt: float) -> tuple[model.Line, int]:
        return items[n].body, chars(setting, bodies[n], body_wide_pt, room_pt - 2 * _PAD_PT)

    return Piece(len(items), need, draw, lines, tight, lambda i, j: _EASE_PT * (j - i))
