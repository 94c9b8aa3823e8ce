"""A chart as a native chart part and the workbook behind it: the same for Word and PowerPoint.

Colours and fonts are the theme's (`accent1` …, `tx1`, `+mn-lt`, `+mn-ea`), so that a chart follows the look it
stands in. The XML is written directly, because the order of its children is a matter of the schema (ECMA-376
Part 1, 21.2) and the library's writer gives negative axis ids, which the schema refuses.
"""

from __future__ import annotations

from builder import model
from builder.ooxml.chart_form import (
    AXIS_LINE,
    CLEAR,
    GRIDLINES,
    INK,
    LEVEL,
    MUTED,
    NO_LINE,
    ON_FILL,
    UPWARDS,
    Form,
    ink,
    shows,
)
from builder.ooxml.scatter import scatter_plot
from builder.ooxml.workbook import category_cells, finite, name_cell, number_cells, number_format, workbook

WORKBOOK_REL = "rId1"
"""The relationship id under which the chart XML expects its workbook (type `package`)."""

# small and positive: the schema says unsigned, LibreOffice reads 32 bits signed
_CATEGORY_AXIS, _VALUE_AXIS = 501, 502
_MOST_LABELS_ON_LINES = 14
_SHORT_UNIT = 6  # Chinese characters: 亿元, 个; turned on its side, 个 would be an arrow


def chart_part(chart: model.Chart, *, text_pt: float, lang: str) -> tuple[bytes, bytes]:
    """The chart's XML and its workbook, both repeatable to the byte.

    Args:
        chart: what is drawn; at most six series, one theme accent each. What is no number (NaN) is left out.
        text_pt: size of all text in the chart.
        lang: language of its words, for spelling and fonts ("zh-CN").

    Returns:
        The bytes of a `c:chartSpace` part, whose `c:externalData` names the relationship `WORKBOOK_REL`,
        and the bytes of the xlsx to be embedded under it.
    """
    chart, form = finite(chart), Form(text_pt, lang)
    legend = ""
    if chart.kind == "scatter":
        plot = scatter_plot(chart, form)
    else:
        plot = f"{_plot(chart, form)}{_category_axis(form, chart)}{_value_axis(form, chart)}"
        if len(chart.series) > 1:
            legend = f'<c:legend><c:legendPos val="b"/><c:overlay val="0"/>{form.body(INK)}</c:legend>'
    xml = (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
        '<c:chartSpace xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart"'
        ' xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
        ' xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">'
        f'<c:date1904 val="0"/><c:lang val="{form.lang}"/><c:roundedCorners val="0"/>'
        f'<c:chart><c:autoTitleDeleted val="1"/><c:plotArea><c:layout/>{plot}{CLEAR}</c:plotArea>'
        f'{legend}<c:plotVisOnly val="1"/><c:dispBlanksAs val="gap"/></c:chart>'
        f"{CLEAR}{form.body(INK)}"
        f'<c:externalData r:id="{WORKBOOK_REL}"><c:autoUpdate val="0"/></c:externalData></c:chartSpace>'
    )
    return xml.encode("utf-8"), workbook(chart)


def _plot(chart: model.Chart, form: Form) -> str:
    """Bars, columns, stacked columns or lines."""
    kind = chart.kind
    series = "".join(_series(form, chart, n) for n in range(len(chart.series)))
    axes = f'<c:axId val="{_CATEGORY_AXIS}"/><c:axId val="{_VALUE_AXIS}"/>'
    if kind == "line":
        return (
            f'<c:lineChart><c:grouping val="standard"/><c:varyColors val="0"/>{series}'
            f'<c:marker val="1"/>{axes}</c:lineChart>'
        )
    return (
        f'<c:barChart><c:barDir val="{"bar" if kind == "bar" else "col"}"/>'
        f'<c:grouping val="{"stacked" if kind == "stacked" else "clustered"}"/>'
        f'<c:varyColors val="0"/>{series}'
        f'<c:gapWidth val="{_gap_width(chart)}"/><c:overlap val="{100 if kind == "stacked" else -8}"/>'
        f"{axes}</c:barChart>"
    )


def _gap_width(chart: model.Chart) -> int:
    """Per cent of a bar's width between two groups: few bars stay slim, many stay apart."""
    bars = len(chart.categories) * (1 if chart.kind == "stacked" else len(chart.series))
    return 150 if bars <= 3 else 90 if bars <= 8 else 60


def _series(form: Form, chart: model.Chart, n: int) -> str:
    fill = ink(f"accent{n % 6 + 1}")
    if chart.kind == "line":
        shape = (
            f'<c:spPr><a:ln w="31750" cap="rnd">{fill}<a:round/></a:ln></c:spPr>'
            f'<c:marker><c:symbol val="circle"/><c:size val="7"/><c:spPr>{fill}'
            f'<a:ln w="9525">{ON_FILL}</a:ln></c:spPr></c:marker>'
        )
    else:
        shape = f'<c:spPr>{fill}</c:spPr><c:invertIfNegative val="0"/>'
    return (
        f'<c:ser><c:idx val="{n}"/><c:order val="{n}"/>{name_cell(chart, n)}{shape}{_labels(form, chart, n)}'
        f"<c:cat>{category_cells(chart)}</c:cat><c:val>{number_cells(chart, n)}</c:val>"
        + ('<c:smooth val="0"/>' if chart.kind == "line" else "")
        + "</c:ser>"
    )


def _labels(form: Form, chart: model.Chart, n: int) -> str:
    """Data labels: every number where there is room, else the last one of a line."""
    position = {"line": "t", "stacked": "ctr"}.get(chart.kind, "outEnd")
    fill = ON_FILL if chart.kind == "stacked" else INK
    shown = [i for i, v in enumerate(chart.series[n].values) if v is not None]
    crowded = chart.kind == "line" and len(chart.series) * len(chart.categories) > _MOST_LABELS_ON_LINES
    head = f'<c:numFmt formatCode="{number_format(chart.series)}" sourceLinked="0"/>{CLEAR}'
    place = f'{form.body(fill, bold=True)}<c:dLblPos val="{position}"/>'
    if crowded and shown:
        only = f'<c:dLbl><c:idx val="{shown[-1]}"/>{head}{place}{shows(True)}</c:dLbl>'
        return f"<c:dLbls>{only}{shows(False)}</c:dLbls>"
    return f"<c:dLbls>{head}{place}{shows(not crowded)}</c:dLbls>"


def _category_axis(form: Form, chart: model.Chart) -> str:
    across = chart.kind == "bar"
    named = chart.axis and chart.axis != chart.unit
    title = form.title(chart.axis, UPWARDS if across else "") if named else ""
    turned = LEVEL if across or len(chart.categories) <= 10 else ""
    return (
        f'<c:catAx><c:axId val="{_CATEGORY_AXIS}"/>'
        f'<c:scaling><c:orientation val="{"maxMin" if across else "minMax"}"/></c:scaling><c:delete val="0"/>'
        f'<c:axPos val="{"l" if across else "b"}"/>{title}'
        '<c:numFmt formatCode="General" sourceLinked="0"/>'
        '<c:majorTickMark val="none"/><c:minorTickMark val="none"/><c:tickLblPos val="low"/>'
        f"<c:spPr>{AXIS_LINE}</c:spPr>{form.body(INK, turned=turned)}"
        f'<c:crossAx val="{_VALUE_AXIS}"/><c:crosses val="autoZero"/><c:auto val="0"/><c:lblAlgn val="ctr"/>'
        '<c:lblOffset val="100"/><c:noMultiLvlLbl val="1"/></c:catAx>'
    )


def _value_axis(form: Form, chart: model.Chart) -> str:
    across = chart.kind == "bar"
    level = across or (len(chart.unit) <= _SHORT_UNIT and any(c > "\u2e80" for c in chart.unit))
    title = form.title(chart.unit, LEVEL if level else UPWARDS) if chart.unit else ""
    lines = GRIDLINES if chart.kind == "line" else ""  # bars carry their values: lines would strike them through
    low = ""
    numbers = [v for s in chart.series for v in s.values if v is not None]
    ticks = "#,##0" if any(abs(v) >= 1000 for v in numbers) else "General"
    if chart.kind != "line" and all(v >= 0 for v in numbers):
        low = '<c:min val="0"/>'  # a bar's length is its value
    return (
        f'<c:valAx><c:axId val="{_VALUE_AXIS}"/><c:scaling><c:orientation val="minMax"/>{low}</c:scaling>'
        f'<c:delete val="0"/><c:axPos val="{"b" if across else "l"}"/>{lines}{title}'
        f'<c:numFmt formatCode="{ticks}" sourceLinked="0"/>'
        '<c:majorTickMark val="none"/><c:minorTickMark val="none"/><c:tickLblPos val="nextTo"/>'
        f"<c:spPr>{NO_LINE}</c:spPr>{form.body(MUTED)}"
        f'<c:crossAx val="{_CATEGORY_AXIS}"/><c:crosses val="{"max" if across else "autoZero"}"/>'
        '<c:crossBetween val="between"/></c:valAx>'
    )
