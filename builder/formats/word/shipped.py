"""The briefing's look as a store of styles, lists and theme for files that lack them."""

from __future__ import annotations

import zipfile
from dataclasses import dataclass
from functools import cache

from lxml import etree

from builder.formats.word.elements import Element, name, value
from builder.formats.word.sheet import Sheet
from builder.shipped import TEMPLATES

LOOK = TEMPLATES / "briefing" / "look.docx"


@dataclass(frozen=True)
class Shipped:
    """What is taken from the shipped look; copies only."""

    sheet: Sheet
    numbering: Element
    theme: bytes

    def body_pt(self, lang: str) -> float:
        """The size of its body, to which all of its other sizes are related."""
        own = self.sheet.named("paragraph", f"Collate Body {lang}")
        return self.sheet.points(self.sheet.named("paragraph", "Collate Body") if own is None else own)

    def abstract(self, number: str) -> Element:
        """The list (`w:abstractNum`) behind a `w:numId`."""
        num = next(n for n in self.numbering.iterchildren(name("w:num")) if value(n, "w:numId") == number)
        wanted = value(num.find(name("w:abstractNumId")))
        return next(a for a in self.lists() if value(a, "w:abstractNumId") == wanted)

    def lists(self) -> list[Element]:
        """All of its lists."""
        return list(self.numbering.iterchildren(name("w:abstractNum")))


@cache
def shipped() -> Shipped:
    """Read it, once."""
    with zipfile.ZipFile(LOOK) as package:
        styles = etree.fromstring(package.read("word/styles.xml"))
        numbering = etree.fromstring(package.read("word/numbering.xml"))
        return Shipped(Sheet.of(styles), numbering, package.read("word/theme/theme1.xml"))
