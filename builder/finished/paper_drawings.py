"""Pictures, charts and drawn shapes in a Word document."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from builder.finished.deck_charts import labels
from builder.finished.package import CHART, RELATION_ID, Package, Related
from builder.finished.paper_forms import Drawing
from builder.finished.paper_styles import Element, number

_WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_V = "{urn:schemas-microsoft-com:vml}"
_DECORATIVE = "{http://schemas.microsoft.com/office/drawing/2017/decorative}decorative"
_EMBED = RELATION_ID.replace("}id", "}embed")
_MM_PER_EMU = 1 / 36000


def drawing(element: Element, package: Package, part: str) -> Drawing | None:
    """What a `w:drawing`, `w:pict` or `w:object` shows; None where there is nothing to be seen.

    Args:
        part: the part in which it stands.
    """
    frame = next(element.iter(f"{_WP}inline", f"{_WP}anchor"), None)
    if frame is None:
        return _old(element, package, part)
    named = frame.find(f"{_WP}docPr")
    extent = frame.find(f"{_WP}extent")
    kind: Literal["chart", "picture", "shape"] = "shape"
    target, workbook, shown = "", False, tuple[str, ...]()
    relations = package.related(part)
    if (chart := next(frame.iter(f"{{{CHART}}}chart"), None)) is not None:
        kind, target = "chart", _target(relations, chart.get(RELATION_ID, ""), package)
        workbook = any(r.kind == "package" and r.part in package.parts for r in package.related(target).values())
        root = package.tree(target) if target else None
        shown = tuple(labels(root)) if root is not None else ()
    elif (picture := next(frame.iter(f"{_A}blip"), None)) is not None:
        kind, target = "picture", _target(relations, picture.get(_EMBED, ""), package)
    decorative = next((d for d in frame.iter(_DECORATIVE)), None)
    return Drawing(
        kind=kind,
        name=named.get("name", "") if named is not None else "",
        words=(named.get("descr", "") or named.get("title", "")).strip() if named is not None else "",
        decorative=decorative is not None and decorative.get("val", "1") in ("1", "true"),
        width_mm=number(extent.get("cx", "")) * _MM_PER_EMU if extent is not None else 0.0,
        height_mm=number(extent.get("cy", "")) * _MM_PER_EMU if extent is not None else 0.0,
        part=target,
        workbook=workbook,
        labels=shown,
    )


def _target(relations: Mapping[str, Related], key: str, package: Package) -> str:
    part = relations[key].part if key in relations else ""
    return part if part in package.parts else ""


def _old(element: Element, package: Package, part: str) -> Drawing | None:
    """A VML picture, as Word wrote them before 2007."""
    shape = next(element.iter(f"{_V}shape", f"{_V}rect", f"{_V}line"), None)
    image = next(element.iter(f"{_V}imagedata"), None)
    if shape is None:
        return None
    target = _target(package.related(part), image.get(RELATION_ID, ""), package) if image is not None else ""
    kind: Literal["picture", "shape"] = "picture" if image is not None else "shape"
    return Drawing(kind, shape.get("id", ""), shape.get("alt", "").strip(), False, 0.0, 0.0, target)
