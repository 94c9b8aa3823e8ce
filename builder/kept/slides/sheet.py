"""The shapes of one slide in its three states, which is which, and what people have done to them."""

from __future__ import annotations

from dataclasses import dataclass, field

from builder.kept.slides import charts
from builder.kept.slides.body import same_words, wording
from builder.kept.slides.bring import Bringer
from builder.kept.slides.form import coloured_by_hand, place_by_hand
from builder.kept.slides.page import Page
from builder.kept.slides.pairing import shapes
from builder.kept.slides.reading import RUNNING, Shape, Slide


@dataclass
class Sheet:
    """The shapes of one slide in its three states, and which is which.

    Attributes:
        there, now: for shapes of the last build, those of the file and of today's build.
    """

    page: Page
    bringer: Bringer
    slides: tuple[Slide, Slide, Slide]
    there: dict[Shape, Shape] = field(default_factory=dict)
    now: dict[Shape, Shape] = field(default_factory=dict)

    def __post_init__(self) -> None:
        last, there, now = (s.shapes for s in self.slides)
        self.there = {last[a]: there[b] for a, b in shapes(last, there).items()}
        self.now = {last[a]: now[b] for a, b in shapes(last, now, renamed=True).items()}

    def id(self, shape: Shape) -> str:
        """What a shape is called in messages: the outline's id where it has one."""
        return shape.name or self.slides[0].key


def touched(sheet: Sheet) -> bool:
    """Whether people have done anything to a slide: words, places, colours, notes, shapes added or taken out."""
    last, there, _ = sheet.slides
    known = set(sheet.there.values())
    if any(s not in known and s.holder not in RUNNING for s in there.shapes):
        return True
    return any(
        changed(sheet, shape, sheet.there[shape]) if shape in sheet.there else shape.holder not in RUNNING
        for shape in last.shapes
    )


def changed(sheet: Sheet, last: Shape, there: Shape) -> bool:
    """Whether people have done anything to a shape."""
    page = sheet.page
    if as_made(page, last, there):
        return False
    if last.kind == "chart":
        return not charts.untouched(page, last, there)
    words = last.kind != "group" and not same_words(page, last.element, there.element)
    return words or any(place_by_hand(page, last, there)) or coloured_by_hand(page, last, there)


def as_made(page: Page, last: Shape, there: Shape) -> bool:
    """Whether a shape is in every way as it was made."""
    return last.name == there.name and page.last(last.element) == page.there(there.element)


def inside(shape: Shape, group: Shape) -> bool:
    return shape.parent is not None and (shape.parent is group or inside(shape.parent, group))


def said_of(page: Page, now: Shape) -> str:
    """What today's build says in a shape."""
    return charts.said(page, 2, now) if now.kind == "chart" else wording(page, now.element)
