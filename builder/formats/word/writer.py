"""The paragraphs of the body: every one has a named style of the look, every line its bookmark."""

from __future__ import annotations

import copy
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from builder import model
from builder.formats.word.elements import Element, name, new, put
from builder.formats.word.lists import Listed, Numbering
from builder.formats.word.measure import Measured
from builder.formats.word.runs import Pen
from builder.formats.word.styles import Page

AIR = "Collate Source"
"""The style whose space below also stands below tables and boxes that end without it."""


@dataclass
class Writer:
    """The document while it is written.

    Attributes:
        end: what stands behind the text in the `w:body`: the section's properties, or text of the look.
        pen: writes runs.
        numbering: the document's lists.
        doc: what is written.
        chart: adds a chart part; gives its relationship id.
        wide: whether this page lies on its side.
        opens: whether a table or figure follows that the paragraph to be written belongs to.
        headings: what the table of contents lists, by the heading's id.
        alike: the measures of all tables with the same columns; `tables` fills it.
    """

    end: Element
    pen: Pen
    numbering: Numbering
    doc: model.Document
    chart: Callable[[model.Chart, float], str]
    headings: Mapping[str, Listed]
    wide: bool = False
    opens: bool = False
    drawings: int = 0
    alike: dict[tuple[object, ...], list[list[Measured]]] = field(default_factory=dict)
    _airless: bool = False
    _end: Element | None = field(default=None)

    @property
    def width(self) -> int:
        """Of the text on this page, in twips."""
        return self.page.text

    @property
    def page(self) -> Page:
        """The page that is written on."""
        return self.pen.styles.wide if self.wide else self.pen.styles.page

    def word(self, key: str, then: str = "") -> str:
        """A fixed word of the template, with what follows it; "" where the template has no such word."""
        found = self.doc.words.get(key, "")
        return f"{found}{then}" if found else ""

    @property
    def colon(self) -> str:
        """What stands between a word such as "Source" and what it introduces."""
        return "：" if self.doc.lang == "zh" else ": "

    def paragraph(
        self,
        style: str,
        *,
        into: Element | None = None,
        keep: bool = False,
        number: tuple[str, int] | None = None,
        dots: int = 0,
    ) -> Element:
        """A new paragraph at the end of the body, or of a cell.

        Args:
            style: its name in the look.
            into: a cell; None for the body.
            keep: on one page with what follows.
            number: list and level, where they are not the style's own.
            dots: a right tab with a dotted leader at so many twips.
        """
        p = new("w:p") if into is None else put(into, "w:p")
        properties = put(p, "w:pPr")
        put(properties, "w:pStyle", val=self.pen.styles[style])
        lacks = self.pen.styles.loose.get(style, frozenset())
        if keep or "keepNext" in lacks:
            put(properties, "w:keepNext")
        if number is None and (own := self.pen.styles.list(style)) and not style.startswith("Heading"):
            number = (own, 0)  # LibreOffice doesn't number by a style that inherits its list
        if number is not None:
            numbered = put(properties, "w:numPr")
            put(numbered, "w:ilvl", val=number[1])
            put(numbered, "w:numId", val=number[0])
        if dots:
            put(put(properties, "w:tabs"), "w:tab", val="right", leader="dot", pos=dots)
        if into is None:
            air = self.pen.styles.twips(AIR, "after")
            if self._airless and self.pen.styles.twips(style, "before") < air:
                put(properties, "w:spacing", before=air)
            self._airless = False
            if "outlineLvl" in lacks:
                put(properties, "w:outlineLvl", val=int(style[-1]) - 1 if style[-1].isdigit() else 0)
            self.add(p)
        return p

    def lines(self, style: str, *lines: model.Line | None, keep: bool = False, where: str = "body") -> None:
        """A paragraph for each line that is there."""
        for line in lines:
            if line is not None:
                self.pen.line(self.paragraph(style, keep=keep), line, where)

    def add(self, element: Element) -> None:
        """Append to the text."""
        if self._end is None:
            self._end = self.end
        self._end.addprevious(element)

    def add_table(self, table: Element) -> None:
        """Append a table; two tables in a row would grow together in Word."""
        if self._airless and self._last_is_table():
            self.paragraph("Collate Gap")
        self.add(table)
        self._airless = True

    def keep_last(self) -> None:
        """Keep the last paragraph on one page with what follows: nobody signs an empty page."""
        last = None if self._end is None else self._end.getprevious()
        properties = None if last is None else last.find(name("w:pPr"))
        if properties is not None and properties.find(name("w:keepNext")) is None:
            properties.insert(1, new("w:keepNext"))  # behind its style

    def frame_last(self, style: str) -> None:
        """Put the last paragraph into the text frame of its style, where that has one: LibreOffice doesn't do so by
        itself. A frame hangs on the paragraph that follows.
        """
        frame = self.pen.styles.element(style).find(f"{name('w:pPr')}/{name('w:framePr')}")
        if frame is not None and self._end is not None:
            last = self._end.getprevious()
            assert last is not None
            last[0].insert(1, copy.deepcopy(frame))
            self.paragraph("Collate Gap")

    def box_ends(self) -> None:
        """Ask for air above whatever follows a box."""
        self._airless = True

    def close_on_paragraph(self) -> Element:
        """The last paragraph; a new small one where the body ends with a table (Word wants one after it)."""
        if self._end is None or self._last_is_table() or self._end.getprevious() is None:
            return self.paragraph("Collate Gap")
        last = self._end.getprevious()
        assert last is not None
        return last

    def _last_is_table(self) -> bool:
        last = None if self._end is None else self._end.getprevious()
        return last is not None and last.tag == name("w:tbl")
