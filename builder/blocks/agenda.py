"""The parts of the meeting, with their questions and minutes, linked to the sections; then the sections that follow
without being a part (summing up, discussion): the plan adds them from its headings. Where it is one, it has the minutes
of the meeting that the parts leave.

```yaml
- block: agenda
```
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from builder.model import Agenda, AgendaItem, Notes, Shape, Text
from builder.world import World


@dataclass(frozen=True)
class Fields:
    """What a step may hold: nothing."""


def lower(fields: Fields, world: World) -> Iterator[Shape]:
    """One agenda, and what a speaker needs."""
    outline = world.comparison.outline
    items = tuple(
        AgendaItem(
            world.say(s.title, within="agenda"),
            world.say(s.goal, within="agenda"),
            world.word("minutes").replace("{n}", str(s.minutes)),
            target=s.id,
        )
        for s in outline.sessions
    )
    yield Agenda(items)
    total = world.word("say_agenda").replace("{n}", str(outline.all_minutes))
    yield Notes((world.made("notes/agenda.total", Text(total)),))
