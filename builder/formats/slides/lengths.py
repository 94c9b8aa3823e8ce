"""Points as whole EMUs, the unit of DrawingML (12,700 to the point)."""

from __future__ import annotations

from itertools import pairwise

from builder.ooxml.rect import EMU_PER_PT, Rect


def emu(pt: float) -> int:
    """Whole EMUs."""
    return round(pt * EMU_PER_PT)


def box(rect: Rect) -> tuple[int, int, int, int]:
    """Left, top, width and height."""
    return emu(rect.x_pt), emu(rect.y_pt), emu(rect.w_pt), emu(rect.h_pt)


def xfrm(rect: Rect) -> str:
    """A place as `a:xfrm`."""
    x, y, w, h = box(rect)
    return f'<a:xfrm><a:off x="{x}" y="{y}"/><a:ext cx="{w}" cy="{h}"/></a:xfrm>'


def same(a: Rect, b: Rect) -> bool:
    """Whether two places are the same to the EMU."""
    return box(a) == box(b)


def whole(lengths_pt: tuple[float, ...]) -> list[int]:
    """Whole EMUs whose sum is the rounded sum."""
    ends = [0]
    total = 0.0
    for length_pt in lengths_pt:
        total += length_pt
        ends.append(emu(total))
    return [b - a for a, b in pairwise(ends)]
