"""The sections of a Word document: the size of their pages, margins and grid (ECMA-376-1, 17.6)."""

from __future__ import annotations

from builder.finished.paper_forms import Section
from builder.finished.paper_styles import Element, W, number, val

_MM_PER_TWIP = 25.4 / 1440
_GRID_UNITS = 4096  # of w:charSpace in a point (17.6.5)


def sections(body: Element, closing: list[tuple[int, Element]]) -> tuple[Section, ...]:
    """The sections in order.

    Args:
        body: its last child may be the properties of the last section.
        closing: the number of the paragraph that closes each other one, and its `w:sectPr`.
    """
    last = body.find(f"{W}sectPr")
    found = [_section(one, at) for at, one in closing]
    if last is not None or not found:
        found.append(_section(last, -1))
    return tuple(found)


def _section(one: Element, last: int) -> Section:
    size, margins, grid = (one.find(W + c) if one is not None else None for c in ("pgSz", "pgMar", "docGrid"))

    def mm(element: Element, name: str, other: float) -> float:
        return abs(number(val(element, name), other)) * _MM_PER_TWIP

    kind = val(grid, "type")
    lined = kind in ("lines", "linesAndChars", "snapToChars")
    return Section(
        width_mm=mm(size, "w", 12240),
        height_mm=mm(size, "h", 15840),
        top_mm=mm(margins, "top", 1440),
        right_mm=mm(margins, "right", 1440),
        bottom_mm=mm(margins, "bottom", 1440),
        left_mm=mm(margins, "left", 1440) + mm(margins, "gutter", 0),
        grid=kind,
        pitch_pt=number(val(grid, "linePitch")) / 20 if lined else 0.0,
        char_pt=number(val(grid, "charSpace")) / _GRID_UNITS if kind in ("linesAndChars", "snapToChars") else 0.0,
        last=last,
        start=(val(one.find(W + "type")) if one is not None else "") or "nextPage",
    )
