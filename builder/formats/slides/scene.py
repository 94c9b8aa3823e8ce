"""What stands on a slide, measured and placed, before it is XML: frames, tables, charts and groups, in points."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TypeAlias, assert_never

from builder import model
from builder.ooxml.rect import Rect


@dataclass(frozen=True)
class Style:
    """How a paragraph is set, as the look shows it.

    Attributes:
        size_pt: of its characters.
        ink: the fill of its characters, as DrawingML; empty where the placeholder gives it.
        attributes, children: of its `a:pPr` as the look has them, without spacing above.
        left_pt: the left indent: what it takes from the width of the lines.
        before_pt: space above, in points.
        spacing: line spacing, 1.0 being single.
        caps: small letters are shown as capitals.
        font: the Latin family by which it is measured; empty for that of the look's text.
    """

    size_pt: float
    bold: bool = False
    italic: bool = False
    ink: str = ""
    attributes: str = ""
    children: tuple[str, str] = ("", "")
    left_pt: float = 0.0
    before_pt: float = 0.0
    spacing: float = 1.0
    caps: bool = False
    font: str = ""


@dataclass(frozen=True)
class Run:
    """Characters of one form. `ink` is DrawingML, or empty for the paragraph's own."""

    text: str
    lang: str
    bold: bool = False
    italic: bool = False
    raised: bool = False
    symbol: bool = False
    ink: str = ""
    url: str = ""


@dataclass(frozen=True)
class Words:
    """One paragraph: one line of the document, or a part of one, in one style and size.

    Attributes:
        line: the id under which it is found again.
        label: stands before a tab, in the hanging indent ("[4]").
        align: overrides the style's ("l", "ctr", "r").
    """

    line: str
    runs: tuple[Run, ...]
    style: Style
    size_pt: float
    label: str = ""
    align: str = ""

    @property
    def text(self) -> str:
        """What a reader of the finished file finds in this paragraph."""
        return (f"{self.label}\t" if self.label else "") + "".join(r.text for r in self.runs)


@dataclass(frozen=True)
class Frame:
    """A shape with or without words: a placeholder, a text box, or a part of the look.

    Attributes:
        name: of the shape; empty for the id of its first line.
        part: the look's part that gives its fill, outline and geometry.
        square: a rectangle, whatever that geometry is.
        holder: the index of the layout's placeholder that it fills; then `rect` is None to stay where that stands.
        anchor: where the words stand: "t", "ctr" or "b".
        inset_pt: left, top, right, bottom.
        target: the id of the heading or source to whose slide a click leads.
    """

    rect: Rect | None
    words: tuple[Words, ...] = ()
    name: str = ""
    part: str = ""
    holder: int | None = None
    anchor: str = "t"
    inset_pt: tuple[float, float, float, float] = (0.0, 0.0, 0.0, 0.0)
    target: str = ""
    square: bool = False


@dataclass(frozen=True)
class Stroke:
    """A straight line, an ornament, as the part of the look that is named."""

    rect: Rect
    part: str
    name: str


@dataclass(frozen=True)
class GridCell:
    """A cell: its words, and the part of the look that gives its fill and insets.

    `narrower_pt` is left free at its left and right besides.
    """

    words: tuple[Words, ...]
    part: str
    fill: str = ""
    narrower_pt: tuple[float, float] = (0.0, 0.0)


@dataclass(frozen=True)
class Grid:
    """A native table with one header row; `holder` as in `Frame`."""

    rect: Rect
    name: str
    summary: str
    widths_pt: tuple[float, ...]
    heights_pt: tuple[float, ...]
    rows: tuple[tuple[GridCell, ...], ...]
    holder: int | None = None


@dataclass(frozen=True)
class Figure:
    """A native chart; `holder` as in `Frame`."""

    rect: Rect
    chart: model.Chart
    text_pt: float
    holder: int | None = None


@dataclass(frozen=True)
class Group:
    """Items that belong and are moved together; `summary` is the alternative text."""

    name: str
    summary: str
    items: tuple[Item, ...]

    @property
    def rect(self) -> Rect:
        """The smallest rectangle around all items."""
        all_ = [i.rect for i in self.items if i.rect is not None]
        x, y = min(r.x_pt for r in all_), min(r.y_pt for r in all_)
        return Rect(x, y, max(r.right_pt for r in all_) - x, max(r.bottom_pt for r in all_) - y)


Item: TypeAlias = Frame | Stroke | Grid | Figure | Group


@dataclass(frozen=True)
class Slide:
    """One slide, ready to be drawn.

    Attributes:
        key: unique and stable: the heading's id, with `~2` … for its second part.
        layout: name in the look.
        title: its words, for messages and sections.
        items: in reading order.
        notes: what the notes page holds.
        opens: ids of headings and sources to which links may lead here.
        section: the id of the level-1 heading that it belongs to; empty before the first.
        footer: whether footer and slide number are shown.
    """

    key: str
    layout: str
    title: str
    items: tuple[Item, ...]
    notes: tuple[Words, ...] = ()
    opens: tuple[str, ...] = ()
    section: str = ""
    footer: bool = True


def over_words(item: Item, f: Callable[[Words], Words]) -> Item:
    """The same item with every paragraph passed through `f`, in reading order."""
    match item:
        case Frame(words=words):
            return replace(item, words=tuple(map(f, words)))
        case Grid(rows=rows):
            made = tuple(tuple(replace(c, words=tuple(map(f, c.words))) for c in row) for row in rows)
            return replace(item, rows=made)
        case Group(items=items):
            return replace(item, items=tuple(over_words(i, f) for i in items))
        case Stroke() | Figure():
            return item
        case _:
            assert_never(item)


def words_in(items: tuple[Item, ...]) -> tuple[Words, ...]:
    """Every paragraph, in reading order."""
    found: list[Words] = []

    def note(words: Words) -> Words:
        found.append(words)
        return words

    for item in items:
        over_words(item, note)
    return tuple(found)
