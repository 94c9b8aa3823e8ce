"""What the articles leave unknown.

Fields:
    title: false leaves out the box's own head (where a heading says it already).

```yaml
- block: gaps
```
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from builder.model import Callout, Notes, Shape, Text
from builder.world import World


@dataclass(frozen=True)
class Fields:
    """What a step may hold."""

    title: bool = True


def lower(fields: Fields, world: World) -> Iterator[Shape]:
    """One boxed list, and what a speaker says."""
    gaps = world.comparison.outline.gaps
    lines = tuple(world.say(g.says, lead=(Text(world.text(g.head) + world.word("colon"), strong=True),)) for g in gaps)
    yield Callout(lines, world.fixed("gaps", of="gaps") if fields.title else None, bulleted=True)
    heads = world.word("comma").join(world.text(g.head) for g in gaps)
    named = world.word("say_gap_heads").replace("{names}", heads)
    yield Notes((world.fixed("say_gaps", of="gaps"), world.made("notes/gaps.heads", Text(named))))
