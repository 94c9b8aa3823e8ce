"""What the reader is asked to decide; the editors' words.

Fields:
    title: false leaves out the box's own head (where a heading says it already).

```yaml
- {block: decision, when: outline.decision}
```
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from builder.model import Callout, Notes, Shape
from builder.world import World


@dataclass(frozen=True)
class Fields:
    """What a step may hold."""

    title: bool = True


def lower(fields: Fields, world: World) -> Iterator[Shape]:
    """A box with one sentence; nothing where the outline asks for no decision."""
    decision = world.comparison.outline.decision
    if decision is None:
        return
    yield Callout((world.say(decision),), world.fixed("decision", of="decision") if fields.title else None)
    yield Notes((world.say(decision, within="notes"), world.fixed("say_decision", of="decision")))
