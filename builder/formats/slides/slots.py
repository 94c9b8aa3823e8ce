"""`look.yaml`: which layouts and placeholders of your own PowerPoint file stand for which of ours.

    cover: {layout: Title Slide, subtitle: 1}
    text: {layout: Title and Content, body: 1, footer: 11, slide-number: 12}
    canvas: {layout: Title Only}
    keep: [7]

A layout is named as PowerPoint shows it; the second of two with the same name has " (2)" behind it. A placeholder is
named by its number (`idx`), which `collate template inspect FILE` prints; the title, the footer and the slide number
are found by their kinds. What is left out has a fallback: `collate template check DIR` says which.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal

from builder.formats.slides.needed import needed_layouts
from builder.load import Str
from builder.problem import Place


@dataclass(frozen=True)
class Slot:
    """One layout of the file, and the numbers of its placeholders by what they hold.

    Attributes:
        layout: its name in the file.
        at: where the placeholders stand: as the layout has them, or as its master has those of their kind.
    """

    place: Place
    layout: Str
    at: Literal["layout", "master"] = "layout"
    title: int | None = None
    subtitle: int | None = None
    kicker: int | None = None
    byline: int | None = None
    text: int | None = None
    number: int | None = None
    tracker: int | None = None
    lead: int | None = None
    body: int | None = None
    table: int | None = None
    chart: int | None = None
    reading: int | None = None
    entries: int | None = None
    source: int | None = None
    footer: int | None = None
    slide_number: int | None = field(default=None, metadata={"name": "slide-number"})

    def number_of(self, what: str) -> int | None:
        """The placeholder for what a look needs there ("slide number", "body", …)."""
        number: int | None = getattr(self, what.replace(" ", "_"))
        return number

    def named(self) -> Iterator[str]:
        """What it names a placeholder for."""
        every = dict.fromkeys(what for holders in needed_layouts().values() for what in holders.values())
        yield from (what for what in every if self.number_of(what) is not None)


@dataclass(frozen=True)
class Slots:
    """Which layout stands for what, and which sample slides (by number) stay, at the end: a legal notice, say."""

    cover: Slot | None = None
    section: Slot | None = None
    text: Slot | None = None
    table: Slot | None = None
    chart: Slot | None = None
    canvas: Slot | None = None
    sources: Slot | None = None
    keep: tuple[int, ...] = ()

    def slot(self, role: str) -> Slot | None:
        """The slot for "cover", "section", …"""
        found: Slot | None = getattr(self, role)
        return found


ROLES = tuple(name.removeprefix("Collate ").lower() for name in needed_layouts())
