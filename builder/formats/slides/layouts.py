"""The layouts of a pptx, each with its placeholders: where they stand, and how their words are set in effect.

Sizes, colours, places and insets come along the chain that PowerPoint follows: the layout's placeholder, the master's
placeholder of the same kind, the master's text styles (ECMA-376 Part 1, 19.7.10 and 21.1.2.4).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from lxml import etree
from pptx.opc.constants import RELATIONSHIP_TYPE as RT

from builder.formats.slides.scene import Style
from builder.formats.slides.styles import A, as_text, read_style
from builder.ooxml.colour import Palette, palette
from builder.ooxml.rect import EMU_PER_PT, Rect

P = "{http://schemas.openxmlformats.org/presentationml/2006/main}"
NOWHERE = Rect(0, 0, 0, 0)
_TITLES = ("title", "ctrTitle")
_SMALL = ("ftr", "sldNum", "dt", "hdr")
_INSETS = (("lIns", 91440), ("tIns", 45720), ("rIns", 91440), ("bIns", 45720))  # ECMA-376 Part 1, 21.1.2.1.1
_Element = Any


@dataclass(frozen=True)
class Blank:
    """A placeholder of a layout.

    Attributes:
        kind: its type in the schema ("title", "body", "obj", …).
        index: its number in the layout; titles have 0.
        rect: the whole placeholder.
        at_master: where the master has the placeholder of this kind.
        style: how its words look: what it gives, or where file and master give no size what their sample words show.
        given: what a slide's words in it are set in by themselves.
        upright: its words don't run from top to bottom.
        list_style: its own `a:lstStyle`.
        fill: its own, or its master's, as DrawingML.
    """

    kind: str
    index: int
    name: str
    rect: Rect
    at_master: Rect | None
    style: Style
    given: Style
    anchor: str
    inset_pt: tuple[float, float, float, float]
    upright: bool
    list_style: str
    fill: str = ""

    @property
    def titles(self) -> bool:
        return self.kind in _TITLES

    @property
    def small(self) -> bool:
        """A footer, number or date."""
        return self.kind in _SMALL

    def inside(self, rect: Rect) -> Rect:
        """Where words stand in it, were it to stand there."""
        left, top, right, low = self.inset_pt
        return Rect(rect.x_pt + left, rect.y_pt + top, rect.w_pt - left - right, rect.h_pt - top - low)


@dataclass(frozen=True)
class Layout:
    """A slide layout of a file.

    Attributes:
        name: as PowerPoint shows it; a second one of that name has " (2)" behind it.
        kind: its type in the schema ("title", "obj", "secHead", …), "" where it has none.
        part: its part name in the package.
        master: its master's part name.
        sizeless: neither it nor its master gives sizes to words, as in files that LibreOffice wrote.
        colours: the theme's under the names that its master uses.
    """

    name: str
    kind: str
    part: str
    master: str
    blanks: tuple[Blank, ...]
    sizeless: bool
    colours: Palette
    element: _Element
    master_element: _Element
    latin: tuple[str, str]
    han: str

    @property
    def title(self) -> Blank | None:
        return next((b for b in self.blanks if b.titles), None)

    def blank(self, index: int) -> Blank | None:
        """The placeholder of that number that is no title."""
        return next((b for b in self.blanks if b.index == index and not b.titles), None)


def read_layouts(deck: Any) -> tuple[Layout, ...]:
    """Every layout of every master, in PowerPoint's order."""
    seen: Counter[str] = Counter()
    found: list[Layout] = []
    for master in deck.slide_masters:
        theme = etree.fromstring(master.part.part_related_by(RT.THEME).blob)
        named = master._element.find(P + "clrMap")
        fonts = _fonts(theme)
        for one in master.slide_layouts:
            element = one._element
            own = element.find(f"{P}clrMapOvr/{A}overrideClrMapping")
            mapping: Mapping[str, str] = own.attrib if own is not None else named.attrib if named is not None else {}
            blanks = tuple(_blanks(element, master._element, fonts))
            seen[one.name] += 1
            name = one.name if seen[one.name] == 1 else f"{one.name} ({seen[one.name]})"
            found.append(
                Layout(
                    name, element.get("type", ""), str(one.part.partname), str(master.part.partname), blanks,
                    master._element.find(P + "txStyles") is None, palette(theme, mapping),
                    element, master._element, fonts[:2], fonts[2],
                )
            )  # fmt: skip
    return tuple(found)


def _fonts(theme: _Element) -> tuple[str, str, str]:
    """The theme's fonts for headings, for text, and for Chinese text."""
    major, minor = theme.find(f".//{A}majorFont"), theme.find(f".//{A}minorFont")
    latin = [("" if f is None else _face(f.find(A + "latin"))) or "Calibri" for f in (major, minor)]
    han = "" if minor is None else _face(minor.find(A + "ea"))
    if not han and minor is not None:
        han = next((f.get("typeface", "") for f in minor.findall(A + "font") if f.get("script") == "Hans"), "")
    return latin[0], latin[1], han


def _face(font: _Element | None) -> str:
    return "" if font is None else font.get("typeface", "")


def _blanks(layout: _Element, master: _Element, fonts: tuple[str, str, str]) -> Iterator[Blank]:
    for shape in layout.iter(P + "sp"):
        mark = shape.find(f"{P}nvSpPr/{P}nvPr/{P}ph")
        if mark is None:
            continue
        kind = mark.get("type", "obj")
        twin = _twin(master, kind)
        chain = [e for e in (_level(shape), _level(twin), _text_style(master, kind)) if e is not None]
        given = read_style(chain, fonts=fonts)
        style = given
        if not any(e.find(A + "defRPr") is not None and e.find(A + "defRPr").get("sz") for e in chain):
            style = _as_shown(twin if twin is not None else shape, chain, fonts)
        bodies = [s.find(f"{P}txBody/{A}bodyPr") for s in (shape, twin) if s is not None]
        anchor, inset_pt, upright = box([b for b in bodies if b is not None])
        own = shape.find(f".//{A}lstStyle")
        yield Blank(
            kind,
            int(mark.get("idx", "0")),
            shape.find(f".//{P}cNvPr").get("name", ""),
            rect_of(shape) or rect_of(twin) or NOWHERE,
            rect_of(twin),
            style,
            given,
            anchor,
            inset_pt,
            upright and mark.get("orient") != "vert",
            "" if own is None else as_text(own),
            _fill(shape) or _fill(twin),
        )


def _fill(shape: _Element | None) -> str:
    fill = None if shape is None else shape.find(f"{P}spPr/{A}solidFill")
    return "" if fill is None else as_text(fill)


def _twin(master: _Element, kind: str) -> _Element | None:
    kind = {"ctrTitle": "title"}.get(kind, kind if kind in ("title", *_SMALL) else "body")
    for shape in master.iter(P + "sp"):
        mark = shape.find(f"{P}nvSpPr/{P}nvPr/{P}ph")
        if mark is not None and mark.get("type", "obj").replace("obj", "body") == kind:
            return shape
    return None


def _level(shape: _Element | None) -> _Element | None:
    return None if shape is None else shape.find(f"{P}txBody/{A}lstStyle/{A}lvl1pPr")


def _text_style(master: _Element, kind: str) -> _Element | None:
    name = "titleStyle" if kind in _TITLES else "otherStyle" if kind in _SMALL else "bodyStyle"
    return master.find(f"{P}txStyles/{P}{name}/{A}lvl1pPr")


def _as_shown(shape: _Element, chain: list[_Element], fonts: tuple[str, str, str]) -> Style:
    """The style of a placeholder's sample words; PowerPoint ignores it, but it is all that such a file says."""
    paragraph = shape.find(f".//{A}p")
    if paragraph is None:
        return read_style(chain, fonts=fonts)
    form = paragraph.find(A + "pPr")
    run = paragraph.find(f"{A}r/{A}rPr")
    run = paragraph.find(A + "endParaRPr") if run is None else run
    shown = read_style([e for e in (form, *chain) if e is not None], run, fonts=fonts)
    said = dict(re.findall(r'(\w+)="([^"]*)"', shown.attributes))
    plain = {"marL": "0", "indent": "0", "algn": "l", **said}
    attributes = "".join(f' {k}="{plain[k]}"' for k in ("marL", "indent", "algn"))
    font = read_style(chain, fonts=fonts).font  # words on our slides have the font that is given
    return replace(shown, font=font, attributes=attributes)


def rect_of(shape: _Element | None) -> Rect | None:
    """Where a shape says that it stands, in points."""
    place = None if shape is None else shape.find(f"{P}spPr/{A}xfrm")
    off, ext = (None, None) if place is None else (place.find(A + "off"), place.find(A + "ext"))
    if off is None or ext is None:
        return None
    x, y, w, h = (int(e.get(k)) / EMU_PER_PT for e, k in ((off, "x"), (off, "y"), (ext, "cx"), (ext, "cy")))
    return Rect(x, y, w, h)


def box(bodies: list[_Element]) -> tuple[str, tuple[float, float, float, float], bool]:
    """Anchor, insets in points, and whether words run across: the first `a:bodyPr` that says a thing decides it."""

    def said(key: str, default: str) -> str:
        return next((str(b.get(key)) for b in bodies if b.get(key) is not None), default)

    left, top, right, low = (int(said(k, str(d))) / EMU_PER_PT for k, d in _INSETS)
    return said("anchor", "t"), (left, top, right, low), said("vert", "horz") == "horz"
