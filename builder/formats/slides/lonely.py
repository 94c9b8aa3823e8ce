"""No last line of one character: a paragraph that would end so is set a little narrower, on as many lines."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import assert_never

from builder import fit
from builder.formats.slides import needed
from builder.formats.slides.scene import Figure, Frame, Grid, GridCell, Group, Item, Stroke, Words
from builder.formats.slides.setting import Setting
from builder.ooxml.rect import Rect

_NARROWER_EM = (0.6, 1.2, 1.8, 2.6, 3.4)


def accompanied(item: Item, layout: str, setting: Setting) -> Item:
    """The item with its lonely last characters in company, where that costs no line."""
    match item:
        case Frame():
            return _frame(item, layout, setting)
        case Grid():
            x_pt = setting.look.parts["table.text"].inset_pt
            rows = tuple(
                tuple(_cell(c, w - x_pt[0] - x_pt[2], setting) for c, w in zip(row, item.widths_pt, strict=True))
                for row in item.rows
            )
            return replace(item, rows=rows)
        case Group(items=items):
            return replace(item, items=tuple(accompanied(i, layout, setting) for i in items))
        case Stroke() | Figure():
            return item
        case _:
            assert_never(item)


def _frame(frame: Frame, layout: str, setting: Setting) -> Frame:
    if not frame.words or frame.holder == needed.TITLE:
        return frame
    rect = frame.rect
    if frame.holder is not None:
        rect = rect or setting.look.layouts[layout][frame.holder].rect
    if rect is None:
        return frame
    left_pt, top_pt, right_pt, low_pt = frame.inset_pt
    less_pt = _less(frame.words, rect.w_pt - left_pt - right_pt, setting)
    if not less_pt:
        return frame
    if frame.holder is not None:
        return replace(frame, rect=Rect(rect.x_pt, rect.y_pt, rect.w_pt - less_pt, rect.h_pt))
    before_pt, behind_pt = _sides(frame.words, less_pt)
    return replace(frame, inset_pt=(left_pt + before_pt, top_pt, right_pt + behind_pt, low_pt))


def _cell(cell: GridCell, width_pt: float, setting: Setting) -> GridCell:
    less_pt = _less(cell.words, width_pt, setting)
    return replace(cell, narrower_pt=_sides(cell.words, less_pt)) if less_pt else cell


def _sides(words: Sequence[Words], less_pt: float) -> tuple[float, float]:
    """What is taken at the left and at the right: centred words stay where they are."""
    centred = all((w.align or ("ctr" if 'algn="ctr"' in w.style.attributes else "")) == "ctr" for w in words)
    return (less_pt / 2, less_pt / 2) if centred else (0.0, less_pt)


def _less(words: Sequence[Words], width_pt: float, setting: Setting) -> float:
    """By how much these paragraphs have to be narrower; 0 where nothing is lonely, or nothing helps."""
    set_in = [setting.wrap(w, width_pt) for w in words]
    worst = sum(map(fit.lonely, set_in))
    best_pt = 0.0
    if not worst:
        return 0.0
    for em in _NARROWER_EM:
        less_pt = em * max(w.size_pt for w in words)
        if less_pt > width_pt / 4:
            break
        tried = [setting.wrap(w, width_pt - less_pt) for w in words]
        left = sum(map(fit.lonely, tried))
        if left < worst and sum(map(len, tried)) == sum(map(len, set_in)):
            worst, best_pt = left, less_pt
        if not worst:
            break
    return best_pt
