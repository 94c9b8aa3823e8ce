"""A paragraph.

Fields:
    text: the words.
    role: body, lead or note.

```yaml
- {block: paragraph, text: "{{ outline.method }}"}
```
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from builder.model import Line, Para, Shape
from builder.world import World


@dataclass(frozen=True)
class Fields:
    """What a step may hold."""

    text: Line
    role: Literal["body", "lead", "note"] = "body"


def lower(fields: Fields, world: World) -> Iterator[Shape]:
    """One paragraph."""
    yield Para(fields.text, fields.role)
