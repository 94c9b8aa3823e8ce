"""A drawn time axis: articles above it, events below, each tied to its dot; even spacing where dates crowd, and
then in all parts, which say so in small print.

Many moments stand above and below by turns, so that each has twice the width; then an article is called one in words.
What has no date stands in a panel at the right of the axis, never on it.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import Literal

from builder import model
from builder.formats.slides.pages import Piece
from builder.formats.slides.pieces.table import caption_words
from builder.formats.slides.pieces.text import chars
from builder.formats.slides.pieces.undated import Undated
from builder.formats.slides.scene import Frame, Group, Item, Stroke, Words
from builder.formats.slides.setting import Setting
from builder.ooxml.rect import Rect

_GAP_PT = 14.0
_POLE_PT = 8.0  # between a pole and its words
_RISE_PT = 18.0  # between the axis and the words
_AIR_PT = 8.0
_EDGE_PT = 8.0  # before the first dot
_NARROWEST_PT = 96.0
_NARROWEST_BY_TURNS_PT = 150.0
_WIDEST_PT = 250.0
_CROWDED_PT = 130.0  # nearer than this in one lane, all dates are spaced evenly
_PANEL_SHARE = 0.22  # of the width, for what has no date
_PANEL_GAP_PT = 20.0  # between the axis and that panel
_MANY = 8  # more moments than this stand by turns above and below
_MANY_BESIDE = 5  # the same where a panel takes part of the width
_LANES: tuple[Literal["article", "event"], ...] = ("article", "event")


@dataclass(frozen=True)
class _Spot:
    """Where a moment stands on the axis, and how wide its words may be, in points."""

    dot_pt: float
    wide_pt: float


def timeline_piece(timeline: model.Timeline, setting: Setting, width_pt: float) -> Piece:
    """One group of native shapes, cut between moments where they are many."""
    look = setting.look
    items = tuple(sorted(timeline.items, key=lambda m: (not m.sort, m.sort)))
    dated = sum(bool(m.sort) for m in items)
    by_turns = dated > (_MANY if dated == len(items) else _MANY_BESIDE)
    words = [_words(m, setting, named=by_turns) for m in items]
    apart = Undated(timeline.id, words[dated:], setting)
    caption = caption_words(timeline, setting.words.get("figure", ""), setting)
    above_pt = setting.room_pt([caption], width_pt) + _AIR_PT if caption else 0.0
    scale = setting.words.get("not_to_scale", "")
    note = setting.say(f"{timeline.id}/note.scale", scale, look.style("text", "note")) if scale else None
    below_pt = setting.room_pt([note], width_pt) + _AIR_PT if note else 0.0
    lanes = [n for n in _LANES if any(m.lane == n for m in items)]
    tags = {
        n: setting.say(f"{timeline.id}/{n}", setting.words.get(n, n), look.style(f"lane.{n}", "tag")) for n in lanes
    }
    tag_pt = 0.0 if by_turns else max(setting.width_pt(t) for t in tags.values()) + 18 + _GAP_PT

    def cut(start: int, stop: int) -> tuple[int, float, float]:
        """Where the undated ones begin, the width of their panel, and the length of the axis."""
        if stop <= dated:
            return stop, 0.0, width_pt - tag_pt
        if start >= dated:
            return start, width_pt, 0.0
        panel_pt = width_pt * _PANEL_SHARE
        return dated, panel_pt, width_pt - tag_pt - panel_pt - _PANEL_GAP_PT

    def up(n: int) -> bool:
        return n % 2 == 0 if by_turns else items[n].lane == "article"

    @cache
    def even(start: int, stop: int) -> bool:
        """Whether the dots of these moments are spaced evenly: true to time is only an axis that has all."""
        end, _, axis_pt = cut(start, stop)
        sides = [up(n) for n in range(start, end)]
        return start > 0 or end < dated or not _true_dots(items[start:end], sides, axis_pt)

    def noted(start: int, stop: int) -> bool:
        return note is not None and cut(start, stop)[0] - start > 1 and even(start, stop)

    @cache
    def measure(start: int, stop: int) -> tuple[list[_Spot], dict[bool, float]]:
        """The spots of some moments, and the height of the highest words above (True) and below the axis."""
        end, _, axis_pt = cut(start, stop)
        if end == start:
            return [], {True: 0.0, False: 0.0}
        sides = [up(n) for n in range(start, end)]
        true = [] if even(start, stop) else _true_dots(items[start:end], sides, axis_pt)
        spots = _spots(true or _even_dots(end - start, axis_pt, by_turns), sides, axis_pt)
        heights = {True: 0.0, False: 0.0}
        for n, spot in enumerate(spots, start):
            heights[up(n)] = max(heights[up(n)], setting.room_pt(words[n], max(spot.wide_pt, 1.0)))
        return spots, {side: h + _RISE_PT + _AIR_PT for side, h in heights.items()}

    def narrow(start: int, stop: int) -> bool:
        least_pt = _NARROWEST_BY_TURNS_PT if by_turns else _NARROWEST_PT
        return any(spot.wide_pt < least_pt for spot in measure(start, stop)[0])

    @cache
    def most() -> int:
        """How many stand on one slide so that all slides hold about as many."""
        fitting = next((n for n in range(dated, 1, -1) if not narrow(dated - n, dated)), 1)
        beside = next((n for n in range(dated, 0, -1) if not narrow(dated - n, len(items))), 0)
        if dated == len(items):
            return math.ceil(dated / math.ceil(dated / fitting)) if dated else 0
        before = math.ceil(max(dated - beside, 0) / fitting)  # slides before that with the panel
        evenly = math.ceil(dated / (before + 1))
        return evenly if evenly <= beside else math.ceil((dated - beside) / before)

    def need(start: int, stop: int) -> float:
        if narrow(start, stop) or min(stop, dated) - start > most():
            return math.inf
        _, heights = measure(start, stop)
        end, panel_pt, _ = cut(start, stop)
        panel = apart.need_pt(end - dated, stop - dated, panel_pt) if end < stop else 0.0
        ends_pt = (above_pt if start == 0 else 0.0) + (below_pt if noted(start, stop) else 0.0)
        return max(sum(heights.values()), panel) + ends_pt

    def draw(start: int, stop: int, rect: Rect, holder: bool) -> tuple[Item, ...]:
        spots, heights = measure(start, stop)
        top: list[Item] = []
        if caption and start == 0:
            top.append(Frame(rect.row(0, above_pt - _AIR_PT), (caption,)))
            rect = rect.row(above_pt, rect.h_pt - above_pt)
        has_note = noted(start, stop)
        if has_note:
            rect = rect.row(0, rect.h_pt - below_pt)
        end, panel_pt, axis_pt = cut(start, stop)
        panel: tuple[Item, ...] = ()
        if end < stop:
            panel = apart.draw(end - dated, stop - dated, rect.column(width_pt - panel_pt, panel_pt))
        if end == start:
            return (*top, Group(timeline.id, timeline.summary, panel))
        spare_pt = max(0.0, rect.h_pt - sum(heights.values())) / 2
        middle_pt = rect.y_pt + heights[True] + spare_pt
        axis = look.parts["axis"].rect
        line = Rect(rect.x_pt + tag_pt, middle_pt - axis.h_pt / 2, axis_pt, axis.h_pt)
        drawn: list[Item] = []
        for lane in () if by_turns else lanes:
            part = look.parts[f"lane.{lane}"]
            shift_pt = -_RISE_PT - part.rect.h_pt if lane == "article" else _RISE_PT
            place = Rect(rect.x_pt, middle_pt + shift_pt, tag_pt - _GAP_PT, part.rect.h_pt)
            drawn.append(Frame(place, (tags[lane],), part=f"lane.{lane}", anchor="ctr"))
        ends = line.column(-tag_pt, tag_pt + axis_pt)
        drawn.append(Frame(ends, name=f"{timeline.id}/axis", part="axis"))
        for n, spot in enumerate(spots, start):
            drawn += _moment(n, spot, line)
        low: list[Item] = []
        if note and has_note:
            under_pt = max((i.rect.bottom_pt for i in (*drawn, *panel) if i.rect), default=0.0) - rect.y_pt
            low.append(Frame(rect.row(min(under_pt, rect.h_pt) + _AIR_PT, below_pt - _AIR_PT), (note,)))
        return (*top, Group(timeline.id, timeline.summary, (*drawn, *panel)), *low)

    def _moment(n: int, spot: _Spot, line: Rect) -> list[Item]:
        lane, name = items[n].lane, items[n].line.id
        middle_pt, x_pt = line.y_pt + line.h_pt / 2, line.x_pt + spot.dot_pt
        high_pt = setting.room_pt(words[n], spot.wide_pt)
        top_pt = middle_pt - _RISE_PT - high_pt if up(n) else middle_pt + _RISE_PT
        pole = Rect(x_pt, top_pt if up(n) else middle_pt, 0, high_pt + _RISE_PT)
        dot = look.parts[f"dot.{lane}"].rect
        place = Rect(x_pt - dot.w_pt / 2, middle_pt - dot.h_pt / 2, dot.w_pt, dot.h_pt)
        return [
            Stroke(pole, "stem", f"{name}/pole"),
            Frame(place, name=f"{name}/dot", part=f"dot.{lane}"),
            Frame(Rect(x_pt + _POLE_PT, top_pt, spot.wide_pt, high_pt), words[n], f"{name}/moment"),
        ]

    def tight(n: int, room_pt: float) -> tuple[model.Line, int]:
        return items[n].line, chars(setting, words[n][-1], _WIDEST_PT, room_pt / 2 - 40)

    return Piece(len(items), need, draw, lambda i, j: tuple(m.line for m in items[i:j]), tight, lambda i, j: 90.0)


def _words(moment: model.Moment, setting: Setting, *, named: bool) -> tuple[Words, ...]:
    """When, under it "article" where the place doesn't say so, and what."""
    part = setting.look.parts[f"moment.{moment.lane}"]
    shown = [] if not moment.sort and moment.when == setting.words.get("undated") else [moment.when]
    if (named or not moment.sort) and (moment.lane == "article" or not shown):
        shown.append(setting.words.get(moment.lane, moment.lane))
    heads = (setting.say(f"{moment.line.id}/when", text, part.styles["when"]) for text in shown)
    return (*heads, setting.set(moment.line, part.styles["body"]))


def _spots(dots: list[float], up: list[bool], axis_pt: float) -> list[_Spot]:
    """Each one's words reach to the next pole on their side of the axis, or to its end."""
    spots = []
    for n, dot_pt in enumerate(dots):
        after = [d for d, side in zip(dots, up, strict=True) if d > dot_pt and side == up[n]]
        end_pt = after[0] - _GAP_PT if after else axis_pt
        spots.append(_Spot(dot_pt, min(_WIDEST_PT, end_pt - dot_pt - _POLE_PT)))
    return spots


def _even_dots(count: int, axis_pt: float, by_turns: bool) -> list[float]:
    """Dots evenly spaced along the axis; by turns, the last is as far from its end as from the last but two."""
    steps = count + 1 if by_turns and count > 1 else count
    return [_EDGE_PT + (axis_pt - _EDGE_PT) / steps * n for n in range(count)]


def _true_dots(items: tuple[model.Moment, ...], up: list[bool], axis_pt: float) -> list[float]:
    """Dots true to time where the dates leave room for words; none where they don't."""
    known = [d for d in (_day(m.sort) for m in items) if d is not None]
    if len(items) < 3 or len(known) < len(items) or known[-1] == known[0]:
        return []
    scale = (axis_pt - _EDGE_PT - _CROWDED_PT) / (known[-1] - known[0])
    true = [_EDGE_PT + (d - known[0]) * scale for d in known]
    sides = [[d for d, side in zip(true, up, strict=True) if side == wanted] for wanted in (True, False)]
    crowded = any(b - a < _CROWDED_PT for side in sides for a, b in pairwise(side))
    return [] if crowded or any(b - a < 20 for a, b in pairwise(true)) else true


def _day(sort: str) -> float | None:
    """Days since year 0, about: enough to place a dot."""
    year, *rest = [*sort.split("-"), "", ""][:3]
    if not year.isdigit():
        return None
    month, day = (int(r) if r.isdigit() else d for r, d in zip(rest, (6, 15), strict=True))
    return int(year) * 365.25 + (month - 1) * 30.4 + day
