"""A heading; in a deck, level 1 opens a section and level 2 a slide.

Fields:
    text: the words.
    level: 1, 2 or 3.
    lead: a line under it.
    numbered: false for back matter.

```yaml
- {block: heading, text: "{{ question.finding }}", level: 2}
```
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from builder.model import Heading, Line, Para, Shape
from builder.world import World


@dataclass(frozen=True)
class Fields:
    """What a step may hold."""

    text: Line
    level: int = 1
    lead: Line | None = None
    numbered: bool = True


def lower(fields: Fields, world: World) -> Iterator[Shape]:
    """A heading, and its lead."""
    yield Heading(fields.text.id, fields.text, fields.level, fields.numbered)
    if fields.lead:
        yield Para(fields.lead, "lead")
