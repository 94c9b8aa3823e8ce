"""Paragraph and character properties of a look, read as styles."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from lxml import etree

from builder.formats.slides.scene import Style
from builder.ooxml.rect import EMU_PER_PT

A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
# the children of a:pPr that are kept, by what they say: the first level that says it decides (ECMA-376, 21.1.2.2.7)
_KEPT = (
    ("spcAft",), ("buClrTx", "buClr"), ("buSzTx", "buSzPct"), ("buFontTx", "buFont"), ("buNone", "buChar", "buAutoNum"),
)  # fmt: skip
_Element = Any


def read_style(levels: list[_Element], run: _Element | None = None, fonts: tuple[str, str, str] | None = None) -> Style:
    """The first of some paragraph properties that says a thing decides it.

    Args:
        levels: `a:pPr`, `a:lvl1pPr` …, from the nearest to the farthest.
        run: properties of characters, nearer than all of them.
        fonts: the theme's for headings, for text, and for Chinese: then a heading's own font is noted for measuring.
    """
    found = Style(18.0)
    forms = ([] if run is None else [run]) + [e for e in (x.find(A + "defRPr") for x in levels) if e is not None]
    for form in reversed(forms):
        ink, latin = form.find(A + "solidFill"), form.find(A + "latin")
        found = replace(
            found,
            size_pt=int(form.get("sz", found.size_pt * 100)) / 100,
            bold=form.get("b", "1" if found.bold else "0") in ("1", "true"),
            italic=form.get("i", "1" if found.italic else "0") in ("1", "true"),
            ink=found.ink if ink is None else as_text(ink),
            caps=form.get("cap", "all" if found.caps else "none") == "all",
            font=found.font if latin is None or fonts is None else _measured(latin.get("typeface", ""), fonts),
        )
    before_pt = after_pt = 0.0
    for level in reversed(levels):
        before_pt = _space(level.find(A + "spcBef"), found.size_pt, before_pt)
        after_pt = _space(level.find(A + "spcAft"), found.size_pt, after_pt)
        found = replace(
            found,
            left_pt=int(level.get("marL", round(found.left_pt * EMU_PER_PT))) / EMU_PER_PT,
            spacing=_spacing(level.find(A + "lnSpc"), found),
        )
    attributes = "".join(
        f' {k}="{v}"' for k in ("marL", "indent", "algn") if (v := next((x.get(k) for x in levels if x.get(k)), ""))
    )
    pitch, *marks = (_first(levels, names) for names in (("lnSpc",), *_KEPT))
    if marks[-1].startswith("<a:buNone"):
        marks[1:-1] = [""] * 3
    if after_pt:  # one space between paragraphs, measured once
        marks[0] = '<a:spcAft><a:spcPts val="0"/></a:spcAft>'
    return replace(found, before_pt=before_pt + after_pt, attributes=attributes, children=(pitch, "".join(marks)))


def _first(levels: list[_Element], names: tuple[str, ...]) -> str:
    tags = {A + n for n in names}
    return next((as_text(e) for level in levels for e in level if e.tag in tags), "")


def _measured(typeface: str, fonts: tuple[str, str, str]) -> str:
    """The family of a heading where it is another than the text's; "" for the text's own."""
    family = {"+mj-lt": fonts[0], "+mn-lt": ""}.get(typeface, "" if typeface.startswith("+") else typeface)
    return "" if family == fonts[1] else family


def _space(element: _Element | None, size_pt: float, instead_pt: float) -> float:
    if element is None or not len(element):
        return instead_pt
    value = element[0].get("val")
    return int(value) / 100 if element[0].tag == A + "spcPts" else _share(value) * size_pt * 1.2


def _spacing(element: _Element | None, so_far: Style) -> float:
    if element is None or not len(element):
        return so_far.spacing
    value = element[0].get("val")
    return _share(value) if element[0].tag == A + "spcPct" else int(value) / 100 / (so_far.size_pt * 1.2)


def _share(value: str) -> float:
    return float(value[:-1]) / 100 if value.endswith("%") else int(value) / 100000


def as_text(element: _Element) -> str:
    """An element as XML without namespace declarations: what it is put into declares `a:`."""
    xml = etree.tostring(element, encoding="unicode", with_tail=False)
    for prefix, name in element.nsmap.items():
        xml = xml.replace(f' xmlns:{prefix}="{name}"', "")
    return xml
