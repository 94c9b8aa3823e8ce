"""Today's deck merged into one on which people have worked: slides, shapes, tables, charts and notes.

    kept = keep(last, there, now, date="2026-11-22")

Slides and shapes are found by the names that we gave them, and, where a program has dropped these, by what they say and
where they stand. What is as we made it is taken from today's build as it is; of the rest only what the outline changed
is patched, so that moved, coloured and resized shapes stay so with the new words in them.
"""

from __future__ import annotations

from builder.kept.happened import Kept, UnknownError
from builder.kept.slides.deck import Merging
from builder.kept.slides.look import merge_look, merge_properties
from builder.kept.slides.reading import read
from builder.kept.slides.sections import merge_sections
from builder.kept.slides.settling import settle, tell

__all__ = ["keep"]

_KNOWN = 0.5  # of the slides: where fewer are found, the file is not taken for ours


def keep(last: bytes | None, there: bytes, now: bytes, *, date: str) -> Kept:
    """Merge today's build into the deck that is there.

    Args:
        last: the bytes that were made last; None where nobody knows them any more: then nothing is overwritten, and
            every difference is a conflict.
        there: the file as people have left it.
        now: today's build.
        date: ISO date for comments of ours.

    Raises:
        UnknownError: it can't be told what in `there` is ours.
        ValueError: a file is no PowerPoint file; says why.
    """
    if there in (last, now):
        return Kept(now)
    merging = Merging(read(last or now), read(there), read(now), unsure=last is None)
    if last is None and not _known(merging):
        raise UnknownError("too little of it is what the outline makes")
    decks = merging.merge()
    if now == last:  # the outline has nothing new: what can be settled is settled, and nothing else is touched
        told = decks.happened()
        decks.there = again = read(there)
        for slide, mine in zip(again.slides, merging.original, strict=True):
            slide.key = mine.key
        decks.notes.clear()
        settle(decks)
        return Kept(again.file.save() if again.file.changed else there, told + decks.happened())
    merge_look(decks, merging.bringer)
    merge_sections(decks.last, decks.there, decks.now)
    merge_properties(decks)
    settle(decks)
    tell(decks, date)
    return Kept(decks.there.file.save() if decks.there.file.changed else there, decks.happened())


def _known(merging: Merging) -> bool:
    found = len(merging.there)
    return found >= _KNOWN * len(merging.decks.now.slides) or found >= _KNOWN * len(merging.decks.there.slides) > 0
