"""PowerPoint's own means for lists, sizes and lines: rule 24.

* `typed-bullet`, warning: a paragraph begins with a typed sign (`bullet_marks` and a blank) and is no list item.
  Tags and what has a fill of its own are left out: their symbols are wanted.
* `grows`, warning: a shape resizes itself to its words (`spAutoFit`) when somebody edits it.
* `title-break`, warning: a manual line break in a title, which is wrong as soon as the title changes.
"""

from __future__ import annotations

from collections.abc import Iterator

from builder.checks.slides._roles import TITLES, at, has_words, role, short
from builder.finished.deck import Deck, Paragraph
from builder.finished.flaw import Flaw
from builder.profile.deck import DeckProfile

CODES = ("typed-bullet", "grows", "title-break")


def check(deck: Deck, profile: DeckProfile) -> Iterator[Flaw]:
    """What was typed where PowerPoint has a means for it."""
    signs = tuple(f"{mark}{blank}" for mark in profile.bullet_marks for blank in " \t")
    for slide in deck.slides:
        for shape, name, frame in slide.frames:
            typed = next((p.text for p in frame.paragraphs if _typed(p, signs)), "")
            if typed and not frame.own_fill and role(shape, slide, profile) != "label":
                message = f"'{short(typed)}' begins with a typed bullet"
                yield Flaw(at(slide, name), 24, "typed-bullet", message, "make it an item of a list", "warning")
            if frame.autofit == "shape" and has_words(frame):
                message = "the shape resizes itself to its words"
                yield Flaw(at(slide, name), 24, "grows", message, "choose 'do not autofit'", "warning")
            if shape.holder in TITLES and any(p.breaks or "\v" in p.text for p in frame.paragraphs):
                message = f"a manual line break in the title '{short(frame.text)}'"
                yield Flaw(at(slide, name), 24, "title-break", message, "take it out", "warning")


def _typed(paragraph: Paragraph, signs: tuple[str, ...]) -> bool:
    return not paragraph.bullet and paragraph.text.lstrip().startswith(signs)
