"""The table of contents; each format fills it from the headings.

Fields:
    depth: the lowest level of heading that it lists.

```yaml
- {block: contents, depth: 1}
```
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from builder.model import Contents, Shape
from builder.world import World


@dataclass(frozen=True)
class Fields:
    """What a step may hold."""

    depth: int = 1


def lower(fields: Fields, world: World) -> Iterator[Shape]:
    """One table of contents."""
    yield Contents(world.fixed("contents", of="contents"), fields.depth)
