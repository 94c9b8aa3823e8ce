"""The rows and cells of a table in a Word document, and what they say of themselves (ECMA-376-1, 17.4)."""

from __future__ import annotations

from collections.abc import Iterator

from builder.finished.package import children
from builder.finished.paper_styles import Element, W, number, on, val

_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
GONE = {W + n for n in ("del", "moveFrom", "pPr", "rPr", "sectPr", "tblPr", "trPr", "tcPr", "tblGrid")} | {
    f"{_MC}Fallback"
}
"""What is no content: properties, and what was taken away."""
_TABLE, _ROW, _CELL, _ROW_PR, _CELL_PR = (W + n for n in ("tbl", "tr", "tc", "trPr", "tcPr"))
_MERGED, _SPAN, _HEAD, _WHOLE, _DELETED = (W + n for n in ("vMerge", "gridSpan", "tblHeader", "cantSplit", "del"))


def rows_of(table: Element) -> Iterator[Element]:
    """The rows of a table, also those in content controls; none that were deleted."""
    return _parts(table, _ROW)


def cells_of(row: Element) -> Iterator[Element]:
    """The cells of a row, also those in content controls."""
    return _parts(row, _CELL)


def row_form(row: Element) -> tuple[bool, bool]:
    """Whether a row repeats as a header, and whether it stays whole."""
    said = _said(row, _ROW_PR)
    return on(said.get(_HEAD)), on(said.get(_WHOLE))


def cell_form(cell: Element) -> tuple[int, bool]:
    """How many columns a cell covers, and whether it goes on the one above."""
    said = _said(cell, _CELL_PR)
    merged = said.get(_MERGED)
    return max(1, int(number(val(said.get(_SPAN)), 1))), merged is not None and val(merged) != "restart"


def _said(element: Element, properties: str) -> dict[str, Element]:
    own = children(element).get(properties)
    return children(own) if own is not None else {}


def _parts(parent: Element, tag: str) -> Iterator[Element]:
    for child in parent:
        if child.tag == tag:
            if _DELETED not in _said(child, _ROW_PR):
                yield child
        elif child.tag not in GONE and isinstance(child.tag, str) and child.tag != _TABLE:
            yield from _parts(child, tag)
