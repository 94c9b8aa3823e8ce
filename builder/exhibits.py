"""What an outline shows besides questions and positions: events, charts, quotes, two-by-two grids."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from builder.load import Str
from builder.problem import Place
from builder.typed import Said


@dataclass(frozen=True)
class Event:
    """A dated event that an article cites.

    Attributes:
        date: as precise as the text says (2022, 2022-10, 2022-10-07); XXXX-04-17 where no year is printed.
        what: the event in a few words.
        claims: the claims that mention it.
    """

    date: Str
    what: Said
    claims: tuple[Str, ...]
    place: Place


@dataclass(frozen=True)
class Row:
    """One row of numbers of a chart.

    Attributes:
        name: the row's name.
        values: one number for each category; `none` where there is none.
        unit: of these numbers, where it is not the chart's (in a scatter chart).
    """

    name: Said
    values: tuple[Str, ...]
    place: Place
    unit: Said | None = None


@dataclass(frozen=True)
class Figures:
    """A chart of sourced numbers.

    Attributes:
        id: a short name.
        finding: what the chart shows, as a full sentence.
        caption: what is drawn, with the unit.
        kind: bar (lying), column (standing), line, stacked; scatter, where the first of two rows is drawn across and
            the second up, and the categories name the points.
        unit: the unit of the numbers.
        axis: the name of the axis of categories, where they do not speak for themselves.
        categories: what each number is for.
        series: the rows of numbers.
        claims: the claims in which the numbers stand; every number has to be a figure of one of them.
        reading: how to read it, in one to four sentences.
        note: small print under the chart.
        priority: as a question's.
    """

    id: Str
    finding: Said
    caption: Said
    kind: Literal["bar", "column", "line", "stacked", "scatter"]
    unit: Said
    categories: tuple[Said, ...]
    series: tuple[Row, ...]
    claims: tuple[Str, ...]
    reading: tuple[Said, ...]
    place: Place
    axis: Said | None = None
    note: Said | None = None
    priority: Literal["high", "normal", "low"] = "normal"


@dataclass(frozen=True)
class Quoted:
    """Words of the articles that are worth hearing, side by side.

    Attributes:
        id: a short name.
        title: what these quotes show, as a full sentence.
        claims: the claims whose quotes are shown, in this order.
        listen_for: what to listen for; the editors' words.
    """

    id: Str
    title: Said
    claims: tuple[Str, ...]
    place: Place
    listen_for: Said | None = field(default=None, metadata={"name": "listen-for"})


@dataclass(frozen=True)
class Axis:
    """One axis of a grid: its name, and what its two ends are called."""

    name: Said
    low: Said
    high: Said


@dataclass(frozen=True)
class Placed:
    """Something placed in a grid by the editors' judgement, in words, never by invented numbers.

    Attributes:
        head: what is placed, in a few words.
        claims: the claims that it is made of.
        across, up: where the editors place it.
        because: why there, in one sentence.
    """

    head: Said
    claims: tuple[Str, ...]
    across: Literal["low", "rather-low", "rather-high", "high"]
    up: Literal["low", "rather-low", "rather-high", "high"]
    because: Said
    place: Place


@dataclass(frozen=True)
class Corners:
    """What the four corners of a grid are called."""

    top_left: Said = field(metadata={"name": "top-left"})
    top_right: Said = field(metadata={"name": "top-right"})
    bottom_left: Said = field(metadata={"name": "bottom-left"})
    bottom_right: Said = field(metadata={"name": "bottom-right"})


@dataclass(frozen=True)
class Grid:
    """Two by two: things placed by two judgements of the editors.

    Attributes:
        id: a short name.
        title: what the grid shows, as a full sentence.
        across, up: the two axes.
        items: what is placed, at most eight.
        corners: names of the four corners.
        priority: as a question's.
    """

    id: Str
    title: Said
    across: Axis
    up: Axis
    items: tuple[Placed, ...]
    place: Place
    corners: Corners | None = None
    priority: Literal["high", "normal", "low"] = "normal"
