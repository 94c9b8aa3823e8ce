"""Pictures: rule 26.

`resolution`, warning: a picture has fewer than `dpi_least` dots an inch as it is placed, what is cropped left out.
"""

from __future__ import annotations

from collections.abc import Iterator

from builder.checks.slides._roles import at
from builder.finished.deck import Deck
from builder.finished.flaw import Flaw
from builder.profile.deck import DeckProfile

CODES = ("resolution",)


def check(deck: Deck, profile: DeckProfile) -> Iterator[Flaw]:
    """Pictures that look coarse on a wall."""
    for slide in deck.slides:
        for shape in slide.shapes:
            if 0 < shape.dpi < profile.dpi_least:
                message = f"{shape.dpi:.0f} dpi, {profile.dpi_least} wanted"
                hint = "take a larger picture, or show it smaller"
                yield Flaw(at(slide, f"picture '{shape.name}'"), 26, "resolution", message, hint, "warning")
