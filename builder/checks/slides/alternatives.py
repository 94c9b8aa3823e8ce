"""Alternative texts: rule 19.

`alt`, error: a picture, chart, table, connector or embedded object has neither an alternative text nor the mark that
it is decorative. A group with an alternative text speaks for what is in it.
"""

from __future__ import annotations

from collections.abc import Iterator

from builder.checks.slides._roles import at
from builder.finished.deck import Deck
from builder.finished.flaw import Flaw
from builder.profile.deck import DeckProfile

CODES = ("alt",)
_NEED = ("picture", "chart", "table", "line", "other")


def check(deck: Deck, profile: DeckProfile) -> Iterator[Flaw]:
    """What somebody who cannot see the slide learns nothing of."""
    for slide in deck.slides:
        spoken = {s.name for s in slide.shapes if s.kind == "group" and (s.alt or s.decorative)}
        for shape in slide.shapes:
            if shape.kind in _NEED and not (shape.alt or shape.decorative or spoken & set(shape.within)):
                hint = "say in a sentence what it shows, or mark it as decorative"
                yield Flaw(at(slide, f"{shape.kind} '{shape.name}'"), 19, "alt", "no alternative text", hint)
