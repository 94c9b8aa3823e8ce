"""Tables of a finished deck: cells with their words, and with the fill that their table's style gives them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import TypeAlias

from builder.finished.deck_colours import A, Element, Palette
from builder.finished.deck_forms import Forms
from builder.finished.deck_parts import Cell, Table
from builder.finished.deck_words import AROUND_PT, Box, Frame
from builder.finished.package import Package, children, signature
from builder.ooxml.rect import EMU_PER_PT, Rect

_STYLES = "ppt/tableStyles.xml"
_ROW, _CELL, _CELL_PR, _TEXT = (A + kind for kind in ("tr", "tc", "tcPr", "txBody"))
_Kind: TypeAlias = tuple[bool, bool]
"""Of a row: whether it is the first, whether it is banded."""


@dataclass(frozen=True)
class Around:
    """What a table is read with.

    Attributes:
        forms: of the slide.
        chain: the list styles of words in tables, the farthest first.
        under: the colours that lie under a place of the slide.
    """

    package: Package
    forms: Forms
    chain: tuple[Element, ...]
    under: Callable[[Rect], tuple[str, ...]]


def read_table(grid: Element, where: Rect, around: Around) -> Table:
    """The table in an `a:tbl` that stands at that place."""
    widths = tuple(int(c.get("w", 0)) / EMU_PER_PT for c in grid.iterfind(f"{A}tblGrid/{A}gridCol"))
    lines = list(grid.iterchildren(_ROW))
    heights = tuple(int(r.get("h", 0)) / EMU_PER_PT for r in lines)
    header = grid.find(f"{A}tblPr")
    styled = _Styled(around, header)
    rows, top = [], where.y_pt
    for r, (row, height) in enumerate(zip(lines, heights, strict=True), 1):
        cells, left = [], where.x_pt
        kind = styled.kind(r)
        for c, one in enumerate(row.iterchildren(_CELL), 1):
            wide = sum(widths[c - 1 : c - 1 + int(one.get("gridSpan", 1))])
            high = sum(heights[r - 1 : r - 1 + int(one.get("rowSpan", 1))])
            merged = one.get("hMerge") in ("1", "true") or one.get("vMerge") in ("1", "true")
            cells.append(Cell(r, c, _cell(one, Rect(left, top, wide, high), around, styled, kind), merged))
            left += widths[c - 1] if c <= len(widths) else 0.0
        rows.append(tuple(cells))
        top += height
    return Table(widths, heights, tuple(rows), header is not None and header.get("firstRow") in ("1", "true"))


def _cell(one: Element, where: Rect, around: Around, styled: _Styled, kind: _Kind) -> Frame:
    parts = children(one)
    properties, body = parts.get(_CELL_PR), parts.get(_TEXT)
    box = around.forms.boxes.get(key := b"" if properties is None else signature(properties))
    if box is None:
        box = around.forms.boxes[key] = _box(properties, around.forms.palette)
    fill = styled.fill(kind) if box.fill is None and not box.empty else box.fill
    left, top, right, low = box.around_pt
    room = Rect(where.x_pt + left, where.y_pt + top, where.w_pt - left - right, where.h_pt - top - low)
    paragraphs = around.forms.paragraphs(body, around.chain, styled.ink(kind)) if body is not None else ()
    grounds = fill if fill is not None else around.under(where)
    return Frame(paragraphs, room, True, "none", box.upright, grounds, fill is not None)


def _box(properties: Element, palette: Palette) -> Box:
    if properties is None:
        return Box(AROUND_PT, None, False, True)
    left, top, right, low = (
        int(properties.get(k)) / EMU_PER_PT if properties.get(k) else usual
        for k, usual in zip(("marL", "marT", "marR", "marB"), AROUND_PT, strict=True)
    )
    empty = properties.find(f"{A}noFill") is not None
    return Box((left, top, right, low), palette.fill(properties), empty, properties.get("vert", "horz") == "horz")


@dataclass(frozen=True)
class _Styled:
    """What the style of a table gives its rows, where the file holds that style (20.1.4.2): fill and colour.

    Attributes:
        properties: `a:tblPr`, or None.
    """

    around: Around
    properties: Element
    _fills: dict[_Kind, tuple[str, ...] | None] = field(default_factory=dict)
    _inks: dict[_Kind, str] = field(default_factory=dict)

    def kind(self, row: int) -> _Kind:
        """Whether a row, counted from 1, is set as the first one, and whether as one of every two."""
        if self.properties is None:
            return False, False
        first = row == 1 and self.properties.get("firstRow") in ("1", "true")
        return first, row % 2 == 0 and self.properties.get("bandRow") in ("1", "true")

    def fill(self, kind: _Kind) -> tuple[str, ...] | None:
        if kind not in self._fills:
            fills = (part.find(f"{A}tcStyle/{A}fill") for part in self._parts(kind))
            found = next((fill for fill in fills if fill is not None and len(fill)), None)
            self._fills[kind] = self.around.forms.palette.painted(found[0]) if found is not None else None
        return self._fills[kind]

    def ink(self, kind: _Kind) -> str:
        if kind not in self._inks:
            said = (part.find(f"{A}tcTxStyle") for part in self._parts(kind))
            inks = (self.around.forms.palette.colour(s) for s in said if s is not None)
            self._inks[kind] = next(filter(None, inks), "")
        return self._inks[kind]

    def _parts(self, kind: _Kind) -> Iterator[Element]:
        name = self.properties.findtext(f"{A}tableStyleId") if self.properties is not None else None
        styles = self.around.package.tree(_STYLES)
        if name is None or styles is None or not len(styles):
            return
        first, banded = kind
        for style in styles:
            if style.get("styleId") == name:
                for part in (["firstRow"] if first else []) + (["band1H"] if banded else []) + ["wholeTbl"]:
                    if (found := style.find(A + part)) is not None:
                        yield found
