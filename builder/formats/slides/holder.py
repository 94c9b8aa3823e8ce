"""What a deck's look gives: places for words, sample parts, and what it does not have."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from builder.formats.slides.scene import Style
from builder.ooxml.rect import Rect

_GEOMETRY = re.compile("<a:(prst|cust)Geom.*?</a:(prst|cust)Geom>", re.DOTALL)
RECTANGLE = '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom>'


@dataclass(frozen=True)
class Holder:
    """A placeholder of a layout, or a text box instead of one: where it stands, and how its words are set.

    Attributes:
        kind: its kind in the schema ("body"); empty for a text box.
        rect: where its words stand, without its insets.
        list_style: its own `a:lstStyle`, for placeholders that are copied onto the slide as they are.
        index: its number in the file's layout.
        given: the style that the file gives by itself, so that it need not be said; None for that of `style`.
        moved: it stands elsewhere on our slides than in the layout.
        fill: what the file fills it with, as DrawingML.
    """

    kind: str
    rect: Rect
    style: Style
    anchor: str
    inset_pt: tuple[float, float, float, float]
    list_style: str = ""
    index: int = 0
    given: Style | None = None
    moved: bool = False
    fill: str = ""

    @property
    def outer(self) -> Rect:
        """With its insets."""
        return self.around(self.rect)

    def around(self, rect: Rect) -> Rect:
        """The shape whose words stand in `rect`."""
        left, top, right, low = self.inset_pt
        return Rect(rect.x_pt - left, rect.y_pt - top, rect.w_pt + left + right, rect.h_pt + top + low)


@dataclass(frozen=True)
class Part:
    """A sample shape: what code may take from it.

    Attributes:
        shape: DrawingML of geometry, fill and outline.
        fill, line: the fill alone, and the `a:ln` alone (empty where there is none).
        styles: by role of words.
        font: the typeface of its first words, where it names one.
    """

    rect: Rect
    shape: str
    fill: str
    line: str
    anchor: str
    inset_pt: tuple[float, float, float, float]
    styles: Mapping[str, Style]
    font: str

    @property
    def square(self) -> str:
        """Its fill and outline on a rectangle."""
        return _GEOMETRY.sub(RECTANGLE, self.shape)


@dataclass(frozen=True)
class Lack:
    """What a file does not have, and what is done about it; `fatal` where nothing can be."""

    what: str
    then: str
    fatal: bool = False
