"""Charts: rule 25, all errors.

* `chart-axis`: a value or date axis that is shown has no title: it says what is measured, and in which unit. Categories
  speak for themselves. An axis that is taken away needs data labels that show the values.
* `chart-series`: more than `series_most` series, or none.
* `chart-size`: anything written in it is smaller than `chart_pt_least`.
* `chart-ids`: an axis whose id is not positive (ST_UnsignedInt; python-pptx writes negative ones).
* `chart-data`: no workbook behind it: nobody can edit its numbers.
"""

from __future__ import annotations

from collections.abc import Iterator

from builder.checks.slides._roles import at
from builder.finished.deck import Chart, Deck
from builder.finished.flaw import Flaw
from builder.profile.deck import DeckProfile

CODES = ("chart-axis", "chart-series", "chart-size", "chart-ids", "chart-data")
_ROUND = ("pieChart", "doughnutChart", "ofPieChart", "pie3DChart")


def check(deck: Deck, profile: DeckProfile) -> Iterator[Flaw]:
    """Charts that cannot be read, or not be edited."""
    for slide in deck.slides:
        for shape in slide.shapes:
            if shape.chart is not None:
                for code, message, hint in _wrong(shape.chart, profile):
                    yield Flaw(at(slide, f"chart '{shape.name}'"), 25, code, message, hint)


def _wrong(chart: Chart, profile: DeckProfile) -> Iterator[tuple[str, str, str]]:
    measures = [a for a in chart.axes if a.kind in ("val", "date")]
    if any(a.shown and not a.title for a in measures):
        yield "chart-axis", "an axis has no title", "name what is measured, and the unit"
    elif not any(a.shown for a in measures) and not chart.values_shown and not set(chart.kinds) & set(_ROUND):
        yield "chart-axis", "neither an axis nor labels show the values", "show data labels"
    if not 0 < len(chart.series) <= profile.series_most:
        message = f"{len(chart.series)} series, 1 to {profile.series_most} are wanted"
        yield "chart-series", message, "make two charts of it, or a table"
    smallest_pt = min(chart.sizes_pt, default=profile.chart_pt_least)
    if smallest_pt < profile.chart_pt_least:
        message = f"words of {smallest_pt:g} pt, {profile.chart_pt_least:g} wanted"
        yield "chart-size", message, "set them larger, or show fewer categories"
    if any(i <= 0 for i in chart.axis_ids):
        yield "chart-ids", f"an axis has the id {min(chart.axis_ids)}", "give axes small positive ids"
    if not chart.workbook:
        yield "chart-data", "no workbook with its numbers", "insert the chart with PowerPoint's own means"
