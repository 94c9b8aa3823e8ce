"""The neutral forms of which a document consists. Keep the list short."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

from builder.citation import Span
from builder.model.inlines import Line, Tag


@dataclass(frozen=True)
class Cover:
    """The front: title, subtitle, and small lines (who, when, what for)."""

    title: Line
    subtitle: Line | None = None
    byline: tuple[Line, ...] = ()
    kicker: Line | None = None


@dataclass(frozen=True)
class Heading:
    """Level 1 opens a section, level 2 a topic (a numbered heading in a text, a slide in a deck), level 3 a subtopic.

    `id` is the target of links and of the contents; unique in a document. `numbered` is False for back matter.
    """

    id: str
    line: Line
    level: int = 1
    numbered: bool = True


@dataclass(frozen=True)
class Para:
    """A paragraph. "lead" stands first and larger (the question under a title), "note" is small print; "signed" says
    below the text who issues it and when, "imprint" at the foot of the last page (a tab parts its left from its right).
    """

    line: Line
    role: Literal["body", "lead", "note", "signed", "imprint"] = "body"


@dataclass(frozen=True)
class Bullets:
    """A list; `ordered` numbers it."""

    lines: tuple[Line, ...]
    ordered: bool = False


@dataclass(frozen=True)
class Card:
    """A short statement with a head, its tags, and a small line of evidence under it."""

    head: Line
    body: Line
    tags: tuple[Tag, ...] = ()
    foot: Line | None = None


@dataclass(frozen=True)
class Cards:
    """Three to five statements that belong together: the key judgements. `head` names them."""

    items: tuple[Card, ...]
    head: Line | None = None


@dataclass(frozen=True)
class Callout:
    """A boxed note: a head and a few lines."""

    lines: tuple[Line, ...]
    head: Line | None = None
    bulleted: bool = False


@dataclass(frozen=True)
class Cell:
    """One cell of a table; several lines stand under one another."""

    lines: tuple[Line, ...]


@dataclass(frozen=True)
class Column:
    """A column: its head, its share of the width, and what kind of thing stands in it.

    Roles: "label" (what the row is about), "text", "brief" (a few words, centred), "tag" (one tinted `Tag`),
    "source" (citations, small).
    """

    head: Line
    weight: float = 1.0
    role: Literal["label", "text", "brief", "tag", "source"] = "text"


@dataclass(frozen=True)
class Table:
    """Rows under a header row. Only a table with a caption is numbered and can be mentioned by a `Ref`.

    `number` is given by the plan; `summary` is the alternative text; `note` stands under the table; `wide` asks a
    paged format for a landscape page.
    """

    id: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    summary: str
    caption: Line | None = None
    note: Line | None = None
    number: int = 0
    wide: bool = False


@dataclass(frozen=True)
class Side:
    """One of the two sides of a tension."""

    head: Line
    body: Line


@dataclass(frozen=True)
class Versus:
    """Two sides against each other, and what would decide between them."""

    left: Side
    right: Side
    foot: Line | None = None


@dataclass(frozen=True)
class Quote:
    """A few words of an article, verbatim, and whose they are.

    `gloss` says in the document's language what words in another language come to: a paraphrase, labelled as one.
    """

    line: Line
    by: Line
    gloss: Line | None = None


@dataclass(frozen=True)
class Series:
    """One row of numbers of a chart; None where there is no number. `unit` is theirs where it is not the chart's."""

    name: Line
    values: tuple[float | None, ...]
    unit: str = ""


@dataclass(frozen=True)
class Chart:
    """Sourced numbers, drawn natively and editable.

    `caption` says what is shown (with the unit), `reading` how to read it, `source` where the numbers stand,
    `summary` is the alternative text, `axis` the name of the axis of categories. A scatter chart has two series, drawn
    across and up; its categories name the points.
    """

    id: str
    kind: Literal["bar", "column", "line", "stacked", "scatter"]
    caption: Line
    categories: tuple[Line, ...]
    series: tuple[Series, ...]
    unit: str
    summary: str
    source: Line
    axis: str = ""
    reading: tuple[Line, ...] = ()
    note: Line | None = None
    number: int = 0


@dataclass(frozen=True)
class Moment:
    """An entry of a timeline. `sort` orders (ISO date, may be partial; empty where undated), `when` is shown."""

    when: str
    sort: str
    line: Line
    lane: Literal["article", "event"] = "event"


@dataclass(frozen=True)
class Timeline:
    """Dated entries in two lanes: the articles, and the events that they cite."""

    id: str
    items: tuple[Moment, ...]
    summary: str
    caption: Line | None = None
    number: int = 0


@dataclass(frozen=True)
class Axis:
    """One axis of a two-by-two: its name, and what its ends are called (left and right, or below and above)."""

    name: Line
    low: Line
    high: Line


@dataclass(frozen=True)
class Placed:
    """Something that stands in a two-by-two, and why there.

    `across` and `up` count four steps each way, from 0 (low) to 3 (high); `where` says the same in words.
    """

    head: Line
    body: Line
    across: int
    up: int
    where: str


@dataclass(frozen=True)
class TwoByTwo:
    """Things placed by two judgements, numbered in their order.

    `corners` names the quadrants: upper left, upper right, lower left, lower right; empty where they have no names.
    `summary` is the alternative text, which says what stands where; `note` whose judgement the places are.
    """

    id: str
    across: Axis
    up: Axis
    items: tuple[Placed, ...]
    summary: str
    corners: tuple[Line, ...] = ()
    note: Line | None = None


@dataclass(frozen=True)
class AgendaItem:
    """One part of a meeting: its name, what it asks, how long, and the heading that it leads to."""

    head: Line
    body: Line | None = None
    aside: str = ""
    target: str = ""


@dataclass(frozen=True)
class Agenda:
    """The parts of a meeting or a document, in order."""

    items: tuple[AgendaItem, ...]


@dataclass(frozen=True)
class Stage:
    """One stage of a course of action: its name, an aside (by whom, by when), and its lines."""

    head: Line
    lines: tuple[Line, ...]
    aside: Line | None = None


@dataclass(frozen=True)
class Steps:
    """Stages, one after the other."""

    stages: tuple[Stage, ...]


@dataclass(frozen=True)
class Contents:
    """The table of contents; each format fills it from the headings down to `depth`."""

    head: Line
    depth: int = 1


@dataclass(frozen=True)
class Notes:
    """What a speaker says, in two to four sentences, and the evidence behind the slide: claims, places, quotes.

    Formats without a speaker leave it out.
    """

    lines: tuple[Line, ...]
    evidence: tuple[Line, ...] = ()


@dataclass(frozen=True)
class Entry:
    """One source in the list: its id, number (0 in styles without), label ("[4]") and printed form."""

    source: str
    number: int
    label: str
    line: Line
    spans: tuple[Span, ...]


@dataclass(frozen=True)
class SourceList:
    """The sources that the outline cites. `builder.cite` fills in `entries`."""

    id: str
    entries: tuple[Entry, ...] = ()


Shape: TypeAlias = (
    Cover
    | Heading
    | Para
    | Bullets
    | Cards
    | Callout
    | Table
    | Versus
    | Quote
    | Chart
    | Timeline
    | TwoByTwo
    | Agenda
    | Steps
    | Contents
    | Notes
    | SourceList
)
