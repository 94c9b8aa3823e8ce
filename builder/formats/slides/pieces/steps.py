"""Stages of a course of action: a row of arrows with what is done under each, or bands where that is no one slide."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from typing import NamedTuple

from builder import model
from builder.formats.slides.needed import BODY
from builder.formats.slides.pages import Piece, fill
from builder.formats.slides.pieces.text import chars, level_pt
from builder.formats.slides.scene import Frame, Group, Item, Words
from builder.formats.slides.setting import Setting
from builder.ooxml.rect import Rect

_GAP_PT = 12.0
_AIR_PT = 10.0
_MOST_COLUMNS = 4
_POINT_SHARE = 0.28  # of an arrow's height: what its point takes at each end
_EASE_PT = 36.0
_BAND_PT = 7.0  # above and below the words of a band
_LABEL_SHARE = 0.2  # of the width, for the label of a band


@dataclass(frozen=True)
class _Stage:
    """A stage in words: its part, its head and aside, and what is done."""

    name: str
    part: str
    top: tuple[Words, ...]
    does: tuple[Words, ...]


class _Atom(NamedTuple):
    """What of a stage stands together: the stage's number, and the first and the end of what is done."""

    stage: int
    start: int
    stop: int


def steps_piece(steps: model.Steps, setting: Setting, width_pt: float) -> Piece:
    """Columns under arrows, four at most; bands under one another where columns don't stand on one slide."""
    stages = [_stage(stage, n, setting) for n, stage in enumerate(steps.stages)]
    columns = _columns(steps, stages, setting, width_pt)
    room_pt = setting.look.layouts["Collate Text"][BODY].rect.h_pt
    if columns.need(0, len(stages)) <= room_pt:
        return columns
    # an arrow alone on a further slide leads nowhere; a band stands by itself
    whole, cut = (_bands(steps, stages, setting, width_pt, cut=way) for way in (False, True))
    pages, most = fill([whole], room_pt, room_pt), fill([cut], room_pt, room_pt)
    if not most.too_high:
        return whole if not pages.too_high and len(pages.pages) <= len(most.pages) else cut
    parts = [(n, part) for n, stage in enumerate(steps.stages) for part in _cut(stage, setting, width_pt, room_pt)]
    several = model.Steps(tuple(part for _, part in parts))
    return _columns(several, [_stage(part, n, setting) for n, part in parts], setting, width_pt)


def _cut(stage: model.Stage, setting: Setting, width_pt: float, room_pt: float) -> Iterator[model.Stage]:
    """A stage in as many parts as it needs slides, cut between two things to be done; its name stands on each."""

    def high_pt(part: model.Stage) -> float:
        return _columns(model.Steps((part,)), [_stage(part, 0, setting)], setting, width_pt).need(0, 1)

    taken: tuple[model.Line, ...] = ()
    for line in stage.lines:
        if taken and high_pt(replace(stage, lines=(*taken, line))) > room_pt:
            yield replace(stage, lines=taken)
            taken = ()
        taken = (*taken, line)
    yield replace(stage, lines=taken)


def _stage(stage: model.Stage, n: int, setting: Setting) -> _Stage:
    look = setting.look
    part = look.variant("stage", n)
    top = [setting.set(stage.head, look.style(part, "head"))]
    top += [setting.set(stage.aside, look.style(part, "aside"))] if stage.aside else []
    bullet = look.style("stage.body", "bullet")
    return _Stage(stage.head.id, part, tuple(top), tuple(setting.set(x, bullet) for x in stage.lines))


def _columns(steps: model.Steps, stages: list[_Stage], setting: Setting, width_pt: float) -> Piece:
    look = setting.look
    body, arrow = look.parts["stage.body"], look.parts[look.variant("stage", 0)]
    left_pt, top_pt, right_pt, low_pt = body.inset_pt
    side_pt = arrow.rect.h_pt * _POINT_SHARE + 8

    @cache
    def rows(start: int, stop: int) -> tuple[float, float, float]:
        """Width of a column, height of the arrows, and height of the boxes."""
        wide_pt = (width_pt - _GAP_PT * (stop - start - 1)) / (stop - start)
        some = stages[start:stop]
        arrow_pt = max(setting.room_pt(s.top, wide_pt - 2 * side_pt) for s in some) + 8
        box_pt = max(setting.room_pt(s.does, wide_pt - left_pt - right_pt) for s in some)
        return wide_pt, max(arrow_pt, arrow.rect.h_pt), box_pt + top_pt + low_pt

    def need(start: int, stop: int) -> float:
        if stop - start > _MOST_COLUMNS:
            return math.inf
        return rows(start, stop)[1] + _AIR_PT + rows(start, stop)[2]

    def draw(start: int, stop: int, rect: Rect, holder: bool) -> tuple[Item, ...]:
        wide_pt, arrow_pt, _ = rows(start, stop)
        drawn: list[Item] = []
        for n, stage in enumerate(stages[start:stop]):
            column = rect.column(n * (wide_pt + _GAP_PT), wide_pt)
            below = column.row(arrow_pt + _AIR_PT, column.h_pt - arrow_pt - _AIR_PT)
            inset = (side_pt, 2, side_pt, 2)
            top = Frame(column.row(0, arrow_pt), stage.top, f"{stage.name}/stage", stage.part, None, "ctr", inset)
            drawn.append(_together(stage, top, _does(stage, below, setting)))
        return tuple(drawn)

    return Piece(
        len(stages),
        need,
        draw,
        lambda i, j: _lines(steps, i, j),
        lambda n, room_pt: _tight(
            steps,
            stages,
            n,
            setting,
            width_pt - left_pt - right_pt,
            room_pt - rows(n, n + 1)[1] - _AIR_PT - top_pt - low_pt,
        ),
        lambda i, j: _EASE_PT,
    )


def _bands(steps: model.Steps, stages: list[_Stage], setting: Setting, width_pt: float, *, cut: bool) -> Piece:
    """One band a stage: its name on a block of colour, and what is done beside it.

    Args:
        cut: a stage may go on, under its name, on a further slide.
    """
    look = setting.look
    left_pt, _, right_pt, _ = look.parts["stage.body"].inset_pt
    label_pt = width_pt * _LABEL_SHARE
    inner_pt = width_pt - label_pt - left_pt - right_pt
    whole = [_Atom(n, 0, len(s.does)) for n, s in enumerate(stages)]
    atoms = [x for w in whole for x in ([_Atom(w.stage, i, i + 1) for i in range(w.stop)] or [w])] if cut else whole

    @cache
    def bands(start: int, stop: int) -> list[tuple[_Atom, float]]:
        """The bands that some atoms make, and how high each is."""
        made: list[_Atom] = []
        for atom in atoms[start:stop]:
            if made and made[-1].stage == atom.stage:
                made[-1] = made[-1]._replace(stop=atom.stop)
            else:
                made.append(atom)
        return [(band, high_pt(band)) for band in made]

    def high_pt(band: _Atom) -> float:
        stage = stages[band.stage]
        does_pt = setting.room_pt(stage.does[band.start : band.stop], inner_pt)
        return max(does_pt, setting.room_pt(stage.top, label_pt - 2 * left_pt)) + 2 * _BAND_PT

    def need(start: int, stop: int) -> float:
        heights = [high for _, high in bands(start, stop)]
        return sum(heights) + _GAP_PT * (len(heights) - 1)

    def draw(start: int, stop: int, rect: Rect, holder: bool) -> tuple[Item, ...]:
        made = bands(start, stop)
        more_pt = (rect.h_pt - need(start, stop)) / len(made)
        drawn: list[Item] = []
        down_pt = 0.0
        for part, high in made:
            stage = replace(stages[part.stage], does=stages[part.stage].does[part.start : part.stop])
            band = rect.row(down_pt, high + more_pt)
            inset = (left_pt, 2, left_pt, 2)
            place = band.column(0, label_pt)
            label = Frame(place, stage.top, f"{stage.name}/stage", stage.part, None, "ctr", inset, square=True)
            beside = (left_pt, _BAND_PT, right_pt, _BAND_PT)
            does = band.column(label_pt, width_pt - label_pt)
            drawn.append(_together(stage, label, replace(_does(stage, does, setting), anchor="ctr", inset_pt=beside)))
            down_pt += band.h_pt + _GAP_PT
        return tuple(drawn)

    def lines(start: int, stop: int) -> tuple[model.Line, ...]:
        return tuple(
            x
            for (n, i, j), _ in bands(start, stop)
            for x in (steps.stages[n].head, steps.stages[n].aside, *steps.stages[n].lines[i:j])
            if x
        )

    def tight(n: int, room_pt: float) -> tuple[model.Line, int]:
        return _tight(steps, stages, atoms[n].stage, setting, inner_pt, room_pt - 2 * _BAND_PT)

    return Piece(len(atoms), need, draw, lines, tight, lambda i, j: _EASE_PT * len(bands(i, j)) / 2)


def _does(stage: _Stage, place: Rect, setting: Setting) -> Frame:
    body = setting.look.parts["stage.body"]
    return Frame(place, stage.does, f"{stage.name}/does", "stage.body", None, body.anchor, body.inset_pt)


def _together(stage: _Stage, top: Frame, does: Frame) -> Group:
    return Group(f"{stage.name}/column", stage.top[0].text, (top, does) if stage.does else (top,))


def _lines(steps: model.Steps, start: int, stop: int) -> tuple[model.Line, ...]:
    return tuple(x for s in steps.stages[start:stop] for x in (s.head, s.aside, *s.lines) if x)


def _tight(
    steps: model.Steps, stages: list[_Stage], n: int, setting: Setting, width_pt: float, room_pt: float
) -> tuple[model.Line, int]:
    does = stages[n].does
    if not does:
        return steps.stages[n].head, chars(setting, stages[n].top[0], width_pt, room_pt)
    needs = [setting.room_pt([words], width_pt) for words in does]
    free_pt = level_pt(needs, room_pt - setting.room_pt(does, width_pt) + sum(needs))
    worst = needs.index(max(needs))
    return steps.stages[n].lines[worst], chars(setting, does[worst], width_pt, free_pt)
