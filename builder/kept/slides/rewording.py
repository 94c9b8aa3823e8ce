"""Which words of a paragraph differ between two decks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from typing import Literal, TypeAlias

from builder.kept.align import LEAST, likeness
from builder.kept.atoms import Atom, keys, plain
from builder.kept.slides.file import Element
from builder.kept.slides.runs import Word, atoms_of

_SHARED = 0.5  # of the characters: two texts with several differences that share less differ as a whole
HERE = -1
"""As the slide from which a paragraph has been moved: its own, within the same text."""
Kind: TypeAlias = Literal["title", "text", "cell", "notes", "chart", "picture", "running"]


@dataclass(frozen=True)
class Where:
    """Where on a slide something stands; rows and columns of a table count from 1, 0 for no table."""

    kind: Kind
    row: int = 0
    column: int = 0


@dataclass(frozen=True)
class Change:
    """A paragraph, a figure or a picture that differs.

    Attributes:
        old, new: all that it said, and all that it says; "" for one that was not there, or is no more.
        swaps: the words that went, each with those that came instead.
        numbers: derived numbers that have changed with it: as they were, and as they are.
        paragraph: the new deck's, where there is one.
        spans: from and to which character its words are new.
        source: the slide of the old deck from which the paragraph has been moved here as it is; 0 if it has not been.
    """

    where: Where
    old: str
    new: str
    swaps: tuple[tuple[str, str], ...] = ()
    numbers: tuple[tuple[str, str], ...] = ()
    paragraph: Element | None = None
    spans: tuple[tuple[int, int], ...] = ()
    source: int = 0

    @property
    def says(self) -> bool:
        """Whether more than derived numbers differs."""
        return bool(self.swaps or self.source)


def reworded(old: Sequence[Word], new: Sequence[Word], where: Where, paragraph: Element | None) -> Change | None:
    """What differs between a paragraph's words as they were and as they are; None where they read the same.

    Args:
        old, new: the words; none for a paragraph that was not there, or is no more.
        where: where it stands.
        paragraph: the new deck's.
    """
    one, other = atoms_of(old), atoms_of(new)
    found = Change(where, plain(one).strip(), plain(other).strip(), paragraph=paragraph)
    if bare(one) == bare(other):
        things = [[a for a in atoms if a.thing] for atoms in (one, other)]
        pairs = zip(things[0], things[1], strict=True)
        renumbered = tuple((a.text, b.text) for a, b in pairs if a.text != b.text)
        return replace(found, numbers=renumbered) if renumbered else None
    hunks = differences(one, other)
    swaps = tuple((plain(one[i:j]).strip(), plain(other[k:m]).strip()) for i, j, k, m in hunks)
    return replace(found, swaps=swaps, spans=tuple(span for _, _, k, m in hunks for span in _span(new, k, m)))


def differences(one: Sequence[Atom], other: Sequence[Atom]) -> list[tuple[int, int, int, int]]:
    """The stretches that differ, from and to in the first and in the second, as people would tell them.

    Two texts with little in common differ as a whole. Blanks and punctuation between two differences are taken into
    them, and so is a character or two that two rewritten stretches happen to share.
    """
    if likeness(plain(one), plain(other)) < LEAST:
        return [(0, len(one), 0, len(other))]
    rows = [[a.key[0] for a in atoms] for atoms in (one, other)]
    found: list[tuple[int, int, int, int]] = []
    for op, i, j, k, m in SequenceMatcher(None, rows[0], rows[1], autojunk=False).get_opcodes():
        if op == "equal":
            continue
        if found:
            shared = "".join(a.text for a in one[found[-1][1] : i] if any(c.isalnum() for c in a.text))
            least = min(_size(one, other, found[-1]), _size(one, other, (i, j, k, m)))
            if not any(a.thing for a in one[found[-1][1] : i]) and (not shared or len(shared) <= min(2, least - 1)):
                found[-1] = (found[-1][0], j, found[-1][2], m)
                continue
        found.append((i, j, k, m))
    same = len(plain(one)) - sum(len(plain(one[i:j])) for i, j, _, _ in found)
    if len(found) > 1 and same < _SHARED * max(len(plain(one)), len(plain(other))):
        return [(0, len(one), 0, len(other))]
    return found


def _size(one: Sequence[Atom], other: Sequence[Atom], hunk: tuple[int, int, int, int]) -> int:
    i, j, k, m = hunk
    return min(len(plain(one[i:j])), len(plain(other[k:m])))


def bare(atoms: Sequence[Atom]) -> list[tuple[str, str]]:
    """What is compared: how the atoms read, without their forms, and without numbers that are derived."""
    return keys(Atom(a.text, "", a.thing) for a in atoms)


def _span(words: Sequence[Word], start: int, end: int) -> Iterator[tuple[int, int]]:
    """Characters of a paragraph's runs, without blanks at either end; breaks and fields count none."""
    lengths = [len(w.atom.text) if w.node is None else 0 for w in words]
    inside = [n for n in range(start, end) if lengths[n] and not words[n].atom.text.isspace()]
    if inside:
        yield sum(lengths[: inside[0]]), sum(lengths[: inside[-1] + 1])
