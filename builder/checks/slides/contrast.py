"""Contrast of words: rule 12.

`contrast`, error: words against what is behind them have less than `contrast_least`, or `contrast_large_least` where
they are large (from `large_pt`, or bold from `large_bold_pt`). Colours are the theme's, with their changes (lumMod,
tint, …) and the colour maps; behind words are the shape's or cell's fill, else what lies under it, else the background;
of a gradient the worst colour counts. Words on a picture cannot be judged from the file, and are not.
"""

from __future__ import annotations

from collections.abc import Iterator

from builder.checks.slides._roles import at, short
from builder.finished.deck import Deck, Frame
from builder.finished.deck_colours import contrast
from builder.finished.flaw import Flaw
from builder.profile.deck import DeckProfile

CODES = ("contrast",)


def check(deck: Deck, profile: DeckProfile) -> Iterator[Flaw]:
    """Words that are hard to read on their ground."""
    known: dict[tuple[str, str], float] = {}
    for slide in deck.slides:
        for _, name, frame in slide.frames:
            worst = min(_weak(frame, profile, known), default=None)
            if worst is not None:
                _, found, least, text, ink, ground = worst
                message = f"'{short(text)}': contrast {found:.1f} ({ink} on {ground}), {least:g} wanted"
                hint = "take a darker or a lighter colour of the theme"
                yield Flaw(at(slide, name), 12, "contrast", message, hint)


def _weak(
    frame: Frame, profile: DeckProfile, known: dict[tuple[str, str], float]
) -> Iterator[tuple[float, float, float, str, str, str]]:
    """How far runs are under their threshold, as numbers below zero, with what was measured."""
    for run in frame.spoken:
        if not run.ink:
            continue
        large = run.size_pt >= profile.large_pt or (run.bold and run.size_pt >= profile.large_bold_pt)
        least = profile.contrast_large_least if large else profile.contrast_least
        for ground in filter(None, frame.grounds):
            found = known.get((run.ink, ground))
            if found is None:
                found = known[run.ink, ground] = contrast(run.ink, ground)
            if round(found, 2) < least:
                yield round(found, 2) - least, found, least, run.text, run.ink, ground
