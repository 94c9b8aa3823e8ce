"""Cards in columns, callouts, and two sides against each other: boxes of the look with words in them."""

from __future__ import annotations

import math
from functools import cache

from builder import model
from builder.formats.slides.pages import Piece
from builder.formats.slides.pieces.text import chars, level_pt
from builder.formats.slides.scene import Frame, Group, Item, Words
from builder.formats.slides.setting import Setting
from builder.ooxml.rect import Rect

_GAP_PT = 14.4
_AIR_PT = 9.0
_MOST_COLUMNS = 5
_EASE_SHARE = 0.4  # how much higher than its words need a card may be


def cards_piece(cards: model.Cards, setting: Setting, width_pt: float) -> Piece:
    """Three to five statements side by side: head, tags, body, and the evidence at the foot."""
    look, items = setting.look, cards.items
    left_pt, top_pt, right_pt, low_pt = look.parts["card"].inset_pt
    heads = [setting.set(c.head, look.style("card", "head")) for c in items]
    bodies = [setting.set(c.body, look.style("card", "body")) for c in items]
    feet = [setting.set(c.foot, look.style("card", "foot")) if c.foot else None for c in items]
    tags = [[setting.tag(f"{c.head.id}/tag{n}", t) for n, t in enumerate(c.tags, 1)] for c in items]
    over = setting.set(cards.head, look.style("text", "caption")) if cards.head else None
    over_pt = setting.room_pt([over], width_pt) + _AIR_PT if over else 0.0

    @cache
    def rows(start: int, stop: int) -> tuple[float, ...]:
        """Width of a card inside, and the heights of its head, tags, body and foot: the same in all."""
        inner_pt = (width_pt - _GAP_PT * (stop - start - 1)) / (stop - start) - left_pt - right_pt
        some = range(start, stop)
        head_pt = max(setting.room_pt([heads[i]], inner_pt) for i in some)
        pill_pt = max((_pills_height(tags[i], setting, inner_pt) for i in some), default=0.0)
        body_pt = max(setting.room_pt([bodies[i]], inner_pt) for i in some)
        foot_pt = max(setting.room_pt([f], inner_pt) if (f := feet[i]) else 0.0 for i in some)
        return inner_pt, head_pt, pill_pt, body_pt, foot_pt

    def need(start: int, stop: int) -> float:
        if stop - start > _MOST_COLUMNS:
            return math.inf
        parts = rows(start, stop)[1:]
        ends_pt = over_pt if start == 0 else 0.0
        return top_pt + sum(parts) + _AIR_PT * (sum(p > 0 for p in parts) - 1) + low_pt + ends_pt

    def draw(start: int, stop: int, rect: Rect, holder: bool) -> tuple[Item, ...]:
        inner_pt, head_pt, pill_pt, _, foot_pt = rows(start, stop)
        drawn: list[Item] = []
        if over and start == 0:
            drawn.append(Frame(rect.row(0, over_pt - _AIR_PT), (over,)))
            rect = rect.row(over_pt, rect.h_pt - over_pt)
        wide_pt = inner_pt + left_pt + right_pt
        for n, i in enumerate(range(start, stop)):
            box = rect.column(n * (wide_pt + _GAP_PT), wide_pt)
            inner = Rect(box.x_pt + left_pt, box.y_pt + top_pt, inner_pt, box.h_pt - top_pt - low_pt)
            bar = next((b for t in items[i].tags if (b := f"card.bar.{t.value}") in look.parts), "card.bar")
            bar_pt = look.parts[bar].rect.h_pt
            made: list[Item] = [
                Frame(box, name=f"{items[i].head.id}/box", part="card"),
                Frame(box.row(0, bar_pt), name=f"{items[i].head.id}/bar", part=bar),
                Frame(inner.row(0, head_pt), (heads[i],)),
            ]
            made += pills(tags[i], setting, inner.row(head_pt + _AIR_PT, pill_pt))
            down_pt = head_pt + _AIR_PT + (pill_pt + _AIR_PT if pill_pt else 0.0)
            room_pt = inner.h_pt - down_pt - (foot_pt + _AIR_PT if foot_pt else 0.0)
            made.append(Frame(inner.row(down_pt, room_pt), (bodies[i],)))
            if (foot := feet[i]) is not None:
                made.append(Frame(inner.row(inner.h_pt - foot_pt, foot_pt), (foot,), anchor="b"))
            drawn.append(Group(f"{items[i].head.id}/card", heads[i].text, tuple(made)))
        return tuple(drawn)

    def lines(start: int, stop: int) -> tuple[model.Line, ...]:
        return tuple(x for c in items[start:stop] for x in (c.head, c.body, c.foot) if x)

    def tight(n: int, room_pt: float) -> tuple[model.Line, int]:
        inner_pt, *parts = rows(n, n + 1)
        return items[n].body, chars(setting, bodies[n], inner_pt, room_pt - sum(parts) + parts[2])

    return Piece(len(items), need, draw, lines, tight, lambda i, j: need(i, j) * _EASE_SHARE)


def callout_piece(callout: model.Callout, setting: Setting, width_pt: float) -> Piece:
    """A bar where it is one sentence, else a box whose lines may be cut."""
    if len(callout.lines) == 1 and not callout.bulleted:
        return _bar_piece(callout.head, callout.lines[0], setting, width_pt)
    look = setting.look
    part, rule = look.parts["callout.box"], look.parts["callout.rule"]
    left_pt, top_pt, right_pt, low_pt = part.inset_pt
    inner_pt = width_pt - left_pt - right_pt
    style = look.style("callout.box", "bullet" if callout.bulleted else "body")
    head = [setting.set(callout.head, look.style("callout.box", "head"))] if callout.head else []
    words = [setting.set(x, style) for x in callout.lines]

    def need(start: int, stop: int) -> float:
        shown = [*(head if start == 0 else []), *words[start:stop]]
        return setting.room_pt(shown, inner_pt) + top_pt + low_pt

    def draw(start: int, stop: int, rect: Rect, holder: bool) -> tuple[Item, ...]:
        shown = (*(head if start == 0 else []), *words[start:stop])
        name = f"{words[start].line}/callout"
        edge = Frame(rect.column(0, rule.rect.w_pt), name=f"{name}/rule", part="callout.rule")
        box = Frame(rect, shown, f"{name}/words", "callout.box", anchor=part.anchor, inset_pt=part.inset_pt)
        return (Group(name, shown[0].text, (box, edge)),)

    def lines(start: int, stop: int) -> tuple[model.Line, ...]:
        return (*((callout.head,) if callout.head and start == 0 else ()), *callout.lines[start:stop])

    def tight(n: int, room_pt: float) -> tuple[model.Line, int]:
        return callout.lines[n], chars(setting, words[n], inner_pt, room_pt - need(n, n) - top_pt - low_pt)

    return Piece(len(words), need, draw, lines, tight)


def versus_piece(versus: model.Versus, setting: Setting, width_pt: float) -> Piece:
    """Two panels, and under them what would decide between them."""
    look = setting.look
    half_pt = (width_pt - _GAP_PT * 1.5) / 2
    sides = []
    for side, name in ((versus.left, "versus.left"), (versus.right, "versus.right")):
        part = look.parts[name]
        inner_pt = half_pt - part.inset_pt[0] - part.inset_pt[2]
        words = (setting.set(side.head, part.styles["head"]), setting.set(side.body, part.styles["body"]))
        heights = (setting.room_pt(words[:1], inner_pt), setting.room_pt(words[1:], inner_pt))
        sides.append((name, part, inner_pt, words, heights))
    head_pt = max(s[4][0] for s in sides)
    panel_pt = max(head_pt + _AIR_PT + s[4][1] + s[1].inset_pt[1] + s[1].inset_pt[3] for s in sides)
    foot = _bar_piece(_decides(versus, setting), versus.foot, setting, width_pt) if versus.foot else None
    foot_pt = foot.need(0, 1) + _GAP_PT if foot else 0.0

    def draw(start: int, stop: int, rect: Rect, holder: bool) -> tuple[Item, ...]:
        drawn: list[Item] = []
        for n, (name, part, inner_pt, words, _) in enumerate(sides):
            box = rect.row(0, rect.h_pt - foot_pt).column(n * (half_pt + _GAP_PT * 1.5), half_pt)
            left_pt, top_pt, _, low_pt = part.inset_pt
            inner = Rect(box.x_pt + left_pt, box.y_pt + top_pt, inner_pt, box.h_pt - top_pt - low_pt)
            bar_pt = look.parts[f"{name}.bar"].rect.h_pt
            made = (
                Frame(box, name=f"{words[0].line}/box", part=name),
                Frame(box.row(0, bar_pt), name=f"{words[0].line}/bar", part=f"{name}.bar"),
                Frame(inner.row(0, head_pt), words[:1]),
                Frame(inner.row(head_pt + _AIR_PT, inner.h_pt - head_pt - _AIR_PT), words[1:]),
            )
            drawn.append(Group(f"{words[0].line}/side", words[0].text, made))
        if foot:
            drawn += foot.draw(0, 1, rect.row(rect.h_pt - foot_pt + _GAP_PT, foot_pt - _GAP_PT), False)
        return tuple(drawn)

    shown = [x for s in (versus.left, versus.right) for x in (s.head, s.body)]
    shown += [versus.foot] if versus.foot else []

    def tight(n: int, room_pt: float) -> tuple[model.Line, int]:
        said = ((versus.left.head, versus.left.body), (versus.right.head, versus.right.body))
        parts = [
            max(((s[4][k], said[i][k], s[3][k], s[2]) for i, s in enumerate(sides)), key=lambda part: part[0])
            for k in range(2)
        ]
        needs = [*(part[0] for part in parts), foot_pt]
        free_pt = level_pt(needs, room_pt - panel_pt + sum(needs[:2]))
        if foot and foot_pt == max(needs):
            return foot.tight(0, free_pt - _GAP_PT)
        _, line, words, inner_pt = max(parts, key=lambda part: part[0])
        return line, chars(setting, words, inner_pt, free_pt)

    return Piece(
        1, lambda i, j: panel_pt + foot_pt, draw, lambda i, j: tuple(shown), tight, lambda i, j: panel_pt * _EASE_SHARE
    )


def _decides(versus: model.Versus, setting: Setting) -> model.Line | None:
    word = setting.words.get("decides", "")
    return model.Line(f"{versus.foot.id}/decides", (model.Text(word),)) if word and versus.foot else None


def _bar_piece(head: model.Line | None, line: model.Line, setting: Setting, width_pt: float) -> Piece:
    """A dark bar: the head at the left, the sentence beside it."""
    look = setting.look
    part = look.parts["callout"]
    left_pt, top_pt, right_pt, low_pt = part.inset_pt
    title = setting.set(head, part.styles["head"]) if head else None
    words = setting.set(line, part.styles["body"])
    aside_pt = min(setting.width_pt(title), width_pt * 0.28) + _GAP_PT if title else 0.0
    inner_pt = width_pt - left_pt - right_pt - aside_pt
    heights = [setting.room_pt([words], inner_pt)]
    heights += [setting.room_pt([title], aside_pt - _GAP_PT)] if title else []
    need_pt = max(max(heights) + top_pt + low_pt, part.rect.h_pt)

    def draw(start: int, stop: int, rect: Rect, holder: bool) -> tuple[Item, ...]:
        inner = Rect(rect.x_pt + left_pt, rect.y_pt + top_pt, rect.w_pt, rect.h_pt - top_pt - low_pt)
        made: list[Item] = [Frame(rect, name=f"{line.id}/bar", part="callout")]
        if title:
            made.append(Frame(inner.column(0, aside_pt - _GAP_PT), (title,), anchor="ctr"))
        made.append(Frame(inner.column(aside_pt, inner_pt), (words,), anchor="ctr"))
        return (Group(f"{line.id}/callout", (title or words).text, tuple(made)),)

    return Piece(
        1,
        lambda i, j: need_pt,
        draw,
        lambda i, j: (*((head,) if head else ()), line),
        lambda n, room_pt: (line, chars(setting, words, inner_pt, room_pt - top_pt - low_pt)),
    )


def _pill_size(words: Words, part: str, setting: Setting) -> tuple[float, float]:
    shape = setting.look.parts[part]
    width_pt = setting.width_pt(words) + shape.inset_pt[0] + shape.inset_pt[2] + 2
    return width_pt, max(shape.rect.h_pt, setting.room_pt([words], width_pt))


def _pills_height(pills: list[tuple[str, Words]], setting: Setting, width_pt: float) -> float:
    rects = pill_rects(pills, setting, Rect(0, 0, width_pt, 0))
    return rects[-1].bottom_pt if rects else 0.0


def pill_rects(pills: list[tuple[str, Words]], setting: Setting, room: Rect) -> list[Rect]:
    """Where tags stand in a row, from the left, in further rows when one is full."""
    rects: list[Rect] = []
    x_pt, y_pt = 0.0, 0.0
    for part, words in pills:
        width_pt, height_pt = _pill_size(words, part, setting)
        if x_pt and x_pt + width_pt > room.w_pt:
            x_pt, y_pt = 0.0, y_pt + height_pt + 4
        rects.append(Rect(room.x_pt + x_pt, room.y_pt + y_pt, width_pt, height_pt))
        x_pt += width_pt + 6
    return rects


def pills(tags: list[tuple[str, Words]], setting: Setting, room: Rect) -> list[Item]:
    return [
        Frame(rect, (words,), part=part, anchor="ctr", inset_pt=(0, 0, 0, 0))
        for (part, words), rect in zip(tags, pill_rects(tags, setting, room), strict=True)
    ]
