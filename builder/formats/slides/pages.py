"""Which pieces stand on which slide: measured, cut where they may be cut, and evenly filled."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from builder import model
from builder.formats.slides.scene import Item
from builder.ooxml.rect import Rect

GAP_PT = 16.0  # between two pieces
_CLOSE_PT = 0.05


@dataclass(frozen=True)
class Piece:
    """A shape of the document, measured at one step of sizes, that can be cut between its `count` atoms.

    Attributes:
        need: the height in points for atoms `start` to `stop`; infinite where they cannot stand side by side.
        draw: their items inside a rectangle that gives at least that height; the flag says whether the layout's own
            placeholder is theirs.
        lines: the lines of the document that these atoms print, for the sources.
        ease: points by which they may be drawn higher when there is room.
        layout: the layout that suits the piece ("Text", "Table", "Chart", "Sources", "Canvas").
        clings: atoms that must not stand last on a slide (a small heading).
        tight: the line to blame when atom `n` alone is too high, and about how many characters fit in a height.
    """

    count: int
    need: Callable[[int, int], float]
    draw: Callable[[int, int, Rect, bool], tuple[Item, ...]]
    lines: Callable[[int, int], tuple[model.Line, ...]]
    tight: Callable[[int, float], tuple[model.Line, int]]
    ease: Callable[[int, int], float] = lambda start, stop: 0.0
    layout: str = "Canvas"
    clings: frozenset[int] = frozenset()


@dataclass(frozen=True)
class Cut:
    """Some atoms of a piece."""

    piece: Piece
    start: int
    stop: int

    @property
    def need_pt(self) -> float:
        return self.piece.need(self.start, self.stop)

    @property
    def lines(self) -> tuple[model.Line, ...]:
        return self.piece.lines(self.start, self.stop)


@dataclass(frozen=True)
class Pages:
    """The cuts of each slide, and the atoms that are too high for any slide, with the height they have there."""

    pages: tuple[tuple[Cut, ...], ...]
    too_high: tuple[tuple[Piece, int, float], ...] = ()


def even(full: Pages, pieces: Sequence[Piece], first_pt: float, other_pt: float) -> Pages:
    """As many slides as `fill` needs, but none much fuller than the others."""
    count = len(full.pages)
    if count < 2 or full.too_high:
        return full
    best, low, high = full, 0.35, 1.0
    for _ in range(6):
        share = (low + high) / 2
        tried = fill(pieces, first_pt * share, other_pt * share)
        if len(tried.pages) == count and not tried.too_high:
            best, high = tried, share
        else:
            low = share
    return best


def fill(pieces: Sequence[Piece], first_pt: float, other_pt: float) -> Pages:
    """Cut pieces into slides, each as full as it can be.

    Args:
        first_pt: the height on the first slide, under its question.
        other_pt: the height on every other one.
    """
    pages: list[list[Cut]] = [[]]
    too_high: list[tuple[Piece, int, float]] = []
    used = 0.0

    def turn() -> None:
        nonlocal used
        pages.append([])
        used = 0.0

    for piece in pieces:
        start = 0
        while start < piece.count:
            room_pt = first_pt if len(pages) == 1 else other_pt
            gap_pt = GAP_PT if pages[-1] else 0.0
            stop = _most(piece, start, room_pt - used - gap_pt)
            if stop == start and pages[-1]:
                turn()
                continue
            if stop == start and len(pages) == 1 and piece.need(start, start + 1) <= other_pt + _CLOSE_PT:
                turn()  # the question alone, its answer on the next slide
                continue
            if stop == start:
                too_high.append((piece, start, max(room_pt, other_pt)))
                stop = start + 1
            pages[-1].append(Cut(piece, start, stop))
            used += gap_pt + piece.need(start, stop)
            start = stop
            if start < piece.count:
                turn()
    alone = not pages[0] and len(pages) > 1  # the question
    return Pages(tuple(tuple(p) for n, p in enumerate(pages) if p or (alone and n == 0)), tuple(too_high))


def _most(piece: Piece, start: int, room_pt: float) -> int:
    """The end of the longest run of atoms from `start` that fits; `start` itself if none does."""
    best = start
    for stop in range(start + 1, piece.count + 1):
        if piece.need(start, stop) > room_pt + _CLOSE_PT:
            break
        best = stop
    while start < best < piece.count and best - 1 in piece.clings:
        best -= 1
    return best


def place(cuts: Sequence[Cut], zone: Rect, layout: str) -> tuple[Item, ...]:
    """Draw the cuts of one slide under one another; spare height goes to those that can use it."""
    needs = [c.need_pt for c in cuts]
    eases = [c.piece.ease(c.start, c.stop) for c in cuts]
    spare_pt = zone.h_pt - sum(needs) - GAP_PT * (len(cuts) - 1)
    share = min(1.0, max(0.0, spare_pt) / sum(eases)) if sum(eases) else 0.0
    items: list[Item] = []
    top_pt, taken = 0.0, False
    for cut, need_pt, ease_pt in zip(cuts, needs, eases, strict=True):
        height_pt = need_pt + share * ease_pt
        holder = cut.piece.layout == layout and not taken and layout != "Canvas"
        taken = taken or holder
        items += cut.piece.draw(cut.start, cut.stop, zone.row(top_pt, height_pt), holder)
        top_pt += height_pt + GAP_PT
    return tuple(items)
