"""What a look file says of a deck's appearance: layouts with their placeholders, and parts by name.

The layout "Collate Parts" holds one sample shape per part (`card`, `tag.agree`, `table.head`, …). Its fill, outline,
geometry and insets are the part's; each of its paragraphs names a role of words ("head", "body", "foot") and shows
their size, colour, alignment and bullet. A part with numbered variants (`stage.1`, `stage.2`, …) is used in turn.
Nothing of this stands in code.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from io import BytesIO
from typing import Any

from lxml import etree
from pptx import Presentation
from pptx.opc.constants import RELATIONSHIP_TYPE as RT

from builder import model
from builder.formats.slides.lengths import EMU_PER_PT
from builder.formats.slides.needed import PARTS_LAYOUT, needed_layouts, needed_parts
from builder.formats.slides.scene import Rect, Style
from builder.formats.slides.styles import A, as_text, read_style
from builder.problem import Problem, Problems, did_you_mean

P = "{http://schemas.openxmlformats.org/presentationml/2006/main}"
_STYLES = {"title": "titleStyle", "ctrTitle": "titleStyle", "body": "bodyStyle", "subTitle": "bodyStyle"}
_Element = Any  # lxml's elements, and python-pptx's subclasses of them


@dataclass(frozen=True)
class Holder:
    """A placeholder of a layout: its kind in the schema, where it stands, and how its words are set.

    `list_style` is its own `a:lstStyle`, for placeholders that are copied onto the slide as they are.
    """

    kind: str
    rect: Rect
    style: Style
    anchor: str
    inset_pt: tuple[float, float, float, float]
    list_style: str = ""


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


@dataclass(frozen=True)
class DeckLook:
    """A look, read and complete."""

    layouts: Mapping[str, Mapping[int, Holder]]
    parts: Mapping[str, Part]
    latin: str
    han: str

    def variant(self, name: str, n: int) -> str:
        """The name of the part for the n-th of several things, from 0: numbered variants are used in turn."""
        count = 0
        while f"{name}.{count + 1}" in self.parts:
            count += 1
        return f"{name}.{n % count + 1}" if count else name

    def style(self, part: str, role: str) -> Style:
        """How words of that role are set in that part."""
        return self.parts[part].styles[role]


def read_look(look: model.Look) -> DeckLook:
    """Read a look file.

    Raises:
        Problems: every layout, placeholder, part and role that is missing, at the place that names the look.
    """
    deck = Presentation(BytesIO(look.data))
    found = {x.name: x._element for m in deck.slide_masters for x in m.slide_layouts}
    masters = {x.name: m._element for m in deck.slide_masters for x in m.slide_layouts}
    layouts = {n: dict(_holders(e, masters[n])) for n, e in found.items() if n != PARTS_LAYOUT}
    parts = dict(_parts(found[PARTS_LAYOUT])) if PARTS_LAYOUT in found else {}
    problems = list(_missing(look, layouts, parts, PARTS_LAYOUT in found))
    if problems:
        raise Problems(problems)
    theme = etree.fromstring(deck.slide_master.part.part_related_by(RT.THEME).blob)
    minor = theme.find(f".//{A}minorFont")
    latin, han = ("" if minor is None else _face(minor.find(A + k)) for k in ("latin", "ea"))
    return DeckLook(layouts, parts, latin or "Calibri", han or "")


def _face(font: _Element | None) -> str:
    return "" if font is None else font.get("typeface", "")


def _missing(
    look: model.Look, layouts: Mapping[str, Mapping[int, Holder]], parts: Mapping[str, Part], has_parts: bool
) -> Iterator[Problem]:
    file = look.path.name

    def problem(what: str, hint: str) -> Problem:
        return Problem(look.place, f"{file} {what}", "missing-layout", hint)

    for name, holders in needed_layouts().items():
        if name not in layouts:
            yield problem(f"has no layout '{name}'", did_you_mean(name, layouts))
            continue
        for index, what in holders.items():
            if index not in layouts[name]:
                there = ", ".join(str(i) for i in sorted(layouts[name]))
                hint = f"its placeholders have the numbers {there}"
                yield problem(f"has no placeholder {index} ({what}) in layout '{name}'", hint)
    if not has_parts:
        yield problem(f"has no layout '{PARTS_LAYOUT}'", did_you_mean(PARTS_LAYOUT, layouts))
        return
    for name, roles in needed_parts().items():
        if name not in parts and f"{name}.1" not in parts:
            yield problem(f"has no part '{name}' in layout '{PARTS_LAYOUT}'", did_you_mean(name, parts))
            continue
        known = parts[name if name in parts else f"{name}.1"].styles
        for role in roles:
            if role not in known:
                yield problem(f"has no words '{role}' in part '{name}'", did_you_mean(role, known))


def _holders(layout: _Element, master: _Element) -> Iterator[tuple[int, Holder]]:
    for shape in layout.iter(P + "sp"):
        mark = shape.find(f".//{P}ph")
        if mark is None:
            continue
        kind = mark.get("type", "body")
        twin = _twin(master, kind)
        levels = [_level(shape), _level(twin), master.find(f".//{P}{_STYLES.get(kind, 'otherStyle')}/{A}lvl1pPr")]
        body = shape.find(f".//{A}bodyPr")
        rect = _rect(shape) or _rect(twin) or Rect(0, 0, 0, 0)
        own = shape.find(f".//{A}lstStyle")
        style = read_style([e for e in levels if e is not None])
        listed = "" if own is None else as_text(own)
        yield int(mark.get("idx", "0")), Holder(kind, rect, style, *_box(body), listed)


def _twin(master: _Element, kind: str) -> _Element | None:
    kind = {"ctrTitle": "title", "subTitle": "body"}.get(kind, kind)
    for shape in master.iter(P + "sp"):
        mark = shape.find(f".//{P}ph")
        if mark is not None and mark.get("type", "body") == kind:
            return shape
    return None


def _level(shape: _Element | None) -> _Element | None:
    return None if shape is None else shape.find(f".//{A}lstStyle/{A}lvl1pPr")


def _parts(layout: _Element) -> Iterator[tuple[str, Part]]:
    for shape in layout.iter(P + "sp", P + "cxnSp"):
        name = shape.find(f".//{P}cNvPr").get("name")
        form = [e for e in shape.find(P + "spPr") if e.tag != A + "xfrm"]
        fill = next((e for e in form if e.tag in (A + "solidFill", A + "gradFill", A + "pattFill")), None)
        line = next((e for e in form if e.tag == A + "ln"), None)
        anchor, inset = _box(shape.find(f".//{A}bodyPr"))
        styles: dict[str, Style] = {}
        font = ""
        for paragraph in shape.iter(A + "p"):
            run = paragraph.find(A + "r")
            if run is None:
                continue
            role = "".join(t.text or "" for t in paragraph.iter(A + "t")).strip()
            chain = [e for e in (paragraph.find(A + "pPr"), _level(shape)) if e is not None]
            styles[role] = read_style(chain, run.find(A + "rPr"))
            latin = run.find(f"{A}rPr/{A}latin")
            font = font or ("" if latin is None else latin.get("typeface"))
        drawn = "".join(as_text(e) for e in form)
        rect = _rect(shape) or Rect(0, 0, 0, 0)
        shown = "" if line is None or line.find(A + "noFill") is not None else as_text(line)
        yield name, Part(rect, drawn, "" if fill is None else as_text(fill), shown, anchor, inset, styles, font)


def _rect(shape: _Element | None) -> Rect | None:
    place = None if shape is None else shape.find(f".//{A}xfrm")
    if place is None:
        return None
    off, ext = place.find(A + "off"), place.find(A + "ext")
    x, y, w, h = (int(e.get(k)) / EMU_PER_PT for e, k in ((off, "x"), (off, "y"), (ext, "cx"), (ext, "cy")))
    return Rect(x, y, w, h)


def _box(body: _Element | None) -> tuple[str, tuple[float, float, float, float]]:
    """Anchor and insets; the schema's own defaults are 0.1 and 0.05 inches (ECMA-376 Part 1, 21.1.2.1.1)."""
    if body is None:
        return "t", (7.2, 3.6, 7.2, 3.6)
    left, top, right, bottom = (
        int(body.get(k, d)) / EMU_PER_PT
        for k, d in (("lIns", 91440), ("tIns", 45720), ("rIns", 91440), ("bIns", 45720))
    )
    return body.get("anchor", "t"), (left, top, right, bottom)
