"""A native chart of sourced numbers, with how to read it.

Fields:
    of: the chart.

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


def lower(fields: Fields, world: World) -> Iterator[Shape]:
    """One chart, and what a speaker needs."""
    figures = fields.of
    path = f"charts.{figures.id}"
    series = tuple(Series(world.say(r.name), tuple(_number(v) for v in r.values)) for r in figures.series)
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
        reading=tuple(world.say(line) for line in figures.reading),
        note=world.say(figures.note) if figures.note else None,
    )
    lines = [world.say(figures.finding, within=f"notes/{path}")]
    lines += [world.say(line, within=f"notes/{path}") for line in figures.reading]
    lines += evidence(world, figures.claims, f"notes/{path}")
    yield Notes(tuple(lines))


def _number(text: str) -> float | None:
    return None if text == "none" else float(text)


def _summary(figures: Figures, world: World) -> str:
    """The alternative text: what is drawn, then every number."""
    colon, comma, stop = world.word("colon"), world.word("comma"), world.word("semicolon")
    rows = []
    for row in figures.series:
        pairs = [
            f"{world.text(c)} {v if v != 'none' else world.word('dash')}"
            for c, v in zip(figures.categories, row.values, strict=False)
        ]
        rows.append(world.text(row.name) + colon + comma.join(pairs))
    return world.text(figures.caption) + world.word("stop") + stop.join(rows) + world.word("stop")
