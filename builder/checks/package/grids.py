"""Tables that Office repairs: rule 59, errors. No validator looks for them.

* `cell-end`: a cell of a Word table that does not end in a paragraph (ECMA-376 part 1, 17.4.65): Word cannot open it.
* `ragged`: a row with more or fewer cells than the table has columns, those that are merged counted.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from builder.finished.flaw import Flaw
from builder.finished.package import Package, children

CODES = ("cell-end", "ragged")
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_TABLE, _ROW, _CELL, _ROW_PR, _CELL_PR = (_W + name for name in ("tbl", "tr", "tc", "trPr", "tcPr"))
_BEFORE, _AFTER, _SPAN = (_W + name for name in ("gridBefore", "gridAfter", "gridSpan"))
_BLOCKS = (f"{_W}p", _TABLE, f"{_W}sdt")


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
    for r, row in enumerate(table.iter(_ROW), 1):
        if row.getparent() is not table and next(row.iterancestors(_TABLE)) is not table:
            continue
        properties = row.find(_ROW_PR)
        wide = _given(properties, _BEFORE, 0) + _given(properties, _AFTER, 0)
        for cell in row.iter(_CELL):
            if cell.getparent() is not row and next(cell.iterancestors(_ROW)) is not row:
                continue
            parts = children(cell)
            wide += _given(parts.get(_CELL_PR), _SPAN, 1)
            last = next((tag for e in cell.iterchildren(reversed=True) if (tag := e.tag) in _BLOCKS), _TABLE)
            if last == _TABLE:
                yield Flaw(
                    f"{where}, row {r}", 59, "cell-end", "a cell does not end in a paragraph", "add an empty one"
                )
        if columns and wide != columns:
            yield _ragged(f"{where}, row {r}", wide, columns)


def _given(properties: Any, name: str, usual: int) -> int:
    one = next(properties.iterchildren(name), None) if properties is not None else None
    value = one.get(f"{_W}val", "") if one is not None else ""
    return int(value) if value.isdecimal() else usual


def _ragged(where: str, cells: int, columns: int) -> Flaw:
    return Flaw(where, 59, "ragged", f"{cells} cells in a table of {columns} columns", "merge or add cells")
