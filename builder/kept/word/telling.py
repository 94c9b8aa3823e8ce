"""What two wordings differ in, told in a few words, and the line in which they do."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from builder.kept.atoms import Atom, plain
from builder.kept.word.patch import differences
from builder.kept.word.pieces import Piece

_BESIDE = 3
"""So many atoms on either side of a difference are told too."""
_LONGEST = 40
"""Of what is told of one side, in characters."""


def sides(yours: Sequence[Atom], outline: Sequence[Atom]) -> str:
    """Two wordings between which a person has to decide: "yours: …has thinned out… – the outline: …is scattered…"."""
    found = differences(yours, outline, smooth=True)
    if not found:
        return plain(outline)
    (i, _, k, _), (_, j, _, m) = found[0], found[-1]
    return f"yours: {_excerpt(yours, i, j)} – the outline: {_excerpt(outline, k, m)}"


def change(before: Sequence[Atom], after: Sequence[Atom]) -> str:
    """What a text says anew: "…is scattered…"."""
    found = differences(before, after, smooth=True)
    return _excerpt(after, found[0][2], found[-1][3]) if found else plain(after)


def lines(one: Sequence[Atom], other: Sequence[Atom], sources: Mapping[int, Piece]) -> tuple[str, ...]:
    """The bookmarks of the lines that differ, in order; of lines within lines the one with the longest name first.

    Args:
        one, other: the two wordings.
        sources: the pieces behind their atoms, by `id()` of the atom.
    """
    found: dict[str, None] = {}
    for i, j, k, m in differences(one, other):
        differ = [*other[k:m], *one[i:j], *other[max(k - 1, 0) : k]]  # what was only cut out leaves its neighbour
        for atom in (atom for atom in differ if not atom.text.isspace()):
            if (piece := sources.get(id(atom))) is not None:
                found.update(dict.fromkeys(sorted(piece.lines, key=lambda name: (-len(name), name))))
    return tuple(found)


def _excerpt(of: Sequence[Atom], start: int, end: int) -> str:
    begin, stop = max(start - _BESIDE, 0), min(end + _BESIDE, len(of))
    text = " ".join(plain(of[begin:stop]).split())
    if not text:
        return "nothing"
    if len(text) > _LONGEST:
        text, stop = text[:_LONGEST].rstrip(), 0
    return ("…" if begin else "") + text + ("…" if stop < len(of) else "")
