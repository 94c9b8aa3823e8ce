"""Words of a finished deck as a reader sees them: runs, paragraphs, frames, and places on the slide."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from builder.fit.lines import Line
from builder.ooxml.rect import Rect

AROUND_PT = (7.2, 3.6, 7.2, 3.6)  # insets where nothing says any: 0.1 in and 0.05 in (21.1.2.1.1)


@dataclass(frozen=True)
class Run:
    """Characters of one form.

    Attributes:
        ink: their colour; "" where it can't be told (a picture or a gradient in the letters).
        own_ink: the colour was given as RRGGBB, not taken from the theme.
        latin, han: the typefaces; `named` are those that the run itself names and the theme does not.
        lang: as the run itself says; "" where it says none.
        field: the kind of field that writes the words ("slidenum"); "" for plain words.
    """

    text: str
    size_pt: float
    bold: bool
    raised: bool
    ink: str
    own_ink: bool
    latin: str
    han: str
    named: tuple[str, ...]
    lang: str
    field: str = ""


@dataclass(frozen=True)
class Paragraph:
    """One paragraph.

    Attributes:
        level: from 0.
        left_pt, first_pt: the indent of its lines, and how much farther the first one stands (below zero: it hangs).
        before_pt: the space above it.
        spacing: between lines, 1.0 being single; `pitch_pt` instead where it is given in points.
        bullet: its sign, "auto" for a number, "" for none.
        breaks: manual line breaks in it.
    """

    runs: tuple[Run, ...]
    level: int
    left_pt: float
    first_pt: float
    before_pt: float
    spacing: float
    pitch_pt: float
    bullet: str
    breaks: int

    @cached_property
    def text(self) -> str:
        """What a reader finds; a manual line break is a newline."""
        return "".join([run.text for run in self.runs])

    @cached_property
    def set_in(self) -> dict[float, tuple[Line, ...]]:
        """The lines that `deck_fit` has found, by the width of the frame in points."""
        return {}


@dataclass(frozen=True)
class Box:
    """What the properties of a cell of a table say.

    Attributes:
        around_pt: the insets in points: left, top, right, bottom.
        fill: its colours, None for none of its own; `empty` where it says that it has none.
        upright: words run from left to right.
    """

    around_pt: tuple[float, float, float, float]
    fill: tuple[str, ...] | None
    empty: bool
    upright: bool


@dataclass(frozen=True)
class Frame:
    """Words in a shape or a cell.

    Attributes:
        room: where words may stand, the insets taken off.
        wraps: lines break at its edge.
        autofit: "none", "normal" (shrinks on overflow) or "shape" (the shape grows).
        upright: words run from left to right.
        grounds: every colour that is behind the words; () where it can't be told (a picture).
        own_fill: the shape or cell has a fill of its own.
    """

    paragraphs: tuple[Paragraph, ...]
    room: Rect
    wraps: bool
    autofit: Literal["none", "normal", "shape"]
    upright: bool
    grounds: tuple[str, ...]
    own_fill: bool

    @cached_property
    def text(self) -> str:
        """Its paragraphs, a line each."""
        return "\n".join([p.text for p in self.paragraphs])

    @cached_property
    def said(self) -> str:
        """Its text without the blanks around it."""
        return self.text.strip()

    @cached_property
    def runs(self) -> tuple[Run, ...]:
        return tuple([run for p in self.paragraphs for run in p.runs])

    @cached_property
    def spoken(self) -> tuple[Run, ...]:
        """The runs that are more than blanks."""
        return tuple([run for run in self.runs if run.text.strip()])
