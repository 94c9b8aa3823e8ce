"""A part of the meeting opens: its name and the question that it asks.

Fields:
    of: the part.

```yaml
- {block: section, of: part}
```
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from builder.comparison import Part
from builder.model import Heading, Notes, Para, Shape, Text
from builder.world import World


@dataclass(frozen=True)
class Fields:
    """What a step may hold."""

    of: Part


def lower(fields: Fields, world: World) -> Iterator[Shape]:
    """A heading of level 1 whose id is the session's: the target of the agenda's links."""
    part = fields.of
    yield Heading(str(part.id), world.say(part.title), 1)
    yield Para(world.say(part.goal), "lead")
    said = world.word("say_section").replace("{minutes}", str(part.minutes)).replace("{n}", str(len(part.questions)))
    within = f"notes/sessions.{part.id}"
    yield Notes((world.say(part.goal, within=within), world.made(f"{within}.minutes", Text(said))))
