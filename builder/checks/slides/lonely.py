"""Last lines of one character: rule 27.

* `title-lonely`, error: the last line of a title holds a single character.
* `lonely`, warning, one for each slide: the same of any other paragraph. A citation mark does not count as a character:
  a mark alone on a line is lonely too.

Measured like rule 6; programs that set text a little differently may break a line elsewhere.
"""

from __future__ import annotations

from collections.abc import Iterator

from builder import fit
from builder.checks.slides._roles import FOOTERS, TITLES, at, short
from builder.finished.deck import Deck, Frame, Paragraph
from builder.finished.deck_fit import lines
from builder.finished.flaw import Flaw
from builder.profile.deck import DeckProfile

CODES = ("title-lonely", "lonely")


def check(deck: Deck, profile: DeckProfile) -> Iterator[Flaw]:
    """Paragraphs that end in a line of one character."""
    for slide in deck.slides:
        found = [(s, n, p) for s, n, f in slide.frames if s.holder not in FOOTERS for p in _lonely(f)]
        titles = [p for s, _, p in found if s.holder in TITLES]
        if titles:
            message = f"the last line of '{short(titles[0].text)}' holds one character"
            yield Flaw(at(slide), 27, "title-lonely", message, "say it a little shorter or longer")
        rest = [(n, p) for s, n, p in found if s.holder not in TITLES]
        if rest:
            name, paragraph = rest[0]
            more = f", and {len(rest) - 1} more" if len(rest) > 1 else ""
            message = f"the last line of '{short(paragraph.text)}' holds one character{more}"
            yield Flaw(at(slide, name), 27, "lonely", message, "say it a little shorter or longer", "warning")


def _lonely(frame: Frame) -> Iterator[Paragraph]:
    if not frame.wraps or not frame.upright:
        return
    for paragraph in frame.paragraphs:
        set_in = lines(paragraph, frame.room.w_pt) if paragraph.text.strip() else ()
        if fit.lonely(set_in):
            yield paragraph
