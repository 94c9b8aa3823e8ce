"""The parts of a meeting as bars, each with its number, its question and its minutes; a click leads to the part."""

from __future__ import annotations

from collections.abc import Mapping

from builder import model
from builder.formats.slides.pages import Piece
from builder.formats.slides.pieces.text import chars
from builder.formats.slides.scene import Frame, Group, Item
from builder.formats.slides.setting import Setting
from builder.ooxml.rect import Rect

_GAP_PT = 14.0
_LOW_PT = 8.0
_LEAST_SHARE, _HEAD_SHARE = 0.14, 0.36  # of the bar, for the heads
_COLUMN_GAP_PT = 20.0


def agenda_piece(agenda: model.Agenda, setting: Setting, width_pt: float, numbers: Mapping[str, str]) -> Piece:
    """Bars of one height.

    Args:
        numbers: how the section with that heading id is numbered; others count from one.
    """
    look, items = setting.look, agenda.items
    bar = look.parts["agenda.bar"]
    side_pt = bar.inset_pt[0]
    heads = [setting.set(x.head, bar.styles["head"]) for x in items]
    bodies = [setting.set(x.body, bar.styles["body"]) if x.body else None for x in items]
    asides = [
        setting.say(f"{x.head.id}/aside", x.aside, bar.styles["aside"], align="r") if x.aside else None for x in items
    ]
    square = look.parts[look.variant("agenda.number", 0)]
    text_pt = width_pt - square.rect.w_pt - 2 * side_pt
    aside_pt = max((setting.width_pt(a) for a in asides if a), default=0.0)
    free_pt = text_pt - (aside_pt + _COLUMN_GAP_PT if aside_pt else 0.0)
    head_pt = max(free_pt * _LEAST_SHARE, *(setting.width_pt(h) for h in heads))
    head_pt = min(head_pt, free_pt * _HEAD_SHARE) if any(bodies) else free_pt
    body_pt = max(free_pt - head_pt - _COLUMN_GAP_PT, 1.0)
    rooms = [setting.room_pt([h], head_pt) for h in heads]
    rooms += [setting.room_pt([b], body_pt) for b in bodies if b]
    low_pt = max(rooms) + 2 * _LOW_PT
    ease_pt = max(0.0, bar.rect.h_pt * 1.5 - low_pt)

    def draw(start: int, stop: int, rect: Rect, holder: bool) -> tuple[Item, ...]:
        high_pt = (rect.h_pt - _GAP_PT * (stop - start - 1)) / (stop - start)
        drawn: list[Item] = []
        for n in range(start, stop):
            row = rect.row((n - start) * (high_pt + _GAP_PT), high_pt)
            name, target = heads[n].line, items[n].target
            part = look.variant("agenda.number", n)
            number = setting.say(f"{name}/number", numbers.get(target) or str(n + 1), look.parts[part].styles["number"])
            left = row.column(0, square.rect.w_pt)
            alone = bodies[n] is None and asides[n] is None
            text = row.column(square.rect.w_pt + side_pt, text_pt if alone else head_pt)
            made = [
                Frame(row, name=f"{name}/bar", part="agenda.bar", target=target),
                Frame(left, (number,), part=part, anchor="ctr", inset_pt=(0, 0, 0, 0), target=target),
                Frame(text, (heads[n],), anchor="ctr", target=target),
            ]
            if (body := bodies[n]) is not None:
                place = text.column(head_pt + _COLUMN_GAP_PT, body_pt)
                made.append(Frame(place, (body,), anchor="ctr", target=target))
            if (aside := asides[n]) is not None:
                place = row.column(row.w_pt - side_pt - aside_pt, aside_pt)
                made.append(Frame(place, (aside,), anchor="ctr", target=target))
            drawn.append(Group(f"{name}/part", heads[n].text, tuple(made)))
        return tuple(drawn)

    def tight(n: int, room_pt: float) -> tuple[model.Line, int]:
        body = items[n].body
        if body is not None and (words := bodies[n]) is not None:
            return body, chars(setting, words, body_pt, room_pt - 2 * _LOW_PT)
        return items[n].head, chars(setting, heads[n], head_pt, room_pt - 2 * _LOW_PT)

    return Piece(
        len(items),
        lambda i, j: low_pt * (j - i) + _GAP_PT * (j - i - 1),
        draw,
        lambda i, j: tuple(x for a in items[i:j] for x in (a.head, a.body) if x),
        tight,
        lambda i, j: ease_pt * (j - i),
    )
