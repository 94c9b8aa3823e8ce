"""What is shown can be shown: grids that a slide can hold, quotes heard once, charts with the rows that they need.

A grid holds at most eight items, a set of quotes at most eight claims, each once. A chart has at most six rows of
numbers; a scatter chart two, the first drawn across and the second up, each with a unit of its own where it is not
the chart's.

    kind: scatter
    unit: {zh: 个, en: spots}
    series:
      - {name: {zh: 管龄, en: Age}, unit: {zh: 年, en: years}, values: [41, 9]}
      - {name: {zh: 积水点, en: Flooded spots}, values: [23, 12]}

Codes: too-many, doubled, chart.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from builder.comparison import Comparison
from builder.exhibits import Figures, Quoted
from builder.load import Str
from builder.problem import Problem

_MOST_ITEMS = 8
_MOST_ROWS = 6


def check(comparison: Comparison, langs: Iterable[str]) -> Iterator[Problem]:
    """Every grid and set of quotes that is too large, every quote shown twice, every chart of the wrong form."""
    outline = comparison.outline
    for grid in outline.grids:
        if len(grid.items) > _MOST_ITEMS:
            message = f"a grid holds at most {_MOST_ITEMS} items, found {len(grid.items)}"
            yield Problem(grid.items[_MOST_ITEMS].place, message, "too-many", "leave out the rest, or make two grids")
    for quoted in outline.quotes:
        yield from _quotes(quoted)
    for figures in outline.charts:
        yield from _chart(figures)


def _quotes(quoted: Quoted) -> Iterator[Problem]:
    if len(quoted.claims) > _MOST_ITEMS:
        message = f"a set holds at most {_MOST_ITEMS} quotes, found {len(quoted.claims)}"
        yield Problem(quoted.claims[_MOST_ITEMS].place, message, "too-many", "leave out the rest, or make two sets")
    seen: dict[str, Str] = {}
    for reference in quoted.claims:
        if reference in seen:
            hint = f"first in line {seen[reference].place.line}"
            yield Problem(reference.place, f"the quote of '{reference}' is shown twice", "doubled", hint)
        seen.setdefault(reference, reference)


def _chart(figures: Figures) -> Iterator[Problem]:
    rows = figures.series
    if figures.kind == "scatter":
        if len(rows) != 2:
            hint = "the first is drawn across, the second up; the categories name the points"
            yield Problem(figures.place, f"a scatter chart has two rows of numbers, found {len(rows)}", "chart", hint)
        return
    if len(rows) > _MOST_ROWS:
        message = f"a chart has at most {_MOST_ROWS} rows of numbers, found {len(rows)}"
        yield Problem(rows[_MOST_ROWS].place, message, "chart", "leave some out, or make two charts")
    for row in rows:
        if row.unit:
            hint = "the unit of all numbers stands in the chart's own 'unit:'"
            yield Problem(row.unit.place, "only a row of a scatter chart has a unit of its own", "chart", hint)
