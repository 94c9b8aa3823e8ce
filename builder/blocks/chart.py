"""A native chart of sourced numbers, with how to read it: bars, columns, lines, stacked columns, or points.

In a scatter chart (`kind: scatter`) the first of two rows is drawn across and the second up, each with its own
`unit:`, and the categories name the points.

Fields:
    of: the chart.
    reading: false leaves out how to read it (where there is little room).

```yaml
- {block: chart, of: chart}
```
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from builder.exhibits import Figures
from builder.model import Chart, Notes, Series, Shape
from builder.speaking import evidence
from builder.world import World


@dataclass(frozen=True)
class Fields:
    """What a step may hold."""

    of: Figures
    reading: bool = True


def lower(fields: Fields, world: World) -> Iterator[Shape]:
    """One chart, and what a speaker needs."""
    figures = fields.of
    path = f"charts.{figures.id}"
    series = tuple(
        Series(world.say(r.name), tuple(map(_number, r.values)), world.text(r.unit) if r.unit else "")
        for r in figures.series
    )
    yield Chart(
        id=path,
        kind=figures.kind,
        caption=world.say(figures.caption),
        categories=tuple(world.say(c) for c in figures.categories),
        series=series,
        unit=world.text(figures.unit),
        summary=_summary(figures, world),
        source=world.sources(f"{path}.source", figures.claims, figures.place),
        axis=world.text(figures.axis) if figures.axis else "",
        reading=tuple(world.say(line) for line in figures.reading if fields.reading),
        note=world.say(figures.note) if figures.note else None,
    )
    lines = [world.say(figures.finding, within=f"notes/{path}")]
    lines += [world.say(line, within=f"notes/{path}") for line in figures.reading]
    said = tuple(world.ended(line) for line in lines)
    yield Notes(said, tuple(evidence(world, figures.claims, f"notes/{path}")))


def _number(text: str) -> float | None:
    return None if text == "none" else float(text)


def _summary(figures: Figures, world: World) -> str:
    """The alternative text: what is drawn, then every number."""
    rows = _points(figures, world) if figures.kind == "scatter" else _rows(figures, world)
    stop = world.word("stop")
    return world.text(figures.caption) + stop + world.word("semicolon").join(rows) + stop


def _rows(figures: Figures, world: World) -> Iterator[str]:
    """ "Share: labour 45, empty runs 25"."""
    for row in figures.series:
        pairs = zip(figures.categories, row.values, strict=False)
        said = world.word("comma").join(f"{world.text(c)} {_shown(v, world)}" for c, v in pairs)
        yield world.text(row.name) + world.word("colon") + said


def _points(figures: Figures, world: World) -> Iterator[str]:
    """ "Line 9: boardings 12, cost 34"."""
    names = [world.text(row.name) for row in figures.series]
    for category, *values in zip(figures.categories, *(row.values for row in figures.series), strict=False):
        said = (f"{name} {_shown(value, world)}" for name, value in zip(names, values, strict=True))
        yield world.text(category) + world.word("colon") + world.word("comma").join(said)


def _shown(value: str, world: World) -> str:
    return value if value != "none" else world.word("dash")
