"""Charts and two-by-twos: the numbers as a table with a bar in each cell, the places as a small picture and a list."""

from __future__ import annotations

from builder.model import Axis, Chart, Placed, Series, TwoByTwo
from builder.trace_page.markup import Markup, anchor, element, joined
from builder.watch.preview.inlines import Sheet, each, line
from builder.watch.preview.words import word

_STEP, _SIDE = 60, 240
"""Of the picture of a two-by-two, in its own units: one of four steps, and the whole."""


def chart(shape: Chart, sheet: Sheet) -> Markup:
    """A chart's numbers. Its own drawing is on the exact pages."""
    label = f"{sheet.document.words.get('figure', '')} {shape.number}\u2002" if shape.number else ""
    heads = [element("th", shape.axis or word("categories", sheet.lang), scope="col")]
    heads += [line("th", s.name, sheet, scope="col", before="") for s in shape.series]
    largest = [max((abs(v) for v in s.values if v is not None), default=0.0) for s in shape.series]
    most = largest if shape.kind == "scatter" else [max(largest, default=0.0)] * len(largest)
    rows = []
    for n, category in enumerate(shape.categories):
        cells = (_cell(s, n, top, shape.unit) for s, top in zip(shape.series, most, strict=True))
        rows.append(element("tr", line("th", category, sheet, scope="row"), *cells))
    table = element(
        "table",
        line("caption", shape.caption, sheet, before=label),
        element("thead", element("tr", *heads)),
        element("tbody", *rows),
        class_="numbers",
    )
    note = line("p", shape.note, sheet, class_="note") if shape.note else Markup()
    scroll = element("div", table, class_="scroll", tabindex="0", role="group", aria_label=shape.summary)
    reading = element("ul", each("li", shape.reading, sheet)) if shape.reading else Markup()
    source = line("p", shape.source, sheet, class_="note")
    return element("div", scroll, reading, source, note, class_="chart", id=anchor("shape", shape.id))


def _cell(series: Series, n: int, most: float, unit: str) -> Markup:
    value = series.values[n]
    if value is None:
        return element("td", "–")
    width = f"{100 * abs(value) / most:.2f}" if most else "0"
    bar = element("rect", width=width, height="8", class_="bar")
    picture = element("svg", bar, class_="bars", aria_hidden="true", preserveAspectRatio="none", viewBox="0 0 100 8")
    return element("td", element("span", f"{value:g}", class_="value"), " ", series.unit or unit, picture)


def grid(shape: TwoByTwo, sheet: Sheet) -> Markup:
    """Things placed by two judgements: numbered in the picture, and said in words beside it."""
    half = str(_SIDE // 2)
    lines = (
        element("rect", x="0", y="0", width=str(_SIDE), height=str(_SIDE), class_="field"),
        element("line", x1=half, y1="0", x2=half, y2=str(_SIDE)),
        element("line", x1="0", y1=half, x2=str(_SIDE), y2=half),
    )
    taken: dict[tuple[int, int], int] = {}
    dots = []
    for n, item in enumerate(shape.items, 1):
        beside = taken[item.across, item.up] = taken.get((item.across, item.up), -1) + 1
        x = _STEP * item.across + 17 + 26 * (beside % 2)
        y = _SIDE - _STEP * (item.up + 1) + 17 + 26 * (beside // 2 % 2)
        dots.append(element("circle", cx=str(x), cy=str(y), r="11"))
        dots.append(element("text", str(n), x=str(x), y=str(y + 4)))
    picture = element(
        "svg", *lines, *dots, role="img", aria_label=shape.summary, class_="field", viewBox=f"0 0 {_SIDE} {_SIDE}"
    )
    axes = (_axis("→", shape.across, sheet), _axis("↑", shape.up, sheet))
    items = (_placed(item, sheet) for item in shape.items)
    named = joined((line("span", c, sheet) for c in shape.corners), " · ")
    corners = element("p", named, class_="axis") if named else ""
    note = line("p", shape.note, sheet, class_="note") if shape.note else Markup()
    beside_it = element("div", *axes, corners, element("ol", *items))
    held = element("div", picture, beside_it, class_="row")
    return element("div", held, note, class_="grid", id=anchor("shape", shape.id))


def _placed(item: Placed, sheet: Sheet) -> Markup:
    where = element("span", item.where, class_="aside")
    return element("li", line("strong", item.head, sheet), " ", where, " ", line("span", item.body, sheet))


def _axis(arrow: str, axis: Axis, sheet: Sheet) -> Markup:
    ends = (line("span", axis.low, sheet), " … ", line("span", axis.high, sheet))
    return element("p", f"{arrow} ", line("strong", axis.name, sheet), " ", *ends, class_="axis")
