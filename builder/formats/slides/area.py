"""Where content stands on slides of somebody else's file: the text's area, free of title, footers and ornaments."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from builder.formats.slides.holder import Lack
from builder.formats.slides.layouts import Blank, Layout
from builder.formats.slides.obstacles import drawn, free_of, meet
from builder.formats.slides.slots import Slot
from builder.ooxml.rect import Rect

GAP_PT = 6.0
MARGIN_PT = 29.0  # 0.4 in
_FOOT_GAP_PT = 9.0  # above the source line
_SOURCE_PT = 30.0  # two lines of 11 pt
_CONTENT = ("text", "table", "chart", "canvas", "sources")
_LEAST = Rect(0, 0, 300.0, 130.0)  # a smaller area holds no table and no card
_SCANT_SHARE = 0.45  # of the slide: what cannot be cut may not fit into a lower area
_CM_PER_PT = 2.54 / 72
_LOW_SHARE = 0.6  # of the slide: a lower area is enlarged where it can be


@dataclass(frozen=True)
class Page:
    """One role's layout, and where its title stands."""

    role: str
    layout: Layout
    slot: Slot
    title: Blank
    title_rect: Rect

    def blank(self, what: str, kinds: Sequence[str] = ()) -> Blank | None:
        """The placeholder that the slot names, or the only one of these kinds."""
        number = self.slot.number_of(what)
        if number is not None:
            return self.layout.blank(number)
        return next((b for b in self.layout.blanks if b.kind in kinds), None)

    def rect(self, blank: Blank) -> Rect:
        at_master = blank.at_master if self.slot.at == "master" else None
        return at_master or blank.rect


def area(pages: Mapping[str, Page], body: Blank | None, size: Rect, lacks: list[Lack]) -> tuple[Rect, Rect]:
    """Where content stands on every slide, and where the source line does if it has no placeholder."""
    text = pages["text"]
    if body is None:
        title = text.title.inside(text.title_rect)
        top_pt = title.bottom_pt + 2 * GAP_PT
        zone = Rect(title.x_pt, top_pt, title.w_pt, size.h_pt * 0.93 - top_pt)
        lacks.append(Lack("no placeholder for text", "the area under the title is used"))
    else:
        zone = _with_margins(body.inside(text.rect(body)), size)
    contents = [pages[r] for r in _CONTENT]
    for page in contents:
        title = page.title_rect
        if title.bottom_pt < zone.y_pt + zone.h_pt / 2:
            zone = _below(zone, title.bottom_pt + GAP_PT)
        for blank in page.layout.blanks:
            if blank.small and page.rect(blank).h_pt:
                zone = _above(zone, page.rect(blank))
        if (source := page.blank("source")) is not None:
            zone = _above(zone, page.rect(source))
    zone = free_of(zone, text.layout)
    if zone.h_pt < _LOW_SHARE * size.h_pt:
        larger = _enlarged(zone, contents, size)
        if larger != zone:
            lacks.append(Lack("the area for text is low", "it is enlarged to where something is drawn"))
        zone = larger
    foot = Rect(0, 0, 0, 0)
    if not all(p.blank("source") for p in contents):
        foot, zone = _foot_of(zone, contents, size)
    wide, high, whole = (f"{pt * _CM_PER_PT:.1f}" for pt in (zone.w_pt, zone.h_pt, size.h_pt))
    if zone.w_pt < _LEAST.w_pt or zone.h_pt < _LEAST.h_pt:
        what = f"the area for text is too small ({wide} × {high} cm)"
        lacks.append(Lack(what, "name a layout with a larger one", fatal=True))
    elif zone.h_pt < _SCANT_SHARE * size.h_pt:
        what = f"the area for text is low ({high} of {whole} cm)"
        lacks.append(Lack(what, "slides are cut more often; some may not fit"))
    return zone, foot


def _enlarged(zone: Rect, pages: Sequence[Page], size: Rect) -> Rect:
    """Up to the title and down to the footer or the edge, as far as nothing is drawn there."""
    middle_pt = zone.y_pt + zone.h_pt / 2
    top_pt, bottom_pt = MARGIN_PT, size.h_pt - MARGIN_PT
    for page in pages:
        rects = drawn(page.layout) + [page.rect(b) for b in page.layout.blanks if b.small] + [page.title_rect]
        for rect in rects:
            beside = rect.right_pt <= zone.x_pt or rect.x_pt >= zone.right_pt
            if beside or not rect.h_pt:
                continue
            if rect.bottom_pt <= middle_pt:
                top_pt = max(top_pt, rect.bottom_pt + GAP_PT)
            elif rect.y_pt >= middle_pt:
                bottom_pt = min(bottom_pt, rect.y_pt - GAP_PT)
            elif rect.w_pt > zone.w_pt * 0.9:  # what lies under the area has an edge
                top_pt = max(top_pt, rect.y_pt + GAP_PT) if rect.y_pt > 0 else top_pt
                bottom_pt = min(bottom_pt, rect.bottom_pt - GAP_PT) if rect.bottom_pt < size.h_pt - 1 else bottom_pt
    top_pt, bottom_pt = min(top_pt, zone.y_pt), max(bottom_pt, zone.bottom_pt)
    return Rect(zone.x_pt, top_pt, zone.w_pt, bottom_pt - top_pt)


def _foot_of(zone: Rect, pages: Sequence[Page], size: Rect) -> tuple[Rect, Rect]:
    """Where the source line stands, and what is left: under the text's area where a strip is free, else at its foot."""
    strip = Rect(zone.x_pt, zone.bottom_pt + _FOOT_GAP_PT, zone.w_pt, _SOURCE_PT)
    free = strip.bottom_pt <= size.h_pt - MARGIN_PT
    for page in pages:
        taken = [page.rect(b) for b in page.layout.blanks if b.small] + drawn(page.layout)
        free = free and not any(meet(strip, other) for other in taken)
    if free:
        return strip, zone
    foot = Rect(zone.x_pt, zone.bottom_pt - _SOURCE_PT, zone.w_pt, _SOURCE_PT)
    return foot, Rect(zone.x_pt, zone.y_pt, zone.w_pt, zone.h_pt - _SOURCE_PT - _FOOT_GAP_PT)


def _below(zone: Rect, top_pt: float) -> Rect:
    return zone if top_pt <= zone.y_pt else Rect(zone.x_pt, top_pt, zone.w_pt, zone.bottom_pt - top_pt)


def _above(zone: Rect, other: Rect) -> Rect:
    """Cut off where a footer, a number or a source line begins that stands in its lower half."""
    beside = other.right_pt <= zone.x_pt or other.x_pt >= zone.right_pt
    if beside or other.y_pt >= zone.bottom_pt or other.y_pt < zone.y_pt + zone.h_pt / 2:
        return zone
    return Rect(zone.x_pt, zone.y_pt, zone.w_pt, other.y_pt - GAP_PT - zone.y_pt)


def _with_margins(rect: Rect, size: Rect) -> Rect:
    """A place that we choose ourselves keeps clear of the slide's edges."""
    x, y = max(rect.x_pt, MARGIN_PT), max(rect.y_pt, MARGIN_PT)
    right, bottom = min(rect.right_pt, size.w_pt - MARGIN_PT), min(rect.bottom_pt, size.h_pt - MARGIN_PT)
    return Rect(x, y, right - x, max(bottom - y, 1.0))
