"""Who issues the document, and when: the lines below the text of an official paper.

```yaml
- block: signature
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
    """The issuer, where the outline names one (`by:`), and the date of issue."""
    outline = world.comparison.outline
    if outline.by:
        yield Para(world.say(outline.by, within="signature"), "signed")
    yield Para(world.made("signature.date", Text(world.day(outline.date.text))), "signed")
