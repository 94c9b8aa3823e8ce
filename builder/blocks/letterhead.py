"""The head of an official paper: the issuer's name as a letterhead, and the title.

Only what the outline says is printed: where it names no issuer (`by:`), the letterhead is left out.

Fields:
    subtitle: true adds the outline's subtitle.

```yaml
- block: letterhead
```
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from builder.model import Cover, Shape
from builder.world import World


@dataclass(frozen=True)
class Fields:
    """What a step may hold."""

    subtitle: bool = False


def lower(fields: Fields, world: World) -> Iterator[Shape]:
    """One cover: the issuer above, the title below."""
    outline = world.comparison.outline
    issuer = world.say(outline.by, within="letterhead") if outline.by else None
    subtitle = world.say(outline.subtitle, within="letterhead") if outline.subtitle and fields.subtitle else None
    yield Cover(world.say(outline.title, within="letterhead"), subtitle, kicker=issuer)
