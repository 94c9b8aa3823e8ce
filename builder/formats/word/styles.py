"""The look as the writer needs it: styles by name, tints, spacing, page."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from builder.formats.word.elements import Element, name, value
from builder.formats.word.headings import HeadingNumbers
from builder.formats.word.sheet import Sheet

PARAGRAPHS = (
    "Collate Body", "Collate Lead", "Collate Note", "Collate Kicker", "Title", "Subtitle", "Collate Byline",
    "Heading 1", "Heading 2", "Heading 3", "List Bullet", "List Number", "Collate Box Head", "Collate Box Text",
    "Collate Box Foot", "Collate Callout Head", "Collate Callout Text", "Collate Callout Item", "Caption",
    "Collate Source", "Collate Figure", "Collate Gap", "Collate Cell", "Collate Cell Head", "Collate Cell Head Brief",
    "Collate Cell Label", "Collate Cell Brief", "Collate Cell Source", "Collate Cell Item", "Collate Versus Left",
    "Collate Versus Right", "Collate Versus Foot", "Collate Stage", "Collate Stage Aside", "Quote", "Collate Quote By",
    "TOC Heading", "TOC 1", "TOC 2", "TOC 3", "Collate Source Entry", "Collate Agenda", "Collate Agenda Body",
    "Header", "Footer",
)  # fmt: skip
CHARACTERS = (
    "Strong", "Emphasis", "Collate Strong Emphasis", "Collate Small Caps", "Collate Cite", "Collate Pinpoint",
    "Collate Pointer", "Collate Symbol", "Hyperlink",
)  # fmt: skip
NOTE, NOTE_NUMBER = "Footnote Text", "Footnote Reference"
"""The styles that documents with footnotes need besides."""
TABLES = ("Collate Table", "Collate Versus Table", "Collate Steps Table")
VALUES = (
    "agree", "partly", "differ", "single", "high", "moderate", "low", "silent", "asserts", "forecasts", "reports",
)  # fmt: skip
HAN_EMPHASIS = "Collate Emphasis Han"
STAND_INS = {
    HAN_EMPHASIS: "Emphasis",
    "Collate Annex": "Heading 1",
    "Collate Signed": "Collate Byline",
    "Collate Imprint": "Collate Note",
}
"""Styles that a look may have, and what stands in for them: Han has no italics; few papers have annexes or are signed.
"""


@dataclass(frozen=True)
class Page:
    """A page of the look, and how much of it is for text; lengths in twips (twentieths of a point)."""

    section: Element
    text: int
    tall: int


@dataclass(frozen=True)
class Room:
    """What surrounds a text in a table of one style, in points."""

    across: float
    down: float


@dataclass(frozen=True)
class Styles:
    """Style ids by name. A style "X zh" stands in for "X" in Chinese documents, where the look has one.

    `foreign`: how the headings of a file that was not made for us are numbered; None for a look of ours. `loose`: its
    styles that lack what ours have ("keepNext", "outlineLvl"), which their paragraphs then say themselves.
    """

    ids: Mapping[str, str]
    tints: Mapping[str, Element]
    page: Page
    wide: Page
    _by_id: Mapping[str, Element]
    foreign: HeadingNumbers | None = None
    loose: Mapping[str, frozenset[str]] = field(default_factory=dict)
    _sizes: dict[tuple[str, str, str], str] = field(default_factory=dict, repr=False, compare=False)

    def __getitem__(self, style: str) -> str:
        return self.ids[style]

    def tag(self, value: str) -> tuple[str, str]:
        """The names of the paragraph style and of the character style of a tag."""
        style = f"Collate Tag {value.capitalize()}"
        return style, f"{style} Char"

    def element(self, style: str) -> Element:
        """The style itself."""
        return self._by_id[self.ids[style]]

    def list(self, style: str) -> str:
        """The list (`w:numId`) that numbers a style's paragraphs, "" where none does."""
        found = self._inherited(style, "w:pPr/w:numPr/w:numId", "w:val")
        return "" if found == "0" else found  # 0 takes a style out of the list of its base (17.9.18)

    def tabs(self, style: str) -> tuple[str, ...]:
        """Where the tab stops of a style stand, in twips."""
        steps = "/".join(name(step) for step in ("w:pPr", "w:tabs", "w:tab"))
        chain = Sheet(self._root, self._by_id, {}).chain(self.element(style))
        return tuple(dict.fromkeys(value(tab, "w:pos") for each in chain for tab in each.findall(steps)))

    def points(self, style: str) -> float:
        """The size of a style's text."""
        return int(self._size(style, "w:rPr/w:sz", "w:val") or 20) / 2

    def pitch(self, style: str) -> float:
        """The distance of a style's lines, in points."""
        line = int(self._size(style, "w:pPr/w:spacing", "w:line") or 0)
        if line and (self._size(style, "w:pPr/w:spacing", "w:lineRule") or "auto") == "auto":
            return line / 240 * 1.2 * self.points(style)  # a share of the font's own pitch (17.3.1.33)
        return line / 20 or 1.2 * self.points(style)

    def room(self, table: str) -> Room:
        """What a table's style leaves free in its cells."""
        margins = self.element(table).find(f"{name('w:tblPr')}/{name('w:tblCellMar')}")
        sides = {} if margins is None else {m.tag.rpartition("}")[2]: int(value(m, "w:w") or 0) / 20 for m in margins}
        across = sides.get("left", sides.get("start", 5.4)) + sides.get("right", sides.get("end", 5.4))
        return Room(across, sides.get("top", 0) + sides.get("bottom", 0))

    def twips(self, style: str, side: str) -> int:
        """The space "before" or "after" a style's paragraphs."""
        return int(self._size(style, "w:pPr/w:spacing", f"w:{side}") or 0)

    def _size(self, style: str, path: str, key: str) -> str:
        """As `_inherited`; sizes and spaces stay as they are while a document is written, and are asked for often."""
        wanted = (style, path, key)
        if wanted not in self._sizes:
            self._sizes[wanted] = self._inherited(style, path, key)
        return self._sizes[wanted]

    def _inherited(self, style: str, path: str, key: str) -> str:
        return Sheet(self._root, self._by_id, {}).attribute(self.element(style), path, key)

    @property
    def _root(self) -> Element:
        parent = next(iter(self._by_id.values())).getparent()
        assert parent is not None
        return parent
