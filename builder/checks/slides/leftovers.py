"""What a draft leaves behind: rule 15.

* `empty`, error: a placeholder without words, picture, table or chart: PowerPoint shows its prompt while editing.
* `leftover`, error: words that only a forgotten draft holds (`leftovers`), on the slide, in a chart or in its notes.
"""

from __future__ import annotations

from collections.abc import Iterator

from builder.checks.slides._roles import TITLES, at, has_words, short
from builder.finished.deck import Deck, Slide
from builder.finished.flaw import Flaw
from builder.profile.deck import DeckProfile

CODES = ("empty", "leftover")


def check(deck: Deck, profile: DeckProfile) -> Iterator[Flaw]:
    """Empty placeholders, and words that were meant to be replaced."""
    for slide in deck.slides:
        for shape in slide.shapes:
            filled = has_words(shape.frame) or shape.kind in ("picture", "table", "chart", "other")
            if shape.holder and shape.holder not in TITLES and not filled:
                message = f"the placeholder '{shape.name}' ({shape.holder}) is empty"
                yield Flaw(at(slide), 15, "empty", message, "fill it, or take it away")
        for where, text in _texts(slide):
            mark = next((m for m in profile.leftovers if m.casefold() in text.casefold()), "")
            if mark:
                yield Flaw(where, 15, "leftover", f"'{mark}' in '{short(text)}'", "write what was meant to stand here")


def _texts(slide: Slide) -> Iterator[tuple[str, str]]:
    for _, name, frame in slide.frames:
        yield at(slide, name), frame.text
    for shape in slide.shapes:
        if shape.chart is not None:
            yield at(slide, f"chart '{shape.name}'"), "\n".join(shape.chart.labels)
    yield at(slide, "notes"), slide.notes
