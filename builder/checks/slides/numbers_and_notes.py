"""Slide numbers and speaker notes: rules 17 and 18.

* 17 `no-number`, warning: a slide other than the cover shows no number (a field, not typed).
* 18 `no-notes`, warning: a content slide has no notes.
* 18 `notes-source`, warning: a slide carries citation marks, and its notes name no source.
"""

from __future__ import annotations

from collections.abc import Iterator

from builder.checks.slides._roles import MARK, PLACE, at, lists_sources, opens
from builder.finished.deck import Deck, Slide
from builder.finished.flaw import Flaw
from builder.profile.deck import DeckProfile

CODES = ("no-number", "no-notes", "notes-source")


def check(deck: Deck, profile: DeckProfile) -> Iterator[Flaw]:
    """Slides without number, without notes, or with notes that name no source."""
    for slide in deck.slides:
        if slide.number > 1 and not _numbered(slide):
            hint = "insert the layout's slide number"
            yield Flaw(at(slide), 17, "no-number", "no slide number", hint, "warning")
        if opens(slide) or lists_sources(slide, profile):
            continue
        if not slide.notes:
            hint = "write what is said here, and the sources"
            yield Flaw(at(slide), 18, "no-notes", "no speaker notes", hint, "warning")
        elif any(MARK.search(f.text) for _, _, f in slide.frames) and not _sourced(slide, profile):
            hint = "end the notes with claims, places and quotes"
            yield Flaw(at(slide), 18, "notes-source", "the notes name no source", hint, "warning")


def _numbered(slide: Slide) -> bool:
    return any(run.field == "slidenum" for _, _, frame in slide.frames for run in frame.runs)


def _sourced(slide: Slide, profile: DeckProfile) -> bool:
    return bool(MARK.search(slide.notes) or PLACE.search(slide.notes)) or any(
        word in slide.notes for word in profile.source_words
    )
