"""What lies under the words of a slide: the background's colours, and those of shapes and pictures that cover it."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from io import BytesIO
from typing import Any

from lxml import etree
from PIL import Image
from pptx.opc.constants import RELATIONSHIP_TYPE as RT

from builder.formats.slides.layouts import Layout, P, rect_of
from builder.formats.slides.styles import A
from builder.ooxml.colour import RGB, WHITE, Palette, colour_in, luminance, opacity, over
from builder.ooxml.rect import Rect

R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_MEETS = 0.2  # the share of a place that a shape must hide to be seen behind words
_COVERS = 0.92  # … and to hide all that is behind it
_SOLID = 0.6
_SEEN = 24  # pixels each way that are looked at of a picture
_TONES = 320
_MOST_PIXELS = 60_000_000
_FILLS = ("solidFill", "gradFill", "blipFill", "pattFill")
_Element = Any


def ground(layout: Layout, place: Rect, size: Rect, deck: Any) -> tuple[RGB, ...]:
    """The colours behind `place` on slides of that layout: one, or several where they change."""
    owners = {str(m.part.partname): m.part for m in deck.slide_masters}
    owners |= {str(x.part.partname): x.part for m in deck.slide_masters for x in m.slide_layouts}
    inner, outer = (layout.element, owners[layout.part]), (layout.master_element, owners[layout.master])
    found: tuple[RGB, ...] = (WHITE,)
    for element, part in (outer, inner):
        if (own := _background(element, part, layout.colours, place, size, owners[layout.master])) is not None:
            found = own
    shown = (outer, inner) if layout.element.get("showMasterSp", "1") in ("1", "true") else (inner,)
    for element, part in shown:
        for shape in _shapes(element):
            where = rect_of(shape)
            share = 0.0 if where is None else _covered(place, where)
            if where is None or share < _MEETS:
                continue
            fill = _fill(shape)
            colours = _colours(fill, part, layout.colours, place, where)
            whole = share >= _COVERS and shape.find(f".//{A}custGeom") is None and opacity(fill) > _SOLID
            below = found[0] if found else WHITE
            seen = tuple(over(c, below, opacity(fill)) for c in colours)
            found = (seen or found) if whole else tuple(dict.fromkeys((*found, *seen)))
    return found


def _background(
    element: _Element, part: Any, names: Palette, place: Rect, size: Rect, master: Any
) -> tuple[RGB, ...] | None:
    background = element.find(f"{P}cSld/{P}bg")
    if background is None:
        return None
    own = background.find(P + "bgPr")
    if own is not None:
        fill = next((e for e in own if e.tag in {A + n for n in _FILLS}), None)
        return _colours(fill, part, names, place, size) or None
    reference = background.find(P + "bgRef")
    colour = colour_in(reference, names)
    if reference is None or colour is None:
        return None
    theme_part = master.part_related_by(RT.THEME)
    fills = etree.fromstring(theme_part.blob).find(f".//{A}bgFillStyleLst")
    n = int(reference.get("idx", "1001")) - 1001
    if fills is None or not 0 <= n < len(fills):
        return (colour,)
    return _colours(fills[n], theme_part, {**names, "phClr": colour}, place, size) or (colour,)


def _shapes(element: _Element) -> Iterator[_Element]:
    """Drawn shapes and pictures from the back to the front, without placeholders and groups."""
    tree = element.find(f"{P}cSld/{P}spTree")
    for shape in tree if tree is not None else ():
        if shape.tag in (P + "sp", P + "pic") and shape.find(f".//{P}ph") is None:
            yield shape


def _fill(shape: _Element) -> _Element | None:
    if shape.tag == P + "pic":
        return shape.find(P + "blipFill")
    form = shape.find(P + "spPr")
    for child in form if form is not None else ():
        if child.tag == A + "noFill":
            return None
        if child.tag in {A + n for n in _FILLS}:
            return child
    style = shape.find(f"{P}style/{A}fillRef")
    return style if style is not None and style.get("idx", "0") != "0" else None


def _covered(place: Rect, by: Rect) -> float:
    wide = min(place.right_pt, by.right_pt) - max(place.x_pt, by.x_pt)
    high = min(place.bottom_pt, by.bottom_pt) - max(place.y_pt, by.y_pt)
    return max(0.0, wide) * max(0.0, high) / max(1.0, place.w_pt * place.h_pt)


def _colours(fill: _Element | None, part: Any, names: Palette, place: Rect, where: Rect) -> tuple[RGB, ...]:
    if fill is None:
        return ()
    blip = next(fill.iter(A + "blip"), None)
    if blip is not None:
        return _of_picture(part, blip.get(R + "embed", ""), place, where)
    if fill.tag in (A + "gradFill", A + "pattFill"):
        inner = (A + "gs", A + "fgClr", A + "bgClr")
        stops = [colour_in(stop, names) for stop in fill.iter(*inner)]
        return tuple(c for c in stops if c is not None)
    colour = colour_in(fill, names)
    return () if colour is None else (colour,)


@lru_cache(maxsize=64)
def _small(data: bytes) -> Image.Image:
    """A picture at a size at which its tones can be told; what is too large to be opened safely is transparent."""
    with Image.open(BytesIO(data)) as opened:
        if opened.width * opened.height > _MOST_PIXELS:
            return Image.new("RGBA", (1, 1))
        opened.draft("RGB", (_TONES, _TONES))
        picture = opened.convert("RGBA")
    picture.thumbnail((_TONES, _TONES))
    return picture


def _of_picture(part: Any, id: str, place: Rect, where: Rect) -> tuple[RGB, ...]:
    """The dark, the middle and the light of that piece of a picture which lies under the place."""
    try:
        picture = _small(part.related_part(id).blob)
    except (KeyError, OSError, ValueError, Image.DecompressionBombError):
        return ()
    ends = [
        max(0.0, min(1.0, (a - start) / max(1.0, long)))
        for a, start, long in (
            (place.x_pt, where.x_pt, where.w_pt), (place.y_pt, where.y_pt, where.h_pt),
            (place.right_pt, where.x_pt, where.w_pt), (place.bottom_pt, where.y_pt, where.h_pt),
        )
    ]  # fmt: skip
    x, y, right, bottom = (round(e * n) for e, n in zip(ends, picture.size * 2, strict=True))
    piece = picture.crop((x, y, max(right, x + 1), max(bottom, y + 1))).resize((_SEEN, _SEEN))
    values = piece.tobytes()
    quads = (values[i : i + 4] for i in range(0, len(values), 4))
    pixels = [(r / 255, g / 255, b / 255) for r, g, b, a in quads if a > 127]
    if len(pixels) < _SEEN * _SEEN / 2:
        return ()
    pixels.sort(key=luminance)
    return pixels[len(pixels) // 10], pixels[len(pixels) // 2], pixels[len(pixels) * 9 // 10]
