"""Two positions that cannot both be followed, side by side, and what would decide between them.

Fields:
    of: the tension.

```yaml
- {block: tension, of: tension}
```
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from builder.model import Notes, Shape, Side, Text, Versus
from builder.outline import Tension, TensionSide
from builder.speaking import evidence
from builder.world import World


@dataclass(frozen=True)
class Fields:
    """What a step may hold."""

    of: Tension


def lower(fields: Fields, world: World) -> Iterator[Shape]:
    """Two sides, and what a speaker needs."""
    tension = fields.of
    path = f"tensions.{tension.id}"
    lead = (Text(world.word("decided_by"), strong=True),)
    foot = world.say(tension.decided_by, lead=lead)
    yield Versus(_side(tension.sides[0], world), _side(tension.sides[1], world), foot)
    lines = [world.say(tension.title, within=f"notes/{path}")]
    for side in tension.sides:
        lines += evidence(world, side.claims, f"notes/{path}")
    yield Notes(tuple(lines))


def _side(side: TensionSide, world: World) -> Side:
    cite = world.cite(side.claims, side.place)
    return Side(world.say(side.head), world.say(side.says, *((cite,) if cite else ())))
