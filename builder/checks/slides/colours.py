"""Colours of words: rule 23.

* `many-colours`, warning: the words of the deck have more than `colours_most` colours.
* `own-colour`, warning, one for each slide: words in a colour that is neither of the theme nor one of `own_colours`.
"""

from __future__ import annotations

from collections.abc import Iterator

from builder.checks.slides._roles import at, short
from builder.finished.deck import Deck
from builder.finished.flaw import Flaw
from builder.profile.deck import DeckProfile

CODES = ("many-colours", "own-colour")


def check(deck: Deck, profile: DeckProfile) -> Iterator[Flaw]:
    """Too many colours, and colours from nowhere."""
    colours: set[str] = set()
    usual = {c.upper() for c in (*deck.colours.values(), *profile.own_colours)}
    for slide in deck.slides:
        runs = [(n, r) for _, n, f in slide.frames for r in f.spoken if r.ink]
        colours.update([r.ink for _, r in runs])
        strange = [(n, r) for n, r in runs if r.own_ink and r.ink not in usual]
        if strange:
            name, run = strange[0]
            more = f", and {len(strange) - 1} more" if len(strange) > 1 else ""
            message = f"'{short(run.text)}' is in {run.ink}, which is no colour of the theme{more}"
            yield Flaw(at(slide, name), 23, "own-colour", message, "take a colour of the theme", "warning")
    if len(colours) > profile.colours_most:
        message = f"words in {len(colours)} colours, at most {profile.colours_most} are wanted"
        yield Flaw("the deck", 23, "many-colours", message, "give words of the same kind the same colour", "warning")
