"""The imprint at the foot of an official paper's last page: who issued it, and when.

Only what the outline says is printed: where it names no issuer (`by:`), there is no imprint.

```yaml
- block: imprint
```
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from builder.model import Para, Shape, Text
from builder.world import World


@dataclass(frozen=True)
class Fields:
    """What a step may hold: nothing."""


def lower(fields: Fields, world: World) -> Iterator[Shape]:
    """One line: the issuer, a tab, and the date."""
    outline = world.comparison.outline
    if outline.by:
        date = world.word("issued").replace("{date}", world.day(outline.date.text))
        yield Para(world.say(outline.by, Text(f"\t{date}"), within="imprint"), "imprint")
