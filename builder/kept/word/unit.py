"""One paragraph (or several that belong together) in three versions, and what becomes of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from builder.kept.atoms import Atom, alike, keys, plain
from builder.kept.happened import Kind
from builder.kept.sentences import sentences, three_way
from builder.kept.word import charts, notes
from builder.kept.word.counterparts import borrow, paired_things
from builder.kept.word.disputed import both
from builder.kept.word.marks import others, ours, take_back
from builder.kept.word.merge import Merge, Three
from builder.kept.word.names import Element, w
from builder.kept.word.patch import differences, patch
from builder.kept.word.pieces import Piece, Reading
from builder.kept.word.properties import follow
from builder.kept.word.telling import change, lines, sides


def settle(
    m: Merge, three: Three, last: Sequence[Element], there: Sequence[Element], now: Sequence[Element],
    names: tuple[str, ...],
) -> None:  # fmt: skip
    """Patch paragraphs that are there with what differs between our last build and today's.

    Args:
        m: the merge.
        three: the story.
        last, there, now: the paragraphs that stand for one another; none of them empty.
        names: the bookmarks of their lines.
    """
    signs = [[story.sign(p) for p in row] for story, row in zip(three.all, (last, there, now), strict=True)]
    if signs[0] == signs[2] == signs[1] and not any(notes.mentioned(p) for p in last):
        return
    readings = [story.reader.read(tuple(row)) for story, row in zip(three.all, (last, there, now), strict=True)]
    unit = _Unit(m, three, readings[0], readings[1], readings[2], names)
    unit.settle(untouched=signs[0] == signs[1], same=signs[0] == signs[2])


class _Unit:
    """The three readings of one unit."""

    def __init__(self, m: Merge, three: Three, last: Reading, there: Reading, now: Reading, names: tuple[str, ...]):
        self.m, self.three, self.names = m, three, names
        self.last, self.there, self.now = last, there, now
        self.p = there.paragraphs[0]

    def settle(self, *, untouched: bool, same: bool) -> None:
        m, la, na = self.m, self.last.atoms, self.now.atoms
        borrow(self.last, self.there, self.now)
        ta = self.there.atoms
        paired = paired_things(self.last, self.now)
        m.learn_numbers(self.last, self.now, paired)
        notes.match(m, self.three, self.last, self.there, self.now)
        charts.match(m, self.three, self.last, self.there, self.now)
        waiting = any(ours(p) for p in self.there.paragraphs)
        if not m.knows(self.names):
            if waiting:
                m.say("conflict", self.p, self.names, "still undecided")
            elif not alike(ta, na) and self.names and m.untouched.issuperset(self.names) and self.apply(na):
                m.say("patched", self.p, self.names, plain(na))
                self.pair()
            elif not alike(ta, na):
                self.conflict(set(range(len(ta) + 1)))
            return
        if alike(la, na):
            if waiting:
                m.say("conflict", self.p, self.names, "still undecided")
            elif not alike(la, ta):
                kind: Kind = "kept-pending" if self.there.pending(ours=False) else "kept-edit"
                m.say(kind, self.p, self.lines(la, ta), plain(ta))
            elif self.there.pending(ours=False):
                m.say("kept-pending", self.p, self.names, plain(ta))
            if same:
                return
        if untouched and len(self.now.paragraphs) == len(self.there.paragraphs) and not m.track.on:
            self.replace()
            if not alike(la, na):
                m.say("patched", self.p, self.lines(la, na), plain(na))
            return
        self.numbers()
        for one, other, new in zip(self.last.paragraphs, self.there.paragraphs, self.now.paragraphs, strict=False):
            follow(m, self.three, one.find(w("pPr")), other, new.find(w("pPr")), self.names)
        if alike(la, na):
            self.pair()
            return
        if waiting:
            self.reopen()
        else:
            self.patch()

    # ---------------------------------------------------------------- ways to go

    def replace(self) -> None:
        """Nobody has touched it: today's paragraphs as they are."""
        bring = self.m.bring(self.three)
        fresh = []
        for old, new in zip(self.there.paragraphs, self.now.paragraphs, strict=True):
            made = bring(new)
            old.addprevious(made)
            old.getparent().remove(old)
            fresh.append(made)
        self.p = fresh[0]
        self.m.pairs.append((tuple(fresh), self.now.paragraphs))

    def patch(self) -> None:
        la, ta, na = self.last.atoms, self.there.atoms, self.now.atoms
        if alike(ta, na) and _forms(ta) == _forms(na):
            self.pair()
            return
        wanted = na if self.m.track.on else three_way(la, ta, na)
        if wanted is None:
            self.conflict(set())
            return
        if self.apply(wanted):
            self.m.say("patched" if alike(la, ta) else "merged", self.p, self.lines(la, na), plain(na))
        self.pair()

    def apply(self, wanted: Sequence[Atom]) -> bool:
        """Make what is there say this."""
        return patch(self.there, wanted, self.sources(), self.m.bring(self.three), self.m.track)

    def conflict(self, held: set[int]) -> None:
        """People's words stay; the outline's stand beside them as a tracked change."""
        kept, wished = both(self.last.atoms, self.there.atoms, self.now.atoms, held)
        if keys(kept) == keys(wished):
            if blocked(self.there, kept):
                self.pending()
            elif self.apply(kept):
                self.m.say("merged", self.p, self.lines(self.last.atoms, kept), plain(self.now.atoms))
            self.pair()
            return
        if blocked(self.there, kept) or blocked(self.there, wished):
            self.pending()
            return
        said, at = sides(kept, wished), self.lines(kept, wished)
        sources = self.sources()
        patch(self.there, kept, sources, self.m.bring(self.three), self.m.track)
        again = self.three.there.reader.read(self.there.paragraphs)
        borrow(self.last, again, self.now)
        sources.update({id(one.atom): one for one in again.pieces})
        patch(again, wished, sources, self.m.bring(self.three), self.m.mark)
        self.p = next((p for p in self.there.paragraphs if ours(p)), self.p)
        self.comment("both")
        self.m.say("conflict", self.p, at, said)
        self.pair()

    def reopen(self) -> None:
        """Nobody has decided yet, and the outline has moved on: the old proposal gives way to the new one."""
        held = self.there.pending(ours=True)
        for p in self.there.paragraphs:
            take_back(p)
            self.m.comments.drop_on(p)
        self.there = self.three.there.reader.read(self.there.paragraphs)
        borrow(self.last, self.there, self.now)
        self.conflict(held)

    def pending(self) -> None:
        """Other people's changes wait in the very sentence."""
        last, now = self.last.atoms, self.now.atoms
        self.pair()
        self.comment("pending", plain(now))
        said = f"a tracked change waits here – the outline: {change(last, now)}"
        self.m.say("conflict", self.p, self.lines(last, now), said)

    def comment(self, what: str, words: str = "") -> None:
        if self.three is self.m.main:
            self.m.comments.add(self.p, what, words)
        elif (at := notes.mention(self.m, self.three, self.p)) is not None:
            self.m.comments.add(at, what, words)

    # ---------------------------------------------------------------- details

    def sources(self) -> dict[int, Piece]:
        """The pieces behind all atoms that may be wanted."""
        rows = (self.last, self.there, self.now)
        return {id(one.atom): one for row in rows for one in row.pieces}

    def lines(self, one: Sequence[Atom], other: Sequence[Atom]) -> tuple[str, ...]:
        """The bookmarks of the lines in which two wordings differ; of all where that cannot be told."""
        return lines(one, other, self.sources()) + self.names

    def pair(self) -> None:
        """Remember which paragraphs stand for one another, for their bookmarks."""
        self.m.pairs.append((self.there.paragraphs, self.now.paragraphs))

    def numbers(self) -> None:
        """Marks, captions and references whose number or words have changed, where no hand has been at them."""
        there = dict(paired_things(self.last, self.there))
        bring = self.m.bring(self.three)
        for i, j in paired_things(self.last, self.now):
            old, new = self.last.pieces[i], self.now.pieces[j]
            mine = self.there.pieces[there[i]] if i in there else None
            if mine is None or not old.atom.thing.startswith(("mark:", "field:")) or mine.atom.text != old.atom.text:
                continue
            node = mine.spots[0].node
            if old.atom.text != new.atom.text and not mine.by:
                if old.atom.thing.startswith("mark:") and node.tag == w("hyperlink"):
                    fresh = bring(new.spots[0].node)
                    node[:] = list(fresh)
                else:
                    show(mine, new.atom.text)
                mine.atom = replace(mine.atom, text=new.atom.text)
            self.m.current.add(node)


def show(piece: Piece, text: str) -> None:
    """Other words as a field's result."""
    texts = [t for spot in piece.spots for t in spot.node.iter(w("t"))]
    for n, one in enumerate(texts):
        one.text = text if n == 0 else ""


def _forms(atoms: Sequence[Atom]) -> list[str]:
    return [one.form for one in atoms if not one.text.isspace()]


def blocked(there: Reading, wanted: Sequence[Atom]) -> bool:
    """Whether that would touch a sentence in which other people's changes wait for an answer."""
    waiting = there.pending(ours=False)
    if not waiting:
        return False
    start = 0
    changed = differences(there.atoms, wanted)
    for sentence in sentences(there.atoms):
        end = start + len(sentence)
        if any(start <= n < end or n == end == len(there.pieces) for n in waiting) and any(
            (i < end and start < j) or (i == j and start < i < end) for i, j, _, _ in changed
        ):
            return True
        start = end
    return False


def busy(m: Merge, element: Element) -> bool:
    """Whether people are at work in an element: comments, pending changes, highlights."""
    marked = any(True for _ in element.iter(w("highlight")))  # no look of ours highlights anything
    return marked or m.comments.on(element) or others(element) or bool(ours(element))
