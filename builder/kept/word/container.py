"""The blocks of a body, a cell, a note or a header, merged."""

from __future__ import annotations

from lxml import etree

from builder.kept.align import stays
from builder.kept.atoms import alike
from builder.kept.word import redlining, table, unit
from builder.kept.word.blocks import Block, names_in
from builder.kept.word.merge import Merge, Three
from builder.kept.word.names import Element, local, paragraphs, remove, w
from builder.kept.word.order import Row
from builder.kept.word.pairs import by_names, fill, within
from builder.kept.word.pieces import words_of
from builder.kept.word.standing import standing


def settle(m: Merge, three: Three, last: Element, there: Element, now: Element, *, loose: bool = False) -> None:
    """Merge what stands in a container.

    Args:
        m: the merge.
        three: the story.
        last, there, now: the container in its three versions.
        loose: blocks of our two builds stand for one another by their order, whatever they say (cells, notes).
    """
    _Container(m, three, last, there, now, loose).merge()


class _Container:
    def __init__(self, m: Merge, three: Three, last: Element, there: Element, now: Element, loose: bool):
        self.m, self.three, self.parent = m, three, there
        self.last, self.now = three.last.blocks(last), three.now.blocks(now)
        self.blocks = three.there.blocks(there)
        self.to_now = by_names(self.last, self.now)
        fill(self.last, self.now, self.to_now, set(self.to_now.values()), any_words=loose)
        if m.track.on:
            self._part()
        self.there = standing(m, three, self.last, self.blocks, loose=loose)

    def _part(self) -> None:
        """Tracked changes know no moving and no columns: such blocks are taken out here and put in there."""
        order = [last for last, _ in sorted(self.to_now.items(), key=lambda pair: pair[1])]
        steady = stays(order)
        for n, k in list(self.to_now.items()):
            mine, other = self.last[n], self.now[k]
            if n not in steady or (mine.is_table and not table.same_columns(mine.element, other.element)):
                del self.to_now[n]

    def merge(self) -> None:
        for group in self._groups():
            self._group(group)
        row = Row(self.parent, self.to_now, self._right_here(), len(self.now))
        fresh = row.arrange(self._bring, self._moved, self._by_hand)
        for n, element in fresh.items():
            self.m.pairs.append((tuple(paragraphs(element)), tuple(paragraphs(self.now[n].element))))
        going = [n for n in range(len(self.last)) if n not in self.to_now and n in self.there]
        for n in sorted(going, key=lambda n: any(self.m.needed(e) for e in self.there[n])):
            self._removed(self.last[n], self.there[n])
        self._hand_made()
        if self.m.track.on:
            redlining.separate(self.m, self.parent)
        if local(self.parent) == "tc" and (not len(self.parent) or local(self.parent[-1]) != "p"):
            etree.SubElement(self.parent, w("p"))  # a cell ends in a paragraph (17.4.65)

    def _groups(self) -> list[list[int]]:
        """Blocks that stand in the same paragraph there, because people have joined them."""
        owner: dict[Element, list[int]] = {}
        groups: list[list[int]] = []
        for n in range(len(self.last)):
            elements = self.there.get(n, [])
            group = next((owner[e] for e in elements if e in owner), None)
            if group is None:
                group = []
                groups.append(group)
            group.append(n)
            for e in elements:
                owner[e] = group
        return groups

    def _group(self, group: list[int]) -> None:
        if len(group) > 1:
            order = self.m.places.order
            group = sorted(group, key=lambda n: min((order.get(x, -1) for x in self.last[n].names), default=-1))
        last = [self.last[n] for n in group]
        now = [self.now[self.to_now[n]] for n in group if n in self.to_now]
        there = list(dict.fromkeys(e for n in group for e in self.there.get(n, ())))
        names = tuple(name for block in last for name in block.names)
        if not there:
            self._deleted(last[0], now[0] if now else None)
            return
        if not now:
            return  # taken out once everything else has found its place
        if last[0].is_table:
            table.settle(self.m, self.three, last[0].element, there[0], now[0].element)
            for n in group:
                self.there[n] = [self.m.renewed.get(e, e) for e in self.there[n]]
            return
        unit.settle(self.m, self.three, [b.element for b in last], there, [b.element for b in now], names)
        self._renew(group, there)

    def _renew(self, group: list[int], old: list[Element]) -> None:
        """Paragraphs may have been replaced: find the new ones."""
        if old[0].getparent() is None and self.m.pairs:
            fresh = list(self.m.pairs[-1][0])
            for n in group:
                self.there[n] = fresh

    def _deleted(self, last: Block, now: Block | None) -> None:
        """People have deleted it, and so it stays; if the outline has changed it since, that is said."""
        if not last.words.strip():
            return
        said = " ".join(words_of(self.three.now.read(p)) for p in paragraphs(now.element)) if now is not None else ""
        if now is None or (not self.m.doubtful(last.names) and _alike(self.three, last, now)):
            if now is not None:
                self.m.say("kept-deletion", None, last.names, last.said)
            return
        self.m.say("conflict", None, last.names or now.names, f"deleted by hand; now {said}")
        at = self._near(last)
        if at is not None:
            self.m.comments.add(at, "deleted", said)

    def _near(self, last: Block) -> Element | None:
        """A paragraph of the text beside which something was deleted."""
        if self.three is not self.m.main:
            return None
        n = self.last.index(last)
        for k in [*range(n - 1, -1, -1), *range(n + 1, len(self.last))]:
            for element in self.there.get(k, ()):
                if (p := next(paragraphs(element), None)) is not None and p.getparent() is not None:
                    return p
        return next(paragraphs(self.parent), None) or next(paragraphs(self.m.there.body), None)

    def _removed(self, last: Block, there: list[Element]) -> None:
        """The outline has dropped it: it goes, unless people have worked on it."""
        if all(e.getparent() is None for e in there) or any(
            e in elements for n, elements in self.there.items() if n in self.to_now for e in there
        ):
            return
        mine = "".join(self.three.there.block(e).words for e in there)
        edited = mine.split() != last.words.split()
        if not self.m.track.on and (edited or any(unit.busy(self.m, e) for e in there) or self._needed(there)):
            if self.three is self.m.main and (p := next(paragraphs(there[0]), None)) is not None:
                self.m.comments.add(p, "removed")
            self.m.say("conflict", there[0], last.names, "no longer in the outline, but edited here")
            return
        self.m.say("removed", there[0], last.names, last.said)
        for e in there:
            if self.m.track.on:
                self.m.track.block(e, "del")
            else:
                remove(e)

    def _needed(self, there: list[Element]) -> bool:
        """Whether it holds the source to which words that people keep still lead."""
        return any(self.m.needed(e) for e in there)

    def _right_here(self) -> dict[int, list[Element]]:
        found = {}
        seen: set[Element] = set()
        for n, elements in self.there.items():
            if n in self.to_now and within(elements[0], self.parent) and elements[0] not in seen:
                found[n] = [e for e in elements if within(e, self.parent)]
                seen |= set(elements)
        return found

    def _bring(self, n: int) -> Element | None:
        block = self.now[n]
        made: Element = self.m.bring(self.three)(block.element)
        if self.m.track.on:
            self.m.track.block(made, "ins")
        if block.words.strip():
            self.m.say("added", None, block.names, block.said)
        return made

    def _moved(self, n: int, outline: bool) -> None:
        self.m.say("moved" if outline else "kept-move", self.there[n][0], self.last[n].names, self.last[n].said)

    def _by_hand(self, element: Element) -> bool:
        claimed = {e for elements in self.there.values() for e in elements}
        return element not in claimed and not self.m.lines & set(names_in(element))

    def _hand_made(self) -> None:
        claimed = {e for elements in self.there.values() for e in elements}
        for block in self.blocks:
            if block.element in claimed or block.element.getparent() is None or not block.words.strip():
                continue
            if not self.m.lines & set(block.names):
                self.m.say("kept-addition", block.element, (), block.said)


def _alike(three: Three, last: Block, now: Block) -> bool:
    rows = [
        [a for p in paragraphs(block.element) for a in story.read(p).atoms]
        for story, block in ((three.last, last), (three.now, now))
    ]
    return alike(*rows)
