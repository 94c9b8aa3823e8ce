"""The notes of a slide: one text, merged like any other."""

from __future__ import annotations

from builder.kept.slides.body import merge_body, said_in, wording
from builder.kept.slides.bring import Bringer
from builder.kept.slides.file import Element, P
from builder.kept.slides.page import Conflict, Decks, Page
from builder.kept.slides.reading import Deck, Slide, said

NAME = "notes"
"""What the notes are called where a comment says what it is about."""


def notes_body(deck: Deck, slide: Slide) -> Element | None:
    """The text body of a slide's notes."""
    part = slide.notes
    for holder in deck.file.tree(part).iter(f"{P}ph") if part else ():
        if holder.get("type", "body") == "body":
            return holder.getparent().getparent().getparent().find(f"{P}txBody")
    return None


def merge_notes(decks: Decks, bringer: Bringer, last: Slide, there: Slide, now: Slide) -> None:
    """Merge today's notes into those that are there."""
    bodies = [notes_body(*pair) for pair in ((decks.last, last), (decks.there, there), (decks.now, now))]
    before, mine, today = bodies
    if today is None:
        return
    page = notes_page(decks, last, there, now)
    if before is None:
        if mine is None or not said(mine).strip():
            bringer.notes(there, now)
            decks.note("added", f"{now.key}/{NAME}", there, said(today))
        elif said_in(page, mine, 0) != said_in(page, today, 1):
            decks.conflicts.append(Conflict(there, None, (there.key, NAME), "edited", wording(page, today)))
            decks.note("conflict", f"{now.key}/{NAME}", there, said(today))
        return
    if mine is None:
        if said(before).strip():
            if said_in(page, before, 0) != said_in(page, today, 1) or decks.unsure:
                decks.conflicts.append(Conflict(there, None, (there.key, NAME), "deleted", wording(page, today)))
                decks.note("conflict", f"{now.key}/{NAME}", there, said(today))
            else:
                decks.note("kept-deletion", f"{now.key}/{NAME}", there, said(before))
        return
    outcome = merge_body(page, before, mine, today)
    if decks.unsure and outcome.edited:
        outcome.conflicts.append(wording(page, today))
    if outcome.conflicts:
        wanted = "\n".join(line for line in outcome.conflicts if line)
        why = "edited" if wanted else "gone"
        decks.conflicts.append(Conflict(there, None, (there.key, NAME), why, wanted))
        decks.note("conflict", f"{now.key}/{NAME}", there, wanted or said(mine))
    elif outcome.merged or (outcome.edited and outcome.patched):
        decks.note("merged", f"{now.key}/{NAME}", there, said(mine))
    elif outcome.patched:
        decks.note("patched", f"{now.key}/{NAME}", there, said(mine))
    elif outcome.edited:
        decks.note("kept-edit", f"{now.key}/{NAME}", there, said(mine))


def notes_page(decks: Decks, last: Slide, there: Slide, now: Slide) -> Page:
    """The notes of a slide as a page of their own."""
    return Page(decks, there, (last.notes, there.notes, now.notes), (last.layout, there.layout))
