"""A two-by-two: four tinted quadrants with numbered dots, and at the right what the numbers stand for, and why there.

What stands on the same step of both axes is spread out inside that step, so that no dot covers another. Where the list
is too long for one slide, the quadrants stand on each, and the list goes on.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from builder import model
from builder.formats.slides.pages import Piece
from builder.formats.slides.pieces.text import chars
from builder.formats.slides.scene import Frame, Group, Item, Words
from builder.formats.slides.setting import Setting
from builder.ooxml.rect import Rect

_SHARE = 0.51  # of the width: the quadrants with the words at their axes
_LOWEST_PT = 230.0  # lower, eight dots on one step would touch
_GAP_PT = 26.0  # between quadrants and list
_SEAM_PT = 3.0  # between quadrants
_AIR_PT = 6.0
_ROW_PT = 5.0  # between the rows of the list, at least
_ROOMY_PT = 27.0  # and at most
_DISC_GAP_PT = 12.0
_GUTTER_SHARE = 0.2  # of the quadrants' side: the most that the words at the upright axis may take


def two_by_two_piece(shape: model.TwoByTwo, setting: Setting, width_pt: float) -> Piece:
    """The quadrants beside their list; an atom is an item of the list."""
    look = setting.look
    disc = look.parts["grid.dot"]
    plot_pt = width_pt * _SHARE
    list_pt = width_pt - plot_pt - _GAP_PT
    inner_pt = list_pt - disc.rect.w_pt - _DISC_GAP_PT
    rows = [
        (setting.set(i.head, look.style("grid.item", "head")), setting.set(i.body, look.style("grid.item", "body")))
        for i in shape.items
    ]
    heights = [max(disc.rect.h_pt, setting.room_pt(words, inner_pt)) for words in rows]
    note = setting.set(shape.note, look.style("text", "note")) if shape.note else None
    note_pt = setting.room_pt([note], plot_pt) + _AIR_PT if note else 0.0
    field = _Field(shape, setting, plot_pt)

    def need(start: int, stop: int) -> float:
        listed = sum(heights[start:stop]) + _ROW_PT * (stop - start - 1)
        return max(listed, field.least_pt + note_pt)

    def draw(start: int, stop: int, rect: Rect, holder: bool) -> tuple[Item, ...]:
        left = Rect(rect.x_pt, rect.y_pt, plot_pt, rect.h_pt - note_pt)
        right = rect.column(plot_pt + _GAP_PT, list_pt)
        items: list[Item] = [Group(shape.id, shape.summary, field.draw(left))]
        if note:
            below = rect.column(0, plot_pt).row(rect.h_pt - note_pt + _AIR_PT, note_pt - _AIR_PT)
            items.append(Frame(below, (note,)))
        listed: list[Item] = []
        gap_pt = min(_ROOMY_PT, (right.h_pt - sum(heights[start:stop])) / max(1, stop - start))
        top_pt = (right.h_pt - sum(heights[start:stop]) - gap_pt * (stop - start - 1)) / 2
        for n in range(start, stop):
            row = right.row(top_pt, heights[n])
            top_pt += heights[n] + gap_pt
            number = _number(rows[n][0].line, n, setting)
            spot = Rect(row.x_pt, row.y_pt, disc.rect.w_pt, disc.rect.h_pt)
            listed.append(Frame(spot, (number,), part="grid.dot", anchor="ctr"))
            words = row.column(disc.rect.w_pt + _DISC_GAP_PT, inner_pt)
            listed.append(Frame(words, rows[n], f"{rows[n][0].line}/item"))
        heads = " ".join(f"{n + 1} {rows[n][0].text}" for n in range(start, stop))
        items.append(Group(f"{shape.id}/list", heads, tuple(listed)))
        return tuple(items)

    def tight(n: int, room_pt: float) -> tuple[model.Line, int]:
        if field.least_pt + note_pt > room_pt:
            return field.longest()
        head_pt = setting.room_pt(rows[n][:1], inner_pt)
        return shape.items[n].body, chars(setting, rows[n][1], inner_pt, room_pt - head_pt)

    def lines(start: int, stop: int) -> tuple[model.Line, ...]:
        around = [x for a in (shape.across, shape.up) for x in (a.name, a.low, a.high)]
        around += [*shape.corners, *([shape.note] if shape.note else [])]
        return (*around, *(x for i in shape.items[start:stop] for x in (i.head, i.body)))

    return Piece(len(shape.items), need, draw, lines, tight, lambda i, j: 400.0)


def _number(line: str, n: int, setting: Setting) -> Words:
    return setting.say(f"{line}/number", str(n + 1), setting.look.style("grid.dot", "number"))


class _Field:
    """The quadrants, the words at their axes, and the dots."""

    def __init__(self, shape: model.TwoByTwo, setting: Setting, width_pt: float):
        self.shape, self.setting, self.look = shape, setting, setting.look
        name, end = (self.look.style("grid.axis", role) for role in ("name", "end"))
        self.up = tuple(
            setting.set(x, s, size_pt=s.size_pt)
            for x, s in ((shape.up.high, end), (shape.up.name, name), (shape.up.low, end))
        )
        self.across = tuple(
            setting.set(x, s, size_pt=s.size_pt)
            for x, s in ((shape.across.low, end), (shape.across.name, name), (shape.across.high, end))
        )
        self.gutter_pt = min(max(setting.width_pt(w) for w in self.up), width_pt * _GUTTER_SHARE) + _AIR_PT
        self.wide_pt = width_pt - self.gutter_pt
        self.foot_pt = max(setting.room_pt([w], self.wide_pt / 3) for w in self.across) + _AIR_PT
        self.corners = [
            setting.set(x, style, size_pt=style.size_pt)
            for n, x in enumerate(shape.corners)
            for style in [self.look.style(self.look.variant("grid.quadrant", n), "corner")]
        ]
        quarter = self.look.parts[self.look.variant("grid.quadrant", 0)]
        self.inset_pt = quarter.inset_pt
        self.inner_pt = self.wide_pt / 2 - self.inset_pt[0] - self.inset_pt[2]
        named = [setting.room_pt([w], self.inner_pt) for w in self.corners]
        self.corner_pt = max(named, default=0.0) + (self.inset_pt[1] if named else 0.0)
        ends = sum(setting.room_pt([w], self.gutter_pt - _AIR_PT) for w in self.up)
        self.least_pt = max(min(_LOWEST_PT, self._crowd_pt()), ends) + self.foot_pt + 2 * self.corner_pt

    def _crowd_pt(self) -> float:
        """The height at which the dots of the fullest step stand side by side; never less than a low square."""
        dot_pt = self.look.parts["grid.dot"].rect.w_pt * 1.35
        most = max(Counter((i.across, i.up) for i in self.shape.items).values(), default=1)
        rows = math.ceil(most / max(1, int(self.wide_pt / 4 / dot_pt)))
        return max(4 * rows * dot_pt, self.wide_pt * 0.33)

    def longest(self) -> tuple[model.Line, int]:
        """The words around the quadrants that take the most lines, and how many of their characters take one."""
        up, across = self.shape.up, self.shape.across
        around = [
            *((x, w, self.inner_pt) for x, w in zip(self.shape.corners, self.corners, strict=False)),
            *zip((up.high, up.name, up.low), self.up, [self.gutter_pt - _AIR_PT] * 3, strict=True),
            *zip((across.low, across.name, across.high), self.across, [self.wide_pt / 3] * 3, strict=True),
        ]
        line, words, room_pt = max(around, key=lambda one: len(self.setting.wrap(one[1], one[2])))
        one_line_pt = self.setting.room_pt([words], math.inf)
        return line, chars(self.setting, words, room_pt, one_line_pt)

    def draw(self, rect: Rect) -> tuple[Item, ...]:
        """Quadrants first, then words, then dots: what is read in that order."""
        field = Rect(rect.x_pt + self.gutter_pt, rect.y_pt, self.wide_pt, rect.h_pt - self.foot_pt)
        quarters = _quarters(field)
        made: list[Item] = []
        for n, quarter in enumerate(quarters):
            part = self.look.variant("grid.quadrant", n)
            corner = (self.corners[n],) if self.corners else ()
            name = f"{self.shape.id}/quadrant.{n + 1}"
            made.append(Frame(quarter, corner, name, part, anchor="t", inset_pt=self.inset_pt))
        upright = Rect(rect.x_pt, field.y_pt, self.gutter_pt - _AIR_PT, field.h_pt)
        level = Rect(field.x_pt, field.bottom_pt + _AIR_PT, field.w_pt, self.foot_pt - _AIR_PT)
        third = field.w_pt / 3
        for words, anchor in zip(self.up, ("t", "ctr", "b"), strict=True):
            high_pt = self.setting.room_pt([words], upright.w_pt)
            down_pt = {"t": 0.0, "ctr": (upright.h_pt - high_pt) / 2, "b": upright.h_pt - high_pt}[anchor]
            made.append(Frame(upright.row(down_pt, high_pt), (_aligned(words, "r"),), anchor=anchor))
        for n, (words, align) in enumerate(zip(self.across, ("l", "ctr", "r"), strict=True)):
            made.append(Frame(level.column(n * third, third), (_aligned(words, align),)))
        made += self._dots(quarters)
        return tuple(made)

    def _dots(self, quarters: Sequence[Rect]) -> list[Item]:
        by_step: dict[tuple[int, int], list[int]] = {}
        for n, item in enumerate(self.shape.items):
            by_step.setdefault((item.across, item.up), []).append(n)
        dot = self.look.parts["grid.dot"].rect
        made: dict[int, Item] = {}
        for (across, up), some in by_step.items():
            quarter = quarters[(0 if up > 1 else 2) + (1 if across > 1 else 0)]
            free = quarter.row(self.corner_pt, quarter.h_pt - self.corner_pt)
            half = Rect(
                free.x_pt + (across % 2) * free.w_pt / 2,
                free.y_pt + (1 - up % 2) * free.h_pt / 2,
                free.w_pt / 2,
                free.h_pt / 2,
            )
            for n, spot in zip(some, _spread(len(some), half, dot.w_pt), strict=True):
                number = _number(f"{self.shape.items[n].head.id}/dot", n, self.setting)
                made[n] = Frame(spot, (number,), part="grid.dot", anchor="ctr")
        return [made[n] for n in sorted(made)]


def _aligned(words: Words, align: str) -> Words:
    return replace(words, align=align)


def _quarters(field: Rect) -> tuple[Rect, ...]:
    """Upper left, upper right, lower left, lower right."""
    wide, high = (field.w_pt - _SEAM_PT) / 2, (field.h_pt - _SEAM_PT) / 2
    return tuple(
        Rect(field.x_pt + column * (wide + _SEAM_PT), field.y_pt + row * (high + _SEAM_PT), wide, high)
        for row in range(2)
        for column in range(2)
    )


def _spread(count: int, cell: Rect, size_pt: float) -> list[Rect]:
    """Where so many dots stand in a cell: in rows, as near to a square as the cell allows, none over another."""
    columns = min(count, max(1, math.ceil(math.sqrt(count * cell.w_pt / cell.h_pt))))
    rows = math.ceil(count / columns)
    size = min(size_pt, cell.w_pt / columns - 2, cell.h_pt / rows - 2)
    step_x, step_y = min(cell.w_pt / columns, size * 1.35), min(cell.h_pt / rows, size * 1.35)
    spots = []
    for n in range(count):
        row, column = divmod(n, columns)
        here = min(columns, count - row * columns)
        x = cell.x_pt + cell.w_pt / 2 + (column - (here - 1) / 2) * step_x
        y = cell.y_pt + cell.h_pt / 2 + (row - (rows - 1) / 2) * step_y
        spots.append(Rect(x - size / 2, y - size / 2, size, size))
    return spots
