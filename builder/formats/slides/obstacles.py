"""Ornaments of a layout and its master that stand at the edge of an area: the area gives way to them."""

from __future__ import annotations

from builder.formats.slides.layouts import Layout, P, rect_of
from builder.ooxml.rect import Rect

_EDGE = 0.15  # of the area: what reaches farther in belongs to it
_GAP_PT = 4.0


def free_of(zone: Rect, layout: Layout) -> Rect:
    """The area without strips at its top and foot where a drawn shape or a picture reaches into it."""
    deep_pt = zone.h_pt * _EDGE
    top_pt, bottom_pt = zone.y_pt, zone.bottom_pt
    for rect in drawn(layout):
        if not (rect.x_pt < zone.right_pt and rect.right_pt > zone.x_pt and rect.w_pt > 0):
            continue
        if zone.bottom_pt - deep_pt <= rect.y_pt < bottom_pt:
            bottom_pt = rect.y_pt - _GAP_PT
        elif top_pt < rect.bottom_pt <= zone.y_pt + deep_pt:
            top_pt = rect.bottom_pt + _GAP_PT
    return Rect(zone.x_pt, top_pt, zone.w_pt, bottom_pt - top_pt)


def drawn(layout: Layout) -> list[Rect]:
    """Where its drawn shapes and pictures stand, and those of its master if they show."""
    elements = [layout.element]
    if layout.element.get("showMasterSp", "1") in ("1", "true"):
        elements.append(layout.master_element)
    shapes = (s for e in elements for s in e.iter(P + "sp", P + "pic", P + "grpSp", P + "cxnSp"))
    found = [rect_of(s) for s in shapes if s.find(f".//{P}ph") is None]
    return [r for r in found if r is not None]


def meet(one: Rect, other: Rect) -> bool:
    """Whether they overlap, unless the other lies under the whole of the one."""
    apart = other.x_pt >= one.right_pt or other.right_pt <= one.x_pt
    apart = apart or other.y_pt >= one.bottom_pt or other.bottom_pt <= one.y_pt
    around = other.x_pt <= one.x_pt and other.right_pt >= one.right_pt
    around = around and other.y_pt <= one.y_pt - 20 and other.bottom_pt >= one.bottom_pt
    return not (apart or around)
