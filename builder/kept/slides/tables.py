"""Tables: cell by cell, where rows and columns may have come, gone and moved on either side."""

from __future__ import annotations

from collections.abc import Sequence
from copy import deepcopy

from builder.kept.align import matched
from builder.kept.slides.body import Outcome, merge_body, said_in, same_words, wording
from builder.kept.slides.file import A, Element
from builder.kept.slides.form import MOVED_EMU
from builder.kept.slides.numbers import unmarked
from builder.kept.slides.page import Page
from builder.kept.slides.reading import said
from builder.kept.slides.weave import paired, woven

_SPANS = ("gridSpan", "rowSpan", "hMerge", "vMerge")
Line = tuple[str, int]  # a row or column: of which file ("last", "there", "now"), and which


def merge_table(page: Page, last: Element, there: Element, now: Element) -> Outcome:
    """Merge a table into the one that is there.

    Args:
        last, there, now: `a:tbl` of the three files.
    """
    outcome = Outcome()
    sizes = {_size(t) for t in (last, there, now)}
    if any(_spans(t) for t in (last, there, now)) and len(sizes) > 1:
        outcome.edited = _text(last) != _text(there)
        if _text(last) != _text(now):
            outcome.conflicts.append(_text(now))
        return outcome
    rows = _Lines([rows_in(t) for t in (last, there, now)])
    columns = _Lines([columns_in(t) for t in (last, there, now)])
    cells = [cells_in(t) for t in (last, there, now)]
    _gone(page, rows, columns, cells, outcome)
    _common(page, rows, columns, cells, outcome)
    if rows.changed or columns.changed:
        _rebuilt(page, last, there, now, rows, columns, cells)
        outcome.patched = True
    outcome.edited |= rows.by_hand or columns.by_hand
    _sizes(page, last, there, now, columns)
    return outcome


class _Lines:
    """The rows, or the columns, of the three tables: which is which, and their order in the end."""

    def __init__(self, texts: Sequence[list[str]]):
        last, there, now = texts
        self.there, self.now = lines_paired(last, there), lines_paired(last, now)
        mine, today = {t: n for n, t in self.there.items()}, {k: n for n, k in self.now.items()}
        self.order_there: list[Line] = [("last", mine[t]) if t in mine else ("there", t) for t in range(len(there))]
        order_now: list[Line] = [("last", today[k]) if k in today else ("now", k) for k in range(len(now))]
        known: list[Line] = [("last", n) for n in range(len(last))]
        self.order = woven(known, self.order_there, order_now)
        self.dropped = [n for n in range(len(last)) if n not in self.now]
        self.deleted = [n for n in range(len(last)) if n not in self.there]
        self.by_hand = bool(self.deleted) or any(kind == "there" for kind, _ in self.order_there)

    def drop(self, n: int) -> None:
        """The outline has a row or column no more, and nobody had touched it."""
        self.order.remove(("last", n))

    @property
    def changed(self) -> bool:
        return self.order != self.order_there

    def at(self, line: Line, which: str) -> int | None:
        """Where a line stands in the table that is there, or in today's."""
        kind, n = line
        if kind == "last":
            return (self.there if which == "there" else self.now).get(n)
        return n if kind == which else None


def _gone(page: Page, rows: _Lines, columns: _Lines, cells: Sequence[list[list[Element]]], outcome: Outcome) -> None:
    """Rows and columns that the outline has no more, and those that people have taken out."""
    last, there, now = cells
    for lines, other in ((rows, columns), (columns, rows)):

        def cell(table: list[list[Element]], n: int, m: int, across: bool = lines is columns) -> Element:
            return table[m][n] if across else table[n][m]

        for n in lines.dropped:
            t = lines.there.get(n)
            if t is None:
                continue
            pairs = other.there.items()
            added = [b for kind, b in other.order_there if kind == "there"]
            untouched = all(same_words(page, cell(last, n, a), cell(there, t, b)) for a, b in pairs)
            if untouched and not any(said(cell(there, t, b)).strip() for b in added):
                lines.drop(n)
            else:
                outcome.edited = True
                outcome.conflicts.append("")
        for n in lines.deleted:
            k = lines.now.get(n)
            if k is not None:
                changed = [
                    wording(page, cell(now, k, b))
                    for a, b in other.now.items()
                    if a in other.there and said_in(page, cell(last, n, a), 0) != said_in(page, cell(now, k, b), 1)
                ]
                if changed:
                    outcome.conflicts.append(" | ".join(changed))


def _common(page: Page, rows: _Lines, columns: _Lines, cells: Sequence[list[list[Element]]], outcome: Outcome) -> None:
    """The cells that all three tables have."""
    last, there, now = cells
    for n, t in rows.there.items():
        k = rows.now.get(n)
        for m, u in columns.there.items():
            j = columns.now.get(m)
            if k is None or j is None:
                continue
            before, mine, today = last[n][m], there[t][u], now[k][j]
            if page.there(mine) == page.last(before):
                if page.now(today) != page.last(before):
                    new = page.brought(today)
                    mine.getparent().replace(mine, new)
                    there[t][u] = new
                    outcome.patched = True
                    page.touch()
                continue
            bodies = [c.find(f"{A}txBody") for c in (before, mine, today)]
            if all(b is not None for b in bodies):
                outcome.add(merge_body(page, bodies[0], bodies[1], bodies[2]))
            form = [c.find(f"{A}tcPr") for c in (before, mine, today)]
            if all(f is not None for f in form) and page.last(form[0]) == page.there(form[1]) != page.now(form[2]):
                mine.replace(form[1], page.brought(form[2]))
                page.touch()


def _rebuilt(
    page: Page, last: Element, there: Element, now: Element, rows: _Lines, columns: _Lines,
    cells: Sequence[list[list[Element]]],
) -> None:  # fmt: skip
    """The table with the rows and columns that it has now; cells of new ones as today's build has them."""
    _, mine, today = cells
    grids = [t.find(f"{A}tblGrid") for t in (there, now)]
    widths = [[deepcopy(c) for c in grid.findall(f"{A}gridCol")] for grid in grids]
    old_rows = there.findall(f"{A}tr")
    new_rows = now.findall(f"{A}tr")
    made = []
    for row in rows.order:
        t, k = rows.at(row, "there"), rows.at(row, "now")
        source = old_rows[t] if t is not None else page.brought(new_rows[k or 0])
        holder = deepcopy(source)
        rest = [c for c in holder if c.tag != f"{A}tc"]
        for child in list(holder):
            holder.remove(child)
        for column in columns.order:
            u, j = columns.at(column, "there"), columns.at(column, "now")
            holder.append(_cell(page, mine, today, (t, u), (k, j)))
        for child in rest:
            holder.append(child)
        made.append(holder)
    for old in old_rows:
        there.remove(old)
    there.extend(made)
    for old in list(grids[0]):
        grids[0].remove(old)
    for column in columns.order:
        u, j = columns.at(column, "there"), columns.at(column, "now")
        grids[0].append(widths[1][j] if j is not None and columns.changed else widths[0][u or 0])
    page.touch()


def _cell(
    page: Page, mine: list[list[Element]], today: list[list[Element]],
    here: tuple[int | None, int | None], new: tuple[int | None, int | None],
) -> Element:  # fmt: skip
    """The cell at a row and a column: as it is there, else as today's build has it, else an empty one."""
    if here[0] is not None and here[1] is not None:
        return mine[here[0]][here[1]]
    if new[0] is not None and new[1] is not None:
        return page.brought(today[new[0]][new[1]])
    near = mine[here[0]][0] if here[0] is not None else today[new[0] or 0][0]
    empty = deepcopy(near)
    for paragraph in list(empty.iter(f"{A}p"))[1:]:
        paragraph.getparent().remove(paragraph)
    for run in list(empty.iter(f"{A}r", f"{A}br", f"{A}fld")):
        run.getparent().remove(run)
    return empty


def _sizes(page: Page, last: Element, there: Element, now: Element, columns: _Lines) -> None:
    """Widths of columns and heights of rows follow the outline where people have set none."""
    _follow(page, [t.findall(f"{A}tblGrid/{A}gridCol") for t in (last, there, now)], "w")
    _follow(page, [t.findall(f"{A}tr") for t in (last, there, now)], "h")


def _follow(page: Page, lines: Sequence[list[Element]], name: str) -> None:
    last, there, now = ([int(e.get(name, "0")) for e in one] for one in lines)
    if last == now or len(there) != len(now):
        return
    untouched = len(last) == len(there) and all(abs(a - b) <= MOVED_EMU for a, b in zip(last, there, strict=True))
    if untouched or len(last) != len(now):
        for element, value in zip(lines[1], now, strict=True):
            element.set(name, str(value))
        page.touch()


def lines_paired(last: list[str], other: list[str]) -> dict[int, int]:
    """Which lines stand for one another: by their heads where these tell them apart, else by what they say."""
    heads = [[unmarked(line.partition("\n")[0]) for line in lines] for lines in (last, other)]
    if all(len(set(one)) == len(one) and all(one) for one in heads):
        same = {n: heads[1].index(head) for n, head in enumerate(heads[0]) if head in heads[1]}
        left, free = [n for n in range(len(last)) if n not in same], sorted(set(range(len(other))) - set(same.values()))
        rest = matched([last[n] for n in left], [other[n] for n in free])
        same.update((left[a], free[b]) for a, b in rest)
        if len(left) == len(free) == 1:
            same[left[0]] = free[0]
        return same
    return paired(last, other, matched(last, other))


def cells_in(table: Element) -> list[list[Element]]:
    """The cells of a table, row by row."""
    return [row.findall(f"{A}tc") for row in table.findall(f"{A}tr")]


def _size(table: Element) -> tuple[int, int]:
    cells = cells_in(table)
    return len(cells), max((len(row) for row in cells), default=0)


def _spans(table: Element) -> bool:
    return any(cell.get(name) for cell in table.iter(f"{A}tc") for name in _SPANS)


def _text(table: Element) -> str:
    return "\n".join(" | ".join(said(cell) for cell in row) for row in cells_in(table))


def rows_in(table: Element) -> list[str]:
    """What each row of a table says."""
    return ["\n".join(said(cell) for cell in row) for row in cells_in(table)]


def columns_in(table: Element) -> list[str]:
    """What each column of a table says."""
    cells = cells_in(table)
    return ["\n".join(said(row[n]) for row in cells if n < len(row)) for n in range(_size(table)[1])]
