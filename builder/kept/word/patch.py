"""Other words into a paragraph that is there: runs that stay keep their formatting, their comments and bookmarks."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from difflib import SequenceMatcher

from builder.kept.atoms import Atom
from builder.kept.word.cuts import isolated, outermost
from builder.kept.word.marks import Track
from builder.kept.word.names import Element, local, val, w
from builder.kept.word.pieces import Piece, Reading
from builder.kept.word.runs import Bring, joined, made_of

_AROUND = {"ins", "moveTo", "hyperlink", "smartTag"}


def patch(reading: Reading, wanted: Sequence[Atom], sources: Mapping[int, Piece], bring: Bring, track: Track) -> bool:
    """Make paragraphs say something else; whether there was anything to do.

    Args:
        reading: what they say now.
        wanted: what they shall say.
        sources: by `id()` of the atoms of `wanted`: the pieces, here or in another file, that look as these shall.
        bring: copies an element of that other file.
        track: how changes are marked, if at all.
    """
    hunks = differences([one.atom for one in reading.pieces], wanted, smooth=track.on)
    for i, j, k, m in reversed(hunks):
        _replace(reading, i, j, [(one, sources.get(id(one))) for one in wanted[k:m]], bring, track)
    for p in reading.paragraphs:
        if hunks:
            joined(p)
    return bool(hunks)


def differences(one: Sequence[Atom], other: Sequence[Atom], *, smooth: bool = False) -> list[tuple[int, int, int, int]]:
    """The stretches that differ: from, to in the first; from, to in the second.

    Args:
        one, other: atoms.
        smooth: equal blanks and punctuation between two differences are taken into them, for people to read.
    """
    matcher = SequenceMatcher(None, [a.key for a in one], [a.key for a in other], autojunk=False)
    found: list[tuple[int, int, int, int]] = []
    for op, i, j, k, m in matcher.get_opcodes():
        if op == "equal":
            continue
        if smooth and found:
            between = one[found[-1][1] : i]
            if all(not a.thing and not any(c.isalnum() for c in a.text) for a in between):
                found[-1] = (found[-1][0], j, found[-1][2], m)
                continue
        found.append((i, j, k, m))
    return found


def _replace(
    reading: Reading, i: int, j: int, new: list[tuple[Atom, Piece | None]], bring: Bring, track: Track
) -> None:
    """Replace pieces i to j; what follows j has been dealt with already."""
    nodes = [node for piece in reversed(reading.pieces[i:j]) for node in isolated(piece)][::-1]
    place = _Place(reading, i, j, nodes, new)
    made = made_of(new, place.properties, bring)
    if made:
        place.put(track.inserted(made) if track.on else made, linked=_link(new))
    for node in nodes:
        track.delete(node)


class _Place:
    """Where new runs go, and what the text there looks like."""

    def __init__(self, reading: Reading, i: int, j: int, nodes: list[Element], new: list[tuple[Atom, Piece | None]]):
        pieces = reading.pieces
        before = next((p for p in reversed(pieces[:i]) if p.spots), None)
        behind = next((p for p in pieces[j:] if p.spots), None)
        self.reading, self.ahead = reading, bool(nodes)
        if nodes:
            self.at: Element | None = nodes[0]
            self.like = next((p for p in pieces[i:j] if p.run is not None), before)
            return
        lines = next((source.lines for _, source in new if source is not None), None)
        if behind is not None and (before is None or (lines and lines == behind.lines != before.lines)):
            self.at, self.ahead, self.like = outermost(behind.spots[0], first=True), True, behind
        elif before is not None:
            self.at, self.like = outermost(before.spots[-1], first=False), before
        else:
            self.at, self.like = None, None

    @property
    def properties(self) -> Element | None:
        run = self.like.run if self.like is not None else None
        return run.find(w("rPr")) if run is not None else None

    def put(self, made: list[Element], linked: str) -> None:
        at = self.at
        if at is None:
            self._into(self.reading.paragraphs[0], made)
            return
        while (around := at.getparent()) is not None and local(around) in (*_AROUND, "del", "moveFrom"):
            if local(around) == "hyperlink" and linked and linked == val(around, "anchor"):
                made = [inner for one in made for inner in (one if local(one) == "hyperlink" else (one,))]
                break
            siblings = [one for one in around if one.tag != w("rPr")]
            self.ahead = self.ahead and at is siblings[0]
            at = around
        if self.ahead:
            for one in made:
                at.addprevious(one)
        else:
            for one in reversed(made):
                at.addnext(one)

    @staticmethod
    def _into(p: Element, made: list[Element]) -> None:
        """Into an empty paragraph: inside the bookmark of its line if it has one, behind its properties if not."""
        start = next((one for one in p.iterchildren(w("bookmarkStart")) if val(one, "name").startswith("_c_")), None)
        at = start if start is not None else p.find(w("pPr"))
        if at is None:
            p[:0] = made
            return
        for one in reversed(made):
            at.addnext(one)


def _link(new: list[tuple[Atom, Piece | None]]) -> str:
    links = {source.link if source is not None else "" for _, source in new}
    return links.pop() if len(links) == 1 else ""
