"""A table in three versions: rows and columns that the outline added or dropped; cells that people edited stay."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from builder.kept.align import stays
from builder.kept.word import container, unit
from builder.kept.word.blocks import Block, names_in
from builder.kept.word.columns import Columns, moved
from builder.kept.word.merge import Merge, Three
from builder.kept.word.names import Element, local, paragraphs, remove, w
from builder.kept.word.notes import mentioned
from builder.kept.word.order import Row
from builder.kept.word.pairs import by_names, fill
from builder.kept.word.properties import follow


def settle(m: Merge, three: Three, last: Element, there: Element, now: Element) -> None:
    """Merge a table."""
    signs = [story.sign(one) for story, one in zip(three.all, (last, there, now), strict=True)]
    with_things = bool(mentioned(last) or mentioned(now)) or any(True for _ in now.iter(w("drawing")))
    if signs[0] == signs[2] == signs[1] and not with_things:
        return
    if signs[0] == signs[1] and not with_things and not m.track.on:
        made = m.bring(three)(now)
        there.addprevious(made)
        remove(there)
        m.pairs.append((tuple(paragraphs(made)), tuple(paragraphs(now))))
        m.renewed[there] = made
        m.say("patched", made, names_in(now), "table")
        return
    _Table(m, three, last, there, now).merge()


class _Table:
    def __init__(self, m: Merge, three: Three, last: Element, there: Element, now: Element):
        self.m, self.three, self.table = m, three, there
        self.elements = last, there, now
        self.last, self.blocks, self.now = (
            [story.block(one) for one in rows(table)]
            for story, table in zip(three.all, (last, there, now), strict=True)
        )
        self.to_now = by_names(self.last, self.now)
        fill(self.last, self.now, self.to_now, set(self.to_now.values()))
        if m.track.on:
            steady = stays([n for n, _ in sorted(self.to_now.items(), key=lambda pair: pair[1])])
            self.to_now = {n: k for n, k in self.to_now.items() if n in steady}
        self.there = self._stand()

    def _stand(self) -> dict[int, Element]:
        """The rows there that stand for those of the last build."""
        place = {block.element: n for n, block in enumerate(self.blocks)}
        found: dict[int, int] = {}
        elsewhere: set[int] = set()
        for n, block in enumerate(self.last):
            votes: Counter[Element] = Counter()
            for name in block.names:
                for p in self.m.places.of.get(name, ())[:1]:
                    if (row := next(p.iterancestors(w("tr")), None)) is not None:
                        votes[row] += 1
            best = votes.most_common(1)[0][0] if votes else None
            if best is not None and best in place and place[best] not in found.values():
                found[n] = place[best]
            elif best is not None:
                elsewhere.add(n)
        known = {n for n, block in enumerate(self.blocks) if self.m.lines & set(block.names)}
        empty = [Block(b.element, b.names, f"\x00{n}") if n in elsewhere else b for n, b in enumerate(self.last)]
        fill(empty, self.blocks, found, known | set(found.values()))
        return {n: self.blocks[k].element for n, k in found.items()}

    def merge(self) -> None:
        last, there, now = self.elements
        columns = Columns(self.m, self.three, self._trios(), self.elements)
        columns.arrange()
        for tag in ("tblPr", "tblGrid"):
            if tag == "tblPr" or not columns.changed:
                follow(self.m, self.three, last.find(w(tag)), there, now.find(w(tag)))
        for mine, row, new in self._trios():
            follow(self.m, self.three, mine.find(w("trPr")), row, new.find(w("trPr")))
            for one, cell, other in columns.cells(mine, row, new):
                follow(self.m, self.three, one.find(w("tcPr")), cell, other.find(w("tcPr")))
                container.settle(self.m, self.three, one, cell, other, loose=True)
        right_here = {n: [row] for n, row in self.there.items() if n in self.to_now}
        order = Row(self.table, self.to_now, right_here, len(self.now))
        fresh = order.arrange(lambda n: self._bring(n, columns), self._moved, self._by_hand)
        for n, element in fresh.items():
            self.m.pairs.append((tuple(paragraphs(element)), tuple(paragraphs(self.now[n].element))))
        self._gone()

    def _trios(self) -> list[tuple[Element, Element, Element]]:
        """The rows that all three versions have."""
        return [
            (self.last[n].element, self.there[n], self.now[k].element)
            for n, k in sorted(self.to_now.items())
            if n in self.there
        ]

    def _bring(self, n: int, columns: Columns) -> Element:
        made: Element = self.m.bring(self.three)(self.now[n].element)
        columns.fit(made)
        if self.m.track.on:
            self.m.track.row(made, "ins")
        self.m.say("added", self.table, self.now[n].names, self.now[n].said)
        return made

    def _moved(self, n: int, outline: bool) -> None:
        self.m.say("moved" if outline else "kept-move", self.there[n], self.last[n].names, self.last[n].said)

    def _by_hand(self, element: Element) -> bool:
        return local(element) == "tr" and element not in self.there.values()

    def _gone(self) -> None:
        """Rows that the outline has dropped, and rows that people have deleted."""
        for n, block in enumerate(self.last):
            row = self.there.get(n)
            if row is None:
                self._deleted(block, self.now[self.to_now[n]] if n in self.to_now else None)
                continue
            if n in self.to_now:
                continue
            edited = self.three.there.block(row).words.split() != block.words.split()
            if not self.m.track.on and (edited or unit.busy(self.m, row) or self.m.needed(row)):
                if self.three is self.m.main:
                    self.m.comments.add(next(paragraphs(row)), "removed")
                self.m.say("conflict", row, block.names, "row no longer in the outline, but edited here")
            elif self.m.track.on:
                self.m.track.row(row, "del")
            else:
                self.m.say("removed", row, block.names, block.said)
                remove(row)

    def _deleted(self, last: Block, now: Block | None) -> None:
        if now is None:
            return
        if not self.m.doubtful(last.names) and last.words == now.words:
            self.m.say("kept-deletion", self.table, last.names, last.said)
            return
        said = now.said.replace("\n", " | ")
        self.m.say("conflict", self.table, now.names, f"row deleted by hand; now {said}")
        near = next(paragraphs(self.table), None)
        if near is not None and self.three is self.m.main:
            self.m.comments.add(near, "deleted", said)


def same_columns(one: Element, other: Element) -> bool:
    """Whether two versions of a table have as many columns, in the same order."""
    return _shape(one) == _shape(other) and not moved(one, other)


def _shape(table: Element) -> tuple[int, tuple[int, ...]]:
    """How many columns a table has, and how many cells its rows have as a rule."""
    grid = table.find(w("tblGrid"))
    cells = sorted({sum(local(one) == "tc" for one in row) for row in rows(table)})
    return len(grid) if grid is not None else 0, tuple(cells[-1:])


def rows(table: Element) -> Iterator[Element]:
    """The rows of a table, those in content controls too; not those of tables in its cells."""
    for child in table:
        if local(child) == "tr":
            yield child
        elif local(child) in ("sdt", "sdtContent", "ins", "customXml"):
            yield from rows(child)
