"""Native charts of a finished deck: plots, axes, series, sizes, and whether the numbers are with them."""

from __future__ import annotations

from collections.abc import Iterator

from builder.finished.deck_colours import A, Element
from builder.finished.deck_parts import Axis, Chart
from builder.finished.package import CHART, RELATION_ID, Package

C = f"{{{CHART}}}"
_AXES = {f"{C}catAx": "cat", f"{C}valAx": "val", f"{C}dateAx": "date", f"{C}serAx": "ser"}
_UNSAID_PT = 10.0  # the size of a chart's words where the file names none (as PowerPoint draws them)


def read_chart(frame: Element, package: Package, slide: str) -> Chart | None:
    """The chart that a graphic frame shows; None where its part is not there or is no chart.

    Args:
        frame: `p:graphicFrame`.
        package: the file.
        slide: the part of the slide that the frame stands on.
    """
    mention = next(frame.iter(f"{C}chart"), None)
    related = package.related(slide).get(mention.get(RELATION_ID, "")) if mention is not None else None
    root = package.tree(related.part) if related else None
    if root is None or related is None:
        return None
    area = root.find(f".//{C}plotArea")
    plots = [e for e in (area if area is not None else ()) if e.tag.endswith("Chart")]
    axes = [e for e in (area if area is not None else ()) if e.tag in _AXES]
    series = [s for plot in plots for s in plot.iterchildren(f"{C}ser")]
    shown = [labels for plot in plots for labels in plot.iter(f"{C}dLbls")]
    return Chart(
        related.part,
        tuple(plot.tag.removeprefix(C) for plot in plots),
        tuple(Axis(_AXES[a.tag], _words(a.find(f"{C}title")), _off(a, "delete")) for a in axes),
        tuple(_cached(s.find(f"{C}tx")) for s in series),
        tuple(labels(root)),
        tuple(sorted(set(_sizes_pt(root, axes, shown)))),
        tuple(int(i.get("val", "0")) for i in root.iter(f"{C}axId")),
        any(_on(labels, "showVal") for labels in shown),
        _workbook(root, package, related.part),
    )


def _workbook(root: Element, package: Package, part: str) -> str:
    data = root.find(f"{C}externalData")
    related = package.related(part).get(data.get(RELATION_ID, "")) if data is not None else None
    return related.part if related and related.part in package.parts else ""


def _sizes_pt(root: Element, axes: list[Element], shown: list[Element]) -> Iterator[float]:
    """The size of everything that is drawn: titles, labels of shown axes, shown data labels, the legend."""
    base = next(_said_pt(root.find(f"{C}txPr")), _UNSAID_PT)
    drawn = [a for a in axes if _off(a, "delete")] + [x for x in shown if not _on(x, "delete")]
    for one in (*drawn, *root.iter(f"{C}legend")):
        if one.tag in _AXES and _value(one, "tickLblPos") == "none":
            continue
        yield next(_said_pt(one.find(f"{C}txPr")), base)
    for title in root.iter(f"{C}title"):
        run = list(_said_pt(title))
        yield min(run) if run else base


def _said_pt(element: Element) -> Iterator[float]:
    if element is not None:
        for one in element.iter(f"{A}rPr", f"{A}defRPr"):
            if one.get("sz"):
                yield int(one.get("sz")) / 100


def labels(root: Element) -> Iterator[str]:
    """Every word in a chart, once: titles, categories, names of series."""
    seen = dict.fromkeys(t.text or "" for t in root.iter(f"{A}t"))
    for kind in ("tx", "cat"):
        for part in root.iter(f"{C}{kind}"):
            seen |= dict.fromkeys(v.text or "" for v in part.iter(f"{C}v"))
    return (label for label in seen if label)


def _words(title: Element) -> str:
    if title is None:
        return ""
    return "".join(t.text or "" for t in title.iter(f"{A}t")).strip() or _cached(title)


def _cached(part: Element) -> str:
    return " ".join(v.text or "" for v in part.iter(f"{C}v")) if part is not None else ""


def _value(element: Element, name: str) -> str:
    one = element.find(f"{C}{name}")
    return "" if one is None else str(one.get("val", "1"))


def _on(element: Element, name: str) -> bool:
    return _value(element, name) in ("1", "true")


def _off(element: Element, name: str) -> bool:
    return _value(element, name) not in ("1", "true")
