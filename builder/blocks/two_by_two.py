"""Things placed by two judgements of the editors: four quadrants, what stands in each, and why.

Places are given in words, four steps each way, never by invented numbers; a note says whose judgement they are.

Fields:
    of: the grid.

```yaml
- {block: two-by-two, of: grid}
```
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from builder import exhibits
from builder.model import Axis, Notes, Placed, Shape, TwoByTwo
from builder.speaking import evidence
from builder.world import World

_STEPS = ("low", "rather-low", "rather-high", "high")


@dataclass(frozen=True)
class Fields:
    """What a step may hold."""

    of: exhibits.Grid


def lower(fields: Fields, world: World) -> Iterator[Shape]:
    """One two-by-two, and what a speaker needs."""
    grid = fields.of
    path = f"grids.{grid.id}"
    corners = grid.corners
    named = (corners.top_left, corners.top_right, corners.bottom_left, corners.bottom_right) if corners else ()
    yield TwoByTwo(
        id=path,
        across=_axis(grid.across, world),
        up=_axis(grid.up, world),
        items=tuple(_placed(item, grid, world) for item in grid.items),
        summary=_summary(grid, world),
        corners=tuple(map(world.say, named)),
        note=world.fixed("note_grid", of=path),
    )
    within = f"notes/{path}"
    says = (world.ended(world.say(grid.title, within=within)), world.fixed("say_grid", of=within))
    yield Notes(says, tuple(line for item in grid.items for line in evidence(world, item.claims, within)))


def _axis(axis: exhibits.Axis, world: World) -> Axis:
    return Axis(world.say(axis.name), world.say(axis.low), world.say(axis.high))


def _placed(item: exhibits.Placed, grid: exhibits.Grid, world: World) -> Placed:
    cite = world.cite(item.claims, item.place)
    body = world.say(item.because, *((cite,) if cite else ()))
    across, up = _STEPS.index(item.across), _STEPS.index(item.up)
    return Placed(world.say(item.head), body, across, up, _where(item, grid, world))


def _where(item: exhibits.Placed, grid: exhibits.Grid, world: World) -> str:
    """ "作用偏“大”、难度在“低”一端": the place in words."""
    said = (_end(axis, step, world) for axis, step in ((grid.across, item.across), (grid.up, item.up)))
    return world.word("comma").join(said)


def _end(axis: exhibits.Axis, step: str, world: World) -> str:
    form = world.word("towards_end" if step.startswith("rather-") else "at_end")
    end = axis.low if step.endswith("low") else axis.high
    return form.replace("{axis}", world.text(axis.name)).replace("{end}", world.text(end))


def _summary(grid: exhibits.Grid, world: World) -> str:
    """The alternative text: the axes, and who stands where."""
    items = (
        f"{n} {world.text(i.head)}{world.word('colon')}{_where(i, grid, world)}" for n, i in enumerate(grid.items, 1)
    )
    given = {
        "{across}": world.text(grid.across.name),
        "{left}": world.text(grid.across.low),
        "{right}": world.text(grid.across.high),
        "{up}": world.text(grid.up.name),
        "{below}": world.text(grid.up.low),
        "{above}": world.text(grid.up.high),
        "{items}": world.word("semicolon").join(items),
    }
    said = world.word("summary_grid")
    for key, text in given.items():
        said = said.replace(key, text)
    return said
