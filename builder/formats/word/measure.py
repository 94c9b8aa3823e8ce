"""How tall a table will be, nearly: enough to share out its width and to say whether it fits on one page.

Han counts one em and everything else half; that is within a line of what Word sets. What must be exact (whether a
text fits a slide) is measured by `builder.fit`; here, a wrong guess costs a line break.
"""

from __future__ import annotations

import math
import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from builder.formats.word.styles import Room, Styles

_STEPS = 48
"""The parts of the width that are moved from column to column."""
_SHORT = 6.5
"""A text of so many ems is not broken where that can be had."""
_DATE = 11.0
"""A date of so many ems isn't, either."""
_ENOUGH = 40
"""Of a long table, about so many rows, from top to bottom, say how wide its columns should be."""
_LEAST = 0.6
"""Of its share by weight that a column keeps."""


@dataclass(frozen=True)
class Measured:
    """The paragraphs of a cell: ems of text, ems that stay on one line, size and pitch in points."""

    paragraphs: tuple[tuple[float, float, float, float], ...] = ()
    span: int = 1

    def height_pt(self, width_pt: float) -> float:
        """Of the text, when it is `width_pt` wide."""
        return sum(
            max(1, math.ceil(ems * size / max(width_pt, size))) * pitch for ems, _, size, pitch in self.paragraphs
        )

    @property
    def longest_pt(self) -> float:
        """Of its words: no column should be narrower."""
        return max((word * size for _, word, size, _ in self.paragraphs), default=0.0)


def measured(styles: Styles, style: str, texts: Sequence[str], span: int = 1, *, whole: bool = False) -> Measured:
    """The measure of a cell whose paragraphs have one style; `whole`: none of a dozen ems should be broken."""
    size, pitch = styles.points(style), styles.pitch(style)
    short = _DATE if whole else _SHORT
    return Measured(tuple((ems(t), _whole(t, short), size, pitch) for t in texts), span)


def _whole(text: str, short: float) -> float:
    """What stays on one line of a text, in ems: a short one altogether, else its longest word, with its brackets."""
    return ems(text) if ems(text) <= short else max(map(ems, re.split(r"[^!-~（）]+", text)))


def ems(text: str) -> float:
    """The width of a text in ems."""
    return sum(1.0 if c > "\u2e80" else 0.5 for c in text)


def height_pt(
    rows: Sequence[Sequence[Measured]],
    widths: Sequence[float],
    room: Room,
    known: dict[tuple[int, float], float] | None = None,
) -> float:
    """Of the whole table; widths in points.

    Args:
        known: the heights of these very cells at widths that have been tried, to be added to.
    """
    known = {} if known is None else known
    total = 0.0
    for row in rows:
        at, tallest = 0, 0.0
        for cell in row:
            width = widths[at] if cell.span == 1 else sum(widths[at : at + cell.span])
            high = known.get((id(cell), width))
            if high is None:
                high = known[id(cell), width] = cell.height_pt(width - room.across)
            tallest = max(tallest, high)
            at += cell.span
        total += tallest + room.down
    return total


def balanced(
    rows: Sequence[Sequence[Measured]], widths: Sequence[float], room: Room, firm: Collection[int] = ()
) -> list[float]:
    """The widths changed, a little at a time, for as long as the table gets lower by it; `firm` columns get no less."""
    rows = rows[:: max(1, len(rows) // _ENOUGH)]
    now = list(widths)
    step = sum(now) / _STEPS
    columns = list(zip(*(row for row in rows if len(row) == len(now)), strict=True))
    least = [
        max((1 if n in firm else _LEAST) * w, max(c.longest_pt for c in cells) + room.across)
        for n, (w, cells) in enumerate(zip(now, columns, strict=True))
    ]
    known: dict[tuple[int, float], float] = {}
    tall = height_pt(rows, now, room, known)
    while True:
        best, move = tall, None
        for source in range(len(now)):
            for target in range(len(now)):
                if source == target or now[source] - step < least[source]:
                    continue
                tried = list(now)
                tried[source] -= step
                tried[target] += step
                found = height_pt(rows, tried, room, known)
                if found < best - 1:
                    best, move = found, tried
        if move is None:
            return now
        now, tall = move, best
