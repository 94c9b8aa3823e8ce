"""Conflicts written into the file, and those of earlier builds taken out again once somebody has decided them."""

from __future__ import annotations

from builder.kept.slides import comments
from builder.kept.slides.body import said_in
from builder.kept.slides.deck import name_of
from builder.kept.slides.file import A, Element, P
from builder.kept.slides.notes import NAME, notes_body
from builder.kept.slides.page import Conflict, Decks, Page, short
from builder.kept.slides.reading import Shape, Slide

_MARGIN_EMU = 90_000


def tell(decks: Decks, date: str) -> None:
    """Write a comment for every conflict of this build: one a shape.

    Args:
        date: ISO date of the comments.
    """
    lang = _language(decks)
    by_about: dict[tuple[str, str], list[Conflict]] = {}
    for conflict in decks.conflicts:
        by_about.setdefault(_today(decks, conflict.about), []).append(conflict)
    for about, found in by_about.items():
        first = found[0]
        if first.shape is not None:
            _name(decks, first.slide, first.shape, about[1])
        rect = first.shape.rect if first.shape is not None else None
        at = (rect[0], rect[1]) if rect is not None else (_MARGIN_EMU, _MARGIN_EMU)
        said = comments.told(first.why, "\n".join(c.wording for c in found if c.wording), lang)
        comments.write(decks.there.file, first.slide, about, said, date, at)


def _name(decks: Decks, slide: Slide, shape: Shape, name: str) -> None:
    """Call the shape by the name that the comment says: it may have been dropped, and the next build looks for it."""
    said = next(shape.element.iter(f"{P}cNvPr"))
    if said.get("name") != name:
        said.set("name", name)
        decks.there.file.touch(slide.part)


def settle(decks: Decks) -> None:
    """Take away our comments of earlier builds where what is there is what the outline says now; tell of the others.

    One that was answered belongs to those who talk there: it stays, and is told of no more.
    """
    raised = {_today(decks, conflict.about) for conflict in decks.conflicts}
    file = decks.there.file
    for comment in list(comments.ours(file, decks.there.slides)):
        if comment.answered:
            continue
        key, name = comment.about
        about = _today(decks, (key, decks.renamed.get(comment.about, name)))
        if about not in raised and _settled(decks, about):
            comments.remove(file, comment)
            continue
        comments.call(file, comment, about)
        if about not in raised:
            decks.note("conflict", " | ".join(a for a in about if a), comment.slide, _first(comment.text))


def _today(decks: Decks, about: tuple[str, str]) -> tuple[str, str]:
    """What a conflict is about, its slide called as today's build calls it: so the next build will know it."""
    key, name = about
    slide = next((s for s in decks.now.slides if s.key == key), None)
    called = name_of(slide) if slide is not None else key
    if sum(name_of(s) == called for s in decks.now.slides) > 1:
        called = key
    return called, name


def _settled(decks: Decks, about: tuple[str, str]) -> bool:
    """Whether what is there says what the outline says now."""
    key, name = about
    today = next((s for s in decks.now.slides if s.key == key or name_of(s) == key), None)
    if today is None:
        return False
    mine = next((s for s in decks.there.slides if s.key == today.key), None)
    if not name:  # a slide that was deleted by hand, or is in the outline no more
        return mine is not None and mine.text == today.text
    if mine is None:
        return False
    page = Page(decks, mine, (today.part, mine.part, today.part), (today.layout, mine.layout))
    if name == NAME:
        return _same(page, notes_body(decks.there, mine), notes_body(decks.now, today))
    wanted = next((s for s in today.shapes if s.name == name), None)
    shape = next((s for s in mine.shapes if s.name == name), None)
    if wanted is None:
        return shape is None
    if shape is None:
        shape = next((s for s in mine.shapes if s.kind == wanted.kind and s.text == wanted.text), None)
    if shape is None:
        return False
    if shape.kind == "chart":
        return decks.there.meaning(mine.part) == decks.now.meaning(today.part)
    return _same(page, shape.element, wanted.element)


def _same(page: Page, there: Element | None, now: Element | None) -> bool:
    if there is None or now is None:
        return there is now
    return said_in(page, there, 1) == said_in(page, now, 1)


def _first(text: str) -> str:
    lines = text.split("\n")  # why, what the outline says, how to settle it, what it is about
    return short(" ".join(lines[1:-2]) or lines[0])


def _language(decks: Decks) -> str:
    for slide in decks.now.slides:
        for run in slide.root.iter(f"{A}rPr"):
            if run.get("lang"):
                return str(run.get("lang"))
    return ""
