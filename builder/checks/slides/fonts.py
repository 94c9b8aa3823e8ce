"""Typefaces: rule 22.

`font`, warning, one for each slide: words name a typeface that is neither the theme's nor one of `symbol_fonts`.
"""

from __future__ import annotations

from collections.abc import Iterator

from builder.checks.slides._roles import at, short
from builder.finished.deck import Deck
from builder.finished.flaw import Flaw
from builder.profile.deck import DeckProfile

CODES = ("font",)


def check(deck: Deck, profile: DeckProfile) -> Iterator[Flaw]:
    """Slides with typefaces of their own."""
    usual = {f.casefold() for f in (*deck.fonts, *profile.symbol_fonts)}
    for slide in deck.slides:
        found = [(n, r, face) for _, n, f in slide.frames for r in f.spoken for face in r.named]
        other = [(n, r, face) for n, r, face in found if face.casefold() not in usual]
        if other:
            name, run, face = other[0]
            more = f", and {len(other) - 1} more" if len(other) > 1 else ""
            message = f"'{short(run.text)}' is set in {face}, which is not the theme's{more}"
            yield Flaw(at(slide, name), 22, "font", message, "take a font of the theme", "warning")
