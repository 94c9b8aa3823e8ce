"""Of what a finished deck consists, as somebody who looks at it sees it: slides, shapes, paragraphs, runs.

Everything is effective: a size, a colour or a place that stands on no slide but in its layout, its master or the theme
is told here as if it stood on the slide. Lengths are points, colours RRGGBB.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from builder.finished.deck_words import Frame
from builder.ooxml.rect import Rect

Kind = Literal["text", "table", "chart", "picture", "line", "group", "other"]


@dataclass(frozen=True)
class Cell:
    """A cell of a table. Rows and columns count from 1; one that is merged into another has no words."""

    row: int
    column: int
    frame: Frame
    merged: bool = False


@dataclass(frozen=True)
class Table:
    """A native table; `heights_pt` are those of the file: rows grow where their words need more."""

    widths_pt: tuple[float, ...]
    heights_pt: tuple[float, ...]
    rows: tuple[tuple[Cell, ...], ...]
    header: bool

    @cached_property
    def cells(self) -> tuple[Cell, ...]:
        """Those that have words of their own."""
        return tuple([cell for row in self.rows for cell in row if not cell.merged])


@dataclass(frozen=True)
class Axis:
    """An axis of a chart: "cat", "val", "date" or "ser"; the words of its title, "" where it has none."""

    kind: str
    title: str
    shown: bool


@dataclass(frozen=True)
class Chart:
    """A native chart.

    Attributes:
        kinds: of its plots ("barChart").
        series: their names.
        labels: titles, categories, series and data labels: every word in it.
        sizes_pt: of everything that is written in it.
        axis_ids: as the file has them.
        values_shown: data labels show the values.
        workbook: the part with its numbers; "" where there is none.
    """

    part: str
    kinds: tuple[str, ...]
    axes: tuple[Axis, ...]
    series: tuple[str, ...]
    labels: tuple[str, ...]
    sizes_pt: tuple[float, ...]
    axis_ids: tuple[int, ...]
    values_shown: bool
    workbook: str


@dataclass(frozen=True)
class Link:
    """A link: the shape or words that carry it, and where it leads: an address, or a slide (0 where it is gone)."""

    name: str
    address: str = ""
    slide: int = 0


@dataclass(frozen=True)
class Shape:
    """Something on a slide.

    Attributes:
        name: in the selection pane.
        within: the names of the groups around it, outermost first.
        holder: the kind of placeholder that it fills ("title", "body", "ftr"), "" for none.
        index: of that placeholder.
        alt: its alternative text; `decorative` says that it needs none.
        dpi: dots an inch of a picture as it is placed; 0.0 where that can't be told.
        at_home: it is a placeholder and stands where its layout, or the master, has it.
    """

    name: str
    kind: Kind
    place: Rect
    within: tuple[str, ...] = ()
    holder: str = ""
    index: int = 0
    alt: str = ""
    decorative: bool = False
    frame: Frame | None = None
    table: Table | None = None
    chart: Chart | None = None
    dpi: float = 0.0
    at_home: bool = False

    @cached_property
    def frames(self) -> tuple[tuple[str, Frame], ...]:
        """Everything in it that holds words, each with its name: the shape's, or that and the cell."""
        found = [] if self.frame is None else [(f"shape '{self.name}'", self.frame)]
        for cell in self.table.cells if self.table is not None else ():
            found.append((f"table '{self.name}', row {cell.row}, column {cell.column}", cell.frame))
        return tuple(found)


@dataclass(frozen=True)
class Slide:
    """A slide; `number` counts from 1 in the order in which they are shown.

    Attributes:
        layout, layout_kind: the layout's name, and its type in the file ("title", "secHead", "obj").
        shapes: from the lowest to the topmost; those of a group follow it.
        notes: what its notes page says, "" where it has none.
        section: the name of the section that it stands in.
    """

    number: int
    part: str
    layout: str
    layout_kind: str
    shapes: tuple[Shape, ...]
    notes: str
    links: tuple[Link, ...]
    section: str = ""
    hidden: bool = False

    @cached_property
    def title(self) -> Shape | None:
        """The shape with its title."""
        return next((s for s in self.shapes if s.holder in ("title", "ctrTitle")), None)

    @cached_property
    def frames(self) -> tuple[tuple[Shape, str, Frame], ...]:
        """Everything that holds words, with its shape and its name."""
        return tuple([(shape, name, frame) for shape in self.shapes for name, frame in shape.frames])


@dataclass(frozen=True)
class Deck:
    """A finished deck.

    Attributes:
        title, lang: of its properties.
        fonts: the typefaces of its themes.
        colours: the themes' colours, by name, for messages.
    """

    width_pt: float
    height_pt: float
    slides: tuple[Slide, ...]
    title: str
    lang: str
    fonts: frozenset[str]
    colours: Mapping[str, str]
