"""Shapes that are new in the outline, put where they belong, and the order in which shapes lie above one another."""

from __future__ import annotations

from builder.kept.slides.bring import fresh_ids
from builder.kept.slides.file import Element, P
from builder.kept.slides.page import Conflict
from builder.kept.slides.reading import Shape
from builder.kept.slides.sheet import Sheet, inside, said_of
from builder.kept.slides.weave import woven


def put_new(sheet: Sheet, whole: set[Shape]) -> None:
    """Shapes that are new in the outline come to stand where today's build has them, behind the same neighbour."""
    page, (_, there, now) = sheet.page, sheet.slides
    known = {today: sheet.there.get(last) for last, today in sheet.now.items()}
    done = {sheet.now[last] for last in whole if last in sheet.now}
    homeless: set[Shape] = set()  # the group in which they belong was taken out by hand
    for shape in now.shapes:
        if shape in known or shape.parent in done:
            done.add(shape) if shape.parent in done else None
            continue
        same = next((s for s in there.shapes if s.name == shape.name and s not in known.values()), None)
        if same is not None and same.name and same.text == shape.text:
            continue  # it is there already: somebody has put it in, or back
        if page.decks.stays_out(shape):
            page.decks.note("kept-deletion", shape.name, there, shape.text)
            continue
        holder = known.get(shape.parent) if shape.parent is not None else None
        if shape.parent is not None and (shape.parent in homeless or (holder is None and shape.parent in known)):
            homeless.add(shape)
            _told(sheet, shape)
            continue
        target = holder.element if holder is not None else there.tree
        element = page.brought(shape.element)
        if shape.kind == "group":
            _take_members(sheet, shape, element)
            done.add(shape)
        fresh_ids(there.tree, element)
        _put(target, element, shape, known)
        page.touch()
        page.decks.note("added", shape.name, there, shape.text)


def _told(sheet: Sheet, shape: Shape) -> None:
    """The outline puts something new into a group that people have taken out: they are told, if it has words."""
    page, there = sheet.page, sheet.slides[1]
    said = said_of(page, shape) if shape.kind != "group" else ""
    if said.strip():
        page.decks.conflicts.append(Conflict(there, None, (there.key, shape.name), "deleted", said))
        page.decks.note("conflict", sheet.id(shape), there, said)


def _take_members(sheet: Sheet, group: Shape, copy: Element) -> None:
    """A new group around shapes that were there: those move into it, with all that people have done to them."""
    originals = {s.name: mine for last, mine in sheet.there.items() if (s := sheet.now.get(last)) and inside(s, group)}
    for said in list(copy.iter(f"{P}cNvPr")):
        mine = originals.get(said.get("name", ""))
        member = said.getparent().getparent()
        if mine is not None and member is not copy and member.getparent() is not None:
            member.getparent().replace(member, mine.element)


def _put(target: Element, element: Element, shape: Shape, known: dict[Shape, Shape | None]) -> None:
    """Behind the neighbour that stands before it in today's build, or in front of all."""
    siblings = [s for s in known if s.parent is shape.parent]
    at = shape.element.getparent().index(shape.element)
    before = [s for s in siblings if s.element.getparent().index(s.element) < at]
    for neighbour in sorted(before, key=lambda s: s.element.getparent().index(s.element), reverse=True):
        mine = known[neighbour]
        if mine is not None and mine.element.getparent() is target:
            mine.element.addnext(element)
            known[shape] = Shape(element, shape.kind, shape.name, shape.holder)
            return
    first = next((n for n, c in enumerate(target) if c.find(f".//{P}cNvPr") is not None and n > 0), len(target))
    target.insert(max(first, 2), element)
    known[shape] = Shape(element, shape.kind, shape.name, shape.holder)


def put_in_order(sheet: Sheet) -> None:
    """Shapes one above the other as the outline has them now, unless people have put them into another order."""
    last, there, now = sheet.slides
    names = {shape: f"last {n}" for n, shape in enumerate(last.shapes)}
    tops = [s for s in last.shapes if s.parent is None]
    mine = {sheet.there[s].element: names[s] for s in tops if s in sheet.there}
    tree = there.tree
    elements = [e for e in tree if e in mine]
    order_now = [names[s] for t in now.shapes for s in tops if sheet.now.get(s) is t and t.parent is None]
    order = woven([names[s] for s in tops], [mine[e] for e in elements], order_now)
    by_name = {name: e for e, name in mine.items()}
    wanted = [by_name[name] for name in order if name in by_name and by_name[name].getparent() is tree]
    elements = [e for e in elements if e in wanted]
    if wanted != elements:
        spots = [tree.index(e) for e in elements]
        for e in elements:
            tree.remove(e)
        for spot, e in zip(spots, wanted, strict=True):
            tree.insert(spot, e)
        sheet.page.touch()
