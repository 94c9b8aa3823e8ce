"""A first mapping of a file's layouts, with the reason for each choice: what `inspect` proposes, and the default."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from builder.formats.slides.layouts import Blank, Layout
from builder.formats.slides.slots import Slot, Slots
from builder.load import Str
from builder.ooxml.rect import Rect
from builder.problem import Place

_COVER = re.compile(r"title slide|cover|封面|标题幻灯片|titelfolie|diapositive de titre|表紙|タイトル スライド", re.I)
_SECTION = re.compile(r"section|divider|chapter|节标题|章节|分节|过渡|abschnitt|セクション", re.I)
_SOURCE = re.compile(r"source|来源|出处|quelle", re.I)
_TRACKER = re.compile(r"tracker|breadcrumb|kicker|eyebrow|章节|导航", re.I)
_BYLINE = re.compile(r"author|presenter|speaker|name|date|byline|作者|汇报|主讲|单位|日期", re.I)
_TEXTS = ("obj", "body", "subTitle")
_LARGE = 0.25  # of the slide: a smaller area does not hold sentences


@dataclass(frozen=True)
class FirstMapping:
    """Slots, and why: by role, and by role and placeholder."""

    slots: Slots
    why: Mapping[str, str]


@dataclass(frozen=True)
class _Choice:
    layout: Layout
    why: str


def first_mapping(layouts: Sequence[Layout], used: Sequence[str], size: Rect, place: Place) -> FirstMapping | None:
    """The most likely reading of a file; None where no layout has a title.

    Args:
        used: the part names of the layouts of its sample slides, in order.
        size: of a slide.
        place: for the slots.
    """
    titled = [x for x in layouts if x.title is not None and x.title.upright]
    if not titled:
        return None
    often = Counter(used)
    text = _best(titled, lambda x: _text_points(x, often, size))
    same = [x for x in titled if x.master == text.layout.master]
    canvas = _best(same, lambda x: _canvas_points(x))
    cover = _best(titled, lambda x: _cover_points(x, used, text.layout))
    section = _best(titled, lambda x: _section_points(x, often, text.layout))
    chosen = {"cover": cover, "text": text}
    if _contents(canvas.layout) == []:
        chosen["canvas"] = canvas
    if "section" in section.why:
        chosen["section"] = section
    why: dict[str, str] = {}
    slots = {role: _slot(role, choice, size, place, why) for role, choice in chosen.items()}
    found = Slots(slots["cover"], slots.get("section"), slots["text"], canvas=slots.get("canvas"))
    return FirstMapping(found, why)


def _best(layouts: Sequence[Layout], points: Callable[[Layout], list[tuple[int, str]]]) -> _Choice:
    """The layout with the most points, the first of several; its reasons are those that brought it points."""
    scored = [(sum(n for n, _ in points(x)), -i, x) for i, x in enumerate(layouts)]
    layout = max(scored, key=lambda s: s[:2])[2]
    return _Choice(layout, "; ".join(why for n, why in points(layout) if n > 0) or "nothing fits better")


def _contents(layout: Layout) -> list[Blank]:
    """Its placeholders for content, the largest first."""
    found = [b for b in layout.blanks if not b.titles and not b.small]
    return sorted(found, key=lambda b: -b.rect.w_pt * b.rect.h_pt)


def _text_points(layout: Layout, often: Counter[str], size: Rect) -> list[tuple[int, str]]:
    contents = _contents(layout)
    texts = [b for b in contents if b.kind in _TEXTS[:2] and b.upright]
    share = max((_share((layout.sizeless and b.at_master) or b.rect, size) for b in texts), default=0.0)
    return [
        (5 if layout.kind in ("obj", "tx") else 0, f"its type is '{layout.kind}'"),
        (4 if texts else -9, "it has a title and text"),
        (4 if len(contents) == 1 else -len(contents), "and nothing else"),
        (round(share * 8), f"its text takes {share:.0%} of the slide"),
        (min(3, often[layout.part]), f"used by {often[layout.part]} of the file's own slides"),
        (-6 if layout.kind in ("title", "secHead") or any(b.kind == "subTitle" for b in contents) else 0, ""),
    ]


def _canvas_points(layout: Layout) -> list[tuple[int, str]]:
    empty = not _contents(layout)
    return [(5 if empty else -len(_contents(layout)), "a title and nothing else"),
            (2 if layout.kind == "titleOnly" else 0, "its type is 'titleOnly'")]  # fmt: skip


def _cover_points(layout: Layout, used: Sequence[str], text: Layout) -> list[tuple[int, str]]:
    contents = _contents(layout)
    kinds = [b.kind for b in layout.blanks]
    return [
        (5 if layout.kind == "title" else 0, "its type is 'title'"),
        (3 if "ctrTitle" in kinds or "subTitle" in kinds else 0, "it has a subtitle"),
        (2 if _COVER.search(layout.name) else 0, "by its name"),
        (3 if used[:1] == [layout.part] else 0, "the file's first slide uses it"),
        (-4 if layout is text or len(contents) > 3 else 0, ""),
        (-2 if not contents else 0, ""),
    ]


def _section_points(layout: Layout, often: Counter[str], text: Layout) -> list[tuple[int, str]]:
    return [
        (6 if layout.kind == "secHead" else 0, "its type says section"),
        (4 if _SECTION.search(layout.name) else 0, "by its name, a section"),
        (min(2, often[layout.part]), "used by the file's own slides"),
        (1 if layout.master == text.master else 0, "the same master"),
        (-len(_contents(layout)), ""),
    ]


def _share(rect: Rect, size: Rect) -> float:
    return rect.w_pt * rect.h_pt / (size.w_pt * size.h_pt)


def _slot(role: str, choice: _Choice, size: Rect, place: Place, why: dict[str, str]) -> Slot:
    layout, contents = choice.layout, _contents(choice.layout)
    texts = [b for b in contents if b.kind in _TEXTS and b.upright]
    why[role] = choice.why
    numbers: dict[str, int] = {}

    def take(what: str, found: Sequence[Blank], reason: str) -> None:
        if found and what not in numbers and found[0].index not in numbers.values():
            numbers[what] = found[0].index
            why[f"{role}.{what}"] = f"'{found[0].name}': {reason}"

    match role:
        case "cover":
            take("subtitle", [b for b in texts if b.kind == "subTitle"] or texts, "the subtitle")
            take("byline", [b for b in texts if _BYLINE.search(b.name)], "by its name")
        case "section":
            take("text", texts, "its text")
        case _:
            take("source", [b for b in texts if _SOURCE.search(b.name)], "by its name")
            take("tracker", [b for b in texts if _TRACKER.search(b.name)], "by its name")
            if role == "text":
                left = [b for b in texts if b.index not in numbers.values()]
                take("body", left, "the largest placeholder for text")
    if role != "cover":
        take("footer", [b for b in layout.blanks if b.kind == "ftr"], "the footer")
        take("slide_number", [b for b in layout.blanks if b.kind == "sldNum"], "the slide's number")
    at_master = layout.sizeless or (role == "text" and bool(texts) and _better_at_master(texts[0], size))
    if at_master:
        said = "neither it nor its master gives sizes" if layout.sizeless else "its text is small there"
        why[f"{role}.at"] = f"{said}: placed as on the master"
    return Slot(place, Str(layout.name, place), "master" if at_master else "layout", **numbers)


def _better_at_master(body: Blank, size: Rect) -> bool:
    other = body.at_master
    return other is not None and _share(body.rect, size) < _LARGE <= _share(other, size)
