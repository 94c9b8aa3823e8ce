"""Tables that Office repairs: rule 59, errors. No validator looks for them.

* `cell-end`: a cell of a Word table that does not end in a paragraph (ECMA-376 part 1, 17.4.65): Word cannot open it.
* `ragged`: a row with more or fewer cells than the table has columns, those that are merged counted.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from builder.finished.flaw import Flaw
from builder.finished.package import Package

CODES = ("cell-end", "ragged")
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"


def check(package: Package) -> Iterator[Flaw]:
    """Every table that is out of shape."""
    for part in package.parts:
        tree = package.tree(part) if part.endswith(".xml") and part.startswith(("word/", "ppt/slides/")) else None
        if tree is None:
            continue
        for n, table in enumerate(tree.iter(f"{_W}tbl"), 1):
            yield from _word(table, f"{part}, table {n}")
        for n, table in enumerate(tree.iter(f"{_A}tbl"), 1):
            columns = len(table.findall(f"{_A}tblGrid/{_A}gridCol"))
            for r, row in enumerate(table.iterchildren(f"{_A}tr"), 1):
                cells = len(row.findall(f"{_A}tc"))
                if cells != columns:
                    yield _ragged(f"{part}, table {n}, row {r}", cells, columns)


def _word(table: Any, where: str) -> Iterator[Flaw]:
    columns = len(table.findall(f"{_W}tblGrid/{_W}gridCol"))
    for r, row in enumerate(table.iter(f"{_W}tr"), 1):
        if next(row.iterancestors(f"{_W}tbl")) is not table:
            continue
        wide = sum(_given(row, f"trPr/{_W}{skip}", 0) for skip in ("gridBefore", "gridAfter"))
        for cell in row.iter(f"{_W}tc"):
            if next(cell.iterancestors(f"{_W}tr")) is not row:
                continue
            wide += _given(cell, f"tcPr/{_W}gridSpan", 1)
            blocks = [e for e in cell if e.tag in (f"{_W}p", f"{_W}tbl", f"{_W}sdt")]
            if not blocks or blocks[-1].tag == f"{_W}tbl":
                yield Flaw(
                    f"{where}, row {r}", 59, "cell-end", "a cell does not end in a paragraph", "add an empty one"
                )
        if columns and wide != columns:
            yield _ragged(f"{where}, row {r}", wide, columns)


def _given(element: Any, path: str, usual: int) -> int:
    one = element.find(f"{_W}{path}")
    value = one.get(f"{_W}val", "") if one is not None else ""
    return int(value) if value.isdecimal() else usual


def _ragged(where: str, cells: int, columns: int) -> Flaw:
    return Flaw(where, 59, "ragged", f"{cells} cells in a table of {columns} columns", "merge or add cells")
