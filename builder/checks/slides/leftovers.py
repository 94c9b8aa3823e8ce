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
    marks = [(mark.casefold(), mark) for mark in profile.leftovers]
    for slide in deck.slides:
        for shape in slide.shapes:
            filled = has_words(shape.frame) or shape.kind in ("picture", "table", "chart", "other")
            if shape.holder and shape.holder not in TITLES and not filled:
                message = f"the placeholder '{shape.name}' ({shape.holder}) is empty"
                yield Flaw(at(slide), 15, "empty", message, "fill it, or take it away")
        texts = list(_texts(slide))
        whole = "\n".join(text for _, text in texts).casefold()
        if not any(folded in whole for folded, _ in marks):
            continue
        for where, text in texts:
            mark = next((mark for folded, mark in marks if folded in text.casefold()), "")
            if mark:
                yield Flaw(
                    at(slide, where),
                    15,
                    "leftover",
                    f"'{mark}' in '{short(text)}'",
                    "write what was meant to stand here",
                )


def _texts(slide: Slide) -> Iterator[tuple[str, str]]:
    for _, name, frame in slide.frames:
        yield name, frame.text
    for shape in slide.shapes:
        if shape.chart is not None:
            yield f"chart '{shape.name}'", "\n".join(shape.chart.labels)
    yield "notes", slide.notes
