"""Our colours changed into those of somebody's own Word file, and the contrast kept.

Shipped styles are drawn in the briefing's colours. In another file they take the colour of its headings, or the first
accent of its theme where that is somebody's choice; black headings in a file without such a theme give a dark grey.
What carries meaning by its colour (agree, partly, differ) keeps it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from lxml import etree

from builder.formats.word.elements import Element, name, value
from builder.formats.word.sheet import Sheet
from builder.ooxml.colour import BLACK, ENOUGH, RGB, WHITE, Palette, contrast, hexed, over, palette

STOCK = ("4F81BD", "5B9BD5", "4472C4", "156082", "0F4761")
"""First accents of the themes that Office itself comes with: nobody chose them."""
DARK: RGB = (0.2, 0.22, 0.24)
_RGB = re.compile(r"[0-9A-Fa-f]{6}")
_FAINT = 0.06  # the farthest that a grey's red, green and blue stand apart


@dataclass(frozen=True)
class Paint:
    """What our colours become.

    Attributes:
        deep: the colour of heads, bars and filled cells; at least 4.5 against white and against its own tints.
        why: where it comes from, in words.
        instead: our colours and theirs, as six hexadecimal digits.
    """

    deep: RGB
    why: str
    instead: Mapping[str, str]

    def over(self, root: Element) -> None:
        """Change the colours of every element below."""
        for each in root.iter():
            keys = ["w:color", "w:fill"] + (["w:val"] if each.tag == name("w:color") else [])
            for key in keys:
                if (new := self.instead.get(value(each, key))) is not None:
                    each.set(name(key), new)


def paint(sheet: Sheet, heading: Element | None, theme: Any) -> Paint:
    """The colours of a file: those of its headings, else of its theme.

    Args:
        sheet: its styles.
        heading: its style for level 1.
        theme: the root of its theme; None where it has none.
    """
    names = palette(theme, {}) if theme is not None else {}
    own = _colour(sheet, heading)
    accent = names.get("accent1")
    if own is not None and not _grey(own):
        deep, why = own, "the colour of its headings"
    elif accent is not None and hexed(accent) not in STOCK and not _grey(accent):
        deep, why = accent, "the first accent of its theme"
    else:
        deep, why = DARK, "its headings are black, and so are ours"
    while min(contrast(deep, WHITE), contrast(deep, over(deep, WHITE, 0.15))) < ENOUGH:
        deep = over(deep, BLACK, 0.92)
    return Paint(deep, why, _instead(deep, names))


def _instead(deep: RGB, names: Palette) -> dict[str, str]:
    def tint(share: float) -> str:
        return hexed(over(deep, WHITE, share))

    link = names.get("hlink")
    ours = {
        "17365D": hexed(deep), "A6192E": hexed(deep), "1F4E7F": hexed(deep),  # heads, bars, filled cells
        "56616E": "595F66", "8A4B08": "5A5F66",  # small print; the other of two sides
        "C5CFDB": tint(0.3), "EEF3F8": tint(0.07), "FBF4F2": tint(0.06),  # rules, and what lies under boxes
        "DCE8F4": tint(0.15), "17446F": hexed(deep), "E9F0F7": tint(0.1), "2C5480": hexed(deep),  # how sure
        "E6EEF5": tint(0.1), "234D75": hexed(deep),
    }  # fmt: skip
    if link is not None and contrast(link, WHITE) >= ENOUGH:
        ours["1F5A99"] = hexed(link)
    return ours


def _colour(sheet: Sheet, style: Element | None) -> RGB | None:
    text = sheet.attribute(style, "w:rPr/w:color", "w:val") if style is not None else ""
    return rgb(text) if _RGB.fullmatch(text) else None


def rgb(text: str) -> RGB:
    """Six hexadecimal digits as a colour."""
    red, green, blue = (int(text[i : i + 2], 16) / 255 for i in (0, 2, 4))
    return red, green, blue


def _grey(colour: RGB) -> bool:
    return max(colour) - min(colour) <= _FAINT


def themed(theme: bytes, deep: RGB, latin: str, east: str) -> bytes:
    """Our theme for a file that has none, for its charts: in its colour and its fonts."""
    root = etree.fromstring(theme, etree.XMLParser(resolve_entities=False, no_network=True))
    space = {"a": "http://schemas.openxmlformats.org/drawingml/2006/main"}
    for accent in root.iterfind(".//a:clrScheme/a:accent1/a:srgbClr", space):
        accent.set("val", hexed(deep))
    for tag, face in (("latin", latin), ("ea", east)):
        for font in root.iterfind(f".//a:fontScheme//a:{tag}", space):
            if face:
                font.set("typeface", face)
    made: bytes = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    return made
