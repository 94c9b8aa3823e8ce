"""Links: rule 28.

`link`, error: a link leads to a slide that is not there, or nowhere.
"""

from __future__ import annotations

from collections.abc import Iterator

from builder.checks.slides._roles import at
from builder.finished.deck import Deck
from builder.finished.flaw import Flaw
from builder.profile.deck import DeckProfile

CODES = ("link",)


def check(deck: Deck, profile: DeckProfile) -> Iterator[Flaw]:
    """Links that lead nowhere."""
    for slide in deck.slides:
        for link in slide.links:
            if not link.slide and not link.address:
                where = at(slide, f"shape '{link.name}'")
                yield Flaw(where, 28, "link", "the link leads nowhere", "link it again, or take the link away")
