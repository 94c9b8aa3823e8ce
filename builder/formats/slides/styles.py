"""Paragraph and character properties of a look, read as styles."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from lxml import etree

from builder.formats.slides.lengths import EMU_PER_PT
from builder.formats.slides.scene import Style

A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_Element = Any


def read_style(levels: list[_Element], run: _Element | None = None) -> Style:
    """The first of some paragraph properties that says a thing decides it."""
    found = Style(18.0)
    kept = ("lnSpc", "spcAft", "buClrTx", "buClr", "buSzTx", "buSzPct", "buFont", "buNone", "buChar", "buAutoNum")
    forms = ([] if run is None else [run]) + [e for e in (x.find(A + "defRPr") for x in levels) if e is not None]
    for form in reversed(forms):
        ink = form.find(A + "solidFill")
        found = replace(
            found,
            size_pt=int(form.get("sz", found.size_pt * 100)) / 100,
            bold=form.get("b", "1" if found.bold else "0") in ("1", "true"),
            italic=form.get("i", "1" if found.italic else "0") in ("1", "true"),
            ink=found.ink if ink is None else as_text(ink),
        )
    for level in reversed(levels):
        before, spacing = level.find(f"{A}spcBef/{A}spcPts"), level.find(f"{A}lnSpc/{A}spcPct")
        found = replace(
            found,
            left_pt=int(level.get("marL", round(found.left_pt * EMU_PER_PT))) / EMU_PER_PT,
            before_pt=found.before_pt if before is None else int(before.get("val")) / 100,
            spacing=found.spacing if spacing is None else _share(spacing.get("val")),
        )
    first = levels[0] if levels else etree.Element(A + "pPr")
    attributes = "".join(f' {k}="{first.get(k)}"' for k in ("marL", "indent", "algn") if first.get(k))
    drawn = {k: "".join(as_text(e) for e in first if e.tag == A + k) for k in kept}
    return replace(found, attributes=attributes, children=(drawn["lnSpc"], "".join(drawn[k] for k in kept[1:])))


def _share(value: str) -> float:
    return float(value[:-1]) / 100 if value.endswith("%") else int(value) / 100000


def as_text(element: _Element) -> str:
    """An element as XML without namespace declarations: what it is put into declares `a:`."""
    xml = etree.tostring(element, encoding="unicode", with_tail=False)
    for prefix, name in element.nsmap.items():
        xml = xml.replace(f' xmlns:{prefix}="{name}"', "")
    return xml
