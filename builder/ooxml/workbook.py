"""The workbook behind a native chart: names down the first column, one column of numbers a series; and its cells."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace
from io import BytesIO
from xml.sax.saxutils import escape

from builder import model
from builder.ooxml.steady import steady

_SHEET = "Sheet1"


def workbook(chart: model.Chart) -> bytes:
    """The numbers as a worksheet. A label that begins with `=` or `http` stays text: no formula, no link."""
    import xlsxwriter  # type: ignore[import-untyped]  # here: most files have no chart

    out = BytesIO()
    options = {
        "in_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
    }
    book = xlsxwriter.Workbook(out, options)
    sheet = book.add_worksheet(_SHEET)
    for row, category in enumerate(chart.categories, 1):
        sheet.write_string(row, 0, model.plain(category))
    for col, series in enumerate(chart.series, 1):
        sheet.write_string(0, col, model.plain(series.name))
        form = book.add_format({"num_format": number_format(alike(chart, series))})
        for row, value in enumerate(series.values, 1):
            if value is not None:
                sheet.write_number(row, col, value, form)
    sheet.set_column(0, 0, 24)
    book.close()
    return steady(out.getvalue(), "2000-01-01")


def finite(chart: model.Chart) -> model.Chart:
    """The chart without what is no number: NaN or infinity would make a file that nothing opens."""
    series = (
        replace(s, values=tuple(v if v is not None and math.isfinite(v) else None for v in s.values))
        for s in chart.series
    )
    return replace(chart, series=tuple(series))


def alike(chart: model.Chart, series: model.Series) -> Sequence[model.Series]:
    """The series that are measured in the same unit: all of them, in a scatter chart each by itself."""
    return (series,) if chart.kind == "scatter" else chart.series


def number_format(series: Sequence[model.Series]) -> str:
    """Numbers are shown as they were given: a share printed as 42 must not read 42.0."""
    whole = all(v is None or v == int(v) for s in series for v in s.values)
    return "#,##0" if whole else "General"


def name_cell(chart: model.Chart, n: int) -> str:
    """The name of a series as a `c:tx` that leads to its cell."""
    name = escape(model.plain(chart.series[n].name))
    return (
        f"<c:tx><c:strRef><c:f>{_SHEET}!${_letter(n + 1)}$1</c:f><c:strCache>"
        f'<c:ptCount val="1"/><c:pt idx="0"><c:v>{name}</c:v></c:pt></c:strCache></c:strRef></c:tx>'
    )


def category_cells(chart: model.Chart) -> str:
    """The categories as a `c:strRef`."""
    names = "".join(
        f'<c:pt idx="{i}"><c:v>{escape(model.plain(c))}</c:v></c:pt>' for i, c in enumerate(chart.categories)
    )
    return (
        f"<c:strRef><c:f>{_SHEET}!$A$2:$A${len(chart.categories) + 1}</c:f><c:strCache>"
        f'<c:ptCount val="{len(chart.categories)}"/>{names}</c:strCache></c:strRef>'
    )


def number_cells(chart: model.Chart, n: int) -> str:
    """The numbers of a series as a `c:numRef`."""
    series, column = chart.series[n], _letter(n + 1)
    points = "".join(
        f'<c:pt idx="{i}"><c:v>{_number(v)}</c:v></c:pt>' for i, v in enumerate(series.values) if v is not None
    )
    return (
        f"<c:numRef><c:f>{_SHEET}!${column}$2:${column}${len(chart.categories) + 1}</c:f><c:numCache>"
        f"<c:formatCode>{number_format(alike(chart, series))}</c:formatCode>"
        f'<c:ptCount val="{len(series.values)}"/>{points}</c:numCache></c:numRef>'
    )


def _letter(n: int) -> str:
    """The letter of a spreadsheet's column, from 0; a chart has few."""
    return chr(ord("A") + n)


def _number(value: float) -> str:
    """A number as XML has it: 42, not 42.0."""
    return repr(int(value)) if float(value).is_integer() else repr(float(value))
