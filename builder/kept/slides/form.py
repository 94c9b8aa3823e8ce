"""How a shape looks and where it stands: what people moved or coloured stays, what they did not follows the outline."""

from __future__ import annotations

from copy import deepcopy

from builder.kept.slides.file import A, Element, P
from builder.kept.slides.page import Page
from builder.kept.slides.reading import Rect, Shape, rect_of, xfrm_of

MOVED_EMU = 20_000
"""From here on a shape was moved or resized by hand; LibreOffice rounds to 1/100 mm (360 EMU), groups a little more."""
_PROPERTIES = (f"{P}spPr", f"{P}grpSpPr")
_FILLS = tuple(f"{A}{kind}" for kind in ("noFill", "solidFill", "gradFill", "blipFill", "pattFill", "grpFill"))
_COLOUR_APART = 12  # of 255: what rounding in HSL leaves between two programs


def place_by_hand(page: Page, last: Shape, there: Shape) -> tuple[bool, bool]:
    """Whether people have moved the shape, and whether they have resized it."""
    before = last.rect or _inherited(page, 0, last)
    after = there.rect or _inherited(page, 1, there)
    if before is None or after is None:
        return (False, False) if after is None or last.holder else (True, True)
    apart = [abs(a - b) > MOVED_EMU for a, b in zip(before, after, strict=True)]
    return any(apart[:2]), any(apart[2:])


def merge_place(page: Page, last: Shape, there: Shape, now: Shape) -> bool:
    """Put the shape where today's build has it, unless people have put it elsewhere: place and size each by itself.

    Returns:
        Whether it was put elsewhere by the outline.
    """
    if last.rect == now.rect or now.rect is None:
        return False
    moved, resized = place_by_hand(page, last, there)
    if moved and resized:
        return False
    target, source = _own_xfrm(there.element), xfrm_of(now.element)
    if target is None or source is None:
        return False
    before = deepcopy(target)
    kept = {"off": moved, "ext": resized, "chOff": resized, "chExt": resized}
    for name, by_hand in kept.items():
        old, new = target.find(A + name), source.find(A + name)
        if new is None or (by_hand and old is not None):
            continue
        if old is None:
            target.append(deepcopy(new))
        else:
            for attribute, value in new.attrib.items():
                old.set(attribute, value)
    if there.kind == "group" and moved and not resized:
        pass  # members keep their own coordinates, and the group carries them where people put it
    page.touch()
    return page.there(before) != page.there(target)


def merge_look(page: Page, last: Shape, there: Shape, now: Shape) -> bool:
    """Give the shape today's fill and line, where people have not given it others.

    Returns:
        Whether people had changed its fill.
    """
    old, mine, new = (_properties(s.element) for s in (last, there, now))
    if old is None or mine is None or new is None:
        return False
    place = f"{A}xfrm"
    before = page.last(old, place)
    if page.there(mine, place) == before:
        if page.now(new, place) != before:
            xfrm = mine.find(place)
            for child in list(mine):
                mine.remove(child)
            for child in page.brought(new):
                if child.tag != place:
                    mine.append(child)
            if xfrm is not None:
                mine.insert(0, xfrm)
            page.touch()
        return False
    touched = coloured_by_hand(page, last, there)
    if not touched and _fill(page.last, old) != _fill(page.now, new):
        _take_fill(page, mine, new)
    return touched


def coloured_by_hand(page: Page, last: Shape, there: Shape) -> bool:
    """Whether people have given the shape another fill."""
    old, mine = _properties(last.element), _properties(there.element)
    if old is None or mine is None:
        return False
    before, after = page.palettes
    was, shown = before.fill(old), after.fill(mine)
    if was is None or shown is None:
        none = {f"{A}noFill", None}
        said = [next((c.tag for c in e if c.tag in _FILLS), None) for e in (old, mine)]
        return was is not shown and not (said[0] in none and said[1] in none)
    return len(was) != len(shown) or any(_apart(a, b) for a, b in zip(was, shown, strict=True))


def merge_said(page: Page, last: Shape, there: Shape, now: Shape) -> None:
    """The name, the description for screen readers and the link of a shape follow, where people have set no other."""
    old, mine, new = (next(s.element.iter(f"{P}cNvPr")) for s in (last, there, now))
    if (last.name != now.name or (there.name != last.name and there.holder)) and mine.get("name") != now.name:
        mine.set("name", now.name)
        page.touch()
    for attribute in ("descr", "title"):
        was, is_, wanted = (e.get(attribute, "") for e in (old, mine, new))
        if was != wanted and is_ in (was, ""):
            mine.set(attribute, wanted)
            page.touch()
    link = f"{A}hlinkClick"
    was_to, is_to, wanted_to = page.last(old.find(link)), page.there(mine.find(link)), page.now(new.find(link))
    if was_to != wanted_to and is_to == was_to:
        if mine.find(link) is not None:
            mine.remove(mine.find(link))
        if new.find(link) is not None:
            brought = page.brought(new).find(link)
            if brought is not None:
                mine.insert(0, brought)
        page.touch()


def _inherited(page: Page, which: int, shape: Shape) -> Rect | None:
    """Where a placeholder stands by its layout or master (ECMA-376 part 1, 19.3.1.36: the same idx, else the type)."""
    holder = shape.element.find(f"./*/{P}nvPr/{P}ph")
    if holder is None:
        return None
    deck = (page.decks.last, page.decks.there)[which]
    layout = page.layouts[which]
    for part in (layout, deck.file.one(layout, "slideMaster") if layout else ""):
        for other in deck.file.tree(part).iter(f"{P}ph") if part else ():
            titles = {other.get("type"), holder.get("type")} <= {"title", "ctrTitle"}
            same_index = holder.get("idx") is not None and other.get("idx") == holder.get("idx")
            if titles or same_index or (other.get("type") == holder.get("type") and holder.get("idx") is None):
                rect = rect_of(other.getparent().getparent().getparent())
                if rect is not None:
                    return rect
    return None


def _own_xfrm(element: Element) -> Element | None:
    """A shape's own place, made if it had none."""
    xfrm = xfrm_of(element)
    if xfrm is None:
        properties = _properties(element)
        if properties is None:
            return None
        xfrm = properties.makeelement(f"{A}xfrm")
        properties.insert(0, xfrm)
    return xfrm


def _properties(element: Element) -> Element | None:
    return next((c for c in element if c.tag in _PROPERTIES), None)


def _fill(says: object, properties: Element) -> object:
    fill = next((c for c in properties if c.tag in _FILLS), None)
    return says(fill)  # type: ignore[operator]


def _take_fill(page: Page, mine: Element, new: Element) -> None:
    wanted = next((c for c in page.brought(new) if c.tag in _FILLS), None)
    old = next((c for c in mine if c.tag in _FILLS), None)
    if wanted is not None:
        if old is not None:
            mine.replace(old, wanted)
        else:
            shape = next((c for c in mine if c.tag in (f"{A}prstGeom", f"{A}custGeom")), None)
            mine.insert(0 if shape is None else mine.index(shape) + 1, wanted)
    elif old is not None:
        mine.remove(old)
    page.touch()


def _apart(one: str, other: str) -> bool:
    if not one or not other:
        return one != other
    return any(abs(int(one[i : i + 2], 16) - int(other[i : i + 2], 16)) > _COLOUR_APART for i in (0, 2, 4))
