"""Sample shapes of a look, read as parts; the shipped ones for looks that have none."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from io import BytesIO
from typing import Any

from pptx import Presentation

from builder.formats.slides.holder import Part
from builder.formats.slides.layouts import P, box, rect_of
from builder.formats.slides.needed import PARTS_LAYOUT
from builder.formats.slides.scene import Style
from builder.formats.slides.styles import A, as_text, read_style
from builder.ooxml.rect import Rect
from builder.shipped import TEMPLATES

SHIPPED = TEMPLATES / "seminar" / "look.pptx"
_Element = Any


@cache
def shipped_parts() -> Mapping[str, Part]:
    """The samples of the shipped seminar look."""
    deck = Presentation(BytesIO(SHIPPED.read_bytes()))
    layout = next(x for x in deck.slide_layouts if x.name == PARTS_LAYOUT)
    return dict(read_parts(layout._element))


def read_parts(layout: _Element) -> Iterator[tuple[str, Part]]:
    """The sample shapes of a layout, by name."""
    for shape in layout.iter(P + "sp", P + "cxnSp"):
        name = shape.find(f".//{P}cNvPr").get("name")
        form = [e for e in shape.find(P + "spPr") if e.tag != A + "xfrm"]
        fill = next((e for e in form if e.tag in (A + "solidFill", A + "gradFill", A + "pattFill")), None)
        line = next((e for e in form if e.tag == A + "ln"), None)
        body = shape.find(f".//{A}bodyPr")
        anchor, inset, _ = box([] if body is None else [body])
        own = shape.find(f"{P}txBody/{A}lstStyle/{A}lvl1pPr")
        styles: dict[str, Style] = {}
        font = ""
        for paragraph in shape.iter(A + "p"):
            run = paragraph.find(A + "r")
            if run is None:
                continue
            role = "".join(t.text or "" for t in paragraph.iter(A + "t")).strip()
            chain = [e for e in (paragraph.find(A + "pPr"), own) if e is not None]
            styles[role] = read_style(chain, run.find(A + "rPr"))
            latin = run.find(f"{A}rPr/{A}latin")
            font = font or ("" if latin is None else latin.get("typeface"))
        drawn = "".join(as_text(e) for e in form)
        rect = rect_of(shape) or Rect(0, 0, 0, 0)
        shown = "" if line is None or line.find(A + "noFill") is not None else as_text(line)
        yield name, Part(rect, drawn, "" if fill is None else as_text(fill), shown, anchor, inset, styles, font)
