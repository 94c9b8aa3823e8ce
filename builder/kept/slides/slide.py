"""One slide merged, shape by shape: what the outline changed goes in, what people changed stays."""

from __future__ import annotations

from builder.kept.slides import charts
from builder.kept.slides.body import Outcome, merge_body, said_in
from builder.kept.slides.bring import Bringer, fresh_ids
from builder.kept.slides.file import P
from builder.kept.slides.form import merge_look, merge_place, merge_said, place_by_hand
from builder.kept.slides.page import Conflict, Page
from builder.kept.slides.placing import put_in_order, put_new
from builder.kept.slides.reading import RUNNING, Shape, Slide, table_of, unused
from builder.kept.slides.sheet import Sheet, as_made, changed, inside, said_of
from builder.kept.slides.tables import merge_table


def merge_slide(page: Page, bringer: Bringer, last: Slide, there: Slide, now: Slide) -> None:
    """Merge today's slide into the one that is there."""
    sheet = Sheet(page, bringer, (last, there, now))
    page.decks.renamed |= {(there.key, a.name): b.name for a, b in sheet.now.items() if a.name != b.name}
    gone: list[Shape] = []
    whole: set[Shape] = set()  # groups that were taken as they are: their members are done
    for shape in last.shapes:
        mine, today = sheet.there.get(shape), sheet.now.get(shape)
        if shape.parent in whole:
            whole.add(shape)
        elif mine is None:
            _deleted(sheet, shape, today)
        elif today is None:
            gone.append(shape)
        elif _pristine(sheet, shape, mine, today):
            whole.add(shape)
        else:
            _merged(sheet, shape, mine, today)
    for shape in reversed(gone):  # members before their groups
        _dropped(sheet, shape, sheet.there[shape])
    put_new(sheet, whole)
    known = set(sheet.there.values())
    for shape in there.shapes:
        if shape not in known and (shape.parent is None or shape.parent in known) and shape.holder not in RUNNING:
            page.decks.note("kept-addition", "", there, shape.text or shape.name)
    put_in_order(sheet)
    there.refresh()


def _pristine(sheet: Sheet, last: Shape, there: Shape, now: Shape) -> bool:
    """Take today's shape as it is, where nobody has touched the one that is there."""
    page = sheet.page
    if not as_made(page, last, there):
        return False
    if page.now(now.element) == page.last(last.element):
        return True
    if last.kind == "chart":
        return False  # its numbers stand in a part of their own
    if any(inside(s, last) != inside(t, now) for s, t in sheet.now.items()):
        return False  # members have come into the group, or gone elsewhere
    new = page.brought(now.element)
    fresh_ids(sheet.slides[1].tree, new, there.element)
    there.element.getparent().replace(there.element, new)
    there.element = new
    page.touch()
    page.decks.note("patched", sheet.id(last), sheet.slides[1], now.text)
    return True


def _merged(sheet: Sheet, last: Shape, there: Shape, now: Shape) -> None:
    """Merge a shape that somebody, or some program, has written anew."""
    page = sheet.page
    outcome = Outcome()
    coloured = merge_look(page, last, there, now)
    placed = any(place_by_hand(page, last, there))
    moved = merge_place(page, last, there, now)
    merge_said(page, last, there, now)
    if last.kind == there.kind == now.kind == "table":
        tables = [table_of(s.element) for s in (last, there, now)]
        outcome = merge_table(page, tables[0], tables[1], tables[2])
    elif last.kind == there.kind == now.kind == "chart":
        match charts.merge_chart(page, sheet.bringer, last, there, now):
            case "patched":
                outcome.patched = True
            case "edited":
                outcome.edited = True
            case "conflict":
                outcome.edited = True
                outcome.conflicts.append(charts.said(page, 2, now))
    else:
        bodies = [s.element.find(f"{P}txBody") for s in (last, there, now)]
        if all(b is not None for b in bodies):
            outcome = merge_body(page, bodies[0], bodies[1], bodies[2])
    _tell(sheet, last, there, now, outcome)
    if placed:
        page.decks.note("kept-move", sheet.id(now), sheet.slides[1], there.text)
    if coloured:
        page.decks.note("kept-format", sheet.id(now), sheet.slides[1], there.text)
    if moved and not outcome.changed and last.parent is None:
        page.decks.note("moved", sheet.id(now), sheet.slides[1], there.text)


def _tell(sheet: Sheet, last: Shape, there: Shape, now: Shape, outcome: Outcome) -> None:
    page, slide = sheet.page, sheet.slides[1]
    there.__dict__.pop("text", None)
    if page.decks.unsure and outcome.edited:
        outcome.conflicts.append(said_of(page, now))
    if outcome.conflicts:
        said = [line for line in outcome.conflicts if line]
        page.decks.conflicts.append(
            Conflict(slide, there, (slide.key, now.name), "edited" if said else "gone", "\n".join(said))
        )
        page.decks.note("conflict", sheet.id(now), slide, "; ".join(said) or there.text)
    elif outcome.merged or (outcome.edited and outcome.patched):
        page.decks.note("merged", sheet.id(now), slide, there.text)
    elif outcome.patched:
        page.decks.note("patched", sheet.id(now), slide, there.text)
    elif outcome.edited:
        page.decks.note("kept-edit", sheet.id(now), slide, there.text)


def _deleted(sheet: Sheet, last: Shape, now: Shape | None) -> None:
    """People have taken a shape out: it stays out, and they are told if the outline has changed its words."""
    page, slide = sheet.page, sheet.slides[1]
    if last.holder in RUNNING or now is None:
        return
    if last.kind == "chart":
        differs = charts.said(page, 0, last) != charts.said(page, 2, now)
    else:
        differs = last.kind != "group" and said_in(page, last.element, 0) != said_in(page, now.element, 1)
    if differs or (page.decks.unsure and said_of(page, now)):
        said = said_of(page, now)
        page.decks.conflicts.append(Conflict(slide, None, (slide.key, now.name), "deleted", said))
        page.decks.note("conflict", sheet.id(now), slide, said)
    elif last.parent is None or last.parent in sheet.there:
        page.decks.note("kept-deletion", sheet.id(last), slide, last.text)


def _dropped(sheet: Sheet, last: Shape, there: Shape) -> None:
    """The outline has a shape no more: it goes, unless people have changed it."""
    page, slide = sheet.page, sheet.slides[1]
    element = there.element
    if element.getparent() is None:
        return
    if there.kind == "group":
        if not any(c.tag.startswith(P) and c.find(f".//{P}cNvPr") is not None for c in list(element)[2:]):
            element.getparent().remove(element)
            page.touch()
        return
    if changed(sheet, last, there):
        name = last.name
        if any(s.name == name for s in sheet.slides[2].shapes):  # another item of the list has that number now
            name = unused(f"kept {name}", {s.name for s in slide.shapes})
            page.decks.renamed[slide.key, last.name] = name
        page.decks.conflicts.append(Conflict(slide, there, (slide.key, name), "gone", ""))
        page.decks.note("conflict", sheet.id(last), slide, there.text)
        return
    element.getparent().remove(element)
    page.touch()
    page.decks.note("removed", sheet.id(last), slide, last.text)
