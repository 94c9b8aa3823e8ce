"""Tables of a finished deck: cells with their words, and with the fill that their table's style gives them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from builder.finished.deck_colours import A, Element
from builder.finished.deck_forms import Forms
from builder.finished.deck_parts import Cell, Table
from builder.finished.deck_words import AROUND_PT, Frame
from builder.finished.package import Package
from builder.ooxml.rect import EMU_PER_PT, Rect

_STYLES = "ppt/tableStyles.xml"


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
    heights = tuple(int(r.get("h", 0)) / EMU_PER_PT for r in grid.iterchildren(f"{A}tr"))
    styled = _Styled(around, grid)
    rows, top = [], where.y_pt
    for r, (row, height) in enumerate(zip(grid.iterchildren(f"{A}tr"), heights, strict=True), 1):
        cells, left = [], where.x_pt
        for c, one in enumerate(row.iterchildren(f"{A}tc"), 1):
            wide = sum(widths[c - 1 : c - 1 + int(one.get("gridSpan", 1))])
            high = sum(heights[r - 1 : r - 1 + int(one.get("rowSpan", 1))])
            merged = one.get("hMerge") in ("1", "true") or one.get("vMerge") in ("1", "true")
            cells.append(Cell(r, c, _cell(one, Rect(left, top, wide, high), around, styled, r), merged))
            left += widths[c - 1] if c <= len(widths) else 0.0
        rows.append(tuple(cells))
        top += height
    header = grid.find(f"{A}tblPr")
    return Table(widths, heights, tuple(rows), header is not None and header.get("firstRow") in ("1", "true"))


def _cell(one: Element, where: Rect, around: Around, styled: _Styled, row: int) -> Frame:
    properties = one.find(f"{A}tcPr")
    fill = around.forms.palette.fill(properties) if properties is not None else None
    if fill is None and not (properties is not None and properties.find(f"{A}noFill") is not None):
        fill = styled.fill(row)
    left, top, right, low = (
        int(properties.get(k)) / EMU_PER_PT if properties is not None and properties.get(k) else usual
        for k, usual in zip(("marL", "marT", "marR", "marB"), AROUND_PT, strict=True)
    )
    room = Rect(where.x_pt + left, where.y_pt + top, where.w_pt - left - right, where.h_pt - top - low)
    body = one.find(f"{A}txBody")
    paragraphs = around.forms.paragraphs(body, around.chain, styled.ink(row)) if body is not None else ()
    upright = properties is None or properties.get("vert", "horz") == "horz"
    grounds = fill if fill is not None else around.under(where)
    return Frame(paragraphs, room, True, "none", upright, grounds, fill is not None)


@dataclass(frozen=True)
class _Styled:
    """What the style of a table gives its rows, where the file holds that style (20.1.4.2): fill and colour."""

    around: Around
    grid: Element

    def fill(self, row: int) -> tuple[str, ...] | None:
        for part in self._parts(row):
            fill = part.find(f"{A}tcStyle/{A}fill")
            if fill is not None and len(fill):
                return self.around.forms.palette.painted(fill[0])
        return None

    def ink(self, row: int) -> str:
        said = (part.find(f"{A}tcTxStyle") for part in self._parts(row))
        return next((c for s in said if s is not None and (c := self.around.forms.palette.colour(s))), "")

    def _parts(self, row: int) -> Iterator[Element]:
        name = self.grid.findtext(f"{A}tblPr/{A}tableStyleId")
        styles = self.around.package.tree(_STYLES)
        if name is None or styles is None or not len(styles):
            return
        properties = self.grid.find(f"{A}tblPr")
        for style in styles:
            if style.get("styleId") == name:
                first = row == 1 and properties.get("firstRow") in ("1", "true")
                banded = properties.get("bandRow") in ("1", "true") and row % 2 == 0
                for kind in (["firstRow"] if first else []) + (["band1H"] if banded else []) + ["wholeTbl"]:
                    if (part := style.find(A + kind)) is not None:
                        yield part
