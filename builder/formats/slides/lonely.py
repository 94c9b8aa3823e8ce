"""No last line of one character, or of a citation mark alone: what would end so is set narrower, on as many lines.

By hand: drag the edge of the frame in by a character. We write the frame's inset or width (ECMA-376 Part 1, 21.1.2.1.1
and 20.1.7.6), or the cell's margins (21.1.3.17).

Programs break lines differently, so several ways are foreseen: as it is measured elsewhere (`builder.fit.wrap`, rule
27), as LibreOffice breaks them (tried: 519 of 523 paragraphs of several lines in the shipped Chinese decks are foreseen
as drawn), by a hair wider and narrower, and as PowerPoint should (not tried: none at hand), without a gap between Han
and Latin, and with signs that hang over the edge (`hangingPunct`).
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace
from functools import cached_property
from typing import NamedTuple, assert_never

from builder import fit
from builder.fit.paragraph import Laid, Stretch, Way, hung, laid
from builder.formats.slides import needed
from builder.formats.slides.scene import Figure, Frame, Grid, GridCell, Group, Item, Stroke, Words
from builder.formats.slides.setting import Setting, fit_runs
from builder.ooxml.rect import Rect

_LIBRE = Way(gap_em=0.24, raised=0.58, glues=False, hangs=True, signs=True, frees=True, grain_pt=72 / 600)
"""LibreOffice 7.4, measured on the shipped decks."""
_LIBRE_CELL = replace(_LIBRE, hangs=False, clings=True)
_HAIRS = (-0.01, 0.005)
_TITLE_HAIRS = (*_HAIRS, 0.01)
"""Shares of the width: foreseen by so little, a line may be drawn otherwise; pairs of letters are kerned."""
_TOLD, _DRAWN, _POWERED, _HAIR = 8.0, 4.0, 2.0, 1.0  # what a lonely line weighs in each way

_WIDER_EM = (0.1, 0.2)  # where an inset has that to spare
_SPARED = 0.25  # of an inset
_NARROWER_EM = (0.3, 0.7, 1.2, 1.8, 2.6, 3.4)
_TITLE_NARROWER_EM = (*_NARROWER_EM, 4.4, 5.6, 7.0)
_MARGIN_PT = 28.8  # a placeholder nearer to the edge stays as it is: what is moved is held to rule 8
_GAP_EM = 0.3  # what a line may be longer than measured, besides a hundredth
_SHORT_EM, _DRIFT_EM = 2.0, 0.5  # how far the ends of last lines lie apart in several ways, at least and by line


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
    if not frame.words:
        return frame
    rect = frame.rect
    if frame.holder is not None:
        rect = rect or setting.look.layouts[layout][frame.holder].rect
    if rect is None or (frame.holder is not None and min(rect.x_pt, rect.y_pt) < _MARGIN_PT):
        return frame
    left_pt, top_pt, right_pt, low_pt = frame.inset_pt
    title = frame.holder == needed.TITLE
    spare_pt = right_pt * _SPARED if frame.holder is None else 0.0
    high_pt = rect.h_pt - top_pt - low_pt
    less_pt = _less(frame.words, rect.w_pt - left_pt - right_pt, setting, _LIBRE, spare_pt, high_pt, title=title)
    if not less_pt:
        return frame
    before_pt, behind_pt = _sides(frame.words, less_pt)
    if frame.holder is not None:
        return replace(frame, rect=Rect(rect.x_pt + before_pt, rect.y_pt, rect.w_pt - less_pt, rect.h_pt))
    return replace(frame, inset_pt=(left_pt + before_pt, top_pt, right_pt + behind_pt, low_pt))


def _cell(cell: GridCell, width_pt: float, setting: Setting) -> GridCell:
    spare_pt = setting.look.parts["table.text"].inset_pt[2] * _SPARED
    less_pt = _less(cell.words, width_pt, setting, _LIBRE_CELL, spare_pt)
    return replace(cell, narrower_pt=_sides(cell.words, less_pt)) if less_pt else cell


def _sides(words: Sequence[Words], less_pt: float) -> tuple[float, float]:
    """What is taken at the left and at the right: centred words stay where they are."""
    centred = all((w.align or ("ctr" if 'algn="ctr"' in w.style.attributes else "")) == "ctr" for w in words)
    return (less_pt / 2, less_pt / 2) if centred else (0.0, less_pt)


def _less(
    words: Sequence[Words],
    width_pt: float,
    setting: Setting,
    libre: Way,
    spare_pt: float,
    high_pt: float = 0.0,
    *,
    title: bool = False,
) -> float:
    """By how much these paragraphs have to be narrower, below 0 wider; 0 where nothing is lonely, or nothing helps.

    Args:
        spare_pt: by how much they may be wider.
        high_pt: what they may need in height where some way takes more lines than are measured.
        title: a last line of one Latin word is lonely too.
    """
    if not any(_doubtful(w, width_pt, setting, title) for w in words):
        return 0.0
    set_in = [_Set(w, setting, libre) for w in words]
    least = first = _ends(set_in, width_pt, title, None)
    best_pt = 0.0
    size_pt = max(w.size_pt for w in words)
    wider = [-em for em in _WIDER_EM if em * size_pt <= spare_pt]
    for em in (*wider, *(_TITLE_NARROWER_EM if title else _NARROWER_EM)):
        less_pt = em * size_pt
        if least.cost <= (0.0 if title else _HAIR) or less_pt > width_pt / 4:
            break
        tried = _ends(set_in, width_pt - less_pt, title, least)
        if tried.cost >= least.cost or (tried.most > first.most and not first.lonely):
            continue
        if tried.told > first.told and setting.height_pt(words, width_pt - less_pt) > high_pt:
            continue
        least, best_pt = tried, less_pt
    return best_pt


class _Ends(NamedTuple):
    """How badly the paragraphs of a frame end.

    Attributes:
        cost: in all ways together.
        lonely: how many are lonely as measured.
        told, most: their lines as measured, and the most in any way.
    """

    cost: float
    lonely: int
    told: int
    most: int


class _Set:
    """A paragraph in all ways in which it is foreseen, each worked out when first asked for."""

    def __init__(self, words: Words, setting: Setting, libre: Way) -> None:
        self.words, self.libre = words, libre
        self.runs, self.face = fit_runs(words), setting.face_of(words)

    def told(self, width_pt: float) -> Sequence[str]:
        return fit.wrap(self.runs, max(width_pt - self.words.style.left_pt, 1.0), self.face)

    def drawn(self, width_pt: float) -> Sequence[str]:
        return _broken(self._drawn, width_pt - self.words.style.left_pt)

    def powered(self, width_pt: float) -> Sequence[str]:
        return _broken(self._powered, width_pt - self.words.style.left_pt)

    @cached_property
    def _drawn(self) -> Laid:
        runs = zip(self.runs, self.words.runs, strict=True)
        stretches = [Stretch(r.text, r.size_pt, self.face, r.bold, r.raised, w.symbol) for r, w in runs]
        return laid(stretches, self.libre)

    @cached_property
    def _powered(self) -> Laid:
        return hung(self.runs, self.face)


def _ends(set_in: Sequence[_Set], width_pt: float, title: bool, best: _Ends | None) -> _Ends:
    """How paragraphs end in a width; worked out no further than where they end no better than the best so far."""
    found = [one.told(width_pt) for one in set_in]
    lonely = sum(_lonely(lines, title) for lines in found)
    told = most = sum(map(len, found))
    if lonely and (best is None or lonely >= best.lonely):  # what is measured comes first: the file is held to that
        return _Ends(math.inf, lonely, told, most)
    cost, limit = _TOLD * lonely, best.cost if best else math.inf
    for weight, way in ((_DRAWN, _Set.drawn), (_POWERED, _Set.powered)):
        if cost >= limit:
            break
        found = [way(one, width_pt) for one in set_in]
        cost += weight * sum(_lonely(lines, title) for lines in found)
        most = max(most, sum(map(len, found)))
    for hair in _TITLE_HAIRS if title else _HAIRS:
        if cost >= limit:
            break
        cost += _HAIR * sum(_lonely(one.drawn(width_pt * (1 + hair)), title) for one in set_in)
    return _Ends(cost, lonely, told, most)


def _doubtful(words: Words, width_pt: float, setting: Setting, title: bool) -> bool:
    """Whether a paragraph may end badly in some way: not where it is one line, nor if its last is half full."""
    width_em = (width_pt - words.style.left_pt) / words.size_pt
    if len(words.text) * 1.05 < width_em:
        return False
    lines = setting.wrap(words, width_pt)
    if len(lines) < 2:
        return len(setting.wrap(words, width_pt * 0.99 - _GAP_EM * words.size_pt)) > 1
    drift_em = _DRIFT_EM * len(lines)
    word = lines[-1].strip()
    if title or (fit.left_over(lines) or 0) < _SHORT_EM + drift_em or (word.isascii() and " " not in word):
        return True
    return sum(1.0 if c > "\u2e80" else 0.5 for c in lines[-1]) > width_em - 1 - drift_em


def _lonely(lines: Sequence[str], title: bool) -> bool:
    return fit.lonely(lines) or (title and len(lines) > 1 and " " not in lines[-1].strip() and lines[-1].isascii())


def _broken(whole: Laid, width_pt: float) -> tuple[str, ...]:
    return tuple([whole.text[start:end] for start, end in whole.lines(width_pt)])
