"""A chart as a native chart part and the workbook behind it: the same for Word and PowerPoint.

Colours and fonts are the theme's (`accent1` …, `tx1`, `+mn-lt`, `+mn-ea`), so that a chart follows the look it
stands in. The XML is written directly, because the order of its children is a matter of the schema (ECMA-376
Part 1, 21.2) and the library's writer gives negative axis ids, which the schema refuses.
"""

from __future__ import annotations

import math
from io import BytesIO
from xml.sax.saxutils import escape

import xlsxwriter  # type: ignore[import-untyped]

from builder import model
from builder.ooxml.steady import steady

WORKBOOK_REL = "rId1"
"""The relationship id under which the chart XML expects its workbook (type `package`)."""

_SHEET = "Sheet1"
# small and positive: the schema says unsigned, LibreOffice reads 32 bits signed
_CATEGORY_AXIS, _VALUE_AXIS = 501, 502


def _ink(name: str, light: int = 0) -> str:
    """A theme colour, `light` per cent of the way to white."""
    mix = f'<a:lumMod val="{1000 * (100 - light)}"/><a:lumOff val="{1000 * light}"/>' if light else ""
    return f'<a:solidFill><a:schemeClr val="{name}">{mix}</a:schemeClr></a:solidFill>'


_INK, _MUTED, _ON_FILL = _ink("tx1"), _ink("tx1", 25), _ink("bg1")
_FAINT_LINE = f'<a:ln w="6350">{_ink("tx1", 85)}</a:ln>'
_AXIS_LINE = f'<a:ln w="9525">{_ink("tx1", 50)}</a:ln>'
_NO_LINE = "<a:ln><a:noFill/></a:ln>"
_CLEAR = f"<c:spPr><a:noFill/>{_NO_LINE}</c:spPr>"
_FONTS = '<a:latin typeface="+mn-lt"/><a:ea typeface="+mn-ea"/><a:cs typeface="+mn-cs"/>'
_MOST_LABELS_ON_LINES = 14
_SHORT_UNIT = 6  # Chinese characters: 亿元, 个; turned on its side, 个 would be an arrow


def chart_part(chart: model.Chart, *, text_pt: float, lang: str) -> tuple[bytes, bytes]:
    """The chart's XML and its workbook, both repeatable to the byte.

    Args:
        chart: what is drawn; at most six series, one theme accent each.
        text_pt: size of all text in the chart.
        lang: language of its words, for spelling and fonts ("zh-CN").

    Returns:
        The bytes of a `c:chartSpace` part, whose `c:externalData` names the relationship `WORKBOOK_REL`,
        and the bytes of the xlsx to be embedded under it.
    """
    form = _Form(text_pt, lang)
    kind = chart.kind
    series = "".join(_series(form, chart, n) for n in range(len(chart.series)))
    axes = f'<c:axId val="{_CATEGORY_AXIS}"/><c:axId val="{_VALUE_AXIS}"/>'
    if kind == "line":
        plot = (
            f'<c:lineChart><c:grouping val="standard"/><c:varyColors val="0"/>{series}'
            f'<c:marker val="1"/>{axes}</c:lineChart>'
        )
    else:
        plot = (
            f'<c:barChart><c:barDir val="{"bar" if kind == "bar" else "col"}"/>'
            f'<c:grouping val="{"stacked" if kind == "stacked" else "clustered"}"/>'
            f'<c:varyColors val="0"/>{series}'
            f'<c:gapWidth val="{_gap_width(chart)}"/><c:overlap val="{100 if kind == "stacked" else -8}"/>'
            f"{axes}</c:barChart>"
        )
    legend = ""
    if len(chart.series) > 1:
        legend = f'<c:legend><c:legendPos val="b"/><c:overlay val="0"/>{form.body(_INK)}</c:legend>'
    xml = (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
        '<c:chartSpace xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart"'
        ' xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
        ' xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">'
        f'<c:date1904 val="0"/><c:lang val="{form.lang}"/><c:roundedCorners val="0"/>'
        '<c:chart><c:autoTitleDeleted val="1"/><c:plotArea><c:layout/>'
        f"{plot}{_category_axis(form, chart)}{_value_axis(form, chart)}"
        f"{_CLEAR}</c:plotArea>"
        f'{legend}<c:plotVisOnly val="1"/><c:dispBlanksAs val="gap"/></c:chart>'
        f"{_CLEAR}{form.body(_INK)}"
        f'<c:externalData r:id="{WORKBOOK_REL}"><c:autoUpdate val="0"/></c:externalData></c:chartSpace>'
    )
    return xml.encode("utf-8"), _workbook(chart)


class _Form:
    """Text properties in one size and language."""

    def __init__(self, text_pt: float, lang: str):
        self.size = round(text_pt * 100)
        self.lang = lang
        self.alt = "en-US" if lang.startswith("zh") else "zh-CN"

    def body(self, fill: str, *, bold: bool = False, rotation: str = "") -> str:
        """A `c:txPr`."""
        return (
            f"<c:txPr><a:bodyPr{rotation}/><a:lstStyle/><a:p><a:pPr>{self.default(fill, bold)}</a:pPr>"
            f'<a:endParaRPr lang="{self.lang}"/></a:p></c:txPr>'
        )

    def default(self, fill: str, bold: bool = False) -> str:
        return f'<a:defRPr sz="{self.size}" b="{int(bold)}">{fill}{_FONTS}</a:defRPr>'

    def title(self, text: str, rotation: str = "") -> str:
        """A `c:title` of an axis."""
        run = f'<a:rPr lang="{self.lang}" altLang="{self.alt}" sz="{self.size}" b="0">{_MUTED}{_FONTS}</a:rPr>'
        return (
            f"<c:title><c:tx><c:rich><a:bodyPr{rotation}/><a:lstStyle/><a:p><a:pPr>{self.default(_MUTED)}</a:pPr>"
            f'<a:r>{run}<a:t>{escape(text)}</a:t></a:r></a:p></c:rich></c:tx><c:overlay val="0"/></c:title>'
        )


def _gap_width(chart: model.Chart) -> int:
    """Per cent of a bar's width between two groups: few bars stay slim, many stay apart."""
    bars = len(chart.categories) * (1 if chart.kind == "stacked" else len(chart.series))
    return 150 if bars <= 3 else 90 if bars <= 8 else 60


def _number_format(chart: model.Chart) -> str:
    """Numbers are shown as they were given: a share printed as 42 must not read 42.0."""
    whole = all(v is None or v == int(v) for s in chart.series for v in s.values)
    return "#,##0" if whole else "General"


def _series(form: _Form, chart: model.Chart, n: int) -> str:
    name, values = model.plain(chart.series[n].name), chart.series[n].values
    column, last = _column(n + 1), len(chart.categories) + 1
    fill = f'<a:solidFill><a:schemeClr val="accent{n % 6 + 1}"/></a:solidFill>'
    if chart.kind == "line":
        shape = f'<c:spPr><a:ln w="31750" cap="rnd">{fill}<a:round/></a:ln></c:spPr>' + (
            f'<c:marker><c:symbol val="circle"/><c:size val="7"/><c:spPr>{fill}'
            '<a:ln w="9525">{_ON_FILL}</a:ln></c:spPr></c:marker>'
        )
    else:
        shape = f'<c:spPr>{fill}</c:spPr><c:invertIfNegative val="0"/>'
    names = "".join(
        f'<c:pt idx="{i}"><c:v>{escape(model.plain(c))}</c:v></c:pt>' for i, c in enumerate(chart.categories)
    )
    points = "".join(f'<c:pt idx="{i}"><c:v>{_number(v)}</c:v></c:pt>' for i, v in enumerate(values) if v is not None)
    return (
        f'<c:ser><c:idx val="{n}"/><c:order val="{n}"/>'
        f"<c:tx><c:strRef><c:f>{_SHEET}!${column}$1</c:f><c:strCache>"
        f'<c:ptCount val="1"/><c:pt idx="0"><c:v>{escape(name)}</c:v></c:pt></c:strCache></c:strRef></c:tx>'
        f"{shape}{_labels(form, chart, n)}"
        f"<c:cat><c:strRef><c:f>{_SHEET}!$A$2:$A${last}</c:f><c:strCache>"
        f'<c:ptCount val="{len(chart.categories)}"/>{names}</c:strCache></c:strRef></c:cat>'
        f"<c:val><c:numRef><c:f>{_SHEET}!${column}$2:${column}${last}</c:f><c:numCache>"
        f"<c:formatCode>{_number_format(chart)}</c:formatCode>"
        f'<c:ptCount val="{len(values)}"/>{points}</c:numCache></c:numRef></c:val>'
        + ('<c:smooth val="0"/>' if chart.kind == "line" else "")
        + "</c:ser>"
    )


def _labels(form: _Form, chart: model.Chart, n: int) -> str:
    """Data labels: every number where there is room, else the last one of a line."""
    position = {"line": "t", "stacked": "ctr"}.get(chart.kind, "outEnd")
    ink = _ON_FILL if chart.kind == "stacked" else _INK
    shown = [i for i, v in enumerate(chart.series[n].values) if v is not None]
    crowded = chart.kind == "line" and len(chart.series) * len(chart.categories) > _MOST_LABELS_ON_LINES
    head = f'<c:numFmt formatCode="{_number_format(chart)}" sourceLinked="0"/>{_CLEAR}'
    place = f'{form.body(ink, bold=True)}<c:dLblPos val="{position}"/>'
    if crowded and shown:
        only = f'<c:dLbl><c:idx val="{shown[-1]}"/>{head}{place}{_shows(True)}</c:dLbl>'
        return f"<c:dLbls>{only}{_shows(False)}</c:dLbls>"
    return f"<c:dLbls>{head}{place}{_shows(not crowded)}</c:dLbls>"


def _shows(value: bool) -> str:
    return (
        f'<c:showLegendKey val="0"/><c:showVal val="{int(value)}"/><c:showCatName val="0"/>'
        '<c:showSerName val="0"/><c:showPercent val="0"/><c:showBubbleSize val="0"/>'
    )


def _category_axis(form: _Form, chart: model.Chart) -> str:
    across = chart.kind == "bar"
    named = chart.axis and chart.axis != chart.unit
    title = form.title(chart.axis, ' rot="-5400000" vert="horz"' if across else "") if named else ""
    level = ' rot="0" vert="horz"' if across or len(chart.categories) <= 10 else ""
    return (
        f'<c:catAx><c:axId val="{_CATEGORY_AXIS}"/>'
        f'<c:scaling><c:orientation val="{"maxMin" if across else "minMax"}"/></c:scaling><c:delete val="0"/>'
        f'<c:axPos val="{"l" if across else "b"}"/>{title}'
        '<c:numFmt formatCode="General" sourceLinked="0"/>'
        '<c:majorTickMark val="none"/><c:minorTickMark val="none"/><c:tickLblPos val="low"/>'
        f"<c:spPr>{_AXIS_LINE}</c:spPr>{form.body(_INK, rotation=level)}"
        f'<c:crossAx val="{_VALUE_AXIS}"/><c:crosses val="autoZero"/><c:auto val="0"/><c:lblAlgn val="ctr"/>'
        '<c:lblOffset val="100"/><c:noMultiLvlLbl val="1"/></c:catAx>'
    )


def _gridlines(chart: model.Chart) -> str:
    """Lines to read values by; bars carry their values, and lines would strike them through."""
    return f"<c:majorGridlines><c:spPr>{_FAINT_LINE}</c:spPr></c:majorGridlines>" if chart.kind == "line" else ""


def _value_axis(form: _Form, chart: model.Chart) -> str:
    across = chart.kind == "bar"
    level = across or (len(chart.unit) <= _SHORT_UNIT and any(c > "\u2e80" for c in chart.unit))
    title = form.title(chart.unit, ' rot="0" vert="horz"' if level else ' rot="-5400000" vert="horz"')
    title = title if chart.unit else ""
    low = ""
    numbers = [v for s in chart.series for v in s.values if v is not None]
    ticks = "#,##0" if any(abs(v) >= 1000 for v in numbers) else "General"
    if chart.kind != "line" and all(v >= 0 for v in numbers):
        low = '<c:min val="0"/>'  # a bar's length is its value
    return (
        f'<c:valAx><c:axId val="{_VALUE_AXIS}"/><c:scaling><c:orientation val="minMax"/>{low}</c:scaling>'
        f'<c:delete val="0"/><c:axPos val="{"b" if across else "l"}"/>'
        f"{_gridlines(chart)}{title}"
        f'<c:numFmt formatCode="{ticks}" sourceLinked="0"/>'
        '<c:majorTickMark val="none"/><c:minorTickMark val="none"/><c:tickLblPos val="nextTo"/>'
        f"<c:spPr>{_NO_LINE}</c:spPr>{form.body(_MUTED)}"
        f'<c:crossAx val="{_CATEGORY_AXIS}"/><c:crosses val="{"max" if across else "autoZero"}"/>'
        '<c:crossBetween val="between"/></c:valAx>'
    )


def _column(n: int) -> str:
    """The letter of a spreadsheet column, from 0; a chart has few."""
    return chr(ord("A") + n)


def _number(value: float) -> str:
    return repr(int(value)) if float(value).is_integer() else repr(float(value))


def _workbook(chart: model.Chart) -> bytes:
    """The numbers as a worksheet. A label that begins with `=` or `http` stays text: no formula, no link."""
    out = BytesIO()
    options = {
        "in_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
    }
    book = xlsxwriter.Workbook(out, options)
    sheet = book.add_worksheet(_SHEET)
    number = book.add_format({"num_format": _number_format(chart)})
    for row, category in enumerate(chart.categories, 1):
        sheet.write_string(row, 0, model.plain(category))
    for col, series in enumerate(chart.series, 1):
        sheet.write_string(0, col, model.plain(series.name))
        for row, value in enumerate(series.values, 1):
            if value is not None and math.isfinite(value):
                sheet.write_number(row, col, value, number)
    sheet.set_column(0, 0, 24)
    book.close()
    return steady(out.getvalue(), "2000-01-01")
