"""Our roles in somebody else's layouts: what their placeholders take, and a declared fallback for what they lack."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from builder.formats.slides import needed
from builder.formats.slides.area import GAP_PT, MARGIN_PT, Page, area
from builder.formats.slides.holder import Holder, Lack, Part
from builder.formats.slides.layouts import Blank, Layout
from builder.formats.slides.scene import Style
from builder.formats.slides.slots import ROLES, Slots
from builder.ooxml.rect import Rect

_TITLE_PT, _SMALLEST_TITLE_PT = 32.0, 22.0
_BODY_PT, _ENTRY_PT, _LEAD_PT, _CHART_PT = 20.0, 16.0, 18.0, 14.0
_TALL_EM = 1.32  # lines of Chinese
_BARE = '<a:spcAft><a:spcPts val="0"/></a:spcAft><a:buNone/>'
_WORDS_PT = 150.0  # a cover's words under its title
_WIDEST_SPACING = 1.2
_READING_SHARE, _CHART_SHARE = 0.34, 0.63


@dataclass(frozen=True)
class Fitted:
    """Layouts as the rest of the format knows them, the parts of the file that stand for them, and what is lacking."""

    layouts: Mapping[str, Mapping[int, Holder]]
    files: Mapping[str, str]
    lacks: tuple[Lack, ...]


def fitted(by_name: Mapping[str, Layout], slots: Slots, parts: Mapping[str, Part], size: Rect) -> Fitted:
    """Every role on some layout of the file. `slots.text` is there, and its layouts exist.

    Args:
        by_name: the file's layouts.
        parts: in the sizes and inks of this file.
        size: of a slide.
    """
    lacks: list[Lack] = []
    pages = {role: _page(role, by_name, slots, size, lacks) for role in ROLES}
    body = pages["text"].blank("body")
    zone, source = area(pages, body, size, lacks)
    layouts = {}
    for role, page in pages.items():
        titled = {needed.TITLE: _title(page, size)}
        match role:
            case "cover":
                more = _front(page, ("subtitle", "kicker", "byline"), parts, size, lacks)
            case "section":
                more = _front(page, ("text", "number"), parts, size, lacks)
            case _:
                more = _content(page, zone, source, body, parts, size, lacks)
        layouts[_name(role)] = {**titled, **more, **_foot(page, size, lacks)}
    files = {_name(role): page.layout.part for role, page in pages.items()}
    return Fitted(layouts, files, tuple(dict.fromkeys(lacks)))


def _name(role: str) -> str:
    return f"Collate {role.title()}"


def _page(role: str, by_name: Mapping[str, Layout], slots: Slots, size: Rect, lacks: list[Lack]) -> Page:
    slot = slots.slot(role)
    if slot is None:
        instead = "cover" if role == "section" and slots.cover else "text"
        slot = slots.slot(instead)
        assert slot is not None
        if role in ("cover", "section"):
            lacks.append(Lack(f"no layout for {role} slides", f"'{slot.layout}' is used"))
            words = slot.body if slot.subtitle is None else slot.subtitle
            slot = replace(slot, text=words, subtitle=words)
    layout = by_name[slot.layout]
    title = layout.title
    assert title is not None
    rect = (title.at_master if slot.at == "master" else None) or title.rect
    below = [b.rect.y_pt for b in layout.blanks if b.rect.y_pt >= rect.bottom_pt - 1]
    return Page(role, layout, slot, title, _high_enough(title, rect, min(below, default=size.h_pt)))


def _high_enough(title: Blank, rect: Rect, below_pt: float) -> Rect:
    """The title's place, grown to two lines of the smallest size: down to what stands below, then up, then down."""
    _, top_pt, _, low_pt = title.inset_pt
    need_pt = 2 * _SMALLEST_TITLE_PT * _TALL_EM * max(_title_style(title).spacing, 0.9) + top_pt + low_pt + 1
    more_pt = need_pt - rect.h_pt
    if more_pt <= 0:
        return rect
    down_pt = max(0.0, below_pt - rect.bottom_pt)
    up_pt = min(max(0.0, more_pt - down_pt), max(0.0, rect.y_pt - MARGIN_PT))
    return Rect(rect.x_pt, rect.y_pt - up_pt, rect.w_pt, need_pt)


def _title(page: Page, size: Rect) -> Holder:
    most_pt = _TITLE_PT * scale(size) * (1.25 if page.role in ("cover", "section") else 1.0)
    style = _title_style(page.title)
    style = replace(style, size_pt=min(style.size_pt, max(_SMALLEST_TITLE_PT, round(most_pt))))
    return _holder(page.title, page.title_rect, style)


def _title_style(title: Blank) -> Style:
    """Two lines of a sentence stand closer than a word or two that are spaced out."""
    style = title.style
    if style.spacing <= _WIDEST_SPACING:
        return style
    close = '<a:lnSpc><a:spcPct val="100000"/></a:lnSpc>'
    return replace(style, spacing=1.0, children=(close, style.children[1]))


def _holder(blank: Blank, rect: Rect, style: Style) -> Holder:
    inner = blank.inside(rect)
    return Holder(
        blank.kind, inner, style, blank.anchor, blank.inset_pt, blank.list_style, blank.index, blank.given,
        moved=rect != blank.rect, fill=blank.fill,
    )  # fmt: skip


def _text_box(rect: Rect, style: Style, anchor: str = "t") -> Holder:
    return Holder("", rect, style, anchor, (0.0, 0.0, 0.0, 0.0))


def _front(
    page: Page, wanted: Sequence[str], parts: Mapping[str, Part], size: Rect, lacks: list[Lack]
) -> dict[int, Holder]:
    """Cover and section: the main words under the title, and what joins them."""
    index = {what: i for i, what in needed.needed_layouts()[_name(page.role)].items()}
    found: dict[int, Holder] = {}
    for what in wanted:
        blank = page.blank(what)
        if blank is not None:
            rect = page.rect(blank)
            others = [page.rect(b) for b in page.layout.blanks if b is not blank]
            found[index[what]] = _holder(
                blank, _grown(rect, _WORDS_PT * scale(size), others, size), _plain(blank.style)
            )
        elif what == wanted[0]:
            title = page.title.inside(page.title_rect)
            high_pt = max(20.0, min(_WORDS_PT, size.h_pt - MARGIN_PT - title.bottom_pt - GAP_PT))
            rect = Rect(title.x_pt, title.bottom_pt + GAP_PT, title.w_pt, high_pt)
            found[index[what]] = _text_box(rect, parts["text"].styles["body"])
            lacks.append(Lack(f"no {what} on the {page.role} slide", "a text box under the title"))
        else:
            lacks.append(Lack(f"no {what} on the {page.role} slide", f"its words join the {wanted[0]}"))
    return found


def _plain(style: Style) -> Style:
    """Without a bullet and its indent: a subtitle is no list."""
    if not any(mark in style.children[1] for mark in ("buChar", "buAutoNum", "buBlip")):
        return style
    align = "".join(re.findall(' algn="[a-zA-Z]+"', style.attributes))
    return replace(style, attributes=f' marL="0" indent="0"{align}', left_pt=0.0, children=(style.children[0], _BARE))


def _grown(rect: Rect, least_pt: float, others: Sequence[Rect], size: Rect) -> Rect:
    """A place that is too low for several lines, grown down as far as nothing else stands there."""
    if rect.h_pt >= least_pt:
        return rect
    stops = [o.y_pt - GAP_PT for o in others if o.y_pt >= rect.bottom_pt - 1]
    bottom_pt = min([rect.y_pt + least_pt, size.h_pt - MARGIN_PT, *stops])
    return replace(rect, h_pt=max(rect.h_pt, bottom_pt - rect.y_pt))


def _content(
    page: Page, zone: Rect, foot: Rect, body: Blank | None, parts: Mapping[str, Part], size: Rect, lacks: list[Lack]
) -> dict[int, Holder]:
    words, s = parts["text"].styles, scale(size)
    note = words["note"]
    found: dict[int, Holder] = {}
    for index, what in ((needed.TRACKER, "tracker"), (needed.SOURCE, "source"), (needed.LEAD, "lead")):
        blank = page.blank(what)
        if blank is not None:
            found[index] = _holder(blank, page.rect(blank), blank.style)
        elif index == needed.SOURCE:
            found[index] = _text_box(foot, replace(note, size_pt=max(11.0, 11 * s), before_pt=0.0), "b")
            lacks.append(Lack("no placeholder for the source line", "a text box at the foot of the text's area"))
        elif index == needed.LEAD:
            style = replace(words["numbered"], size_pt=max(14.0, round(_LEAD_PT * s)), ink=note.ink)
            found[index] = _text_box(Rect(zone.x_pt, zone.y_pt, zone.w_pt, 27 * s), style, "ctr")
            lacks.append(Lack("no placeholder for the slide's question", "a text box above the text"))
        else:
            lacks.append(Lack("no placeholder for the section's name", "it is left out"))
    small = words["bullet"]
    match page.role:
        case "text":
            found[needed.BODY] = _main(page, "body", zone, _body_style(body, words["bullet"], s), ("obj", "body"))
        case "table":
            found[needed.TABLE] = _graphic(page, "table", "tbl", zone, small, lacks)
        case "chart":
            small = replace(small, size_pt=max(_CHART_PT, round(_CHART_PT * s)))
            left, right = zone.column(0, zone.w_pt * _CHART_SHARE), zone.w_pt * (1 - _READING_SHARE)
            found[needed.CHART] = _graphic(page, "chart", "chart", left, small, lacks)
            reading = replace(words["bullet"], size_pt=max(14.0, round(_LEAD_PT * s)))
            found[needed.READING] = _text_box(zone.column(right, zone.w_pt * _READING_SHARE), reading)
        case "sources":
            hang = ' marL="431800" indent="-431800" algn="l"'
            style = replace(words["numbered"], size_pt=max(14.0, round(_ENTRY_PT * s)), attributes=hang,
                            left_pt=34.0, before_pt=7.0)  # fmt: skip
            found[needed.BODY] = _main(page, "entries", zone, style, ("obj", "body"))
    return found


def _body_style(body: Blank | None, bullet: Style, s: float) -> Style:
    """The file's own, where it has a bullet, at a size for sentences."""
    if body is None or not any(mark in body.style.children[1] for mark in ("buChar", "buAutoNum")):
        return bullet
    most_pt = max(14.0, round(_BODY_PT * s))
    style = body.style
    return replace(style, size_pt=max(14.0, min(style.size_pt, most_pt)), before_pt=min(style.before_pt, 10.0))


def _main(page: Page, what: str, zone: Rect, style: Style, kinds: Sequence[str]) -> Holder:
    """The placeholder for text, on the common area; a text box where the layout has none."""
    blank = page.blank(what) or page.blank("body")
    if blank is None or blank.kind not in kinds:
        return _text_box(zone, style)
    made = _holder(blank, page.rect(blank), style)
    return replace(made, rect=zone, moved=made.moved or made.rect != zone)


def _graphic(page: Page, what: str, kind: str, zone: Rect, style: Style, lacks: list[Lack]) -> Holder:
    """A placeholder that takes a table or a chart: its own kind, or one for any content."""
    blank = page.blank(what) or page.blank("body")
    if blank is None or blank.kind not in (kind, "obj"):
        lacks.append(Lack(f"no placeholder for a {what}", f"a {what} in the text's area"))
        return _text_box(zone, style)
    return replace(_holder(blank, page.rect(blank), style), rect=zone, moved=True)


def _on_slide(rect: Rect, size: Rect) -> bool:
    return min(rect.x_pt, rect.y_pt) >= -1 and rect.right_pt <= size.w_pt + 1 and rect.bottom_pt <= size.h_pt + 1


def _foot(page: Page, size: Rect, lacks: list[Lack]) -> dict[int, Holder]:
    found: dict[int, Holder] = {}
    if page.role == "cover":
        return found
    for index, what, kind in ((needed.FOOTER, "footer", "ftr"), (needed.NUMBER, "slide number", "sldNum")):
        blank = page.blank(what, (kind,))
        rect = None if blank is None else page.rect(blank)
        if blank is not None and rect is not None and not _on_slide(rect, size):
            lacks.append(Lack(f"the {what} of '{page.layout.name}' stands outside the slide", "it is left out"))
        elif blank is None:
            lacks.append(Lack(f"no {what} on '{page.layout.name}'", "there is none"))
        else:
            found[index] = _holder(blank, page.rect(blank), blank.style)
    return found


def scale(size: Rect) -> float:
    """How large a slide is beside ours of 13.333 × 7.5 inches; sizes of words follow it, down to their floors."""
    wide, high = size.w_pt / 960, size.h_pt / 540
    return max(0.75, min(high, (wide + high) / 2, 2.0))
