"""The columns of a table in three versions."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from copy import deepcopy

from lxml import etree

from builder.kept.word import unit
from builder.kept.word.blocks import names_in
from builder.kept.word.merge import Merge, Three
from builder.kept.word.names import Element, local, paragraphs, val, w
from builder.kept.word.order import Row

_Trio = tuple[Element, Element, Element]


class Columns:
    """Which column stands for which; only rows without merged cells are asked.

    Attributes:
        changed: the outline has added, dropped or moved columns.
    """

    def __init__(self, m: Merge, three: Three, trios: Sequence[_Trio], tables: tuple[Element, Element, Element]):
        self.m, self.three, self.trios, self.tables = m, three, trios, tables
        self.counts = [len(_widths(table)) for table in tables]
        plain = [trio for trio in trios if all(_whole(r, n) for r, n in zip(trio, self.counts, strict=True))]
        self.to_now = _votes([(a, c) for a, _, c in plain], self.counts[0], self.counts[2])
        self.to_there = _votes([(a, b) for a, b, _ in plain], self.counts[0], self.counts[1])
        self.changed = sorted(self.to_now.items()) != [(n, n) for n in range(self.counts[0])] or (
            self.counts[0] != self.counts[2]
        )

    def cells(self, last: Element, there: Element, now: Element) -> list[_Trio]:
        """The cells of a row that all three versions have."""
        mine, others, theirs = _cells(last), _cells(there), _cells(now)
        if len(mine) == self.counts[0] and len(theirs) == self.counts[2]:
            found = [(mine[i], theirs[k]) for i, k in self.to_now.items()]
        else:
            found = list(zip(mine, theirs, strict=False))
        trios = []
        for one, new in found:
            cell = self._there(one, others, mine)
            if cell is not None:
                trios.append((one, cell, new))
        return trios

    def _there(self, last: Element, cells: list[Element], mine: list[Element]) -> Element | None:
        for name in names_in(last):
            for p in self.m.places.of.get(name, ())[:1]:
                cell = next((c for c in p.iterancestors(w("tc")) if c in cells), None)
                if cell is not None:
                    return cell
        n = mine.index(last)
        if len(mine) == self.counts[0] and len(cells) == len(self.current):
            at = self.to_there.get(n)
            return next((c for c, k in zip(cells, self.current, strict=True) if k is not None and k == at), None)
        return cells[n] if len(cells) == len(mine) else None

    @property
    def current(self) -> list[int | None]:
        """The columns there, as they stand now, by their old positions; None for new ones."""
        return self._order

    def arrange(self) -> None:
        """Add, drop and move columns as the outline has."""
        self._order: list[int | None] = list(range(self.counts[1]))
        self.fresh: dict[int, int] = {}
        if not self.changed or self.m.track.on:
            return
        dropped = [n for n in range(self.counts[0]) if n not in self.to_now and n in self.to_there]
        kept = {n for n in dropped if self._worked_on(n)}
        for n in kept:
            first = self._column(n)[0]
            self.m.comments.add(next(paragraphs(first)), "removed")
            self.m.say("conflict", first, (), "column no longer in the outline, but edited here")
        for n in dropped:
            if n not in kept:
                self.m.say("removed", self.tables[1], (), f"column {n + 1}")
        grid = self.tables[1].find(w("tblGrid"))
        if grid is not None:
            self._grid(grid, set(dropped) - kept)
        new = {k for k in range(self.counts[2]) if k not in self.to_now.values()}
        for k in sorted(new):
            self.m.say("added", self.tables[1], (), f"column {k + 1}")
        partner = {id(there): now for _, there, now in self.trios}
        for row in self.tables[1].iter(w("tr")):
            if next(row.iterancestors(w("tbl"))) is self.tables[1] and _whole(row, self.counts[1]):
                self._row(row, partner.get(id(row)), set(dropped) - kept)
        self._order = self._after(set(dropped) - kept)

    def fit(self, row: Element) -> None:
        """Make a new row fit the columns that people have added or deleted."""
        cells = _cells(row)
        if len(cells) != self.counts[2]:
            return
        back = {k: n for n, k in self.to_now.items()}
        for k, cell in enumerate(cells):
            if k in back and back[k] not in self.to_there:
                row.remove(cell)
        known = set(self.to_there.values())
        if self.counts[1] == len(known):
            return
        for at, column in enumerate(self._order):
            if column is not None and column not in known:
                standing = _cells(row)
                made = _empty(standing[min(at, len(standing) - 1)])
                row.insert(row.index(standing[at]) if at < len(standing) else len(row), made)

    # ---------------------------------------------------------------- details

    def _column(self, n: int) -> list[Element]:
        at = self.to_there[n]
        return [_cells(there)[at] for _, there, _ in self.trios if _whole(there, self.counts[1])]

    def _worked_on(self, n: int) -> bool:
        at = self.to_there[n]
        for last, there, _ in self.trios:
            if not _whole(there, self.counts[1]) or not _whole(last, self.counts[0]):
                continue
            mine, cell = _cells(last)[n], _cells(there)[at]
            if self.three.last.block(mine).words.split() != self.three.there.block(cell).words.split():
                return True
            if unit.busy(self.m, cell):
                return True
        return False

    def _arranged(
        self, elements: list[Element], parent: Element, dropped: set[int], make: Callable[[int], Element]
    ) -> None:
        standing = {n: [elements[at]] for n, at in self.to_there.items() if n in self.to_now}
        Row(parent, self.to_now, standing, self.counts[2]).arrange(make, lambda n, o: None, lambda e: False)
        for n in dropped:
            parent.remove(elements[self.to_there[n]])

    def _row(self, row: Element, now: Element | None, dropped: set[int]) -> None:
        cells = _cells(row)
        theirs = _cells(now) if now is not None else []

        def make(k: int) -> Element:
            if len(theirs) == self.counts[2]:
                made: Element = self.m.bring(self.three)(theirs[k])
                self.m.pairs.append((tuple(paragraphs(made)), tuple(paragraphs(theirs[k]))))
                return made
            return _empty(cells[-1])

        self._arranged(cells, row, dropped, make)

    def _grid(self, grid: Element, dropped: set[int]) -> None:
        """Widths: today's where nobody has changed them; else the table keeps its width."""
        last, there, now = (_widths(table) for table in self.tables)
        untouched = last == there
        total = sum(there)

        def make(k: int) -> Element:
            made = etree.Element(w("gridCol"))
            made.set(w("w"), str(now[k]))
            return made

        self._arranged(list(grid), grid, dropped, make)
        widths = now if untouched and len(grid) == len(now) else _scaled([int(val(c, "w") or 0) for c in grid], total)
        for column, width in zip(grid, widths, strict=True):
            column.set(w("w"), str(width))
        self.widths = widths

    def _after(self, dropped: set[int]) -> list[int | None]:
        row = next((there for _, there, _ in self.trios), None)
        order: list[int | None] = []
        gone = {self.to_there[n] for n in dropped}
        back = {k: n for n, k in self.to_now.items()}
        for k in range(self.counts[2]):
            order.append(self.to_there.get(back[k]) if k in back else None)
        known = set(self.to_there.values())
        for at in range(self.counts[1]):
            if at not in known and at not in gone:
                order.insert(min(at, len(order)), at)
        for there in (row for row in self.tables[1].iter(w("tr")) if row is not None):
            for cell, width in zip(_cells(there), self.widths, strict=False):
                if len(_cells(there)) == len(self.widths) and (tc := cell.find(f"{w('tcPr')}/{w('tcW')}")) is not None:
                    tc.set(w("w"), str(width))
        if row is None:
            return order
        return order


def moved(one: Element, other: Element) -> bool:
    """Whether most lines of some column stand in another column of another version of the table."""
    at = {name: k for row in other.iter(w("tr")) for k, cell in enumerate(_cells(row)) for name in names_in(cell)}
    votes: dict[int, Counter[int]] = {}
    for row in one.iter(w("tr")):
        for n, cell in enumerate(_cells(row)):
            votes.setdefault(n, Counter()).update(at[name] for name in names_in(cell) if name in at)
    return any(found.most_common(1)[0][0] != n for n, found in votes.items() if found)


def _votes(rows: Sequence[tuple[Element, Element]], one: int, other: int) -> dict[int, int]:
    """The columns of two tables that stand for one another: by lines, then by what is left in order."""
    votes: Counter[tuple[int, int]] = Counter()
    for first, second in rows:
        names = {name: k for k, cell in enumerate(_cells(second)) for name in names_in(cell)}
        for n, cell in enumerate(_cells(first)):
            for name in names_in(cell):
                if name in names:
                    votes[n, names[name]] += 1
    found: dict[int, int] = {}
    for (n, k), _ in sorted(votes.items(), key=lambda one: (-one[1], one[0])):
        if n not in found and k not in found.values():
            found[n] = k
    if one == other:
        left = [n for n in range(one) if n not in found], [k for k in range(other) if k not in found.values()]
        found.update(zip(*left, strict=False))
    elif not found:
        found.update((n, n) for n in range(min(one, other)))
    return found


def _cells(row: Element) -> list[Element]:
    return [one for one in row if local(one) == "tc"]


def _widths(table: Element) -> list[int]:
    grid = table.find(w("tblGrid"))
    return [int(float(val(one, "w") or 0)) for one in grid] if grid is not None else []


def _whole(row: Element, count: int) -> bool:
    """Whether a row has a cell in each column."""
    return len(_cells(row)) == count and row.find(f"{w('tc')}/{w('tcPr')}/{w('gridSpan')}") is None


def _empty(cell: Element) -> Element:
    made = etree.Element(w("tc"))
    if (properties := cell.find(w("tcPr"))) is not None:
        made.append(deepcopy(properties))
    p = etree.SubElement(made, w("p"))
    like = next(paragraphs(cell), None)
    if like is not None and (properties := like.find(w("pPr"))) is not None:
        p.append(deepcopy(properties))
    return made


def _scaled(widths: list[int], total: int) -> list[int]:
    whole = sum(widths) or 1
    return [max(1, round(one * total / whole)) for one in widths]
