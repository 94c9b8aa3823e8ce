"""Slides and time: rule 29.

`minutes`, warning: more than `slides_a_minute_most` slides for each minute that the outline plans. Hidden slides, the
list of sources and sections whose names begin with one of `appendix_words` are not presented and not counted. Where
nobody planned any time, nothing is said.
"""

from __future__ import annotations

from collections.abc import Iterator

from builder.checks.slides._roles import lists_sources
from builder.finished.deck import Deck
from builder.finished.flaw import Flaw
from builder.profile.deck import DeckProfile

CODES = ("minutes",)


def check(deck: Deck, profile: DeckProfile) -> Iterator[Flaw]:
    """A deck that is too long for its time."""
    shown = [s for s in deck.slides if not s.hidden and not lists_sources(s, profile)]
    shown = [s for s in shown if not s.section.startswith(profile.appendix_words)]
    most = profile.minutes * profile.slides_a_minute_most
    if profile.minutes and len(shown) > most:
        message = f"{len(shown)} slides for {profile.minutes} minutes, at most {most:g} are wanted"
        yield Flaw("the deck", 29, "minutes", message, "plan more time, or fewer slides", "warning")
