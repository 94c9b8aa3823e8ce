"""A paragraph as atoms, each of which knows where it stands in the XML."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from builder.kept.atoms import Atom
from builder.kept.happened import AUTHOR
from builder.kept.word.names import Element


@dataclass(frozen=True, eq=False)
class Spot:
    """Characters `start` to `end` of a `w:t`, or a whole element."""

    node: Element
    start: int = 0
    end: int = 0


@dataclass(eq=False)
class Piece:
    """One atom and where it stands.

    Attributes:
        atom: what it says.
        spots: where; none for the blank between two paragraphs that are read as one.
        run: the run that it begins in; None for hyperlinks and fields as a whole.
        link: what the hyperlink around it leads to.
        lines: the bookmarks of lines that are open at it.
        by: who inserted it and waits for an answer; "" for accepted text.
    """

    atom: Atom
    spots: tuple[Spot, ...] = ()
    run: Element | None = None
    link: str = ""
    lines: frozenset[str] = frozenset()
    by: str = ""


@dataclass(eq=False)
class Reading:
    """Paragraphs read in a row.

    Attributes:
        pieces: their atoms.
        gaps: before which piece (by number; one more than there are for the end) something was deleted, by whom.
        marks: where bookmarks begin and end, by name: numbers of pieces.
        paragraphs: what was read.
    """

    pieces: list[Piece] = field(default_factory=list)
    gaps: dict[int, set[str]] = field(default_factory=dict)
    marks: dict[str, tuple[int, int]] = field(default_factory=dict)
    paragraphs: tuple[Element, ...] = ()

    @property
    def atoms(self) -> list[Atom]:
        """The atoms alone."""
        return [one.atom for one in self.pieces]

    def pending(self, ours: bool) -> set[int]:
        """The numbers of pieces where a change waits for an answer: one of ours, or of other people."""
        inside = {n for n, one in enumerate(self.pieces) if one.by and (one.by == AUTHOR) == ours}
        return inside | {n for n, who in self.gaps.items() if any((one == AUTHOR) == ours for one in who)}


def words_of(reading: Reading) -> str:
    """What a reader sees, for messages and for aligning texts."""
    return re.sub(r"\s+", " ", "".join(one.atom.text for one in reading.pieces)).strip()
