"""Points on two axes of numbers, each with its name beside it; a name goes where it covers no other name or point."""

from __future__ import annotations

from dataclasses import dataclass

from builder import model
from builder.ooxml.chart_form import (
    AXIS_LINE,
    CLEAR,
    GRIDLINES,
    INK,
    LEVEL,
    MUTED,
    ON_FILL,
    UPWARDS,
    Form,
    ink,
    shows,
)
from builder.ooxml.workbook import name_cell, number_cells, number_format

_ACROSS, _UP = 501, 502  # small and positive, as in the other charts
_WIDE_PT, _HIGH_PT = 440.0, 260.0  # of the plot, about: enough to say which names would meet
_DOT_PT = 9.0


def scatter_plot(chart: model.Chart, form: Form) -> str:
    """The `c:scatterChart` and its axes: the first series across, the second up, the categories as names of points.

    The names are the labels' own words, since DrawingML has no reference for them that every program reads: whoever
    renames a point in the workbook renames its label too.
    """
    dot = (
        f'<c:marker><c:symbol val="circle"/><c:size val="{round(_DOT_PT)}"/><c:spPr>{ink("accent1")}'
        f'<a:ln w="9525">{ON_FILL}</a:ln></c:spPr></c:marker>'
    )
    axes = f'<c:axId val="{_ACROSS}"/><c:axId val="{_UP}"/>'
    return (
        '<c:scatterChart><c:scatterStyle val="lineMarker"/><c:varyColors val="0"/>'
        f'<c:ser><c:idx val="0"/><c:order val="0"/>{name_cell(chart, 1)}'
        f'<c:spPr><a:ln w="19050"><a:noFill/></a:ln></c:spPr>{dot}{_labels(chart, form)}'
        f"<c:xVal>{number_cells(chart, 0)}</c:xVal><c:yVal>{number_cells(chart, 1)}</c:yVal>"
        f'<c:smooth val="0"/></c:ser>{axes}</c:scatterChart>'
        f"{_axis(chart, form, 0)}{_axis(chart, form, 1)}"
    )


def _axis(chart: model.Chart, form: Form, n: int) -> str:
    series = chart.series[n]
    name, unit = model.plain(series.name), series.unit or chart.unit
    if unit:
        name = f"{name}（{unit}）" if form.han else f"{name} ({unit})"
    own, other, side, turned = ((_ACROSS, _UP, "b", LEVEL), (_UP, _ACROSS, "l", UPWARDS))[n]
    return (
        f'<c:valAx><c:axId val="{own}"/><c:scaling><c:orientation val="minMax"/></c:scaling><c:delete val="0"/>'
        f'<c:axPos val="{side}"/>{GRIDLINES}{form.title(name, turned)}'
        f'<c:numFmt formatCode="{number_format((series,))}" sourceLinked="0"/>'
        '<c:majorTickMark val="none"/><c:minorTickMark val="none"/><c:tickLblPos val="low"/>'
        f"<c:spPr>{AXIS_LINE}</c:spPr>{form.body(MUTED)}"
        f'<c:crossAx val="{other}"/><c:crosses val="min"/><c:crossBetween val="midCat"/></c:valAx>'
    )


def _labels(chart: model.Chart, form: Form) -> str:
    names = "".join(
        f'<c:dLbl><c:idx val="{n}"/>{form.words(model.plain(chart.categories[n]), INK)}{CLEAR}'
        f'<c:dLblPos val="{place}"/>{shows(True)}</c:dLbl>'
        for n, place in _places(chart, form.text_pt)
    )
    return f'<c:dLbls>{names}{CLEAR}{form.body(INK)}<c:dLblPos val="r"/>{shows(False)}</c:dLbls>'


@dataclass(frozen=True)
class _Box:
    left: float
    top: float
    right: float
    low: float

    def meets(self, other: _Box) -> bool:
        """Whether they have a point in common."""
        across = self.left < other.right and other.left < self.right
        return across and self.top < other.low and other.top < self.low


def _places(chart: model.Chart, text_pt: float) -> list[tuple[int, str]]:
    """Each point's number with the side of its name: right, left, above or below, the first that is free."""
    pairs = zip(chart.series[0].values, chart.series[1].values, strict=True)
    known = {n: (x, y) for n, (x, y) in enumerate(pairs) if x is not None and y is not None}
    if not known:
        return []
    spots = _spread(known)
    taken = [_around(x, y, _DOT_PT, _DOT_PT) for x, y in spots.values()]
    found = []
    for n, (x, y) in spots.items():
        words = model.plain(chart.categories[n])
        wide = text_pt * sum(1.0 if c > "\u2e80" else 0.55 for c in words)
        reach, high = (wide + _DOT_PT) / 2 + 3, text_pt * 1.2
        boxes = {
            "r": _around(x + reach, y, wide, high),
            "l": _around(x - reach, y, wide, high),
            "t": _around(x, y - (high + _DOT_PT) / 2, wide, high),
            "b": _around(x, y + (high + _DOT_PT) / 2, wide, high),
        }
        inside = {p: b for p, b in boxes.items() if b.left >= 0 and b.right <= _WIDE_PT}
        free = [p for p, b in inside.items() if not any(b.meets(t) for t in taken)]
        place = next(iter(free or inside or boxes))
        taken.append(boxes[place])
        found.append((n, place))
    return found


def _spread(known: dict[int, tuple[float, float]]) -> dict[int, tuple[float, float]]:
    """The points in points of a plot of the usual size, the axes a little longer than the numbers."""
    xs, ys = ([pair[i] for pair in known.values()] for i in (0, 1))

    def share(value: float, values: list[float]) -> float:
        low, high = min(values), max(values)
        return 0.5 if low == high else 0.08 + 0.84 * (value - low) / (high - low)

    return {n: (share(x, xs) * _WIDE_PT, (1 - share(y, ys)) * _HIGH_PT) for n, (x, y) in known.items()}


def _around(x: float, y: float, wide: float, high: float) -> _Box:
    return _Box(x - wide / 2, y - high / 2, x + wide / 2, y + high / 2)
